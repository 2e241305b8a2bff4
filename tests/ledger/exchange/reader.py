"""Readers of the two formats, written from their grammar and nothing of ours: what a file says, line by line.

A line that is none of the few kinds a journal of ours has is an error, so whatever was smuggled in is seen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

DAY = r"\d{4}-\d{2}-\d{2}"
NAME = r"(?:Assets|Liabilities|Equity|Income|Expenses):[A-Z0-9][^\W_]*(?:-[^\W_]+)*"
AMOUNT = r"(-?\d+(?:\.\d+)?) ([A-Z]{3})"
STRING = r'"((?:[^"\\\n]|\\["\\])*)"'
POSTING = re.compile(rf" {{2,4}}({NAME})  {AMOUNT}(?: @@ {AMOUNT})?(?:  ; (.*))?")


@dataclass
class Transaction:
    """One transaction as read; postings are (account, amount, currency, weight in base)."""

    day: str
    memo: str
    code: str = ""
    postings: list[tuple[str, Decimal, str, Decimal]] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Journal:
    """What a file says."""

    transactions: list[Transaction] = field(default_factory=list)
    declared: set[str] = field(default_factory=set)
    asserted: dict[tuple[str, str], Decimal] = field(default_factory=dict)


def _posting(line: str) -> tuple[tuple[str, Decimal, str, Decimal], str] | None:
    found = POSTING.fullmatch(line)
    if not found:
        return None
    name, amount, currency, cost, _, about = found.groups()
    own = Decimal(amount)
    weight = own if cost is None else Decimal(cost).copy_sign(own)
    return (name, own, currency, weight), about or ""


def beancount(text: str) -> Journal:
    """Read a beancount file of ours."""
    read = Journal()
    for line in text.split("\n"):
        if found := re.fullmatch(rf"({DAY}) \* {STRING} (?:\^voucher-\d+\.\d+|#opening)", line):
            memo = re.sub(r"\\(.)", r"\1", found[2])
            read.transactions.append(Transaction(found[1], memo))
        elif posting := _posting(line):
            read.transactions[-1].postings.append(posting[0])
        elif found := re.fullmatch(rf" {{2,4}}([a-z][a-zA-Z0-9_-]+): {STRING}", line):
            value = re.sub(r"\\(.)", r"\1", found[2])
            read.transactions[-1].tags.append((found[1], value))
            if found[1] == "number":
                read.transactions[-1].code = value
        elif found := re.fullmatch(rf"{DAY} open ({NAME}) [A-Z,]+", line):
            read.declared.add(found[1])
        elif found := re.fullmatch(rf"{DAY} balance ({NAME})  (-?[\d.]+) ~ 0 ([A-Z]{{3}})", line):
            read.asserted[found[1], found[3]] = Decimal(found[2])
        elif line and not re.fullmatch(rf'option "[a-z_]+" {STRING}|{DAY} commodity [A-Z]{{3}}', line):
            raise ValueError(line)
    return read


def hledger(text: str) -> Journal:
    """Read an hledger file of ours."""
    read = Journal()
    for line in text.split("\n"):
        if found := re.fullmatch(rf"({DAY}) \* \(([^()]*)\) ([^;|]*)  ; voucher:\d+\.\d+, kind:[a-z_]+", line):
            read.transactions.append(Transaction(found[1], found[3], found[2]))
        elif found := re.fullmatch(rf"({DAY}) \* (Opening [A-Z]{{3}})", line):
            read.transactions.append(Transaction(found[1], found[2]))
        elif posting := _posting(line):
            read.transactions[-1].postings.append(posting[0])
            if posting[1]:
                pairs = [re.fullmatch(r"([a-z][a-z0-9_-]+):([^,:;|\[\]]*)", part) for part in posting[1].split(", ")]
                read.transactions[-1].tags += [(pair[1], pair[2]) if pair else _bad(line) for pair in pairs]
        elif found := re.fullmatch(rf" {{4}}({NAME})  0(?:\.0+)? ([A-Z]{{3}}) = (-?[\d.]+) \2", line):
            read.asserted[found[1], found[2]] = Decimal(found[3])
        elif found := re.fullmatch(rf"account ({NAME})", line):
            read.declared.add(found[1])
        elif line and not re.fullmatch(
            rf"; [^;|]*|decimal-mark \.|commodity 1000\.0* [A-Z]{{3}}|{DAY} \* Closing balances", line
        ):
            raise ValueError(line)
    return read


def _bad(line: str) -> tuple[str, str]:
    raise ValueError(line)


READERS = {"beancount": beancount, "hledger": hledger}


def sums(read: Journal) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    """Amount and base by account code and currency, a sister account's base counted to its currency."""
    found: dict[tuple[str, str], tuple[Decimal, Decimal]] = defaultdict(lambda: (Decimal(0), Decimal(0)))
    for one in read.transactions:
        assert sum(weight for *_, weight in one.postings) == 0, one
        for name, amount, currency, weight in one.postings:
            assert name in read.declared, name
            code = name.partition(":")[2].partition("-")[0]
            sister = re.search(r"-Base-([A-Z]{3})$", name)
            before = found[code, sister[1] if sister else currency]
            found[code, sister[1] if sister else currency] = (
                before[0] + (0 if sister else amount), before[1] + weight,
            )  # fmt: skip
    return dict(found)
