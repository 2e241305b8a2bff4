"""A voucher as amounts that move from one account to another, for programs that know no voucher of many lines.

Debits are paired with credits in the order of the lines; the last of each takes the rest. What is red moves the other
way, since such a program has no amount below zero. The sums of each account stay what they were, netted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from ledger.exchange.rows import Written, WrittenLine


def pairs(voucher: Written) -> Iterator[tuple[WrittenLine, int]]:
    """Debit lines, each with the account id credited; a line whose base amount is zero moves nothing."""
    debits = deque((line, line.base_minor) for line in voucher.lines if line.base_minor > 0)
    credits = deque((line, -line.base_minor) for line in voucher.lines if line.base_minor < 0)
    while debits and credits:
        (debit, due), (credit, left) = debits.popleft(), credits.popleft()
        moved = min(due, left)
        yield replace(debit, base_minor=moved, amount_minor=moved, debited=True), credit.account_id
        if due > moved:
            debits.appendleft((debit, due - moved))
        if left > moved:
            credits.appendleft((credit, left - moved))
    assert not debits and not credits, f"{voucher.label} does not balance"
