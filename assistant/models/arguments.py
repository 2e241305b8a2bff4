"""Slots of a reading put into the shapes a tool takes: other names, a month for a span, days for a horizon."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

Fields = Mapping[str, Mapping[str, Any]]
"""What a tool takes: JSON Schema by argument."""

_PARTY = {"vendor": "party", "customer": "party"}
CALLED: Mapping[str, Mapping[str, str]] = {
    "invoice_register": {"period": "month", "vendor": "text", "document_number": "text"},
    "journal": _PARTY, "general_ledger": _PARTY, "list_open_items": _PARTY,
    "multi_column": {"dimension": "by"}, "movements": {"threshold": "amount"}, "list_bills": {"horizon": "within_days"},
    "cash_counts": {"date": "day"}, "why_not": {"document_number": "thing", "employee": "person"},
    "search_trail": {"employee": "who", "document_number": "thing"},
}  # fmt: skip
"""By tool: what it calls a slot."""
OF_ONE_MONTH = frozenset({"vat_return", "movements"})
"""Tools that take a span and look at the month it ends in."""
OF_THE_YEAR = frozenset({"list_assets"})
"""Tools that look at a month and tell the year up to it."""
_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}


def shaped(tool: str, slots: Mapping[str, Any], fields: Fields, today: date) -> tuple[dict[str, Any], list[str]]:
    """The arguments, and in words what of the slots the tool could not take."""
    arguments: dict[str, Any] = {}
    dropped: list[str] = []
    for slot, value in slots.items():
        name = CALLED.get(tool, {}).get(slot, slot)
        if name not in fields:
            dropped += _told(value)
            continue
        kind = fields[name].get("type", "")
        if _is_span(value) and (kind == "string" or tool in OF_ONE_MONTH):
            dropped += [] if _one_month(value) or (tool in OF_THE_YEAR and _from_january(value)) else _told(value)
        arguments[name] = _fitted(value, kind, today, limits=name == slot)
    if "period" in fields and "default" not in fields["period"] and "period" not in arguments:
        arguments["period"] = f"{today:%Y-%m}"
    return arguments, dropped


def _fitted(value: Any, kind: str, today: date, *, limits: bool) -> Any:
    """A month as text where a text is asked for, a number where a number is; ``limits``: a limit stays one."""
    if kind == "string" and _is_span(value):
        return f"{min(date.fromisoformat(value['end']), max(today, date.fromisoformat(value['start']))):%Y-%m}"
    if isinstance(value, Mapping) and "unit" in value and "n" in value:
        return value["n"] * _DAYS[value["unit"]]
    if isinstance(value, Mapping) and "op" in value and not limits:
        return int(value["value"])
    return value


def _is_span(value: Any) -> bool:
    return isinstance(value, Mapping) and "start" in value


def _one_month(span: Mapping[str, str]) -> bool:
    return span["start"][:7] == span["end"][:7]


def _from_january(span: Mapping[str, str]) -> bool:
    return span["start"][:7] == f"{span['end'][:4]}-01"


def _told(value: Any) -> list[str]:
    if _is_span(value):
        return [f"{value['start']} – {value['end']}"]
    if isinstance(value, Mapping) and "op" in value:
        return [f"{value['op']} {value['value']:,}"]
    return [str(value)] if isinstance(value, str) else []
