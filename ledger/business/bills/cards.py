"""Bills and their events as rows. An event holds while its voucher was neither withdrawn, rejected nor reversed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import column, func, insert, select
from sqlalchemy import table as plain_table

from ledger.books.accounts import get_book
from ledger.business.bills.standing import Act, Bill, Event, Side
from ledger.core import problem
from ledger.core.problem import Refused
from ledger.proposals import of_origin
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.bills import bill as table
from ledger.store.schema.bills import bill_event as happened

ORIGIN = "bill:"
CHUNK = 200
_entry = plain_table("entry", column("tenant_id"), column("reverses_batch"))
KINDS = ("bank", "commercial")
"""银行承兑汇票, 商业承兑汇票."""


def origin(bill_id: str, event_no: int) -> str:
    """The origin of an event's proposal."""
    return f"{ORIGIN}{bill_id}:{event_no}"


def add_bill(unit: Unit, book: str, bill: Bill, actor: str, now: datetime) -> str:
    """Write a card; its number. Refused for an amount or days that are none, or a bill that is here already."""
    if not bill.number or not bill.drawer or not bill.acceptor:
        raise Refused(problem("bill.incomplete", "number"))
    if bill.amount_minor <= 0:
        raise Refused(problem("bill.no_amount", "amount"))
    if bill.due_day <= bill.issue_day:
        raise Refused(problem("bill.bad_days", "due_day", issued=bill.issue_day, due=bill.due_day))
    hold(unit, "bill")
    gone = _first_events_gone(unit, book)
    same = [one for one in bills(unit, book) if one.number == bill.number and one.bill_id not in gone]
    if same:
        raise Refused(problem("bill.here_already", "number", number=bill.number, bill=same[0].bill_id))
    count = unit.connection.execute(
        select(func.count()).where(table.c.tenant_id == unit.tenant, table.c.book == book)
    ).scalar()
    number = f"B{(count or 0) + 1:04}"
    values = asdict(bill) | {"bill_id": number, "side": bill.side.value}
    unit.connection.execute(
        insert(table).values(tenant_id=unit.tenant, book=book, added_by=actor, added_at=now, **values)
    )
    return number


def _first_events_gone(unit: Unit, book: str) -> set[str]:
    """Bills whose first voucher was withdrawn or rejected: their card stands for nothing."""
    live = events(unit, book)
    return {one.bill_id for one in bills(unit, book) if not live.get(one.bill_id)}


def bills(unit: Unit, book: str) -> list[Bill]:
    """Every card of a book, by due day."""
    rows = unit.connection.execute(
        select(table)
        .where(table.c.tenant_id == unit.tenant, table.c.book == book)
        .order_by(table.c.due_day, table.c.bill_id)
    ).mappings()
    names, base = (
        [name for name in Bill.__dataclass_fields__ if name not in ("side", "currency")],
        get_book(unit, book).base_currency,
    )
    return [
        Bill(side=Side(row["side"]), currency=row["currency"] or base, **{name: row[name] for name in names})
        for row in rows
    ]


def add_event(unit: Unit, book: str, bill_id: str, event: Event, actor: str, now: datetime) -> None:
    """Write an event that has its proposal already."""
    values = {name: value for name, value in asdict(event).items() if name != "posted"} | {"act": event.act.value}
    unit.connection.execute(
        insert(happened).values(
            tenant_id=unit.tenant, book=book, bill_id=bill_id, added_by=actor, added_at=now, **values
        )
    )


def next_event(unit: Unit, book: str, bill_id: str) -> int:
    """The number of a bill's next event, withdrawn ones counted."""
    hold(unit, "bill")
    last = unit.connection.execute(
        select(func.max(happened.c.event_no)).where(
            happened.c.tenant_id == unit.tenant, happened.c.book == book, happened.c.bill_id == bill_id
        )
    ).scalar()
    return (last or 0) + 1


def events(unit: Unit, book: str) -> dict[str, list[Event]]:
    """Bill to its events that hold, in order: those whose voucher was neither withdrawn, rejected nor reversed."""
    known = {row.proposal_id: row.batch_id for row in of_origin(unit, ORIGIN).values()}
    gone = _reversed(unit, [batch for batch in known.values() if batch is not None])
    rows = unit.connection.execute(
        select(happened)
        .where(happened.c.tenant_id == unit.tenant, happened.c.book == book)
        .order_by(happened.c.bill_id, happened.c.event_no)
    ).mappings()
    names = [name for name in Event.__dataclass_fields__ if name not in ("act", "posted")]
    found: dict[str, list[Event]] = {}
    for row in rows:
        batch = known.get(row["proposal_id"])
        if row["proposal_id"] in known and batch not in gone:
            values = {name: row[name] for name in names}
            found.setdefault(row["bill_id"], []).append(Event(act=Act(row["act"]), posted=batch is not None, **values))
    return found


def _reversed(unit: Unit, batches: list[int]) -> set[int]:
    """Those batches of which a voucher was reversed."""
    found: set[int] = set()
    for start in range(0, len(batches), CHUNK):
        some = batches[start : start + CHUNK]
        query = select(_entry.c.reverses_batch).where(
            _entry.c.tenant_id == unit.tenant, _entry.c.reverses_batch.in_(some)
        )
        found |= {int(one) for one in unit.connection.execute(query).scalars()}
    return found
