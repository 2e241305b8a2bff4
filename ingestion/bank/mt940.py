"""MT940 (and MT942): statements as banks send them over SWIFT, also with a national head before or none at all.

Of each ``:61:`` line: booking day (the value day's year, moved where they lie across new year), direction, amount, the
bank's own reference, and ``:86:`` as memo; Germany's numbered fields (``?20`` text, ``?32`` name) and ``/NAME/`` are known.
``RC`` and ``RD`` take a credit or a debit back. Source: SWIFT Standards MT, category 9; DFÜ-Abkommen Anlage 3.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from ingestion.bank.statement import ID, MEMO, PARTY, BankLine, BankStatement, gathered, proved, squeezed
from ingestion.tables import figure
from ledger.core import Problem, problem

_FIELD = re.compile(r"^:(\d{2}[A-Z]?):", re.M)
_BALANCE = re.compile(r"([DC])(\d{6})([A-Z]{3})([\d.,]+)")
_LINE = re.compile(
    r"(?P<value>\d{6}|\d{8})(?P<entry>\d{4})?\s*(?P<side>R?[DC])[A-Z]?\s*(?P<amount>\d[\d,. ]*)"
    r"(?P<kind>[A-Z][A-Z0-9]{3})?(?P<rest>.*)",
    re.S,
)
_NUMBERED = re.compile(r"\?(\d{2})([^?]*)", re.S)
_NAMED = re.compile(r"/NAME/([^/]+)", re.S)
_MESSAGE_END = re.compile(r"^-\}?.*$", re.M)
OPENING, CLOSING = ("60F", "60M"), ("62F", "62M")


def is_mt940(text: str) -> bool:
    """Whether a text has a statement's fields."""
    return bool(
        re.search(r"^:20:", text[:5000], re.M) and re.search(r"^:(60[FM]|61|62[FM]|34F):", text[:200_000], re.M)
    )


def read_mt940(text: str) -> tuple[BankStatement, ...]:
    """One statement for each ``:20:``, in the file's order."""
    messages: list[list[tuple[str, str]]] = []
    for name, value in _fields(text):
        if name == "20":
            messages.append([])
        if messages:
            messages[-1].append((name, value))
    return tuple(proved(_statement(one)) for one in messages)


def _fields(text: str) -> list[tuple[str, str]]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = re.sub(r"^\{1:.*?\{4:\s*", "", plain, flags=re.M)
    found = list(_FIELD.finditer(plain))
    ends = [one.start() for one in found[1:]] + [len(plain)]
    return [
        (one[1], _MESSAGE_END.split(plain[one.end() : end])[0].strip("\n"))
        for one, end in zip(found, ends, strict=True)
    ]


def _statement(fields: list[tuple[str, str]]) -> BankStatement:
    following = [*fields[1:], ("", "")]
    told = [
        (value, text if kind == "86" else "")
        for (name, value), (kind, text) in zip(fields, following, strict=True)
        if name == "61"
    ]
    lines, problems = gathered(told, lambda number, one: _line(number, *one))
    account = next((value.strip() for name, value in fields if name == "25"), "")
    opening, closing = _balance(fields, OPENING), _balance(fields, CLOSING)
    currency = next((one[1] for one in (opening, closing) if one), "")
    return BankStatement(
        account.split("\n")[0].strip(), currency, opening and opening[0], closing and closing[0], lines, problems,
    )  # fmt: skip


def _balance(fields: list[tuple[str, str]], names: tuple[str, ...]) -> tuple[Decimal, str] | None:
    for name, value in fields:
        if name in names and (found := _BALANCE.match(value.strip())):
            amount = figure(found[4].replace(".", "").replace(",", "."))
            if amount is not None:
                return (-amount if found[1] == "D" else amount), found[3]
    return None


def _line(number: int, value: str, memo: str) -> BankLine | Problem:
    found = _LINE.match(value.strip())
    if found is None:
        return problem("bank.bad_amount", f"rows.{number}", row=number, amount=squeezed(value, 40))
    amount = figure(found["amount"].replace(" ", "").replace(".", "").replace(",", "."))
    day = _day(found["value"], found["entry"])
    if amount is None:
        return problem("bank.bad_amount", f"rows.{number}", row=number, amount=found["amount"])
    if day is None:
        return problem("bank.bad_day", f"rows.{number}", row=number, day=found["value"])
    came_in = found["side"] in ("C", "RD")
    own, _, banks = found["rest"].partition("\n")[0].partition("//")
    reference = next((one.strip() for one in (banks, own) if one.strip() not in ("", "NONREF")), "")
    told = memo or found["rest"].partition("\n")[2]
    return BankLine(
        squeezed(reference, ID), day, amount if came_in else -amount, squeezed(_party(told), PARTY),
        squeezed(_memo(told), MEMO), place=number,
    )  # fmt: skip


def _day(value: str, entry: str | None) -> date | None:
    """The booking day where there is one: four digits of month and day, in the year nearest to the value day."""
    try:
        valued = date.fromisoformat(value if len(value) == 8 else f"20{value}")
        if entry is None:
            return valued
        booked = date(valued.year, int(entry[:2]), int(entry[2:]))
    except ValueError:
        return None
    if abs(booked - valued) > timedelta(days=180):
        booked = booked.replace(year=booked.year + (1 if booked < valued else -1))
    return booked


def _numbered(memo: str) -> dict[str, str]:
    joined = memo.replace("\n", "")
    return {code: text.strip() for code, text in _NUMBERED.findall(joined)} if joined[:4].count("?") else {}


def _party(memo: str) -> str:
    parts = _numbered(memo)
    if parts:
        return " ".join(filter(None, (parts.get("32"), parts.get("33"))))
    named = _NAMED.search(memo)
    return named[1] if named else ""


def _memo(memo: str) -> str:
    parts = _numbered(memo)
    if not parts:
        return memo
    said = [text for code, text in sorted(parts.items()) if "20" <= code <= "29" or "60" <= code <= "63"]
    return " ".join(filter(None, said)) or parts.get("00", "")
