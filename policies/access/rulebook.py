"""The rule files, read and validated strictly: shipped rules that do not type-check stop the program.

A company's own text stands on the laws that ship (laws.py); what cannot be read is the book :func:`closed`, which
denies everything but help and going back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import cedarpy

FOLDER = Path(__file__).parent
UNREADABLE = "rules_unreadable"
MOST_KNOWN = 8192
"""Answers a book keeps; then it begins again."""
T = TypeVar("T")


class BadRules(RuntimeError):
    """The rules do not fit their schema; nothing may run on them."""


@dataclass(frozen=True)
class Rule:
    """One rule by its id: ``policy`` is Cedar's JSON, ``zh`` and ``en`` its own sentence where its author wrote one."""

    id: str
    effect: str
    policy: Mapping[str, Any]
    zh: str = ""
    en: str = ""


@dataclass(frozen=True)
class Rulebook:
    """Parsed rules and schema, the effect and resource types of each action, each type's attributes, the rules by id.

    ``number`` is the company's version, 0 for what ships.
    """

    rules: cedarpy.PolicySet
    schema: cedarpy.Schema
    actions: dict[str, str]
    kinds: dict[str, frozenset[str]]
    required: dict[str, frozenset[str]]
    optional: dict[str, frozenset[str]]
    by_id: Mapping[str, Rule]
    number: int = 0
    _known: dict[Hashable, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    def once(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """What these rules say of ``key``, worked out once: they never change, so neither does that."""
        found: T | None = self._known.get(key)
        if found is None:
            found = work_out()
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[key] = found
        return found

    @property
    def readable(self) -> bool:
        """False where the version in force could not be read, so that everything is denied."""
        return UNREADABLE not in self.by_id


def _attributes(text: str, wanted: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for kind, body in re.findall(r"^entity (\w+)[^{;]*\{(.*?)\};", text, re.M | re.S):
        names = re.findall(r"^\s*(\w+)(\??):|[,{]\s*(\w+)(\??):", "{" + re.sub(r"//.*", "", body), re.M)
        pairs = [(a or c, bool(b or d)) for a, b, c, d in names]
        found[kind] = frozenset(name for name, maybe in pairs if maybe == (wanted == "optional"))
    return found


@lru_cache(maxsize=4)
def policies(rules_text: str) -> Mapping[str, Any]:
    """The rules as Cedar's JSON, in file order, read once for all who ask of a text tried; BadRules where they do not parse."""
    try:
        parsed = json.loads(cedarpy.policies_to_json_str(rules_text))
    except ValueError as error:
        raise BadRules(str(error)) from error
    if parsed["templates"]:
        raise BadRules("templates")
    found: dict[str, Any] = parsed["staticPolicies"]
    return dict(sorted(found.items(), key=lambda item: int(item[0].removeprefix("policy"))))


def rules_of(rules_text: str) -> list[Rule]:
    """Every rule in file order; one without a name has the id ``""``."""
    return [
        Rule(said.get("id") or "", policy["effect"], policy, said.get("zh") or "", said.get("en") or "")
        for policy in policies(rules_text).values()
        for said in (policy.get("annotations", {}),)
    ]


def load(rules_text: str, schema_text: str, number: int = 0) -> Rulebook:
    """Parse and validate; BadRules names every fault."""
    outcome = cedarpy.validate_policies(rules_text, schema_text)
    if not outcome.validation_passed:
        raise BadRules("; ".join(str(error) for error in outcome.errors))
    declared = re.findall(r'^action "([\w.]+)"[^;]*resource: \[([\w, ]+)\]', schema_text, re.M)
    actions = dict(re.findall(r'^action "([\w.]+)"\s+in \["(read|propose|commit)"\]', schema_text, re.M))
    return Rulebook(
        cedarpy.PolicySet.from_str(rules_text),
        cedarpy.Schema.from_str(schema_text),
        actions,
        {name: frozenset(kinds.split(", ")) for name, kinds in declared},
        _attributes(schema_text, "required"),
        _attributes(schema_text, "optional"),
        {rule.id: rule for rule in rules_of(rules_text)},
        number,
    )


@lru_cache(maxsize=1)
def schema_text() -> str:
    """What rules may speak of: the product's, no company changes it."""
    return (FOLDER / "schema.cedarschema").read_text("utf-8")


@lru_cache(maxsize=1)
def shipped_text() -> str:
    """The rules that ship: version 0 of every company."""
    return (FOLDER / "rules.cedar").read_text("utf-8")


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """The rules that ship with the product."""
    return load(shipped_text(), schema_text())


@lru_cache(maxsize=1)
def rule_ids() -> tuple[str, ...]:
    """Ids of all shipped rules, in file order."""
    return tuple(rule.id for rule in rules_of(shipped_text()))
