"""The rows of a cash flow statement: a layout filled with items, each line with its vouchers."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.charts import LayoutRow, layout
from ledger.charts.cash_flow import EXCHANGE, ITEM, OPENING, STATEMENT, UNASSIGNED, rows_fed
from ledger.reports.cash_flow import CashFlow, CashVoucher


@dataclass(frozen=True, slots=True)
class CashFlowRow:
    """A row as the form shows it: cash paid positive where the form subtracts; vouchers with cash received positive."""

    row: LayoutRow
    amount_minor: int
    vouchers: tuple[CashVoucher, ...] = ()


def cash_flow_rows(name: str, flow: CashFlow) -> list[CashFlowRow]:
    """All rows of a layout. An item the form does not know (said by a person) stays with what nobody assigned."""
    known = {one.row for feed in (ITEM, EXCHANGE) for one in rows_fed(name, feed)}
    strange = [item for item in flow.items if item not in known and item != EXCHANGE]
    amounts: dict[str, int] = {}
    filled = []
    for row in layout(name, STATEMENT):
        fed = row.feeds[0].code if row.feeds else ""
        items = {ITEM: [row.row], EXCHANGE: [row.row, EXCHANGE], UNASSIGNED: strange}.get(fed, [])
        total = row.sign * sum(flow.items.get(item, 0) for item in items)
        if fed == OPENING:
            total = flow.opening_minor
        total += sum(factor * amounts[part] for part, factor in row.parts)
        amounts[row.row] = total
        behind = tuple(voucher for item in items for voucher in flow.vouchers.get(item, ()))
        filled.append(CashFlowRow(row, total, behind))
    return filled
