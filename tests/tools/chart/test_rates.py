"""汇率 and 期末调汇 through the door: given by hand or from a table, and a month that does not close without its rate."""

from __future__ import annotations

from decimal import Decimal

from ledger.books.entries import Content, EntryDraft, LineDraft, Side, dims
from ledger.proposals import Kind, ProposalDraft, propose, submit
from tests.world import World
from tools.outcome import Denied, Invalid

MONTH = "2026-11"


def _bill(world: World) -> None:
    """A bill of 100.00 USD at 7.10 from a vendor, and a bank account of 50.00 USD."""
    party = dims({"party": "V0001"})
    lines = (
        LineDraft("220201", Side.CREDIT, 10000, "USD", 71000, dims=party),
        LineDraft("660204", Side.DEBIT, 106500, "CNY", dims=dims({"department": "admin"})),
        LineDraft("100201", Side.CREDIT, 5000, "USD", 35500),
    )
    with world.house.store.write(world.tenant) as unit:
        content = Content(
            world.house.door.facts(world.tenant).book, MONTH, (EntryDraft("2026-11-10", lines, "zhangwei"),)
        )
        row = propose(
            unit, world.who("zhangwei"), ProposalDraft(content, Kind.RUN, "run", "x"), world.clock.instant
        ).row
        submit(unit, world.who("zhangwei"), row.proposal_id, world.clock.instant)
    world.must("limin", "confirm_run", proposal=row.proposal_id, digest=row.digest)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    assert posted.batch is not None, posted


def _step(world: World, key: str):  # type: ignore[no-untyped-def]
    return next(one for one in world.must("limin", "month_end", period=MONTH).steps if one.key == key)


def test_a_month_with_a_foreign_balance_waits_for_its_rate_and_is_revalued(world: World) -> None:
    _bill(world)
    step = _step(world, "revaluation")
    assert (step.standing, step.stops, step.may_propose, step.link) == ("blocked", True, False, "/rates?day=2026-11-30")
    assert "USD" in step.told[0] and "2026-11-30" in step.told[0]
    refused = world.call("limin", "close_month", period=MONTH)
    assert isinstance(refused, Invalid)
    why = next(one for one in refused.problems if one.where == "revaluation").text("zh")
    assert "USD" in why and "2026-11-30" in why
    assert isinstance(world.call("zhangwei", "propose_month_end", period=MONTH, step="revaluation"), Invalid)
    world.must("zhangwei", "set_rate", currency="usd", day="2026-11-30", rate="7.25", source="PBOC")
    lacking = _step(world, "revaluation")
    assert lacking.standing == "blocked" and "660303" in lacking.told[0]
    assert isinstance(
        world.call("limin", "set_closing_fact", name="department", value="nobody", valid_from="2026-11-01"), Invalid
    )
    world.must("limin", "set_closing_fact", name="department", value="finance", valid_from="2026-11-01")
    made = world.must("zhangwei", "propose_month_end", period=MONTH, step="revaluation")
    assert {(one.account, one.side, one.amount) for one in made.lines} == {
        ("220201", "credit", Decimal("15.00")), ("100201", "credit", Decimal("7.50")), ("660303", "debit", Decimal("22.50")),
    }  # fmt: skip
    world.must("limin", "confirm_run", proposal=made.proposal, digest=made.digest)
    world.later(11)
    assert world.must("system", "post_confirmed").posted[0].batch is not None
    assert _step(world, "revaluation").standing == "done"
    assert _step(world, "subledgers").standing == "done"
    aged = world.must("limin", "ap_aging", as_of="2026-11-30")
    assert aged.total == Decimal("725.00")
    assert world.must("limin", "verify_books").clean


def test_rates_are_listed_newest_first_and_only_finance_may_give_them(world: World) -> None:
    for value in ("7.1", "7.2"):
        world.must("limin", "set_rate", currency="USD", day="2026-11-30", rate=value, source="中国外汇交易中心")
    rows = world.must("zhaolei", "exchange_rates").rows
    assert [(str(one.rate), one.in_force, one.given_by) for one in rows] == [
        ("7.2", True, "李敏"), ("7.1", False, "李敏"),
    ]  # fmt: skip
    assert isinstance(world.call("zhaolei", "set_rate", currency="USD", day="2026-11-30", rate="7", source="x"), Denied)
    for wrong in ({"currency": "CNY"}, {"currency": "ZZZ"}, {"rate": "0"}, {"source": " "}):
        given = {"currency": "USD", "day": "2026-11-30", "rate": "7", "source": "x"} | wrong
        assert isinstance(world.call("limin", "set_rate", **given), Invalid), wrong


def test_a_table_is_taken_whole_or_not_at_all(world: World) -> None:
    good = "币种,日期,汇率,种类\nUSD,2026-11-30,7.2345,期末汇率\nJPY,2026/11/30,0.0482,\n".encode()
    staged = world.house.stage(world.tenant, good)
    assert world.must("limin", "import_rates", sha256=staged, name="r.csv", kind="mid").count == 2
    found = {(one.currency, one.kind, str(one.rate), one.source) for one in world.must("limin", "exchange_rates").rows}
    assert found == {("USD", "closing", "7.2345", "r.csv"), ("JPY", "mid", "0.0482", "r.csv")}
    bad = "币种,日期,汇率\nEUR,2026-11-30,7.9\nXXQ,2026-11-30,1\nEUR,gestern,1\nEUR,2026-11-30,abc\n".encode()
    refused = world.call("limin", "import_rates", sha256=world.house.stage(world.tenant, bad), name="b.csv")
    assert isinstance(refused, Invalid) and [one.where for one in refused.problems] == ["rows.3", "rows.4", "rows.5"]
    assert len(world.must("limin", "exchange_rates").rows) == 2
