"""A rule's sentence: its author's own, else the catalogue's, else its name."""

from __future__ import annotations

from ledger.core import say
from ledger.core.words import has
from policies.access import Rule


def said(rule: Rule, language: str) -> str:
    """In the reader's language."""
    own = rule.zh if language == "zh" else rule.en
    key = f"access.{rule.id}"
    if own:
        return own
    return say(key, language) if has(key) else say("access.only_named", language, rule=rule.id)
