"""A decision is a value: allowed or not, and the rule that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ledger.core import Problem, problem
from ledger.core.words import has

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Resource:
    """What is acted on: a Cedar entity type, its id, its attributes (absent optional ones left out)."""

    kind: str
    id: str
    attributes: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """``rule`` is the id of the determining rule; ``default`` where nothing permits, ``error`` where a rule failed.

    ``zh`` and ``en`` are the rule's own sentence, where whoever wrote it gave one.
    """

    allowed: bool
    rule: str
    zh: str = ""
    en: str = ""

    def problem(self) -> Problem:
        """Why not, in words; only for a refusal."""
        assert not self.allowed
        key = f"access.{self.rule}"
        if self.zh and self.en:
            return problem("access.own_sentence", zh=self.zh, en=self.en)
        if self.rule not in ("default", "error") and not has(key):
            return problem("access.own_rule", rule=self.rule)
        return problem(key if has(key) else "access.default")
