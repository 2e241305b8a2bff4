"""PDF, OFD, XML and print of one invoice are one record: joined, held against each other, never booked twice."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations

from ledger.evidence import documents
from ledger.evidence.legal_key import legal_key, same_invoice
from ledger.evidence.twins import twin
from ledger.store import postgres, sqlite
from ledger.store.migrations import runner
from ledger.store.migrations.helpers import Step
from tests.ingestion.ofd_printing import ofd
from tests.ingestion.test_ofd import BLANK
from tests.world import NOW, World
from tools.demo.arrivals import samples
from tools.demo.documents import InvoiceSpec, render


def special() -> InvoiceSpec:
    return samples(NOW.date())["special"]


def xml(spec: InvoiceSpec, **other: str) -> bytes:
    """The 数电票's XML; ``other`` gives another gross, day or seller's tax id."""
    gross, day = other.get("gross", str(spec.gross)), other.get("day", spec.issued.isoformat())
    return f"""<EInvoice><Header><EIid>{spec.number}</EIid><InherentLabel><GeneralOrSpecialVAT><LabelCode>01</LabelCode>
    </GeneralOrSpecialVAT></InherentLabel></Header><EInvoiceData><SellerInformation><SellerIdNum>{spec.seller.tax_id}</SellerIdNum>
    <SellerName>{spec.seller.name}</SellerName></SellerInformation><BuyerInformation><BuyerIdNum>{spec.buyer.tax_id}</BuyerIdNum>
    <BuyerName>{spec.buyer.name}</BuyerName></BuyerInformation><BasicInformation><TotalAmWithoutTax>{spec.net}</TotalAmWithoutTax>
    <TotalTaxAm>{spec.tax}</TotalTaxAm><TotalTax-includedAmount>{gross}</TotalTax-includedAmount>
    <RequestTime>{day} 10:00:00</RequestTime></BasicInformation></EInvoiceData><TaxSupervisionInfo>
    <InvoiceNumber>{spec.number}</InvoiceNumber><IssueTime>{day}</IssueTime></TaxSupervisionInfo></EInvoice>""".encode()


def shown(world: World, document: str) -> Any:
    return world.must("wangfang", "open_document", document=document)


def fields(world: World, document: str) -> dict[str, Any]:
    return {one.name: one for one in shown(world, document).fields}


def alerts(world: World) -> list[Any]:
    return [one for one in world.must("limin", "risk_alerts", state="all").alerts if "duplicate" in one.check]


@pytest.mark.parametrize(
    ("reading", "key"),
    [
        ({"number": "2633 2000 0021 8765 4321", "seller_tax_id": "T"}, "26332000002187654321"),
        ({"number": "71500013", "invoice_code": "032002600111", "seller_name": "甲"}, "032002600111|71500013"),
        ({"number": "r-7", "seller_tax_id": "DE 1", "seller_name": "A", "issue_date": "2026-02-20"}, "DE1|R-7|2026"),
        ({"number": "7", "seller_name": "A B", "issue_date": None}, "AB|7|"),
        ({"number": "7"}, None),
        ({"seller_tax_id": "T"}, None),
    ],
)
def test_the_key_the_law_gives(reading: dict[str, Any], key: str | None) -> None:
    assert legal_key(reading) == key


def test_the_xml_of_a_pdf_joins_it_and_makes_its_fields_checked(world: World) -> None:
    world.history("V0001", "660213", [1_200_000])
    spec = special()
    first = world.hand_in("intake", render(spec), "a.pdf")
    before = fields(world, first.document)
    unsure = [name for name in ("number", "issue_date", "net") if before[name].sureness == "look"]
    other = world.hand_in("wangfang", xml(spec), "a.xml")
    assert (other.state, other.proposal, other.alerts) == ("rendering", first.proposal, ())
    after = fields(world, first.document)
    assert all(
        "xml" in after[name].witnesses and after[name].sureness == "checked" for name in (*unsure, "number", "gross")
    )
    assert [(one.document, one.form) for one in shown(world, first.document).renderings] == [(other.document, "xml")]
    assert [one.document for one in shown(world, other.document).renderings] == []
    assert shown(world, other.document).duplicate_of == first.document
    packed = world.hand_in("intake", ofd(BLANK, {"inv.xml": xml(spec).decode()}), "a.ofd")
    assert packed.state == "rendering"
    assert [one.form for one in shown(world, other.document).renderings] == ["ofd"]
    again = world.hand_in("wangfang", xml(spec) + b"\n", "again.xml")
    assert again.state == "duplicate"
    assert shown(world, again.document).duplicate_of == other.document, "the twin in its own form is shown"
    assert world.must("wangfang", "open_proposal", proposal=first.proposal).maker == "intake"
    assert {one.document for one in alerts(world)} == {again.document}


def test_a_rendering_that_says_something_else_is_a_problem_with_both_values(world: World) -> None:
    world.history("V0001", "660213", [1_200_000])
    spec = special()
    first = world.hand_in("intake", render(spec), "a.pdf")
    other = world.hand_in("intake", xml(spec, gross="12460.00"), "a.xml")
    assert (other.state, other.proposal) == ("duplicate", None) and other.alerts
    for document in (first.document, other.document):
        told = [one for one in shown(world, document).problems if "12360.00" in one and "12460.00" in one]
        assert len(told) == 1 and "价税" in told[0]
    assert fields(world, first.document)["gross"].sureness == "look"
    assert not shown(world, first.document).renderings


def test_what_a_confirmer_saw_stays_as_it_was_seen(world: World) -> None:
    world.history("V0001", "660213", [1_200_000])
    spec = special()
    first = world.hand_in("intake", render(spec), "a.pdf")
    digest = world.must("wangfang", "open_proposal", proposal=first.proposal).digest
    world.must("wangfang", "submit_proposal", proposal=first.proposal, digest=digest)
    world.must("limin", "confirm_proposal", proposal=first.proposal, digest=digest)
    before = shown(world, first.document).fields
    assert world.hand_in("intake", xml(spec, gross="12460.00"), "a.xml").alerts
    assert shown(world, first.document).fields == before


def test_a_second_claim_in_another_form_is_never_taken_in_silence(world: World) -> None:
    spec = special()
    first = world.hand_in("chenxiao", render(spec), "a.pdf", "sender")
    for sender, paid_by in (("liqiang", "sender"), ("chenxiao", "card")):
        again = world.hand_in(sender, xml(spec) + f"<!--{sender}-->".encode(), f"{sender}.xml", paid_by)
        assert again.state == "duplicate", sender
        assert shown(world, again.document).duplicate_of == first.document
    assert len(alerts(world)) == 2


def test_when_the_first_is_taken_back_its_rendering_is_the_record(world: World) -> None:
    spec = special()
    first = world.hand_in("chenxiao", render(spec), "a.pdf")
    other = world.hand_in("chenxiao", xml(spec), "a.xml")
    assert other.state == "rendering"
    world.must("chenxiao", "withdraw_document", document=first.document)
    world.house.work_once(world.tenant)
    assert (shown(world, other.document).state, shown(world, other.document).duplicate_of) == ("read", None)


def test_two_renderings_at_once_are_one_record(world: World) -> None:
    world.history("V0001", "660213", [1_200_000])
    spec = special()
    ids = []
    for name, data in (("a.pdf", render(spec)), ("a.xml", xml(spec))):
        staged = world.house.stage(world.tenant, data)
        ids.append(world.must("intake", "submit_document", sha256=staged, name=name).document)
    start = threading.Barrier(2)
    done: dict[str, str] = {}

    def settle(document: str) -> None:
        start.wait()
        done[document] = world.must("system", "process_document", document=document).state

    threads = [threading.Thread(target=settle, args=(one,)) for one in ids]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(done.values()) == ["proposed", "rendering"], done
    assert not alerts(world)


def test_keys_from_before_are_made_again_so_that_a_paper_still_meets_its_twin(world: World) -> None:
    store, step = world.house.store, next(one for one in runner.migrations() if one.name == "0049_legal_keys")
    first = world.hand_in("chenxiao", render(special()), "a.pdf")
    with store.write(world.tenant) as unit:
        documents.change(unit, first.document, legal_key=f"{special().seller.tax_id}||{special().number}")
    store.forget(world.tenant)
    owner = (
        postgres.engine(store.owner_url)
        if store.owner_url
        else sqlite.engine(store.file(world.tenant), writable=True, guarded=False)
    )
    with owner.begin() as connection:
        step.upgrade(Step(Operations(MigrationContext.configure(connection)), connection, "", Path()))
    owner.dispose()
    assert world.hand_in("chenxiao", xml(special()), "a.xml").state == "rendering"


CODED = {"number": "71500013", "invoice_code": "032002600111", "seller_tax_id": "T1", "seller_name": "甲",
         "issue_date": "2026-05-04"}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"seller_tax_id": None}, True),
        ({"seller_tax_id": None, "seller_name": "乙"}, False),
        ({"seller_tax_id": "T2"}, False),
        ({"issue_date": "2025-05-04"}, False),
        ({"issue_date": None}, False),
        ({"number": "71500014"}, False),
        ({"invoice_code": "032002600112"}, False),
        ({"evidence": {"number": {"source": "model"}}}, False),
    ],
)
def test_a_print_without_its_code_is_the_same_invoice_by_number_seller_and_year(
    changes: dict[str, Any], same: bool
) -> None:
    photo = CODED | {"invoice_code": None} | changes
    assert same_invoice(photo, CODED) is same_invoice(CODED, photo) is same
    assert legal_key(CODED | {"invoice_code": None}) == "T1|71500013|2026"


@pytest.mark.parametrize("coded_first", [True, False])
def test_a_print_that_hides_its_code_joins_the_paper_that_says_it(world: World, coded_first: bool) -> None:
    spec = special()
    first, second = (
        world.hand_in("wangfang", render(replace(spec, number=f"7150001{n}")), f"{n}.pdf", "nobody") for n in (3, 4)
    )
    code = {first.document if coded_first else second.document: "032002600111"}
    with world.house.store.write(world.tenant) as unit:
        for number, one in enumerate((first, second)):
            found = documents.find(unit, one.document)
            assert found is not None
            said = (found.reading or {}) | CODED | {"invoice_code": code.get(one.document)}
            said["form"] = "print" if one.document not in code else "pdf"
            documents.change(unit, one.document, reading=said, number="71500013", issue_date="2026-05-04",
                             legal_key=legal_key(said), proposal_id=None)  # fmt: skip
            if number:
                later = documents.find(unit, one.document)
                assert later is not None
                repeats = twin(unit, later)
                assert repeats is not None
                assert (repeats.document.document_id, repeats.by) == (first.document, "rendering")
