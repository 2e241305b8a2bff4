"""The weights of signs, fitted on papers whose truth is known: `python -m benchmarks.odds`.

choices.py which candidate each paper means · logit.py from choices to weights
"""

from benchmarks.odds.choices import Choice, choices, taught
from benchmarks.odds.logit import fit, left_out

__all__ = ["Choice", "choices", "fit", "left_out", "taught"]
