"""税务数字账户清单: the tax bureau's lists as they were taken in. A list stays as it is; of an invoice the newest list speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, insert, select

from ledger.core import new_id
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.invoices import bureau_invoice, bureau_list


@dataclass(frozen=True, slots=True)
class BureauRow:
    """An invoice as the bureau has it; ``row`` is where it stands in the file. Minor units of the base currency.

    ``direction`` is ``in`` for what others sold to the company, ``out`` for what it sold itself: there a row is an invoice
    at one ``rate``. ``selected`` is None where the list does not say; ``selected_on`` is the bureau's own word for when.
    """

    row: int
    direction: str
    number: str
    code: str
    issue_date: date
    seller: str
    seller_tax_id: str
    net_minor: int
    tax_minor: int
    usable_minor: int | None
    kind: str
    state: str
    rate: str | None
    selected: bool | None
    selected_on: str | None


@dataclass(frozen=True, slots=True)
class BureauList:
    """A file that was taken in."""

    list_id: str
    sha256: str
    name: str
    row_count: int
    taken_by: str
    taken_at: datetime


def lists(unit: Unit) -> list[BureauList]:
    """Every list, newest first."""
    c = bureau_list.c
    wanted = select(c.list_id, c.sha256, c.name, c.row_count, c.taken_by, c.taken_at)
    rows = unit.connection.execute(wanted.where(c.tenant_id == unit.tenant).order_by(c.taken_at.desc(), c.list_id))
    return [BureauList(*row) for row in rows]


def keep_list(unit: Unit, sha256: str, name: str, rows: Sequence[BureauRow], actor: str, now: datetime) -> str:
    """Keep a list; its id. The caller has seen that these bytes are not there yet, under :func:`alone_with_lists`."""
    assert rows
    list_id = new_id()
    unit.connection.execute(
        insert(bureau_list).values(
            tenant_id=unit.tenant, list_id=list_id, sha256=sha256, name=name, row_count=len(rows), taken_by=actor,
            taken_at=now,
        )
    )  # fmt: skip
    unit.connection.execute(insert(bureau_invoice), [_values(unit.tenant, list_id, one) for one in rows])
    return list_id


def _values(tenant: str, list_id: str, one: BureauRow) -> dict[str, object]:
    kept: dict[str, object] = asdict(one)
    selected = None if one.selected is None else int(one.selected)
    return kept | {
        "tenant_id": tenant,
        "list_id": list_id,
        "issue_date": one.issue_date.isoformat(),
        "selected": selected,
    }


def alone_with_lists(unit: Unit) -> None:
    """One list at a time is taken in, so that the same bytes are not taken twice."""
    hold(unit, "bureau list")


def newest_rows(unit: Unit, direction: str) -> list[BureauRow]:
    """Of every invoice of a direction what the newest list that has it says, by day and number."""
    c, of = bureau_invoice.c, bureau_list.c
    place = func.rank().over(partition_by=(c.code, c.number), order_by=(of.taken_at.desc(), of.list_id.desc()))
    joined = bureau_invoice.join(bureau_list, and_(of.tenant_id == c.tenant_id, of.list_id == c.list_id))
    ranked = (
        select(bureau_invoice, place.label("place"))
        .select_from(joined)
        .where(c.tenant_id == unit.tenant, c.direction == direction)
        .subquery()
    )
    r = ranked.c
    rows = unit.connection.execute(select(ranked).where(r.place == 1).order_by(r.issue_date, r.number))
    return [
        BureauRow(
            one.row, one.direction, one.number, one.code, date.fromisoformat(one.issue_date), one.seller, one.seller_tax_id, one.net_minor,
            one.tax_minor, one.usable_minor, one.kind, one.state, one.rate, None if one.selected is None else bool(one.selected),
            one.selected_on,
        )
        for one in rows
    ]  # fmt: skip
