"""How well foreign documents are read: `python -m benchmarks.extraction`, with ZHANGFANG_DATA set.

measure.py predictions held against the truth · figures.py the rows asked for, each with what was asked
"""

from benchmarks.extraction.figures import Row, run

__all__ = ["Row", "run"]
