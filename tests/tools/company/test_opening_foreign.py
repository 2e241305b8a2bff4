"""An opening in foreign currencies and with dimensions of one's own: both amounts are posted, the next month end revalues."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ledger.books.balances import open_items
from ledger.proof import verify
from ledger.reports.trial_balance import Span, leaf_rows
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany

COLUMNS: list[object] = ["科目编码", "往来单位", "项目", "币种", "年初余额原币", "年初余额本位币", "累计借方原币", "本年累计借方",
                         "累计贷方原币", "本年累计贷方", "期末余额原币", "期末余额"]  # fmt: skip
ROWS: list[list[object]] = [
    ["1002", "", "", "", "", "85500", "", "", "", "", "", "93700"],
    ["100201", "", "", "CNY", "", "50000", "", "30000", "", "22000", "", "58000"],
    ["100201", "", "", "美元", "5000", "35500", "1000", "7100", "900", "6900", "5100", "35700"],
    ["1122", "", "", "USD", "2000", "14200", "3000", "21300", "3200", "22900", "1800", "12600"],
    ["1122", "Acme Inc", "", "USD", "2000", "14200", "3000", "21300", "3200", "22900", "1800", "12600"],
    ["220201", "Parts Ltd", "", "USD", "-1000", "-7100", "1000", "7100", "0", "0", "0", "0"],
    ["4001", "", "", "", "", "92600", "", "0", "", "0", "", "92600"],
    ["6001", "", "", "", "", "0", "", "0", "", "20700", "", "20700"],
    ["660211", "", "P1", "", "", "0", "", "7000", "", "0", "", "7000"],
]
ITEMS: list[list[object]] = [
    ["科目", "往来单位", "发票号", "日期", "到期日", "币种", "原币金额", "金额"],
    ["1122", "Acme Inc", "E-7", "2025-11-30", "2026-01-31", "USD", "500", "3500"],
    ["1122", "Acme Inc", "E-9", "2026-09-30", "2026-11-30", "USD", "1,300.00", "9100"],
]


def _rows() -> list[list[object]]:
    """Payables stand on the credit side: their figures have no sign there."""
    rows = [list(row) for row in ROWS]
    rows[5][4], rows[5][5] = "1000", "7100"
    return rows


@pytest.fixture
def own(tenants: Tenants) -> Iterator[OwnCompany]:
    made = OwnCompany(tenants.store, "2026-11")
    made.take_in("limin", "李敏", "controller")
    yield made
    made.close()


def _files(
    own: OwnCompany, rows: list[list[object]] | None = None, items: list[list[object]] | None = None
) -> dict[str, Any]:
    return {"sha256": own.stage([COLUMNS, *(rows or _rows())]), "name": "余额表.csv", "create_parties": True,
            "items_sha256": own.stage(items or ITEMS), "items_name": "未清.csv"}  # fmt: skip


def _project(own: OwnCompany) -> None:
    own.must("sunli", "add_dimension", code="project", name="项目", name_en="Project")
    own.must("sunli", "add_dimension_value", dimension="project", code="P1", name="一号线")


def _posted(own: OwnCompany) -> None:
    _project(own)
    _post(own, _files(own))


def _post(own: OwnCompany, files: dict[str, Any]) -> None:
    for tool, given in (("propose_opening", files), ("finish_opening", {})):
        for proposal in own.must("sunli", tool, **given).proposals:
            own.confirm("limin", proposal)
        posted = own.post_what_was_confirmed()
        assert all(one.batch for one in posted), posted


def test_both_amounts_are_posted_and_exactly_the_open_documents_are_left(own: OwnCompany) -> None:
    _posted(own)
    with own.house.store.read(own.tenant) as unit:
        assert verify(unit).clean
        rows = {(row.account, row.currency): row for row in leaf_rows(unit, "main", Span("2026-01", "2026-10"))}
        items = open_items(unit, "main", "2026-10-31", residues=True)
        by_project = {row.dimension: row.base.closing
                      for row in leaf_rows(unit, "main", Span("2026-10", "2026-10"), by="project") if row.account == "660211"}  # fmt: skip
    assert by_project == {"P1": 700_000}
    dollars = {key: (row.amount.opening, row.amount.year_debit, row.amount.year_credit, row.amount.closing, row.base.closing)
               for key, row in rows.items() if key[1] == "USD"}  # fmt: skip
    assert dollars == {
        ("100201", "USD"): (500_000, 100_000, 90_000, 510_000, 3_570_000),
        ("1122", "USD"): (200_000, 300_000, 320_000, 180_000, 1_260_000),
        ("220201", "USD"): (-100_000, 100_000, 0, 0, 0),
    }
    assert rows["100201", "CNY"].base.closing == 5_800_000
    assert [(one.currency, one.due_date, one.open_minor, one.base_open_minor) for one in items] == [
        ("USD", "2026-01-31", 50_000, 350_000), ("USD", "2026-11-30", 130_000, 910_000),
    ]  # fmt: skip


def test_the_next_month_end_revalues_what_was_opened(own: OwnCompany) -> None:
    _posted(own)
    own.must("limin", "set_rate", currency="USD", day="2026-11-30", rate="7.2", source="test")
    made = own.must("sunli", "propose_month_end", period="2026-11", step="revaluation")
    own.confirm("limin", made.proposal)
    assert all(one.batch for one in own.post_what_was_confirmed())
    with own.house.store.read(own.tenant) as unit:
        rows = {
            (row.account, row.currency): row.base.closing for row in leaf_rows(unit, "main", Span("2026-11", "2026-11"))
        }
    assert rows["100201", "USD"] == 510_000 * 72 // 10
    assert rows["1122", "USD"] == 180_000 * 72 // 10


def test_every_difference_of_a_foreign_row_is_named(own: OwnCompany) -> None:
    _project(own)

    def codes(place: int, column: int, value: object) -> set[str]:
        rows = _rows()
        rows[place][column] = value
        return set(own.refused("sunli", "propose_opening", **_files(own, rows)))

    assert codes(2, 10, "5200") == {"opening.row_differs"}
    assert codes(4, 10, "1900") == {"opening.row_differs", "opening.control"}
    assert codes(2, 3, "XYZ") >= {"opening.unknown_currency"}
    assert codes(8, 2, "P9") == {"opening.unknown_value"}
    assert codes(2, 6, "-1000") == {"opening.row_differs", "opening.signs_differ"}
    assert set(
        own.refused("sunli", "propose_opening", **_files(own, None, [ITEMS[0], [*ITEMS[1][:6], "", "3500"], ITEMS[2]]))
    ) == {"opening.foreign_item", "opening.control"}
    plain = [[row[place] for place in (0, 1, 2, 3, 5, 7, 9, 11)] for row in [COLUMNS, *_rows()]]
    given = {**_files(own), "sha256": own.stage(plain)}
    assert "opening.foreign" in own.refused("sunli", "propose_opening", **given)


def _dollars_and_total(own: OwnCompany, total: list[object], *more: list[object]) -> dict[str, Any]:
    """The sheet without the bank's row in base currency, with what stands for it."""
    _project(own)
    rows = _rows()
    rows[1:2] = [total, *more]
    return _files(own, rows)


TOTAL: list[object] = ["100201", "", "", "", "", "85500", "", "37100", "", "28900", "", "93700"]


@pytest.mark.parametrize("first", [True, False])
def test_a_part_in_base_currency_that_no_row_names_is_what_the_total_leaves(own: OwnCompany, *, first: bool) -> None:
    _project(own)
    rows = _rows()
    rows[1:3] = [TOTAL, rows[2]] if first else [rows[2], TOTAL]
    given = _files(own, rows)
    shown = own.must("sunli", "check_opening", **given)
    assert shown.differences == () and len(shown.rests) == 1
    assert f"第 {3 if first else 4} 行 100201" in shown.rests[0] and "58,000.00" in shown.rests[0]
    _post(own, given)
    with own.house.store.read(own.tenant) as unit:
        rows_of = {(row.account, row.currency): row for row in leaf_rows(unit, "main", Span("2026-01", "2026-10"))}
    bank = rows_of["100201", "CNY"].base
    assert (bank.opening, bank.year_debit, bank.year_credit, bank.closing) == (
        5_000_000,
        3_000_000,
        2_200_000,
        5_800_000,
    )
    assert rows_of["100201", "USD"].base.closing == 3_570_000


def test_a_total_beside_a_row_of_every_currency_is_held_against_them(own: OwnCompany) -> None:
    named: list[object] = ["100201", "", "", "CNY", "", "50000", "", "30000", "", "22000", "", "58000"]
    given = _dollars_and_total(own, named, TOTAL)
    shown = own.must("sunli", "check_opening", **given)
    assert (shown.differences, shown.rests) == ((), ())
    rows = _rows()
    rows[1:2] = [named, [*TOTAL[:11], "93701"]]
    assert "opening.currencies_differ" in own.refused("sunli", "propose_opening", **_files(own, rows))


def test_what_a_total_leaves_to_nobody_or_to_less_than_nothing_is_refused(own: OwnCompany) -> None:
    less: list[object] = ["100201", "", "", "", "", "50000", "", "3000", "", "2200", "", "50800"]
    assert "opening.rest_unknown" in own.refused("sunli", "propose_opening", **_dollars_and_total(own, less))
    rows = _rows()
    rows.insert(4, ["1122", "", "", "", "", "14300", "", "21300", "", "22900", "", "12700"])
    assert "opening.rest_whose" in own.refused("sunli", "propose_opening", **_files(own, rows))
    rows[4] = ["1122", "Acme Inc", "", "", "", "14300", "", "21300", "", "22900", "", "12700"]
    shown = own.must("sunli", "check_opening", **_files(own, rows))
    assert len(shown.rests) == 1 and "100.00" in shown.rests[0]
