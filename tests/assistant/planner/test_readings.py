"""Requests are read as meant: those the planner knows, and those it has never seen."""

import pytest

from assistant.planner import OUT_OF_SCOPE, Plan
from assistant.planner.intents import INTENTS, STRICT
from assistant.planner.likeness import FILE
from tests.assistant.planner.judge import read, right, rows

KNOWN = [*rows("known.tsv"), *rows("newer.tsv")]
UNSEEN = rows("unseen.tsv")
NEWER_UNSEEN = rows("newer_unseen.tsv")
PEOPLE_UNSEEN = rows("people_unseen.tsv")


@pytest.mark.parametrize(("text", "intent", "slots"), KNOWN, ids=[text for text, _, _ in KNOWN])
def test_a_known_request(text: str, intent: str, slots: dict[str, object]) -> None:
    found = read(text)
    assert right(found, intent, slots), found.as_dict()


def test_unseen_requests_are_no_examples() -> None:
    examples = {line.split("\t")[2] for line in FILE.read_text(encoding="utf-8").splitlines()}
    assert not examples & {text for text, _, _ in [*UNSEEN, *NEWER_UNSEEN, *PEOPLE_UNSEEN, *rows("newer.tsv")]}


def test_nearly_all_unseen_requests() -> None:
    wrong = [(text, read(text).as_dict()) for text, intent, slots in UNSEEN if not right(read(text), intent, slots)]
    assert len(wrong) <= 0.05 * len(UNSEEN), wrong


def test_nearly_all_unseen_requests_of_the_books() -> None:
    wrong = [
        (text, read(text).as_dict()) for text, intent, slots in NEWER_UNSEEN if not right(read(text), intent, slots)
    ]
    assert len(wrong) <= 0.1 * len(NEWER_UNSEEN), wrong


def test_nearly_all_unseen_requests_about_people_and_master_data() -> None:
    wrong = [
        (text, read(text).as_dict()) for text, intent, slots in PEOPLE_UNSEEN if not right(read(text), intent, slots)
    ]
    assert len(wrong) <= 0.1 * len(PEOPLE_UNSEEN), wrong


def test_an_unseen_request_never_becomes_another_act() -> None:
    for text, intent, _ in [*UNSEEN, *NEWER_UNSEEN, *PEOPLE_UNSEEN, *KNOWN]:
        found = read(text).intent
        assert found == intent or found not in STRICT, text


def test_every_intent_has_both_languages_of_examples() -> None:
    lines = [line.split("\t")[:2] for line in FILE.read_text(encoding="utf-8").splitlines()]
    assert {(lang, intent) for lang, intent in lines} >= {(lang, intent) for lang in ("zh", "en") for intent in INTENTS}


@pytest.mark.parametrize(
    "text",
    ["不要批 BX-20261115-004", "先别冲记-0277", "don't approve EXP-2026-0001", "do not reverse V-2026-00288",
     "delete all vouchers", "把记-0277删掉", "帮我把恒力钢材的款付了", "随便做点什么", "asdf qwer"],
)  # fmt: skip
def test_what_is_unsure_or_undone_is_no_act(text: str) -> None:
    assert read(text).intent not in STRICT


@pytest.mark.parametrize("text", ["怎么冲销凭证", "how do I reverse a voucher", "怎么报销", "who can approve this"])
def test_asking_how_is_not_doing(text: str) -> None:
    assert read(text).intent not in STRICT


def test_two_requests_in_one_sentence() -> None:
    found = read("payment terms for Contoso and any open bills from them")
    assert (found.intent, found.slots) == ("vendor_lookup", {"vendor": "Contoso Ltd"})
    assert [(one.intent, one.slots) for one in found.also] == [("ap_aging", {"vendor": "Contoso Ltd"})]


def test_a_follow_up_takes_the_earlier_reading() -> None:
    first = read("上月利润表")
    second = read("那9月呢", first)
    assert second.intent == "income_statement"
    assert second.slots["period"] == {"start": "2026-09-01", "end": "2026-09-30"}


def test_a_follow_up_never_repeats_an_act() -> None:
    act = Plan("approve_or_reject", {"action": "approve", "document_number": "BX-1"}, 0.9)
    assert read("那BX-20261115-005呢", act).intent not in ("approve_or_reject",) or OUT_OF_SCOPE
    assert read("那上个月呢", act).intent != "approve_or_reject"
