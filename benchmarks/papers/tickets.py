"""铁路电子客票, 航空运输电子客票行程单 and 网约车行程单."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from benchmarks.papers.draw import Draw, Form, money
from benchmarks.papers.sheet import Sheet
from benchmarks.papers.truth import Truth

_TOWNS = ["南京南", "合肥南", "武汉", "郑州东", "长沙南", "杭州东", "厦门北", "福州"]
_AIR_TOWNS = ["昆明长水", "西安咸阳", "成都双流", "厦门高崎", "青岛胶东", "哈尔滨太平"]


def rail(d: Draw) -> tuple[Sheet, Truth]:
    """Only the buyer is named; a refund carries the number of its original."""
    sheet, buyer, number, day = d.sheet(d.near(590, 20), d.near(380, 20)), d.buyer(), d.digital_number(), d.day()
    form = Form(d, sheet, d.layout("colon", "gap"), d.near(9, 0.6))
    price = d.amount(12, 900)
    start, end = d.rng.sample(_TOWNS, 2)
    sheet.put(d.near(210), d.near(20, 6), d.layout("电子发票（铁路电子客票）", "电子发票(铁路电子客票)"), 14)
    form.field(d.near(40), 55, "发票号码", number)
    form.field(d.near(390), 55, "开票日期", day.strftime("%Y年%m月%d日"))
    y = d.near(95, 8)
    sheet.put(80, y, start + d.layout("站", " 站"), 13).put(270, y, f"G{d.digits(4)}", 12).put(430, y, end + "站", 13)
    travel = day - timedelta(days=d.rng.randint(0, 9))
    sheet.put(60, y + 38, travel.strftime("%Y年%m月%d日") + " 09:26开", 9).put(300, y + 38, "07车02A号", 9)
    sheet.put(d.layout(60, 430), y + 68, d.layout(f"票价:￥{money(price)}", f"票价：¥{money(price)}元"), 10)
    if d.chance(0.25):
        sheet.put(60, y + 86, d.layout("原发票号码:", "原票发票号码：") + d.digital_number(), 9)
    sheet.put(60, y + 104, f"3204{d.digits(6)}****{d.digits(4)}  {d.person()}", 9)
    sheet.put(d.layout(60, 330), y + 126, f"电子客票号:{d.digits(10)}{d.digits(11)}", 9)
    low = d.layout(y + 155, 70.0)
    right, under = d.layout((290.0, 0.0), (300.0, 0.0), (0.0, 18.0), (300.0, 0.0))
    form.field(50, low, "购买方名称", buyer.name)
    has_id = d.chance(0.8)
    if has_id:
        form.field(50 + right, low + under, "统一社会信用代码", buyer.tax_id)
    sheet.put(40, 340, "买票请到12306 发货请到95306", 8)
    return sheet, {
        "invoice_kind": "rail", "number": number, "issue_date": day.isoformat(), "buyer_name": buyer.name,
        "buyer_tax_id": buyer.tax_id if has_id else None, "gross": money(price), "seller_name": None, "seller_tax_id": None,
    }  # fmt: skip


def air(d: Draw) -> tuple[Sheet, Truth]:
    """Fare and fuel bear tax; 民航发展基金 and other taxes do not."""
    sheet, (buyer, agent), number, day = d.sheet(d.near(640, 20), d.near(420, 15)), d.two(), d.digital_number(), d.day()
    fare, fuel = d.amount(300, 2500), Decimal(d.any([0, 10, 30, 70]))
    fund, other = Decimal(50), Decimal(d.any([0, 0, 0, 20]))
    tax = ((fare + fuel) * Decimal("0.09")).quantize(Decimal("0.01"))
    gross = fare + fuel + tax + fund + other
    form = Form(d, sheet, d.layout("colon", "gap"), 8.5)
    sheet.put(200, 18, d.layout("电子发票（航空运输电子客票行程单）", "电子发票（航空运输客票电子行程单）"), 13)
    form.field(30, 48, d.layout("发票号码", "发票号码"), number)
    form.field(d.near(400), 48, d.layout("GP单号", "国内国际标识"), d.layout("国内", "国内"))
    sheet.put(30, 72, "旅客姓名", 8).put(220, 72, "有效身份证件号码", 8).put(430, 72, "签注", 8)
    sheet.put(30, 84, d.person(), 9).put(220, 84, f"3204{d.digits(6)}****{d.digits(4)}", 9).put(430, 84, "不得签转", 9)
    start, end = d.rng.sample(_AIR_TOWNS, 2)
    heads = ["承运人", "航班号", "座位等级", "日期", "时间", "客票级别", "免费行李"]
    for at, head in enumerate(heads):
        sheet.put(130 + 66 * at, 106, head, 8)
    flight = (day - timedelta(days=3)).strftime("%Y年%m月%d日")
    for at, text in enumerate(["海云航空", f"HY{d.digits(4)}", "Y", flight, "13:55", "Y", "20K"]):
        sheet.put(130 + 66 * at, 122, text, 7 if "年" in text else 8)
    sheet.put(30, 122, f"自 {start}", 8).put(30, 138, f"至 {end}", 8)
    _fares(d, sheet, fare, fuel, tax, fund, other, gross)
    sheet.put(30, 255, f"电子客票号码 784{d.digits(10)}", 8).put(250, 255, f"验证码 {d.digits(4)}", 8)
    form.field(30, 280, d.layout("填开单位", "填开单位"), agent.name)
    form.field(d.near(400), 280, d.layout("填开日期", "填开日期"), day.strftime(d.layout("%Y年%m月%d日", "%Y-%m-%d")))
    form.field(30, 305, d.layout("购买方名称", "购买方信息名称"), buyer.name)
    form.field(d.near(310), d.layout(305, 321), d.layout("统一社会信用代码/纳税人识别号", "纳税人识别号"), buyer.tax_id)
    sheet.stamp(60, 266, agent.name)
    return sheet, {
        "invoice_kind": "air", "number": number, "issue_date": day.isoformat(), "buyer_name": buyer.name,
        "buyer_tax_id": buyer.tax_id, "seller_name": agent.name, "seller_tax_id": None, "net": money(fare + fuel),
        "tax": money(tax), "other_charges": money(fund + other), "gross": money(gross), "tax_rates": "0.09",
    }  # fmt: skip


def _fares(d: Draw, sheet: Sheet, *sums: Decimal) -> None:
    """票价 … 合计: as a table of heads over amounts, or as labels before amounts."""
    fare, fuel, tax, fund, other, gross = sums
    sign = d.layout("CNY ", "￥", "CNY", "")
    cells = [
        ("票价", sign + money(fare)), ("燃油附加费", sign + money(fuel)), ("增值税税率", "9%"),
        ("增值税税额", sign + money(tax)), ("民航发展基金", sign + money(fund)),
        ("其他税费", sign + money(other) if other else d.layout("--", "")), ("合计", sign + money(gross)),
    ]  # fmt: skip
    if d.layout(True, False):
        for at, (label, value) in enumerate(cells):
            sheet.put(30 + 84 * at, 175, label, 8).put(30 + 84 * at, d.near(190, 2), value, 8.5)
    else:
        for at, (label, value) in enumerate(cells):
            x, y = 30 + 200 * (at % 3), 172 + 18 * (at // 3)
            sheet.put(x, y, label + "：", 8).put(x + 66, y + 0.4, value, 8.5)


def ride_list(d: Draw) -> tuple[Sheet, Truth]:
    """A list of rides: asked for on a day, so many rides, together so much."""
    (company, house), day = d.two(), d.day()
    sheet = d.sheet(595, 842)
    rides = [d.amount(9, 120) for _ in range(d.rng.randint(1, 7))]
    gross = sum(rides, Decimal(0))
    brand = d.any(["青骑出行", "顺路用车", "满格打车"])
    sheet.put(d.near(230, 20), 40, brand + d.layout("-行程单", "行程单", " 行程报销单", "—行程单"), 16)
    first, last = day - timedelta(days=20), day - timedelta(days=2)
    spell = d.layout("%Y-%m-%d", "%Y年%m月%d日", "%Y年%m月%d日", "%Y-%m-%d")
    dates = d.layout("行程起止日期：", "行程时间：", "行程日期：", "用车时间：")
    sheet.put(50, 80, d.layout("申请日期：", "申请时间：", "开具日期：", "生成日期：") + day.strftime(spell), 9)
    sheet.put(d.layout(300, 50), d.layout(80, 96), dates + first.strftime(spell) + " 至 " + last.strftime(spell), 9)
    sheet.put(50, 114, d.layout("行程人手机号：", "手机号码：") + f"138****{d.digits(4)}", 9)
    count, total = len(rides), money(gross)
    sheet.put(
        d.layout(250, 50), d.layout(114, 132),
        d.layout(f"共计{count}单行程，合计{total}元", f"共{count}笔行程，合计 ¥{total}", f"共{count}笔行程，总计{total}元", f"{count}个行程，总金额：{total}元"),
        9,
    )  # fmt: skip
    truth: Truth = {"invoice_kind": "other", "doc_type": "receipt", "issue_date": day.isoformat(), "gross": total,
                    "seller_name": None, "buyer_name": None}  # fmt: skip
    if d.chance(0.6):
        sheet.put(50, 150, d.layout("企业名称：", "公司名称：", "用车企业：", "所属企业：") + company.name, 9)
        truth["buyer_name"] = company.name
    if d.chance(0.6):
        sheet.put(
            d.layout(330, 50),
            d.layout(150, 168),
            d.layout("服务商：", "平台公司：", "服务提供方：", "运营主体：") + house.name,
            9,
        )
        truth["seller_name"] = house.name
    heads = [
        "序号",
        d.layout("车型", "服务类型"),
        d.layout("上车时间", "开始时间"),
        "城市",
        "起点",
        "终点",
        "里程[公里]",
        "金额[元]",
    ]
    for at, head in enumerate(heads):
        sheet.put(45 + 64 * at, 195, head, 8)
    for row, ride in enumerate(rides):
        when = (first + timedelta(days=row)).strftime("%m-%d") + " 08:1" + str(row)
        cells = [str(row + 1), "快车", when, "常州", "新北东站", "科技大厦", "8.4", money(ride)]
        for at, cell in enumerate(cells):
            sheet.put(45 + 64 * at, 213 + 17 * row, cell, 8)
    return sheet, truth
