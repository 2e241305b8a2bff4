"""个别计提: a percentage or an amount provided for a party, or for one open item, by name and with a reason.

What is provided for by name leaves the base of the aging matrix (CAS 22 第五十二条: where there is evidence of impairment of
a single receivable it is assessed by itself). A row is written once; giving it up is another version.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from sqlalchemy import func, insert, select

from ledger.books.balances import OpenItem
from ledger.books.calendar import period_number
from ledger.core import problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.provisions import specific_provision as table

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Specific:
    """``item`` is ``batch.entry.line`` or empty for all the party has open on ``account`` (a code or what it starts with).
    ``percent`` of what is open, or ``amount_minor`` of the base currency, never more than is open. ``first_month`` ``2026-11``.
    """

    party: str
    account: str
    item: str
    percent: str
    amount_minor: int
    reason: str
    first_month: str
    number: int = 0
    version: int = 1
    retired: bool = False
    given_by: str = ""

    def covers(self, one: OpenItem) -> bool:
        """Whether an item is provided for by this."""
        if self.item:
            return key_of(one) == self.item
        return one.account.startswith(self.account) and self.party in dict(one.dims).values()

    def of(self, open_minor: int) -> int:
        """What is provided for so much that is open, base minor units."""
        if open_minor <= 0:
            return 0
        if not self.percent:
            return min(self.amount_minor, open_minor)
        return int((open_minor * Decimal(self.percent) / 100).to_integral_value(ROUND_HALF_UP))


def key_of(one: OpenItem) -> str:
    """An item as it is named."""
    return f"{one.key.batch_id}.{one.key.entry_no}.{one.key.line_no}"


def specifics(unit: Unit, book: str, month: str = "") -> list[Specific]:
    """Those that hold (in a month), by number; of one item or party the newest."""
    rows = unit.connection.execute(
        select(table)
        .where(table.c.tenant_id == unit.tenant, table.c.book == book)
        .order_by(table.c.number, table.c.version)
    ).mappings()
    newest = {row["number"]: Specific(**{name: row[name] for name in Specific.__dataclass_fields__}) for row in rows}
    held = [one for one in newest.values() if not one.retired and (not month or one.first_month <= month)]
    return list({(one.party, one.account, one.item): one for one in held}.values())


def provided(items: Sequence[OpenItem], named: Sequence[Specific]) -> tuple[int, list[OpenItem]]:
    """Of one party's items on an account: what is provided by name, and the items left to the matrix."""
    total, left = 0, list(items)
    for one in sorted(named, key=lambda row: not row.item):
        mine = [item for item in left if one.covers(item)]
        if mine:
            total += one.of(sum(item.base_open_minor for item in mine))
            left = [item for item in left if item not in mine]
    return total, left


def add_specific(unit: Unit, book: str, made: Specific, actor: str, now: datetime) -> int:
    """Keep one; its number. Refused with every fault."""
    hold(unit, "specific provisions")
    try:
        percent = Decimal(made.percent) if made.percent else None
    except InvalidOperation:
        percent = Decimal(-1)
    faults = [
        problem(f"provision.{code}", where)
        for bad, code, where in (
            (percent is None and made.amount_minor <= 0, "no_measure", "percent"),
            (percent is not None and made.amount_minor != 0, "two_measures", "percent"),
            (percent is not None and not 0 <= percent <= 100, "bad_percent", "percent"),
            (not made.reason or len(made.reason) > LONGEST_REASON, "no_reason", "reason"),
        )
        if bad
    ]
    if faults:
        raise Refused(*faults)
    period_number(made.first_month)
    last = unit.connection.execute(
        select(func.max(table.c.number)).where(table.c.tenant_id == unit.tenant, table.c.book == book)
    ).scalar()
    _write(unit, book, replace(made, number=(last or 0) + 1), actor, now)
    return int(last or 0) + 1


def retire_specific(unit: Unit, book: str, number: int, actor: str, now: datetime) -> None:
    """Give one up: the matrix takes its items again. Refused where none of that number holds."""
    hold(unit, "specific provisions")
    old = next((one for one in specifics(unit, book) if one.number == number), None)
    if old is None:
        raise Refused(problem("provision.unknown", "number", number=number))
    _write(unit, book, replace(old, retired=True, version=old.version + 1), actor, now)


def _write(unit: Unit, book: str, one: Specific, actor: str, now: datetime) -> None:
    values = asdict(one) | {"retired": int(one.retired), "given_by": actor, "given_at": now}
    unit.connection.execute(insert(table).values(tenant_id=unit.tenant, book=book, **values))
