"""A request that goes on from the one before it: what it states takes the place of what was said, the rest stays."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.planner import OUT_OF_SCOPE, Entities, plan

TODAY = date(2026, 11, 26)
ENTITIES = Entities({"account": ("管理费用", "销售费用", "Administrative expenses", "Selling expenses")}, {})
FIRST = {"zh": "上月管理费用是多少", "en": "Income statement for October 2026"}


@pytest.mark.parametrize(
    ("then", "start", "end"),
    [
        ("那9月呢", "2026-09-01", "2026-09-30"),
        ("那 9 月呢", "2026-09-01", "2026-09-30"),
        ("换成9月", "2026-09-01", "2026-09-30"),
        ("改成三季度", "2026-07-01", "2026-09-30"),
        ("那去年同期呢", "2025-10-01", "2025-10-31"),
        ("那再上个月呢", "2026-09-01", "2026-09-30"),
        ("and in September?", "2026-09-01", "2026-09-30"),
        ("What about the same period last year?", "2025-10-01", "2025-10-31"),
        ("and the month before?", "2026-09-01", "2026-09-30"),
        ("September?", "2026-09-01", "2026-09-30"),
    ],
)
def test_another_time_is_put_in_the_place_of_the_first(then: str, start: str, end: str) -> None:
    language = "zh" if any(letter >= "\u4e00" for letter in then) else "en"
    before = plan(FIRST[language], TODAY, ENTITIES)
    found = plan(then, TODAY, ENTITIES, before)
    assert (found.intent, found.unused) == (before.intent, ())
    assert found.slots == {**before.slots, "period": {"start": start, "end": end}}


def test_february_has_a_last_day_of_its_own() -> None:
    before = plan("2024年2月的利润表", TODAY, ENTITIES)
    assert plan("那去年同期呢", TODAY, ENTITIES, before).slots["period"] == {"start": "2023-02-01", "end": "2023-02-28"}
    before = plan("2026年3月的利润表", TODAY, ENTITIES)
    assert plan("那再上个月呢", TODAY, ENTITIES, before).slots["period"] == {"start": "2026-02-01", "end": "2026-02-28"}


def test_another_account_keeps_the_time() -> None:
    before = plan(FIRST["zh"], TODAY, ENTITIES)
    assert plan("那销售费用呢", TODAY, ENTITIES, before).slots == {**before.slots, "account": "销售费用"}


@pytest.mark.parametrize("then", ["那去年同期呢", "那9月呢", "and the month before?", "呢"])
def test_without_a_request_before_nothing_is_carried(then: str) -> None:
    assert plan(then, TODAY, ENTITIES).intent == OUT_OF_SCOPE or "period" in plan(then, TODAY, ENTITIES).slots


def test_a_request_that_led_to_a_proposal_is_not_gone_on_with() -> None:
    before = plan("红冲 记-12，金额错了", TODAY, ENTITIES)
    assert before.intent == "reverse_voucher"
    assert plan("那记-13呢", TODAY, ENTITIES, before).intent != "reverse_voucher"
