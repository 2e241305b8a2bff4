"""The return by boxes on the page: every box opens its vouchers, what is in none is listed, and the founding form asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ledger.store import Store
from tests.bots.web.site import inline_faults
from tests.bots.web.test_own_company import FORM, OwnSite, _csrf, _machine
from tests.tools.own_company import OwnCompany
from tests.tools.tax.test_tax_boxes import SALE, post


@pytest.fixture
def own(tmp_path: Any) -> Iterator[OwnSite]:
    with Store.open(tmp_path) as store:
        made = OwnCompany(store, standard="ifrs", currency="EUR", language="en", tax_regime="de")
        made.take_in("zhangwei", "张伟", "accountant")
        yield OwnSite(made)
        made.close()


def test_every_box_opens_its_vouchers_and_the_books_stand_beside(own: OwnSite) -> None:
    batch = post(own.own, SALE, (("1010", "debit", 10_000, ""), ("4000", "credit", 10_000, "")))
    person = own.person("sunli")
    page = person.get("/reports/vat?month=2026-11").text
    assert "190.09" in page and "/reports/account/2300?month=2026-11" in page and inline_faults(page) == []
    assert "box=81#box" in page and f"/vouchers/{batch}.2" in page, "revenue without a code is listed"
    opened = person.get("/reports/vat?month=2026-11&box=81").text
    assert f'href="/vouchers/{batch}.1"' in opened and 'id="box"' in opened
    assert person.get("/reports/vat?month=2026-11&box=nope").status_code == 422
    sent = person.get("/reports/vat?month=2026-11&form=csv")
    assert sent.status_code == 200 and "190.09" in sent.text


def test_the_founding_form_asks_for_the_regime_and_says_where_it_cannot_be(own: OwnSite) -> None:
    browser = _machine(own)
    page = browser.get("/company/new").text
    assert 'name="tax_regime"' in page and 'value="de"' in page
    answer = browser.post("/company/new", data=FORM | {"csrf": _csrf(page), "tax_regime": "de"})
    assert answer.status_code == 422 and 'id="f-tax_regime"' in answer.text and 'value="de" selected' in answer.text


def test_the_grid_offers_codes_and_fills_in_tax_lines(own: OwnSite) -> None:
    person = own.person("sunli")
    assert 'id="taxcodes"' in person.get("/vouchers/new").text
    rows = {
        "row": ["0", "1"], "account-0": "1010", "debit-0": "=", "account-1": "4000", "credit-1": "100", "tax_code-1": "S19"
    }  # fmt: skip
    page = person.send_form("/vouchers/new", {"date": "2026-11-10", "memo": "m", "do": "tax", **rows}).text
    assert 'value="119.00"' in page and 'value="19.00"' in page and page.count('value="S19"') >= 2
