"""Which account a purchase belongs to: what confirmed vouchers taught, this vendor's past, what the invoice calls the goods."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ledger.charts import account_in_role
from ledger.core import Problem, problem
from ledger.posting_rules.facts import Past
from ledger.posting_rules.learning import USED, Learned, Said

_FILE = Path(__file__).parent / "data" / "categories.csv"
RECENT = 5
_CLAIM = 0.8
"""What is learned overrules a colleague's receipt only from this confidence on: it says itself what it is."""
_NAMED = 5
"""Vouchers that a reason carries; people are told the first ones they may see."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An account and why; ``account`` is empty where nothing tells, ``confidence`` None where it was not learned."""

    account: str
    reason: Problem
    department: str | None = None
    project: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class _Category:
    pattern: re.Pattern[str]
    bought: str


@lru_cache(maxsize=1)
def _categories() -> tuple[_Category, ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_Category(re.compile(row["words"], re.I), row["bought"]) for row in csv.DictReader(file))


def choose(
    past: Sequence[Past], words: Sequence[str], standard: str, *, claim: bool = False, taught: Learned | None = None
) -> Choice:
    """The account for a purchase. ``past`` is newest first; a claim prefers what the receipt says it is.

    What was bought is told by words (data/categories.csv), which account that is in a standard by its roles.
    """
    by_words = _by_words(words, standard)
    wanted = _CLAIM if claim and by_words.account else USED
    if taught is not None and taught.account.confidence >= wanted:
        said = taught.account
        return Choice(
            said.value, because(said), taught.department or None, taught.project or None, said.confidence
        )  # fmt: skip
    return _like_before(past[:RECENT]) if past and not (claim and by_words.account) else by_words


def because(said: Said, code: str = "") -> Problem:
    """Why, with the vouchers it comes from by their keys: who may see them is told their numbers."""
    keys = dict.fromkeys(f"{one.lesson.batch_id}.{one.lesson.entry_no}" for one in said.because)
    return problem(
        code or f"posting.learned_{said.by}", keys=" ".join(list(keys)[:_NAMED]), count=len(keys), of=said.of
    )


def _like_before(recent: Sequence[Past]) -> Choice:
    account, count = Counter(one.account for one in recent).most_common(1)[0]
    like = next(one for one in recent if one.account == account)
    departments = {one.department for one in recent if one.account == account}
    department = departments.pop() if len(departments) == 1 else None
    reason = problem("posting.like_before", keys=like.key, count=count, of=len(recent))
    return Choice(account, reason, department)


def _by_words(words: Sequence[str], standard: str) -> Choice:
    for text in words:
        for category in _categories():
            if found := category.pattern.search(text):
                reason = problem(f"posting.as_{category.bought}", word=found.group(0))
                return Choice(account_in_role(standard, f"buy_{category.bought}"), reason)
    return Choice("", problem("posting.no_account"))
