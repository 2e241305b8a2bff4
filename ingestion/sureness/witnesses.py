"""What else on the paper agrees with a field, though the reader of that field did not look at it.

Each is named as people see it: ``rate`` (net times the printed rate gives the tax), ``term`` (issue date and printed days
give the due date), ``twice`` (printed again in another notation or another place that names the same thing).
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from ingestion.page.paper import Paper
from ingestion.reading import Reading
from ledger.evidence.field import SURE, Field, Source

_CENT = Decimal("0.01")
_DAYS = re.compile(
    r"(?<![\d.,/-])(\d{1,3}) ?(?:(?:kalender|werk)?tag(?:en?)?|(?:calendar )?days?|jours?|giorni|dias|dagen|dni)(?![a-z])"
)
_PAYING = re.compile(
    r"zahl|netto|fallig|pay|due|terms|net\b|regle|echeance|paiement|pagamento|scadenz|pago|vencim|condiciones|betal|platnosc|zaplat|przelew"
)
_BELIEVED = 0.7
_SIGNS = {"EUR": "€", "GBP": "£", "INR": "₹"}


def witnessed(reading: Reading, paper: Paper) -> Reading:
    """The reading with the witnesses of the rest of the paper."""
    fields = _rate(reading) | _term(reading, paper) | _notations(reading, paper)
    return reading.with_fields(fields)


def _rate(reading: Reading) -> dict[str, Field]:
    """Net times the one printed rate is the tax, to a cent; then it is also no freight or discount."""
    net, tax, gross = (reading.amount(name) for name in ("net", "tax", "gross"))
    rate = _only(reading.value("tax_rates"))
    if rate is None or net is None or not tax:
        return {}
    if abs((net * rate).quantize(_CENT, ROUND_HALF_UP) - tax) > _CENT:
        return {}
    names = ("net", "tax", "tax_rates", *(("gross",) if net + tax == gross else ()))
    return {name: _spoken_for(reading[name], "rate") for name in names}


def _only(names: object) -> Decimal | None:
    """The one rate above zero that is printed, None where there are several or none."""
    found = set()
    for name in names if isinstance(names, tuple) else ():
        try:
            found.add(Decimal(name))
        except InvalidOperation:
            continue
    found.discard(Decimal(0))
    return found.pop() if len(found) == 1 else None


def _term(reading: Reading, paper: Paper) -> dict[str, Field]:
    """Due so many days after issue as a sentence about paying says."""
    issued, due = reading.value("issue_date"), reading.value("due_date")
    if not isinstance(issued, date) or not isinstance(due, date) or due <= issued:
        return {}
    for line in paper.lines:
        for match in _DAYS.finditer(line.folded):
            if int(match[1]) == (due - issued).days and _PAYING.search(line.folded):
                return {name: _spoken_for(reading[name], "term") for name in ("issue_date", "due_date")}
    return {}


def _notations(reading: Reading, paper: Paper) -> dict[str, Field]:
    """The currency as a sign and as a code."""
    currency = reading.value("currency")
    sign = _SIGNS.get(str(currency))
    if sign is None or not any(sign in line.text for line in paper.lines):
        return {}
    coded = re.compile(rf"(?<![A-Z]){currency}(?![A-Z])")
    if any(coded.search(line.text) for line in paper.lines):
        return {"currency": _spoken_for(reading["currency"], "twice")}
    return {}


def _spoken_for(field: Field, witness: str) -> Field:
    """With one more witness. A field that something contradicted gets none, and XML none from its own arithmetic."""
    if field.confidence < _BELIEVED or field.source not in (Source.TEXT, Source.OCR):
        return field
    return field.witnessed(witness, SURE)
