"""Parties of the samples: the demo company and its vendors out of data/vendors.csv, and a few strangers. All invented."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from stdnum.cn.uscc import calc_check_digit
from stdnum.iso7064 import mod_11_10

from tools.demo.documents.spec import Party

_VENDORS = Path(__file__).resolve().parents[1] / "data" / "vendors.csv"
_TOWNS = {
    "3301": "杭州市西湖区文二路391号",
    "3302": "宁波市江北区环城北路18号",
    "3205": "苏州市工业园区星湖街218号",
    "3101": "上海市浦东新区张杨路500号",
}


def credit_code(body: str) -> str:
    """A 统一社会信用代码: 17 characters and the check character of GB 32100-2015."""
    return body + calc_check_digit(body)


def german_vat(body: str) -> str:
    """A German VAT id of 8 digits and their check digit (ISO 7064 mod 11,10)."""
    return "DE" + body + mod_11_10.calc_check_digit(body)


COMPANY = Party(
    "苏州蓝海制造有限公司", credit_code("91320505MA1LHY208"), "苏州市高新区科灵路78号", "0512-66680001", "中国工商银行苏州高新支行", "1102020409000508812",
)  # fmt: skip
COMPANY_ABROAD = Party("Lanhai Manufacturing (Suzhou) Co., Ltd.", "", "78 Keling Road, 215163 Suzhou", country="CN")
HOTEL = Party("苏州听枫酒店有限公司", credit_code("91320508MA27TFJ5X"), "苏州市姑苏区道前街12号", "0512-65220188")
STRANGER = Party(
    "南通恒越自动化设备有限公司", credit_code("91320602MA26HY73N"), "南通市崇川区工农路150号", "0513-85110066", "江苏银行南通分行", "50120188000296617",
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
    """The demo company's vendors by id, as data/vendors.csv names them."""
    with _VENDORS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["party_id"]: _vendor(row) for row in rows}


def _vendor(row: dict[str, str]) -> Party:
    body = row["tax_id_body"]
    if not body:
        return Party(
            row["name"],
            GERMAN_VAT,
            "Hafenstraße 21, 68159 Mannheim",
            "+49 621 4418 20",
            row["bank"],
            row["account"],
            "DE",
        )
    return Party(
        row["name"],
        credit_code(body),
        _TOWNS.get(body[2:6], "苏州市吴中区东吴北路66号"),
        "0512-65001234",
        row["bank"],
        row["account"],
    )
