"""Which of several candidates a paper means: signs, weights fitted to them, and the chances that follow."""

from ingestion.odds.chances import apart, chances
from ingestion.odds.weights import NONE, Weights, fitted, weighing

__all__ = ["NONE", "Weights", "apart", "chances", "fitted", "weighing"]
