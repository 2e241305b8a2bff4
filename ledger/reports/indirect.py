"""现金流量表补充资料: profit reconciled to operating cash, and where both methods differ, the vouchers that make them differ.

What a voucher adds to a row is the sum of its lines that the row's feeds take; so the rows, the figure of the direct
method and their difference are each a sum over vouchers, and the difference is shared out to vouchers exactly. Most
rows are movements of whole accounts and read from balances. Vouchers are read where other lines of the same voucher
decide, where a foreign balance that is not operating was revalued, and where both methods can differ: a voucher whose
lines other than cash all count once in the rows is the same in both, unless its cash is said to be something else.
Transfers of profit and loss count nowhere. Of an opening, which sums up vouchers of other books, only income and
expense count, as in the income statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam

from ledger.books.accounts import Account, AccountType, accounts, get_book
from ledger.books.balances import LAST_ADJUSTMENT
from ledger.books.calendar import period_number
from ledger.books.entries import EntryKind, Layer, VoucherKey
from ledger.charts import accounts_in_role, layout
from ledger.charts.cash_flow import EXCHANGE, ITEM, STATEMENT, rows_fed
from ledger.charts.indirect import (
    CLOSING_CASH,
    DIFFERENCE,
    DIRECT,
    EXCHANGE_DIFFERENCES,
    OPENING_CASH,
    PROFIT,
    IndirectRow,
    Movement,
    direct_row,
    indirect_layout,
    rows_moved,
)
from ledger.core import currency_number
from ledger.reports.cash_flow import CashFlow
from ledger.reports.trial_balance import Span, leaf_rows
from ledger.store import Unit
from ledger.store.statement import text

_VOUCHERS = """
  WITH here AS MATERIALIZED (
    SELECT b.batch_id, b.layer FROM batch AS b
    WHERE b.tenant_id = :t AND b.book_id = :b AND b.period >= :start AND b.period <= :end),
  wanted AS MATERIALIZED (
    SELECT c.cell_id FROM cell AS c WHERE c.tenant_id = :t AND c.book_id = :b
      AND (c.account_id IN :whole OR (c.account_id IN :foreign AND c.currency <> :base))),
  touched AS MATERIALIZED (
    SELECT DISTINCT t.batch_id FROM touch AS t
    WHERE t.tenant_id = :t AND t.book_id = :b AND t.account_id IN :either
      AND t.batch_id IN (SELECT h.batch_id FROM here AS h WHERE h.layer = 0)),
  found AS MATERIALIZED (
    SELECT DISTINCT l.batch_id, l.entry_no FROM touched AS t
    JOIN line AS l ON l.tenant_id = :t AND l.batch_id = t.batch_id
    WHERE l.cell_id IN (SELECT w.cell_id FROM wanted AS w)
    UNION SELECT e.batch_id, e.entry_no FROM here AS h CROSS JOIN entry AS e
    WHERE e.tenant_id = :t AND e.batch_id = h.batch_id AND (e.kind = :opening OR (h.layer = 1 AND h.batch_id IN (
      SELECT t.batch_id FROM touch AS t WHERE t.tenant_id = :t AND t.book_id = :b AND t.account_id IN :cash))))
  SELECT f.batch_id, f.entry_no, b.layer, e.kind, b.series, b.first_number + f.entry_no - 1 AS number, a.code, l.side,
    CASE WHEN l.amount_minor = 0 THEN 1 ELSE 0 END AS only_base,
    sum(CASE l.side WHEN 0 THEN l.base_minor ELSE -l.base_minor END) AS signed
  FROM found AS f
  LEFT JOIN batch AS b ON b.tenant_id = :t AND b.batch_id = f.batch_id
  LEFT JOIN entry AS e ON e.tenant_id = :t AND e.batch_id = f.batch_id AND e.entry_no = f.entry_no
  LEFT JOIN line AS l ON l.tenant_id = :t AND l.batch_id = f.batch_id AND l.entry_no = f.entry_no
  LEFT JOIN cell AS c ON c.tenant_id = :t AND c.cell_id = l.cell_id
  LEFT JOIN account AS a ON a.tenant_id = :t AND a.book_id = :b AND a.account_id = c.account_id
  GROUP BY f.batch_id, f.entry_no, b.layer, e.kind, b.series, b.first_number, a.code, l.side,
    CASE WHEN l.amount_minor = 0 THEN 1 ELSE 0 END
  ORDER BY 1, 2, 7, 8, 9"""
"""Every row that is joined exists: the outer joins keep SQLite from walking all lines first."""


class Moved(NamedTuple):
    """A voucher's sum on one account and side, debit positive; ``only_base`` where no own currency moved."""

    account: str
    credit: bool
    only_base: bool
    signed_minor: int


@dataclass(frozen=True, slots=True)
class Told:
    """A voucher with its lines."""

    key: VoucherKey
    label: str
    kind: EntryKind
    layer: Layer
    lines: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A voucher that the two methods count differently: what each has, and the accounts that are not operating."""

    key: VoucherKey
    label: str
    indirect_minor: int
    direct_minor: int
    accounts: tuple[str, ...]

    @property
    def amount_minor(self) -> int:
        """By how much the indirect method has more."""
        return self.indirect_minor - self.direct_minor


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Amount by row; Σ of the differences is ``difference_minor`` exactly (none are listed where they were not asked for)."""

    amounts: dict[str, int]
    difference_minor: int
    differences: tuple[Difference, ...] = ()


class Plan:
    """Which rows of a layout take a line of each account of a book, and with which sign."""

    def __init__(self, name: str, standard: str, chart: Sequence[Account]) -> None:
        self.name, self.rows = name, indirect_layout(name)
        self.cash = accounts_in_role(standard, "cash")
        self.whole = chart
        self.chart = [one for one in chart if not one.code.startswith(self.cash)]
        self.result = {one.code for one in chart if one.type in (AccountType.INCOME, AccountType.EXPENSE)}
        self.profit = next(row for row in self.rows if PROFIT in row.words)
        self.exchange = next(row for row in self.rows if EXCHANGE_DIFFERENCES in row.words)
        self.fed = {one.code: self._fed(one.code) for one in self.chart}

    def _fed(self, code: str) -> tuple[tuple[IndirectRow, Movement], ...]:
        found = rows_moved(self.name, code)
        if code in self.result and not code.startswith(self.profit.without):
            return (*found, (self.profit, Movement(code)))
        return found

    def once(self, code: str) -> bool:
        """Whether all lines of an account count once, whatever voucher they stand in."""
        fed = self.fed[code]
        return [row.sign for row, feed in fed if not feed.conditional and not feed.credited] == [-1] and len(fed) == 1

    @cached_property
    def operating(self) -> frozenset[str]:
        """Items of the direct method's operating rows."""
        known = {row.row: row for row in layout(self.name, STATEMENT)}
        reached = [direct_row(self.name)]
        for one in reached:
            reached += [part for part, _ in known[one].parts]
        return frozenset(reached) & {row.row for row in rows_fed(self.name, ITEM)}

    @cached_property
    def exchange_items(self) -> frozenset[str]:
        """Items of the effect of exchange rates on cash."""
        return frozenset({EXCHANGE, *(row.row for row in rows_fed(self.name, EXCHANGE))})

    def effects(self, voucher: Told) -> dict[str, int]:
        """What the lines of a voucher add to the rows (its cash apart: see ``exchange_items``)."""
        found: dict[str, int] = defaultdict(int)
        if voucher.layer is not Layer.OPERATING:
            return found
        codes = {one.account for one in voucher.lines}
        for line in voucher.lines:
            if line.account.startswith(self.cash) or (
                voucher.kind is EntryKind.OPENING and line.account not in self.result
            ):
                continue
            fed = self.fed[line.account]
            for row, feed in fed:
                if (line.credit or not feed.credited) and feed.holds(codes):
                    found[row.row] += row.sign * line.signed_minor
            if not fed and line.only_base:
                found[self.exchange.row] -= line.signed_minor
        return found


def reconcile(unit: Unit, book: str, name: str, span: Span, flow: CashFlow, *, trace: bool = True) -> Reconciliation:
    """The rows of a layout over a span of months, beside the direct method's ``flow`` of the same span.

    With ``trace`` (the flow then has its vouchers) every voucher that the two methods count differently.
    """
    plan = Plan(name, get_book(unit, book).standard, accounts(unit, book))
    amounts = _whole(unit, book, plan, span)
    for voucher in vouchers(unit, book, span, plan, [one.code for one in plan.chart if _decided(plan, one.code)]):
        for row, amount in _correction(plan, voucher).items():
            amounts[row] += amount
    amounts[plan.exchange.row] -= sum(flow.items.get(item, 0) for item in plan.exchange_items)
    direct = sum(flow.items.get(item, 0) for item in plan.operating)
    _fill(plan, amounts, flow, direct)
    difference = next(amounts[row.row] for row in plan.rows if row.kind == DIFFERENCE)
    found = _differences(unit, book, plan, span, flow) if trace else ()
    assert not trace or sum(one.amount_minor for one in found) == difference, "a voucher is missing from the trace"
    return Reconciliation(dict(amounts), difference, found)


def _decided(plan: Plan, code: str) -> bool:
    return any(feed.conditional for _, feed in plan.fed[code])


def _whole(unit: Unit, book: str, plan: Plan, span: Span) -> dict[str, int]:
    """What accounts whose voucher does not matter moved, from balances."""
    amounts: dict[str, int] = defaultdict(int)
    for one in leaf_rows(unit, book, span, (Layer.OPERATING,)):
        for row, feed in plan.fed.get(one.account, ()):
            if not feed.conditional:
                amounts[row.row] += row.sign * (-one.base.credit if feed.credited else one.base.debit - one.base.credit)
    return amounts


def _correction(plan: Plan, voucher: Told) -> dict[str, int]:
    """What a voucher adds to the rows beyond what balances say of it."""
    found = plan.effects(voucher)
    for line in voucher.lines if voucher.layer is Layer.OPERATING else ():
        for row, feed in plan.fed.get(line.account, ()):
            if not feed.conditional and (line.credit or not feed.credited):
                found[row.row] -= row.sign * line.signed_minor
    return found


def _fill(plan: Plan, amounts: dict[str, int], flow: CashFlow, direct: int) -> None:
    known = {CLOSING_CASH: flow.closing_minor, OPENING_CASH: flow.opening_minor}
    for row in plan.rows:
        for word in row.words:
            if word in known:
                amounts[row.row] = known[word]
            elif word.startswith(DIRECT):
                amounts[row.row] = direct
        if row.parts:
            amounts[row.row] = sum(factor * amounts[part] for part, factor in row.parts)


def _differences(unit: Unit, book: str, plan: Plan, span: Span, flow: CashFlow) -> tuple[Difference, ...]:
    cash: dict[VoucherKey, dict[str, int]] = defaultdict(dict)
    labels: dict[VoucherKey, str] = {}
    for item, behind in flow.vouchers.items():
        for one in behind:
            cash[one.key][item], labels[one.key] = one.amount_minor, one.label
    found = []
    for told in vouchers(unit, book, span, plan, [one.code for one in plan.chart if not plan.once(one.code)]):
        items = cash.pop(told.key, {})
        made = sum(plan.effects(told).values()) - sum(items.get(item, 0) for item in plan.exchange_items)
        strange = sorted({one.account for one in told.lines if not _operating(plan, one.account)})
        found.append(Difference(told.key, told.label, made, _sum(items, plan.operating), tuple(strange)))
    for key, items in cash.items():  # every other line of these counts once: the rows have all the cash they moved
        made = sum(items.values()) - sum(items.get(item, 0) for item in plan.exchange_items)
        found.append(Difference(key, labels[key], made, _sum(items, plan.operating), ()))
    return tuple(
        sorted(
            (one for one in found if one.amount_minor),
            key=lambda one: (-abs(one.amount_minor), one.key.batch_id, one.key.entry_no),
        )
    )


def _sum(items: Mapping[str, int], wanted: Iterable[str]) -> int:
    return sum(items.get(item, 0) for item in wanted)


def _operating(plan: Plan, account: str) -> bool:
    return account.startswith(plan.cash) or plan.once(account)


def vouchers(unit: Unit, book: str, span: Span, plan: Plan, codes: Iterable[str]) -> list[Told]:
    """Vouchers of a span that move one of these accounts or revalue one that feeds no row, openings, cash in a transfer."""
    kept, wanted = get_book(unit, book), set(codes)
    whole = [one.account_id for one in plan.whole if one.code in wanted]
    foreign = [one.account_id for one in plan.chart if not plan.fed[one.code]]
    asked = {
        "t": unit.tenant, "b": kept.book_id, "base": currency_number(kept.base_currency), "whole": whole, "foreign": foreign,
        "either": [*whole, *foreign], "cash": [one.account_id for one in plan.whole if one.code.startswith(plan.cash)],
        "opening": int(EntryKind.OPENING), "start": period_number(span.first), "end": period_number(span.last) + LAST_ADJUSTMENT,
    }  # fmt: skip
    lists: list[BindParameter[Any]] = [
        bindparam(name, expanding=True) for name in ("whole", "foreign", "either", "cash")
    ]
    rows = map(tuple, unit.connection.execute(text(_VOUCHERS).bindparams(*lists), asked).all())
    return [_told(VoucherKey(*key), list(group)) for key, group in groupby(rows, key=itemgetter(0, 1))]


def _told(key: VoucherKey, rows: list[tuple[Any, ...]]) -> Told:
    _, _, layer, kind, series, number, *_ = rows[0]
    lines = tuple(Moved(code, side == 1, only == 1, int(signed)) for *_, code, side, only, signed in rows)
    return Told(key, f"{series}-{number:04}", EntryKind(kind), Layer(layer), lines)
