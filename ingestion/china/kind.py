"""Which kind of Chinese paper lies here, by its title; a paper that no kind of the stable list names is ``other``."""

from __future__ import annotations

import re
from enum import StrEnum

from ingestion.page.paper import Paper
from ingestion.reading import InvoiceKind


class Form(StrEnum):
    """Forms that are read in their own way; all others as an invoice with buyer, seller, table and sums."""

    AIR = "air"
    BANK_SLIP = "bank_slip"
    CUSTOMS = "customs"
    FISCAL = "fiscal"
    INVOICE = "invoice"
    QUOTA = "quota"
    RAIL = "rail"
    RIDE_LIST = "ride_list"
    ROLL = "roll"
    TAXI = "taxi"
    VEHICLE = "vehicle"


_FORMS = (
    (Form.RAIL, r"铁路电子客票"),
    (Form.AIR, r"航空运输(?:客票)?电子(?:客票)?行程单|电子客票行程单"),
    (Form.CUSTOMS, r"海关.{0,8}(?:增值税|关税|消费税)?.{0,4}缴款书|进口增值税.{0,3}专用缴款书"),
    (
        Form.FISCAL,
        r"财政.{0,8}票据|非税收入.{0,8}(?:票据|缴款书)|医疗.{0,8}票据|公益事业捐赠|往来结算票据|财政电子票据",
    ),
    (Form.RIDE_LIST, r"行程(?:报销)?单(?!号)"),
    (Form.BANK_SLIP, r"(?:电子|专用|业务|网银|入账|收款|付款|转账|客户|网上银行)回单|回单(?:编号|号码|号)"),
    (Form.TAXI, r"出租(?:汽)?车.{0,6}(?:发票|车票|票)|出租汽车"),
    (Form.QUOTA, r"定额发票"),
    (Form.ROLL, r"\(?卷(?:式发)?票\)?"),
    (Form.VEHICLE, r"机动车销售(?:电子)?统一发票|二手车销售(?:电子)?统一发票"),
)
_TITLES = (
    (InvoiceKind.EDIGITAL_SPECIAL, r"电子发票\(增值税专用发票\)|电子发票增值税专用发票"),
    (InvoiceKind.EDIGITAL_GENERAL, r"电子发票\(普通发票\)|电子发票普通发票"),
    (InvoiceKind.VAT_SPECIAL, r"增值税(?:电子)?专用发票"),
    (InvoiceKind.VAT_GENERAL, r"增值税(?:电子)?普通发票"),
)
_OF_FORM = {
    Form.RAIL: InvoiceKind.RAIL,
    Form.AIR: InvoiceKind.AIR,
    Form.CUSTOMS: InvoiceKind.CUSTOMS_VAT,
    Form.FISCAL: InvoiceKind.FISCAL_RECEIPT,
    Form.ROLL: InvoiceKind.VAT_GENERAL,
}
RECEIPTS = frozenset({Form.BANK_SLIP, Form.FISCAL, Form.QUOTA, Form.RIDE_LIST, Form.TAXI})
"""Forms that prove a payment, without a buyer's claim to deduct from a table of goods."""
_TITLE_PART = 0.3
"""A title stands in this part of a page; further down the same words speak of another paper."""
_DIGITAL_OF_PAPER = {
    InvoiceKind.VAT_SPECIAL: InvoiceKind.EDIGITAL_SPECIAL,
    InvoiceKind.VAT_GENERAL: InvoiceKind.EDIGITAL_GENERAL,
}
_INVOICE = re.compile(
    r"发票号码|发票代码|价税合计|纳税人识别号|开票日期|票据号码|票据代码|电子客票号|缴款书|普通发票|专用发票|统一发票|定额发票"
    r"|电子回单|回单(?:编号|号码)|(?:专用|业务|网银)回单|行程(?:报销)?单"
)


def is_chinese_invoice(paper: Paper) -> bool:
    """Whether at least one label that only Chinese invoices, receipts and slips carry is printed."""
    return any(_INVOICE.search(line.compact) for line in paper.lines)


def form_of(paper: Paper) -> Form:
    """The form by the title in the upper part of the first page."""
    head = "".join(
        line.compact for line in paper.lines if line.page.number == 1 and line.top < _TITLE_PART * line.page.height
    )
    return next((form for form, pattern in _FORMS if re.search(pattern, head)), Form.INVOICE)


def kind_of(paper: Paper, form: Form, number: str | None) -> InvoiceKind:
    """The kind by form and title: marked 通行费 it is a toll invoice; with a number of 20 digits a digital one, also where
    it was printed on the paper of a 税控 invoice (数电纸票)."""
    if form is not Form.INVOICE:
        return _OF_FORM.get(form, InvoiceKind.OTHER)
    text = "".join(line.compact for line in paper.lines if line.page.number == 1)
    kind = next((kind for kind, pattern in _TITLES if re.search(pattern, text)), InvoiceKind.OTHER)
    general = kind in (InvoiceKind.VAT_GENERAL, InvoiceKind.EDIGITAL_GENERAL)
    if general and re.search(r"通行费|车牌号.{0,40}通行日期", _upper(paper)):
        return InvoiceKind.TOLL
    digital = number is not None and len(number) == 20
    if digital and kind is InvoiceKind.OTHER and (told := re.search(r"(专用|普通)发票", text)):
        return InvoiceKind.EDIGITAL_SPECIAL if told[1] == "专用" else InvoiceKind.EDIGITAL_GENERAL
    return _DIGITAL_OF_PAPER.get(kind, kind) if digital else kind


def _upper(paper: Paper) -> str:
    """The upper part of the page: the mark 通行费 and the goods stand there, remarks do not."""
    return "".join(line.compact for line in paper.lines if line.page.number == 1 and line.top < 0.55 * line.page.height)
