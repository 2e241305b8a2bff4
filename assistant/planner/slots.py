"""The facts of a request put into the slots of an intent; remembers which places were used."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.planner import acts, terms
from assistant.planner import calendar as cal
from assistant.planner.amounts import Amount, number
from assistant.planner.calendar import Grain, Span
from assistant.planner.captures import capture
from assistant.planner.facts import Facts, compared_with
from assistant.planner.intents import INTENTS
from assistant.planner.model import KINDS, Slots
from assistant.planner.names import NameRef, known_accounts
from assistant.planner.times import TimeRef

Place = tuple[int, int]
_DATED = frozenset({"expense_claim_submit", "list_pending_approvals", "risk_alerts", "reverse_voucher", "purchase_order_status",
                    "sales_order_status", "propose_voucher", "invoice_status", "expense_claim_status"})  # fmt: skip
_TERMS = {
    "dimension": terms.dimension, "nature": terms.nature, "currency": terms.currency, "state": terms.invoice_state, "percent": terms.percent, "box": terms.box,
    "subject": terms.subject,
}  # fmt: skip
_SUM = re.compile(r"[费票宿餐住]\s*$|\bfor\s*$")


@dataclass(slots=True)
class Filling:
    """Slots being filled, and the places of the request that went into them."""

    slots: Slots = field(default_factory=dict)
    used: list[Place] = field(default_factory=list)

    def put(self, name: str, value: object, *places: Place) -> None:
        """Set a slot and mark its places as used."""
        self.slots[name] = value
        self.used.extend(places)


def fill(facts: Facts, intent: str) -> Filling:
    """Slots of an intent from the facts."""
    takes = set(INTENTS[intent].slots)
    done = Filling()
    _names(facts, intent, takes, done)
    _terms(facts, takes, done)
    _time(facts, intent, takes, done)
    _numbers(facts, intent, takes, done)
    _words(facts, intent, takes, done)
    return done


def _names(facts: Facts, intent: str, takes: set[str], done: Filling) -> None:
    for kind in KINDS:
        if kind in takes and (known := facts.of_kind(kind)):
            best = max(known, key=lambda one: (one.sure, one.end - one.start))
            done.put(kind, best.name, (best.start, best.end))
    if "account" in takes and "account" not in done.slots and (known := _free(known_accounts(_hide(facts, done)))):
        done.put("account", known[0].name, (known[0].start, known[0].end))
    taken_kinds = {one.kind for one in facts.names}
    wanted = {kind for kind in KINDS if kind in takes and kind not in done.slots}
    if {"vendor", "customer"} & taken_kinds:
        wanted -= {"vendor", "customer"}
    for one in capture(_hide(facts, done, keep_case=True), intent, wanted):
        done.put(one.kind, one.name, (one.start, one.end))


def _free(known: list[NameRef]) -> list[NameRef]:
    return sorted(known, key=lambda one: -(one.end - one.start))


def _hide(facts: Facts, done: Filling, *, keep_case: bool = False) -> str:
    """The request with everything already understood as NULs."""
    text = facts.text if keep_case else facts.low
    for start, end in [*done.used, *facts.stated(), *facts.compare_places]:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _terms(facts: Facts, takes: set[str], done: Filling) -> None:
    """Terms of the books, and which month a movement is told against."""
    for name, find in _TERMS.items():
        if name in takes and "amount" not in takes and (found := find(facts.low)):
            done.put(name, int(found.value) if name == "percent" else found.value, (found.start, found.end))
    if {"account", "currency"} <= takes and "amount" not in takes and (found := terms.bank(facts.low)):
        done.put("account", found.value, (found.start, found.end))
    if "against" in takes and facts.compare and facts.times:
        first = facts.times[0]
        other = compared_with(facts, first)
        if other in (cal.year_ago(first.span), cal.before(first.span, first.grain)):
            against = "last_year" if other == cal.year_ago(first.span) else "last_month"
            done.put("against", against, *facts.compare_places)


def _time(facts: Facts, intent: str, takes: set[str], done: Filling) -> None:
    if "horizon" in takes and facts.horizon:
        ahead = facts.horizon
        done.put("horizon", {"n": ahead.n, "unit": ahead.unit}, (ahead.start, ahead.end))
    refs = [ref for ref in facts.times if not (intent == "expense_claim_submit" and ref.grain is not Grain.DAY)]
    if not refs:
        return
    ahead_of = intent == "forecast_cash" or (intent == "ap_aging" and refs[0].bare_month > facts.today.month)
    first = _future(refs[0], facts.today) if ahead_of else refs[0]
    place = (first.start, first.end)
    if first.grain is Grain.DAY and "date" in takes and intent in _DATED:
        done.put("date", first.span.start.isoformat(), place)
    elif _is_point(first, intent, takes):
        done.put("as_of", _point(first, facts.today).isoformat(), place)
    elif "period" in takes and first.grain is not Grain.NOW:
        done.put("period", _whole(first, intent).as_slot(), place)
    if "compare_period" in takes and (other := compared_with(facts, first)):
        done.put("compare_period", other.as_slot(), *facts.compare_places)


def _is_point(ref: TimeRef, intent: str, takes: set[str]) -> bool:
    if "as_of" not in takes:
        return False
    if "period" not in takes:
        return True
    if intent == "forecast_cash":
        return ref.point or ref.limit or ref.grain is Grain.DAY
    return (ref.point or ref.grain in (Grain.DAY, Grain.NOW)) and not ref.limit


def _point(ref: TimeRef, today: date) -> date:
    return today if ref.grain is Grain.NOW else ref.span.end


def _whole(ref: TimeRef, intent: str) -> Span:
    """A limit to come (月底前) counts from today for what is due, and as the whole month for reports."""
    if ref.limit and intent not in ("ap_aging", "ar_aging", "forecast_cash"):
        return cal.month(ref.span.end.year, ref.span.end.month)
    return ref.span


def _future(ref: TimeRef, today: date) -> TimeRef:
    """A month named without its year is the coming one when looking ahead; what was due keeps months gone by."""
    if not ref.bare_month or ref.point:
        return ref
    year = today.year if ref.bare_month >= today.month else today.year + 1
    return replace(ref, span=cal.month(year, ref.bare_month))


def _numbers(facts: Facts, intent: str, takes: set[str], done: Filling) -> None:
    if "document_number" in takes and facts.documents:
        paper = facts.documents[0]
        done.put("document_number", paper.number, (paper.start, paper.end))
    limits = [one for one in facts.thresholds if one.unit == "money" or intent in ("ar_aging", "ap_aging")]
    if "percent" in done.slots:
        limits = [one for one in limits if not any(one.start < end and start < one.end for start, end in done.used)]
    if "threshold" in takes and limits:
        rows = [one.as_slot() for one in limits]
        done.put("threshold", rows[0] if len(rows) == 1 else rows, *((one.start, one.end) for one in limits))
    if "amount" in takes and facts.amounts:
        parts = _parts(facts, intent)
        done.put(
            "amount",
            number(sum((one.value for one in parts), start=parts[0].value * 0)),
            *((one.start, one.end) for one in parts),
        )
        currency = next((one.currency for one in parts if one.currency), "")
        if "currency" in takes and currency:
            done.put("currency", currency)


def _parts(facts: Facts, intent: str) -> list[Amount]:
    """The sums that make the amount: several costs of one claim add up, a voucher takes the first."""
    if intent != "expense_claim_submit" or len(facts.amounts) == 1:
        marked = [one for one in facts.amounts if one.marked]
        return [(marked or list(facts.amounts))[0]]
    marked = [one for one in facts.amounts if one.marked]
    return marked if len(marked) == 1 and facts.language == "en" else list(facts.amounts)


def _words(facts: Facts, intent: str, takes: set[str], done: Filling) -> None:
    low = facts.low
    if "action" in takes and (act := acts.action(facts.blank)):
        done.put("action", act)
    if "attachment" in takes and (file := acts.attachment(low)):
        done.put("attachment", file)
    if "reason" in takes and done.slots.get("action") == "reject" and (why := acts.reason(facts.text, facts.language)):
        done.put("reason", why)
    if "category" in takes and (kind := acts.category(low, facts.language)):
        done.put("category", kind[0], (kind[1], kind[2]))
    if "format" in takes and (form := acts.file_format(low)):
        done.put("format", form)
    if "report" in takes and (name := acts.report(low)):
        done.put("report", name)
    if "topic" in takes:
        done.put("topic", facts.text)
