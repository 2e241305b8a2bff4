"""What was read too unsurely to be given is taken by a person with one act, on both databases."""

from __future__ import annotations

from typing import Any

from ingestion import Reading
from ledger.business.parties import Party, add_party
from ledger.evidence.field import Field, Sureness
from tests.unsure import NAME, unsure, withhold
from tests.world import NOW, World
from tools.outcome import Denied, Done, Invalid
from tools.shared.known_seller import with_known_seller


def arrive(world: World, user: str = "intake", data: bytes = b"") -> str:
    done = world.hand_in(user, data or unsure(), "unsure.pdf")
    assert done.state == "read", done
    withhold(world, done.document, "gross", "tax")
    return str(done.document)


def offered(world: World, document: str, user: str = "wangfang") -> dict[str, list[Any]]:
    shown = world.must(user, "open_document", document=document)
    return {one.name: list(one.offers) for one in shown.absent if one.offers}


def take(world: World, user: str, document: str, /, **changes: Any) -> Any:
    given = {"document": document, "field": "gross", "page": 1, "value": "500.00"}
    return world.call(user, "choose_word", **(given | changes))


def test_the_total_is_offered_and_taken(world: World) -> None:
    document = arrive(world)
    (offer,) = offered(world, document)["gross"]
    assert (offer.value, offer.page) == ("500.00", 1) and offer.box[0] > 480
    (card,) = world.call("wangfang", "open_document", document=document).blocks  # type: ignore[union-attr]
    assert any("500.00" in str(fact.cell) for fact in card.facts), "said in chat as well"
    taken = take(world, "wangfang", document)
    assert isinstance(taken, Done) and taken.result.value == "500.00", taken
    shown = world.must("wangfang", "open_document", document=document)
    (gross,) = [one for one in shown.fields if one.name == "gross"]
    assert (gross.value, gross.sureness, gross.witnesses) == ("500.00", "checked", ("person",))
    assert tuple(gross.box) == tuple(offer.box) and shown.gross_minor == 50_000
    assert "amount" not in shown.needs and "gross" not in offered(world, document)
    assert any("500.00" in one for one in shown.problems), "why it was unsure stays said"


def test_an_offer_taken_teaches_as_a_word_does(world: World) -> None:
    document = arrive(world)
    assert take(world, "wangfang", document).result.learned
    (row,) = world.must("wangfang", "list_learned").rows
    assert (row.field, row.left) == ("gross", "gesamtbetrag")


def test_only_what_was_offered_is_taken_without_a_place(world: World) -> None:
    document = arrive(world)
    before = world.must("wangfang", "open_document", document=document)
    for change in ({"value": "501.00"}, {"page": 2}, {"field": "net"}, {"field": "number"}, {"field": "seller_iban", "value": "x"},
                   {"field": "sender"}, {"document": "nothing"}, {"value": "400.00"}):  # fmt: skip
        assert isinstance(take(world, "wangfang", document, **change), Invalid), change
    for user in ("chenxiao", "zhaolei", "admin", "zhoujie", "liqiang"):
        assert isinstance(take(world, user, document), Denied), user
    assert world.must("wangfang", "open_document", document=document) == before
    own = arrive(world, "chenxiao", unsure("HF-26/0418"))
    assert isinstance(take(world, "chenxiao", own), Done), "whose paper it is may say what is on it"


def test_a_vendor_that_master_data_knows_by_that_very_name_needs_no_offer(world: World) -> None:
    with world.house.store.write(world.tenant) as unit:
        add_party(unit, Party("V9001", "vendor", NAME, "", "DE136695976"), NOW)
        for name, tax_id, given in (
            (NAME, "DE136695976", {"seller_name", "seller_tax_id"}),
            (NAME.upper(), "DE811907980", {"seller_name"}),  # the number is another's
            ("Hofmann Feinwerk GmbH", "", set()),  # alike is not enough
        ):
            offers = {
                "seller_name": (Field(name, 0.3, 1),),
                "seller_tax_id": (Field(tax_id, 0.3, 1),) if tax_id else (),
            }
            reading = with_known_seller(unit, Reading("p.pdf").with_offers(offers))
            assert set(reading.fields) == given, name
            assert all(one.sureness is Sureness.LOOK and one.witnesses == ("known",) for one in reading.fields.values())
