"""``report NAME``, and ``call TOOL``: any tool by name, from its one declaration.

``report general-ledger --account CODE`` as JSON: account, name, name_en, leaf, first, last, totals{currency,
opening, debit, credit, closing}, currencies[the same of each foreign currency], rows[{kind: opening|carried|line|
month|year|closing, date, month, voucher, line, number, account, memo, counter[{account, name, name_en}], debit, credit,
balance, own{currency, debit, credit, balance}}], next. Decimal strings in base currency but for ``own``; opening,
closing and balance have debit positive; totals are of the whole period, ``next`` goes into ``--after``.
``report cash-journal --account CODE --from DAY --to DAY``: account, currency, opening, received, paid, closing,
base_closing, below_zero, rows[{kind: opening|carried|line|day|month|closing, …}], next; in the journal's currency.
``report journal [--account CODE --party NAME --department CODE --text WORDS]``: first, last, vouchers, lines, debit,
credit, narrowed, rows[{date, voucher, number, line, account, name, name_en, memo, dims, currency, own, debit, credit}],
next. ``report multi-column --account CODE [--by DIMENSION]``: side, heads[{key, name, name_en}], rows[{kind, …,
columns[]}], next. ``report by-dimension --by DIMENSION``: rows[{account, value, called, opening, debit, credit,
year_debit, year_credit, closing}], sums. ``report audit --from DAY --to DAY``:
rows[{place, at, user, who, what, tool, action, decision, rule, channel, via, os_user, shown, things}], next, newest first.
Files (``--format csv|xlsx|pdf``) hold every page.
"""

import calendar
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bots.cli.frame import Frame, framed
from bots.cli.sheets import FORMATS, write_out, write_pdf

REPORTS = {
    "trial-balance": "trial_balance",
    "balance-sheet": "balance_sheet",
    "income-statement": "income_statement",
    "cash-flow": "cash_flow",
    "cash-flow-indirect": "indirect_cash_flow",
    "general-ledger": "general_ledger",
    "cash-journal": "cash_journal",
    "journal": "journal",
    "multi-column": "multi_column",
    "by-dimension": "dimension_balances",
    "bills": "list_bills",
    "aging": "ap_aging",
    "ap-aging": "ap_aging",
    "vouchers": "search_vouchers",
    "movements": "movements",
    "vat": "vat_return",
    "audit": "search_trail",
}
MOST_ROWS = 500


def _arguments(
    tool: str, as_of: str, start: str, end: str, level: int, layer: str, narrowed: dict[str, str]
) -> dict[str, Any]:
    arguments: dict[str, Any] = {"as_of": as_of, "layer": layer, "level": level or None, **narrowed}
    if start or end:
        until = end or datetime.now().astimezone().date().isoformat()
        arguments["period"] = {"start": start or f"{until[:4]}-01-01", "end": until}
    if tool in ("search_vouchers", "general_ledger", "cash_journal", "journal", "multi_column", "search_trail"):
        arguments["limit"] = MOST_ROWS
    return {name: value for name, value in arguments.items() if value not in (None, "")}


def _month(frame: Frame, text: Callable[[str], str], period: str) -> tuple[str, str]:
    """First and last day of ``2026-11``."""
    try:
        first = date.fromisoformat(f"{period}-01")
    except ValueError:
        frame.stop(text("period_unknown").format(period=period))
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first.isoformat(), last.isoformat()


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the commands."""

    @app.command(help=text("report"))
    def report(
        context: typer.Context,
        name: Annotated[str, typer.Argument(help=", ".join(REPORTS))],
        as_of: Annotated[str, typer.Option("--as-of", help=text("as_of"))] = "",
        start: Annotated[str, typer.Option("--from", help=text("from"))] = "",
        end: Annotated[str, typer.Option("--to", help=text("to"))] = "",
        period: Annotated[str, typer.Option("--period", help=text("period"))] = "",
        level: Annotated[int, typer.Option("--level", help=text("level"))] = 0,
        layer: Annotated[str, typer.Option("--layer", help=text("layer"))] = "",
        account: Annotated[str, typer.Option("--account", help=text("account"))] = "",
        party: Annotated[str, typer.Option("--party", help=text("party"))] = "",
        department: Annotated[str, typer.Option("--department", help=text("department"))] = "",
        layout: Annotated[str, typer.Option("--layout", help=text("layout"))] = "",
        by: Annotated[str, typer.Option("--by", help=text("by"))] = "",
        words: Annotated[str, typer.Option("--text", help=text("text"))] = "",
        after: Annotated[str, typer.Option("--after", help=text("after"))] = "",
        form: Annotated[str, typer.Option("--format", help=text("format"))] = "",
        out: Annotated[Path | None, typer.Option("--out", help=text("out"))] = None,
        paper: Annotated[str, typer.Option("--paper", help=text("paper"))] = "240x140",
        cover: Annotated[bool, typer.Option("--cover", help=text("cover"))] = False,
        language: Annotated[str, typer.Option("--language", help=text("form_language"))] = "",
    ) -> None:
        with framed(context.obj) as frame:
            if period:
                start, end = _month(frame, text, period)
            if name not in REPORTS:
                frame.stop(text("report_unknown").format(name=name, known=", ".join(REPORTS)))
            if form == "pdf" and name == "vouchers":
                form_of = {"cover": cover, "language": language}
                write_pdf(frame, paper, _arguments("", "", start, end, 0, "", {}) | form_of, out)
                return
            if form not in ("", *FORMATS):
                frame.stop(text("format_unknown").format(name=form, known=", ".join(FORMATS)))
            narrowed = {"account": account, "department": department, "party": party, "after": after, "layout": layout,
                        "text": words, ("dimension" if name == "by-dimension" else "by"): by}  # fmt: skip
            arguments = _arguments(REPORTS[name], as_of, start, end, level, layer, narrowed)
            write_out(frame, REPORTS[name], arguments, form, out)

    @app.command(help=text("call"))
    def call(
        context: typer.Context,
        tool: Annotated[str, typer.Argument(help=text("call_tool"))],
        arguments: Annotated[str, typer.Argument(help=text("call_arguments"))] = "{}",
    ) -> None:
        with framed(context.obj) as frame:
            frame.show(frame.call(tool, json.loads(arguments)))
