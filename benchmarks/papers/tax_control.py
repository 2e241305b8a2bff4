"""税控 forms, buyer above and seller below: special, general, toll, the paper form of 数电票, and 机动车销售统一发票."""

from __future__ import annotations

from benchmarks.papers.draw import Company, Draw, Form, money
from benchmarks.papers.goods import Goods, drawn, sums, table
from benchmarks.papers.sheet import Sheet
from benchmarks.papers.truth import Truth
from ingestion.values.daxie import write_daxie

_HEADS = (
    ("货物或应税劳务、服务名称", "规格型号", "单位", "数 量", "单 价", "金 额", "税率", "税 额"),
    ("货物或应税劳务、服务名称", "规格型号", "单位", "数量", "单价", "金额", "税率", "税额"),
    ("项目名称", "规格型号", "单位", "数量", "单价", "金额", "税率", "税额"),
)
_TOLL = ("项目名称", "车牌号", "类型", "通行日期起", "通行日期止", "金额", "税率", "税额")


def special(d: Draw) -> tuple[Sheet, Truth]:
    """增值税专用发票."""
    return _form(
        d,
        d.layout("江苏增值税专用发票", "浙江增值税专用发票", "广东增值税电子专用发票", "福建增值税电子专用发票"),
        "vat_special",
        d.layout("10", "12"),
    )


def general(d: Draw) -> tuple[Sheet, Truth]:
    """增值税普通发票."""
    return _form(
        d,
        d.layout("江苏增值税普通发票", "浙江增值税电子普通发票", "广东增值税电子普通发票", "福建增值税普通发票"),
        "vat_general",
        "12",
    )


def toll(d: Draw) -> tuple[Sheet, Truth]:
    """增值税电子普通发票 marked 通行费."""
    return _form(d, d.any(["江苏", "浙江", "广东"]) + "增值税电子普通发票", "toll", "12")


def paper_of_digital(d: Draw) -> tuple[Sheet, Truth]:
    """数电纸票: code and number of the paper, and the 20-digit number in the cipher area, which is the legal one."""
    special_one = d.chance(0.5)
    title = d.any(["江苏", "浙江", "广东"]) + ("增值税专用发票" if special_one else "增值税普通发票")
    sheet, truth = _form(d, title, "edigital_special" if special_one else "edigital_general", "12", digital=True)
    return sheet, truth


def _form(d: Draw, title: str, kind: str, code_kind: str, digital: bool = False) -> tuple[Sheet, Truth]:
    buyer, seller = d.two()
    red = kind.startswith("vat") and d.chance(0.1)
    goods = drawn(d, -1 if red else 1, ("0.03",) if kind == "toll" else ("0.13", "0.09", "0.06"))
    gross, number, day = goods.net + goods.tax, d.digits(8), d.day()
    code = f"3200{d.digits(6)}" if code_kind == "10" else d.code("11")
    sheet = d.sheet(d.near(610, 8), d.near(400, 8))
    form = Form(d, sheet, d.layout("colon", "gap"), d.near(8.3, 0.4))
    sheet.put(d.near(215), d.near(18, 3), title, d.near(14, 1))
    if kind == "toll":
        sheet.put(d.layout(36, 130), d.layout(36, 22), "通行费", 12)
    _head(d, sheet, form, code, number, day.strftime("%Y年%m月%d日"), code_kind)
    digital_number = d.digital_number()
    _party(d, sheet, form, 76, d.layout("购买方", "购方", "购货单位", "购买方"), buyer)
    _cipher(d, sheet, digital_number if digital else "")
    y = table(d, sheet, 142, goods, _TOLL if kind == "toll" else d.any(_HEADS))
    y = max(y + 10, d.near(228, 5))
    sums(d, sheet, y, goods)
    sheet.put(48, y + 18, d.layout("价税合计（大写）", "价税合计(大写)"), 8.5).put(
        165, y + 18, f"{d.any(['⊗', '', 'ⓧ'])}{write_daxie(gross)}", 8.5
    )
    sheet.put(400, y + 18, d.layout("（小写）", "(小写)"), 8.5).put(445, d.near(y + 18, 1), f"¥{money(gross)}", 8.5)
    _party(d, sheet, form, y + 40, d.layout("销售方", "销方", "销货单位", "销售方"), seller)
    remark = d.any(["", f"项目编号{d.digits(7)}", f"合同 {d.digits(5)}号"])
    sheet.column(370, y + 42, 24, "备注", 8.5)
    if remark:
        sheet.put(388, y + 42, remark, 8.5)
    for x, label in ((50, "收款人"), (210, d.layout("复核", "复核人")), (340, "开票人")):
        sheet.put(x, y + 110, f"{label}：{d.person()}", 8.5)
    sheet.put(470, y + 110, d.layout("销售方：（章）", "销货单位：（章）"), 8.5)
    sheet.stamp(d.near(440), y + 45, seller.name)
    return sheet, {
        "invoice_kind": kind, "number": digital_number if digital else number, "invoice_code": code, "issue_date": day.isoformat(),
        "buyer_name": buyer.name, "buyer_tax_id": buyer.tax_id, "seller_name": seller.name, "seller_tax_id": seller.tax_id,
        "net": money(goods.net), "tax": money(goods.tax), "gross": money(gross), "tax_rates": goods.rates,
        "is_credit_note": str(red), "remarks": remark or None,
    }  # fmt: skip


def _head(d: Draw, sheet: Sheet, form: Form, code: str, number: str, day: str, code_kind: str) -> None:
    """Paper prints the code at the left and No at the right; the electronic form lists all at the right."""
    if code_kind == "10" or d.layout(False, True):
        sheet.put(d.near(50), 24, code, 11).put(430, 22, d.layout("No ", "№ ") + number, 12)
        sheet.put(448, 36, code, 7).put(448, 46, number, 7)
        sheet.put(430, 56, f"开票日期：{day}", form.size)
        return
    for at, (label, value) in enumerate(
        (
            ("发票代码", code),
            ("发票号码", number),
            ("开票日期", day),
            ("校 验 码", f"{d.digits(5)} {d.digits(5)} {d.digits(5)} {d.digits(5)}"),
        )
    ):
        form.field(440, 20 + 13 * at, label, value)
    sheet.put(30, 58, f"机器编号：{d.digits(12)}", 8)


def _party(d: Draw, sheet: Sheet, form: Form, y: float, sign: str, one: Company) -> None:
    """A box with its word upright at the left."""
    step = d.layout(20.0, 14.0, 11.0)
    sheet.column(20, y + 2, min(step, 56 / len(sign)), sign, 8.5)
    name = d.layout("名        称", "名　　称", "名    称", "名 称")
    bank = f"{d.any(['工商银行', '建设银行', '农业银行'])}城东支行 {d.digits(17)}"
    rows = [(name, one.name), ("纳税人识别号", one.tax_id), (d.layout("地 址、电 话", "地址、电话"), f"新华路{d.digits(2)}号 0519-{d.digits(8)}"),
            (d.layout("开户行及账号", "开户行及账号"), bank)]  # fmt: skip
    for at, (label, value) in enumerate(rows):
        form.field(38, y + 14 * at, label, value)


def _cipher(d: Draw, sheet: Sheet, digital: str) -> None:
    sheet.column(370, 78, 18, "密码区", 8.5)
    if digital:
        sheet.put(
            392,
            d.layout(84, 100),
            d.layout("数电发票号码：", "发票号码：", "电子发票号码：", "数电票号码：") + digital,
            8.5,
        )
        return
    for row in range(4):
        sheet.put(392, 76 + 12 * row, "".join(d.any("0123456789<>+-/*") for _ in range(24)), 8)


def vehicle(d: Draw) -> tuple[Sheet, Truth]:
    """机动车销售统一发票: buyer above, seller below, price with tax above price without."""
    (buyer, seller), goods = d.two(), _car(d)
    electronic = d.chance(0.4)
    number, code, day = (d.digital_number() if electronic else d.digits(8)), d.code("17"), d.day()
    gross = goods.net + goods.tax
    sheet = d.sheet(d.near(600, 10), d.near(430, 8))
    form = Form(d, sheet, d.layout("gap", "colon", "cell"), d.near(8.5, 0.4))
    sheet.put(
        d.near(190),
        18,
        d.layout("机动车销售统一发票", "机动车销售电子统一发票", "机动车销售统一发票(电子)", "机动车销售统一发票"),
        14,
    )
    form.field(d.near(400), 34, "发票号码", number)
    form.field(40, 52, "开票日期", d.spell(day))
    if not electronic:
        form.field(d.near(400), 52, "发票代码", code)
        form.field(40, 68, "机打号码", number)
    form.field(40, 92, d.layout("购买方名称", "购买方名称", "购货单位", "购买方名称"), buyer.name)
    form.field(
        d.layout(310, 40), d.layout(92, 108),
        d.layout("统一社会信用代码/纳税人识别号", "纳税人识别号/统一社会信用代码", "统一社会信用代码/纳税人识别号/身份证明号码", "购买方纳税人识别号"), buyer.tax_id,
    )  # fmt: skip
    rows = [("车辆类型", "多用途乘用车"), ("厂牌型号", f"云岭牌YL{d.digits(4)}"), ("产地", "江苏常州"), ("合格证号", f"WAB{d.digits(12)}"),
            ("发动机号码", d.digits(7)), ("车辆识别代号/车架号码", f"LYL{d.digits(14)}")]  # fmt: skip
    for at, (label, value) in enumerate(rows):
        form.field(40 + 270 * (at % 2), 134 + 18 * (at // 2), label, value)
    sheet.put(40, 194, "价税合计", 8.5).put(110, 194, write_daxie(gross), 8.5)
    sheet.put(d.near(370), 194, d.layout("小写", "（小写）") + f" ￥{money(gross)}", 8.5)
    form.field(40, 220, d.layout("销货单位名称", "销售方名称", "销货单位名称", "销售单位名称"), seller.name)
    form.field(40, 238, d.layout("纳税人识别号", "统一社会信用代码/纳税人识别号"), seller.tax_id)
    form.field(330, 238, "账号", d.digits(17))
    form.field(40, 256, "地址", f"新华路{d.digits(2)}号")
    form.field(330, 256, "开户银行", "工商银行城东支行")
    form.field(40, 280, d.layout("增值税税率或征收率", "税率或征收率"), "13%")
    form.field(230, 280, "增值税税额", f"￥{money(goods.tax)}")
    form.field(40, 300, d.layout("不含税价", "不含税价 小写", "不含税价（小写）"), f"￥{money(goods.net)}")
    form.field(330, 300, "主管税务机关及代码", "常州市税务局 13204110000")
    sheet.put(40, 330, f"开票人：{d.person()}", 8.5)
    sheet.stamp(260, 205, seller.name)
    return sheet, {
        "invoice_kind": "other", "number": number, "invoice_code": None if electronic else code, "issue_date": day.isoformat(),
        "buyer_name": buyer.name, "buyer_tax_id": buyer.tax_id, "seller_name": seller.name, "seller_tax_id": seller.tax_id,
        "net": money(goods.net), "tax": money(goods.tax), "gross": money(gross), "tax_rates": "0.13",
    }  # fmt: skip


def _car(d: Draw) -> Goods:
    row = drawn(d, rates=("0.13",)).rows[0]
    return Goods((row,))
