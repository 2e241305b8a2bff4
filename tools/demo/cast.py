"""Who belongs to the demo company and whom it deals with. All invented."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from stdnum.cn.uscc import calc_check_digit

from ledger.business.parties import Party
from ledger.business.party_accounts import PartyAccount
from ledger.store.company import Company
from ledger.store.people import Person

_DATA = Path(__file__).parent / "data"
TENANT = "lanhai"
NAME, NAME_EN = "苏州蓝海制造有限公司", "Lanhai Manufacturing (Suzhou) Co., Ltd."
BANK, CARD_BANK = "100201", "100202"


def social_credit_code(body: str) -> str:
    """A 统一社会信用代码: 17 characters and the check character of GB 32100-2015."""
    return body + str(calc_check_digit(body))


TAX_ID = social_credit_code("91320505MA1LHY208")
DEPARTMENTS = {
    "sales": ("销售部", "Sales"),
    "production": ("生产部", "Production"),
    "it": ("信息部", "IT"),
    "admin": ("行政部", "Administration"),
    "finance": ("财务部", "Finance"),
}


def company() -> Company:
    """The company's own facts."""
    return Company(TENANT, NAME, NAME_EN, TAX_ID, "CNY", "Asia/Shanghai", "cas", "zh", "main", demo=True)


def staff() -> tuple[Person, ...]:
    """Six faces and the colleagues around them."""
    return (
        Person("chenxiao", "陈晓", "Chen Xiao", "销售", "Sales", frozenset({"employee"}), "sales"),
        Person(
            "wangfang",
            "王芳",
            "Wang Fang",
            "应付会计",
            "AP accountant",
            frozenset({"accountant"}),
            "finance",
            5_000_000,
        ),
        Person(
            "limin",
            "李敏",
            "Li Min",
            "财务经理",
            "Finance manager",
            frozenset({"controller"}),
            "finance",
            100_000_000_000,
        ),
        Person("zhoujie", "周洁", "Zhou Jie", "合规", "Compliance", frozenset({"compliance"}), "admin"),
        Person("zhaolei", "赵磊", "Zhao Lei", "审计", "Auditor", frozenset({"auditor"})),
        Person("admin", "系统管理员", "Administrator", "管理员", "Administrator", frozenset({"admin"})),
        Person("liqiang", "李强", "Li Qiang", "销售部经理", "Sales manager", frozenset({"approver"}), "sales", 500_000),
        Person(
            "zhangwei",
            "张伟",
            "Zhang Wei",
            "总账会计",
            "GL accountant",
            frozenset({"accountant"}),
            "finance",
            20_000_000,
        ),
    )


FACES = ("chenxiao", "wangfang", "limin", "zhoujie", "zhaolei", "admin")


@dataclass(frozen=True, slots=True)
class Supplier:
    """A vendor with what the company buys from it: account debited, department, monthly net in minor units, VAT."""

    party: Party
    item: str
    account: str
    department: str | None
    net_minor: int
    vat_percent: int
    every_months: int = 1


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _supplier(row: dict[str, str]) -> Supplier:
    tax_id = social_credit_code(row["tax_id_body"]) if row["tax_id_body"] else None
    accounts = (PartyAccount(row["account"], row["bank"], True),)
    party = Party(
        row["party_id"], "vendor", row["name"], row["name_en"], tax_id, (), int(row["terms_days"]), True, accounts
    )
    return Supplier(
        party,
        row["item"],
        row["debits"],
        row["department"] or None,
        int(row["net_minor"]),
        int(row["vat_percent"]),
        int(row["every_months"]),
    )


def suppliers() -> tuple[Supplier, ...]:
    """Vendors, in order of id."""
    return tuple(_supplier(row) for row in _rows("vendors.csv"))


def customers() -> tuple[Party, ...]:
    """Customers with their shares of sales decided in months.py."""
    return tuple(
        Party(row["party_id"], "customer", row["name"], row["name_en"], social_credit_code(row["tax_id_body"]), (), 60)
        for row in _rows("customers.csv")
    )
