"""What a template prints, in the country's way. What it says is remembered, and is the truth of the paper."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from benchmarks.printers.deal import Deal, Item
from benchmarks.printers.layout import Layout

_GROUPED = {
    "GB": (2, 3, 4, 2),
    "PL": (3, 3, 2, 2),
    "AU": (2, 3, 3, 3),
    "DK": (2, 2, 2, 2),
    "FR": (2, 2, 3, 3, 3),
    "NO": (3, 3, 3),
    "PT": (3, 3, 3),
}
_LAKHS = {"en_IN": "#,##,##0"}
_ABSENT = ("number", "due_date", "seller_name", "seller_tax_id", "buyer_name", "buyer_tax_id", "prepaid")
"""Judged as wrong where given though not said; sums that were not said are not judged, since they follow from others."""


class Row:
    """One line on the sheet; remembers which of its columns were said."""

    def __init__(self, sheet: Sheet, item: Item) -> None:
        self._sheet, self.item, self.said = sheet, item, {"description": item.description}

    def say(self, name: str, style: str = "bare") -> str:
        """A column: description, quantity, unit_price or amount."""
        value = getattr(self.item, name)
        if name in ("description", "unit", "code"):
            return str(value)
        if name != "quantity":
            value = abs(value) if self._sheet.layout.unsigned else value
            self.said[name] = str(getattr(self.item, name))
            return self._sheet.money(value, style)
        self.said[name] = str(value)
        return format_decimal(value, style if "0" in style else "#,##0.##", locale=self._sheet.layout.locale)


class Sheet:
    """One paper being printed."""

    def __init__(self, layout: Layout, deal: Deal) -> None:
        self.layout, self.deal = layout, deal
        self.rows = [Row(self, one) for one in deal.items]
        self._said: dict[str, Any] = {}
        self._left: set[str] = set()

    def say(self, name: str, style: str = "") -> str:
        """A header field as printed: sums by ``money``'s styles, days by a pattern of CLDR, tax ids plain, ``grouped`` or ``prefixed`` by the country."""
        value = self._value(name)
        if name.endswith("_date"):
            self._said[name] = value.isoformat()
            return self.day(value, style)
        if style == "prefixed":
            value = {"NO": "NO {} MVA"}.get(self.layout.country, self.layout.country + "{}").format(value)
        self._said[name] = value.replace(" ", "") if name == "seller_iban" else str(value)
        if isinstance(value, Decimal):
            return self.money(abs(value) if self.layout.unsigned else value, style)
        return grouped(value) if style == "grouped" else value

    def leave(self, name: str) -> str:
        """Not judged: the paper prints something that one may or may not take for it."""
        self._left.add(name)
        return ""

    def rate(self, rate: Decimal, sign: str = "%") -> str:
        """A rate of tax, in per cent."""
        self._said.setdefault("tax_rates", set()).add(str(rate))
        return format_decimal(rate * 100, "0.##", locale=self.layout.locale) + sign

    def money(self, value: Decimal, style: str = "") -> str:
        """``bare`` without currency, ``code`` with its letters behind, ``front`` before, else as the locale writes it."""
        if style in ("bare", "code", "front"):
            cents = "" if self.layout.whole else ".00"
            text = format_decimal(value, _LAKHS.get(self.layout.locale, "#,##0") + cents, locale=self.layout.locale)
            named = {"code": f"{text} {self.layout.currency}", "front": f"{self.layout.currency} {text}"}
            return named.get(style, text)
        return format_currency(value, self.layout.currency, locale=self.layout.locale)

    def day(self, value: date, style: str = "") -> str:
        """A day that is no field."""
        return format_date(value, style or "short", locale=self.layout.locale)

    def qty(self, value: Decimal) -> str:
        """A quantity that is no column of the truth."""
        return format_decimal(value, "#,##0.##", locale=self.layout.locale)

    def later(self, days: int, style: str = "") -> str:
        """A day so long after the issue that is no field of the paper."""
        return self.day(self.deal.issue_date + timedelta(days=days), style)

    def truth(self) -> dict[str, Any]:
        """The fields said, in the words of the ``extract`` shape; None for those of ``_ABSENT`` that were not."""
        if self.layout.doc_type in ("purchase_order", "delivery_note"):
            return {"doc_type": self.layout.doc_type, **{name: self._said[name] for name in ("number", "issue_date")}}
        kind = {"is_credit_note": self.layout.credit} if self.layout.doc_type in ("invoice", "credit_note") else {}
        said: dict[str, Any] = dict.fromkeys(_ABSENT) | self._said | kind | {"doc_type": self.layout.doc_type}
        if said["prepaid"] == "0":
            del said["prepaid"]  # printed as nothing paid: none and nought are both right
        if "tax_rates" in said:
            said["tax_rates"] = sorted(said["tax_rates"])
        said = {name: one for name, one in said.items() if name not in self._left}
        return said | {"currency": self.layout.currency, "lines": [row.said for row in self.rows]}

    def _value(self, name: str) -> Any:
        for side in ("seller", "buyer"):
            if name.startswith(f"{side}_"):
                value = getattr(getattr(self.deal, side), name.removeprefix(f"{side}_"))
                return value.replace("MWST", "TVA") if self.layout.locale == "fr_CH" else value
        return self.deal.due if name == "due_amount" else getattr(self.deal, name)


def grouped(tax_id: str) -> str:
    """A tax number as people write it: in groups, with dots in Switzerland, Belgium, Brazil and Chile, hyphens in Poland."""
    if tax_id.startswith("CHE"):
        return f"CHE-{tax_id[3:6]}.{tax_id[6:9]}.{tax_id[9:]}"
    if len(tax_id) == 14 and tax_id[8:12] == "0001":
        return f"{tax_id[:2]}.{tax_id[2:5]}.{tax_id[5:8]}/0001-{tax_id[12:]}"
    if len(tax_id) == 9 and tax_id.startswith("76"):
        return f"{tax_id[:2]}.{tax_id[2:5]}.{tax_id[5:8]}-{tax_id[8]}"
    if tax_id.startswith("BE0"):
        return f"BE {tax_id[2:6]}.{tax_id[6:9]}.{tax_id[9:]}"
    for country, parts in _GROUPED.items():
        plain = not tax_id[:2].isalpha() and len(tax_id) == sum(parts)
        if tax_id.startswith(country) or (plain and country in ("PL", "AU", "DK", "NO", "PT")):
            ends = [sum(parts[: at + 1]) for at in range(len(parts))]
            pieces = [tax_id[end - size : end] for end, size in zip(ends, parts, strict=True)]
            return ("-" if country == "PL" else " ").join(pieces)
    return tax_id
