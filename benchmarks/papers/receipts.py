"""财政电子票据 with the medical ones, and 海关进口增值税专用缴款书."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.papers.draw import Draw, Form, money
from benchmarks.papers.sheet import Sheet
from benchmarks.papers.truth import Truth
from ingestion.values.daxie import write_daxie

_ITEMS = ["检验费", "报名费", "学费", "停车费", "占道费", "考试费"]
_MEDICAL = ["化验费", "西药费", "检查费", "诊察费", "治疗费"]


def fiscal(d: Draw) -> tuple[Sheet, Truth]:
    """A payer, items, an amount in words and figures, and the office that received it."""
    medical = d.chance(0.4)
    payer, day = d.buyer(), d.day()
    office = d.any(["常州市", "佛山市", "泉州市"]) + (
        d.any(["第二人民医院", "中医院"]) if medical else d.any(["特种设备检测院", "职业技术学院", "城市管理局"])
    )
    name = d.person() if medical else payer.name
    code, number = f"{d.any(['32', '33', '44'])}{d.digits(6)}", f"00{d.digits(8)}"
    sheet = d.sheet(d.near(600, 10), d.near(400, 10))
    title = (
        d.layout(
            "江苏省医疗门诊收费票据（电子）",
            "浙江省医疗住院收费票据（电子）",
            "广东省医疗收费电子票据",
            "医疗门诊收费电子票据",
        )
        if medical
        else d.layout(
            "江苏省非税收入统一票据（电子）",
            "浙江省财政票据（电子）",
            "公益事业捐赠统一票据（电子）",
            "广东省行政事业单位资金往来结算票据（电子）",
        )
    )
    sheet.put(d.near(170), 16, title, 14)
    form = Form(d, sheet, d.layout("colon", "gap", "gap", "colon"), d.near(9, 0.4))
    form.field(40, 46, "票据代码", code)
    form.field(d.near(380), 46, "票据号码", number)
    form.field(
        40,
        62,
        d.layout("交款人统一社会信用代码", "付款人统一社会信用代码"),
        f"3204****{d.digits(6)}" if medical else payer.tax_id,
    )
    form.field(d.near(380), 62, "校验码", d.rng.choice("abcdef") + d.digits(5))
    form.field(40, 78, d.layout("交款人", "付款人"), name)
    form.field(d.near(380), 78, d.layout("开票日期", "开具日期", "开票日期", "填制日期"), d.spell(day))
    gross = _fees(d, sheet, _MEDICAL if medical else _ITEMS)
    x = d.layout((40, 330), (40, 300), (60, 360))
    sheet.put(
        x[0],
        200,
        d.layout("金额合计（大写）", "合计金额（大写）", "金额合计(大写)：") + write_daxie(gross).replace("圆", "元"),
        9,
    )
    sheet.put(x[1], 200, d.layout("（小写）", "（小写）：", "(小写)¥") + money(gross), 9)
    if medical:
        own = (gross / 2).quantize(Decimal("0.01"))
        sheet.put(40, 226, f"医保统筹基金支付：{money(gross - own)}", 8).put(
            230, 226, f"个人账户支付：{money(own)}", 8
        ).put(400, 226, "个人现金支付：0.00", 8)
    if d.chance(0.4):
        sheet.put(40, 250, "其他信息：", 8).put(100, 250, f"执收单位编码：{d.digits(6)}", 8)
    form.field(40, 290, d.layout("收款单位（章）", "收款单位", "收款单位(章)", "收款单位（盖章）"), office)
    sheet.put(320, 290, f"复核人：{d.person()}", 9).put(460, 290, f"收款人：{d.person()}", 9)
    sheet.stamp(90, 262, office)
    return sheet, {
        "invoice_kind": "fiscal_receipt", "number": number, "invoice_code": code, "issue_date": day.isoformat(), "buyer_name": name,
        "buyer_tax_id": None if medical else payer.tax_id, "seller_name": office, "seller_tax_id": None, "gross": money(gross),
    }  # fmt: skip


def _fees(d: Draw, sheet: Sheet, names: list[str]) -> Decimal:
    heads = d.layout(
        ["项目编码", "项目名称", "单位", "数量", "标准", "金额（元）"], ["项目名称", "数量", "标准", "金额（元）"]
    )
    long = len(heads) == 6
    for at, head in enumerate(heads):
        sheet.put(40 + (88 if long else 130) * at, 104, head, 8.5)
    gross = Decimal(0)
    for row, name in enumerate(d.rng.sample(names, d.any([1, 2, 4]))):
        amount = d.amount(8, 3000)
        gross += amount
        cells = (
            [f"1030{d.digits(2)}", name, "次", "1", money(amount), money(amount)]
            if long
            else [name, "1", money(amount), money(amount)]
        )
        for at, cell in enumerate(cells):
            sheet.put(40 + (88 if long else 130) * at, 120 + 15 * row, cell, 8.5)
    return gross


def customs(d: Draw) -> tuple[Sheet, Truth]:
    """The tax is what is to be paid; 完税价格 is its base, and nobody sells."""
    sheet, buyer, day = d.sheet(d.near(600, 10), d.near(420, 10)), d.buyer(), d.day()
    number = f"{d.any(['2201', '3101', '5301'])}{day.year}1{d.digits(9)}-L0{d.any('123')}"
    goods = [d.amount(2000, 90000).quantize(Decimal(1)) for _ in range(d.any([1, 1, 2, 3]))]
    taxes = [(base * Decimal("0.13")).quantize(Decimal("0.01")) for base in goods]
    tax = sum(taxes, Decimal(0))
    form = Form(d, sheet, d.layout("gap", "colon", "cell", "colon"), 8.5)
    sheet.put(
        d.near(180),
        16,
        d.any(["上海海关", "南京海关"])
        + d.layout(" 进口增值税 专用缴款书", "海关进口增值税专用缴款书").removeprefix("海关" if d.half else ""),
        14,
    )
    sheet.put(40, 42, d.layout("收入系统：海关系统", "收入系统:税务系统"), 8.5)
    form.field(40, 60, "填发日期", day.strftime("%Y年%m月%d日"))
    form.field(d.near(350), 60, d.layout("号码No.", "号码", "缴款书号码", "号码"), number)
    form.field(40, 84, "收入机关", "中央金库")
    form.field(40, 100, "科目", "进口增值税")
    form.field(40, 116, "收款国库", "工商银行国库收款处")
    x, y = d.layout((330, 84), (310, 84))
    form.field(
        x, y, d.layout("缴款单位(人)名称", "缴款单位（人）名称", "缴款单位名称", "缴款单位（人）名称"), buyer.name
    )
    form.field(x, y + 16, "账号", d.digits(17))
    form.field(x, y + 32, "开户银行", "工商银行城东支行")
    heads = ["税号", "货物名称", "数量", "单位", "完税价格（¥）", "税率（%）", "税款金额（¥）"]
    xs = [40, 120, 240, 290, 340, 430, 500]
    for at, head in enumerate(heads):
        sheet.put(xs[at], 146, head, 8.5)
    for row, (base, one) in enumerate(zip(goods, taxes, strict=True)):
        for at, cell in enumerate(
            [
                d.digits(10),
                d.any(["轴承", "电机", "传感器"]),
                d.digits(2),
                "个",
                money(base),
                d.layout("13", "13.0000"),
                money(one),
            ]
        ):
            sheet.put(xs[at], 162 + 15 * row, cell, 8.5)
    sheet.put(40, 220, d.layout("金额人民币（大写）：", "金额人民币(大写) ") + write_daxie(tax), 8.5)
    sheet.put(400, 220, d.layout("合计（¥）", "合计(￥) ") + money(tax), 8.5)
    form.field(40, 244, "申请单位编号", d.digits(10))
    form.field(300, 244, "报关单编号", d.digits(18))
    form.field(40, 262, "合同（批文）号", f"HT{d.digits(6)}")
    form.field(300, 262, "缴款期限", "15日内")
    sheet.put(40, 290, "备注：", 8.5).put(80, 290, d.any(["一般贸易", "一般贸易 照章征税"]), 8.5)
    sheet.stamp(430, 250, "海关")
    return sheet, {
        "invoice_kind": "customs_vat", "number": number, "issue_date": day.isoformat(), "buyer_name": buyer.name,
        "seller_name": None, "net": money(sum(goods, Decimal(0))), "tax": money(tax), "due_amount": money(tax),
    }  # fmt: skip
