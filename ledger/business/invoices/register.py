"""发票台账: one row per purchase invoice, derived from papers, proposals and vouchers, with the register's own facts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Row, and_, column, select, table

from ledger.books.calendar import period_text
from ledger.books.entries import VoucherKey
from ledger.business.invoices.facts import NOTHING, Standing, standings
from ledger.core import to_minor
from ledger.evidence.documents import DocumentState
from ledger.posting_rules.input_vat import Assessment, InputFacts, assess
from ledger.store import Unit
from ledger.store.schema.evidence import document
from ledger.store.schema.invoices import invoice_fact

_PROPOSAL = table("proposal", *map(column, ("tenant_id", "proposal_id", "state", "batch_id")))
_BATCH = table("batch", *map(column, ("tenant_id", "batch_id", "series", "first_number", "period")))
_ENTRY = ("tenant_id", "batch_id", "entry_no", "reverses_batch", "reverses_entry", "corrects_batch", "corrects_entry")
_REVERSAL = table("entry", *map(column, _ENTRY)).alias("undo")
_CORRECTION = table("entry", *map(column, _ENTRY)).alias("again")
_CORRECTED = table("batch", *map(column, ("tenant_id", "batch_id", "series", "first_number", "period"))).alias(
    "corrected"
)


def _joined() -> FromClause:
    """Papers with their proposal, its voucher, and what reversed or corrected that."""
    c, p, b, r, again, fixed = document.c, _PROPOSAL.c, _BATCH.c, _REVERSAL.c, _CORRECTION.c, _CORRECTED.c
    return (
        document.outerjoin(_PROPOSAL, and_(p.tenant_id == c.tenant_id, p.proposal_id == c.proposal_id))
        .outerjoin(_BATCH, and_(b.tenant_id == c.tenant_id, b.batch_id == p.batch_id))
        .outerjoin(_REVERSAL, and_(r.tenant_id == c.tenant_id, r.reverses_batch == p.batch_id, r.reverses_entry == 1))
        .outerjoin(
            _CORRECTION,
            and_(again.tenant_id == c.tenant_id, again.corrects_batch == p.batch_id, again.corrects_entry == 1),
        )
        .outerjoin(_CORRECTED, and_(fixed.tenant_id == c.tenant_id, fixed.batch_id == again.batch_id))
    )


_JOINED = _joined()
_LATER = (
    _CORRECTED.c.batch_id, _CORRECTION.c.entry_no, _CORRECTED.c.series, _CORRECTED.c.first_number, _CORRECTED.c.period
)  # fmt: skip
_VOUCHER: tuple[Any, ...] = (
    _BATCH.c.batch_id, _BATCH.c.series, _BATCH.c.first_number, _BATCH.c.period, _REVERSAL.c.batch_id.label("undone"),
    *(one.label(f"later_{one.name}") for one in _LATER),
)  # fmt: skip
HERE = (DocumentState.READ, DocumentState.PROPOSED, DocumentState.DUPLICATE, DocumentState.REJECTED)


@dataclass(frozen=True, slots=True)
class Booked:
    """The voucher an invoice became: a paper is one voucher of its own batch, or the voucher that corrected it (更正)."""

    key: VoucherKey
    label: str
    period: str


@dataclass(frozen=True, slots=True)
class Invoice:
    """A purchase invoice. Amounts are minor units of its currency, negative on a red one.

    ``by_rule`` is what law says of its tax; ``red_of`` the number it corrects, ``red_by`` the document that corrects it,
    ``red_gross_minor`` what red invoices take off it, negative.
    """

    document_id: str
    kind: str
    number: str
    code: str
    issue_date: date
    seller: str
    seller_tax_id: str
    buyer_tax_id: str
    net_minor: int
    tax_minor: int
    gross_minor: int
    currency: str
    words: tuple[str, ...]
    paper: DocumentState
    duplicate_of: str | None
    proposal_id: str | None
    proposal_state: str | None
    booked: Booked | None
    red_of: str
    by_rule: Assessment
    party_id: str | None
    said: Standing = NOTHING
    red_by: str = ""
    red_gross_minor: int = 0

    @property
    def is_red(self) -> bool:
        """A red invoice or credit note."""
        return self.gross_minor < 0

    @property
    def gone(self) -> bool:
        """Whether red invoices took all of it off; a part of it leaves the rest deductible."""
        return bool(self.red_by) and self.gross_minor + self.red_gross_minor <= 0

    @property
    def counts(self) -> bool:
        """Whether it is one of the company's invoices: neither a second copy nor refused for good."""
        return self.paper not in (DocumentState.DUPLICATE, DocumentState.REJECTED)

    @property
    def state(self) -> str:
        """duplicate, void, red, out, confirmed, booked or received: the furthest it has come."""
        if self.paper is DocumentState.DUPLICATE:
            return "duplicate"
        if self.paper is DocumentState.REJECTED or (self.said.verified and self.said.verified.result == "void"):
            return "void"
        if self.is_red or self.gone:
            return "red"
        if self.said.outs:
            return "out"
        if self.said.confirmed:
            return "confirmed"
        return "booked" if self.booked else "received"


def register(
    unit: Unit, taxpayer: str, own_tax_id: str, rows: ColumnElement[bool] | None = None
) -> list[Invoice]:  # fmt: skip
    """Every invoice somebody sold to the company, newest first; those it issued itself are left out."""
    said = standings(unit)
    found = [_invoice(row, taxpayer, said) for row in unit.connection.execute(_query(unit, rows))]
    kept = [one for one in found if not own_tax_id or one.seller_tax_id != own_tax_id]
    reds: dict[str, list[Invoice]] = defaultdict(list)
    for one in kept:
        if one.is_red and one.red_of and one.counts:
            reds[one.red_of].append(one)
    return [_corrected(one, reds[one.number]) if one.number in reds and not one.is_red else one for one in kept]


def _corrected(one: Invoice, reds: list[Invoice]) -> Invoice:
    return replace(one, red_by=reds[0].document_id, red_gross_minor=sum(red.gross_minor for red in reds))


def booked_of(unit: Unit) -> dict[str, Booked]:
    """Document to the voucher that stands of it, for the documents of which somebody said something."""
    said = document.c.document_id.in_(select(invoice_fact.c.document_id).where(invoice_fact.c.tenant_id == unit.tenant))
    wanted = (
        select(document.c.document_id, *_VOUCHER).select_from(_JOINED).where(document.c.tenant_id == unit.tenant, said)
    )
    found = {row.document_id: _booked(row) for row in unit.connection.execute(wanted)}
    return {document_id: booked for document_id, booked in found.items() if booked is not None}


def numbers_booked(unit: Unit) -> dict[VoucherKey, str]:
    """Voucher to the number of the paper it was booked from, as it stands now."""
    wanted = (
        select(document.c.number, *_VOUCHER)
        .select_from(_JOINED)
        .where(document.c.tenant_id == unit.tenant, document.c.number != "")
    )
    found = [(_booked(row), str(row.number)) for row in unit.connection.execute(wanted)]
    return {booked.key: number for booked, number in found if booked is not None}


def _query(unit: Unit, rows: ColumnElement[bool] | None) -> Any:
    c = document.c
    where = [c.tenant_id == unit.tenant, c.state.in_([one.value for one in HERE]), c.reading.is_not(None)]
    where += [c.gross_minor.is_not(None), c.issue_date.is_not(None), *([rows] if rows is not None else [])]
    columns: tuple[Any, ...] = (document, _PROPOSAL.c.state.label("proposed"), *_VOUCHER)
    return select(*columns).select_from(_JOINED).where(*where).order_by(c.issue_date.desc(), c.document_id)


def _minor(reading: Mapping[str, Any], name: str, currency: str) -> int:
    return to_minor(Decimal(str(reading[name])), currency) if reading.get(name) else 0


def _booked(row: Row[Any]) -> Booked | None:
    """The voucher that stands: the first one unless it was taken back, else the one that corrected it."""
    if row.batch_id is None:
        return None
    if row.undone is None:
        key, series, number, period = VoucherKey(row.batch_id, 1), row.series, row.first_number, row.period
    elif row.later_batch_id is not None:
        key, series = VoucherKey(row.later_batch_id, row.later_entry_no), row.later_series
        number, period = row.later_first_number + row.later_entry_no - 1, row.later_period
    else:
        return None
    return Booked(key, f"{series}-{number:04}", period_text(period)[:7])


def _invoice(row: Row[Any], taxpayer: str, said: Mapping[str, Standing]) -> Invoice:
    reading: dict[str, Any] = json.loads(row.reading)
    currency = row.currency or "CNY"
    tax, gross = _minor(reading, "tax", currency), int(row.gross_minor)
    words = tuple(str(one.get("description") or "") for one in reading.get("lines") or ())
    kind, day = reading.get("invoice_kind") or "other", date.fromisoformat(row.issue_date)
    return Invoice(
        row.document_id, kind, row.number or "", reading.get("invoice_code") or "", day, row.seller or row.name,
        reading.get("seller_tax_id") or "", reading.get("buyer_tax_id") or "",
        _minor(reading, "net", currency) or gross - tax, tax, gross, currency, words, DocumentState(row.state),
        row.duplicate_of, row.proposal_id, row.proposed, _booked(row), str(reading.get("original_number") or ""),
        assess(InputFacts(kind, words, day, tax, gross, taxpayer)), row.party_id, said.get(row.document_id, NOTHING),
    )  # fmt: skip
