"""Understanding a request: agent, planner, models, conversations."""
