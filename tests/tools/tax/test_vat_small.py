"""Under 小企业会计准则: the worksheet of both kinds of taxpayer, its month-end steps, and stamp tax on its own account."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany
from tests.tools.tax.test_tax_boxes import MONTH, NOVEMBER, post


@pytest.fixture
def own(tenants: Tenants) -> Iterator[OwnCompany]:
    made = OwnCompany(tenants.store, standard="small")
    made.take_in("zhangwei", "张伟", "accountant")
    yield made
    made.close()


def _return(own: OwnCompany) -> Any:
    return own.must("sunli", "vat_return", period=NOVEMBER)


def _main(found: Any) -> dict[str, Decimal]:
    return {one.number: one.books for one in found.rows if one.section == "main"}


def _take(own: OwnCompany, step: str) -> list[tuple[str, str, Decimal]]:
    made = own.must("zhangwei", "propose_month_end", period=MONTH, step=step)
    own.must("sunli", "confirm_run", proposal=made.proposal, digest=made.digest)
    assert own.post_what_was_confirmed()[0].batch
    return [(one.account, one.side, one.amount) for one in made.lines]


def test_a_general_taxpayer_has_its_form_and_its_transfers(own: OwnCompany) -> None:
    post(
        own,
        (("1002", "debit", 113_000, ""), ("5001", "credit", 100_000, ""), ("22210107", "credit", 13_000, "")),
        (("1403", "debit", 20_000, ""), ("22210101", "debit", 2_600, ""), ("1002", "credit", 22_600, "")),
        (("1002", "debit", 10_600, ""), ("5051", "credit", 10_000, ""), ("22210107", "credit", 600, "")),
    )
    found = _return(own)
    assert [(one.label, one.net, one.books) for one in found.rows if one.section == "sales"] == [
        ("一般计税 13%", 1000, 130), ("一般计税 6%", 100, 6)
    ]  # fmt: skip
    assert (_main(found)["11"], _main(found)["12"], _main(found)["34"]) == (136, 26, 110)
    assert _take(own, "vat") == [("22210104", "debit", 110), ("222102", "credit", 110)]
    own.must("sunli", "set_closing_fact", name="stamp_tax", value="monthly", valid_from="2026-11-01")
    assert _take(own, "stamp_tax") == [("540305", "debit", Decimal("0.39")), ("222120", "credit", Decimal("0.39"))]


def test_a_small_scale_taxpayer_has_its_levy_and_no_columns(own: OwnCompany) -> None:
    own.must("sunli", "set_closing_fact", name="taxpayer", value="small", valid_from="2026-11-01")
    post(own, (("1002", "debit", 101_000, ""), ("5001", "credit", 100_000, ""), ("22210107", "credit", 1_000, "")))
    found = _return(own)
    assert [(one.label, one.net, one.books) for one in found.rows if one.section == "sales"] == [
        ("简易计税 1%", 1000, 10)
    ]
    assert _main(found) == {"": 10}
    steps = {one.key: one.standing for one in own.must("sunli", "month_end", period=MONTH).steps}
    assert steps["vat"] == "unneeded" and steps["surcharges"] == "todo"
