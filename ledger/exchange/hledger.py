"""Hledger journal: https://hledger.org/hledger.html#journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ledger.core import exponent
from ledger.exchange.naming import flat, plain, tags
from ledger.exchange.postings import Posting, decimal
from ledger.exchange.rows import Written


def header(title: str, base: str, opened: Mapping[str, Sequence[str]], day: str, currencies: Sequence[str]) -> str:
    """Decimal mark, commodities with their digits, accounts."""
    lines = [
        f"; {plain(title)} {base} {day}",
        "decimal-mark .",
        "",
        *(f"commodity 1000.{'0' * exponent(currency)} {currency}" for currency in currencies),
        "",
        *(f"account {account}" for account in opened),
    ]
    return "\n".join(lines) + "\n"


def voucher(one: Written, parts: Sequence[Sequence[Posting]]) -> str:
    """A transaction; ``parts`` are the postings of each line."""
    memo = next((line.memo for line in one.lines if flat(line.memo)), "")
    about = f"voucher:{one.key.batch_id}.{one.key.entry_no}, kind:{one.kind.name.lower()}"
    lines = ["", f"{one.day} * ({plain(one.label)}) {plain(memo)}  ; {about}"]
    for line, made in zip(one.lines, parts, strict=True):
        told = [f"{key}:{plain(value)}" for key, value in tags(line.dims).items()]
        if flat(line.memo) not in ("", flat(memo)):
            told.append(f"memo:{plain(line.memo)}")
        about = f"  ; {', '.join(told)}" if told else ""
        lines += [f"    {posting.account}  {posting.text()}{about}" for posting in made]
    return "\n".join(lines) + "\n"


def opening(day: str, currency: str, made: Sequence[Posting], against: Posting) -> str:
    """What was held in a currency before the first day."""
    lines = ["", f"{day} * Opening {currency}"]
    lines += [f"    {posting.account}  {posting.text()}" for posting in (*made, against)]
    return "\n".join(lines) + "\n"


def closing(day: str, held: Sequence[Posting]) -> str:
    """Assertions on postings of nothing, last in the file and on the last day."""
    if not held:
        return ""
    lines = ["", f"{day} * Closing balances"]
    for one in held:
        zero = f"{decimal(0, one.currency)} {one.currency}"
        lines.append(f"    {one.account}  {zero} = {decimal(one.amount_minor, one.currency)} {one.currency}")
    return "\n".join(lines) + "\n"
