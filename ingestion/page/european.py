"""A printed invoice of any layout outside China: every subject read apart, then held against the others."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ingestion.page.currency import read_currency
from ingestion.page.days import read_days
from ingestion.page.extras import read_iban, read_rates, says_credit, says_no_bill
from ingestion.page.items import read_items
from ingestion.page.labels import BILL_COMPACT, INVOICE_WORD
from ingestion.page.number import read_number
from ingestion.page.paper import Paper
from ingestion.page.parties import read_parties
from ingestion.page.roles import Role
from ingestion.page.solve import read_totals
from ingestion.page.tax import read_tax_ids
from ingestion.page.totals import named_amounts
from ingestion.reading import AMOUNTS, DocType, InvoiceKind, ItemLine, Reading
from ledger.evidence.field import ABSENT, Field, Source


def read_european(paper: Paper, file: str) -> Reading:
    """Fields and lines of a printed invoice; nothing that is not printed."""
    fields: dict[str, Field] = {}
    for read in (read_number, read_days, read_parties, read_totals, read_currency, read_iban, read_rates):
        fields |= read(paper)
    fields |= read_tax_ids(paper, fields)
    lines = read_items(paper, _sums(paper, fields))
    total = sum((line.amount for line in lines if line.amount is not None), Decimal(0))
    if total and "arithmetic" not in fields.get("gross", ABSENT).witnesses:
        fields |= read_totals(paper, total)
    fields = _with_lines(fields, total)
    credit = says_credit(paper) or _negative(fields)
    if credit and not _negative(fields):
        fields, lines = _negated(fields, lines)
    if fields:
        fields["is_credit_note"] = Field(credit, 0.8, source=Source.TEXT)
    known = not says_no_bill(paper) and (_is_called_bill(paper) or ("gross" in fields and "number" in fields))
    doc_type = DocType.CREDIT_NOTE if credit and known else DocType.INVOICE if known else DocType.OTHER
    return Reading(file, doc_type, InvoiceKind.OTHER, lines=lines).with_fields(fields)


def _is_called_bill(paper: Paper) -> bool:
    return bool(INVOICE_WORD.search(paper.folded)) or any(BILL_COMPACT.search(line.compact) for line in paper.lines)


def _sums(paper: Paper, fields: dict[str, Field]) -> list[Decimal]:
    """What the lines may add up to, the likeliest first."""
    named = [one.money.value for one in named_amounts(paper) if one.role is Role.NET and one.by_row]
    values = [*(fields[name].value for name in ("net",) if name in fields), *named]
    values += [fields["gross"].value] if "gross" in fields else []
    return [value for value in values if isinstance(value, Decimal)]


def _with_lines(fields: dict[str, Field], total: Decimal) -> dict[str, Field]:
    """Lines that add up are a witness for net and, where no tax is printed, for gross."""
    out = dict(fields)
    taxed = "tax" in fields and fields["tax"].value != 0
    if total:
        for name in ("net",) if taxed else ("net", "gross"):
            if name in out and out[name].value == total and out[name].confidence >= 0.7:
                out[name] = out[name].witnessed("lines", 0.95)
    return out


def _negative(fields: dict[str, Field]) -> bool:
    value = fields["gross"].value if "gross" in fields else None
    return isinstance(value, Decimal) and value < 0


def _negated(fields: dict[str, Field], lines: tuple[ItemLine, ...]) -> tuple[dict[str, Field], tuple[ItemLine, ...]]:
    out = {}
    for name, field in fields.items():
        value = field.value
        out[name] = replace(field, value=-value) if name in AMOUNTS and isinstance(value, Decimal) else field
    turned = tuple(replace(line, amount=None if line.amount is None else -line.amount) for line in lines)
    return out, turned
