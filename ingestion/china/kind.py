"""Which kind of Chinese invoice a paper is, by its title."""

from __future__ import annotations

import re

from ingestion.page.paper import Paper
from ingestion.reading import InvoiceKind

_TITLES = (
    (InvoiceKind.RAIL, r"铁路电子客票"),
    (InvoiceKind.AIR, r"航空运输(?:客票)?电子(?:客票)?行程单|电子客票行程单"),
    (InvoiceKind.CUSTOMS_VAT, r"海关.{0,6}(?:增值税)?.{0,4}缴款书"),
    (
        InvoiceKind.FISCAL_RECEIPT,
        r"财政.{0,8}票据|非税收入.{0,8}(?:票据|缴款书)|医疗.{0,6}票据|公益事业捐赠|往来结算票据",
    ),
    (InvoiceKind.EDIGITAL_SPECIAL, r"电子发票\(增值税专用发票\)|电子发票增值税专用发票"),
    (InvoiceKind.EDIGITAL_GENERAL, r"电子发票\(普通发票\)|电子发票普通发票"),
    (InvoiceKind.VAT_SPECIAL, r"增值税(?:电子)?专用发票"),
    (InvoiceKind.VAT_GENERAL, r"增值税(?:电子)?普通发票"),
)
_INVOICE = re.compile(
    r"发票号码|发票代码|价税合计|纳税人识别号|开票日期|票据号码|票据代码|电子客票号|缴款书|普通发票|专用发票|统一发票"
)


def is_chinese_invoice(paper: Paper) -> bool:
    """Whether at least one label that only Chinese invoices carry is printed."""
    return any(_INVOICE.search(line.compact) for line in paper.lines)


def kind_of(paper: Paper, number: str | None) -> InvoiceKind:
    """The kind by title; a toll invoice is a general one marked 通行费; a 20-digit number without a title is digital."""
    text = "".join(line.compact for line in paper.lines if line.page.number == 1)
    kind = next((kind for kind, pattern in _TITLES if re.search(pattern, text)), InvoiceKind.OTHER)
    if kind is InvoiceKind.VAT_GENERAL and re.search(r"通行费|车牌号.{0,40}通行日期", text):
        return InvoiceKind.TOLL
    if kind is InvoiceKind.OTHER and number and len(number) == 20:
        return (
            InvoiceKind.EDIGITAL_SPECIAL
            if "专用发票" in text
            else InvoiceKind.EDIGITAL_GENERAL
            if "普通发票" in text
            else kind
        )
    return kind
