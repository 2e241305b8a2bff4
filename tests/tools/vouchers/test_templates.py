"""凭证模板 through the door: kept from the grid and from a posted voucher, used again, proposed as one run; both databases."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tools.vouchers.test_keying import RENT, places, post, typed
from tests.world import World
from tools.outcome import Denied, Invalid


def _keep(world: World, **more: Any) -> str:
    given = {"name": "行政部领用", "memo": "领用", "rows": RENT} | more
    return str(world.must("wangfang", "save_voucher_template", **given).template)


def _fill(world: World, number: str) -> list[tuple[str, str, str]]:
    rows = world.must("wangfang", "fill_voucher_template", template=number).rows
    return [(row.account.split(" ")[0], row.debit, row.credit) for row in rows]


def _step(world: World) -> Any:
    return next(one for one in world.must("limin", "month_end", period="2026-11").steps if one.key == "recurring")


def test_typed_rows_are_kept_and_fill_the_grid_again(world: World) -> None:
    number = _keep(world)
    assert _fill(world, number) == [("660204", "1200.00", ""), ("100201", "", "1200.00")]
    filled = world.must("wangfang", "fill_voucher_template", template=number)
    made = world.must("wangfang", "type_voucher", rows=[row.model_dump() for row in filled.rows], memo=filled.memo)
    assert [line.dims for line in made.lines] == [{"department": "it"}, {}]


def test_amounts_are_left_blank_where_asked_or_where_there_are_none(world: World) -> None:
    bare = _keep(world, keep_amounts=False)
    assert _fill(world, bare) == [("660204", "", ""), ("100201", "", "")]
    one = _keep(world, rows=[RENT[0] | {"debit": ""}, {"account": "100201", "credit": "1200"}])
    assert _fill(world, one) == [("660204", "", ""), ("100201", "", "1200.00")]
    shown = world.must("wangfang", "list_voucher_templates").rows
    assert [[line.amount is None for line in row.lines] for row in shown] == [[True, True], [True, False]]


def test_a_posted_voucher_becomes_a_template(world: World) -> None:
    (voucher,) = post(world, typed(world))
    number = world.must("wangfang", "save_voucher_template", name="领用", voucher=voucher.id).template
    assert _fill(world, number) == [("660204", "1200.00", ""), ("100201", "", "1200.00")]
    blank = world.must(
        "wangfang", "save_voucher_template", name="领用", voucher=voucher.id, keep_amounts=False
    ).template
    assert _fill(world, blank) == [("660204", "", ""), ("100201", "", "")]


def test_what_recurs_is_one_run_of_the_month_end_confirmed_by_another(world: World) -> None:
    assert _step(world).standing == "unneeded"
    for _ in range(2):
        world.must("wangfang", "recur_voucher_template", template=_keep(world), day=15, first_month="2026-11")
    assert (_step(world).standing, str(_step(world).amount)) == ("todo", "2400.00")
    made = world.must("zhangwei", "propose_month_end", period="2026-11", step="recurring")
    assert made.vouchers == 2
    assert isinstance(world.call("zhangwei", "confirm_run", proposal=made.proposal, digest=made.digest), Denied)
    world.must("limin", "confirm_run", proposal=made.proposal, digest=made.digest)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    assert posted.batch is not None, posted
    assert _step(world).standing == "done"
    assert all(row.posted for row in world.must("wangfang", "list_voucher_templates").rows)
    assert world.must("zhangwei", "propose_month_end", period="2026-11", step="recurring").proposal is None


def test_one_given_up_is_gone_from_list_and_month_end(world: World) -> None:
    number = _keep(world)
    world.must("wangfang", "recur_voucher_template", template=number, day=1)
    world.must("wangfang", "retire_voucher_template", template=number)
    assert world.must("wangfang", "list_voucher_templates").rows == () and _step(world).standing == "unneeded"
    assert isinstance(world.call("wangfang", "fill_voucher_template", template=number), Invalid)


CASES = [
    ("save_voucher_template", {"name": " ", "rows": RENT}, "name", "template.bad_name"),
    ("save_voucher_template", {"name": "x", "rows": [*RENT[:1], {"account": "999999", "credit": "1"}]}, "lines.1.account", "ask.no_such_account"),
    ("save_voucher_template", {"name": "x", "rows": [RENT[0] | {"dims": {}}, RENT[1]]}, "lines.0.dims.department", "typed.dimension_missing"),
    ("save_voucher_template", {"name": "x", "rows": [{"account": "100201"}]}, "lines", "template.bad_lines"),
    ("recur_voucher_template", {"template": "T001", "day": 40}, "day", "template.bad_day"),
    ("recur_voucher_template", {"template": "T001", "day": 4, "first_month": "2026-13"}, "first_month", "books.not_a_period"),
    ("recur_voucher_template", {"template": "T009", "day": 4}, "template", "template.unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("tool", "given", "where", "code"), CASES)
def test_what_is_wrong_is_told(world: World, tool: str, given: dict[str, Any], where: str, code: str) -> None:
    _keep(world)
    assert (where, code) in places(world.call("wangfang", tool, **given))


def test_one_with_blanks_does_not_recur(world: World) -> None:
    number = _keep(world, keep_amounts=False)
    outcome = world.call("wangfang", "recur_voucher_template", template=number, day=5)
    assert places(outcome) == [("day", "template.recurring_wants_amounts")]


def test_strangers_neither_read_nor_keep_templates(world: World) -> None:
    number = _keep(world)
    for user in ("chenxiao", "zhaolei", "admin"):
        for tool, given in (("list_voucher_templates", {}), ("fill_voucher_template", {"template": number}),
                            ("save_voucher_template", {"name": "x", "rows": RENT}),
                            ("retire_voucher_template", {"template": number})):  # fmt: skip
            assert isinstance(world.call(user, tool, **given), Denied), (user, tool)


def test_what_recurs_in_two_series_is_a_run_for_each(world: World) -> None:
    world.must("limin", "set_closing_fact", name="voucher_series", value="three", valid_from="2026-11-01")
    paid = [RENT[0], {"account": "100201", "credit": "1200"}]
    owed = [RENT[0], {"account": "224102", "credit": "1200", "dims": {"employee": "wangfang"}}]
    for rows in (paid, owed):
        world.must(
            "wangfang", "recur_voucher_template", template=_keep(world, rows=rows), day=15, first_month="2026-11"
        )
    series = []
    for _ in range(2):
        made = world.must("zhangwei", "propose_month_end", period="2026-11", step="recurring")
        assert made.vouchers == 1
        series.append(world.must("limin", "open_proposal", proposal=made.proposal).series)
        world.must("limin", "confirm_run", proposal=made.proposal, digest=made.digest)
        world.later(11)
        world.must("system", "post_confirmed")
    assert sorted(series) == ["付", "转"]
    assert _step(world).standing == "done"
