"""Figures in running text, however they are spelled, in one notation by which two spellings are compared.

letters.py signs of other scripts and hidden ones · digits.py grouped, spaced out, multiplied · chinese.py 一百二十万 ·
english.py "1.2 million" in words · days.py dates · reading.py all of them in their order in a text
"""

from assistant.figures.letters import plain
from assistant.figures.reading import Figure, figures_in, spelled, values_in

__all__ = ["Figure", "figures_in", "plain", "spelled", "values_in"]
