"""An order or a delivery note is kept, not booked, and no twin of the bill that follows; a person may say it is a bill."""

from __future__ import annotations

from ledger.evidence.documents import DocumentState
from tests.ingestion.vendors_trade import bill_naming_both, delivery_zh, order_en
from tests.world import World
from tools.outcome import Invalid


def test_an_order_waits_for_nobody_and_is_not_lost(world: World) -> None:
    order = world.hand_in("wangfang", order_en()[1].pdf(), "po.pdf")
    note = world.hand_in("wangfang", delivery_zh()[1].pdf(), "送货单.pdf")
    assert {order.state, note.state} == {DocumentState.KEPT.value}
    waiting = {one.document for one in world.must("limin", "list_inbox").rows}
    assert not waiting & {order.document, note.document}
    shown = world.must("wangfang", "open_document", document=order.document)
    assert (shown.state, shown.doc_type, shown.proposal, shown.suggested) == ("kept", "purchase_order", None, ())
    assert {one.document for one in world.must("wangfang", "files_progress").kept} == {order.document, note.document}
    assert world.must("chenxiao", "files_progress").kept == (), "nor is it anybody's to see"
    taken = world.must("wangfang", "withdraw_document", document=note.document)
    assert taken.state == "withdrawn"


def test_the_bill_that_follows_is_no_duplicate_of_its_order(world: World) -> None:
    world.hand_in("wangfang", order_en()[1].pdf(), "po.pdf")
    bill = world.hand_in("wangfang", bill_naming_both()[1].pdf(), "bill.pdf", "nobody")
    assert bill.state in ("read", "proposed")
    assert world.must("wangfang", "open_document", document=bill.document).duplicate_of is None


def test_a_person_may_say_that_it_is_a_bill(world: World) -> None:
    order = world.hand_in("wangfang", order_en()[1].pdf(), "po.pdf")
    note = world.hand_in("wangfang", delivery_zh()[1].pdf(), "n.pdf")
    without = world.call("wangfang", "treat_as_invoice", document=note.document)
    assert isinstance(without, Invalid) and without.problems[0].code == "document.kept_without_sum"
    done = world.must("wangfang", "treat_as_invoice", document=order.document)
    assert done.state in ("read", "proposed")
    assert world.must("wangfang", "open_document", document=order.document).doc_type == "invoice"
    again = world.call("wangfang", "treat_as_invoice", document=order.document)
    assert isinstance(again, Invalid) and again.problems[0].code == "document.not_kept"
