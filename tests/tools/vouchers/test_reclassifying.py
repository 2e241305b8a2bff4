"""重分类: lines move between dimensions, every account nets to zero, what is owed stays where it is; both databases."""

from __future__ import annotations

from typing import Any

from tests.tools.vouchers.test_keying import balances, places, post, typed
from tests.world import World
from tools.outcome import Denied, Done


def sheet(world: World, *amounts: str) -> Any:
    rows: list[dict[str, Any]] = [{"account": "660204", "debit": one, "dims": {"department": "it"}} for one in amounts]
    (voucher,) = post(world, typed(world, [*rows, {"account": "100201", "credit": "="}]))
    return voucher


def test_lines_move_in_bulk_and_each_account_nets_to_zero(world: World) -> None:
    first, second = sheet(world, "10.00", "20.00"), sheet(world, "5.00")
    before = balances(world)
    made = world.must("wangfang", "reclassify_lines", lines=[f"{first.id}.1", f"{second.id}.1"], value="行政部")
    assert [(str(line.amount), line.dims["department"]) for line in made.lines] == [
        ("-10.00", "it"), ("10.00", "admin"), ("-5.00", "it"), ("5.00", "admin")]  # fmt: skip
    own = world.call("wangfang", "confirm_proposal", proposal=made.proposal, digest=made.digest)
    assert not isinstance(own, Done)
    (moved,) = post(world, made)
    assert balances(world) == before
    assert moved.kind == "correction" and moved.lines[0].memo.startswith(f"重分类2026-11-20{first.number}号凭证")


def test_what_cannot_move_is_told(world: World) -> None:
    voucher = sheet(world, "10.00")
    world.history("V0001", "660213", [5000])
    owed = world.must("limin", "search_vouchers", vendor="V0001").vouchers[0]
    cases: list[tuple[dict[str, Any], str]] = [
        ({"lines": [f"{voucher.id}.1"], "value": "IT"}, "typed.no_such_value"),
        ({"lines": [f"{voucher.id}.1"], "value": "it"}, "reclass.nothing_moves"),
        ({"lines": [f"{voucher.id}.9"], "value": "admin"}, "books.no_voucher"),
        ({"lines": [f"{voucher.id}.1"], "value": "V0001", "dimension": "party"}, "reclass.no_such_dimension"),
        ({"lines": [f"{owed.id}.2"], "value": "admin"}, "reclass.open_item"),
    ]
    for asked, code in cases:
        assert code in [found for _, found in places(world.call("wangfang", "reclassify_lines", **asked))], code
    for user in ("chenxiao", "zhaolei", "admin"):
        outcome = world.call(user, "reclassify_lines", lines=[f"{voucher.id}.1"], value="admin")
        assert isinstance(outcome, Denied), user


def test_a_transfer_at_the_end_of_a_period_is_not_reclassified(world: World) -> None:
    dims = {"department": "it"}
    lines = [{"account": "660204", "side": "credit", "amount_minor": 100, "dims": dims},
             {"account": "4103", "side": "debit", "amount_minor": 100}]  # fmt: skip
    batch = world.run(
        "2026-11", [{"date": "2026-11-30", "memo": "结转", "kind": "transfer", "lines": lines}], "transfer"
    )
    outcome = world.call("wangfang", "reclassify_lines", lines=[f"{batch}.1.1"], value="admin")
    assert places(outcome) == [("lines", "reclass.transfer")]
