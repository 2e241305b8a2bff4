"""Policy search and answers on other people's texts: ``python -m benchmarks.policies``."""
