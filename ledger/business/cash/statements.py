"""对账单: a bank's statement of an account, kept as it came; what does not add up is not taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select

from ledger.core import grouped, problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.cash import bank_line as line
from ledger.store.schema.cash import bank_match_part as part
from ledger.store.schema.cash import bank_match_undone as undone
from ledger.store.schema.cash import bank_statement as table
from ledger.store.schema.cash import bank_statement_out as out


@dataclass(frozen=True, slots=True)
class BankLine:
    """A line of a bank: ``amount_minor`` positive for money that came in. ``row`` is where it stands in its file."""

    day: str
    amount_minor: int
    party: str = ""
    memo: str = ""
    reference: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class BankStatement:
    """What a bank says of an account from a day to a day, both included; minor units of ``currency``."""

    account: str
    currency: str
    first_day: str
    last_day: str
    opening_minor: int
    closing_minor: int
    name: str
    sha256: str
    lines: int = 0
    statement_id: int = 0
    taken_by: str = ""
    taken_at: datetime | None = None


def statements(unit: Unit, book: str, account: str = "", currency: str = "") -> list[BankStatement]:
    """Statements that hold, of one account and currency or of all, oldest first."""
    query = _live(unit, book)
    if account:
        query = query.where(table.c.account == account, table.c.currency == currency)
    rows = unit.connection.execute(query.order_by(table.c.first_day, table.c.statement_id)).mappings()
    return [BankStatement(**{name: row[name] for name in BankStatement.__dataclass_fields__}) for row in rows]


def _live(unit: Unit, book: str) -> Select[Any]:
    gone = select(out.c.statement_id).where(out.c.tenant_id == unit.tenant, out.c.book == book)
    return select(table).where(
        table.c.tenant_id == unit.tenant, table.c.book == book, table.c.statement_id.not_in(gone)
    )


def take_statement(
    unit: Unit, book: str, given: BankStatement, lines: Sequence[BankLine], actor: str, now: datetime
) -> int:
    """Keep a statement; its number. Refused where it does not add up, does not follow the one before, or is here already."""
    hold(unit, "bank statement")
    before = statements(unit, book, given.account, given.currency)
    _adds_up(given, lines)
    _follows(given, before)
    last = unit.connection.execute(
        select(func.max(table.c.statement_id)).where(table.c.tenant_id == unit.tenant, table.c.book == book)
    ).scalar()
    key = {"tenant_id": unit.tenant, "book": book, "statement_id": (last or 0) + 1}
    names = [
        name for name in BankStatement.__dataclass_fields__ if name not in ("statement_id", "taken_by", "taken_at")
    ]
    values = {name: getattr(given, name) for name in names} | {"lines": len(lines)}
    unit.connection.execute(insert(table).values(**key, **values, taken_by=actor, taken_at=now))
    fields = ("day", "amount_minor", "party", "memo", "reference")
    if lines:
        unit.connection.execute(
            insert(line),
            [
                {**key, "line_no": number, **{name: getattr(one, name) for name in fields}}
                for number, one in enumerate(lines, 1)
            ],
        )
    return int(key["statement_id"])


def _adds_up(given: BankStatement, lines: Sequence[BankLine]) -> None:
    found = given.opening_minor + sum(one.amount_minor for one in lines)
    if found != given.closing_minor:
        told = {"opening": given.opening_minor, "found": found, "closing": given.closing_minor,
                "difference": given.closing_minor - found}  # fmt: skip
        shown = {name: grouped(minor, given.currency) for name, minor in told.items()}
        raise Refused(problem("bank.does_not_add_up", "file", **shown))
    for one in lines:
        if not given.first_day <= one.day <= given.last_day:
            raise Refused(
                problem("bank.row_outside", f"rows.{one.row}", row=one.row, day=one.day, first=given.first_day,
                        last=given.last_day)
            )  # fmt: skip
        if not one.amount_minor:
            raise Refused(problem("bank.row_zero", f"rows.{one.row}", row=one.row))


def _follows(given: BankStatement, before: Sequence[BankStatement]) -> None:
    if any(one.sha256 == given.sha256 for one in before):
        raise Refused(problem("bank.here_already", "file", name=given.name))
    if not before:
        return
    last = before[-1]
    if given.first_day <= last.last_day:
        raise Refused(problem("bank.overlaps", "file", first=given.first_day, last=last.last_day))
    if given.opening_minor != last.closing_minor:
        shown = {"opening": grouped(given.opening_minor, given.currency), "day": last.last_day,
                 "closing": grouped(last.closing_minor, given.currency)}  # fmt: skip
        raise Refused(problem("bank.does_not_follow", "file", **shown))


def withdraw_statement(unit: Unit, book: str, statement_id: int, actor: str, now: datetime) -> BankStatement:
    """Take back the newest statement of an account while none of its lines is matched; its rows stay, it holds no more."""
    hold(unit, "bank statement")
    found = next((one for one in statements(unit, book) if one.statement_id == statement_id), None)
    if found is None:
        raise Refused(problem("bank.no_statement", "statement", statement=statement_id))
    if statements(unit, book, found.account, found.currency)[-1].statement_id != statement_id:
        raise Refused(problem("bank.not_the_last", "statement", name=found.name))
    back = select(undone.c.match_id).where(undone.c.tenant_id == unit.tenant, undone.c.book == book)
    held = select(func.count()).where(
        part.c.tenant_id == unit.tenant, part.c.book == book, part.c.statement_id == statement_id,
        part.c.match_id.not_in(back),
    )  # fmt: skip
    if matched := unit.connection.execute(held).scalar():
        raise Refused(problem("bank.has_matches", "statement", name=found.name, count=matched))
    unit.connection.execute(
        insert(out).values(tenant_id=unit.tenant, book=book, statement_id=statement_id, taken_by=actor, taken_at=now)
    )
    return found
