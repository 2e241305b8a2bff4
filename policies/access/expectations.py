"""The table of expectations: who may do what, written down by people, tried on a text of rules before it counts.

A row is ``role,department,action,kind,facts,via,expected,why``. Who asks has that role and department, is called
``me`` and may confirm up to 5,000.00 alone; ``facts`` are the thing's (``maker=other;amount=1;claim=yes``); ``via`` is
``person``, ``agent`` (a model asks), ``told`` (a model asks that was told words out of papers), ``owner`` (not signed in)
or ``see_as`` (another looks as that person); ``expected`` is ``allow`` or ``deny``. Of the shipped
rows ``why`` is a key of the catalogues, of a company's own its own words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from ledger.core import Channel, Principal, Problem, Via, problem
from ledger.core.words import has
from policies.access.access import decide
from policies.access.decision import Decision, Resource, Value
from policies.access.rulebook import FOLDER, Rulebook

COLUMNS = ("role", "department", "action", "kind", "facts", "via", "expected", "why")
LIMIT_MINOR = 500_000
MOST_ROWS = 2_000
_VIA = {"person": (Via.PERSON, "session"), "agent": (Via.AGENT, "session"), "owner": (Via.PERSON, "owner"),
        "see_as": (Via.PERSON, "see_as"), "told": (Via.AGENT, "session")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expectation:
    """One row, as it stands in the table."""

    role: str
    department: str
    action: str
    kind: str
    facts: str
    via: str
    expected: str
    why: str

    @property
    def key(self) -> str:
        """What names the row, whatever it expects."""
        return "|".join((self.role, self.department, self.action, self.kind, self.facts, self.via))

    @property
    def why_key(self) -> str:
        """The catalogue's key of the reason, empty where the reason is somebody's own words."""
        key = f"access.why_{self.why}"
        return key if self.why.isidentifier() and has(key) else ""

    def principal(self) -> Principal:
        """Who asks."""
        via, proved = _VIA[self.via]
        known: dict[str, str | int] = {"limit_minor": LIMIT_MINOR}
        if self.department:
            known["department"] = self.department
        return Principal(
            "-", "me", frozenset({self.role}), Channel.WEB, via, proved, attributes=MappingProxyType(known),
            tainted=self.via == "told",
        )  # fmt: skip

    def resource(self) -> Resource:
        """What is asked about."""
        return Resource(self.kind, "thing", _facts(self.facts))


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that a text of rules answers otherwise than expected."""

    row: Expectation
    decision: Decision


def _value(text: str) -> Value:
    if text in ("yes", "no"):
        return text == "yes"
    return int(text) if text.lstrip("-").isdigit() else text


def _facts(text: str) -> dict[str, Value]:
    pairs = (one.partition("=") for one in text.split(";") if one)
    return {name.strip(): _value(value.strip()) for name, _, value in pairs}


def parse(text: str, book: Rulebook) -> tuple[list[Expectation], list[Problem]]:
    """Rows of a CSV, and every fault with its line; an empty text has neither."""
    if not text.strip():
        return [], []
    reader = csv.DictReader(io.StringIO(text))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        return [], [problem("access.table_heads", "expectations", heads=",".join(COLUMNS))]
    rows: list[Expectation] = []
    faults: list[Problem] = []
    for line, given in enumerate(reader, 2):
        if line > MOST_ROWS:
            return [], [problem("access.table_long", "expectations", most=MOST_ROWS)]
        row = Expectation(*((given[name] or "").strip() for name in COLUMNS))
        if wrong := _fault(row, book):
            faults.append(problem("access.table_row", "expectations", line=line, column=wrong))
        else:
            rows.append(row)
    return rows, faults


def _fault(row: Expectation, book: Rulebook) -> str:
    """The column that does not hold; empty where all do."""
    known = book.required.get(row.kind, frozenset()) | book.optional.get(row.kind, frozenset())
    try:
        given = set(_facts(row.facts))
    except ValueError:
        return "facts"
    checks = {
        "role": bool(row.role), "action": row.action in book.actions,
        "kind": row.kind in book.kinds.get(row.action, frozenset()),
        "facts": book.required.get(row.kind, frozenset()) <= given <= known,
        "via": row.via in _VIA, "expected": row.expected in ("allow", "deny"), "why": bool(row.why),
    }  # fmt: skip
    return next((name for name, holds in checks.items() if not holds), "")


@lru_cache(maxsize=1)
def shipped_table() -> str:
    """The table that ships with the rules."""
    return (FOLDER / "expectations.csv").read_text("utf-8")


def differences(book: Rulebook, rows: Iterable[Expectation]) -> list[Difference]:
    """Rows that the rules answer otherwise, with the rule that does; an error in a rule is never what is expected."""
    found = []
    for row in rows:
        decision = decide(row.principal(), row.action, row.resource(), book)
        if decision.allowed != (row.expected == "allow") or decision.rule == "error":
            found.append(Difference(row, decision))
    return found
