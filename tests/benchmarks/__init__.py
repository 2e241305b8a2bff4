"""The benchmarks' own behaviour, not their figures."""
