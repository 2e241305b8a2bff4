"""A Chinese invoice as a reading."""

from __future__ import annotations

import re
from decimal import Decimal

from ingestion.china.items import read_items
from ingestion.china.kind import kind_of
from ingestion.china.labelled import matched
from ingestion.china.parties import read_parties
from ingestion.china.totals import read_totals
from ingestion.page.paper import Paper, printed
from ingestion.pdf.lines import Line
from ingestion.pdf.words import Word
from ingestion.reading import DocType, InvoiceKind, ItemLine, Reading
from ingestion.values.dates import find_days
from ledger.evidence.field import Field, Source

_DATE = r"20\d\d年?[-/.]?\d{1,2}[-/.月]?\d{1,2}日?"
_ORIGINAL = re.compile(r"被红冲蓝字数电票号码:?(\d{20})")
_ORIGINAL_PAIR = re.compile(r"(?:对应正数发票|蓝字发票)代码:?(\d{10,12})号码:?(\d{8})")


def read_chinese(paper: Paper, file: str) -> Reading:
    """Fields and lines of a Chinese invoice; buyer and seller only where the paper tells them apart."""
    fields: dict[str, Field] = _numbers(paper)
    fields |= _date(paper)
    fields |= read_parties(paper)
    totals, problems = read_totals(paper)
    fields |= totals
    number = fields["number"].value if "number" in fields else None
    kind = kind_of(paper, str(number) if number else None)
    lines = read_items(paper)
    fields |= _rates(lines)
    fields |= _original(paper)
    fields |= _remarks(paper)
    gross = fields["gross"].value if "gross" in fields else None
    red = isinstance(gross, Decimal) and gross < 0
    if gross is not None:
        fields["currency"] = Field("CNY", 0.95, 1, fields["gross"].box, Source.TEXT)
        fields["is_credit_note"] = Field(red, 0.95, source=Source.TEXT)
    fields = _with_lines(fields, lines)
    doc_type = (
        DocType.CREDIT_NOTE if red else DocType.RECEIPT if kind is InvoiceKind.FISCAL_RECEIPT else DocType.INVOICE
    )
    return Reading(file, doc_type, kind, lines=lines, problems=tuple(problems)).with_fields(fields)


def _found(found: tuple[str, Line, tuple[Word, ...]] | None, confidence: float) -> Field | None:
    return None if found is None else printed(found[0], confidence, found[1], found[2])


def _numbers(paper: Paper) -> dict[str, Field]:
    """Number (20 digits, or 8 with a code of 10 or 12), code and check code."""
    number = _found(
        matched(paper, r"(?<!原)(?<!冲)(?:发票号码|票据号码|no[.:]?|缴款书号码)", r"\d{20}|\d{8,10}(?!\d)|\d{22}"), 0.93
    )
    code = _found(matched(paper, r"(?<!原)(?:发票代码|票据代码)", r"\d{12}|\d{10}|\d{8}"), 0.93)
    check = _found(matched(paper, r"校验码", r"\d{20}|[0-9a-f]{6}"), 0.9)
    if number is not None:
        number = _twice(paper, number)
    pairs = (("number", number), ("invoice_code", code), ("check_code", check))
    return {name: field for name, field in pairs if field is not None}


def _twice(paper: Paper, number: Field) -> Field:
    """A number of the right length behind its label; a second place that repeats it is a witness."""
    text = str(number.value)
    places = sum(text in line.compact for line in paper.lines)
    if places >= 2:
        return number.witnessed("twice", 0.97)
    return number.witnessed("shape", 0.95) if len(text) == 20 and _number_holds(text) else number


def _number_holds(number: str) -> bool:
    """Digits 1-2 are the year and 3-4 the tax bureau's region (公告2024年第11号 第四条)."""
    return 20 <= int(number[:2]) <= 60 and 11 <= int(number[2:4]) <= 65


def _date(paper: Paper) -> dict[str, Field]:
    found = matched(paper, r"(?:开票日期|填开日期|填发日期|日期)", _DATE)
    if found is None:
        return {}
    days = find_days(found[0])
    return {"issue_date": printed(days[0].value, 0.95, found[1], found[2])} if days else {}


def _rates(lines: tuple[ItemLine, ...]) -> dict[str, Field]:
    names = tuple(sorted({line.tax_rate for line in lines if line.tax_rate}))
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


def _remarks(paper: Paper) -> dict[str, Field]:
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
    text = "\n".join(one for one in texts if one).strip()
    first = next(((line, tuple(words)) for line, words in inside if words), None)
    return {"remarks": printed(text, 0.8, *first)} if text and first else {}


def _with_lines(fields: dict[str, Field], lines: tuple[ItemLine, ...]) -> dict[str, Field]:
    total = sum((line.amount for line in lines if line.amount is not None), Decimal(0))
    if "net" in fields and total and fields["net"].value == total:
        return fields | {"net": fields["net"].witnessed("lines", 0.98)}
    return fields
