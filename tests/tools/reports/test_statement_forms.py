"""报表格式: a company's own rows are checked before they are kept, and statements are drawn by them from a month on."""

from __future__ import annotations

import io
from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter

from ledger.books.accounts import create_dimension, create_values
from ledger.books.entries import credit, debit
from ledger.charts import chart, layouts
from ledger.charts.own_layout import Given, Known, own_layout, own_rows
from ledger.core import Problem
from tests.ledger.books import small
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany
from tests.world import World
from tools.outcome import Denied, Invalid
from tools.shared.form_files import HEADS, form_file, read_form

Rows = list[dict[str, str]]
NAMED = frozenset({"data_resource"})


@pytest.fixture
def own(tenants: Tenants) -> Iterator[OwnCompany]:
    made = OwnCompany(tenants.store, "2026-10")
    made.take_in("limin", "李敏", "accountant")
    yield made
    made.close()


def _file(rows: Rows) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for line, row in enumerate([dict(zip(HEADS, HEADS, strict=True)), *rows]):
            for place, head in enumerate(HEADS):
                page.write_string(line, place, row[head])
    return made.getvalue()


def _rows(own: Any, user: str) -> Rows:
    made = own.must(user, "form_workbook")
    return [dict(one.cells) for one in read_form(b64decode(made.content), made.name)]


def _at(rows: Rows, row: str) -> dict[str, str]:
    return next(one for one in rows if one["row"] == row)


def _staged(own: Any, rows: Rows) -> dict[str, str]:
    kept = own.house.stage(own.tenant, _file(rows))
    assert isinstance(kept, str)
    return {"sha256": kept, "name": "form.xlsx"}


def _apart(rows: Rows) -> Rows:
    """Cash on hand in a row of its own above the bank."""
    _at(rows, "A01")["feed"] = "1002 1012"
    place = rows.index(_at(rows, "A01"))
    cash = {**_at(rows, "A01"), "row": "A00", "name_zh": "库存现金", "name_en": "Cash on hand", "feed": "1001"}
    _at(rows, "A14")["feed"] = "A00 " + _at(rows, "A14")["feed"]
    return [*rows[:place], cash, *rows[place:]]


@pytest.mark.parametrize("form", layouts(), ids=lambda one: one.layout)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_shipped_form_goes_out_and_comes_back_as_it_is(form: Any, language: str) -> None:
    rows = own_rows(form)
    back = read_form(form_file(rows, language), "form.xlsx")
    assert [one.cells for one in back] == [{head: row[head] for head in HEADS} for row in rows]
    parents = {row.parent for row in chart(form.standard)}
    known = Known({row.code: row.name_zh for row in chart(form.standard) if row.code not in parents}, NAMED)
    assert own_layout(form, back, known)[1] == []


def _gone(rows: Rows) -> None:
    _at(rows, "A09")["feed"] = _at(rows, "A09")["feed"].replace("1401 ", "")


def _twice(rows: Rows) -> None:
    _at(rows, "A10")["feed"] += " 1001"


def _half(rows: Rows) -> None:
    _at(rows, "A05")["feed"] = _at(rows, "A05")["feed"].replace("1122:party-debit", "1122")


def _uncounted(rows: Rows) -> None:
    _at(rows, "A14")["feed"] = "A02..A13"


def _counted_twice(rows: Rows) -> None:
    _at(rows, "A39")["feed"] += " A01"


def _wrong_side(rows: Rows) -> None:
    _at(rows, "R02")["sign"] = "credit"


def _no_total(rows: Rows) -> None:
    rows.remove(_at(rows, "A39"))


def _below(rows: Rows) -> None:
    _at(rows, "A14")["feed"] += " A39"


def _like(rows: Rows, row: str, feed: str) -> None:
    _at(rows, row)["feed"] = _at(rows, row)["feed"].replace("2702:over-year=2701", feed)


def _of_which(rows: Rows, above: str, feed: str, name: str = "其中：一部分") -> None:
    """A 其中 row below a row, which is no part of any total."""
    place, row = rows.index(_at(rows, above)), _at(rows, above)
    rows.insert(place + 1, {**row, "row": f"{above}a", "name_zh": name, "name_en": "Of which a part", "kind": "memo",
                            "feed": feed, "level": "2", "note": ""})  # fmt: skip


@pytest.mark.parametrize(("spoil", "code", "said"), [
    (_gone, "form.account_nowhere", "1401"), (_twice, "form.account_twice", "1001"), (_half, "form.account_twice", "1122"),
    (_uncounted, "form.uncounted", "A01"), (_counted_twice, "form.uncounted", "A01"), (_wrong_side, "form.uncounted", "R02"),
    (_no_total, "form.uncounted", "A39"), (_below, "form.no_part", "A39"),
    (lambda rows: _at(rows, "A01").update(feed="1001 1002 1012 9999"), "form.no_account", "9999"),
    (lambda rows: _at(rows, "A01").update(feed="1001:some 1002 1012"), "form.no_take", "some"),
    (lambda rows: _at(rows, "A09a").update(feed="1405@colour"), "form.no_dimension", "colour"),
    (lambda rows: _at(rows, "A09a").update(feed="1601@data_resource"), "form.of_which", "1601"),
    (lambda rows: _at(rows, "R07a").update(feed="660301@colour"), "form.no_dimension", "colour"),
    (lambda rows: _at(rows, "R07a").update(feed="6601@data_resource"), "form.of_which", "R07a"),
    (lambda rows: _at(rows, "R07a").update(feed="660301@data_resource:debit"), "form.half_by_dimension", "R07a"),
    (lambda rows: _at(rows, "R04").update(feed="6601@data_resource"), "form.line_by_dimension", "R04"),
    (lambda rows: _at(rows, "A09a").update(feed="1405@data_resource:within-year"), "form.half_by_dimension", "A09a"),
    (lambda rows: _of_which(rows, "A05", "1122@data_resource"), "form.more_than_above", "A05a"),
    (lambda rows: _of_which(rows, "A12", "1531:over-year"), "form.more_than_above", "1531"),
    (lambda rows: _like(rows, "L24", "2702:over-year=2711"), "form.like_another", "L24"),
    (lambda rows: _like(rows, "L24", "2702:over-year=2501"), "form.like_another", "L24"),
    (lambda rows: _like(rows, "L24", "2702:over-year"), "form.like_another", "L24"),
    (lambda rows: _like(rows, "L24", "2702:over-year=9999"), "form.no_account", "9999"),
    (lambda rows: _at(rows, "A01").update(row="A02"), "form.row_twice", "A02"),
    (lambda rows: _at(rows, "A01").update(kind="heading"), "form.no_kind", "heading"),
    (lambda rows: _at(rows, "A01").update(level="x"), "form.no_sign", "A01"),
    (lambda rows: _at(rows, "A01").update(statement="cash_flow"), "form.no_statement", "cash_flow"),
    (lambda rows: _at(rows, "A01").update(name_zh="", name_en=""), "form.no_name", "A01"),
    (lambda rows: rows.clear(), "form.rows_count", "0"),
])  # fmt: skip
def test_what_is_no_form_is_refused_with_its_place(spoil: Callable[[Rows], None], code: str, said: str) -> None:
    form = next(one for one in layouts() if one.layout == "cas_2019")
    rows = [dict(row) for row in own_rows(form)]
    spoil(rows)
    parents = {row.parent for row in chart("cas")}
    known = Known({row.code: row.name_zh for row in chart("cas") if row.code not in parents}, NAMED)
    _, faults = own_layout(form, [Given(place, row) for place, row in enumerate(rows, 2)], known)
    found = [one for one in faults if one.code == code]
    assert found and any(said in f"{dict(one.parameters)}{one.where}" for one in found), faults
    assert all(one.text("zh") and one.text("en") for one in faults if isinstance(one, Problem))


def test_a_form_of_ones_own_holds_from_its_month_and_ends(own: OwnCompany) -> None:
    rows = _apart(_rows(own, "limin"))
    given = _staged(own, rows)
    checked = own.must("limin", "check_form", **given)
    assert (checked.faults, checked.missing) == ((), ())
    assert [one.split()[0] for one in checked.added] == ["A00"]
    assert [one.split()[0] for one in checked.changed] == ["A01", "A14"]
    assert own.refused("limin", "keep_form", **given) == ["form.no_title"]
    own.must("limin", "keep_form", **given, title="管理格式", valid_from="2026-11-01")
    before, since = (own.must("limin", "balance_sheet", as_of=day) for day in ("2026-10-31", "2026-11-30"))
    assert "A00" not in [row.row for row in before.rows] and before.layout == "cas_2019"
    assert "A00" in [row.row for row in since.rows] and since.layout_name == "管理格式"
    assert own.must("limin", "cash_flow", as_of="2026-11-30").rows  # that statement is the prescribed one's
    assert own.must("limin", "income_statement", as_of="2026-11-30").rows
    assert own.must("limin", "balance_sheet", as_of="2026-11-30", layout="cas_2019").layout == "cas_2019"
    shown = own.must("limin", "statement_forms")
    assert shown.own and [one.valid_from for one in shown.kept] == [date(2026, 11, 1)]
    own.must("limin", "prescribed_form", valid_from="2026-12-01")
    assert own.must("limin", "balance_sheet", as_of="2026-12-31").layout == "cas_2019"
    assert own.must("limin", "balance_sheet", as_of="2026-11-30").layout == since.layout


def test_the_income_statement_shows_parts_by_dimension_in_every_column(own: OwnCompany) -> None:
    """The row comes and goes as a workbook, shows what has the value, and changes no other row."""
    with own.house.store.write(own.tenant) as unit:
        create_dimension(unit, "market", "市场", "Market")
        create_values(unit, "market", {"north": "北方", "south": "南方"})
        create_values(unit, "department", {"D9": "销售部"})
    for day, amount, dims in (
        ("2026-10-20", "30", {"market": "north"}), ("2026-11-20", "70", {"market": "north"}),
        ("2026-11-20", "5", {"market": "south"}), ("2026-11-21", "100", {}),
    ):  # fmt: skip
        _spent(own, day, amount, dims)
    plain = {row.row: row for row in own.must("limin", "income_statement", as_of="2026-11-30").rows}
    rows = _rows(own, "limin")
    _of_which(rows, "R04", "6601@market", "其中：有市场的")
    _of_which(rows, "R04a", "6601@market=north", "其中：北方")
    assert [one.cells for one in read_form(form_file(rows, "en"), "f.xlsx")] == [
        {head: row[head] for head in HEADS} for row in rows
    ]
    given = _staged(own, rows)
    checked = own.must("limin", "check_form", **given)
    assert checked.faults == () and [one.split()[0] for one in checked.added] == ["R04a", "R04aa"]
    own.must("limin", "keep_form", **given, title="分市场", valid_from="2026-10-01")
    found = own.must(
        "limin", "income_statement", as_of="2026-11-30", compare_period={"start": "2026-10-01", "end": "2026-10-31"}
    )
    shown = {row.row: row for row in found.rows}
    assert {name: (row.amount, row.to_date) for name, row in shown.items() if name in plain} == {
        name: (row.amount, row.to_date) for name, row in plain.items()
    }
    assert [(shown[row].amount, shown[row].compared, shown[row].to_date, shown[row].last_year) for row in ("R04", "R04a", "R04aa")] == [
        (175, 30, 205, 0), (75, 30, 105, 0), (70, 30, 100, 0),
    ]  # fmt: skip
    assert _rows(own, "limin") == rows


def _spent(own: OwnCompany, day: str, amount: str, dims: dict[str, str]) -> None:
    """Selling expenses paid by bank."""
    line = debit("660101", amount, dims={"department": "D9", **dims})
    spent = small.entry(line, credit("100201", amount), day=day)
    small.posted(own.house.store, own.tenant, spent, period=day[:7])


def test_the_own_form_carries_what_is_posted_and_both_sides_agree(world: World) -> None:
    world.history("V0001", "660213", [1_000_00, 2_500_00])
    rows = _rows(world, "limin")
    kept = world.house.stage(world.tenant, _file(_apart(rows)))
    world.must("limin", "keep_form", sha256=kept, name="form.xlsx", title="自有")
    prescribed = world.must("limin", "balance_sheet", layout="cas_2019")
    mine = world.must("limin", "balance_sheet")
    totals = {row.row: row.amount for row in prescribed.rows}
    assert mine.balanced and mine.layout != "cas_2019"
    assert {row.row: row.amount for row in mine.rows if row.row != "A00"} == totals
    assert totals["A39"] == totals["E10"] and any(amount != Decimal(0) for amount in totals.values())


def test_an_account_left_out_by_name_is_refused_once_it_holds_something(world: World) -> None:
    rows = _rows(world, "limin")
    _at(rows, "L05")["feed"] = _at(rows, "L05")["feed"].replace("2202:party-credit", "").strip()
    pre = next(row for row in rows if "2202:party-debit" in row["feed"])
    pre["feed"] = pre["feed"].replace("2202:party-debit", "").strip()
    rows.append({**dict.fromkeys(HEADS, ""), "statement": "balance_sheet", "row": "X1", "name_zh": "不用供应商往来",
                 "kind": "left_out", "feed": "2202", "level": "0", "sign": "credit"})  # fmt: skip
    kept = world.house.stage(world.tenant, _file(rows))
    world.must("limin", "keep_form", sha256=kept, name="form.xlsx", title="无应付")
    assert "X1" not in [row.row for row in world.must("limin", "balance_sheet").rows]
    world.history("V0001", "660213", [1_000_00])
    refused = world.call("limin", "balance_sheet")
    assert isinstance(refused, Invalid) and refused.problems[0].code == "report.misplaced"


def test_only_who_keeps_the_chart_keeps_the_form(world: World) -> None:
    kept = world.house.stage(world.tenant, _file(_apart(_rows(world, "limin"))))
    for user in ("chenxiao", "zhoujie"):
        assert isinstance(world.call(user, "keep_form", sha256=kept, name="f.xlsx", title="x"), Denied)
    assert isinstance(world.call("limin", "prescribed_form"), Invalid)
