"""Filling what the reader left absent with a model's answers, pure: what is asked of a page, and which answers count.

asked.py the fields and the words a model is given · filled.py an answer found on the page, or refused
"""

from ingestion.filling.asked import Asked, asked_of
from ingestion.filling.filled import CONFIDENCE, Filled, filled

__all__ = ["CONFIDENCE", "Asked", "Filled", "asked_of", "filled"]
