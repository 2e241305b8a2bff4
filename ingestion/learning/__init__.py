"""Learning 自学习, pure: where a value stood on a page, the rule of several such places, a rule applied to another page.

places.py a correction's place · rules.py what several places have in common, and the reading it proposes to
"""

from ingestion.learning.places import Place, place_of
from ingestion.learning.rules import MONEY, Lesson, Recalled, Rule, lacking, recall, rule_of

__all__ = ["MONEY", "Lesson", "Place", "Recalled", "Rule", "lacking", "place_of", "recall", "rule_of"]
