"""三方核对: 我们有 · 税局有 · 已勾选. Each invoice once, what differs first, the most pressing kind of difference before others."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger.business.invoices.lists import BureauRow
from ledger.business.invoices.register import Invoice

LISTED_KINDS = frozenset(
    {"vat_special", "vat_general", "edigital_special", "edigital_general", "rail", "air", "toll", "customs_vat"}
)
"""Kinds that the tax bureau knows of; others are not looked for in its lists."""
NORMAL = frozenset({"", "正常", "normal", "0"})


class Finding(StrEnum):
    """What a comparison found, differences in the order in which they are shown."""

    STATE = "state"
    AMOUNT = "amount"
    MISSING_HERE = "missing_here"
    SELECTED_HERE = "selected_here"
    SELECTED_THERE = "selected_there"
    MISSING_THERE = "missing_there"
    OPEN = "open"
    AGREES = "agrees"


DIFFERENCES = tuple(one for one in Finding if one not in (Finding.OPEN, Finding.AGREES))


@dataclass(frozen=True, slots=True)
class Pair:
    """An invoice on both sides, or on one."""

    ours: Invoice | None
    theirs: BureauRow | None
    finding: Finding


def key_of(code: str, number: str) -> str:
    """What an invoice is known by: its 20 digits, or code and number; case and blanks aside."""
    plain = "".join(number.split()).upper()
    return plain if len(plain) >= 20 else f"{''.join(code.split())}|{plain}"


def compare(invoices: Sequence[Invoice], rows: Sequence[BureauRow]) -> list[Pair]:
    """Invoices of the months the lists speak of; nothing where there is no list."""
    if not rows:
        return []
    first, last = _span(rows)
    ours = {
        key_of(one.code, one.number): one
        for one in reversed(invoices)
        if one.counts and one.kind in LISTED_KINDS
    }  # fmt: skip
    theirs = {key_of(one.code, one.number): one for one in rows}
    pairs = [Pair(ours.get(key), row, _finding(ours.get(key), row)) for key, row in theirs.items()]
    pairs += [
        Pair(one, None, Finding.MISSING_THERE)
        for key, one in ours.items()
        if key not in theirs and first <= one.issue_date <= last
    ]
    order = list(Finding)
    return sorted(pairs, key=lambda one: (order.index(one.finding), _day(one), _number(one)))


def _span(rows: Sequence[BureauRow]) -> tuple[date, date]:
    """Whole months."""
    first, last = min(one.issue_date for one in rows), max(one.issue_date for one in rows)
    return first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])


def _day(pair: Pair) -> date:
    one = pair.theirs or pair.ours
    assert one is not None
    return one.issue_date


def _number(pair: Pair) -> str:
    one = pair.theirs or pair.ours
    assert one is not None
    return one.number


def _finding(ours: Invoice | None, theirs: BureauRow) -> Finding:
    if ours is None:
        return Finding.MISSING_HERE
    red = ours.is_red or bool(ours.red_by)  # the bureau says 部分红冲 of what is left too
    if theirs.state.casefold() not in NORMAL and not red and ours.state != "void":
        return Finding.STATE
    if (ours.net_minor, ours.tax_minor) != (theirs.net_minor, theirs.tax_minor):
        return Finding.AMOUNT
    confirmed = ours.said.confirmed is not None
    if theirs.selected is None:
        return Finding.AGREES if confirmed else Finding.OPEN
    if confirmed != theirs.selected:
        return Finding.SELECTED_HERE if confirmed else Finding.SELECTED_THERE
    return Finding.AGREES if confirmed else Finding.OPEN
