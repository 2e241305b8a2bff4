"""Policy search and answers on other people's texts: ``python -m benchmarks.policies``; the index: ``.index``."""

from benchmarks.policies.index import run

__all__ = ["run"]
