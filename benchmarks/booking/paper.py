"""A paper as it says itself, and the voucher it was confirmed as: the second is never shown to what proposes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ledger.books.entries import EntryDraft, LineDraft, Side
from ledger.posting_rules.facts import InvoiceFacts, Item, PaidBy

INPUT = "22210101"
STANDARD = "cas"


@dataclass(frozen=True, slots=True)
class Paper:
    """``facts`` is the reading; ``entry`` what was confirmed; ``label`` the kind it is reported under; ``department`` that of a
    colleague who hands it in; ``blocked`` where its printed tax was rightly not deducted.
    """

    label: str
    facts: InvoiceFacts
    entry: EntryDraft
    paid_by: PaidBy = PaidBy.NOBODY
    department: str | None = None
    blocked: bool = False

    @property
    def accounts(self) -> dict[str, int]:
        """Cost account to what was booked on it, minor units."""
        found: dict[str, int] = {}
        for line in self.entry.lines:
            if line.side is Side.DEBIT and line.account != INPUT:
                found[line.account] = found.get(line.account, 0) + line.amount_minor
        return found

    @property
    def departments(self) -> frozenset[str]:
        """Departments of its cost lines."""
        return frozenset(found for line in self.entry.lines if (found := dict(line.dims).get("department")))

    @property
    def apart(self) -> bool:
        """Whether its tax was booked as input tax."""
        return any(line.account == INPUT for line in self.entry.lines)


def purchase(
    label: str, day: date, party: str, seller: str, kind: str, items: tuple[Item, ...], tax_minor: int,
    costs: tuple[tuple[str, int, str], ...], *, rate: str = "", apart: bool, known: bool = True,
) -> Paper:  # fmt: skip
    """A vendor's invoice; ``costs`` are (account, net in minor units, department)."""
    net = sum(one.net_minor or 0 for one in items)
    lines = []
    for place, (account, amount, department) in enumerate(costs):
        cost = amount + (tax_minor if not apart and place == 0 else 0)
        lines.append(
            LineDraft(account, Side.DEBIT, cost, "CNY", dims=(("department", department),) if department else ())
        )
    if apart and tax_minor:
        lines.append(LineDraft(INPUT, Side.DEBIT, tax_minor, "CNY"))
    lines.append(LineDraft("220201", Side.CREDIT, net + tax_minor, "CNY", dims=(("party", party),)))
    facts = InvoiceFacts(
        kind, "", day, net, tax_minor, net + tax_minor, "CNY", seller, tuple(one.description for one in items),
        party if known else None, 30, rates=(rate,) if rate else (), items=items,
    )  # fmt: skip
    return Paper(
        label, facts, EntryDraft(day.isoformat(), tuple(lines), "bench"), blocked=bool(tax_minor) and not apart
    )


def _said(item: Item) -> str:
    """A memo: what was bought without its category; one in four says nothing of it."""
    return "货款" if len(item.description) % 4 == 0 else item.description.split("*")[-1]
