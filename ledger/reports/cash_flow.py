"""现金流量表, direct method: what every voucher that moved cash moved it for, over any number of spans in one reading.

How a voucher's cash is shared out stands in :mod:`ledger.reports.cash_split`. An opening entry inside a span sums up
vouchers of other books: it is never split, but takes the items of the cash flow to date that came with the opening.
Nothing is plugged: what no item takes stays *unassigned*, with its vouchers.

One query walks the lines of the batches concerned once. A voucher whose counter debits and credits equal cash paid and
received is no matter of splitting: each counter line is its own flow, summed by month and account, or listed where its
vouchers are asked for. The others come line by line and are split here, because products of two amounts do not fit
the integers of a database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam

from ledger.books.accounts import Book, accounts, dimensions, get_book
from ledger.books.balances import LAST_ADJUSTMENT, month_ends
from ledger.books.calendar import period_number, period_text
from ledger.books.entries import EntryKind, VoucherKey
from ledger.business.opening.carried import Flow, carried
from ledger.charts import accounts_in_role
from ledger.charts.cash_flow import UNASSIGNED, is_exchange, item_for
from ledger.core import currency_number
from ledger.reports.cash_split import Facing, flows, taken_back
from ledger.reports.trial_balance import Span
from ledger.store import Unit
from ledger.store.statement import text

DIMENSION = "cash_flow"
_SIGNED = "CASE l.side WHEN 0 THEN l.base_minor ELSE -l.base_minor END"
_CASH = "l.cell_id IN (SELECT cell_id FROM cash)"
_OWN = """
  WITH own AS MATERIALIZED (
    SELECT c.cell_id, a.code, v.code AS item,
      CASE WHEN a.account_id IN :cash THEN 1 ELSE 0 END AS is_cash,
      CASE WHEN a.account_id IN :differences THEN 1 ELSE 0 END AS is_difference,
      CASE WHEN c.currency <> :base THEN 1 ELSE 0 END AS is_foreign
    FROM cell AS c
    JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id
    LEFT JOIN dimset_member AS m ON m.tenant_id = c.tenant_id AND m.dimset_id = c.dimset_id AND m.dimension_no = :dimension
    LEFT JOIN dim_value AS v
      ON v.tenant_id = m.tenant_id AND v.dimension_no = m.dimension_no AND v.value_id = m.value_id
    WHERE c.tenant_id = :t AND c.book_id = :b),
  cash AS MATERIALIZED (SELECT cell_id FROM own WHERE is_cash = 1),
  apart AS MATERIALIZED (SELECT cell_id FROM own WHERE is_difference = 1 OR (is_cash = 1 AND item IS NOT NULL)),
  touched AS MATERIALIZED (
    SELECT DISTINCT t.batch_id FROM touch AS t JOIN batch AS b ON b.tenant_id = t.tenant_id AND b.batch_id = t.batch_id
    WHERE t.tenant_id = :t AND t.book_id = :b AND t.account_id IN :cash AND ({read})),
  strange AS MATERIALIZED (
    SELECT e.batch_id, e.entry_no FROM entry AS e
    WHERE e.tenant_id = :t AND e.batch_id IN (SELECT batch_id FROM touched) AND e.kind IN (:opening, :reversal)),"""
_MOVED = """
  moved AS MATERIALIZED (
    SELECT b.batch_id, l.entry_no, max(b.period) AS period,
      CASE WHEN 2 * sum(CASE WHEN {cash} THEN abs(l.base_minor) ELSE 0 END) <> sum(abs(l.base_minor))
          OR max(CASE WHEN l.cell_id IN (SELECT cell_id FROM apart)
            OR ((l.amount_minor = 0 OR l.base_minor < 0) AND {cash}) THEN 1 ELSE 0 END) = 1
          OR (b.batch_id, l.entry_no) IN (SELECT batch_id, entry_no FROM strange)
        THEN 1 ELSE 0 END AS split
    FROM batch AS b LEFT JOIN line AS l ON l.tenant_id = b.tenant_id AND l.batch_id = b.batch_id
    WHERE b.tenant_id = :t AND b.batch_id IN (SELECT batch_id FROM touched)
    GROUP BY b.batch_id, l.entry_no HAVING sum(CASE WHEN {cash} THEN abs(l.base_minor) ELSE 0 END) > 0)"""
"""The vouchers that moved cash. In the order of both keys, so that nothing is sorted; what faces the cash of a voucher is
equal to it where the absolute amounts of both are, since every voucher balances.
"""
_SUMS = """
  SELECT c.period, 0 AS batch_id, 0 AS entry_no, '' AS series, 0 AS number, 0 AS kind, 0 AS is_cash, own.code,
    0 AS is_foreign, '' AS item, 0 AS only_base, 0 AS is_red, sum(c.signed) AS signed
  FROM (
    SELECT b.period, l.cell_id, CASE WHEN {signed} < 0 THEN 1 ELSE 0 END AS is_credit, sum({signed}) AS signed
    FROM moved AS b
    LEFT JOIN line AS l ON l.tenant_id = :t AND l.batch_id = b.batch_id AND l.entry_no = b.entry_no
    WHERE b.split = 0 AND NOT ({listed}) AND NOT {cash}
    GROUP BY b.period, l.cell_id, CASE WHEN {signed} < 0 THEN 1 ELSE 0 END) AS c
  LEFT JOIN own ON own.cell_id = c.cell_id
  GROUP BY c.period, own.code, c.is_credit"""
"""By cell first: then a server that knows no figures of its tables cannot look at all lines once for every cell."""
_LISTED = """
  UNION ALL SELECT b.period, b.batch_id, b.entry_no, h.series, h.first_number + b.entry_no - 1, :plain, 0, own.code,
    0, '', 0, 0, {signed}
  FROM moved AS b
  LEFT JOIN batch AS h ON h.tenant_id = :t AND h.batch_id = b.batch_id
  LEFT JOIN line AS l ON l.tenant_id = :t AND l.batch_id = b.batch_id AND l.entry_no = b.entry_no
  LEFT JOIN own ON own.cell_id = l.cell_id
  WHERE b.split = 0 AND ({listed}) AND NOT {cash}"""
_SPLIT = """
  UNION ALL SELECT b.period, b.batch_id, b.entry_no, h.series, h.first_number + b.entry_no - 1, e.kind, own.is_cash, own.code,
    own.is_foreign, coalesce(own.item, ''), CASE WHEN l.amount_minor = 0 THEN 1 ELSE 0 END,
    CASE WHEN l.base_minor < 0 THEN 1 ELSE 0 END, sum({signed})
  FROM moved AS b
  LEFT JOIN batch AS h ON h.tenant_id = :t AND h.batch_id = b.batch_id
  LEFT JOIN entry AS e ON e.tenant_id = :t AND e.batch_id = b.batch_id AND e.entry_no = b.entry_no
  LEFT JOIN line AS l ON l.tenant_id = :t AND l.batch_id = b.batch_id AND l.entry_no = b.entry_no
  LEFT JOIN own ON own.cell_id = l.cell_id
  WHERE b.split = 1
  GROUP BY b.period, b.batch_id, b.entry_no, h.series, h.first_number, e.kind, own.is_cash, own.code, own.is_foreign,
    coalesce(own.item, ''), CASE WHEN l.amount_minor = 0 THEN 1 ELSE 0 END,
    CASE WHEN {signed} < 0 THEN 1 ELSE 0 END, CASE WHEN l.base_minor < 0 THEN 1 ELSE 0 END
  ORDER BY 2, 3"""
"""Every row that is joined exists: the outer joins keep SQLite from walking all lines or cells first."""
_PLAIN = -1
"""Stands for the kind of a voucher that needs no splitting."""


class _Read(NamedTuple):
    """A row of the reading; batch 0 for a month's sum of an account and sign over vouchers that need no splitting."""

    period: int
    batch_id: int
    entry_no: int
    series: str
    number: int
    kind: int
    is_cash: int
    account: str
    is_foreign: int
    item: str
    only_base: int
    is_red: int
    signed: int


@dataclass(frozen=True, slots=True)
class CashVoucher:
    """A voucher and the cash (received positive) it moved for one item."""

    key: VoucherKey
    label: str
    amount_minor: int


@dataclass(slots=True)
class CashFlow:
    """Base minor units, received positive. Σ ``items`` is ``closing_minor`` less ``opening_minor``, exactly.

    ``opened`` are the opening vouchers among what moved cash; ``vouchers`` by item, where they were asked for.
    """

    opening_minor: int
    closing_minor: int
    items: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    opened: list[CashVoucher] = field(default_factory=list)
    vouchers: dict[str, list[CashVoucher]] = field(default_factory=lambda: defaultdict(list))

    @property
    def change_minor(self) -> int:
        """How much cash there is more than before."""
        return self.closing_minor - self.opening_minor


def cash_flow(unit: Unit, book: str, span: Span, *, vouchers: bool = True) -> CashFlow:
    """Cash at both ends of a span of months, and between them every item, with the vouchers that moved it where asked."""
    (found,) = cash_flows(unit, book, (span,), listed=(span,) if vouchers else ())
    return found


def cash_flows(unit: Unit, book: str, spans: Sequence[Span], *, listed: Collection[Span] = ()) -> tuple[CashFlow, ...]:
    """The cash flow of each span, in one reading of all their vouchers; those of ``listed`` have theirs named."""
    kept = get_book(unit, book)
    prefixes = accounts_in_role(kept.standard, "cash")
    chart = accounts(unit, book)
    cash = [one.account_id for one in chart if one.code.startswith(prefixes)]
    held = month_ends(unit, book, prefixes, [month for span in spans for month in (_eve(span), span.last)])
    found = [(span, CashFlow(held[_eve(span)], held[span.last])) for span in spans]
    differences = [one.account_id for one in chart if is_exchange(kept.standard, one.code)]
    rows = _rows(unit, kept, cash, differences, spans, listed) if cash else ()
    for period, of_month in _by_month(rows).items():
        into = [(flow, span in listed) for span, flow in found if _within(span, period)]
        _add(into, of_month, kept)
    said = carried(unit) if any(flow.opened for _, flow in found) else None
    for span, flow in found:
        if said is not None and flow.opened:
            _open(flow, said.flows if span.first <= said.day[:7] <= span.last else ())
        assert sum(flow.items.values()) == flow.change_minor, "cash moved outside its vouchers"
    return tuple(flow for _, flow in found)


def _eve(span: Span) -> str:
    """The month before a span."""
    number = period_number(span.first)
    return period_text(number - 100 if number // 100 % 100 > 1 else number - 10000 + 1100)


def _periods(span: Span) -> tuple[int, int]:
    """The first and the last period of a span."""
    return period_number(span.first), period_number(span.last) + LAST_ADJUSTMENT


def _within(span: Span, period: int) -> bool:
    first, last = _periods(span)
    return first <= period <= last


def _rows(
    unit: Unit, kept: Book, cash: list[int], differences: list[int], spans: Sequence[Span], listed: Collection[Span]
) -> Iterable[_Read]:
    """Rows in the order of their vouchers, sums first."""
    asked = {
        "t": unit.tenant, "b": kept.book_id, "dimension": dimensions(unit).get(DIMENSION, -1), "cash": cash,
        "differences": differences, "base": currency_number(kept.base_currency), "opening": int(EntryKind.OPENING),
        "reversal": int(EntryKind.REVERSAL),
    }  # fmt: skip
    for place, span in enumerate(spans):
        asked[f"first{place}"], asked[f"last{place}"] = _periods(span)

    def inside(chosen: Collection[Span]) -> str:
        places = [place for place, span in enumerate(spans) if span in chosen]
        return " OR ".join(f"b.period BETWEEN :first{place} AND :last{place}" for place in places) or "1 = 0"

    if listed:
        asked["plain"] = _PLAIN
    statement = (_OWN + _MOVED + _SUMS + (_LISTED if listed else "") + _SPLIT).format(
        signed=_SIGNED, cash=_CASH, read=inside(spans), listed=inside(listed)
    )
    lists: list[BindParameter[Any]] = [bindparam(name, expanding=True) for name in ("cash", "differences")]
    return map(_Read._make, unit.connection.execute(text(statement).bindparams(*lists), asked).all())


def _by_month(rows: Iterable[_Read]) -> dict[int, list[_Read]]:
    found: dict[int, list[_Read]] = defaultdict(list)
    for row in rows:
        found[row.period].append(row)
    return found


def _add(into: Sequence[tuple[CashFlow, bool]], rows: Iterable[_Read], book: Book) -> None:
    """Take a month's rows into flows; with True into its vouchers by item too."""
    for (batch, entry), voucher in groupby(rows, key=attrgetter("batch_id", "entry_no")):
        lines = list(voucher)
        first = lines[0]
        label = f"{first.series}-{first.number:04}"
        if first.kind == EntryKind.OPENING and batch:
            opened = CashVoucher(VoucherKey(batch, entry), label, sum(int(one.signed) for one in lines if one.is_cash))
            for flow, _ in into:
                flow.opened.append(opened)
            continue
        moved = _faced(lines, book) if not batch or first.kind == _PLAIN else _split(lines, book)
        for item, amount in moved.items():
            for flow, listed in into:
                flow.items[item] += amount
                if batch and listed:
                    flow.vouchers[item].append(CashVoucher(VoucherKey(batch, entry), label, amount))


def _faced(lines: Sequence[_Read], book: Book) -> dict[str, int]:
    """The items of counter lines that each are a flow."""
    found: dict[str, int] = defaultdict(int)
    for one in lines:
        found[item_for(book.standard, one.account, one.signed < 0) or UNASSIGNED] -= int(one.signed)
    return {item: amount for item, amount in found.items() if amount}


def _split(lines: Sequence[_Read], book: Book) -> dict[str, int]:
    """The items of a voucher whose cash is to be shared out."""
    lines = sorted(
        lines, key=lambda one: (one.account, one.is_foreign, one.item, one.only_base, one.signed < 0, one.is_red)
    )
    facing = [
        Facing(one.account, int(one.signed), one.is_cash == 1, one.item, one.only_base == 1, one.is_foreign == 1, one.is_red == 1)
        for one in lines
    ]  # fmt: skip
    return taken_back(facing, book) if lines[0].kind == EntryKind.REVERSAL else flows(facing, book.standard)


def _open(found: CashFlow, said: Sequence[Flow]) -> None:
    """The cash of opening vouchers: by the items that came with the opening, what they leave unassigned."""
    rest = sum(one.amount_minor for one in found.opened)
    last = found.opened[-1]
    for one in said:
        found.items[one.item] += one.amount
        found.vouchers[one.item].append(CashVoucher(last.key, last.label, one.amount))
    rest -= sum(one.amount for one in said)
    behind = [CashVoucher(last.key, last.label, rest)] if said else found.opened
    if rest or not said:
        found.items[UNASSIGNED] += rest
        found.vouchers[UNASSIGNED] += [one for one in behind if one.amount_minor]
