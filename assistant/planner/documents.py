"""Numbers of documents: BX-20261115-004, 记-0277, V-2026-00350, 发票号 11002345, PO 4500017001, INV/2026/12."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KINDS = {
    "claim": ("bx", "exp", "er", "claim"), "purchase_order": ("po", "cg", "pur"), "sales_order": ("so", "xs", "sal"),
    "alert": ("al", "alert", "alt", "rsk", "yj"), "voucher": ("v", "jv", "je", "jnl", "pz", "vou", "记", "收", "付", "转", "银", "现"),
    "invoice": ("inv", "fp", "bill", "si", "pi"), "work_order": ("wo", "mo", "gd"), "contract": ("ht", "ct"), "proposal": ("p", "prop"),
}  # fmt: skip
_BY_PREFIX = {prefix: kind for kind, prefixes in _KINDS.items() for prefix in prefixes}
_PREFIXED = re.compile(
    r"(?<![A-Za-z0-9-])(?P<p>[A-Za-z]{1,5})(?P<sep>[-/#]?)(?P<n>\d{2,}(?:[-/]\d+)*(?:-?[A-Za-z])?)(?![A-Za-z0-9])"
)
_SERIES = re.compile(r"(?P<p>[记收付转银现])(?:字第?|[-—])\s?(?P<n>\d{1,6})(?:号)?")
_ORDINAL = re.compile(
    r"第\s?(?P<n>\d{1,6})\s?号(?:凭证|分录)|(?:凭证|voucher|journal|entry)\s?(?:号|编号|no\.?|number|#)?\s?(?P<n2>\d{1,6}(?:-\d+)?)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?P<label>发票号码?|发票|单号|编号|采购订单|销售订单|订单号?|采购单|报销单|告警|预警|合同号?|工单|提单|invoice|inv|bill|po|so|purchase order|sales order|"
    r"work order|wo|order|claim|alert|expense report|report|no\.|number|document|doc)"
    r"\s*(?:号码|号|编号|no\.?|number|num|id|#)?\s*[:：#]?\s*(?P<n>(?:[A-Za-z]{1,4}-?)?\d[A-Za-z0-9]{2,}(?:[-/][A-Za-z0-9]+)*)(?![A-Za-z0-9.])",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?<![\d.,-])(?P<n>\d{8,25})(?![\d.,-])")
_LABEL_KIND = (("invoice", "发票|invoice|inv|bill"), ("purchase_order", "采购|purchase|po"), ("sales_order", "销售|sales|so"), ("claim", "报销|claim|expense"),
               ("alert", "告警|预警|alert"), ("work_order", "工单|work|wo"), ("voucher", "凭证|voucher|journal|entry"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document's number as written; ``kind`` is what its prefix or label says, empty when neither does."""

    number: str
    kind: str
    start: int
    end: int


def documents(text: str) -> list[DocumentRef]:
    """Every document number, in the text's order."""
    found: list[DocumentRef] = []

    def add(number: str, kind: str, start: int, end: int) -> None:
        if not any(start < one.end and one.start < end for one in found):
            found.append(DocumentRef(number, kind, start, end))

    for match in _SERIES.finditer(text):
        add(match.group().strip(), "voucher", match.start(), match.end())
    for match in _PREFIXED.finditer(text):
        kind = _BY_PREFIX.get(match.group("p").lower(), "")
        if _is_code(match, kind):
            add(match.group(), kind, match.start(), match.end())
    for match in _LABELLED.finditer(text):
        label = match.group("label").lower()
        kind = next((kind for kind, words in _LABEL_KIND if re.search(rf"{words}", label)), "")
        add(match.group("n"), kind, match.start("n"), match.end("n"))
    for match in _ORDINAL.finditer(text):
        name = "n" if match.group("n") else "n2"
        add(match.group(name), "voucher", match.start(name), match.end(name))
    for match in _LONG.finditer(text):
        add(match.group("n"), "", match.start("n"), match.end("n"))
    return sorted(found, key=lambda one: one.start)


def _is_code(match: re.Match[str], kind: str) -> bool:
    """Q3, H1, FY25, WH1, USD300 are no documents; an unknown prefix needs a separator and four digits."""
    prefix, number = match.group("p").lower(), match.group("n")
    if prefix in ("q", "h", "fy", "wh", "usd", "cny", "rmb", "eur", "gbp", "hkd", "k"):
        return False
    digits = sum(char.isdigit() for char in number)
    return (bool(kind) and digits >= 2 and (bool(match.group("sep")) or digits >= 4)) or (
        bool(match.group("sep")) and digits >= 3
    )
