"""Sales of a month by VAT rate, from its vouchers: revenue and output tax of the same voucher tell the rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ledger.books.calendar import period_number
from ledger.books.entries import EntryKind, VoucherKey
from ledger.posting_rules.vat_rates import rate_of
from ledger.store import Unit
from ledger.store.statement import text

LAST_ADJUSTMENT = 99
MOST_SHOWN = 12
UNCLEAR, UNTAXED = "unclear", "untaxed"
_SALES = text("""
  WITH cells AS MATERIALIZED (
    SELECT c.cell_id, CASE WHEN a.code LIKE :output THEN 0 WHEN a.code LIKE :simplified THEN 1 ELSE 2 END AS part
    FROM account AS a JOIN cell AS c
      ON c.tenant_id = a.tenant_id AND c.book_id = a.book_id AND c.account_id = a.account_id
    WHERE a.tenant_id = :t AND a.book_id = :b
      AND (a.code LIKE :output OR a.code LIKE :simplified OR a.code LIKE :main OR a.code LIKE :other)),
  moved AS MATERIALIZED (
    SELECT l.batch_id, l.entry_no, l.cell_id, b.series, b.first_number,
      CASE l.side WHEN 1 THEN l.base_minor ELSE -l.base_minor END AS signed
    FROM batch AS b JOIN line AS l ON l.tenant_id = b.tenant_id AND l.batch_id = b.batch_id
    WHERE b.tenant_id = :t AND b.book_id = :b AND b.period >= :start AND b.period <= :end AND b.layer = 0)
  SELECT m.batch_id, m.entry_no, m.series, m.first_number,
    sum(CASE WHEN k.part = 0 THEN m.signed ELSE 0 END) AS output,
    sum(CASE WHEN k.part = 1 THEN m.signed ELSE 0 END) AS simplified,
    sum(CASE WHEN k.part = 2 THEN m.signed ELSE 0 END) AS net
  FROM moved AS m JOIN cells AS k ON k.cell_id = m.cell_id
  JOIN entry AS e ON e.tenant_id = :t AND e.batch_id = m.batch_id AND e.entry_no = m.entry_no
  WHERE e.kind <> :opening
  GROUP BY m.batch_id, m.entry_no, m.series, m.first_number
  ORDER BY m.batch_id, m.entry_no""")


@dataclass(frozen=True, slots=True)
class Sale:
    """A voucher with revenue or output tax: credit positive, base minor units."""

    key: VoucherKey
    label: str
    net_minor: int
    tax_minor: int


@dataclass(slots=True)
class AtRate:
    """Sales at a rate (``0.13``), without tax (``untaxed``) or at none that is known (``unclear``), by method."""

    rate: str
    method: str
    net_minor: int = 0
    tax_minor: int = 0
    count: int = 0
    largest: list[Sale] = field(default_factory=list)

    def take(self, sale: Sale) -> None:
        """Add a voucher; the largest are kept to be shown."""
        self.net_minor += sale.net_minor
        self.tax_minor += sale.tax_minor
        self.count += 1
        self.largest = sorted([*self.largest, sale], key=lambda one: -abs(one.net_minor))[:MOST_SHOWN]


def sales_by_rate(
    unit: Unit, book_id: int, period: str, last_day: date, roles: Mapping[str, str], taxpayer: str
) -> list[AtRate]:
    """Highest rate first, the unclear and the untaxed last. A small-scale taxpayer's tax stands on the VAT account itself."""
    small = taxpayer == "small"
    codes = {
        "output": roles["vat_columns"] if small else roles["output_vat"], "simplified": roles["vat_simplified"],
        "main": roles["sales_main"], "other": roles["sales_other"],
    }  # fmt: skip
    start = period_number(period)
    given = {name: f"{code}%" for name, code in codes.items()}
    rows = unit.connection.execute(
        _SALES,
        {**given, "t": unit.tenant, "b": book_id, "start": start, "end": start + LAST_ADJUSTMENT,
         "opening": int(EntryKind.OPENING)},
    )  # fmt: skip
    found: dict[tuple[str, str], AtRate] = {}
    for row in rows:
        key, label = VoucherKey(row[0], row[1]), f"{row[2]}-{row[3] + row[1] - 1:04}"
        net, by_method = int(row[6]), {"general": int(row[4]), "levy": int(row[5])}
        if small:
            if not net:
                continue  # what pays the tax, or takes it off
            by_method = {"levy": by_method["general"] + by_method["levy"]}
        _sort_in(found, Sale(key, label, net, 0), by_method, last_day)
    return sorted(found.values(), key=_place)


def _place(one: AtRate) -> tuple[str, bool, Decimal]:
    special = one.rate in (UNCLEAR, UNTAXED)
    return one.method, special, Decimal(one.rate == UNTAXED) if special else -Decimal(one.rate)


def _sort_in(found: dict[tuple[str, str], AtRate], sale: Sale, by_method: Mapping[str, int], day: date) -> None:
    """A voucher with both methods at once says nothing of the rate of either."""
    taxed = {method: tax for method, tax in by_method.items() if tax}
    for method, tax in (taxed or {next(iter(by_method)): 0}).items():
        net = sale.net_minor if len(taxed) < 2 or method == "general" else 0
        rate = rate_of(net, tax, day, method) if len(taxed) < 2 else None
        name = format(rate.normalize(), "f") if rate is not None else UNCLEAR if tax else UNTAXED
        at = found.setdefault((method, name), AtRate(name, method))
        at.take(Sale(sale.key, sale.label, net, tax))


def invoiced_by_rate(rows: Sequence[tuple[str, int, int]]) -> dict[str, tuple[int, int]]:
    """Net and tax of issued invoices by rate, out of (rate, net, tax)."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for rate, net, tax in rows:
        name = UNTAXED if rate == "0" else rate
        sums[name][0] += net
        sums[name][1] += tax
    return {rate: (net, tax) for rate, (net, tax) in sums.items()}
