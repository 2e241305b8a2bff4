"""What an opening says beside balances: cash flow of the year so far, figures of the year before, unreconciled bank lines.

It stands in the context of one of the opening's runs, so the confirmation covers it; it holds once that run is posted and as
long as its voucher is not reversed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ledger.proposals import get
from ledger.store import Unit
from ledger.store.statement import text

KEPT = "carried"
_POSTED = (
    "SELECT proposal_id, batch_id FROM proposal WHERE tenant_id = :t AND state = 'posted' AND kind = 'run'"
    " AND substr(origin, 1, 8) = 'opening:' ORDER BY created_at, proposal_id"
)
_REVERSED = "SELECT 1 FROM entry WHERE tenant_id = :t AND reverses_batch = :batch LIMIT 1"


@dataclass(frozen=True, slots=True)
class Flow:
    """Cash that an item moved from the year's beginning to the opening, received positive. ``place`` its row."""

    item: str
    amount: int
    place: int = 0


@dataclass(frozen=True, slots=True)
class PriorFigure:
    """A row of a statement of the months ``first`` to ``last``, as the form shows it."""

    statement: str
    row: str
    first: str
    last: str
    amount: int
    place: int = 0


@dataclass(frozen=True, slots=True)
class BankOpen:
    """未达账项: ``amount`` in ``currency``, positive for money received; ``of_bank`` where the bank has it and the books have
    not. A balance of the bank on the opening's last day has ``balance`` instead.
    """

    account: str
    currency: str
    day: str
    amount: int
    of_bank: bool
    text: str = ""
    balance: bool = False
    place: int = 0


@dataclass(frozen=True, slots=True)
class Carried:
    """All of it; ``day`` is the last day before the books, ``form`` the layout whose rows ``prior`` names."""

    day: str = ""
    form: str = ""
    flows: tuple[Flow, ...] = ()
    prior: tuple[PriorFigure, ...] = ()
    bank: tuple[BankOpen, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.flows or self.prior or self.bank)

    def kept(self) -> dict[str, Any]:
        """As plain JSON."""
        return {
            "day": self.day, "form": self.form, "flows": [asdict(one) for one in self.flows],
            "prior": [asdict(one) for one in self.prior], "bank": [asdict(one) for one in self.bank],
        }  # fmt: skip

    def year_before(self, statement: str, first: str, last: str) -> dict[str, int] | None:
        """Rows of a statement over whole months, added up where its parts cover each month once; None where they do not.

        Of a balance sheet the one that ends with ``last``.
        """
        mine = [one for one in self.prior if one.statement == statement]
        if statement == "balance_sheet":
            mine = [one for one in mine if one.last == last]
        else:
            mine = [one for one in mine if first <= one.first and one.last <= last]
            spans = sorted({(one.first, one.last) for one in mine})
            if [month for span in spans for month in _months(*span)] != _months(first, last):
                return None
        found: dict[str, int] = {}
        for one in mine:
            found[one.row] = found.get(one.row, 0) + one.amount
        return found or None

    def lines_of(self, account: str, currency: str) -> list[tuple[int, BankOpen]]:
        """Open lines of a bank account, each with its number among all."""
        return [(number, one) for number, one in enumerate(self.bank, 1)
                if not one.balance and (one.account, one.currency) == (account, currency)]  # fmt: skip

    def bank_balance(self, account: str, currency: str) -> int | None:
        """What the bank says the account held on ``day``; None where nobody said it."""
        found = [one.amount for one in self.bank if one.balance and (one.account, one.currency) == (account, currency)]
        return found[0] if found else None


def _months(first: str, last: str) -> list[str]:
    """Every month from one to another: ``2025-01``."""
    begin, end = (int(one[:4]) * 12 + int(one[5:7]) - 1 for one in (first, last))
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(begin, end + 1)]


def carried(unit: Unit) -> Carried:
    """What the posted opening says; nothing where there is none."""
    for proposal, batch in unit.connection.execute(text(_POSTED), {"t": unit.tenant}).all():
        kept = get(unit, proposal).context.get(KEPT)
        if kept and not unit.connection.execute(text(_REVERSED), {"t": unit.tenant, "batch": batch}).first():
            return carried_of(kept)
    return Carried()


def carried_of(kept: Mapping[str, Any]) -> Carried:
    """From plain JSON."""
    return Carried(
        kept["day"], kept["form"], tuple(Flow(**one) for one in kept["flows"]), tuple(PriorFigure(**one) for one in kept["prior"]),
        tuple(BankOpen(**one) for one in kept["bank"]),
    )  # fmt: skip
