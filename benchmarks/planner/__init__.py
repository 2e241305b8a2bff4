"""The planner on requests it has not seen: ``python -m benchmarks.planner``."""
