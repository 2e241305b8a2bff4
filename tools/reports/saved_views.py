"""保存的视图: a report with its filters under a name of one's own, opened again later; months may move with the calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from ledger.core import Refused, problem
from ledger.store.views import SavedView, forget_view, rename_view, save_view, view_of, views_of
from tools.blocks import Column, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool

REPORTS = (
    "trial_balance", "income_statement", "balance_sheet", "cash_flow", "indirect_cash_flow", "movements", "vat_return",
    "journal", "cash_journal", "general_ledger", "multi_column", "dimension_balances", "ap_aging", "list_open_items",
)  # fmt: skip
"""Reports whose filters may be kept."""
MONTHS = ("month", "until")
_MONTH, _MOVING = re.compile(r"(\d{4})-(\d{2})"), re.compile(r"now([+-]\d{1,3})")
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Filter = Annotated[str, StringConstraints(max_length=200)]


class SaveReportView(Request):
    """``asked``: filters by name, as the page has them (``month`` and ``until`` as ``2026-11``).

    ``moving`` keeps months by their distance from this one: last month stays last month.
    """

    name: Name
    report: str
    asked: dict[Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,30}$")], Filter] = Field(
        default_factory=dict, max_length=20
    )
    moving: bool = False


class OneView(Request):
    """Which view."""

    view: Filter


class RenameView(OneView):
    """Which view, and its new name."""

    name: Name


class ReportView(BaseModel):
    """A view: ``asked`` as it opens today, ``moving`` where its months move with the calendar."""

    view: str
    name: str
    report: str
    asked: dict[str, str]
    moving: bool


class ReportViews(BaseModel):
    """This person's views, by name."""

    rows: tuple[ReportView, ...]


def _distance(text: str, today: date) -> str:
    """A month as its distance from this one (``now-1``); anything else as it is."""
    found = _MONTH.fullmatch(text)
    if found is None:
        return text
    return f"now{(int(found[1]) - today.year) * 12 + int(found[2]) - today.month:+d}"


def _month(text: str, today: date) -> str:
    """The month that a distance means today; anything else as it is."""
    found = _MOVING.fullmatch(text)
    if found is None:
        return text
    at = today.year * 12 + today.month - 1 + int(found[1])
    return f"{at // 12:04}-{at % 12 + 1:02}"


def _shown(one: SavedView, today: date) -> ReportView:
    asked = {name: _month(one.asked[name], today) for name in MONTHS if name in one.asked}
    asked |= {name: value for name, value in sorted(one.asked.items()) if name not in MONTHS}
    moving = any(_MOVING.fullmatch(one.asked.get(name, "")) for name in MONTHS)
    return ReportView(view=one.view_id, name=one.name, report=one.report, asked=asked, moving=moving)


@tool(action="self.change", effect="commit", people_only=True)
def save_report_view(context: Context, request: SaveReportView) -> Done:
    """Save a report with its filters under a name; only this person sees it."""
    if request.report not in REPORTS:
        raise Refused(problem("view.no_report", "report", report=request.report, known="、".join(REPORTS)))
    asked = {name: value for name, value in request.asked.items() if value}
    if request.moving:
        asked |= {name: _distance(asked[name], context.today) for name in MONTHS if name in asked}
    made = save_view(context.unit, context.principal.user, request.name, request.report, asked, context.now)
    return Done(_shown(made, context.today), (Text(text=context.say("view.saved", name=made.name)),))


@tool(
    action="help.read",
    effect="read",
    examples={"zh": ("我保存的报表视图",), "en": ("My saved report views",)},
)
def list_report_views(context: Context, request: Nothing) -> Done:
    """The reports this person saved with their filters."""
    rows = tuple(_shown(one, context.today) for one in views_of(context.unit, context.principal.user))
    context.tally.rows, context.tally.tainted = len(rows), True  # names and filters were typed
    columns = tuple(Column(title=context.say(f"view.{name}")) for name in ("name", "report", "asked"))
    table = tuple(
        Row(cells=(words(one.name), words(context.say(f"sheet.title_{one.report}")), words(_told(one)))) for one in rows
    )
    return Done(ReportViews(rows=rows), (Table(columns=columns, rows=table),))


def _told(one: ReportView) -> str:
    return " · ".join(one.asked.values())


@tool(action="help.read", effect="read", people_only=True)
def open_report_view(context: Context, request: OneView) -> Done:
    """One saved view, its months as they are today."""
    found = _shown(view_of(context.unit, context.principal.user, request.view), context.today)
    context.tally.tainted = True
    return Done(found, (Text(text=f"{found.name}: {context.say(f'sheet.title_{found.report}')} {_told(found)}"),))


@tool(action="self.change", effect="commit", people_only=True)
def rename_report_view(context: Context, request: RenameView) -> Done:
    """Give a saved view another name."""
    rename_view(context.unit, context.principal.user, request.view, request.name)
    found = _shown(view_of(context.unit, context.principal.user, request.view), context.today)
    return Done(found, (Text(text=context.say("view.renamed", name=found.name)),))


@tool(action="self.change", effect="commit", people_only=True)
def forget_report_view(context: Context, request: OneView) -> Done:
    """Let a saved view go; the report itself stays as it is."""
    found = _shown(view_of(context.unit, context.principal.user, request.view), context.today)
    forget_view(context.unit, context.principal.user, request.view)
    return Done(found, (Text(text=context.say("view.forgotten", name=found.name)),))
