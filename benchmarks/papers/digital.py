"""数电票 as PDF: special and general, and the toll invoice of the same form."""

from __future__ import annotations

from benchmarks.papers.draw import Company, Draw, Form, money
from benchmarks.papers.goods import drawn, sums, table
from benchmarks.papers.sheet import Sheet
from benchmarks.papers.truth import Truth
from ingestion.values.daxie import write_daxie

_HEADS = (
    ("项目名称", "规格型号", "单位", "数量", "单价", "金额", "税率/征收率", "税额"),
    ("项目名称", "规格型号", "单 位", "数 量", "单 价", "金 额", "税率/征收率", "税 额"),
    ("项目名称", "规格型号", "单　位", "数　量", "单　价", "金　额", "税率／征收率", "税　额"),
)


def special(d: Draw) -> tuple[Sheet, Truth]:
    """电子发票（增值税专用发票）."""
    return _digital(d, d.layout("电子发票（增值税专用发票）", "电子发票(增值税专用发票)"), "edigital_special")


def general(d: Draw) -> tuple[Sheet, Truth]:
    """电子发票（普通发票)."""
    return _digital(d, d.layout("电子发票（普通发票）", "电子发票(普通发票)"), "edigital_general")


def toll(d: Draw) -> tuple[Sheet, Truth]:
    """A 数电 general invoice marked 通行费."""
    return _digital(d, "电子发票（普通发票）", "toll")


def _digital(d: Draw, title: str, kind: str) -> tuple[Sheet, Truth]:
    buyer, seller = d.two()
    person = kind == "edigital_general" and d.chance(0.2)
    red = kind != "toll" and d.chance(0.15)
    rates = ("0.03",) if kind == "toll" else ("0.13", "0.09", "0.06")
    exempt = kind == "edigital_general" and not red and d.chance(0.2)
    goods = drawn(d, -1 if red else 1, ("exempt",) if exempt else rates)
    number, day, gross = d.digital_number(), d.day(), goods.net + goods.tax
    sheet = d.sheet(*d.layout((610.0, 396.0), (595.0, 842.0), (620.0, 400.0), (595.0, 420.0)))
    sheet.put(d.near(225), d.near(20), title, d.near(14, 1))
    if kind == "toll":
        sheet.put(d.layout(40, 150), d.layout(24, 40), "通行费", 11)
    form = Form(d, sheet, d.layout("colon", "gap", "gap", "colon"), d.near(8, 0.3))
    form.field(d.near(425), 28, "发票号码", number)
    form.field(d.near(425), 44, "开票日期", day.strftime("%Y年%m月%d日"))
    name = f"{d.person()}{d.any(['', '（个人）'])}" if person else buyer.name
    _parties(d, sheet, form, Company(name, "" if person else buyer.tax_id), seller)
    y = table(d, sheet, 128, goods, d.any(_HEADS))
    y = max(y + 14, d.near(250, 10))
    sums(d, sheet, y, goods)
    words = f"{d.any(['ⓧ', '⊗', ''])}{write_daxie(gross)}"
    sheet.put(48, y + 20, "价税合计（大写）", 8.5).put(165, y + 20.5, words, 8.5)
    sheet.put(400, y + 20, "（小写）", 8.5).put(445, d.near(y + 20.4, 1), f"¥{money(gross)}", 8.5)
    truth: Truth = {
        "invoice_kind": kind, "number": number, "invoice_code": None, "issue_date": day.isoformat(), "buyer_name": name,
        "buyer_tax_id": None if person else buyer.tax_id, "seller_name": seller.name, "seller_tax_id": seller.tax_id,
        "net": money(goods.net), "tax": None if exempt else money(goods.tax), "gross": money(gross), "tax_rates": goods.rates,
        "is_credit_note": str(red),
    }  # fmt: skip
    _foot(d, sheet, y + 40, truth, red)
    sheet.stamp(d.near(430), y - 20, seller.name)
    return sheet, truth


def _parties(d: Draw, sheet: Sheet, form: Form, buyer: Company, seller: Company) -> None:
    """Two boxes side by side; their words upright at the left, whole or letter by letter, or short."""
    signs = d.layout("购买方信息/销售方信息", "购买方/销售方", "购买方信息/销售方信息", "购方/销方").split("/")
    step, size = d.near(10.5, 0.8), form.size
    long = d.layout(
        "统一社会信用代码/纳税人识别号",
        "统一社会信用代码/纳税人识别号",
        "统一社会信用代码／纳税人识别号",
        "纳税人识别号",
    )
    for x, sign, one in ((20.0, signs[0], buyer), (308.0, signs[1], seller)):
        sheet.column(x, 66, step, sign, size)
        form.field(x + 17, d.near(78, 2), "名称", one.name)
        if one.tax_id:
            form.field(x + 17, d.near(103, 2), long, one.tax_id)
        else:
            sheet.put(x + 17, 103, f"{long}：", size)


def _foot(d: Draw, sheet: Sheet, y: float, truth: Truth, red: bool) -> None:
    """备注 and 开票人; the remark of a red invoice names its original."""
    original = d.digital_number()
    remark = (
        f"被红冲蓝字数电票号码：{original}"
        if red
        else d.any(["", f"合同编号：HT-{d.digits(6)}", f"订单号{d.digits(9)}"])
    )
    if d.layout(True, False):
        sheet.put(20, y, "备", 8.5).put(20, y + 20, "注", 8.5)
    else:
        sheet.column(20, y + 4, 10.5, "备注", 8.5)
    if remark:
        sheet.put(40, y + d.rng.uniform(0, 6), remark, 8.5)
    sheet.put(60, y + 52, "开票人：", 8.5).put(104, y + 52.4, d.person(), 8.5)
    truth["remarks"], truth["original_number"] = remark or None, original if red else None
