"""What must be known of all transactions before the first is posted."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from ledger.exchange.incoming import ForeignLedger, Tally


def digits_of(amount: Decimal) -> int:
    """Digits behind the point, as written."""
    exponent = amount.as_tuple().exponent
    assert isinstance(exponent, int), amount
    return max(0, -exponent)


def tally(ledger: ForeignLedger) -> Tally:
    """One pass, in memory for the names and months alone."""
    digits: dict[str, int] = {}
    largest: dict[str, Decimal] = {}
    used: Counter[str] = Counter()
    months: Counter[str] = Counter()
    accounts: dict[str, None] = dict.fromkeys(ledger.opened)
    count = 0
    for one in ledger:
        count += not one.opening
        months[one.date[:7]] += 1
        for post in one.posts:
            accounts[post.account] = None
            used[post.weight_commodity] += 1
            written = digits_of(post.amount)
            if written > digits.get(post.commodity, 0) and written > 2:
                written = min(written, max(2, digits_of(post.amount.normalize())))
            digits[post.commodity] = max(digits.get(post.commodity, 0), written)
            digits.setdefault(post.weight_commodity, 0)
            size = abs(post.amount)
            if size > largest.get(post.commodity, Decimal(0)):
                largest[post.commodity] = size
    return Tally(digits, largest, used, tuple(accounts), dict(sorted(months.items())), count)
