"""录凭证 and 更正: typed and pasted rows, faults at their cells, corrections that leave the right balances; both databases."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.books.entries import EntryKind
from ledger.charts.roles import prior_years
from ledger.core import Problem, initials
from tests.world import World
from tools.outcome import Denied, Done, Invalid
from tools.shared.typed_rows import RowTyped, pasted_rows

RENT: list[dict[str, Any]] = [
    {"account": "660204", "debit": "1,200.00", "dims": {"department": "it"}, "memo": "办公用品"},
    {"account": "100201", "credit": "="},
]
TITLES = {"部门": "department", "department": "department"}


def post(world: World, proposal: Any, maker: str = "wangfang", checker: str = "limin") -> list[Any]:
    """Hand in, confirm by another, post; the vouchers, first number first."""
    world.must(maker, "submit_proposal", proposal=proposal.proposal, digest=proposal.digest)
    world.must(checker, "confirm_proposal", proposal=proposal.proposal, digest=proposal.digest)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    assert posted.batch is not None, posted
    return [
        world.must("limin", "open_voucher", voucher=f"{posted.batch}.{place}")
        for place in range(1, proposal.vouchers + 1)
    ]


def typed(world: World, rows: list[dict[str, Any]] | None = None, **more: Any) -> Any:
    return world.must("wangfang", "type_voucher", rows=rows or RENT, date="2026-11-20", memo="行政部领用", **more)


def balances(world: World) -> dict[str, Decimal]:
    rows = world.must("limin", "trial_balance", as_of="2026-11-30").rows
    return {row.account: row.closing for row in rows if row.closing}


def places(outcome: Any) -> list[tuple[str, str]]:
    assert isinstance(outcome, Invalid), outcome
    return [(one.where, one.code) for one in outcome.problems]


def test_typed_rows_become_a_voucher_that_another_confirms(world: World) -> None:
    made = typed(world, attachments="3")
    assert (made.maker, made.state, [str(line.amount) for line in made.lines]) == ("wangfang", "draft", ["1200.00"] * 2)
    assert made.lines[1].memo == "行政部领用", "an empty memo is the voucher's"
    world.must("wangfang", "submit_proposal", proposal=made.proposal, digest=made.digest)
    own = world.call("wangfang", "confirm_proposal", proposal=made.proposal, digest=made.digest)
    assert isinstance(own, Denied) and own.rule == "maker_is_not_checker"


@pytest.mark.parametrize(
    ("text", "code"), [("bgf", "660204"), ("glfybgf", "660204"), ("办公费", "660204"), ("660204 x", "660204")]
)
def test_accounts_go_by_code_name_and_initials(world: World, text: str, code: str) -> None:
    made = typed(world, [RENT[0] | {"account": text}, RENT[1]])
    assert made.lines[0].account == code


def test_initials_that_mean_several_accounts_are_asked_about(world: World) -> None:
    names = world.must("wangfang", "form_names")
    by_letters: dict[str, list[str]] = {}
    for code, letters in names.initials.items():
        for one in set(letters.split()):
            by_letters.setdefault(one, []).append(code)
    several = next(
        one for one, codes in sorted(by_letters.items()) if len(codes) > 1 and one.isalpha() and len(one) > 1
    )
    outcome = world.call("wangfang", "type_voucher", rows=[RENT[0] | {"account": several}, RENT[1]])
    assert ("lines.0.account", "ask.which_account") in places(outcome)


CELLS = [
    ({"account": "999999"}, "lines.0.account", "ask.no_such_account"),
    ({"debit": "1.234"}, "lines.0.amount", "typed.amount_two_ways"),
    ({"debit": "5", "credit": "5"}, "lines.0.amount", "voucher.one_side"),
    ({"debit": ""}, "lines.0.amount", "voucher.one_side"),
    ({"dims": {}}, "lines.0.dims.department", "typed.dimension_missing"),
    ({"due_date": "30.11.2026"}, "lines.0.due_date", "typed.day"),
]


@pytest.mark.parametrize(("change", "where", "code"), CELLS)
def test_what_is_wrong_is_told_at_its_cell_past_empty_rows(
    world: World, change: dict[str, Any], where: str, code: str
) -> None:
    rows = [{}, RENT[0] | change, {}, RENT[1]]
    at = where.replace("lines.0", "lines.1")
    assert (at, code) in places(world.call("wangfang", "type_voucher", rows=rows))
    checked = world.must("wangfang", "check_voucher", rows=rows)
    assert at in [one.where for one in checked.faults]
    assert [row.empty for row in checked.rows] == [True, False, True, False]


def test_head_fields_are_told_too_and_strangers_type_nothing(world: World) -> None:
    found = places(world.call("wangfang", "type_voucher", rows=RENT, date="20.11.2026", attachments="many"))
    assert found == [("date", "typed.day"), ("attachments", "voucher.attachments_count")]
    for user in ("chenxiao", "zhaolei", "admin"):
        for tool in ("type_voucher", "check_voucher"):
            assert isinstance(world.call(user, tool, rows=RENT), Denied), (user, tool)
    assert isinstance(world.call("wangfang", "type_voucher", rows=[]), Invalid)


def test_five_hundred_pasted_rows_are_checked_in_two_seconds_and_none_is_lost(world: World) -> None:
    head = "摘要\t科目\t借方金额\t贷方金额\t部门\n"
    body = "".join(f"工资 {n}\t660204\t{n}.{n % 100:02}\t\t行政部\n" for n in range(1, 499))
    rows = body + "工资\t没有这个\t1.00\t\t行政部\n工资\t100201\t\t=\t\n"
    started = time.perf_counter()
    checked = world.must("wangfang", "check_voucher", pasted=head + rows)
    took = time.perf_counter() - started
    assert (len(checked.rows), took < 2) == (500, True), took
    assert [one.where for one in checked.faults] == ["lines.498.account"] and "没有这个" in checked.faults[0].text
    assert checked.rows[497].debit == "498.98" and checked.rows[497].dims == {"department": "行政部"}
    over = world.must("wangfang", "check_voucher", pasted=head + rows + "x\t660204\t1\t\t行政部\n")
    assert next(one.where for one in over.faults) == "pasted"


@pytest.mark.parametrize(
    "text",
    [
        "660204\t1,200.00\t\t办公用品\t行政部\n100201\t\t1,200.00\t办公用品\t",
        "办公用品\t660204\t1,200.00\t\t行政部\r\n办公用品\t100201\t\t1,200.00\t\r\n",
        "科目编码\t科目名称\t摘要\t借\t贷\tDepartment\n660204\t办公费\t办公用品\t1,200.00\t0.00\t行政部\n100201\t工行\t办公用品\t-\t1,200.00\t",
        '贷方\t借方\t科目\t摘要\t部门\n\t"1,200.00"\t660204\t"办公用品"\t行政部\n1,200.00\t\t100201\t办公用品',
    ],
)  # fmt: skip
def test_pasted_columns_go_by_their_head_or_by_their_place(text: str) -> None:
    rows = pasted_rows(text, TITLES)
    assert not isinstance(rows, Problem)
    first, second = rows
    assert (first.account[:6], first.debit, first.credit, first.memo) == ("660204", "1,200.00", "", "办公用品")
    assert first.dims == {"department": "行政部"}
    assert (second.account[:6], second.debit, second.credit) == ("100201", "", "1,200.00")


@given(st.lists(st.lists(st.text('abc 1.办\t\n"-', max_size=8), min_size=1, max_size=7), min_size=1, max_size=5))
def test_every_pasted_cell_is_somewhere_in_the_rows(table: list[list[str]]) -> None:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    read = pasted_rows("\n".join("\t".join(cell(one) for one in row) for row in table), TITLES)
    if isinstance(read, Problem):
        assert read.code == "voucher.nothing_pasted"
        return
    kept = "".join("".join([row.account, row.debit, row.credit, row.memo, *row.dims.values()]) for row in read)
    for row in table:
        for one in row:
            words = one.replace("\n", " ").replace("\t", " ").split()
            zero = not one.strip().strip("0.-")
            assert zero or all(word in kept.replace("\t", " ") for word in words), (one, read)


def test_initials_follow_the_readings_of_the_standard() -> None:
    assert "yhck" in initials("银行存款") and "qtysk" in initials("其他应收款") and "cqdtfy" in initials("长期待摊费用")
    assert "yjsfyjzzs" in initials("应交税费—应交增值税") and "yqndsytz" in initials("以前年度损益调整")
    assert len(initials("行" * 40)) <= 64


def corrected(world: World, voucher: Any, user: str = "wangfang", way: str = "whole", **cells: Any) -> Any:
    copy = world.must(user, "corrected_copy", voucher=voucher.id)
    rows = [row.model_dump() for row in copy.rows]
    for name, change in cells.items():
        rows[int(name[1:])] |= change
    return world.call(user, "correct_voucher", voucher=voucher.id, rows=rows, date="2026-11-25", way=way)


@pytest.mark.parametrize("way", ["whole", "difference"])
def test_a_correction_leaves_the_balances_of_the_right_voucher(world: World, way: str) -> None:
    post(world, typed(world, [RENT[0] | {"debit": "900.10"}, RENT[1]]))
    right = balances(world)
    (back,) = post(world, typed(world, [RENT[0] | {"debit": "-900.10"}, RENT[1]]))
    assert balances(world) == {}
    (wrong,) = post(world, typed(world))
    assert back.number != wrong.number
    outcome = corrected(world, wrong, way=way, r0={"debit": "900.10"}, r1={"credit": "900.10"})
    assert isinstance(outcome, Done), outcome
    made = outcome.result
    assert made.vouchers == (2 if way == "whole" else 1)
    own = world.call("wangfang", "confirm_proposal", proposal=made.proposal, digest=made.digest)
    assert isinstance(own, (Denied, Invalid))
    done = post(world, made)
    assert balances(world) == right
    if way == "whole":
        red, blue = done
        assert red.reverses == wrong.id and red.lines[0].memo.startswith(f"注销2026-11-20{wrong.number}号凭证")
        assert blue.lines[0].memo == f"订正2026-11-20{wrong.number}号凭证 办公用品"
        assert (red.kind, blue.kind) == (EntryKind.REVERSAL.name.lower(), EntryKind.CORRECTION.name.lower())
        assert world.must("limin", "open_voucher", voucher=wrong.id).reversed_by == red.id
        again = world.call("wangfang", "corrected_copy", voucher=wrong.id)
        assert places(again) == [("", "books.reversed_twice")]
        assert places(world.call("wangfang", "corrected_copy", voucher=red.id)) == [("", "books.is_reversal")]
    else:
        (difference,) = done
        assert [str(line.amount) for line in difference.lines] == ["-299.90", "-299.90"]
        assert f"调整2026-11-20{wrong.number}号凭证金额" in difference.lines[0].memo


def test_a_difference_is_refused_where_more_than_amounts_changed_or_nothing_did(world: World) -> None:
    (wrong,) = post(world, typed(world))
    other = corrected(world, wrong, way="difference", r0={"account": "660213"})
    assert places(other) == [("lines", "books.more_than_amounts")]
    assert places(corrected(world, wrong, way="difference")) == [("lines", "books.no_difference")]
    assert isinstance(corrected(world, wrong, r0={"account": "660213"}), Done)


def test_who_may_not_reverse_may_not_correct(world: World) -> None:
    (wrong,) = post(world, typed(world))
    for user in ("chenxiao", "zhaolei", "admin", "zhoujie"):
        assert isinstance(world.call(user, "corrected_copy", voucher=wrong.id), Denied), user
        assert isinstance(world.call(user, "correct_voucher", voucher=wrong.id, rows=RENT), Denied), user


def test_a_row_says_whether_it_is_empty() -> None:
    assert RowTyped(memo="x").empty and not RowTyped(credit="1").empty


def test_the_series_a_voucher_will_have_is_told_before_it_is_proposed(world: World) -> None:
    world.must("limin", "set_closing_fact", name="voucher_series", value="five", valid_from="2026-11-01")
    assert world.must("wangfang", "check_voucher", rows=RENT, date="2026-11-20").series == "银付"
    assert world.must("wangfang", "check_voucher", rows=RENT[:1], date="2026-11-20").series == ""
    made = typed(world)
    assert made.series == "银付"
    (voucher,) = post(world, made)
    assert voucher.number == "银付-0001"


def test_what_was_put_right_says_so_and_what_puts_it_right_too(world: World) -> None:
    (voucher,) = post(world, typed(world))
    assert world.must("limin", "open_voucher", voucher=voucher.id).corrected_by == ()
    rows = [
        {"was": 1, "account": "660204", "debit": "1250", "dims": {"department": "it"}},
        {"was": 2, "account": "100201", "credit": "1250"},
    ]
    made = world.must("wangfang", "correct_voucher", voucher=voucher.id, rows=rows, date="2026-11-21", way="difference")
    (later,) = post(world, made)
    (mark,) = world.must("limin", "open_voucher", voucher=voucher.id).corrected_by
    assert (mark.id, mark.number, mark.date) == (later.id, later.number, "2026-11-21")
    assert later.corrects is not None and later.corrects.id == voucher.id
    (paper,) = world.must("limin", "voucher_papers", voucher=voucher.id).papers
    assert paper.note == f"已由 2026-11-21 {later.number} 更正"


def test_an_error_of_an_earlier_year_goes_where_the_standard_says(world: World) -> None:
    world.must("limin", "open_month", period="2025-12")
    old = {"date": "2025-12-20", "memo": "办公用品", "lines": [
        {"account": "660204", "side": "debit", "amount_minor": 120000, "dims": {"department": "it"}},
        {"account": "100201", "side": "credit", "amount_minor": 120000}]}  # fmt: skip
    key = f"{world.run('2025-12', [old])}.1"
    rows = [
        {"was": 1, "account": "660204", "debit": "900", "dims": {"department": "it"}},
        {"was": 2, "account": "100201", "credit": "900"},
    ]
    given = {"voucher": key, "rows": rows, "date": "2026-11-21"}
    made = world.must("wangfang", "correct_voucher", **given)
    assert {line.account for line in made.lines} == {"6901", "100201"}
    (later,) = post(world, made)
    assert [one.id for one in world.must("limin", "open_voucher", voucher=key).corrected_by] == [later.id]


@pytest.mark.parametrize(("standard", "account"), [("cas", "6901"), ("CAS", "6901"), ("small", ""), ("ifrs", "3200")])
def test_the_account_of_earlier_years_is_the_standards(standard: str, account: str) -> None:
    assert prior_years(standard) == account
