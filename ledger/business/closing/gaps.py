"""What may not stand, or should be looked at, when a month is closed: each one set-wise query, with where it is."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.books.balances import open_lines
from ledger.books.calendar import day_number, day_text, period_number
from ledger.business.closing.month import Month
from ledger.core import currency_code
from ledger.store.statement import text

LAST_ADJUSTMENT = 99
MOST = 50
"""No check lists more places than this; ``count`` tells how many there are."""

_ORDER = """
  SELECT series, number, day, count(*) OVER () FROM (
    SELECT b.series, b.first_number + e.entry_no - 1 AS number, e.posting_date AS day, max(e.posting_date) OVER (
      PARTITION BY b.series ORDER BY b.first_number + e.entry_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM batch AS b JOIN entry AS e ON e.tenant_id = b.tenant_id AND e.batch_id = b.batch_id
    WHERE b.tenant_id = :t AND b.book_id = :b AND b.period >= :start AND b.period <= :end) AS placed
  WHERE day < before ORDER BY series, number LIMIT :most"""
_CASH = """
  WITH cash AS MATERIALIZED (
    SELECT c.cell_id, c.account_id, c.currency, a.code FROM account AS a
    JOIN cell AS c ON c.tenant_id = a.tenant_id AND c.book_id = a.book_id AND c.account_id = a.account_id
    WHERE a.tenant_id = :t AND a.book_id = :b AND a.code LIKE :cash),
  moves AS MATERIALIZED (
    SELECT l.cell_id, l.batch_id, l.entry_no, CASE l.side WHEN 0 THEN l.amount_minor ELSE -l.amount_minor END AS moved
    FROM batch AS b JOIN line AS l ON l.tenant_id = b.tenant_id AND l.batch_id = b.batch_id
    WHERE b.tenant_id = :t AND b.book_id = :b AND b.period >= :start AND b.period <= :end
      AND l.cell_id IN (SELECT cell_id FROM cash))
  SELECT code, currency, day, standing, count(*) OVER () FROM (
    SELECT code, currency, day, sum(moved) OVER (PARTITION BY code, currency ORDER BY day) AS standing FROM (
      SELECT code, currency, day, sum(moved) AS moved FROM (
        SELECT a.code, s.currency, :before AS day, s.debit_minor - s.credit_minor AS moved
        FROM account AS a JOIN balance AS s ON s.tenant_id = a.tenant_id AND s.book_id = a.book_id
          AND s.account_id = a.account_id
        WHERE a.tenant_id = :t AND a.book_id = :b AND a.code LIKE :cash AND s.period < :start
        UNION ALL
        SELECT cash.code, cash.currency, e.posting_date, moves.moved FROM moves JOIN cash ON cash.cell_id = moves.cell_id
        JOIN entry AS e ON e.tenant_id = :t AND e.batch_id = moves.batch_id AND e.entry_no = moves.entry_no
      ) AS every_move GROUP BY code, currency, day) AS by_day) AS running
  WHERE standing < 0 ORDER BY code, currency, day LIMIT :most"""
_DIMENSIONS = """
  SELECT DISTINCT a.code, d.key FROM balance_dim AS s
  JOIN cell AS c ON c.tenant_id = s.tenant_id AND c.cell_id = s.cell_id
  JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id
  JOIN dimset AS d ON d.tenant_id = c.tenant_id AND d.dimset_id = c.dimset_id
  WHERE s.tenant_id = :t AND s.book_id = :b AND s.period >= :start AND s.period <= :end
    AND a.required_mask & d.mask <> a.required_mask ORDER BY a.code, d.key LIMIT :most"""
_SIGNED = "CASE {0}.side WHEN 0 THEN {0}.base_minor ELSE -{0}.base_minor END"
_SUBLEDGERS = f"""
  SELECT a.code, coalesce(s.standing, 0), coalesce(i.owed, 0) FROM account AS a
  LEFT JOIN (SELECT account_id, sum(base_debit_minor - base_credit_minor) AS standing FROM balance
    WHERE tenant_id = :t AND book_id = :b AND period <= :end GROUP BY account_id) AS s ON s.account_id = a.account_id
  LEFT JOIN (SELECT account_id, sum(owed) AS owed FROM (
      SELECT c.account_id, {_SIGNED.format("l")} AS owed
      FROM account AS o JOIN cell AS c ON c.tenant_id = o.tenant_id AND c.book_id = o.book_id
        AND c.account_id = o.account_id
      {{open_lines}} ON l.tenant_id = c.tenant_id AND l.cell_id = c.cell_id AND l.open_item = 1
      JOIN entry AS e ON e.tenant_id = l.tenant_id AND e.batch_id = l.batch_id AND e.entry_no = l.entry_no
      WHERE o.tenant_id = :t AND o.book_id = :b AND o.open_item = 1 AND e.posting_date <= :last
      UNION ALL
      SELECT c.account_id, {_SIGNED.format("p")} FROM allocation AS x
      JOIN line AS p ON p.tenant_id = x.tenant_id AND p.batch_id = x.batch_id AND p.entry_no = x.entry_no
        AND p.line_no = x.line_no
      JOIN cell AS c ON c.tenant_id = p.tenant_id AND c.cell_id = p.cell_id AND c.book_id = :b
      WHERE x.tenant_id = :t AND x.effective_date <= :last) AS every_item GROUP BY account_id) AS i
    ON i.account_id = a.account_id
  WHERE a.tenant_id = :t AND a.book_id = :b AND a.open_item = 1 AND coalesce(s.standing, 0) <> coalesce(i.owed, 0)
  ORDER BY a.code LIMIT :most"""  # noqa: S608 - only the two constants above are put in


@dataclass(frozen=True, slots=True)
class Gap:
    """One place: the account or number it is about, its day, and amounts in minor units of ``currency``."""

    name: str
    day: str = ""
    amount_minor: int = 0
    other_minor: int = 0
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The first places of a check, and how many there are."""

    places: tuple[Gap, ...] = ()
    count: int = 0


def _bound(month: Month) -> dict[str, object]:
    start = period_number(month.period)
    return {
        "t": month.unit.tenant, "b": month.book.book_id, "start": start, "end": start + LAST_ADJUSTMENT,
        "last": day_number(month.last_day), "most": MOST,
    }  # fmt: skip


def _ask(month: Month, query: str, *names: str, **more: object) -> list[tuple[object, ...]]:
    bound = _bound(month)
    given = {name: bound[name] for name in ("t", "b", "most", *names)} | more
    return [tuple(row) for row in month.unit.connection.execute(text(query), given)]


def out_of_order(month: Month) -> Gaps:
    """Vouchers dated before one with a smaller number of the same series. Numbers are never changed."""
    rows = _ask(month, _ORDER, "start", "end")
    return Gaps(
        tuple(Gap(f"{series}-{number:04}", day_text(int(str(day)))) for series, number, day, _ in rows),
        int(str(rows[0][3])) if rows else 0,
    )


def cash_below_zero(month: Month) -> Gaps:
    """Days at whose end a cash account stands below zero in its own currency; the day before the month for its opening."""
    cash = month.roles.get("cash", "")
    if not cash:
        return Gaps()
    before = day_number(month.first_day) - 1
    rows = _ask(month, _CASH, "start", "end", cash=f"{cash}%", before=before)
    found = tuple(
        Gap(str(code), month.first_day if day == before else day_text(int(str(day))), int(str(standing)),
            currency=currency_code(int(str(currency))))
        for code, currency, day, standing, _ in rows
    )  # fmt: skip
    return Gaps(found, int(str(rows[0][4])) if rows else 0)


def missing_dimensions(month: Month) -> Gaps:
    """Accounts moved this month without a dimension they require."""
    rows = _ask(month, _DIMENSIONS, "start", "end")
    return Gaps(tuple(Gap(str(code)) for code, _ in rows), len(rows))


def not_cleared(month: Month) -> Gaps:
    """Suspense accounts that do not stand at zero."""
    code = month.roles.get("suspense", "")
    standing = month.moved(code).closing
    return Gaps((Gap(code, "", standing, currency=month.book.base_currency),), 1) if standing else Gaps()


def unbalanced(month: Month) -> int:
    """Debit less credit over all accounts at the end of the month, in base minor units: zero, or the books are broken."""
    rows = month.unit.connection.execute(
        text(
            "SELECT coalesce(sum(base_debit_minor - base_credit_minor), 0) FROM balance"
            " WHERE tenant_id = :t AND book_id = :b AND period <= :end"
        ),
        {name: value for name, value in _bound(month).items() if name in ("t", "b", "end")},
    )
    return int(rows.scalar_one())


def apart_from_control(month: Month) -> Gaps:
    """Open-item accounts whose open items do not add up to their balance: balance first, items second."""
    rows = _ask(month, _SUBLEDGERS.format(open_lines=open_lines(month.unit)), "end", "last")
    base = month.book.base_currency
    found = tuple(Gap(str(code), "", int(str(one)), int(str(other)), base) for code, one, other in rows)
    return Gaps(found, len(rows))
