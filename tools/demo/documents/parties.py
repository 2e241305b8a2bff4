"""Parties of the samples: the demo company and its vendors of its cast, and a few strangers. All invented."""

from __future__ import annotations

from functools import lru_cache

from stdnum.iso7064 import mod_11_10

from ledger.business import parties
from tools.demo.cast import TAX_ID, social_credit_code, suppliers
from tools.demo.documents.spec import Party

_TOWNS = {
    "3301": "杭州市西湖区文二路391号",
    "3302": "宁波市江北区环城北路18号",
    "3205": "苏州市工业园区星湖街218号",
    "3101": "上海市浦东新区张杨路500号",
}


def german_vat(body: str) -> str:
    """A German VAT id of 8 digits and their check digit (ISO 7064 mod 11,10)."""
    return "DE" + body + mod_11_10.calc_check_digit(body)


COMPANY = Party(
    "苏州蓝海制造有限公司", TAX_ID, "苏州市高新区科灵路78号", "0512-66680001", "中国工商银行苏州高新支行", "1102020409000508812",
)  # fmt: skip
COMPANY_ABROAD = Party("Lanhai Manufacturing (Suzhou) Co., Ltd.", "", "78 Keling Road, 215163 Suzhou", country="CN")
HOTEL = Party(
    "苏州听枫酒店有限公司", social_credit_code("91320508MA27TFJ5X"), "苏州市姑苏区道前街12号", "0512-65220188"
)
STRANGER = Party(
    "南通恒越自动化设备有限公司", social_credit_code("91320602MA26HY73N"), "南通市崇川区工农路150号", "0513-85110066", "江苏银行南通分行", "50120188000296617",
)  # fmt: skip
ENGLISH = Party(
    "Harbour & Finch Calibration Ltd",
    "GB293746174",
    "14 Quay Lane, BS1 4RW Bristol",
    "+44 117 496 0182",
    "Severn Bank",
    "GB33BUKB20201555555555",
    "GB",
)
GERMAN_VAT = german_vat("29417603")


@lru_cache(maxsize=1)
def vendors() -> dict[str, Party]:
    """The demo company's vendors by id."""
    return {one.party.party_id: _vendor(one.party) for one in suppliers()}


def _vendor(known: parties.Party) -> Party:
    account = known.accounts[0]
    if known.tax_id is None:
        return Party(
            known.name,
            GERMAN_VAT,
            "Hafenstraße 21, 68159 Mannheim",
            "+49 621 4418 20",
            account.bank,
            account.number,
            "DE",
        )
    town = _TOWNS.get(known.tax_id[2:6], "苏州市吴中区东吴北路66号")
    return Party(known.name, known.tax_id, town, "0512-65001234", account.bank, account.number)
