"""A Chinese invoice as a reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from ingestion.china.head import read_head
from ingestion.china.items import read_items
from ingestion.china.kind import RECEIPTS, Form, form_of, kind_of
from ingestion.china.labelled import matched
from ingestion.china.mended import mended
from ingestion.china.parties import read_parties
from ingestion.china.receipts import read_bank_slip, read_customs, read_fiscal
from ingestion.china.tickets import read_air, read_quota, read_ride_list, read_taxi
from ingestion.china.totals import read_totals
from ingestion.page.paper import Paper, printed
from ingestion.reading import DocType, ItemLine, Reading
from ingestion.xml.china import read_rate
from ledger.core import Problem
from ledger.evidence.field import Field, Source

_ORIGINAL = re.compile(r"被红冲蓝字数电票号码:?(\d{20})")
_ORIGINAL_PAIR = re.compile(r"(?:对应正数发票|蓝字发票)代码:?(\d{10,12})号码:?(\d{8})")

_OWN: dict[Form, Callable[[Paper], dict[str, Field]]] = {
    Form.AIR: read_air,
    Form.BANK_SLIP: read_bank_slip,
    Form.CUSTOMS: read_customs,
    Form.FISCAL: read_fiscal,
    Form.QUOTA: read_quota,
    Form.RIDE_LIST: read_ride_list,
    Form.TAXI: read_taxi,
}


def read_chinese(paper: Paper, file: str) -> Reading:
    """Fields and lines of a Chinese paper; buyer and seller only where the paper tells them apart."""
    paper = mended(paper)
    form = form_of(paper)
    fields, problems, lines = read_head(paper, form), list[Problem](), tuple[ItemLine, ...]()
    own = _OWN.get(form)
    if own is not None:
        fields |= _of_form(paper, form) | own(paper)
    else:
        fields |= read_parties(paper)
        totals, problems = read_totals(paper)
        lines = read_items(paper) if form is not Form.VEHICLE else ()
        fields |= totals | _rates(paper, lines) | _original(paper) | _remarks(paper, fields)
    number = fields["number"].value if "number" in fields else None
    kind = kind_of(paper, form, str(number) if number else None)
    paid = fields.get("gross") or fields.get("due_amount")
    red = paid is not None and isinstance(paid.value, Decimal) and paid.value < 0
    if paid is not None:
        fields["currency"] = Field("CNY", 0.95, 1, paid.box, Source.TEXT)
        fields["is_credit_note"] = Field(red, 0.95, source=Source.TEXT)
    fields = _with_lines(fields, lines)
    doc_type = DocType.CREDIT_NOTE if red else DocType.RECEIPT if form in RECEIPTS else DocType.INVOICE
    return Reading(file, doc_type, kind, lines=lines, problems=tuple(problems)).with_fields(fields)


def _of_form(paper: Paper, form: Form) -> dict[str, Field]:
    """What forms of their own share with an invoice: the parties of a flight, and the office's sum in two spellings."""
    if form is Form.AIR:
        return read_parties(paper)
    if form is Form.FISCAL:
        return {name: one for name, one in read_parties(paper).items() if name == "buyer_tax_id"} | read_totals(paper)[
            0
        ]
    return _seller(paper) if form is Form.QUOTA else {}


def _seller(paper: Paper) -> dict[str, Field]:
    return {name: one for name, one in read_fiscal(paper).items() if name == "seller_name"}


def _rates(paper: Paper, lines: tuple[ItemLine, ...]) -> dict[str, Field]:
    """Of the lines, else behind its own label (机动车)."""
    names = tuple(sorted({line.tax_rate for line in lines if line.tax_rate}))
    alone = None if lines else matched(paper, r"税率(?:或征收率)?", r"\d{1,2}%")
    if alone is not None and (name := read_rate(alone[0])):
        return {"tax_rates": printed((name,), 0.9, alone[1], alone[2])}
    return {"tax_rates": Field(names, 0.9, lines[0].page, None, Source.TEXT)} if names else {}


def _original(paper: Paper) -> dict[str, Field]:
    text = "".join(line.compact for line in paper.lines if line.page.number == 1)
    if match := _ORIGINAL.search(text):
        return {"original_number": Field(match[1], 0.9, 1, None, Source.TEXT)}
    if match := _ORIGINAL_PAIR.search(text):
        return {
            "original_code": Field(match[1], 0.9, 1, None, Source.TEXT),
            "original_number": Field(match[2], 0.9, 1, None, Source.TEXT),
        }
    return {}


def _remarks(paper: Paper, known: dict[str, Field]) -> dict[str, Field]:
    """The box beside 备注 (or 备/注 upright): between the totals and the issuer's line, right of the sign."""
    rows = [line for line in paper.lines if line.page.number == 1]
    top = next((line.bottom for line in rows if "价税合计" in line.compact), None)
    foot = next((line.top for line in rows if re.search(r"开票人", line.compact) and top and line.top > top), None)
    sign = next(
        (word for line in rows if top and line.top > top - 2 for word in line.words if word.text[:1] == "备"), None
    )
    if top is None or foot is None or sign is None:
        return {}
    inside = [
        (line, [word for word in line.words if word.x0 > sign.x1 - 1])
        for line in rows
        if top - 1 <= line.top and line.bottom <= foot + 1
    ]
    texts = [" ".join(word.text for word in words if word.text not in ("注", "备")) for _, words in inside if words]
    seller = str(known["seller_name"].value) if "seller_name" in known else ""
    text = "\n".join(one for one in texts if one and not _is_seal(one, seller)).strip()
    first = next(((line, tuple(words)) for line, words in inside if words), None)
    return {"remarks": printed(text, 0.8, *first)} if text and first else {}


def _is_seal(text: str, seller: str) -> bool:
    """Whether a row is a stamp's: its own words, or the beginning of the seller's name alone."""
    plain = re.sub(r"\s", "", text)
    return plain.endswith("专用章") or (len(plain) >= 4 and seller.startswith(plain))


def _with_lines(fields: dict[str, Field], lines: tuple[ItemLine, ...]) -> dict[str, Field]:
    total = sum((line.amount for line in lines if line.amount is not None), Decimal(0))
    if "net" in fields and total and fields["net"].value == total:
        return fields | {"net": fields["net"].witnessed("lines", 0.98)}
    return fields
