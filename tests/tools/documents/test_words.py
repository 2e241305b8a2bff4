"""A field set to another word of the page, on both databases: who is the maker then, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.books.accounts import create_values
from ledger.business.parties import Party, add_party
from tests.ingestion.printing import Sheet
from tests.world import NOW, World
from tools.outcome import Denied, Done, Invalid


def purchase(world: World) -> Any:
    world.history("V0001", "660213", [1_200_000, 1_236_000, 1_180_000])
    return world.hand_in_sample("intake", "special")


def words(world: World, document: str, field: str, user: str = "wangfang") -> Any:
    return world.must(user, "field_words", document=document, field=field)


def choose(world: World, user: str, document: str, field: str, value: str, /, **changes: Any) -> Any:
    offered = words(world, document, field).words
    place = next((one.place for one in offered if one.value == value), 0)
    given = {"document": document, "field": field, "page": 1, "place": place, "value": value}
    return world.call(user, "choose_word", **(given | changes))


def maker(world: World, proposal: str) -> str:
    return str(world.must("wangfang", "open_proposal", proposal=proposal).maker)


def test_another_number_printed_on_the_page_keeps_the_intake_as_maker(world: World) -> None:
    done = purchase(world)
    offered = words(world, done.document, "number")
    assert offered.keeps_maker and any(one.now for one in offered.words)
    other = next(one for one in offered.words if not one.now and one.value != "12360.00")
    outcome = choose(world, "wangfang", done.document, "number", other.value)
    assert isinstance(outcome, Done), outcome
    shown = world.must("wangfang", "open_document", document=done.document)
    (field,) = [one for one in shown.fields if one.name == "number"]
    assert (field.value, field.sureness, field.witnesses, field.page) == (other.value, "checked", ("person",), 1)
    assert tuple(field.box) == other.box
    assert shown.number == other.value
    assert maker(world, done.proposal) == "intake"


def test_a_date_printed_on_the_page_keeps_the_maker_too(world: World) -> None:
    done = purchase(world)
    offered = words(world, done.document, "due_date").words
    outcome = choose(world, "wangfang", done.document, "due_date", offered[0].value)
    assert isinstance(outcome, Done), outcome
    shown = world.must("wangfang", "open_proposal", proposal=done.proposal)
    assert shown.maker == "intake"
    assert shown.lines[-1].due_date == offered[0].value


def test_an_amount_that_breaks_the_sum_makes_a_maker_and_is_said(world: World) -> None:
    done = purchase(world)
    outcome = choose(world, "limin", done.document, "gross", "11660.38")
    assert isinstance(outcome, Done), outcome
    assert maker(world, done.proposal) == "limin"
    shown = world.must("limin", "open_document", document=done.document)
    assert any("11660.38" in one for one in shown.problems)
    back = choose(world, "wangfang", done.document, "gross", "12360.00")
    assert isinstance(back, Done)
    assert world.must("limin", "open_document", document=done.document).problems == ()


def test_who_chooses_the_payee_is_the_maker(world: World) -> None:
    done = purchase(world)
    offered = words(world, done.document, "seller_name")
    assert not offered.keeps_maker
    buyer = next(one for one in offered.words if "蓝海" in one.value)
    outcome = choose(world, "limin", done.document, "seller_name", buyer.value)
    assert isinstance(outcome, Done), outcome
    assert maker(world, done.proposal) == "intake", "the tax id still names the same payee: nothing weighty changed"
    tax_id = next(one.value for one in words(world, done.document, "seller_tax_id").words if not one.now)
    refused = choose(world, "limin", done.document, "seller_tax_id", tax_id)
    assert isinstance(refused, Invalid) and refused.problems[0].code == "document.word_leaves_open"
    shown = world.must("limin", "open_document", document=done.document)
    assert next(one.value for one in shown.fields if one.name == "seller_tax_id") != tax_id, "nothing was kept"


def test_a_payee_that_is_another_vendor_makes_a_maker(world: World) -> None:
    done = purchase(world)
    world.must("wangfang", "answer_document", document=done.document, account="660213", department="信息部")
    assert maker(world, done.proposal) == "intake", "what was answered is what stood there"
    with world.house.store.write(world.tenant) as unit:
        own = next(one.value for one in words(world, done.document, "seller_tax_id").words if not one.now)
        add_party(unit, Party("V9001", "vendor", "蓝海", "", own), NOW)
        create_values(unit, "party", {"V9001": "蓝海"})
    assert isinstance(choose(world, "limin", done.document, "seller_tax_id", own), Done)
    shown = world.must("limin", "open_proposal", proposal=done.proposal)
    assert (shown.maker, shown.lines[-1].dims["party"]) == ("limin", "V9001")


def test_a_payee_chosen_before_it_was_proposed_names_the_maker(world: World) -> None:
    done = world.hand_in_sample("intake", "special")
    assert done.proposal is None and "department" in done.needs
    printed = next(one for one in words(world, done.document, "seller_name").words if one.now)
    assert isinstance(choose(world, "limin", done.document, "seller_name", printed.value), Done)
    answered = world.must("wangfang", "answer_document", document=done.document, department="信息部")
    if answered.proposal is None:
        answered = world.must("wangfang", "answer_document", document=done.document, account="660213")
        assert maker(world, answered.proposal) == "wangfang"
    else:
        assert maker(world, answered.proposal) == "limin"


def test_only_words_of_that_page_at_that_place_are_taken(world: World) -> None:
    done = purchase(world)
    before = world.must("wangfang", "open_document", document=done.document)
    for change in ({"place": 9999}, {"value": "99999999.99"}, {"value": "DROP TABLE"}, {"page": 7}, {"page": 0}, {"place": -1},
                   {"field": "sender"}, {"field": "evidence"}, {"document": "nothing"}):  # fmt: skip
        outcome = choose(world, "wangfang", done.document, "gross", "12360.00", **change)
        assert isinstance(outcome, Invalid), change
    assert world.must("wangfang", "open_document", document=done.document).fields == before.fields


def test_who_may_not_answer_a_document_chooses_nothing(world: World) -> None:
    done = purchase(world)
    for user in ("chenxiao", "zhaolei", "admin", "zhoujie", "liqiang"):
        assert isinstance(choose(world, user, done.document, "gross", "12360.00"), Denied), user
    own = world.hand_in_sample("chenxiao", "hotel", "sender")
    (day, *_) = words(world, own.document, "issue_date", "chenxiao").words
    assert isinstance(choose(world, "chenxiao", own.document, "issue_date", day.value), Done)


@pytest.mark.parametrize("edited", [False, True])
def test_confirmed_or_edited_lines_are_not_suggested_over(world: World, edited: bool) -> None:
    done = purchase(world)
    shown = world.must("wangfang", "open_proposal", proposal=done.proposal)
    if edited:
        lines = [{"was": at, "account": line.account, "side": line.side, "amount": str(line.amount), "memo": "x", "dims": dict(line.dims)}
                 for at, line in enumerate(shown.lines, 1)]  # fmt: skip
        world.must("wangfang", "edit_proposal", proposal=shown.proposal, digest=shown.digest, lines=lines)
    else:
        world.must("wangfang", "submit_proposal", proposal=shown.proposal, digest=shown.digest)
        world.must("limin", "confirm_proposal", proposal=shown.proposal, digest=shown.digest)
    before = world.must("wangfang", "open_document", document=done.document).fields
    assert isinstance(choose(world, "wangfang", done.document, "gross", "11660.38"), Invalid)
    assert world.must("wangfang", "open_document", document=done.document).fields == before


UNREAD = (("Hofmann Feinblech GmbH", 40), ("Rechnung", 90), ("Beleg HF-9/1 vom 12.11.2026", 110), ("476,00", 300))
"""A paper whose amount no label names."""


def unread(world: World, user: str) -> Any:
    sheet = Sheet()
    for text, down in UNREAD:
        sheet.put(40, down, text)
    done = world.hand_in(user, sheet.pdf(), "unread.pdf")
    assert done.state == "failed", done
    return done


@pytest.mark.parametrize("user", ["intake", "wangfang"])
def test_a_paper_that_could_not_be_read_goes_on_once_its_amount_is_pointed_out(world: World, user: str) -> None:
    done = unread(world, user)
    stays = choose(world, "wangfang", done.document, "issue_date", "2026-11-12")
    assert isinstance(stays, Done), stays
    assert stays.result.document.state == "failed", "an amount is still missing"
    goes = choose(world, "wangfang", done.document, "gross", "476.00")
    assert isinstance(goes, Done), goes
    assert goes.result.document.state == "read"
    shown = world.must("wangfang", "open_document", document=done.document)
    assert (shown.state, shown.gross_minor) == ("read", 47600) and shown.needs
    assert shown.paid_by == ("nobody" if user == "intake" else None)
    assert isinstance(choose(world, "wangfang", done.document, "seller_name", "Hofmann Feinblech GmbH"), Done)
    assert isinstance(choose(world, "chenxiao", done.document, "number", "HF-9/1"), Denied)


def test_a_chosen_account_is_the_printed_one_and_locks_as_if_it_had_been_read(world: World) -> None:
    done = purchase(world)
    locks = lambda: [one.check for one in world.must("limin", "risk_alerts", state="all").alerts if one.locks_payment]  # noqa: E731
    assert locks() == []
    approved = world.must("limin", "vendor_lookup", vendor="V0001")
    other = next(one for one in words(world, done.document, "seller_account").words if not one.now)
    outcome = choose(world, "wangfang", done.document, "seller_account", other.value)
    assert isinstance(outcome, Done), outcome
    assert not outcome.result.learned, "where money goes is never learned"
    assert maker(world, done.proposal) == "wangfang", "who says where it is paid is the maker"
    assert locks() == ["changed_bank_account"]
    assert world.must("limin", "vendor_lookup", vendor="V0001") == approved, "no account was approved by it"
    assert isinstance(world.call("chenxiao", "field_words", document=done.document, field="seller_account"), Denied)
