"""Times, numbers, documents and names, each on its own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.planner import Entities, decline, left_over, plan, plan_lines, reading
from assistant.planner.documents import documents
from assistant.planner.names import find
from assistant.planner.pinyin import initials
from ledger.core.words import messages
from tests.assistant.planner.judge import COMPANY, TODAY, read


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("上月利润表", "2026-10-01", "2026-10-31"), ("前三季度利润", "2026-01-01", "2026-09-30"),
        ("去年四季度利润", "2025-10-01", "2025-12-31"), ("1-9月利润表", "2026-01-01", "2026-09-30"),
        ("2025财年利润表", "2025-01-01", "2025-12-31"), ("最近30天利润", "2026-10-24", "2026-11-22"),
        ("12月利润表", "2025-12-01", "2025-12-31"), ("今年以来利润", "2026-01-01", "2026-11-22"),
        ("二〇二五年利润表", "2025-01-01", "2025-12-31"), ("2026年1月到3月利润", "2026-01-01", "2026-03-31"),
        ("p&l ytd", "2026-01-01", "2026-11-22"), ("p&l q4 last year", "2025-10-01", "2025-12-31"),
        ("p&l jan-mar 2026", "2026-01-01", "2026-03-31"), ("p&l 9 months to september", "2026-01-01", "2026-09-30"),
        ("p&l fy2025", "2025-01-01", "2025-12-31"), ("p&l since july", "2026-07-01", "2026-11-22"),
        ("p&l from march to june", "2026-03-01", "2026-06-30"), ("may p&l", "2026-05-01", "2026-05-31"),
    ],
)  # fmt: skip
def test_periods(text: str, start: str, end: str) -> None:
    assert read(text).slots["period"] == {"start": start, "end": end}


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9月利润表环比", "2026-08-01", "2026-08-31"), ("9月利润同比", "2025-09-01", "2025-09-30"),
        ("三季度利润表和二季度比", "2026-04-01", "2026-06-30"), ("september p&l vs august", "2026-08-01", "2026-08-31"),
        ("september p&l vs last year", "2025-09-01", "2025-09-30"),
    ],
)  # fmt: skip
def test_compared_periods(text: str, start: str, end: str) -> None:
    assert read(text).slots["compare_period"] == {"start": start, "end": end}


def test_may_is_a_month_only_where_it_is_one() -> None:
    assert "period" not in read("which vouchers may be missing").slots


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("BX-20261115-004 ok", "BX-20261115-004", "claim"), ("冲销记-0277", "记-0277", "voucher"),
        ("发票号 11002345 查重", "11002345", "invoice"), ("is PO 4500017001 closed", "4500017001", "purchase_order"),
        ("invoice 77120-B", "77120-B", "invoice"), ("explain AL-0064", "AL-0064", "alert"),
    ],
)  # fmt: skip
def test_document_numbers(text: str, number: str, kind: str) -> None:
    (found,) = documents(text)
    assert (found.number, found.kind) == (number, kind)


@pytest.mark.parametrize("text", ["Q3 profit", "fy25 report", "WH1 stock", "h1 result", "USD300"])
def test_what_is_no_document(text: str) -> None:
    assert documents(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [("华东物流的账期", "华东物流有限公司"), ("hlgc的账期", "恒力钢材"), ("payment terms of northwind trader", "Northwind Traders"),
     ("contoso terms", "Contoso Ltd")],
)  # fmt: skip
def test_names_by_other_spellings(text: str, name: str) -> None:
    assert name in [one.name for one in find(text, COMPANY)]


def test_a_different_account_is_not_nearly_the_same() -> None:
    assert read("应付账款余额").slots["account"] == "应付账款"


def test_first_letters() -> None:
    assert initials("恒力钢材") == "hlgc"


def test_an_unknown_name_is_taken_as_written_where_it_is_named() -> None:
    found = plan("供应商蓝天包装的账期", TODAY, Entities())
    assert found.slots == {"vendor": "蓝天包装"}


def test_words_that_took_no_part_are_named() -> None:
    found = read("上月管理费用为什么涨了 特别是华北区")
    assert "华北区" in found.unused and "华北区" in left_over(found) and "华北区" in reading(found)
    assert "恒力钢材" in read("恒力钢材上月利润表").unused


def test_a_decline_names_the_words_and_at_most_three_readings() -> None:
    found = read("帮我把恒力钢材的款付了")
    assert found.intent == "out_of_scope" and 1 <= len(found.likely) <= 3
    assert "帮我把恒力钢材的款付了" in decline(found)


def test_every_intent_and_slot_can_be_said() -> None:
    from assistant.planner.intents import INTENTS

    for language in ("zh", "en"):
        keys = messages(language, "planner")
        assert {f"planner.intent_{name}" for name in INTENTS} <= keys.keys()
        assert {f"planner.slot_{slot}" for intent in INTENTS.values() for slot in intent.slots} <= keys.keys()


def test_lines_go_on_after_a_bad_one() -> None:
    lines = ['{"id": "a", "text": "上月利润表"}', "", "no json", '{"id": "b"}', '{"id": "c", "text": "help"}']
    found = list(plan_lines(lines, TODAY, Entities()))
    assert [row.get("intent") for row in found] == ["income_statement", None, None, "help"]
    assert set(found[0]) == {"id", "intent", "slots", "confidence", "also", "unused", "likely"}


@given(st.text(max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    found = plan(text, date(2026, 2, 28), COMPANY)
    assert 0.0 <= found.confidence <= 1.0
    assert reading(found)


@pytest.mark.parametrize(
    ("text", "told"), [("各部门费用", "部门"), ("expenses by department", "expense"), ("没查验的发票列一下", "未查验")]
)
def test_a_code_is_told_by_its_name(text: str, told: str) -> None:
    assert told in reading(read(text))
