"""坏账准备 by an aging matrix: what each party's open receivables should carry, less what the books carry of it.

The matrix is a percentage for each year since the item's date: within the first, the second, … and beyond the fifth.
What is provided for by name (specific.py) leaves that base; no party carries more than it owes.
What stands to a party's credit on the same account settles its oldest items first. A second run posts only what is
missing, in red on its side where too much was provided. Simplified method of CAS 22 第六十三条; a small enterprise writes
off directly and provides nothing (小企业会计准则 第十条).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from ledger.books.balances import OpenItem, open_items
from ledger.books.calendar import period_number
from ledger.books.entries import Dims, EntryDraft, EntryKind, LineDraft, Side, dims
from ledger.business.closing.aging_matrix import age, read_matrix
from ledger.business.closing.month import LAST_ADJUSTMENT, Drafted, Month
from ledger.business.closing.specific import Specific, provided, specifics
from ledger.core import problem
from ledger.store.statement import text

RECEIVABLES = (("receivables", "allowance_receivables"), ("other_receivables", "allowance_other"))
"""Role of an account and of the allowance beside it."""
_CARRIED = (
    "SELECT d.key, sum(s.base_credit_minor - s.base_debit_minor) AS carried FROM account AS a"
    " JOIN cell AS c ON c.tenant_id = a.tenant_id AND c.book_id = a.book_id AND c.account_id = a.account_id"
    " JOIN balance_dim AS s ON s.tenant_id = c.tenant_id AND s.cell_id = c.cell_id"
    " JOIN dimset AS d ON d.tenant_id = c.tenant_id AND d.dimset_id = c.dimset_id"
    " WHERE a.tenant_id = :t AND a.book_id = :b AND a.code = :account AND s.book_id = :b AND s.period <= :end"
    " GROUP BY d.key"
)


def provision(items: Iterable[OpenItem], matrix: tuple[Decimal, ...], day: str) -> int:
    """What one party's items on one account should carry, in base minor units."""
    own = sorted(items, key=lambda one: (one.posting_date, one.key.batch_id, one.key.entry_no))
    paid = -sum(one.base_open_minor for one in own if one.base_open_minor < 0)
    total = Decimal(0)
    for one in own:
        if one.base_open_minor > 0:
            settled = min(paid, one.base_open_minor)
            paid -= settled
            total += (one.base_open_minor - settled) * matrix[age(one.posting_date, day)]
    return int(total.to_integral_value(ROUND_HALF_UP))


def draft(month: Month) -> Drafted:
    """The provision still missing, one voucher: a line for each party on the allowance, their sum on the expense."""
    expense = month.account("credit_loss")
    pairs = [(month.roles.get(one, ""), month.account(allowance)) for one, allowance in RECEIVABLES]
    if not expense or not all(allowance for _, allowance in pairs):
        reason = "closing.small_no_allowance" if month.book.standard.lower() == "small" else "closing.no_account"
        return Drafted(not_needed=problem(reason))
    if month.facts.bad_debts != "matrix":
        return Drafted(not_needed=problem("closing.no_matrix"))
    matrix, of = read_matrix(month.facts.bad_debt_matrix), month.dims(expense)
    assert matrix is not None, "a matrix is read before it is kept"
    if of is None:
        return Drafted(
            lacks=(problem("closing.no_department", expense, account=expense),), link=f"/close/{month.period}#facts"
        )
    lines = [line for account, allowance in pairs for line in _missing(month, account, allowance, matrix)]
    return Drafted((_voucher(month, lines, expense, of),) if lines else ())


def _missing(month: Month, account: str, allowance: str, matrix: tuple[Decimal, ...]) -> list[LineDraft]:
    by_party: dict[Dims, list[OpenItem]] = defaultdict(list)
    for one in month.once("open_items", lambda: list(open_items(month.unit, month.book.code, month.last_day))):
        if account and one.account.startswith(account):
            by_party[_party(one.dims)].append(one)
    named = month.once("specifics", lambda: specifics(month.unit, month.book.code, month.period))
    wanted = {party: _wanted(items, named, matrix, month.last_day) for party, items in by_party.items()}
    carried = _carried(month, allowance)
    memo = month.say("closing.memo_bad_debts")
    return [
        month.line(allowance, Side.CREDIT, missing, memo, party)
        for party in sorted({*wanted, *carried})
        if (missing := wanted.get(party, 0) - carried.get(party, 0))
    ]


def _wanted(items: list[OpenItem], named: list[Specific], matrix: tuple[Decimal, ...], day: str) -> int:
    """What one party should carry on an account: by name, and by age for the rest."""
    by_name, left = provided(items, named)
    owed = max(sum(one.base_open_minor for one in items), 0)
    return min(by_name + provision(left, matrix, day), owed)


def _party(of: Dims) -> Dims:
    return tuple(pair for pair in of if pair[0] in ("party", "employee"))


def _carried(month: Month, allowance: str) -> dict[Dims, int]:
    rows = month.unit.connection.execute(
        text(_CARRIED),
        {"t": month.unit.tenant, "b": month.book.book_id, "account": allowance,
         "end": period_number(month.period) + LAST_ADJUSTMENT},
    )  # fmt: skip
    found: dict[Dims, int] = defaultdict(int)
    for row in rows:
        found[_party(dims(json.loads(row.key)))] += int(row.carried)
    return found


def _voucher(month: Month, lines: list[LineDraft], expense: str, of: Dims) -> EntryDraft:
    total, memo = sum(line.amount_minor for line in lines), month.say("closing.memo_bad_debts")
    first = [month.line(expense, Side.DEBIT, total, memo, of)] if total else []
    return month.entry(EntryKind.NORMAL, "bad_debts", *first, *lines)
