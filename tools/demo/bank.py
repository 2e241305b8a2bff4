"""What the bank sent for the last whole month: our moves as it saw them, a day later for payments, less the two it had not
seen yet, and a fee and an interest that nobody here has booked.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ledger.core import Channel, Principal, Problem
from tools.demo import cast
from tools.demo.books import DemoFailed, must
from tools.house import House

HEAD = ("交易日期", "摘要", "对方户名", "借方发生额", "贷方发生额", "余额", "流水号")
FEE, INTEREST = (26, Decimal("-35.00"), "账户管理费"), (21, Decimal("128.46"), "协定存款结息")


@dataclass(frozen=True, slots=True)
class Move:
    """A line of the statement; ``amount`` positive for money that came in."""

    day: date
    amount: Decimal
    memo: str
    party: str = ""


def _last_month(today: date) -> tuple[date, date]:
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def moves(lines: list[Any], first: date, last: date) -> list[Move]:
    """As the bank lists them: the last receipt and the last payment of the month are missing."""
    booked = [
        Move(date.fromisoformat(one.date), one.received if one.received is not None else -one.paid,
             str(one.memo).split(" ", maxsplit=1)[0])
        for one in lines
    ]  # fmt: skip
    unseen = [
        next((one for one in reversed(booked) if (one.amount > 0) == received), None) for received in (True, False)
    ]
    seen = [
        Move(min(one.day + timedelta(days=one.amount < 0), last), one.amount, one.memo)
        for one in booked
        if not any(one is other for other in unseen)
    ]
    own = [Move(first.replace(day=day), amount, memo, "开户银行") for day, amount, memo in (FEE, INTEREST)]
    return sorted((*seen, *own), key=lambda one: one.day)


def statement(opening: Decimal, listed: list[Move]) -> bytes:
    """The file as the bank's own page gives it: UTF-8 CSV with a running balance."""
    out, balance = io.StringIO(newline=""), opening
    rows = csv.writer(out)
    rows.writerow(HEAD)
    for number, one in enumerate(listed, 1):
        balance += one.amount
        paid, received = (f"{-one.amount:.2f}", "") if one.amount < 0 else ("", f"{one.amount:.2f}")
        rows.writerow((one.day, one.memo, one.party, paid, received, f"{balance:.2f}", f"{one.day:%Y%m%d}{number:06}"))
    return out.getvalue().encode()


def send_statement(house: House, today: date) -> int:
    """Take last month's statement of the basic account in; how many lines it has."""
    first, last = _last_month(today)
    person = next(one for one in cast.staff() if one.user == "zhangwei")
    maker: Principal = person.principal(cast.TENANT, Channel.JOB, "demo")
    asked = {"account": cast.BANK, "period": {"start": first, "end": last}, "limit": 500}
    book: Any = must(house.gateway.call(maker, "cash_journal", asked))
    listed = moves([one for one in book.rows if one.kind == "line"], first, last)
    staged = house.stage(cast.TENANT, statement(book.opening, listed))
    if isinstance(staged, Problem):
        raise DemoFailed(staged.code)
    name = f"基本户对账单-{first:%Y-%m}.csv"
    arguments = {"sha256": staged, "name": name, "account": cast.BANK, "period": f"{first:%Y-%m}"}
    taken: Any = must(house.gateway.call(maker, "take_bank_statement", arguments))
    return int(taken.lines)
