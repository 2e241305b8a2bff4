"""Narrow papers: 出租车票, 定额发票 and 卷式发票."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.papers.draw import Draw, Form, money
from benchmarks.papers.sheet import Sheet
from benchmarks.papers.truth import Truth
from ingestion.values.daxie import write_daxie


def taxi(d: Draw) -> tuple[Sheet, Truth]:
    """Code, number, day, times, distance, and what was paid."""
    sheet = d.sheet(d.near(170, 8), d.near(330, 10))
    code, number, day, fare = f"1{d.digits(11)}", d.digits(8), d.day(), d.amount(10, 160).quantize(Decimal("0.1"))
    fuel = Decimal(d.any([0, 0, 1, 3]))
    gross = fare + fuel
    size = d.near(8.5, 0.5)
    form = Form(d, sheet, d.layout("colon", "gap", "gap", "colon"), size)
    sheet.put(
        22,
        14,
        d.any(["常州市", "佛山市", "江苏省"])
        + d.layout("出租汽车专用发票", "客运出租汽车统一发票", "出租车发票", "出租汽车统一车票"),
        10,
    )
    sheet.put(62, 30, d.layout("发 票 联", "发票联"), 9)
    rows = [("发票代码", code), ("发票号码", number)]
    rest = [
        (d.layout("车号", "车牌号", "车 号", "车牌"), f"苏D{d.digits(5)}"), (d.layout("证号", "资格证号"), d.digits(6)),
        (d.layout("日期", "日 期", "乘车日期", "日期"), d.spell(day)), (d.layout("上车", "上车时间"), "08:42"), (d.layout("下车", "下车时间"), "09:07"),
        (d.layout("单价", "单 价"), "2.40元/km"), (d.layout("里程", "里 程"), "11.3km"), (d.layout("等候", "等候时间"), "00:03:12"),
    ]  # fmt: skip
    sign, tail = d.layout(("￥", ""), ("", "元"), ("", "元"), ("¥", "元"))
    if fuel:
        rest += [
            (d.layout("金额", "车费"), f"{sign}{money(fare)}{tail}"),
            (d.layout("燃油附加费", "附加费"), f"{sign}{money(fuel)}{tail}"),
        ]
        rest += [(d.layout("总金额", "合计", "实收金额", "合计金额"), f"{sign}{money(gross)}{tail}")]
    else:
        rest += [(d.layout("金额", "金 额", "实收金额", "金额"), f"{sign}{money(gross)}{tail}")]
    for at, (label, value) in enumerate(rows + rest):
        form.field(d.near(16, 2), 50 + 19 * at, label, value)
    sheet.stamp(70, 40 + 19 * len(rows + rest), "出租汽车公司")
    return sheet, {
        "invoice_kind": "other", "doc_type": "receipt", "number": number, "invoice_code": code, "issue_date": day.isoformat(),
        "gross": money(gross), "buyer_name": None, "seller_name": None,
    }  # fmt: skip


def quota(d: Draw) -> tuple[Sheet, Truth]:
    """A printed amount, a code and a number; the day is blank, the seller a stamp or a printed line."""
    sheet = d.sheet(d.near(380, 20), d.near(190, 10))
    code, number, seller = f"1{d.digits(11)}", d.digits(8), d.company()
    gross = Decimal(d.any([5, 10, 20, 50, 100]))
    sheet.put(
        d.near(110),
        16,
        d.any(["江苏省", "浙江省", "福建省"])
        + d.layout("通用定额发票", "国家税务局通用定额发票", "税务局通用定额发票", "地方税务局定额发票"),
        12,
    )
    sheet.put(160, 36, "发票联", 9)
    form = Form(d, sheet, d.layout("colon", "gap"), d.near(9, 0.7))
    right, under = d.layout((190.0, 0.0), (0.0, 16.0))
    form.field(30, 56, d.layout("发票代码", "发票代码"), code)
    form.field(30 + right, 56 + under, "发票号码", number)
    words = write_daxie(gross).replace("圆", "元")
    short = words.removesuffix("整")
    sheet.put(
        d.near(110), d.near(100, 5),
        d.layout(words, f"人民币：{short}", f"{words}（¥{money(gross)}）", f"￥{int(gross)}元", f"面额：{words}", f"金额：{int(gross)}元"),
        d.near(13, 2),
    )  # fmt: skip
    truth: Truth = {"invoice_kind": "other", "doc_type": "receipt", "number": number, "invoice_code": code,
                    "gross": money(gross), "seller_name": None, "buyer_name": None, "issue_date": None}  # fmt: skip
    if d.chance(0.6):
        form.field(30, 140, d.layout("收款单位（盖章）", "收款单位盖章", "收款方（章）", "收款单位（章）"), seller.name)
        truth["seller_name"] = seller.name
    if d.chance(0.5):
        sheet.put(240, 160, d.layout("开票日期：    年   月   日", "年    月    日"), 8)
    sheet.stamp(250, 118, seller.name)
    return sheet, truth


def roll(d: Draw) -> tuple[Sheet, Truth]:
    """增值税普通发票（卷票）: a strip, seller above the buyer, no split of net and tax."""
    sheet, (buyer, seller) = d.sheet(d.near(200, 8), d.near(430, 10)), d.two()
    code, number, day = d.code("07"), d.digits(8), d.day()
    form = Form(d, sheet, d.layout("colon", "gap", "below"), d.near(7.5, 0.4))
    step = 21 if form.style == "below" else 14
    items = [
        (name, d.any([1, 2, 3]), d.amount(5, 80))
        for name in d.rng.sample(["套餐", "饮料", "矿泉水", "停车费", "文具"], d.any([1, 2, 3]))
    ]
    gross = sum((count * price for _, count, price in items), Decimal(0))
    sheet.put(30, 12, d.layout("增值税普通发票（卷票）", "江苏增值税普通发票（卷票）", "增值税普通发票(卷票)"), 10)
    rows = [
        ("发票代码", code), ("发票号码", number), (d.layout("机打号码", "机打发票号码"), number), ("机器编号", d.digits(12)),
        (d.layout("销售方名称", "销货单位名称", "销售方名称"), seller.name), (d.layout("纳税人识别号", "销售方纳税人识别号"), seller.tax_id),
        ("开票日期", d.spell(day)), (d.layout("收款员", "收款人"), d.person()), (d.layout("购买方名称", "购货单位名称", "购买方名称"), buyer.name),
        (d.layout("纳税人识别号", "购买方纳税人识别号"), buyer.tax_id),
    ]  # fmt: skip
    y = 34.0
    for label, value in rows:
        form.field(10, y, label, value)
        y += step
    for at, head in enumerate(["项目", "单价", "数量", "金额"]):
        sheet.put(10 + 48 * at, y, head, 7.5)
    for name, count, price in items:
        y += 13
        for at, text in enumerate([name, money(price), str(count), money(count * price)]):
            sheet.put(10 + 48 * at, y, text, 7.5)
    figures = d.layout("合计金额（小写）", "合计金额(小写)", "价税合计（小写）", "小写合计")
    sheet.put(10, y + 18, f"{figures}：￥{money(gross)}", 7.5)
    sheet.put(10, y + 32, d.layout("合计金额（大写）：", "合计金额(大写):") + write_daxie(gross), 7.5)
    sheet.put(10, y + 46, f"校验码：{d.digits(20)}", 7.5)
    sheet.stamp(90, y + 12, seller.name)
    return sheet, {
        "invoice_kind": "vat_general", "number": number, "invoice_code": code, "issue_date": day.isoformat(), "seller_name": seller.name,
        "seller_tax_id": seller.tax_id, "buyer_name": buyer.name, "buyer_tax_id": buyer.tax_id, "gross": money(gross),
    }  # fmt: skip
