"""Thousands of damaged files: each is a reading with fields or reasons, in bounded time, and the process lives on."""

from __future__ import annotations

import io
import json
import re
import time
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

import pypdf
import pytest

from ingestion import Limits, Readers, read
from ingestion.ocr.image import pictures
from ingestion.reading import Reading
from ledger.core import Problem
from tests.hostile import papers
from tests.hostile.injections import OURS
from tests.ingestion import mutations, vendors_china
from tests.ingestion.ofd_printing import ofd
from tests.ingestion.printing import Sheet
from tests.ingestion.test_attacks import one_page
from tests.ingestion.test_containers import mail, zipped
from tests.ingestion.test_ofd import BLANK
from tests.ingestion.test_pictures import picture
from tests.ingestion.test_xml import EINVOICE, UBL
from tools.demo.documents import render, sample_specs

SPECS = sample_specs(date(2026, 11, 22))
BOOK = {
    "[Content_Types].xml": b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Default Extension='xml' ContentType='application/xml'/><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/><Override PartName='/xl/worksheets/sheet1.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'/></Types>",
    "_rels/.rels": b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>",
    "xl/workbook.xml": b"<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>",
    "xl/_rels/workbook.xml.rels": b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
}  # fmt: skip
"""A workbook without its sheet."""
LIMITS = Limits(ocr_pages=0, wall_seconds=6.0, pages_seconds=3.0, memory_bytes=1_500_000_000)
"""Nothing is recognised: a PDF that lost its text would cost seconds, and pictures are damaged on their own."""


def opened_up(pdf: bytes) -> bytes:
    """The same PDF with nothing packed, so that damage meets words of the language and not noise."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    for one in writer._objects:
        if isinstance(one, pypdf.generic.EncodedStreamObject) and one.get("/Filter") == "/FlateDecode":
            data = one.get_data()
            one.decoded_self = None
            one._data = data
            del one["/Filter"]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdfs() -> list[bytes]:
    """Small ones of ours: Chinese, western of two pages, a hybrid; each packed and not."""
    west = (
        Sheet(300, 300)
        .put(20, 20, "Invoice number: AB-10023")
        .put(20, 40, "Total: $120.00")
        .turn()
        .put(20, 20, "Annex")
    )
    china = Sheet(320, 220).put(90, 10, "电子发票（普通发票）", 12).put(200, 30, "发票号码：26332000009900000077")
    china.put(20, 60, "价税合计（小写）¥113.00").put(20, 80, "壹佰壹拾叁圆整")
    small, hybrid = [west.pdf(), china.pdf()], render(SPECS["factur_x"])
    small += [opened_up(one) for one in small]
    return [*small, *small, hybrid, *small, *small, opened_up(hybrid)]


def _all_end_well(files: Iterable[bytes], limits: Limits = LIMITS) -> list[Reading]:
    found = []
    with Readers(1, limits) as readers:
        for number, data in enumerate(files):
            begun = time.monotonic()
            reading = readers.read(data, f"{number}")
            codes = {one.code for one in reading.problems}
            assert reading.fields or reading.statements or reading.lines or codes, number
            assert "reading.crashed" not in codes, number
            assert time.monotonic() - begun < limits.wall_seconds + 2, number
            json.dumps(reading.to_json())
            found.append(reading)
    return found


def test_damaged_pdfs(profile: str) -> None:
    found = _all_end_well(mutations.damaged(pdfs(), mutations.PDF, 2_000 if profile == "full" else 90))
    late = sum("reading.timed_out" in {one.code for one in reading.problems} for reading in found)
    assert late <= len(found) // 500


def test_damaged_files_of_the_other_kinds(profile: str) -> None:
    count = 150 if profile == "full" else 12
    china = EINVOICE.format(color="Y", sign="")
    texts = [UBL.format(root="Invoice", line="InvoiceLine", quantity="InvoicedQuantity").encode(), china.encode()]
    sheet = Sheet(300, 200).put(90, 10, "电子发票（普通发票）", 12).put(150, 30, "发票号码：26332000009900000077")
    camt = (b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE89370400440532013000"
            b"</IBAN></Id></Acct><Ntry><Amt Ccy='EUR'>5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-11-01</Dt></BookgDt></Ntry></Stmt>"
            b"</BkToCstmrStmt></Document>")  # fmt: skip
    swift = b":20:S\r\n:25:1234\r\n:28C:1/1\r\n:60F:C261101EUR10,00\r\n:61:2611020,5C5,00NTRFREF\r\n:86:text\r\n:62F:C261102EUR15,00\r\n-"
    _all_end_well(mutations.damaged([*texts, camt], mutations.XML, count))
    _all_end_well(mutations.damaged([ofd(sheet, {"original.xml": china})], mutations.XML, count))
    _all_end_well(mutations.damaged([swift, papers.bank(list(OURS))], mutations.XML, count))


def test_damaged_pictures_are_opened_or_refused(profile: str) -> None:
    shown = picture(vendors_china.special_with_discount()[1], 60)
    bases = []
    for kind in ("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP"):
        out = io.BytesIO()
        shown.save(out, kind)
        bases.append(out.getvalue())
    for data in mutations.damaged(bases, mutations.ANY, 240 if profile == "full" else 24):
        assert isinstance(pictures(data, LIMITS), Problem | list)


def test_damaged_holders_are_taken_apart_or_refused(profile: str) -> None:
    inner = {"a.pdf": b"%PDF-1.7 x", "b.xml": b"<a/>", "deep.zip": zipped({"c.csv": b"date,amount\n"})}
    bases = [zipped(inner), mail(inner, forwarded=b"%PDF-1.7 y")]
    with Readers(1, LIMITS) as readers:
        for number, data in enumerate(mutations.damaged(bases, mutations.ANY, 400 if profile == "full" else 40)):
            found = readers.parts(data, f"{number}")
            assert not isinstance(found, Problem) or found.code != "reading.crashed", number


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_an_xml_bomb_is_a_bomb_in_every_encoding(encoding: str) -> None:
    levels = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    for told in (
        f"<!ENTITY a0 'x'>{levels}",
        "<!ENTITY a11 SYSTEM 'file:///etc/passwd'>",
        "<!ENTITY % p SYSTEM 'http://x.example/p'>%p;",
    ):
        text = f"<!DOCTYPE Invoice [{told}]><Invoice xmlns='urn:oasis:ubl'><ID>&a11;</ID></Invoice>"
        reading = read(text.encode(encoding))
        assert not reading.fields and reading.problems, told


def test_tables_of_a_million_cells_end_within_their_bounds(profile: str) -> None:
    rows = 10_000 if profile == "full" else 500
    row = "2026-11-01,5.00," + ",".join("x" * 98) + "\n"
    head = "交易日期,金额," + ",".join(f"列{n}" for n in range(98)) + "\n"
    cells = "".join(f"<c t='inlineStr'><is><t>{n}</t></is></c>" for n in range(100))
    sheet = f"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>{f'<row>{cells}</row>' * rows}</sheetData></worksheet>"
    book = zipped({**BOOK, "xl/worksheets/sheet1.xml": sheet.encode()})
    pdf = Sheet(200, 200).put(20, 20, "Invoice number: AB-10023").pdf()
    many = one_page(b"BT /F 1 Tf 1 0 0 1 9 9 Tm " + b"(1,234.00) Tj 9 0 Td " * (100 * rows) + b"ET")
    found = _all_end_well([(head + row * rows).encode(), many, pdf], Limits(ocr_pages=0, wall_seconds=30.0))
    assert found[0].statements and [one.code for one in found[1].problems] == ["reading.too_much_text"]
    (late, after) = _all_end_well([book, pdf], Limits(ocr_pages=0, wall_seconds=3.0))
    assert {one.code for one in late.problems} <= {"reading.timed_out", "reading.unsupported_kind"}
    assert after.value("number") == "AB-10023", "the worker lives on"


UNSEEN = "\u202e\u200b\u2066\ufeff\u00ad\x07"


def disguised(text: str) -> str:
    """The same to look at: signs of no width between, digits in full width."""
    return UNSEEN[:4].join(chr(ord(one) + 0xFEE0) if one.isdigit() else one for one in text)


def texts_of(reading: Reading) -> Iterator[str]:
    """Every text that a person is shown."""
    yield from (one.value for one in reading.fields.values() if isinstance(one.value, str))
    for line in reading.lines:
        yield from (one for one in (line.description, line.unit, line.tax_category) if one)
    for statement in reading.statements:
        yield statement.account
        for entry in statement.lines:
            yield from (entry.id, entry.party, entry.memo)


def test_what_looks_the_same_is_the_same_and_nothing_unseen_is_left() -> None:
    plain, number = EINVOICE.format(color="Y", sign=""), "26332000000000000001"
    given = re.search(r"<InvoiceNumber>(\d+)<", plain)
    number = given[1] if given else number
    xml = (
        plain.replace(number, disguised(number))
        .replace("甲公司", f"甲{UNSEEN[:4]}公司")
        .replace("加工费", f"加{UNSEEN[:4]}工费")
    )
    ubl = UBL.format(root="Invoice", line="InvoiceLine", quantity="InvoicedQuantity")
    bank = papers.HEAD + f"2026-11-02,货{UNSEEN}款,甲{UNSEEN}公司,,5.00,5.00,{disguised('T0001')}\n"
    sheet = Sheet(320, 220).put(90, 10, "电子发票（普通发票）", 12).put(150, 30, f"发票号码：{disguised(number)}")
    sheet.put(20, 60, "价税合计（小写）¥113.00")
    for data, said in (
        (xml.encode(), ("number", number)), (ofd(sheet), ("number", number)), (ofd(BLANK, {"o.xml": xml}), ("number", number)),
        (ubl.replace("N-77", disguised("N-77")).encode(), ("number", "N-77")), (bank.encode(), None),
    ):  # fmt: skip
        reading = read(data)
        assert said is None or reading.value(said[0]) == said[1], reading
        shown = list(texts_of(reading))
        assert shown and not [
            one for one in shown if any(unicodedata.category(sign) in ("Cf", "Cc") for sign in one.replace("\n", ""))
        ]
    assert read(bank.encode()).statements[0].lines[0].id == "T0001"
