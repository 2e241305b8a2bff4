"""A template: lines with amounts fixed or left blank, and, where it recurs, the day of the month and the months.

Nothing is changed in place: every change is a version beside the last, with who gave it and when; the newest holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from ledger.books.accounts import get_book
from ledger.books.calendar import period_number
from ledger.books.entries import Dims, Side, dims
from ledger.books.retiring import retired_titles
from ledger.core import Problem, problem
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.templates import voucher_template as table

LONGEST_NAME = 60
MOST_LINES = 500


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line in base currency; ``amount_minor`` None is filled in by who uses it, ``side`` None too."""

    account: str
    side: Side | None = None
    amount_minor: int | None = None
    memo: str = ""
    dims: Dims = ()


@dataclass(frozen=True, slots=True)
class Template:
    """``day`` 1 to 31 where it recurs (31 is the last of every month), else 0; months '' are open."""

    template_id: str
    name: str
    memo: str
    lines: tuple[TemplateLine, ...]
    day: int = 0
    first_month: str = ""
    last_month: str = ""
    retired: bool = False
    version: int = 1
    given_by: str = ""

    def falls_in(self, period: str) -> bool:
        """Whether it recurs in a month."""
        after = not self.first_month or period_number(self.first_month) <= period_number(period)
        before = not self.last_month or period_number(period) <= period_number(self.last_month)
        return self.day > 0 and after and before


def _plain(line: TemplateLine) -> dict[str, Any]:
    side = None if line.side is None else int(line.side)
    return {
        "account": line.account,
        "side": side,
        "amount_minor": line.amount_minor,
        "memo": line.memo,
        "dims": dict(line.dims),
    }


def _line(plain: Mapping[str, Any]) -> TemplateLine:
    side = None if plain["side"] is None else Side(plain["side"])
    return TemplateLine(plain["account"], side, plain["amount_minor"], plain["memo"], dims(plain["dims"]))


def templates(unit: Unit, book: str, *, retired: bool = False) -> list[Template]:
    """The newest version of each, by number; those given up only where asked for."""
    rows = unit.connection.execute(
        select(table)
        .where(table.c.tenant_id == unit.tenant, table.c.book == book)
        .order_by(table.c.template_id, table.c.version)
    )
    newest = {row.template_id: row for row in rows}
    found = [
        Template(row.template_id, row.name, row.memo, tuple(_line(one) for one in row.lines), row.day, row.first_month,
                 row.last_month, bool(row.retired), row.version, row.given_by)
        for row in newest.values()
    ]  # fmt: skip
    return [one for one in found if retired or not one.retired]


def template(unit: Unit, book: str, template_id: str) -> Template:
    """The newest version of one; refused where there is none or it was given up."""
    found = next((one for one in templates(unit, book) if one.template_id == template_id), None)
    if found is None:
        raise Refused(problem("template.unknown", "template", template=template_id))
    return found


def add_template(unit: Unit, book: str, made: Template, actor: str, now: datetime) -> str:
    """Keep a new template; its number."""
    hold(unit, "voucher templates")
    count = unit.connection.execute(
        select(func.count(func.distinct(table.c.template_id))).where(
            table.c.tenant_id == unit.tenant, table.c.book == book
        )
    ).scalar_one()
    number = f"T{count + 1:03}"
    _write(unit, book, replace(made, template_id=number, version=1), actor, now)
    return number


def change_template(unit: Unit, book: str, changed: Template, actor: str, now: datetime) -> None:
    """Keep the next version of one that holds."""
    hold(unit, "voucher templates")
    version = template(unit, book, changed.template_id).version + 1
    _write(unit, book, replace(changed, version=version), actor, now)


def _write(unit: Unit, book: str, one: Template, actor: str, now: datetime) -> None:
    faults = [*_faults(one), *([] if one.retired or (one.version > 1 and not one.day) else retired_in(unit, book, one))]
    if faults:
        raise Refused(*faults)
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, book=book, template_id=one.template_id, version=one.version, name=one.name,
            memo=one.memo, lines=[_plain(line) for line in one.lines], day=one.day, first_month=one.first_month,
            last_month=one.last_month, retired=int(one.retired), given_by=actor, given_at=now,
        )
    )  # fmt: skip


def retired_in(unit: Unit, book: str, one: Template) -> list[Problem]:
    """Each line of a template that names a value retired since."""
    titles = retired_titles(unit, english=get_book(unit, book).language == "en")
    return [
        problem("template.retired_value", f"lines.{number}", name=one.name, line=number + 1,
                dimension=titles[pair][0], value=titles[pair][1])
        for number, line in enumerate(one.lines)
        for pair in line.dims
        if pair in titles
    ]  # fmt: skip


def _faults(one: Template) -> list[Any]:
    found = []
    if not one.name.strip() or len(one.name) > LONGEST_NAME:
        found.append(problem("template.bad_name", "name", most=LONGEST_NAME))
    if not 2 <= len(one.lines) <= MOST_LINES:
        found.append(problem("template.bad_lines", "lines", most=MOST_LINES))
    if not 0 <= one.day <= 31:
        found.append(problem("template.bad_day", "day"))
    months = [period_number(month) for month in (one.first_month, one.last_month) if month]
    if len(months) == 2 and months[0] > months[1]:
        found.append(problem("template.bad_months", "last_month"))
    if one.day and (any(line.amount_minor is None for line in one.lines) or _difference(one)):
        found.append(problem("template.recurring_wants_amounts", "day", name=one.name))
    return found


def _difference(one: Template) -> int:
    """Debits less credits of the amounts that are fixed."""
    return sum(
        (line.amount_minor or 0) * (1 if line.side is Side.DEBIT else -1) for line in one.lines if line.side is not None
    )
