"""From a request to 银行存款余额调节表 on paper: the figures come from the tool, through the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from zoneinfo import ZoneInfo

from ledger.core import Principal, grouped, say, to_minor
from tools.house import House
from tools.outcome import Denied, Done, Failed, Invalid
from tools.printing.press import press

SIDES = (("book", "bank_received", "bank_paid"), ("bank", "books_received", "books_paid"))
"""What is added to each side's balance, and what is taken from it."""


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A finished PDF; ``name`` is safe in any folder."""

    name: str
    data: bytes


def _figure(shown: Any, amount: Any) -> str:
    minor = to_minor(amount, shown.currency)
    return f"{'−' if minor < 0 else ''}{grouped(abs(minor), shown.currency)}"


def _side(shown: Any, language: str, side: str, added: str, taken: str) -> list[dict[str, Any]]:
    """The rows of one side; ``strong`` are balances, ``head`` the sums of a kind, the others its lines."""
    rows = [_row(say(f"bank.{side}_balance", language), _figure(shown, getattr(shown, f"{side}_balance")), strong=True)]
    for kind in (added, taken):
        rows.append(_row(say(f"bank.{kind}", language), _figure(shown, shown.sums[kind]), head=True))
        rows += [
            _row(" ".join(filter(None, (f"{one.day:%m-%d}", one.number or one.reference, one.party, one.memo)))[:90],
                 _figure(shown, one.amount))
            for one in shown.lines
            if one.kind == kind
        ]  # fmt: skip
    rows.append(
        _row(say(f"bank.{side}_adjusted", language), _figure(shown, getattr(shown, f"{side}_adjusted")), strong=True)
    )
    return rows


def _row(text: str, amount: str, *, strong: bool = False, head: bool = False) -> dict[str, Any]:
    return {"text": text, "amount": amount, "strong": strong, "head": head}


def _notes(shown: Any, language: str) -> list[str]:
    """What must be said of the statement below it: agreed or not, how far the bank's papers reach, what lay before."""
    notes = []
    if shown.reaches is None:
        notes.append(say("bank.no_statement_yet", language, last=shown.as_of))
    elif shown.reaches < shown.as_of:
        notes.append(say("bank.not_reached", language, day=shown.reaches, last=shown.as_of))
    gap = shown.bank_adjusted - shown.book_adjusted
    notes.append(say("bank.differs", language, amount=_figure(shown, gap)) if gap else say("bank.agrees", language))
    if shown.start_gap:
        notes.append(say("bank.start_gap_how", language, amount=_figure(shown, shown.start_gap)))
    return notes


def print_reconciliation(
    house: House, principal: Principal, arguments: Mapping[str, Any]
) -> PrintedForm | Denied | Invalid | Failed:
    """The PDF of an account and month; a refusal is handed on. Raises UnreadablePrint, FontsMissing."""
    outcome = house.gateway.call(principal, "bank_reconciliation", arguments)
    if not isinstance(outcome, Done):
        return outcome
    shown: Any = outcome.result
    language, facts = principal.language, house.door.facts(principal.tenant)
    books, bank = (_side(shown, language, *side) for side in SIDES)
    last_books, last_bank = books.pop(), bank.pop()
    called = {person.user: person.called(language) for person in house.door.people(principal.tenant)}
    name = shown.name_en if language == "en" else shown.name
    labels = {"title": "statement_title", "amount": "amount", "books": "books_side", "bank": "bank_side",
              "prepared": "prepared_by", "checked": "checked_by", "as_of": "as_of"}  # fmt: skip
    data = {
        "labels": {key: say(f"bank.{word}", language) for key, word in labels.items()}, "language": language,
        "company": facts.title(language), "account": f"{shown.account} {name} {shown.currency}",
        "as_of": shown.as_of.isoformat(), "rows": [*zip_longest(books, bank), (last_books, last_bank)],
        "notes": _notes(shown, language), "by": called.get(principal.user, principal.user),
        "made_at": f"{house.clock.now().astimezone(ZoneInfo(facts.time_zone)):%Y-%m-%d}",
    }  # fmt: skip
    must_read = {data["labels"]["title"], data["company"], shown.as_of.isoformat()}
    must_read |= {row["amount"] for row in (*books, *bank, last_books, last_bank)}
    made = press("reconciliation", data, sorted(must_read))
    return PrintedForm(f"reconciliation-{shown.account}-{shown.currency}-{shown.period}.pdf", made)
