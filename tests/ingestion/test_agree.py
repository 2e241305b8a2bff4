"""XML and page held against each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from benchmarks.hybrids.conflicts import FIELDS, altered, hybrid, specs, xml_of
from benchmarks.hybrids.figures import FLAGS
from benchmarks.hybrids.oracle import said
from ingestion import read
from ledger.evidence.field import Source, Sureness
from tools.demo.documents import InvoiceSpec, render, sample_specs
from tools.demo.documents.cii import factur_x


def _with_other_xml(monkeypatch: pytest.MonkeyPatch, page: InvoiceSpec, xml: InvoiceSpec) -> bytes:
    monkeypatch.setattr("tools.demo.documents.press.factur_x", lambda _: factur_x(xml))
    return render(page)


@pytest.fixture
def spec() -> InvoiceSpec:
    return sample_specs(date(2026, 11, 22))["factur_x"]


def test_agreement_is_a_witness_with_its_place_on_the_page(spec: InvoiceSpec) -> None:
    reading = read(render(spec))
    assert reading.from_xml
    for name in ("number", "issue_date", "due_date", "seller_tax_id", "net", "gross", "seller_iban"):
        field = reading[name]
        assert field.source is Source.XML and field.sureness is Sureness.CHECKED and "text" in field.witnesses, name
        assert field.page == 1 and field.box is not None, name
    assert not reading.problems


def test_another_amount_in_the_xml_shows_both_and_is_not_checked(
    spec: InvoiceSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = replace(spec.lines[0], amount=spec.lines[0].amount + Decimal("9000.00"))
    reading = read(_with_other_xml(monkeypatch, spec, replace(spec, lines=(more, *spec.lines[1:]))))
    assert reading["gross"].sureness is Sureness.LOOK
    differing = {one.where: one for one in reading.problems if one.code == "reading.xml_page_differ"}
    assert "gross" in differing
    assert "12987.00" in differing["gross"].text("en") and "3987.00" in differing["gross"].text("zh")


def test_another_account_in_the_xml_shows_both(spec: InvoiceSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = replace(spec, seller=replace(spec.seller, account="DE02120300000000202051"))
    reading = read(_with_other_xml(monkeypatch, spec, moved))
    assert reading["seller_iban"].sureness is Sureness.LOOK
    assert [one.where for one in reading.problems] == ["seller_iban"]


def test_an_xml_value_that_the_page_does_not_print_is_believed_but_not_checked(
    spec: InvoiceSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = read(_with_other_xml(monkeypatch, replace(spec, due=None), spec))
    assert reading.value("due_date") == spec.due
    assert reading["due_date"].sureness is Sureness.LOOK and reading["due_date"].box is None


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_altered_in_the_xml_is_flagged_and_an_agreeing_one_is_not(field: str) -> None:
    (own,) = specs(1)
    assert not read(hybrid(own, xml_of(own))).problems
    assert {one.code for one in read(hybrid(own, altered(xml_of(own), field))).problems} & FLAGS


def test_the_oracle_and_the_reader_say_the_same_of_a_credit_note(spec: InvoiceSpec) -> None:
    xml = xml_of(spec).replace(b">380<", b">381<")
    truth, reading = said(xml), read(xml)
    assert truth is not None and truth.values["is_credit_note"] and reading.value("gross") == truth.values["gross"]
    assert [(one.amount, one.quantity, one.unit_price) for one in reading.lines] == list(truth.lines)
