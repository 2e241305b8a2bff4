"""What is likelier wrong than right is absent, with its best candidate beside it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

import pytest

from ingestion import DocType, Own, Reading, for_own, read, standing
from ingestion.learning import recall
from ingestion.sureness import Table, fitted, using
from ingestion.sureness.table import FLOOR
from ingestion.visible import visible
from ingestion.wire import dump, load
from ledger.evidence.field import Box, Field, Source, off_page
from tests.ingestion.printing import Sheet
from tests.ingestion.test_learning import FIRST, SECOND, lesson, page, rule_of
from tests.ingestion.test_pictures import WAYS, jpeg, picture
from tests.unsure import unsure

BOX = Box(40, 40, 90, 50, 595, 842)
US = Own(("苏州蓝海制造有限公司",), "91320505MA1LHY2089")


def offering(**offers: str) -> Reading:
    found = {name: (Field(value, 0.4, 1, BOX),) for name, value in offers.items()}
    return Reading("p.pdf", DocType.INVOICE, offers=MappingProxyType(found))


def test_a_total_that_contradicts_its_sum_is_offered_with_its_place() -> None:
    with using(replace(fitted(), floor=1.0)):
        reading = read(unsure())
    (offer,) = reading.offers["gross"]
    assert reading.value("gross") is None and offer.value == Decimal("500.00") and 0 < offer.confidence < 1
    assert offer.page == 1 and offer.box is not None and offer.box.x0 > 480
    assert "reading.sum_differs" in {one.code for one in reading.problems}, "its reason"
    shape = reading.to_json()
    assert shape["gross"] is None and "gross" not in shape["evidence"]  # type: ignore[operator]
    (told,) = shape["offers"]["gross"]  # type: ignore[index]
    assert set(told) == {"value", "page", "box", "page_size", "source", "confidence"} and told["value"] == "500.00"
    assert "gross" not in read(unsure(gross="476,00")).offers and fitted().floor == FLOOR


@pytest.mark.parametrize("floor", [0.0, 0.95, 1.0])
def test_everything_below_the_floor_is_offered_and_nothing_above(floor: float) -> None:
    with using(Table(floor=0.0)):
        whole = read(unsure())
    with using(Table(floor=floor)):
        reading = read(unsure())
    given = {name for name, one in whole.fields.items() if one.confidence >= floor}
    assert given <= set(reading.fields)
    for name, (best, *_) in reading.offers.items():
        assert best == whole[name] and (whole[name].confidence < floor or name in whole.offers)
    kept = {"is_credit_note", "currency", "tax_rates", "seller_iban"}
    assert all(whole[name].confidence >= floor or name in kept for name in reading.fields)


def test_a_worker_tells_the_offers_of_what_it_read() -> None:
    reading = read(unsure(day="03/04/2026"))
    assert reading.offers and load(dump(reading)) == reading
    assert standing("files").read(unsure(day="03/04/2026")).offers == reading.offers


def test_no_sign_that_nobody_sees_is_in_an_offer() -> None:
    reading = visible(offering(seller_name="Hof\u202emann\u200b GmbH", buyer_name="\u200b"))
    assert [one.value for one in reading.offers["seller_name"]] == [
        "Hofmann GmbH"
    ] and "buyer_name" not in reading.offers


def test_what_is_given_later_is_offered_no_more() -> None:
    given = offering(seller_name="A", number="B").with_fields({"seller_name": Field("C", 0.8)})
    assert set(given.offers) == {"number"}


def test_our_own_name_is_given_for_the_buyer_and_never_offered_as_the_seller() -> None:
    ours = US.names[0]
    reading = for_own(offering(buyer_name=ours, seller_name=ours, seller_tax_id=US.tax_id), US)
    assert (reading.value("buyer_name"), reading["buyer_name"].witnesses) == (ours, ("known",))
    assert not reading.offers and reading.value("seller_name") is None
    sale = offering(seller_name=ours).with_fields({"buyer_name": Field("杭州云帆科技有限公司", 0.9)})
    assert for_own(sale, US).value("seller_name") == ours, "the buyer is somebody else: we sell"
    other = for_own(offering(seller_name="杭州云帆科技有限公司"), US)
    assert other.value("seller_name") is None and "seller_name" in other.offers


def test_what_was_learned_agrees_with_an_offer_or_takes_its_place() -> None:
    rule = rule_of([lesson(FIRST, "number", "HF-26/0417")])
    assert rule is not None
    for offered in ("HF-26/0533", "4711"):
        offer = Field(offered, 0.3, 1, BOX, Source.TEXT)
        reading = read(SECOND).with_offers({"number": (offer,)})
        after = recall(reading, [rule], {1: page(SECOND)}).reading
        assert after.value("number") == "HF-26/0533" and "number" not in after.offers
        assert not after.problems, "an offer is nobody's word"


def test_an_offer_on_a_picture_lies_where_it_is_seen() -> None:
    """Boxes of a picture on its head are told in the picture as it came."""
    with using(Table(floor=1.0)):
        reading = read(jpeg(WAYS["on its head"](picture(unsure()))))
    (gross,) = reading.offers["gross"]
    assert gross.value == Decimal("500.00") and gross.source is Source.OCR
    assert (
        gross.box is not None and gross.box.x1 < gross.box.page_width / 2 and gross.box.top > gross.box.page_height / 2
    )


def _dated(day: str, number: str = "Rechnungsnummer: A-4711") -> Reading:
    sheet = Sheet().put(50, 40, "Dovermeer Werkzeuge GmbH", 13).put(50, 100, "Invoice", 15)
    return read(sheet.put(50, 130, number).put(50, 145, f"Invoice date: {day}").pdf())


def test_a_day_that_could_be_two_offers_the_other() -> None:
    reading = _dated("03/04/2026")
    assert [str(one.value) for one in reading.offers["issue_date"]] == ["2026-04-03", "2026-03-04"]
    boxes = {one.box for one in reading.offers["issue_date"]}
    assert len(boxes) == 1 and None not in boxes
    assert reading["issue_date"].rivals == () and "issue_date" not in _dated("13/04/2026").offers


def test_two_numbers_that_stand_even_are_both_offered() -> None:
    reading = _dated("13/04/2026", "Invoice No: A-4711   Invoice Number: B-0815")
    assert {one.value for one in reading.offers["number"]} == {"A-4711", "B-0815"}


def test_the_quick_ways_to_a_field_and_a_copy_leave_nothing_out() -> None:
    assert off_page("A", 0.9, Source.XML) == Field("A", 0.9, source=Source.XML)
    reading = read(unsure(day="03/04/2026"))
    assert reading.offers and reading.with_hash("ab") == replace(reading, sha256="ab")
