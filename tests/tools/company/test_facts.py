"""公司资料 after founding: changed with a trail by the administrator alone; what stays says why; both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ledger.books.accounts import get_book
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany
from tools.outcome import Denied


@pytest.fixture
def own(tenants: Tenants) -> Iterator[OwnCompany]:
    made = OwnCompany(tenants.store, "2026-11")
    made.take_in("limin", "李敏", "accountant")
    yield made
    made.close()


def test_what_may_change_is_changed_and_kept_as_it_was(own: OwnCompany) -> None:
    made = own.must(
        "sunli",
        "change_company",
        name="新芽实业有限公司",
        address="苏州市园区 1 号",
        time_zone="Asia/Tokyo",
        grace_seconds=0,
    )
    assert made.changed == 4
    assert own.must("sunli", "change_company", address="苏州市园区 1 号").changed == 0
    shown = own.must("limin", "company_facts")
    assert {one.name: one.value for one in shown.open}["name"] == "新芽实业有限公司"
    assert {(one.name, one.before, one.after) for one in shown.changes} >= {
        ("name", "新芽科技有限公司", "新芽实业有限公司"), ("time_zone", "Asia/Shanghai", "Asia/Tokyo")
    }  # fmt: skip
    assert {one.by for one in shown.changes} == {"孙丽"}
    with own.house.store.read(own.tenant) as unit:
        book = get_book(unit, "main")
    assert (book.name_zh, book.time_zone, book.grace_seconds) == ("新芽实业有限公司", "Asia/Tokyo", 0)
    assert all(one.why for one in shown.fixed) and len(shown.fixed) == 6


def test_a_wrong_fact_is_refused_and_others_may_not(own: OwnCompany) -> None:
    assert own.refused("sunli", "change_company", name=" ") == ["company.no_name"]
    assert own.refused("sunli", "change_company", time_zone="Mars/Base") == ["company.unknown_zone"]
    assert own.refused("sunli", "change_company", grace_seconds=4000)
    assert own.refused("sunli", "change_company", currency="EUR"), "not among what may change"
    assert own.must("sunli", "change_company", tax_id="91320594MA1XKJ2T00").warnings
    assert isinstance(own.call("limin", "change_company", name="x"), Denied)


def test_the_way_vouchers_are_taken_back_is_chosen_at_the_founding(tenants: Tenants) -> None:
    for standard, given, kept in (("ifrs", "", "swap"), ("ifrs", "red", "red"), ("cas", "", "red")):
        own = OwnCompany(tenants.store, "2026-11", standard=standard, corrections=given)
        with own.house.store.read(own.tenant) as unit:
            assert get_book(unit, "main").corrections == kept
        own.close()
    with pytest.raises(AssertionError, match="no_such_correction"):
        OwnCompany(tenants.store, "2026-11", standard="cas", corrections="swap")
