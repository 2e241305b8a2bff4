"""Invoices of one's own, read: the customer owes the whole, revenue and output tax carry the code and land in their boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ledger.books.accounts import create_values
from ledger.business.parties import Party, add_party
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany
from tests.tools.tax.test_tax_boxes import boxes, filed
from tests.world import NOW
from tools.demo.arrivals import samples
from tools.demo.documents import InvoiceSpec, line, render
from tools.demo.documents import Party as Printed

US = Printed("Xinya Technology", "DE129273398", "Hauptstr. 1, 10115 Berlin", country="DE")
THEM = Printed("Muster Handel GmbH", "DE811569869", "Ringweg 7, 50667 Köln", country="DE")


@pytest.fixture
def own(tenants: Tenants) -> Iterator[OwnCompany]:
    made = OwnCompany(tenants.store, standard="ifrs", currency="EUR", language="en", tax_regime="de", tax_id=US.tax_id)
    made.take_in("zhangwei", "张伟", "accountant")
    with made.house.store.write(made.tenant) as unit:
        create_values(unit, "party", {"C0001": THEM.name, "V0001": THEM.name})
        add_party(unit, Party("C0001", "customer", THEM.name, "", THEM.tax_id), NOW)
    yield made
    made.close()


def _spec(number: str = "AR-1", *lines: Any, buyer: Printed = THEM) -> InvoiceSpec:
    items = lines or (line("Beratung", "10", "Std.", "100.00", "0.19"),)
    return replace(samples(NOW.date())["factur_x"], number=number, seller=US, buyer=buyer, lines=items, remarks="")


def _read(own: OwnCompany, spec: InvoiceSpec) -> Any:
    staged = own.house.stage(own.tenant, render(spec))
    document = own.must("zhangwei", "submit_document", sha256=staged, name="a.pdf").document
    own.must("system", "process_document", document=document)
    return own.must("zhangwei", "open_document", document=document)


def _post(own: OwnCompany, proposal: str) -> Any:
    own.must("zhangwei", "submit_proposal", proposal=proposal)
    own.confirm("sunli", proposal)
    (posted,) = own.post_what_was_confirmed()
    assert posted.batch is not None, posted
    return own.must("sunli", "open_voucher", voucher=f"{posted.batch}.1")


def _lines(page: Any) -> list[tuple[str, str, int, str | None]]:
    return [(one.account, one.side, one.amount_minor, one.tax_code) for one in page.suggested]


def test_a_sale_posts_base_and_tax_to_its_box_and_opens_what_the_customer_owes(own: OwnCompany) -> None:
    page = _read(own, _spec())
    assert page.needs == ("account",) and page.proposal is None
    proposal = own.must("zhangwei", "answer_document", document=page.document, account="4010").proposal
    voucher = _post(own, proposal)
    assert [(one.account, one.side, one.amount, one.tax_code) for one in voucher.lines] == [
        ("4010", "credit", 1000, "S19"), ("2300", "credit", 190, "S19"), ("1100", "debit", 1190, None),
    ]  # fmt: skip
    assert filed(boxes(own)) == {"81": (1000, 190), "83": (None, 190)} and boxes(own).loose == ()
    (item,) = own.must("sunli", "list_open_items", as_of="2026-12-31").rows
    assert (item.party, item.open) == ("C0001", 1190)
    again = _read(own, _spec("AR-2"))
    assert again.proposal is not None, "the account of this customer's last sale"
    _post(own, again.proposal)
    assert filed(boxes(own))["81"] == (2000, 380) and own.must("sunli", "verify_books").clean


def test_two_rates_are_told_apart_by_the_items(own: OwnCompany) -> None:
    mixed = (line("Beratung", "10", "Std.", "100.00", "0.19"), line("Buch", "5", "Stk", "10.00", "0.07"))
    page = _read(own, _spec("AR-3", *mixed))
    assert sorted(code for _, _, _, code in _lines(page) if code) == ["S19", "S19", "S7", "S7"]
    _post(own, own.must("zhangwei", "answer_document", document=page.document, account="4000").proposal)
    assert filed(boxes(own)) == {"81": (1000, 190), "86": (50, Decimal("3.50")), "83": (None, Decimal("193.50"))}


def test_without_printed_tax_a_person_names_the_code(own: OwnCompany) -> None:
    page = _read(own, _spec("AR-4", line("Maschine", "1", "Stk", "500.00", "0")))
    assert set(page.needs) == {"account", "tax_code"}
    given = {"document": page.document, "account": "4000"}
    assert own.refused("zhangwei", "answer_document", **given, tax_code="S99") == ["tax.unknown_code"]
    _post(own, own.must("zhangwei", "answer_document", **given, tax_code="SX").proposal)
    assert filed(boxes(own)) == {"43": (500, None)}


def test_one_answer_after_another_is_kept_until_all_are_given(own: OwnCompany) -> None:
    page = _read(own, _spec("AR-6", line("Maschine", "1", "Stk", "500.00", "0")))
    first = own.must("zhangwei", "answer_document", document=page.document, tax_code="SX")
    assert (first.needs, first.proposal) == (("account",), None)
    assert own.must("zhangwei", "open_document", document=page.document).needs == ("account",)
    made = own.must("zhangwei", "answer_document", document=page.document, account="4000")
    assert made.proposal is not None and made.needs == ()
    _post(own, made.proposal)
    assert filed(boxes(own)) == {"43": (500, None)}


def test_a_customer_nobody_knows_is_asked_for_first(own: OwnCompany) -> None:
    page = _read(own, _spec("AR-5", buyer=Printed("Fremde AG", "DE136695976", "Weg 1, 80331 München", country="DE")))
    assert "customer" in page.needs and page.proposal is None


def test_a_person_names_the_code_of_a_purchase_that_is_half_deductible(own: OwnCompany) -> None:
    with own.house.store.write(own.tenant) as unit:
        add_party(unit, Party("V0001", "vendor", THEM.name, "", THEM.tax_id), NOW)
    page = _read(own, replace(_spec("ER-1"), seller=THEM, buyer=US))
    made = own.must("zhangwei", "answer_document", document=page.document, account="5040", paid_by="nobody",
                    tax_code="PH19")  # fmt: skip
    voucher = _post(own, made.proposal)
    assert [(one.account, one.amount, one.tax_code) for one in voucher.lines][:2] == [
        ("5040", 1095, "PH19"), ("1320", 95, "PH19"),
    ]  # fmt: skip
    assert filed(boxes(own)) == {"66": (None, 95), "83": (None, -95)} and boxes(own).loose == ()
