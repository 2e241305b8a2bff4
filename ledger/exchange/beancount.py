"""Beancount 3: https://beancount.github.io/docs/beancount_language_syntax.html."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ledger.core import exponent
from ledger.exchange.naming import flat, quoted, tags
from ledger.exchange.postings import Posting, decimal
from ledger.exchange.rows import Written


def header(title: str, base: str, opened: Mapping[str, Sequence[str]], day: str, currencies: Sequence[str]) -> str:
    """Options, commodities and accounts with the currencies each may hold.

    A cost is divided and multiplied again on reading, so the tolerance is half a unit of the base currency's last
    digit: less than the least difference there can be.
    """
    half = "0.5" if exponent(base) == 0 else f"0.{'0' * exponent(base)}5"
    lines = [
        f'option "title" {quoted(title)}',
        f'option "operating_currency" "{base}"',
        f'option "inferred_tolerance_default" "{base}:{half}"',
        "",
        *(f"{day} commodity {currency}" for currency in currencies),
        "",
        *(f"{day} open {account} {','.join(held)}" for account, held in opened.items()),
    ]
    return "\n".join(lines) + "\n"


def voucher(one: Written, parts: Sequence[Sequence[Posting]]) -> str:
    """A transaction; ``parts`` are the postings of each line."""
    memo = next((line.memo for line in one.lines if flat(line.memo)), "")
    lines = [
        "",
        f"{one.day} * {quoted(memo)} ^voucher-{one.key.batch_id}.{one.key.entry_no}",
        f"  number: {quoted(one.label)}",
        f"  kind: {quoted(one.kind.name.lower())}",
    ]
    for line, made in zip(one.lines, parts, strict=True):
        for posting in made:
            lines.append(f"  {posting.account}  {posting.text()}")
            lines += [f"    {key}: {quoted(value)}" for key, value in tags(line.dims).items()]
            if flat(line.memo) not in ("", flat(memo)):
                lines.append(f"    memo: {quoted(line.memo)}")
    return "\n".join(lines) + "\n"


def opening(day: str, currency: str, made: Sequence[Posting], against: Posting) -> str:
    """What was held in a currency before the first day."""
    lines = ["", f'{day} * "Opening {currency}" #opening']
    lines += [f"  {posting.account}  {posting.text()}" for posting in (*made, against)]
    return "\n".join(lines) + "\n"


def closing(day: str, held: Sequence[Posting]) -> str:
    """Assertions without tolerance; beancount checks them as a day begins, so they stand on the next."""
    after = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    lines = [
        f"{after} balance {one.account}  {decimal(one.amount_minor, one.currency)} ~ 0 {one.currency}" for one in held
    ]
    return "\n".join(["", *lines]) + "\n"
