"""What confirmed vouchers taught, asked for one paper: of the whole, and of its items where they belong to several accounts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from ledger.books.retiring import retired_values
from ledger.posting_rules.facts import InvoiceFacts, Item
from ledger.posting_rules.invoice import Part
from ledger.posting_rules.learning import Learned, Seen, learned, near, words_of
from ledger.proposals.lessons import candidates
from ledger.store import Unit

MOST_ITEMS = 8
"""Different descriptions of a paper that are asked one by one; a longer list is booked as a whole."""
APART = 0.8
"""From this confidence of every item on, a paper is divided among accounts."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """Of the whole paper; its parts are empty where it is one account."""

    whole: Learned | None = None
    parts: tuple[Part, ...] = ()


def recall(unit: Unit, book: str, facts: InvoiceFacts) -> Recalled:
    """Bounded whatever was booked so far: the newest lessons of the vendor and of each word, no more."""
    rate = facts.rates[0] if len(facts.rates) == 1 else ""
    gone = {name: retired_values(unit, name) for name in ("department", "project")}

    def ask(descriptions: tuple[str, ...], amount_minor: int) -> Learned | None:
        words = words_of(descriptions)
        seen = Seen(facts.party_id or "", words, facts.kind, rate, abs(amount_minor))
        said = learned(near(seen, candidates(unit, book, seen)))
        return None if said is None else _in_use(said, gone)

    whole = ask(facts.words, facts.net_minor)
    return Recalled(whole, () if whole is None else _parts(facts, {
        text: ask((text,), sum(one.net_minor or 0 for one in facts.items if one.description == text))
        for text in _apart(facts)
    }))  # fmt: skip


def _in_use(said: Learned, gone: dict[str, frozenset[str]]) -> Learned:
    """Without a department or project that was retired since."""
    return replace(
        said, department="" if said.department in gone["department"] else said.department,
        project="" if said.project in gone["project"] else said.project,
    )  # fmt: skip


def _apart(facts: InvoiceFacts) -> tuple[str, ...]:
    """The descriptions to be asked one by one; none where the items do not add up to the paper."""
    texts = tuple(dict.fromkeys(one.description for one in facts.items))
    whole = all(one.net_minor is not None for one in facts.items) and facts.net_minor != 0
    adds_up = whole and sum(one.net_minor or 0 for one in facts.items) == facts.net_minor
    return texts if adds_up and 2 <= len(texts) <= MOST_ITEMS else ()


def _parts(facts: InvoiceFacts, said: dict[str, Learned | None]) -> tuple[Part, ...]:
    """One part an account, where every item is sure enough and they are of more than one."""
    if not said or any(one is None or one.account.confidence < APART for one in said.values()):
        return ()
    items: dict[str, list[Item]] = defaultdict(list)
    taught: dict[str, Learned] = {}
    for item in facts.items:
        one = said[item.description]
        assert one is not None
        taught.setdefault(one.account.value, one)
        items[one.account.value].append(item)
    if len(items) < 2:
        return ()
    return tuple(
        Part(of_it[0].description.split("*")[-1], sum(one.net_minor or 0 for one in of_it), taught[account])
        for account, of_it in items.items()
    )
