"""Samples as rows: what was drawn stays as it was drawn; every conclusion is a version, the newest holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from ledger.business.samples.draw import Drawn
from ledger.business.samples.population import Asked
from ledger.core import Refused, problem
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.samples import sample as table
from ledger.store.schema.samples import sample_conclusion as concluded
from ledger.store.schema.samples import sample_item as items

CONCLUSIONS = ("fine", "exception", "question")


@dataclass(frozen=True, slots=True)
class Item:
    """A voucher of a sample, with what its auditor concluded (empty while nothing is)."""

    place: int
    voucher: str
    label: str
    day: str
    total_minor: int
    why: str
    conclusion: str = ""
    note: str = ""
    given_by: str = ""
    given_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """What was asked for, the population as it was then, and the vouchers drawn."""

    number: int
    asked: Asked
    method: str
    count: int
    seed: str
    population: int
    population_minor: int
    drawn_by: str
    drawn_at: datetime
    items: tuple[Item, ...] = ()


def keep(
    unit: Unit, asked: Asked, method: str, count: int, seed: str, whole: tuple[int, int], drawn: Sequence[Drawn], actor: str,
    now: datetime,
) -> int:  # fmt: skip
    """Write a sample down; its number. ``whole`` is the population's count and debit total."""
    hold(unit, "samples")
    last = unit.connection.scalar(select(func.max(table.c.number)).where(table.c.tenant_id == unit.tenant)) or 0
    number = int(last) + 1
    unit.connection.execute(insert(table).values(
        tenant_id=unit.tenant, number=number, book=asked.book, first_day=asked.first, last_day=asked.last,
        accounts=" ".join(asked.accounts), series=asked.series, method=method, asked=count, seed=seed, population=whole[0],
        population_minor=whole[1], drawn_by=actor, drawn_at=now,
    ))  # fmt: skip
    rows = [
        {"tenant_id": unit.tenant, "number": number, "place": place, "voucher": one.unit.voucher, "label": one.unit.label,
         "day": one.unit.day, "total_minor": one.unit.total_minor, "why": one.why}
        for place, one in enumerate(drawn, 1)
    ]  # fmt: skip
    if rows:
        unit.connection.execute(insert(items), rows)
    return number


def samples(unit: Unit) -> list[Sample]:
    """All samples without their items, newest first."""
    rows = unit.connection.execute(
        select(table).where(table.c.tenant_id == unit.tenant).order_by(table.c.number.desc())
    )
    return [_sample(row) for row in rows]


def find_sample(unit: Unit, number: int) -> Sample:
    """A sample with its items and their conclusions; refused where there is none."""
    row = unit.connection.execute(
        select(table).where(table.c.tenant_id == unit.tenant, table.c.number == number)
    ).one_or_none()
    if row is None:
        raise Refused(problem("sample.unknown", "sample", sample=number))
    given = {one.place: one for one in unit.connection.execute(
        select(concluded).where(concluded.c.tenant_id == unit.tenant, concluded.c.number == number).order_by(concluded.c.version)
    )}  # fmt: skip
    query = select(items).where(items.c.tenant_id == unit.tenant, items.c.number == number).order_by(items.c.place)
    return _sample(row, tuple(_item(one, given.get(one.place)) for one in unit.connection.execute(query)))


def conclude(unit: Unit, number: int, place: int, conclusion: str, note: str, actor: str, now: datetime) -> None:
    """Write what was concluded of one item beside what was said before."""
    assert conclusion in CONCLUSIONS
    found = find_sample(unit, number)
    if not any(one.place == place for one in found.items):
        raise Refused(problem("sample.no_item", "place", place=place))
    hold(unit, "samples")
    mine = (concluded.c.tenant_id == unit.tenant, concluded.c.number == number, concluded.c.place == place)
    last = unit.connection.scalar(select(func.max(concluded.c.version)).where(*mine)) or 0
    unit.connection.execute(insert(concluded).values(
        tenant_id=unit.tenant, number=number, place=place, version=int(last) + 1, conclusion=conclusion, note=note,
        given_by=actor, given_at=now,
    ))  # fmt: skip


def _sample(row: object, found: tuple[Item, ...] = ()) -> Sample:
    of = row._mapping  # type: ignore[attr-defined]
    asked = Asked(of["book"], of["first_day"], of["last_day"], tuple(of["accounts"].split()), of["series"])
    return Sample(of["number"], asked, of["method"], of["asked"], of["seed"], of["population"], of["population_minor"],
                  of["drawn_by"], of["drawn_at"], found)  # fmt: skip


def _item(row: object, given: object | None) -> Item:
    of = row._mapping  # type: ignore[attr-defined]
    said = given._mapping if given is not None else None  # type: ignore[attr-defined]
    plain = Item(of["place"], of["voucher"], of["label"], of["day"], of["total_minor"], of["why"])
    if said is None:
        return plain
    return Item(plain.place, plain.voucher, plain.label, plain.day, plain.total_minor, plain.why, said["conclusion"],
                said["note"], said["given_by"], said["given_at"])  # fmt: skip
