"""From a request to a file: the tool is called through the door like any other time, its answer is written down.

So rights, row filters and the audit record are those of the tool; a refusal comes back as it is, without a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from zoneinfo import ZoneInfo

from ledger.core import Principal, say
from tools.blocks import Scope, Table
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
    "ap_aging",
    "search_vouchers",
    "general_ledger",
    "cash_journal",
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
)
"""Tools whose answers may leave as files; each has its title in the catalogue, ``sheet.title_…``."""
MEDIA_TYPES: dict[Form, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
LONGEST_NAME = 120


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
    title = say(f"sheet.title_{tool}", language)
    about = {
        "company": company,
        "report": title,
        "period": period,
        "scope": " · ".join((standard, *rest)),
        "made_by": f"{known[principal.user]} ({principal.user})" if principal.user in known else principal.user,
        "made_at": f"{now.astimezone(ZoneInfo(facts.time_zone)):%Y-%m-%d %H:%M:%S} ({facts.time_zone})",
    }
    told = tuple((say(f"sheet.{name}", language), value) for name, value in about.items())
    return Sheet(title, told, done.sheet() if done.sheet else shown, now), period


def _bytes(sheet: Sheet, form: Form, language: str) -> bytes:
    if form == "pdf":
        return pdf_bytes(sheet, language)
    return csv_bytes(sheet) if form == "csv" else xlsx_bytes(sheet)


def send_out(
    house: House, principal: Principal, tool: str, arguments: Mapping[str, Any], form: Form
) -> SheetFile | Denied | Invalid | Failed:
    """Call one of ``SHEETS`` as a person and write its answer as a file; a refusal is handed on."""
    assert tool in SHEETS, tool
    outcome = house.gateway.call(principal, tool, arguments)
    if not isinstance(outcome, Done):
        return outcome
    sheet, period = _sheet(house, principal, tool, outcome)
    data = _bytes(sheet, form, principal.language)
    named, plain = _safe(f"{sheet.title}-{period}"), _safe(f"{tool.replace('_', '-')}-{period}")
    plain = plain.encode("ascii", "ignore").decode().strip("-_.")
    return SheetFile(f"{named}.{form}", f"{plain}.{form}", MEDIA_TYPES[form], data)
