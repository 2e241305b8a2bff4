"""Opening balances at any month: what differs is named, what is posted makes year opening, turnover and aging right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ledger.books.balances import open_items
from ledger.books.entries import Layer
from ledger.proof import verify
from ledger.reports.trial_balance import Span, leaf_rows
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany
from tools.outcome import Denied, Invalid

HEAD: list[object] = ["科目编码", "科目名称", "往来单位", "年初余额", "", "本年累计发生额", "", "期末余额", ""]
SIDES: list[object] = ["", "", "", "借方", "贷方", "借方", "贷方", "借方", "贷方"]
ROWS: list[list[object]] = [
    ["1001", "库存现金", "", "1,000.00", "", "500", "300", "1,200.00", ""],
    ["1002", "银行存款", "", "50000", "", "30000", "35500", "44500", ""],
    ["100201", "基本户", "", "50000", "", "30000", "35500", "44500", ""],
    ["1122", "应收账款", "", "8000", "", "20000", "21000", "7000", ""],
    ["1122", "应收账款", "苏州恒钢", "8000", "", "12000", "16000", "4000", ""],
    ["1122", "应收账款", "宁波启帆", "0", "", "8000", "5000", "3000", ""],
    ["220201", "应付账款", "", "", "6000", "9000", "7000", "", "4000"],
    ["220201", "应付账款", "杭州云帆", "", "6000", "9000", "7000", "", "4000"],
    ["4001", "实收资本", "", "", "50000", "", "", "", "50000"],
    ["410406", "未分配利润", "", "", "3000", "", "", "", "3000"],
    ["4103", "本年利润", "", "", "", "6000", "9000", "", "3000"],
    ["6001", "主营业务收入", "", "", "", "9000", "20000", "", "11000"],
    ["6602", "管理费用", "", "", "", "18300", "6000", "12300", ""],
    ["660211", "软件费", "", "", "", "18300", "6000", "12300", ""],
    ["1403", "原材料", "", "0", "", "6000", "0", "6000", ""],
    ["合计", "", "", "59000", "59000", "109800", "109800", "71000", "71000"],
]  # fmt: skip
ITEM_HEAD: list[object] = ["科目", "往来单位", "发票号", "日期", "到期日", "金额"]
ITEMS: list[list[object]] = [
    ["1122", "苏州恒钢", "A-17", "2025-12-05", "2026-02-03", "1500"],
    ["1122", "苏州恒钢", "B-03", "2026-09-01", "2026-10-31", "2500"],
    ["1122", "宁波启帆", "B-09", "2026/10/20", "2026-12-19", "3,000.00"],
    ["220201", "杭州云帆", "88120", "20261008", "2026-11-07", "4000"],
]  # fmt: skip


@pytest.fixture
def own(tenants: Tenants) -> Iterator[OwnCompany]:
    made = OwnCompany(tenants.store, "2026-11")
    yield made
    made.close()


def _files(
    own: OwnCompany, rows: list[list[object]] | None = None, items: list[list[object]] | None = None
) -> dict[str, Any]:
    table = [["新芽科技 2026年10月 科目余额表"], HEAD, SIDES, *(rows or ROWS)]
    return {"sha256": own.stage(table), "name": "余额表.csv", "create_parties": True,
            "items_sha256": own.stage([ITEM_HEAD, *(items or ITEMS)]), "items_name": "未清.csv"}  # fmt: skip


def _with(number: int, place: int, value: object) -> list[list[object]]:
    rows = [list(row) for row in ROWS]
    rows[number][place] = value
    return rows


def test_names_it_does_not_know_are_listed_and_nothing_is_changed(own: OwnCompany) -> None:
    given = _files(own) | {"create_parties": False}
    shown = own.must("sunli", "check_opening", **given)
    assert (shown.debit_minor, shown.credit_minor) == (7_100_000, 7_100_000)
    assert sorted(shown.unknown_parties) == ["宁波启帆", "杭州云帆", "苏州恒钢"]
    assert own.refused("sunli", "propose_opening", **given).count("opening.unknown_party") == 3
    assert own.must("sunli", "opening_state").next == "propose"


def _posted(own: OwnCompany) -> None:
    own.take_in("limin", "李敏", "controller")
    made = own.must("sunli", "propose_opening", **_files(own))
    assert made.settled_later
    assert made.checkers == ("李敏",)
    assert isinstance(own.call("sunli", "confirm_proposal", proposal=made.proposals[0], digest="00"), (Denied, Invalid))
    for proposal in made.proposals:
        own.confirm("limin", proposal)
    posted = own.post_what_was_confirmed()
    assert [bool(one.batch) for one in posted] == [True] * 3, posted
    assert own.must("sunli", "opening_state").next == "finish"
    last = own.must("sunli", "finish_opening")
    own.confirm("limin", last.proposals[0])
    (done,) = own.post_what_was_confirmed()
    assert done.batch, done
    assert own.must("sunli", "opening_state").next == "done"


def test_year_opening_turnover_and_documents_are_right_afterwards(own: OwnCompany) -> None:
    _posted(own)
    with own.house.store.read(own.tenant) as unit:
        assert verify(unit).clean
        rows = {row.account: row.base for row in leaf_rows(unit, "main", Span("2026-10", "2026-10"))}
        year = {row.account: row.base for row in leaf_rows(unit, "main", Span("2026-01", "2026-10"))}
        operating = {
            row.account: row.base for row in leaf_rows(unit, "main", Span("2026-01", "2026-10"), (Layer.OPERATING,))
        }
        items = open_items(unit, "main", "2026-10-31")
    expected = {  # year opening, turnover debit, turnover credit, closing: the file's own columns
        "1001": (100_000, 50_000, 30_000, 120_000), "100201": (5_000_000, 3_000_000, 3_550_000, 4_450_000),
        "1122": (800_000, 2_000_000, 2_100_000, 700_000), "220201": (-600_000, 900_000, 700_000, -400_000),
        "4001": (-5_000_000, 0, 0, -5_000_000), "410406": (-300_000, 0, 0, -300_000),
        "4103": (0, 600_000, 900_000, -300_000), "6001": (0, 900_000, 2_000_000, -1_100_000),
        "660211": (0, 1_830_000, 600_000, 1_230_000), "1403": (0, 600_000, 0, 600_000),
    }  # fmt: skip
    found = {code: (base.opening, base.year_debit, base.year_credit, base.closing) for code, base in year.items()}
    assert found == expected
    assert {code: (base.year_debit, base.year_credit) for code, base in rows.items()} == {
        code: one[1:3] for code, one in expected.items()
    }
    assert (operating["6001"].closing, operating["660211"].closing) == (-2_000_000, 1_830_000), (
        "what was earned and spent"
    )
    assert "4103" not in operating
    assert sorted((item.account, item.due_date, item.base_open_minor) for item in items) == [
        ("1122", "2026-02-03", 150_000), ("1122", "2026-10-31", 250_000), ("1122", "2026-12-19", 300_000),
        ("220201", "2026-11-07", -400_000),
    ]  # fmt: skip


def test_the_import_is_withdrawn_until_somebody_confirms_it(own: OwnCompany) -> None:
    own.take_in("limin", "李敏", "controller")
    own.must("sunli", "propose_opening", **_files(own))
    assert own.refused("sunli", "propose_opening", **_files(own)) == ["opening.there_already"]
    own.must("sunli", "withdraw_opening")
    made = own.must("sunli", "propose_opening", **_files(own))
    own.confirm("limin", made.proposals[0])
    assert own.refused("sunli", "withdraw_opening") == ["opening.confirmed_already"]
    assert own.refused("sunli", "finish_opening") == ["opening.not_posted_yet"]


@pytest.mark.parametrize(
    ("rows", "items", "codes"),
    [
        (_with(0, 7, "1,300.00"), None, {"opening.row_differs", "opening.total_closing"}),
        (_with(4, 8, "oops"), None, {"opening.not_a_figure"}),
        (_with(0, 0, "1088"), None, {"opening.unknown_account", "opening.total_year", "opening.total_turnover", "opening.total_closing"}),
        (None, ITEMS[1:], {"opening.control"}),
        (None, [*ITEMS, ["1001", "苏州恒钢", "x", "", "", "5"]], {"opening.not_open_item"}),
        (None, [[*ITEMS[0][:3], "2026-13-05", *ITEMS[0][4:]], *ITEMS[1:]], {"opening.not_a_day"}),
        (None, [[*ITEMS[0][:3], "2026-11-05", *ITEMS[0][4:]], *ITEMS[1:]], {"opening.item_too_late"}),
    ],
)  # fmt: skip
def test_every_difference_is_named_and_keeps_it_from_being_proposed(
    own: OwnCompany, rows: list[list[object]] | None, items: list[list[object]] | None, codes: set[str]
) -> None:
    assert set(own.refused("sunli", "propose_opening", **_files(own, rows, items))) == codes
    assert own.must("sunli", "opening_state").next == "propose"


def test_an_account_the_chart_lacks_is_chosen_or_added(own: OwnCompany) -> None:
    rows = _with(0, 0, "1001.88")
    shown = own.must("sunli", "check_opening", **_files(own, rows))
    assert [(one.code, one.parent) for one in shown.unknown] == [("100188", "1001")]
    chosen = _files(own, rows) | {"choices": {"100188": "1001"}}
    assert own.must("sunli", "check_opening", **chosen).unknown == ()
    own.must("sunli", "propose_opening", **(_files(own, rows) | {"choices": {"100188": "+"}}))
    assert "100188" in [one.code for one in own.must("sunli", "show_chart").accounts]


def test_at_the_beginning_of_a_year_balances_are_enough(tenants: Tenants) -> None:
    own = OwnCompany(tenants.store, "2026-01")
    own.take_in("limin", "李敏", "controller")
    table: list[list[object]] = [["Account", "Account name", "Party", "Debit balance", "Credit balance"], ["1001", "Cash", "", "250.10", ""],
                                 ["1122", "Receivables", "Muster GmbH", "1.234,00", ""], ["4001", "Capital", "", "", "1.484,10"]]  # fmt: skip
    given = {"sha256": own.stage(table), "name": "tb.csv", "create_parties": True}
    made = own.must("sunli", "propose_opening", **given)
    own.confirm("limin", made.proposals[0])
    (posted,) = own.post_what_was_confirmed()
    assert (posted.period, bool(posted.batch)) == ("2025-12+1", True)
    with own.house.store.read(own.tenant) as unit:
        (cash, owed, _) = leaf_rows(unit, "main", Span("2026-01", "2026-01"))
        assert (cash.base.opening, cash.base.year_debit, owed.base.opening) == (25_010, 0, 123_400)
        assert len(open_items(unit, "main", "2026-01-01")) == 1
        assert verify(unit).clean
    own.close()
