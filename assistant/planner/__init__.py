"""The planner: what a request asks for, understood by rules in Chinese and English without a network.

model.py the values · facts.py what a request states: times*.py, calendar.py, amounts.py, documents.py, names.py
(pinyin.py, accounts.py), terms.py · cues_zh.py, cues_en.py, cues_books_*.py, score.py which intent · acts.py words of
acts · slots.py, captures.py its slots · unused.py what was left over · planner.py the reading · phrases.py it in words · lines.py JSON
lines · likeness.py, examples.tsv sentences known · intents.py what each intent takes.
"""

from assistant.planner.lines import plan_lines
from assistant.planner.model import OUT_OF_SCOPE, Entities, Plan, Reading
from assistant.planner.phrases import decline, left_over, reading
from assistant.planner.planner import plan

__all__ = ["OUT_OF_SCOPE", "Entities", "Plan", "Reading", "decline", "left_over", "plan", "plan_lines", "reading"]
