"""How well other programs' ledgers are taken in: `python -m benchmarks.ledgers`, with ZHANGFANG_DATA set.

figures.py trial balances held against those that the ledgers' own programs computed
"""

from benchmarks.ledgers.figures import Compared, run

__all__ = ["Compared", "run"]
