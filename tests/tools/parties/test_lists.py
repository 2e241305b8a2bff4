"""Lists of vendors and customers: by header aliases, doubles shown, bank accounts unapproved."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ledger.business.parties import parties
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany
from tools.outcome import Denied

KINGDEE: list[list[object]] = [
    ["供应商列表"], ["编码", "供应商名称", "统一社会信用代码", "账期", "开户银行", "银行账号"],
    ["01", "苏州恒钢金属有限公司", "91320505MA1LHY208R", "30天", "工行苏州分行", "6222 0011"],
    ["02", "宁波启帆物流有限公司", "", "", "", ""], ["03", "苏州恒钢金属（有限公司）", "", "60", "", "777"],
    ["04", "", "", "", "", "1"],
]  # fmt: skip
DATEV: list[list[object]] = [
    ["Konto", "Unternehmen", "EU-UStID", "IBAN-Nr.", "Art"],
    ["10001", "Muster GmbH", "DE136695976", "DE44500105175407324931", "Debitor"],
]


@pytest.fixture
def own(tenants: Tenants) -> Iterator[OwnCompany]:
    made = OwnCompany(tenants.store)
    yield made
    made.close()


def test_a_list_is_looked_at_then_taken_without_its_doubles(own: OwnCompany) -> None:
    given = {"sha256": own.stage(KINGDEE), "name": "供应商.csv"}
    shown = own.must("sunli", "check_parties", **given)
    assert [one.state for one in shown.rows] == ["new", "new", "double", "faulty"]
    assert (shown.new, shown.doubles, shown.faulty, shown.accounts) == (2, 1, 1, 1)
    with own.house.store.read(own.tenant) as unit:
        assert parties(unit) == [], "looking changes nothing"
    own.must("sunli", "import_parties", **given)
    with own.house.store.read(own.tenant) as unit:
        first, second = parties(unit)
    assert (first.party_id, first.name, first.terms_days, first.approved) == (
        "V0001",
        "苏州恒钢金属有限公司",
        30,
        False,
    )
    assert [(one.number, one.approved) for one in first.accounts] == [("62220011", False)]
    assert second.approved, "nothing about it waits for anybody"
    again = own.must("sunli", "import_parties", **given)
    assert (again.new, again.doubles) == (0, 3)


def test_other_programs_headers_and_kinds_are_understood(own: OwnCompany) -> None:
    own.must("sunli", "import_parties", sha256=own.stage(DATEV), name="d.csv")
    with own.house.store.read(own.tenant) as unit:
        (one,) = parties(unit)
    assert (one.kind, one.name, one.tax_id) == ("customer", "Muster GmbH", "DE136695976")


def test_who_may_not_make_parties_does_not_import_them(own: OwnCompany) -> None:
    own.take_in("chen", "陈晓", "auditor")
    given = {"sha256": own.stage(KINGDEE), "name": "x.csv"}
    assert isinstance(own.call("chen", "import_parties", **given), Denied)
    assert own.refused("sunli", "import_parties", sha256=own.stage([["foo"], ["bar"]]), name="x.csv") == [
        "party.no_columns"
    ]
