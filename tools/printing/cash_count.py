"""From a count to 库存现金盘点表 on paper: the figures come from the tool, through the door."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ledger.core import Principal, grouped, say, to_minor
from tools.house import House
from tools.outcome import Denied, Done, Failed, Invalid
from tools.printing.press import press
from tools.printing.reconciliation import PrintedForm

LABELS = (
    "title",
    "day",
    "value",
    "pieces",
    "amount",
    "counted",
    "book",
    "difference",
    "reason",
    "counted_by",
    "witness",
)


def _figure(amount: Decimal, currency: str) -> str:
    minor = to_minor(amount, currency)
    return f"{'−' if minor < 0 else ''}{grouped(abs(minor), currency)}"


def print_cash_count(house: House, principal: Principal, count: int) -> PrintedForm | Denied | Invalid | Failed:
    """The PDF of a count; a refusal is handed on. Raises UnreadablePrint, FontsMissing."""
    outcome = house.gateway.call(principal, "cash_counts", {"count": count})
    if not isinstance(outcome, Done):
        return outcome
    found: Any = outcome.result
    (shown,) = found.rows
    language, currency = principal.language, shown.currency
    rows = [
        (value, str(pieces), _figure(Decimal(value) * pieces, currency))
        for value, pieces in sorted(shown.pieces.items(), key=lambda one: -Decimal(one[0]))
    ]
    rows += [(say("count.loose", language), "", _figure(shown.loose, currency))] if shown.loose else []
    labels = {name: say(f"count.{name}", language) for name in LABELS}
    figures = {name: _figure(getattr(shown, name), currency) for name in ("counted", "book", "difference")}
    company = house.door.facts(principal.tenant).title(language)
    data = {
        "labels": labels, "language": language, "company": company, "day": shown.day.isoformat(), "rows": rows,
        "account": f"{shown.account} {shown.name_en if language == 'en' else shown.name} {currency}",
        "number": f"{shown.count:04}", "reason": shown.reason, "counted_by": shown.counted_by, "witness": shown.witness,
        **figures,
    }  # fmt: skip
    must_read = {labels["title"], company, shown.day.isoformat(), shown.reason, shown.counted_by, *figures.values()}
    must_read |= {row[2] for row in rows}
    return PrintedForm(f"cash-count-{shown.count:04}.pdf", press("cash_count", data, sorted(must_read)))
