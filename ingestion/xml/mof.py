"""电子凭证会计数据标准 of the Ministry of Finance: XBRL instances that travel inside PDF and OFD vouchers.

Elements are found by local name, whatever the taxonomy's date; their names stand in data/mof_terms.csv, each marked
*read* or *known*. A ticket by air gives what bears tax (fare and fuel surcharge) as net; what bears none (民航发展基金,
other taxes) is ``other_charges``, so that net, tax and those come to the gross.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from lxml.etree import _Element

from ingestion.reading import InvoiceKind, ItemLine
from ingestion.values.names import category_of
from ingestion.xml.china import read_rate
from ingestion.xml.terms import XmlInvoice, day, local, to_decimal

_FILE = Path(__file__).parent / "data" / "mof_terms.csv"
_AMOUNTS = frozenset({"net", "tax", "gross", "fare", "surcharge", "fund", "other"})
_LINES = "InformationOfTaxableGoodsOrServicesDetailItemsTuple"
MOST_FACTS = 20_000


@lru_cache(maxsize=1)
def _terms() -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["kind"], {})[row["field"]] = tuple(row["elements"].split(" / "))
    return found


def is_voucher(root: _Element) -> bool:
    """Whether an XBRL instance is one of the vouchers we know, by the element of its number."""
    return local(root) == "xbrl" and _kind(_facts(root)) is not None


def read_mof(root: _Element) -> XmlInvoice:
    """Header and lines of a voucher."""
    facts = _facts(root)
    kind = _kind(facts)
    assert kind is not None
    told = {field: _first(facts, names) for field, names in _terms()[kind].items()}
    invoice = XmlInvoice(kind=f"mof_{kind}")
    for field, value in told.items():
        if field in _AMOUNTS:
            invoice.put(field, to_decimal(value))
        elif field not in ("rate", "title"):
            invoice.put(field, day(value) if field == "issue_date" else value)
    invoice.put("currency", "CNY")
    invoice.lines = _lines(root)
    if kind == "air":
        _air(invoice)
    rates = {read_rate(told.get("rate")), *(line.tax_rate for line in invoice.lines)}
    invoice.put("tax_rates", tuple(sorted(one for one in rates if one)))
    invoice.put("invoice_kind", _invoice_kind(kind, told.get("title") or "").value)
    return invoice


def _air(invoice: XmlInvoice) -> None:
    fare, surcharge, fund, other = (
        value if isinstance(value := invoice.values.pop(name, None), Decimal) else Decimal(0)
        for name in ("fare", "surcharge", "fund", "other")
    )
    invoice.put("net", fare + surcharge or None)
    invoice.put("other_charges", fund + other or None)


def _invoice_kind(kind: str, title: str) -> InvoiceKind:
    if kind != "edigital":
        return InvoiceKind(kind)
    return InvoiceKind.EDIGITAL_SPECIAL if "专" in title else InvoiceKind.EDIGITAL_GENERAL


def _facts(root: _Element) -> dict[str, str]:
    """Text by local name, the first of each; bounded."""
    found: dict[str, str] = {}
    for count, node in enumerate(root.iter()):
        if count > MOST_FACTS:
            break
        if isinstance(node.tag, str) and len(node) == 0 and node.text and node.text.strip():
            found.setdefault(local(node), " ".join(node.text.split()))
    return found


def _kind(facts: dict[str, str]) -> str | None:
    return next((kind for kind in ("rail", "air", "edigital") if _first(facts, _terms()[kind]["number"])), None)


def _first(facts: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((facts[name] for name in names if facts.get(name)), None)


def _lines(root: _Element) -> list[ItemLine]:
    found = []
    for node in root.iter():
        if isinstance(node.tag, str) and local(node) == _LINES:
            told = {local(child): (child.text or "").strip() for child in node if isinstance(child.tag, str)}
            name = told.get("NameOfTaxableGoodsOrServices") or None
            found.append(
                ItemLine(
                    description=name, tax_category=category_of(name), quantity=to_decimal(told.get("Quantity")),
                    unit=told.get("UnitOfMeasurement") or None, unit_price=to_decimal(told.get("UnitPrice")),
                    amount=to_decimal(told.get("AmountExcludingTax")), tax_rate=read_rate(told.get("TaxRate")),
                    tax=to_decimal(told.get("TaxAmount")),
                )
            )  # fmt: skip
    return found
