"""The rule files, read once and validated strictly: a rule that does not type-check stops the program."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cedarpy

FOLDER = Path(__file__).parent


class BadRules(RuntimeError):
    """The rules do not fit their schema; nothing may run on them."""


@dataclass(frozen=True)
class Rulebook:
    """Parsed rules and schema, the effect and resource types of each action, and each type's attributes."""

    rules: cedarpy.PolicySet
    schema: cedarpy.Schema
    actions: dict[str, str]
    kinds: dict[str, frozenset[str]]
    required: dict[str, frozenset[str]]
    optional: dict[str, frozenset[str]]


def _attributes(text: str, wanted: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for kind, body in re.findall(r"^entity (\w+)[^{;]*\{(.*?)\};", text, re.M | re.S):
        names = re.findall(r"^\s*(\w+)(\??):|[,{]\s*(\w+)(\??):", "{" + re.sub(r"//.*", "", body), re.M)
        pairs = [(a or c, bool(b or d)) for a, b, c, d in names]
        found[kind] = frozenset(name for name, maybe in pairs if maybe == (wanted == "optional"))
    return found


def load(rules_text: str, schema_text: str) -> Rulebook:
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
    )


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """The rules that ship with the product."""
    return load((FOLDER / "rules.cedar").read_text("utf-8"), (FOLDER / "schema.cedarschema").read_text("utf-8"))


@lru_cache(maxsize=1)
def rule_ids() -> tuple[str, ...]:
    """Ids of all rules, in file order."""
    parsed = json.loads(cedarpy.policies_to_json_str((FOLDER / "rules.cedar").read_text("utf-8")))
    return tuple(policy["annotations"]["id"] for policy in parsed["staticPolicies"].values())
