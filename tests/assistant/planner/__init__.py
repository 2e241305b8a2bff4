"""The planner: times, names, intents, slots, strictness."""
