"""A company's own chart: completed from the standard one, compared with it, faults by row."""

from __future__ import annotations

from ledger.charts.chart import chart
from ledger.charts.own_chart import OwnRow, compare, own_chart


def _rows(*given: tuple[str, ...]) -> list[OwnRow]:
    return [OwnRow(place, *one) for place, one in enumerate(given, 2)]


def test_what_a_file_leaves_out_comes_from_the_standard_chart_or_from_above() -> None:
    rows, faults = own_chart(
        _rows(
            ("1002", "银行存款"),
            ("10020188", "招行"),
            ("100201", "基本户"),
            ("6602", "管理费用"),
            ("660288", "茶水费"),
            ("2202", "应付账款"),
        ),
        "cas",
    )
    assert faults == []
    found = {one.code: one for one in rows}
    assert [one.code for one in rows][:3] == ["1002", "2202", "6602"], "parents first"
    assert (found["10020188"].parent, found["10020188"].kind, found["10020188"].side) == ("100201", "asset", "debit")
    assert (found["660288"].kind, found["660288"].side) == ("expense", "debit")
    assert found["2202"].side == "credit"


def test_types_and_sides_are_read_in_both_languages() -> None:
    rows, faults = own_chart(
        _rows(
            ("9001", "代管物资", "", "资产", "借"),
            ("9002", "Grants", "Grants", "Revenue", ""),
            ("9003", "罚没", "", "损益", "贷"),
            ("9004", "x", "", "费用", ""),
        ),
        "cas",
    )
    assert faults == []
    assert {one.code: (one.kind, one.side) for one in rows} == {
        "9001": ("asset", "debit"), "9002": ("income", "credit"), "9003": ("income", "credit"), "9004": ("expense", "debit"),
    }  # fmt: skip


def test_each_row_with_a_fault_is_named() -> None:
    _, faults = own_chart(
        _rows(("1001", "现金"), ("1001", "现金"), ("", "x"), ("77", "?"), ("88", "y", "", "资产", "", "87")), "cas"
    )
    assert sorted((one.code, one.where) for one in faults) == [
        ("chart.row_lacks", "row.4"), ("chart.row_no_parent", "row.6"), ("chart.row_no_type", "row.5"), ("chart.row_twice", "row.3"),
    ]  # fmt: skip
    assert all(one.text(language) for one in faults for language in ("zh", "en"))


def test_the_standard_chart_does_not_differ_from_itself_and_a_changed_one_does() -> None:
    standard = chart("cas")
    own, faults = own_chart(
        [OwnRow(1, one.code, one.name_zh, one.name_en, one.kind, one.side, one.parent) for one in standard], "cas"
    )
    assert faults == []
    same = compare(own, standard)
    assert (same.added, same.missing, same.renamed, same.retyped) == ((), (), (), ())
    rows, _ = own_chart(
        _rows(("1001", "现金箱"), ("1602", "累计折旧", "", "资产", "借"), ("100188", "门店备用金")), "cas"
    )
    found = compare(rows, standard)
    assert (found.added, found.renamed, found.retyped) == (("100188",), ("1001",), ("1602",))
    assert "1002" in found.missing
