"""What a month still has to spread: the department's own costs of the month, account by account, in its own currency.

The source gives its amount back in red on the side of its costs, each target takes its share, the last the remainder, so
that the account stands where it stood. What was spread is gone from the source: a second run finds only later costs.
"""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from ledger.books.calendar import period_number
from ledger.books.entries import Dims, EntryDraft, EntryKind, Layer, LineDraft, Side, dims
from ledger.business.allocation.rules import Rule, rules
from ledger.business.closing.month import LAST_ADJUSTMENT, Drafted, Month
from ledger.core import currency_code, problem
from ledger.store.statement import text

Costs = dict[tuple[str, Dims, str], tuple[int, int]]
"""Account, dimensions and currency to amount and base, debit positive."""
_MOVED = (
    "SELECT a.code, d.key, c.currency, sum(s.debit_minor - s.credit_minor) AS amount,"
    " sum(s.base_debit_minor - s.base_credit_minor) AS base FROM balance_dim AS s"
    " JOIN cell AS c ON c.tenant_id = s.tenant_id AND c.cell_id = s.cell_id"
    " JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id"
    " JOIN dimset AS d ON d.tenant_id = c.tenant_id AND d.dimset_id = c.dimset_id"
    " WHERE s.tenant_id = :t AND s.book_id = :b AND s.period >= :start AND s.period <= :end AND s.layer = :operating"
    " GROUP BY a.code, d.key, c.currency"
)


def draft(month: Month) -> Drafted:
    """One voucher for each rule that has something to spread, in the order of the rules."""
    own = [one for one in rules(month.unit, month.book.code) if one.holds_in(month.period)]
    if not own:
        return Drafted(not_needed=problem("closing.no_allocation"))
    costs = _costs(month)
    return Drafted(tuple(entry for one in own if (entry := _voucher(month, one, costs)) is not None))


def _costs(month: Month) -> Costs:
    start = period_number(month.period)
    rows = month.unit.connection.execute(
        text(_MOVED),
        {"t": month.unit.tenant, "b": month.book.book_id, "start": start, "end": start + LAST_ADJUSTMENT,
         "operating": int(Layer.OPERATING)},
    )  # fmt: skip
    found: Costs = defaultdict(lambda: (0, 0))
    for row in rows:
        found[row.code, dims(json.loads(row.key)), currency_code(row.currency)] = (int(row.amount), int(row.base))
    return found


def shared(whole: int, shares: dict[str, Decimal]) -> dict[str, int]:
    """A whole in minor units by weights, each rounded half up, the last taking what is left."""
    total, left, found = sum(shares.values()), whole, {}
    *first, last = shares
    for code in first:
        found[code] = int((whole * shares[code] / total).to_integral_value(ROUND_HALF_UP))
        left -= found[code]
    return found | {last: left}


def _voucher(month: Month, one: Rule, costs: Costs) -> EntryDraft | None:
    memo, lines = f"{month.say('closing.memo_allocation')} {one.name}", []
    source = [
        key
        for key in sorted(costs)
        if key[0].startswith(one.accounts) and dict(key[1]).get("department") == one.department
    ]
    for key in source:
        account, of, currency = key
        amount, base = costs[key]
        if not amount and not base:
            continue
        lines.append(LineDraft(account, Side.DEBIT, -amount, currency, -base, memo=memo, dims=of))
        costs[key] = (0, 0)
        parts, bases = shared(amount, one.shares), shared(base, one.shares)
        for code in one.shares:
            if parts[code] or bases[code]:
                to = dims(dict(of) | {"department": code})
                lines.append(LineDraft(account, Side.DEBIT, parts[code], currency, bases[code], memo=memo, dims=to))
                before = costs[account, to, currency]
                costs[account, to, currency] = (before[0] + parts[code], before[1] + bases[code])
    return month.entry(EntryKind.ALLOCATION, "allocation", *lines) if lines else None
