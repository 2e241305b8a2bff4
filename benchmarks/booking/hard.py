"""A company of our own that is hard to book: vendors that sell several things, names nobody has seen for things everybody
knows, invoices with two accounts, amounts that make an asset, tax that staff welfare and gifts keep in the cost, and
colleagues who book one in fifty otherwise.

``half`` 0 and 1 have other vendors, other spellings and other seeds: confidence is fitted on 0 and measured on 1; another
``seed`` is another company.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.booking.paper import Paper, purchase
from ledger.posting_rules.facts import Item

ASSET_FROM = 500_000
"""Net in minor units from which a device is a fixed asset in this company."""
ERRS = 0.02
"""Share booked on a neighbouring account."""


@dataclass(frozen=True, slots=True)
class _Family:
    """What is bought: its category, spellings (each half has its own, and some are shared), account, department, rate, whether
    its tax stays in the cost.
    """

    category: str
    both: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    account: str
    department: str
    rate: int = 13
    blocked: bool = False
    asset: str = ""


FAMILIES = (
    _Family("信息技术服务", ("云服务费", "软件服务费"), ("系统维护费", "cloud hosting fee"), ("运维技术支持费", "software subscription"), "660213", "it", 6),
    _Family("电信服务", ("宽带费", "固定电话费"), ("专线租费",), ("互联网接入费",), "660211", "it", 6),
    _Family("计算机外部设备", ("显示器", "笔记本电脑"), ("台式工作站",), ("移动工作站", "laptop computer"), "660204", "it", asset="1601"),
    _Family("纸制品", ("复印纸", "文件夹"), ("档案盒", "printer paper"), ("笔记本本册", "office stationery"), "660204", "admin"),
    _Family("日用杂品", ("垃圾袋", "保洁用品"), ("洗手液",), ("清洁剂",), "660299", "admin"),
    _Family("物业管理服务", ("物业管理费",), ("保洁服务费",), ("保安服务费",), "660208", "admin", 6),
    _Family("经营租赁", ("厂房租金",), ("仓库租赁费",), ("办公室租金",), "660208", "admin", 9),
    _Family("供电", ("电费",), ("生产用电",), ("工业用电费",), "510102", "production"),
    _Family("运输服务", ("货物运输服务", "运费"), ("公路货运", "freight service"), ("整车运输费", "transport of goods"), "660103", "sales", 9),
    _Family("广告服务", ("推广服务费", "展位费"), ("展台搭建",), ("会展服务费", "trade fair booth"), "660102", "sales", 6),
    _Family("纸箱包装", ("纸箱", "托盘"), ("缠绕膜",), ("木质托盘", "cardboard boxes"), "660107", "sales"),
    _Family("金属制品", ("冷轧钢板", "铝型材"), ("不锈钢管",), ("镀锌钢板", "steel sheet"), "1403", ""),
    _Family("轴承", ("深沟球轴承",), ("滚针轴承",), ("圆锥滚子轴承", "roller bearing"), "1403", ""),
    _Family("刀具", ("立铣刀", "钻头"), ("丝锥",), ("车刀片", "end mill cutter"), "510199", "production"),
    _Family("机器维修", ("设备维修费",), ("机床保养费",), ("空压机维修", "machine repair"), "660212", "production"),
    _Family("鉴证咨询服务", ("审计服务费", "咨询费"), ("法律顾问费", "consulting fee"), ("税务咨询费", "legal services"), "660209", "finance", 6),
    _Family("餐饮服务", ("餐费",), ("会议用餐",), ("商务宴请",), "660206", "sales", 6, blocked=True),
    _Family("住宿服务", ("住宿费",), ("酒店住宿",), ("客房费",), "660205", "sales", 6),
    _Family("医疗服务", ("员工体检费",), ("职工体检套餐",), ("入职体检费",), "221105", "", 6, blocked=True),
    _Family("焙烤食品", ("员工节日月饼",), ("职工福利粽子",), ("节日福利糕点",), "221105", "", blocked=True),
    _Family("茶叶", ("茶叶礼盒",), ("客户礼品茶",), ("商务礼品茶叶",), "660206", "sales", blocked=True),
)  # fmt: skip
_NEAR = {
    "660204": "660299",
    "660299": "660204",
    "660213": "660211",
    "660102": "660106",
    "510199": "660212",
    "660212": "510199",
}


@dataclass(frozen=True, slots=True)
class _Vendor:
    party: str
    name: str
    sells: tuple[_Family, ...]
    usual_minor: int
    since: date


def papers(half: int, seed: int = 9_000, vendors: int = 60, days: int = 730) -> list[Paper]:
    """Two years in order of date; a quarter of the vendors come in the second."""
    chance = random.Random(seed + half)
    first = date(2024, 12, 1)
    known = [_vendor(chance, half, number, first) for number in range(vendors)]
    found = []
    for vendor in known:
        day = vendor.since + timedelta(days=chance.randint(0, 30))
        while day < first + timedelta(days=days):
            found.append(_paper(chance, half, vendor, day))
            day += timedelta(days=chance.randint(12, 60))
    return sorted(found, key=lambda one: (one.facts.issue_date, one.facts.seller))


def _vendor(chance: random.Random, half: int, number: int, first: date) -> _Vendor:
    sells = tuple(chance.sample(FAMILIES, chance.choice((1, 1, 2, 3, 4))))
    since = first + timedelta(days=chance.randint(366, 640) if number % 4 == 0 else chance.randint(0, 60))
    return _Vendor(
        f"H{half}{number:03}", f"{'甲乙'[half]}{number:03}有限公司", sells, round(10 ** chance.uniform(4.3, 6.7)), since
    )


def _item(chance: random.Random, half: int, family: _Family, usual: int) -> Item:
    text = chance.choice((*family.both, *(family.second if half else family.first)))
    shown = text if text.isascii() else f"*{family.category}*{text}" if chance.random() < 0.8 else text
    ending = chance.choice(
        ("", "", f" {chance.randint(1, 12)}月", f" {chance.choice('ABCD')}{chance.randint(10, 999)}")
    )
    return Item(shown + ending, max(round(usual * chance.uniform(0.3, 2.2)), 100), f"0.{family.rate:02}")


def _paper(chance: random.Random, half: int, vendor: _Vendor, day: date) -> Paper:
    family = chance.choice(vendor.sells)
    chosen = [family]
    others = [
        one for one in vendor.sells if one.blocked == family.blocked and one.rate == family.rate and one is not family
    ]
    if others and chance.random() < 0.3:
        chosen.append(chance.choice(others))
    items = tuple(_item(chance, half, one, vendor.usual_minor) for one in chosen)
    costs = tuple(
        (_account(chance, one, item.net_minor or 0), item.net_minor or 0, one.department)
        for one, item in zip(chosen, items, strict=True)
    )  # fmt: skip
    costs = tuple((account, net, "" if account in ("1601", "1403") else place) for account, net, place in costs)
    special = chance.random() < 0.85
    tax = round(sum(net for _, net, _ in costs) * family.rate / 100)
    label = "mixed invoice" if len({account for account, _, _ in costs}) > 1 else (
        "special invoice" if special else "general invoice")  # fmt: skip
    return purchase(
        label, day, vendor.party, vendor.name, "edigital_special" if special else "edigital_general", items, tax, costs,
        rate=f"0.{family.rate:02}", apart=special and not family.blocked,
    )  # fmt: skip


def _account(chance: random.Random, family: _Family, net_minor: int) -> str:
    if family.asset and net_minor >= ASSET_FROM:
        return family.asset
    return _NEAR.get(family.account, family.account) if chance.random() < ERRS else family.account
