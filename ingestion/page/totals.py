"""The amounts of a paper that are called something: net, tax, gross, due, prepaid."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingestion.page.labels import LAST_BILL
from ingestion.page.money import Money, all_money, header_above
from ingestion.page.paper import Paper, once
from ingestion.page.roles import Role, role_of


@dataclass(frozen=True)
class Named:
    """An amount with the role its label gives, and how sure the label is (0 to 1)."""

    money: Money
    role: Role
    score: float
    by_row: bool = True


_WORDS = 12
_NEXT_ROWS = 3
"""So many rows under the balance of the bill before, what was received was paid on that."""
_CODED = re.compile(r"[A-Z]{3}$")
"""``SUMA PLN 150,38``: with a currency it is the sum of all, without one it may be that of the lines."""
_OF_A_ROW: dict[str, tuple[Role, float]] = {
    **dict.fromkeys(("net", "nett", "goods"), (Role.NET, 0.8)),
    **dict.fromkeys(
        ("balance", "your balance", "balance amount", "saldo", "rest", "offen", "zahlbar", "restant", "solde"),
        (Role.DUE, 0.9),
    ),
    **dict.fromkeys(
        ("payments", "payment", "payments/credits", "zahlungen", "paiements", "reglements", "versements", "betalingen"),
        (Role.PREPAID, 0.7),
    ),
}
"""Labels of a row that as heads of columns stand over something else on every line."""
_BASE = re.compile(
    r"steuerbasis|tax(?:able)? base|base (?:imponible|tva|ht)|imponibile|net of|bemessungsgrundlage|grundslag|grondslag"
)
"""A row that names a base and prints the tax behind it."""


def _of_row(label: str) -> tuple[Role, float] | None:
    """The role of a row of several cells; not where a cell of words beside the label says what the amount is of."""
    beside = label.split("\t")[1:]
    apart = any(sum(map(str.isalpha, cell)) > _WORDS and role_of(cell) is None for cell in beside)
    return None if apart else role_of(label)


@once
def named_amounts(paper: Paper) -> tuple[Named, ...]:
    """All amounts with a role, by their row label or, where that says nothing, by the header above."""
    out = []
    bills = [paper.index(line) for line in paper.lines if LAST_BILL.search(line.folded)]
    for money in all_money(paper):
        tail = money.label.rsplit("\t", 1)[-1]
        aside = role_of(money.between) if money.between and money.last else None
        by_row = aside or role_of(tail) or _of_row(money.label)
        by_row = by_row or _OF_A_ROW.get(tail.strip(" :"))
        if _BASE.search(money.label) and not (money.first and money.last):
            by_row = (Role.TAX, 0.9) if money.last else None
        if by_row and by_row[0] is Role.NET and tail.strip(" :") == "suma" and _CODED.match(money.words[0].text):
            by_row = (Role.GROSS, 0.8)
        if by_row and (money.last or by_row[0] is Role.TAX):
            role, score = by_row
            if role is Role.PREPAID and any(0 < paper.index(money.line) - bill <= _NEXT_ROWS for bill in bills):
                continue
            out.append(Named(money, role, score if money.last else score * 0.5))
        header = header_above(paper, money)
        by_header = role_of(header)
        if by_header and not (by_row and money.last and money.first):
            out.append(Named(money, by_header[0], by_header[1] * 0.75, by_row=False))
    return tuple(out)
