"""The document that another one repeats: by the record's legal key, by bytes, or because they look alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, and_, or_, select

from ledger.evidence.documents import ENDED, Document, DocumentState, as_document
from ledger.evidence.legal_key import same_invoice
from ledger.evidence.renderings import differing, form_of
from ledger.store import Unit
from ledger.store.schema.evidence import document as table

_MOST = 50


@dataclass(frozen=True, slots=True)
class Twin:
    """A document that was here before, and how it was recognised: ``bytes``, ``legal_key``, ``rendering`` (the same record in
    another form, saying the same) or ``alike``."""

    document: Document
    by: str


def twin(unit: Unit, one: Document) -> Twin | None:
    """The document that this one repeats; ``alike`` is a suspicion, the others are certain.

    It came before this one, or came later but was read before it (a reader was killed, and its work taken up again
    after that of others).
    """
    c = table.c
    certain = [c.sha256 == one.sha256]
    if one.legal_key:
        certain.append(c.legal_key == one.legal_key)
    alive = c.state.not_in([DocumentState.FAILED.value, DocumentState.KEPT.value, *(state.value for state in ENDED)])
    before = or_(
        c.received_at < one.received_at, and_(c.received_at == one.received_at, c.document_id < one.document_id)
    )
    if one.proposal_id is None:
        before = or_(before, c.state.in_([DocumentState.READ.value, DocumentState.PROPOSED.value]))
    earlier = (c.tenant_id == unit.tenant, c.document_id != one.document_id, alive, before)
    rows = unit.connection.execute(
        select(table).where(*earlier, or_(*certain)).order_by(c.received_at, c.document_id).limit(_MOST)
    )
    found = [as_document(row) for row in rows] or _without_code(unit, one, earlier)
    return _of_record(one, found) if found else _alike(unit, one, earlier)


def _without_code(unit: Unit, one: Document, earlier: tuple[ColumnElement[bool], ...]) -> list[Document]:
    """Documents of the same invoice whose code only one of the two says."""
    if not one.number or one.issue_date is None:
        return []
    c, year = table.c, one.issue_date.year
    near = select(table).where(*earlier, c.number == one.number, c.issue_date.between(f"{year}-01-01", f"{year}-12-31"))
    rows = unit.connection.execute(near.order_by(c.received_at, c.document_id).limit(_MOST))
    found = [as_document(row) for row in rows]
    return [each for each in found if same_invoice(each.reading or {}, one.reading or {})]


def _of_record(one: Document, found: list[Document]) -> Twin:
    """The same file, else the same form of the record, is a repetition; another form of it that agrees, a rendering."""
    if same := next((each for each in found if each.sha256 == one.sha256), None):
        return Twin(same, "bytes")
    record = [each for each in found if each.state is not DocumentState.DUPLICATE] or found
    first = next((each for each in record if each.state is not DocumentState.RENDERING), record[0])
    if repeated := next((each for each in record if form_of(each) == form_of(one)), None):
        return Twin(repeated, "legal_key")
    agrees = first.reading is not None and not differing(first.reading, one.reading or {})
    return Twin(first, "rendering" if agrees and not _claimed(first, one) and one.proposal_id is None else "legal_key")


def _claimed(first: Document, one: Document) -> bool:
    """Somebody says to have paid what another handed in, or what was said to be unpaid: money, never settled in silence."""
    return one.paid_by in ("sender", "card") and (
        one.sender != first.sender or first.paid_by not in (None, one.paid_by)
    )


def _alike(unit: Unit, one: Document, earlier: tuple[ColumnElement[bool], ...]) -> Twin | None:
    if one.gross_minor is None or one.issue_date is None or not one.seller:
        return None
    c = table.c
    first, last = ((one.issue_date + timedelta(days=days)).isoformat() for days in (-3, 3))
    near = select(table).where(*earlier, c.gross_minor == one.gross_minor, c.issue_date.between(first, last))
    for row in unit.connection.execute(near.order_by(c.received_at).limit(20)):
        found = as_document(row)
        same_seller = fuzz.ratio(found.seller or "", one.seller) >= 85
        numbers = fuzz.ratio(found.number or "", one.number or "")
        if same_seller and numbers >= 75:
            return Twin(found, "alike")
    return None
