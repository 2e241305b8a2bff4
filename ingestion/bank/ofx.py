"""OFX 1 (SGML, values without end tags) and OFX 2 (XML): bank, card and investment accounts.

One reader for both: tags are taken one by one, none is expanded and no DTD is read. The file gives a balance of one day
(LEDGERBAL) and none before its lines, so it has a closing balance only, which nothing in it can prove.
Source: OFX 1.6 and 2.2, chapters 2, 11 and 13.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ingestion.bank.statement import ID, MEMO, MOST_LINES, PARTY, BankLine, BankStatement, gathered, squeezed
from ingestion.tables import figure
from ledger.core import Problem, problem

_TAG = re.compile(r"<(/?)([A-Za-z0-9._]{1,40})[^<>]*?/?>([^<]*)")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.S)
_STATEMENTS = frozenset({"STMTRS", "CCSTMTRS", "INVSTMTRS"})
_LINE = "STMTTRN"
_ACCOUNTS = frozenset({"BANKACCTFROM", "CCACCTFROM", "INVACCTFROM"})
_GROUPS = _ACCOUNTS | {_LINE, "LEDGERBAL", "AVAILBAL", "BANKACCTTO"}


@dataclass(slots=True)
class _Taken:
    """What a statement holds so far: values by the group they stand in, lines as they were told."""

    told: dict[tuple[str, str], str] = field(default_factory=dict)
    lines: list[dict[str, str]] = field(default_factory=list)
    group: str = ""

    def take(self, name: str, value: str, *, closes: bool) -> None:
        """One tag."""
        if name in _GROUPS:
            self.group = "" if closes else name
            if name == _LINE and not closes:
                self.lines.append({})
        elif value and not closes and self.group == _LINE:
            self.lines[-1].setdefault(name, value)
        elif value and not closes:
            self.told.setdefault((self.group, name), value)


def is_ofx(text: str) -> bool:
    """Whether a text is OFX, by its header or its first element."""
    return bool(re.search(r"OFXHEADER|<OFX>", text[:3000], re.I))


def encoding_of(data: bytes) -> str:
    """What the SGML header says (``ENCODING:USASCII``, ``CHARSET:1252``); UTF-8 where it says nothing we know."""
    head = data[:1000].decode("ascii", "replace").upper()
    charset = re.search(r"CHARSET:\s*(\S+)", head)
    if charset and "ENCODING:USASCII" in head.replace(" ", "") and charset[1] in ("1252", "936", "950", "932"):
        return f"cp{charset[1]}"
    return "utf-8"


def read_ofx(text: str) -> tuple[BankStatement, ...]:
    """Every account's statement."""
    return tuple(_statement(one) for one in _taken(_CDATA.sub(lambda one: html.escape(one[1]), text)))


def _taken(text: str) -> Iterator[_Taken]:
    statement: _Taken | None = None
    for mark, written, value in _TAG.findall(text):
        name, closes = written.upper(), bool(mark)
        if name not in _STATEMENTS:
            if statement is not None and len(statement.lines) <= MOST_LINES:
                statement.take(name, html.unescape(value).strip(), closes=closes)
            continue
        if statement is not None:
            yield statement
        statement = None if closes else _Taken()
    if statement is not None:
        yield statement


def _statement(taken: _Taken) -> BankStatement:
    lines, problems = gathered(taken.lines, _line)
    account = next(
        (value for (group, name), value in taken.told.items() if name == "ACCTID" and group in _ACCOUNTS), ""
    )
    said = taken.told.get(("LEDGERBAL", "BALAMT"))
    return BankStatement(
        account, taken.told.get(("", "CURDEF"), "").upper(), None, figure(said) if said else None, lines, problems,
    )  # fmt: skip


def _line(number: int, told: dict[str, str]) -> BankLine | Problem:
    amount = figure(told.get("TRNAMT", "-"))
    if amount is None or "TRNAMT" not in told:
        return problem("bank.bad_amount", f"rows.{number}", row=number, amount=told.get("TRNAMT", ""))
    posted = told.get("DTPOSTED") or told.get("DTAVAIL") or told.get("DTUSER", "")
    try:
        day = date.fromisoformat(posted[:8])
    except ValueError:
        return problem("bank.bad_day", f"rows.{number}", row=number, day=posted)
    return BankLine(
        squeezed(told.get("FITID") or told.get("REFNUM"), ID), day, Decimal(amount), squeezed(told.get("NAME"), PARTY),
        squeezed(told.get("MEMO"), MEMO), place=number,
    )  # fmt: skip
