"""What a request was read as. Slots have the names and shapes that tools take."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Slots = dict[str, Any]
KINDS = ("vendor", "customer", "account", "department", "employee", "item", "warehouse")
"""Kinds of names the books know."""

OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Entities:
    """Names by kind that the company knows; ``aliases`` maps another spelling to (kind, name)."""

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Mapping[str, Sequence[str]]) -> Entities:
        """From lists of names by kind (the shape of ``--entities FILE``)."""
        return cls({kind: tuple(values) for kind, values in names.items()})


@dataclass(frozen=True, slots=True)
class Reading:
    """One part of a request: an intent with its slots."""

    intent: str
    slots: Slots

    def as_dict(self) -> dict[str, Any]:
        """The entry of ``also``."""
        return {"intent": self.intent, "slots": self.slots}


@dataclass(frozen=True, slots=True)
class Plan:
    """A request understood. ``unused`` are its words that took no part: they are named before a figure is given.

    ``likely`` holds up to three intents when nothing was understood well enough; ``heard`` is the part that was
    not understood.
    """

    intent: str
    slots: Slots
    confidence: float
    also: tuple[Reading, ...] = ()
    unused: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    heard: str = ""
    language: str = "zh"

    def as_dict(self) -> dict[str, Any]:
        """The row of ``zhangfang plan`` without id and text."""
        return {
            "intent": self.intent,
            "slots": self.slots,
            "confidence": round(self.confidence, 3),
            "also": [item.as_dict() for item in self.also],
            "unused": list(self.unused),
            "likely": list(self.likely),
        }

    def to_json(self) -> str:
        """The reading as text, for keeping: what a follow-up needs of it."""
        told = {"intent": self.intent, "slots": self.slots, "language": self.language}
        return json.dumps(told, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str | None) -> Plan | None:
        """Inverse of :meth:`to_json`; None for what is not a reading."""
        try:
            told = json.loads(text or "null")
            intent, slots, language = told["intent"], told["slots"], told["language"]
        except (ValueError, KeyError, TypeError):
            return None
        if not (isinstance(intent, str) and isinstance(slots, dict) and isinstance(language, str)):
            return None
        return cls(intent, slots, 1.0, language=language)
