"""银行电子回单: who paid whom how much and when; the bank is no party."""

from __future__ import annotations

from benchmarks.papers.draw import Draw, Form, money
from benchmarks.papers.sheet import Sheet
from benchmarks.papers.truth import Truth
from ingestion.values.daxie import write_daxie


def bank_slip(d: Draw) -> tuple[Sheet, Truth]:
    """Payer and payee side by side, or one above the other, their words upright or before each label."""
    sheet, (payer, payee), day = d.sheet(d.near(595, 10), d.near(400, 20)), d.two(), d.day()
    amount, number = d.amount(50, 300000), d.layout("", "HD") + d.digits(16)
    form = Form(d, sheet, d.layout("gap", "colon", "cell", "gap"), d.near(9, 0.4))
    bank = d.any(["澜沧银行", "青禾商业银行", "东湖农村商业银行"])
    sheet.put(d.near(180), 18, bank + d.layout("电子回单", "网上银行电子回单", "客户专用回单", "业务回单（付款）"), 14)
    form.field(40, 48, d.layout("电子回单号码", "回单编号", "回单号", "电子回单编号"), number)
    form.field(
        d.layout(360, 350),
        48,
        d.layout("交易日期", "记账日期", "交易时间", "入账日期"),
        d.spell(day) + d.layout("", " 10:22:31"),
    )
    arrangement = d.layout("beside", "above", "prefixed", "prefixed-beside")
    spots = {
        "beside": ((52, 84), (322, 84)),
        "above": ((60, 80), (60, 140)),
        "prefixed": ((40, 84), (40, 144)),
        "prefixed-beside": ((40, 84), (310, 84)),
    }[arrangement]
    labels = d.layout(("付款人", "收款人"), ("付款方", "收款方"), ("付款人", "收款人"), ("付款方", "收款方"))
    name = d.layout("户名", "全称", "户　名", "名称")
    for (x, y), sign, one in zip(spots, labels, (payer, payee), strict=True):
        before = sign if arrangement.startswith("prefixed") else ""
        if not before:
            sheet.column(x - 16, y, 16, sign, 9)
        for at, (label, value) in enumerate(
            (
                (before + name, one.name),
                (before + d.layout("账号", "帐号"), d.digits(16)),
                (before + d.layout("开户行", "开户银行"), d.any(["工商银行", "建设银行"]) + "城东支行"),
            )
        ):
            form.field(x, y + 18 * at, label, value)
    y = max(one[1] for one in spots) + 62.0
    form.field(
        40,
        y,
        d.layout("金额", "交易金额", "金额（小写）", "小写金额"),
        d.layout("￥", "CNY", "¥") + (f"{amount:,.2f}" if d.chance(0.6) else money(amount)),
    )
    form.field(
        300,
        y,
        d.layout("金额（大写）", "大写金额", "大写", "金额大写"),
        d.layout("", "人民币") + write_daxie(amount).replace("圆", d.layout("元", "圆")),
    )
    remark = d.any(["货款", "服务费", f"支付{d.digits(6)}号合同款"])
    form.field(40, y + 20, d.layout("摘要", "用途", "附言"), remark)
    form.field(300, y + 20, d.layout("交易流水号", "流水号"), d.digits(14))
    form.field(
        40, y + 40, d.layout("验证码", "校验码", "回单校验码"), "".join(d.any("0123456789ABCDEF") for _ in range(12))
    )
    sheet.put(
        40,
        y + 66,
        d.layout("重要提示：本回单不作为收款方发货依据，请勿重复记账。", "本回单可通过网点柜台验证真伪，打印次数1次"),
        8,
    )
    sheet.stamp(d.near(420), y + 26, bank)
    return sheet, {
        "invoice_kind": "other", "doc_type": "receipt", "number": number, "issue_date": day.isoformat(), "buyer_name": payer.name,
        "seller_name": payee.name, "gross": money(amount), "remarks": remark,
    }  # fmt: skip
