"""Books out as a journal: through the door, for those who see every line, a page at a time, and agreeing with the report."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ledger import exchange
from ledger.core import Via
from tests.ledger.exchange.reader import READERS, sums
from tests.world import World
from tools.outcome import Denied, Done, Invalid

FORMATS = sorted(exchange.FORMATS)


def _journal(world: World, user: str, **arguments: Any) -> str:
    text, following = "", None
    while True:
        page = world.must(user, "export_journal", **arguments, **({"following": following} if following else {}))
        text, following = text + page.text, page.following
        if following is None:
            return text


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("user", ["limin", "zhaolei"])
def test_the_journal_agrees_with_the_trial_balance(world: World, user: str, form: str) -> None:
    world.history("V0001", "660213", [10000 + day for day in range(1, 25)])
    read = READERS[form](_journal(world, user, format=form))
    report = world.must(user, "trial_balance", as_of="2026-11-30")
    assert len(read.transactions) == 24
    assert sums(read) == {
        (row.account, row.currency): (row.closing, row.base_closing) for row in report.rows if row.leaf
    }


@pytest.mark.parametrize("form", FORMATS)
def test_many_vouchers_come_in_pages_that_join(world: World, form: str) -> None:
    vouchers = [
        {"date": "2026-11-02", "memo": f"{number}",
         "lines": [{"account": "1001", "side": "debit", "amount_minor": number},
                   {"account": "100201", "side": "credit", "amount_minor": number}]}
        for number in range(1, 602)
    ]  # fmt: skip
    world.run("2026-11", vouchers)
    first = world.must("zhaolei", "export_journal", format=form)
    assert (first.vouchers, first.following is None) == (500, False)
    read = READERS[form](_journal(world, "zhaolei", format=form))
    assert [one.memo for one in read.transactions] == [str(number) for number in range(1, 602)]
    assert sums(read)["1001", "CNY"][0] == Decimal(sum(range(1, 602))) / 100


def test_days_before_the_first_are_one_opening(world: World) -> None:
    world.history("V0001", "660213", [100, 200, 300])  # on the 1st, 2nd and 3rd
    read = READERS["beancount"](_journal(world, "limin", format="beancount", start="2026-11-03", end="2026-11-30"))
    assert [one.day for one in read.transactions] == ["2026-11-02", "2026-11-03"]
    assert sums(read)["660213", "CNY"][0] == Decimal("6.00")


@pytest.mark.parametrize("user", ["wangfang", "liqiang"])
def test_who_does_not_see_every_line_is_told_why_not(world: World, user: str) -> None:
    world.history("V0001", "660213", [100])
    outcome = world.call(user, "export_journal", format="hledger")
    assert isinstance(outcome, Invalid)
    assert [one.code for one in outcome.problems] == ["books.export_narrowed"]
    assert "平衡" in outcome.problems[0].text("zh")


@pytest.mark.parametrize("user", ["chenxiao", "admin"])
def test_who_may_read_no_voucher_is_denied(world: World, user: str) -> None:
    assert isinstance(world.call(user, "export_journal", format="hledger"), Denied)


def test_no_model_takes_the_books_away(world: World) -> None:
    agent = replace(world.who("limin"), via=Via.AGENT)
    outcome = world.gateway.call(agent, "export_journal", {"format": "hledger"})
    assert isinstance(outcome, Denied)
    assert outcome.rule == "people_only"


@pytest.mark.parametrize(
    "arguments",
    [
        {"format": "csv"},
        {"format": "hledger", "start": "2026-11-02", "end": "2026-11-01"},
        {"format": "hledger", "start": "0001-01-01"},
        {"format": "hledger", "following": "1:1.1; DROP"},
        {"format": "hledger", "following": "9999999999999999999:1.1"},
    ],
)
def test_what_cannot_be_asked_is_refused(world: World, arguments: dict[str, str]) -> None:
    assert isinstance(world.call("limin", "export_journal", **arguments), Invalid)


@pytest.mark.parametrize("form", FORMATS)
def test_empty_books_are_a_journal(world: World, form: str) -> None:
    outcome = world.call("zhaolei", "export_journal", format=form)
    assert isinstance(outcome, Done)
    assert READERS[form](outcome.result.model_dump()["text"]).transactions == []
