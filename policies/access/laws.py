"""What no company's rules may drop or change: the laws, taken from the text that ships whatever a version says."""

from __future__ import annotations

import json
from functools import lru_cache

import cedarpy

from policies.access.rulebook import FOLDER, Rulebook, load, policies, rules_of, schema_text, shipped_text

LAWS = (
    "agents_never_commit", "maker_is_not_checker", "within_limit", "owner_reads_only", "auditor_changes_nothing",
    "see_as_reads_only", "see_as_nothing_private", "see_as_no_salaries", "see_as_no_salary_proposals",
    "conversations_want_the_person", "own_conversations_only", "owner_restores", "tainted_reads_own",
    "audit_over", "audit_span",
)  # fmt: skip


def broken_laws(rules_text: str) -> list[str]:
    """Ids of the laws that a text drops or says otherwise; BadRules where it does not parse."""
    theirs = {rule.id: rule for rule in rules_of(rules_text)}
    ours = {rule.id: rule for rule in rules_of(shipped_text())}
    return [law for law in LAWS if law not in theirs or theirs[law].policy != ours[law].policy]


def _composed(rules_text: str) -> str:
    """The shipped laws first, then every rule of the text that is no law."""
    laws = [one for one in policies(shipped_text()).values() if one["annotations"].get("id") in LAWS]
    rest = [one for one in policies(rules_text).values() if one.get("annotations", {}).get("id") not in LAWS]
    whole = {f"policy{place}": one for place, one in enumerate([*laws, *rest])}
    named = json.dumps({"templates": {}, "staticPolicies": whole, "templateLinks": []})
    return str(cedarpy.policies_from_json_str(named))


@lru_cache(maxsize=32)
def lawful(rules_text: str, number: int) -> Rulebook:
    """A company's rules on the laws that ship, so that neither a text nor an update can lose one; BadRules as load."""
    return load(_composed(rules_text), schema_text(), number)


@lru_cache(maxsize=1)
def closed() -> Rulebook:
    """The book in force where none can be read: nothing but help, and the machine's owner may go back a version."""
    return load(_composed((FOLDER / "closed.cedar").read_text("utf-8")), schema_text(), -1)
