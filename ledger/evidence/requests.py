"""索取资料 as rows: asked, reminded of, answered or taken back; each ends once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, insert, or_, select, update

from ledger.core import Refused, problem
from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.evidence_requests import evidence_request as table
from ledger.store.schema.evidence_requests import sample_pack


@dataclass(frozen=True, slots=True)
class EvidenceRequest:
    """``voucher``, or ``sample`` and ``place``, say what it hangs on; ``answer`` and ``sha256`` are what came back."""

    number: int
    asker: str
    asked: str
    words: str
    wanted_by: date | None
    voucher: str
    sample: int | None
    place: int | None
    state: str
    made_at: datetime
    reminded_at: datetime | None = None
    reminders: int = 0
    answer: str = ""
    sha256: str = ""
    name: str = ""
    settled_by: str = ""
    settled_at: datetime | None = None


def ask(
    unit: Unit, asker: str, asked: str, words: str, wanted_by: date | None, voucher: str, drawn: tuple[int, int] | None,
    now: datetime,
) -> int:  # fmt: skip
    """Write a request down; its number."""
    hold(unit, "evidence requests")
    last = unit.connection.scalar(select(func.max(table.c.number)).where(table.c.tenant_id == unit.tenant)) or 0
    number = int(last) + 1
    sample, place = drawn or (None, None)
    unit.connection.execute(insert(table).values(
        tenant_id=unit.tenant, number=number, asker=asker, asked=asked, words=words,
        wanted_by=wanted_by.isoformat() if wanted_by else None, voucher=voucher or None, sample=sample, place=place,
        state="open", made_at=now, reminders=0,
    ))  # fmt: skip
    return number


def find_request(unit: Unit, number: int) -> EvidenceRequest:
    """A request; refused where there is none."""
    row = unit.connection.execute(
        select(table).where(table.c.tenant_id == unit.tenant, table.c.number == number)
    ).one_or_none()
    if row is None:
        raise Refused(problem("request.unknown", "request", request=number))
    return _request(row)


def requests(unit: Unit, seen: ColumnElement[bool], limit: int = 500) -> list[EvidenceRequest]:
    """Requests that somebody may see, open ones first, then newest."""
    rows = unit.connection.execute(
        select(table).where(table.c.tenant_id == unit.tenant, seen)
        .order_by(table.c.state != "open", table.c.number.desc()).limit(limit)
    )  # fmt: skip
    return [_request(row) for row in rows]


def change(unit: Unit, number: int, **values: object) -> bool:
    """Change an open request; True for exactly one of many at once."""
    done = unit.connection.execute(
        update(table)
        .where(table.c.tenant_id == unit.tenant, table.c.number == number, table.c.state == "open")
        .values(**values)
    )
    return bool(done.rowcount == 1)


def is_held(unit: Unit, sha256: str) -> bool:
    """Whether bytes came back as an answer, or are a pack that may still be fetched."""
    ours = select(table.c.number).where(table.c.tenant_id == unit.tenant, table.c.file_sha256 == sha256)
    packs = select(sample_pack.c.number).where(
        sample_pack.c.tenant_id == unit.tenant, sample_pack.c.file_sha256 == sha256
    )
    return any(unit.connection.execute(one.limit(1)).first() is not None for one in (ours, packs))


def of_things(unit: Unit, asker: str, voucher: str) -> list[EvidenceRequest]:
    """One's own requests about a voucher, whichever sample it stands in."""
    mine = (table.c.tenant_id == unit.tenant, table.c.asker == asker, or_(table.c.voucher == voucher))
    return [_request(row) for row in unit.connection.execute(select(table).where(*mine).order_by(table.c.number))]


def _request(row: object) -> EvidenceRequest:
    of = row._mapping  # type: ignore[attr-defined]
    return EvidenceRequest(
        of["number"], of["asker"], of["asked"], of["words"],
        date.fromisoformat(of["wanted_by"]) if of["wanted_by"] else None, of["voucher"] or "", of["sample"], of["place"],
        of["state"], of["made_at"], of["reminded_at"], of["reminders"], of["answer"] or "", of["file_sha256"] or "",
        of["file_name"] or "", of["settled_by"] or "", of["settled_at"],
    )  # fmt: skip
