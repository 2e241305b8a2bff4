"""Who a paper is made out to, and which rates hold: what is told to the detectors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.posting_rules.tax_codes import regimes
from ledger.store.company import Company
from tools.shared.made_out import buyer_unlike, expired_rates, other_buyer

CHINA = Company("t", "苏州蓝海制造有限公司", "Lanhai Manufacturing (Suzhou) Co., Ltd.", "91320505MA1LHY2089", "CNY", "Asia/Shanghai",
                "cas", "zh", "main")  # fmt: skip
GERMANY = replace(CHINA, name="Nordlicht Maschinenbau GmbH", name_en="", tax_id="21/815/08150", currency="EUR")


@pytest.mark.parametrize(
    ("company", "name", "number", "other", "unlike"),
    [
        (CHINA, "苏州蓝海制造有限公司", "91320505MA1LHY2089", False, False),
        (CHINA, "苏州蓝海制造有限公司", "91320505 MA1L HY2089", False, False),
        (CHINA, "苏州蓝海制造有限公司", "91320505MA1LHY2097", True, False),  # our name over another number
        (CHINA, "杭州云帆科技有限公司", "91330106MA2CE2EK1B", True, False),
        (CHINA, "苏州蓝海制造有限公司", None, False, False),
        (CHINA, "Lanhai Manufacturing (Suzhou) Co Ltd", None, False, False),
        (CHINA, "陈晓", None, False, True),
        (CHINA, None, None, False, False),
        (GERMANY, "Nordlicht Maschinenbau GmbH", "DE136695976", False, False),  # another kind of number
        (GERMANY, "Südwind Logistik AG", "DE136695976", True, False),
        (replace(CHINA, tax_id=""), "杭州云帆科技有限公司", "91330106MA2CE2EK1B", False, False),
    ],
)
def test_who_it_is_made_out_to(
    company: Company, name: str | None, number: str | None, other: bool, unlike: bool
) -> None:
    reading = {"buyer_name": name, "buyer_tax_id": number}
    assert (other_buyer(company, reading), buyer_unlike(company, reading)) == (other, unlike)


@pytest.mark.parametrize(
    ("kind", "seller", "day", "rates", "told"),
    [
        ("edigital_special", "", date(2026, 11, 1), ["0.13", "0.06"], ()),
        ("vat_special", "", date(2026, 11, 1), ["0.17"], ("17 %",)),
        ("vat_special", "", date(2017, 11, 1), ["0.17"], ()),
        ("vat_general", "", date(2026, 11, 1), ["0.015", "exempt", "0.16"], ("16 %",)),  # 1.5 % no table knows
        ("other", "DE136695976", date(2026, 11, 1), ["0.19", "0.16"], ("16 %",)),
        ("other", "DE136695976", date(2020, 9, 1), ["0.16"], ()),
        ("other", "FR40303265045", date(2026, 11, 1), ["0.196"], ()),  # another country's rates are not looked at
    ],
)
def test_a_rate_that_ended_before_the_day_is_told(
    kind: str, seller: str, day: date, rates: list[str], told: tuple[str, ...]
) -> None:
    reading = {"invoice_kind": kind, "seller_tax_id": seller, "tax_rates": rates}
    assert expired_rates(reading, regimes()["de"], day) == told
