"""The tray of samples: each says what its spec says, is the same bytes everywhere, and shows what it is there to show."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from facturx import get_facturx_xml_from_pdf, xml_check_xsd

from ingestion import DocType, InvoiceKind, page_image, read, words
from ingestion.pdf.words import PageWords
from ledger.core import say
from ledger.evidence.field import Source, Sureness
from tools.demo.documents import (
    FontsMissing,
    InvoiceSpec,
    Layout,
    Party,
    font_folder,
    line,
    make_documents,
    render,
    sample_specs,
)
from tools.demo.documents.press import UnreadablePrint
from tools.demo.documents.samples import HIDDEN_EN, HIDDEN_ZH

TODAY = date(2026, 11, 22)
SPECS = sample_specs(TODAY)
KINDS = {
    "special": InvoiceKind.EDIGITAL_SPECIAL, "general": InvoiceKind.EDIGITAL_GENERAL, "paper": InvoiceKind.VAT_SPECIAL, "factur_x": InvoiceKind.OTHER,
    "english": InvoiceKind.OTHER, "hotel": InvoiceKind.VAT_GENERAL, "duplicate": InvoiceKind.EDIGITAL_SPECIAL, "changed_account": InvoiceKind.EDIGITAL_SPECIAL,
    "hidden_instruction": InvoiceKind.EDIGITAL_SPECIAL, "new_vendor": InvoiceKind.EDIGITAL_SPECIAL, "red": InvoiceKind.EDIGITAL_SPECIAL,
}  # fmt: skip


@pytest.mark.parametrize("key", sorted(KINDS))
def test_each_sample_reads_back_as_its_spec(key: str) -> None:
    spec, reading = SPECS[key], read(render(SPECS[key]))
    assert reading.invoice_kind is KINDS[key]
    assert reading.value("number") == spec.number and reading.value("issue_date") == spec.issued
    assert reading.value("invoice_code") == (spec.code or None)
    assert reading.value("seller_name") == spec.seller.name and reading.value("buyer_name") == spec.buyer.name
    assert reading.value("seller_tax_id") == spec.seller.tax_id and reading.value("buyer_tax_id") == (
        spec.buyer.tax_id or None
    )
    assert reading.amount("gross") == spec.gross and reading.value("currency") == spec.currency
    if spec.layout is not Layout.ROLL:
        assert (reading.amount("net"), reading.amount("tax")) == (spec.net, spec.tax)
        assert [(one.description, one.amount, one.quantity) for one in reading.lines] == [
            (one.name, one.amount, one.quantity) for one in spec.lines
        ]
    assert reading["gross"].sureness is Sureness.CHECKED
    if key != "english":  # on a western layout two prints of a number do not tell whose it is
        assert reading["seller_tax_id"].sureness is Sureness.CHECKED


def test_the_same_spec_is_the_same_bytes_in_another_process() -> None:
    program = (
        "from datetime import date; from hashlib import sha256; from tools.demo.documents import *;"
        "print(*(sha256(render(s)).hexdigest() for s in sample_specs(date(2026, 11, 22)).values()))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
    )
    assert told.stdout.split() == [sha256(render(spec)).hexdigest() for spec in SPECS.values()]


def test_a_document_takes_less_than_a_sixth_of_a_second(tmp_path: Path) -> None:
    render(SPECS["special"])
    specs = [replace(SPECS["paper"], number=f"{number:08d}", file_name="") for number in range(20)]
    start = time.perf_counter()
    paths = make_documents(tmp_path, specs)
    assert (time.perf_counter() - start) / len(paths) < 0.15
    assert [path.name for path in paths] == [f"{number:08d}.pdf" for number in range(20)]


def test_the_duplicate_is_the_same_invoice_in_other_bytes() -> None:
    first, second = read(render(SPECS["special"])), read(render(SPECS["duplicate"]))
    assert first.sha256 != second.sha256
    assert all(first.value(name) == second.value(name) for name in ("number", "seller_tax_id", "gross", "issue_date"))


def test_the_changed_account_is_another_account_of_the_same_seller() -> None:
    usual, moved = read(render(SPECS["paper"])), read(render(SPECS["changed_account"]))
    assert usual.value("seller_tax_id") == moved.value("seller_tax_id")
    assert usual.value("seller_account") == SPECS["paper"].seller.account
    assert moved.value("seller_account") == SPECS["changed_account"].seller.account != usual.value("seller_account")


def test_the_hidden_instruction_is_named_and_changes_nothing() -> None:
    spec = SPECS["hidden_instruction"]
    reading, plain = read(render(spec)), read(render(replace(spec, hidden_text="")))
    assert HIDDEN_ZH in " ".join(reading.hidden) and HIDDEN_EN in " ".join(reading.hidden)
    assert [one.code for one in reading.problems] == ["reading.hidden_text"] and not plain.problems
    assert {name: field.value for name, field in reading.fields.items()} == {
        name: field.value for name, field in plain.fields.items()
    }


def test_the_red_invoice_is_negative_and_names_the_blue_one() -> None:
    reading = read(render(SPECS["red"]))
    assert reading.doc_type is DocType.CREDIT_NOTE and reading.value("is_credit_note") is True
    assert reading.amount("gross") == SPECS["red"].gross < 0
    assert reading.value("original_number") == SPECS["red"].original_number


def test_the_scan_is_read_from_its_picture() -> None:
    reading, spec = read(render(SPECS["scan"])), SPECS["scan"]
    assert (reading.amount("gross"), reading.value("number"), reading.value("invoice_code")) == (
        spec.gross,
        spec.number,
        spec.code,
    )
    assert reading["gross"].source is Source.OCR and reading.problems == ()
    assert isinstance(page_image(render(SPECS["scan"]), 1, 600), bytes)


def test_the_factur_x_file_is_one_for_the_reference_library_too() -> None:
    name, xml = get_facturx_xml_from_pdf(render(SPECS["factur_x"]), check_xsd=True)
    assert name == "factur-x.xml"
    assert xml_check_xsd(xml, flavor="factur-x", level="en16931")
    credit = replace(
        SPECS["factur_x"],
        lines=tuple(
            replace(one, quantity=-one.quantity, amount=-one.amount, tax=-one.tax) for one in SPECS["factur_x"].lines
        ),
    )
    assert read(render(credit)).amount("gross") == credit.gross


def test_every_sample_has_a_title_in_both_languages() -> None:
    for key in SPECS:
        assert say(f"reading.sample_{key}", "zh") and say(f"reading.sample_{key}", "en")


def test_words_lie_where_the_reading_says() -> None:
    pdf = render(SPECS["special"])
    page, field = words(pdf, 1), read(pdf)["gross"]
    assert isinstance(page, PageWords) and field.box is not None
    inside = [
        word.text
        for word in page.words
        if word.x0 >= field.box.x0 - 1
        and word.x1 <= field.box.x1 + 1
        and word.top >= field.box.top - 1
        and word.bottom <= field.box.bottom + 1
    ]
    assert "12360.00" in "".join(inside)


def test_without_a_font_nothing_is_printed(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing, match="make"):
        font_folder(tmp_path)


def test_a_character_that_the_font_lacks_is_an_error_not_a_gap() -> None:
    lines = (line("Thing", "1", "pcs", "1.00", "0"),)
    spec = InvoiceSpec(Layout.LETTER, "X-1", TODAY, Party("Plain Ltd"), Party("Buyer"), lines, "EUR", "en")
    assert render(spec)
    for name in ("กขค Ltd", "Fox \U0001f98a Ltd"):
        with pytest.raises(UnreadablePrint, match="lost"):
            render(replace(spec, seller=Party(name)))


def test_totals_are_sums_of_lines() -> None:
    spec = SPECS["new_vendor"]
    assert spec.net == sum(one.amount for one in spec.lines) and spec.gross == spec.net + spec.tax
    assert spec.tax == Decimal("2018.00")
