"""From a request to a file: the tool is called through the door like any other time, its answer is written down.

So rights, row filters and the audit record are those of the tool; a refusal comes back as it is, without a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal
from zoneinfo import ZoneInfo

from ledger.core import Principal, problem, say
from tools.blocks import Row, Scope, Table
from tools.house import House
from tools.outcome import Denied, Done, Failed, Invalid
from tools.sheets.csv_file import csv_bytes
from tools.sheets.pdf_file import pdf_bytes
from tools.sheets.sheet import Sheet
from tools.sheets.xlsx_file import xlsx_bytes

Form = Literal["csv", "xlsx", "pdf"]
SHEETS = (
    "trial_balance",
    "income_statement",
    "balance_sheet",
    "cash_flow",
    "indirect_cash_flow",
    "ap_aging",
    "search_vouchers",
    "general_ledger",
    "cash_journal",
    "journal",
    "multi_column",
    "dimension_balances",
    "movements",
    "exchange_rates",
    "invoice_register",
    "compare_invoices",
    "deduction_list",
    "vat_return",
    "list_open_items",
    "missing_invoices",
    "bank_reconciliation",
    "list_bills",
    "search_trail",
)
"""Tools whose answers may leave as files; each has its title in the catalogue, ``sheet.title_…``."""
PAGED, PAGE = ("general_ledger", "cash_journal", "journal", "multi_column", "search_trail"), 500
"""Tools that answer a page at a time, and lines a page: a file holds all their pages."""
MEDIA_TYPES: dict[Form, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
LONGEST_NAME = 120
MOST_PRINTED = 5_000
"""No PDF has more rows; other files hold all there are."""


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A finished file. ``name`` is safe in any folder; ``plain_name`` is its ASCII stand-in."""

    name: str
    plain_name: str
    media_type: str
    data: bytes


def _safe(name: str) -> str:
    """Letters of any language, digits, dot and dash; nothing that leads a path elsewhere or hides a file."""
    kept = re.sub(r"[^\w.\-]+", "_", name.replace(" – ", "--"))
    return re.sub(r"\.{2,}", ".", kept).strip("._")[:LONGEST_NAME]


def _sheet(house: House, principal: Principal, tool: str, done: Done) -> tuple[Sheet, str]:
    """The sheet, and the period it speaks of."""
    shown = next(block for block in done.blocks if isinstance(block, Table))
    company, standard, period, *rest = next(block for block in done.blocks if isinstance(block, Scope)).parts
    facts, language = house.door.facts(principal.tenant), principal.language
    known = {person.user: person.called(language) for person in house.door.people(principal.tenant)}
    now = house.clock.now()
    title, goes_on = say(f"sheet.title_{tool}", language), say("ledger.goes_on", language)
    about = {
        "company": company,
        "report": title,
        "period": period,
        "scope": " · ".join((standard, *(part for part in rest if part != goes_on))),
        "made_by": f"{known[principal.user]} ({principal.user})" if principal.user in known else principal.user,
        "made_at": f"{now.astimezone(ZoneInfo(facts.time_zone)):%Y-%m-%d %H:%M:%S} ({facts.time_zone})",
    }
    told = tuple((say(f"sheet.{name}", language), value) for name, value in about.items())
    return Sheet(title, told, done.sheet() if done.sheet else shown, now), period


def _bytes(sheet: Sheet, form: Form, language: str) -> bytes:
    if form == "pdf":
        return pdf_bytes(sheet, language)
    return csv_bytes(sheet) if form == "csv" else xlsx_bytes(sheet)


class _Stopped(Exception):
    """A later page was refused."""

    def __init__(self, outcome: Denied | Invalid | Failed) -> None:
        super().__init__(str(outcome))
        self.outcome = outcome


def _further(house: House, principal: Principal, tool: str, arguments: Mapping[str, Any], first: Done) -> Iterator[Row]:
    """Rows of the pages after the first one, each asked for through the door; nothing is kept of a page that was read."""
    page: Any = first.result
    while page.next is not None:
        outcome = house.gateway.call(principal, tool, {**arguments, "after": page.next})
        if not isinstance(outcome, Done):
            raise _Stopped(outcome)
        page = outcome.result
        rows = next(block for block in outcome.blocks if isinstance(block, Table)).rows
        brought_forward = getattr(page.rows[0], "kind", "") == "carried" if page.rows else False
        yield from rows[1:] if brought_forward else rows


def _printable(sheet: Sheet) -> Sheet:
    """With every row in its table. Raises _Stopped where they are too many to print."""
    further = tuple(islice(sheet.more, MOST_PRINTED + 1 - len(sheet.table.rows)))
    table = Table(columns=sheet.table.columns, rows=(*sheet.table.rows, *further))
    if len(table.rows) > MOST_PRINTED:
        raise _Stopped(Invalid((problem("sheet.too_long_to_print", most=MOST_PRINTED),)))
    return replace(sheet, table=table, more=())


def send_out(
    house: House, principal: Principal, tool: str, arguments: Mapping[str, Any], form: Form
) -> SheetFile | Denied | Invalid | Failed:
    """Call one of ``SHEETS`` as a person and write its answer as a file; a refusal is handed on."""
    assert tool in SHEETS, tool
    if refused := house.gateway.spend(principal, "exports"):
        return refused
    if tool in PAGED:
        arguments = {**{name: value for name, value in arguments.items() if name != "after"}, "limit": PAGE}
    outcome = house.gateway.call(principal, tool, arguments)
    if not isinstance(outcome, Done):
        return outcome
    sheet, period = _sheet(house, principal, tool, outcome)
    if tool in PAGED and outcome.result.next is not None:  # type: ignore[attr-defined]
        sheet = replace(sheet, more=_further(house, principal, tool, arguments, outcome))
    try:
        data = _bytes(_printable(sheet) if form == "pdf" else sheet, form, principal.language)
    except _Stopped as stopped:
        return stopped.outcome
    named, plain = _safe(f"{sheet.title}-{period}"), _safe(f"{tool.replace('_', '-')}-{period}")
    plain = plain.encode("ascii", "ignore").decode().strip("-_.")
    return SheetFile(f"{named}.{form}", f"{plain}.{form}", MEDIA_TYPES[form], data)
