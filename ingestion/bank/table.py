"""Bank statements as tables (CSV, XLSX): columns are found by header aliases, whichever bank or wallet wrote them.

Amounts are signed, positive for money that came in: on a bank's paper that is 贷方. Lines come oldest first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ingestion.bank.statement import ID, MEMO, PARTY, BankLine, BankStatement, first_break, proved, squeezed
from ingestion.tables import Found, day, figure, find_table, plain
from ingestion.tables import Sheet as Page
from ingestion.values.currencies import CURRENCIES
from ledger.core import Problem, problem

IN = frozenset(
    map(plain, ("收入", "贷", "贷方", "收", "入账", "来账", "C", "CR", "CRDT", "credit", "in", "+", "H", "Haben"))
)
OUT = frozenset(
    map(plain, ("支出", "借", "借方", "付", "支", "出账", "往账", "D", "DR", "DBIT", "debit", "out", "S", "Soll"))
)
OPENING = frozenset(map(plain, ("期初余额", "上期余额", "承前余额", "起始余额", "opening balance", "balance brought forward",
                                "Anfangssaldo")))  # fmt: skip
CLOSING = frozenset(
    map(plain, ("期末余额", "本期余额", "截止余额", "closing balance", "balance carried forward", "Endsaldo"))
)
NEITHER = frozenset(map(plain, ("不计收支", "中性交易", "其他", "/", "-", "")))
"""What a wallet calls money that it counts neither way; its own words then say where it went."""
CLOSED = re.compile(r"关闭|失败|已取消|撤销|failed|denied|cancell?ed|voided|expired", re.I)
_CAME = re.compile(r"退款|充值|转入|收益|赎回|卖出|refund|deposit|top.?up", re.I)
_WENT = re.compile(r"提现|转出|还款|买入|付款|购买|withdraw|repay|payment", re.I)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_AMERICAN = frozenset({"PDT", "PST", "MDT", "MST", "CDT", "EDT", "EST"})
_EUROPEAN = frozenset({"GMT", "BST", "CET", "CEST", "EET", "EEST", "WET"})
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}.*$")


_NEEDED = (("day", "received"), ("day", "paid"), ("day", "amount"))
_AMOUNTS = ("received", "paid", "amount")


def find_statement(page: Page) -> Found | None:
    """The page's columns where it has a day and an amount (one column, in and out, or an amount with its direction)."""
    return next((found for needed in _NEEDED if (found := find_table(page, "bank", needed))), None)


def read_table(page: Page, found: Found) -> BankStatement:
    """The statement on a page."""
    month_first = _month_first([cells.get("day", "") for _, cells in found.rows()], _in_america(page))
    if isinstance(month_first, Problem):
        return BankStatement("", "", None, None, (), (month_first,))
    lines: list[BankLine] = []
    faults: list[Problem] = []
    currencies: set[str] = set()
    for row, cells in found.rows():
        if _label(page.rows[row - 1]) or not (cells.get("day") or any(cells.get(one) for one in _AMOUNTS)):
            continue
        if CLOSED.search(cells.get("status", "")) and not _CAME.search(cells["status"]):
            continue  # no money moved
        made = _line(row, cells, month_first)
        if isinstance(made, Problem):
            faults.append(made)
        else:
            lines.append(made)
            currencies.add(plain(cells.get("currency", "")).upper())
    return _whole(page, lines, faults, currencies.pop() if len(currencies) == 1 else "")


def _whole(page: Page, lines: Sequence[BankLine], faults: Sequence[Problem], currency: str) -> BankStatement:
    ordered = oldest_first(lines)
    opening, closing = _said(page, OPENING), _said(page, CLOSING)
    if ordered and ordered[0].balance is not None and opening is None:
        opening = ordered[0].balance - ordered[0].amount
    if ordered and ordered[-1].balance is not None and closing is None:
        closing = ordered[-1].balance
    made = BankStatement("", CURRENCIES.get(currency, currency), opening, closing, ordered, tuple(faults))
    return made if faults else proved(made)  # with a line missing no balance follows, which says nothing new


def _in_america(page: Page) -> bool | None:
    """What a time zone in the rows says of how days are written; None without one, or with both."""
    cells = {cell for row in page.rows for cell in row}
    here, there = bool(cells & _AMERICAN), bool(cells & _EUROPEAN)
    return here if here != there else None


def _month_first(days: Sequence[str], american: bool | None) -> bool | Problem | None:
    """Whether ``3/18/2016`` in this file is the month first; None without such days, a problem where nothing decides."""
    found = [(int(one[1]), int(one[2])) for text in days if (one := _SLASHED.match(text))]
    day_first, month_first = any(one > 12 for one, _ in found), any(other > 12 for _, other in found)
    if found and not day_first and not month_first and american is not None:
        return american
    if found and day_first == month_first:
        return problem("bank.which_day_first", "file", day=f"{found[0][0]}/{found[0][1]}")
    return month_first if found else None


def _day(text: str, month_first: bool | None) -> date | None:
    """The day of a line, its time left out."""
    plain_text = _TIME.sub("", text)
    if month_first is None or not (one := _SLASHED.fullmatch(plain_text)):
        return day(plain_text)
    month, number = (one[1], one[2]) if month_first else (one[2], one[1])
    return day(f"{one[3]}-{month}-{number}")


def _line(row: int, cells: dict[str, str], month_first: bool | None) -> BankLine | Problem:
    on = _day(cells.get("day", ""), month_first)
    if on is None:
        return problem("bank.bad_day", f"rows.{row}", row=row, day=cells.get("day", ""))
    amount = _amount(row, cells)
    if isinstance(amount, Problem):
        return amount
    balance = figure(cells["balance"]) if cells.get("balance") else None
    told = (squeezed(cells.get("party"), PARTY), squeezed(cells.get("memo"), MEMO))
    return BankLine(squeezed(cells.get("reference"), ID), on, amount, *told, balance, row)


def _amount(row: int, cells: dict[str, str]) -> Decimal | Problem:
    received, paid, single = (figure(cells.get(name, "")) for name in _AMOUNTS)
    typed = " ".join(cells[name] for name in _AMOUNTS if cells.get(name))
    if received is None or paid is None or single is None:
        return problem("bank.bad_amount", f"rows.{row}", row=row, amount=typed)
    if received or paid:
        return received - paid
    side = plain(cells.get("side", "")) or ("+" if cells.get("side", "").strip() == "+" else "")
    if cells.get("side"):
        came = _came(side, cells)
        if came is None:
            return problem("bank.bad_side", f"rows.{row}", row=row, side=cells["side"])
        return abs(single) if came else -abs(single)
    return single or problem("bank.bad_amount", f"rows.{row}", row=row, amount=typed)


def _came(side: str, cells: dict[str, str]) -> bool | None:
    """Whether money came in; None where neither its direction nor its words say."""
    if side in IN | OUT:
        return side in IN
    words = " ".join(cells.get(name, "") for name in ("status", "kind", "memo"))
    came, went = bool(_CAME.search(words)), bool(_WENT.search(words))
    return came if side in NEITHER and came != went else None


def oldest_first(lines: Sequence[BankLine]) -> tuple[BankLine, ...]:
    """Banks list either way; within a day the balances printed decide."""
    backwards = tuple(reversed(lines))
    if lines and lines[0].day != lines[-1].day:
        return tuple(lines) if lines[0].day < lines[-1].day else backwards
    return backwards if first_break(lines) is not None and first_break(backwards) is None else tuple(lines)


def _label(row: Sequence[str]) -> frozenset[str] | None:
    """The kind of balance a row of its own names; None for any other row."""
    first = plain(next((cell for cell in row if cell), "").split(":")[0].split("：")[0])
    return next((words for words in (OPENING, CLOSING) if first in words), None)


def _said(page: Page, words: frozenset[str]) -> Decimal | None:
    """The figure beside a label such as 期初余额, in a row of its own; None without one."""
    for row in page.rows:
        for place, cell in enumerate(row):
            label, _, rest = cell.replace("：", ":").partition(":")
            if plain(label) in words and _label(row):
                following = [rest.strip(), *row[place + 1 :]]
                value = next((one for one in following if one), "")
                return figure(value) if value else None
    return None
