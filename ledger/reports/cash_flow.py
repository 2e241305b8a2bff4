"""现金流量表, direct method: what every voucher that moved cash moved it for.

A cash line that carries the dimension ``cash_flow`` says its item itself. What is left of a voucher's cash is shared
out over the counter lines that face it, each with the item its account proposes. Where counter debits and credits
equal cash paid and cash received, each counter line is its own flow; else the net is split over the opposite side
in proportion, by largest remainder. Cash that moved in base currency only is the effect of exchange rates; between
cash accounts nothing flows. A realised difference belongs to the foreign item that was settled: what came in or went
out counts at the rate of its day, all of it (CAS 31, IAS 7.25); where nothing foreign was settled it is of the cash.
A voucher whose cash lines are red takes back the items of the black one; so does a reversal, whichever side it stands on. An opening entry inside the span sums up
vouchers of other books: it is never split, but takes the items of the cash flow to date that came with the opening.
Nothing is plugged: what no item takes stays *unassigned*, with its vouchers.

One query reads the lines of the vouchers concerned once, summed per voucher and cell; a split is made here, because
products of two amounts do not fit the integers of a database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, text

from ledger.books.accounts import Book, accounts, dimensions, get_book
from ledger.books.balances import LAST_ADJUSTMENT
from ledger.books.calendar import period_number
from ledger.books.entries import EntryKind, VoucherKey
from ledger.business.opening.carried import Flow, carried
from ledger.charts import accounts_in_role
from ledger.charts.cash_flow import EXCHANGE, UNASSIGNED, is_exchange, item_for
from ledger.core import currency_number
from ledger.reports.trial_balance import Span, leaf_rows
from ledger.store import Unit

DIMENSION = "cash_flow"
_OWN = """
  WITH own AS MATERIALIZED (
    SELECT c.cell_id, a.code, a.account_id, v.code AS item,
      CASE WHEN a.account_id IN :cash THEN 1 ELSE 0 END AS is_cash,
      CASE WHEN a.account_id IN :differences THEN 1 ELSE 0 END AS is_difference,
      CASE WHEN c.currency <> :base THEN 1 ELSE 0 END AS is_foreign
    FROM cell AS c
    JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id
    LEFT JOIN dimset_member AS m ON m.tenant_id = c.tenant_id AND m.dimset_id = c.dimset_id AND m.dimension_no = :dimension
    LEFT JOIN dim_value AS v
      ON v.tenant_id = m.tenant_id AND v.dimension_no = m.dimension_no AND v.value_id = m.value_id
    WHERE c.tenant_id = :t AND c.book_id = :b),
  touched AS MATERIALIZED (
    SELECT DISTINCT t.batch_id FROM touch AS t JOIN batch AS b ON b.tenant_id = t.tenant_id AND b.batch_id = t.batch_id
    WHERE t.tenant_id = :t AND t.book_id = :b AND t.account_id IN :cash AND b.period >= :start AND b.period <= :end)"""
_MOVED = """,
  moved AS MATERIALIZED (
    SELECT DISTINCT l.batch_id, l.entry_no FROM touched AS t
    JOIN line AS l ON l.tenant_id = :t AND l.batch_id = t.batch_id
    JOIN own ON own.cell_id = l.cell_id WHERE own.is_cash = 1)"""
_WEIGHED = """,
  said AS MATERIALIZED (
    SELECT l.batch_id, l.entry_no, own.is_cash, own.code, CASE l.side WHEN 0 THEN l.base_minor ELSE -l.base_minor END AS signed,
      CASE WHEN own.is_difference = 1
        OR (own.is_cash = 1 AND (own.item IS NOT NULL OR l.amount_minor = 0 OR l.base_minor < 0)) THEN 1 ELSE 0 END AS apart
    FROM touched AS t
    JOIN line AS l ON l.tenant_id = :t AND l.batch_id = t.batch_id
    LEFT JOIN own ON own.cell_id = l.cell_id),
  summed AS MATERIALIZED (
    SELECT batch_id, entry_no, max(apart) AS apart,
      sum(CASE WHEN (is_cash = 1) = (signed < 0) THEN signed ELSE 0 END) AS lacks
    FROM said GROUP BY batch_id, entry_no HAVING max(is_cash) = 1),
  weighed AS MATERIALIZED (
    SELECT w.batch_id, w.entry_no, CASE WHEN w.apart = 1 OR w.lacks <> 0 OR e.kind IN (1, 3) THEN 1 ELSE 0 END AS split
    FROM summed AS w LEFT JOIN entry AS e ON e.tenant_id = :t AND e.batch_id = w.batch_id AND e.entry_no = w.entry_no),
  parted AS MATERIALIZED (SELECT batch_id, entry_no FROM weighed WHERE split = 1)"""
_SUMS = """
  SELECT 0, 0, '', 0, 0, s.code, 0, 0, '', 0, sum(s.signed), CASE WHEN s.signed < 0 THEN 1 ELSE 0 END, 0 FROM said AS s
  WHERE s.is_cash = 0 AND (s.batch_id, s.entry_no) IN (SELECT batch_id, entry_no FROM weighed WHERE split = 0)
  GROUP BY s.code, CASE WHEN s.signed < 0 THEN 1 ELSE 0 END
  UNION ALL SELECT * FROM ({lines}) AS parts"""
"""Of vouchers whose counter lines each are a flow, one row a counter account and sign (batch 0); then the other vouchers.

Every row that is joined exists: the outer joins keep SQLite from walking all lines or cells first.
"""
_LINES = """
  SELECT m.batch_id, m.entry_no, b.series, b.first_number + m.entry_no - 1 AS number, own.is_cash, own.code, own.is_foreign,
    e.kind, coalesce(own.item, '') AS item, CASE WHEN l.amount_minor = 0 THEN 1 ELSE 0 END AS only_base,
    sum(CASE l.side WHEN 0 THEN l.base_minor ELSE -l.base_minor END) AS signed,
    CASE WHEN CASE l.side WHEN 0 THEN l.base_minor ELSE -l.base_minor END < 0 THEN 1 ELSE 0 END AS is_credit,
    CASE WHEN l.base_minor < 0 THEN 1 ELSE 0 END AS is_red
  FROM {vouchers} AS m
  {join} batch AS b ON b.tenant_id = :t AND b.batch_id = m.batch_id
  {join} entry AS e ON e.tenant_id = :t AND e.batch_id = m.batch_id AND e.entry_no = m.entry_no
  {join} line AS l ON l.tenant_id = :t AND l.batch_id = m.batch_id AND l.entry_no = m.entry_no
  {join} own ON own.cell_id = l.cell_id
  GROUP BY m.batch_id, m.entry_no, b.series, b.first_number, own.is_cash, own.code, own.is_foreign,
    e.kind, coalesce(own.item, ''), CASE WHEN l.amount_minor = 0 THEN 1 ELSE 0 END,
    CASE WHEN CASE l.side WHEN 0 THEN l.base_minor ELSE -l.base_minor END < 0 THEN 1 ELSE 0 END,
    CASE WHEN l.base_minor < 0 THEN 1 ELSE 0 END"""
_IN_ORDER = " ORDER BY 1, 2, 6, 7, 9, 10, 12, 13"


class Facing(NamedTuple):
    """A voucher's sum on one account: ``signed`` debit positive; ``item`` where the line says it; ``only_base`` where no
    own currency moved, ``foreign`` where the line is in another currency than the book's,
    ``red`` where it is a negative amount on its side.
    """

    account: str
    signed_minor: int
    cash: bool
    item: str = ""
    only_base: bool = False
    foreign: bool = False
    red: bool = False


@dataclass(frozen=True, slots=True)
class CashVoucher:
    """A voucher and the cash (received positive) it moved for one item."""

    key: VoucherKey
    label: str
    amount_minor: int


@dataclass(slots=True)
class CashFlow:
    """Base minor units, received positive. Σ ``items`` is ``closing_minor`` less ``opening_minor``, exactly.

    ``opened`` are the opening vouchers among what moved cash.
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


def share(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount shared out in proportion to weights of one sign (not all zero), exactly, by largest remainder."""
    total = sum(weights)
    assert total, "nothing to share by"
    floors = [divmod(amount * weight, total) for weight in weights]
    shares = [whole for whole, _ in floors]
    order = sorted(range(len(weights)), key=lambda place: (-abs(floors[place][1]), place))
    for place in order[: amount - sum(shares)]:
        shares[place] += 1
    return shares


def flows(facing: Iterable[Facing], standard: str) -> dict[str, int]:
    """What one voucher moved cash for: item (or ``unassigned``, ``fx``) to amount, received positive.

    Σ of the values is what the voucher moved cash by. Where all its cash lines are red it takes the items of the black one back.
    """
    lines = list(facing)
    held = [one for one in lines if one.cash]
    if held and all(one.red for one in held):
        black = _black((one._replace(signed_minor=-one.signed_minor) for one in lines), standard)
        return {item: -amount for item, amount in black.items()}
    return _black(lines, standard)


def _black(facing: Iterable[Facing], standard: str) -> dict[str, int]:
    """The flows of a voucher as its lines stand."""
    found: dict[str, int] = defaultdict(int)
    cash, counters = [], []
    for one in facing:
        if not one.cash:
            counters.append(one)
        elif one.item or one.only_base:
            found[one.item or EXCHANGE] += one.signed_minor
        else:
            cash.append(one.signed_minor)
    for account, amount in _faced(cash, _with_differences(counters, standard)):
        found[(account and item_for(standard, account, amount > 0)) or UNASSIGNED] += amount
    return {item: amount for item, amount in found.items() if amount}


def _with_differences(counters: list[Facing], standard: str) -> list[Facing]:
    """Counter lines with realised differences taken into the foreign lines that were settled, in proportion."""
    settled = [one for one in counters if one.foreign and one.signed_minor and not is_exchange(standard, one.account)]
    difference = sum(one.signed_minor for one in counters if is_exchange(standard, one.account))
    if not settled or not difference:
        return counters
    parts = share(difference, [abs(one.signed_minor) for one in settled])
    kept = [one for one in counters if one not in settled and not is_exchange(standard, one.account)]
    return kept + [one._replace(signed_minor=one.signed_minor + part) for one, part in zip(settled, parts, strict=True)]


def _faced(cash: Sequence[int], counters: Sequence[Facing]) -> Iterator[tuple[str, int]]:
    """Account and the cash that it stands against; an empty account where none faces the cash."""
    received, paid = sum(one for one in cash if one > 0), sum(one for one in cash if one < 0)
    given = sum(one.signed_minor for one in counters if one.signed_minor < 0)
    taken = sum(one.signed_minor for one in counters if one.signed_minor > 0)
    if (given, taken) == (-received, -paid):
        yield from ((one.account, -one.signed_minor) for one in counters)
        return
    net = received + paid
    opposite = [one for one in counters if one.signed_minor * net < 0]
    if not net:
        return
    if not opposite:
        yield "", net
        return
    shares = share(net, [-one.signed_minor for one in opposite])
    yield from ((one.account, part) for one, part in zip(opposite, shares, strict=True))


def cash_flow(unit: Unit, book: str, span: Span, *, vouchers: bool = True) -> CashFlow:
    """Cash at both ends of a span of months, and between them every item with the vouchers that moved it.

    Without ``vouchers`` the sums alone: those whose counter lines each are a flow are then added up by the database.
    """
    kept = get_book(unit, book)
    prefixes = accounts_in_role(kept.standard, "cash")
    chart = accounts(unit, book)
    cash = [one.account_id for one in chart if one.code.startswith(prefixes)]
    held = [row.base for row in leaf_rows(unit, book, span) if row.account.startswith(prefixes)]
    found = CashFlow(sum(one.opening for one in held), sum(one.closing for one in held))
    if not cash:
        return found
    asked = {
        "t": unit.tenant, "b": kept.book_id, "dimension": dimensions(unit).get(DIMENSION, -1),
        "start": period_number(span.first), "end": period_number(span.last) + LAST_ADJUSTMENT, "cash": cash,
        "differences": [one.account_id for one in chart if is_exchange(kept.standard, one.code)],
        "base": currency_number(kept.base_currency),
    }  # fmt: skip

    if vouchers:
        statement = _OWN + _MOVED + _LINES.format(vouchers="moved", join="JOIN") + _IN_ORDER
    else:
        statement = _OWN + _WEIGHED + _SUMS.format(lines=_LINES.format(vouchers="parted", join="LEFT JOIN")) + _IN_ORDER
    lists: list[BindParameter[Any]] = [bindparam(name, expanding=True) for name in ("cash", "differences")]
    rows = map(tuple, unit.connection.execute(text(statement).bindparams(*lists), asked))
    for (batch, entry), voucher in groupby(rows, key=itemgetter(0, 1)):
        if batch:
            _add(found, VoucherKey(batch, entry), list(voucher), kept)
            continue
        for _, _, _, _, _, account, _, _, _, _, signed, *_ in voucher:
            found.items[item_for(kept.standard, account, signed < 0) or UNASSIGNED] -= int(signed)
    if found.opened:
        said = carried(unit)
        _open(found, said.flows if span.first <= said.day[:7] <= span.last else ())
    assert sum(found.items.values()) == found.change_minor, "cash moved outside its vouchers"
    return found


def _add(found: CashFlow, key: VoucherKey, lines: Sequence[tuple[Any, ...]], book: Book) -> None:
    """Take in a voucher: its rows as ``_LINES`` selects them."""
    facing = [
        Facing(code, int(signed), is_cash == 1, item, only_base == 1, is_foreign == 1, is_red == 1)
        for _, _, _, _, is_cash, code, is_foreign, _, item, only_base, signed, _, is_red in lines
    ]
    _, _, series, number, _, _, _, kind, *_ = lines[0]
    label = f"{series}-{number:04}"
    if kind == EntryKind.OPENING:
        found.opened.append(CashVoucher(key, label, sum(one.signed_minor for one in facing if one.cash)))
        return
    moved = _taken_back(facing, book) if kind == EntryKind.REVERSAL else flows(facing, book.standard)
    for item, amount in moved.items():
        found.items[item] += amount
        found.vouchers[item].append(CashVoucher(key, label, amount))


def _taken_back(facing: Sequence[Facing], book: Book) -> dict[str, int]:
    """What a reversal moved: each item of the voucher it takes back, negated."""
    swaps = book.corrections == "swap"
    old = [one._replace(signed_minor=-one.signed_minor, red=one.red if swaps else not one.red) for one in facing]
    return {item: -amount for item, amount in flows(old, book.standard).items()}


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
