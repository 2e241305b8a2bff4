"""The chart of a company: replaced while the books are empty, extended and renamed later, never deleted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ledger.proof import verify
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany
from tools.outcome import Done, Invalid

HEAD: list[object] = ["科目编码", "科目名称", "类别", "余额方向"]


@pytest.fixture
def own(tenants: Tenants) -> Iterator[OwnCompany]:
    made = OwnCompany(tenants.store)
    yield made
    made.close()


def _own_file(own: OwnCompany) -> dict[str, str]:
    rows: list[list[object]] = [["新芽科技 科目表", "", "", ""], HEAD, ["1001", "库存现金", "资产", "借"], ["1002", "银行存款", "资产", "借"],
                                ["1002.01", "招行 8812", "", ""], ["6602", "管理费用", "损益", "借"], ["4001", "实收资本", "权益", "贷"],
                                ["9901", "代管", "资产", "借"]]  # fmt: skip
    return {"sha256": own.stage(rows), "name": "科目.csv"}


def _active(own: OwnCompany) -> dict[str, Any]:
    return {one.code: one for one in own.must("sunli", "show_chart").accounts if one.active}


def test_a_dry_run_says_what_differs_and_changes_nothing(own: OwnCompany) -> None:
    before = _active(own)
    shown = own.must("sunli", "check_chart", **_own_file(own))
    assert shown.count == 6
    assert [one.code for one in shown.added] == ["9901"]
    assert "2202" in [one.code for one in shown.missing]
    assert [(one.code, one.was) for one in shown.renamed] == [("100201", "银行存款—基本户")]
    assert [one.code for one in shown.unplaced] == ["9901"], "no row of the statements would hold it"
    assert _active(own) == before


def test_ones_own_chart_takes_the_place_of_the_standard_one(own: OwnCompany) -> None:
    own.must("sunli", "take_chart", **_own_file(own))
    found = _active(own)
    assert sorted(found) == ["1001", "1002", "100201", "4001", "6602", "9901"]
    assert (found["1002"].postable, found["100201"].name_zh, found["6602"].postable) == (False, "招行 8812", True)
    own.must("sunli", "take_chart", **_own_file(own))
    assert sorted(_active(own)) == sorted(found), "twice is once"
    with own.house.store.read(own.tenant) as unit:
        assert verify(unit).clean


def _post_one(own: OwnCompany) -> None:
    own.take_in("limin", "李敏", "controller")
    lines = [
        {"account": "1001", "side": "debit", "amount": "12.50"},
        {"account": "4001", "side": "credit", "amount": "12.50"},
    ]
    made = own.must("sunli", "propose_voucher", lines=lines, memo="投资款", date="2026-11-20")
    own.must("sunli", "submit_proposal", proposal=made.proposal, digest=made.digest)
    own.confirm("limin", made.proposal)
    (posted,) = own.post_what_was_confirmed()
    assert posted.batch, posted


def test_a_chart_in_use_is_not_replaced_but_goes_on_growing(own: OwnCompany) -> None:
    _post_one(own)
    assert own.refused("sunli", "take_chart", **_own_file(own)) == ["chart.books_in_use"]
    made = own.must("sunli", "add_account", parent="6602", code="66028801", name="茶水费")
    found = _active(own)[made.code]
    assert (found.type, found.postable, found.parent) == ("expense", True, "6602")
    assert own.refused("sunli", "add_account", parent="1001", code="100101", name="零钱") == ["books.parent_in_use"]
    own.must("sunli", "change_account", code="66028801", name="茶点费", active=False)
    assert "66028801" not in _active(own)
    own.must("sunli", "change_account", code="66028801", active=True)
    assert _active(own)["66028801"].name_zh == "茶点费"


@pytest.mark.parametrize(
    ("asked", "code"),
    [({"parent": "6602", "code": "6603", "name": "x"}, "chart.code_of_parent"), ({"parent": "6602", "code": "6602", "name": "x"}, "chart.code_of_parent"),
     ({"parent": "0000", "code": "00001", "name": "x"}, "books.unknown_account"), ({"parent": "6602", "code": "660299", "name": ""}, "chart.no_name")],
)  # fmt: skip
def test_what_is_no_sub_account_is_refused(own: OwnCompany, asked: dict[str, str], code: str) -> None:
    assert own.refused("sunli", "add_account", **asked) == [code]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", b"a,b\n1,2\n", b"\x00\x01\x02"]
)
def test_a_file_that_is_no_chart_is_refused_with_a_sentence(own: OwnCompany, data: bytes) -> None:
    staged = own.house.stage(own.tenant, data)
    if not isinstance(staged, str):
        return
    outcome = own.call("sunli", "check_chart", sha256=staged, name="x.csv")
    assert isinstance(outcome, Invalid), outcome
    assert not isinstance(outcome, Done)
