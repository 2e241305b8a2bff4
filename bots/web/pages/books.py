"""账簿: the journal, multi-column ledgers and sub-ledgers by dimension, each drilled to its vouchers and kept as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.web.frame import Desk
from bots.web.pages.reports import month_or_now, months_back, scope_of
from bots.web.pages.vouchers import period_of
from bots.web.sheets import Asked, download
from tools.outcome import Done

router = APIRouter()
LINES = 200


def _span(desk: Desk, month: str, until: str) -> tuple[str, str, dict[str, str]]:
    """First and last month, and the days from the one to the other."""
    start = month_or_now(desk, month)
    end = max(start, month_or_now(desk, until or start))
    first, last = period_of(start), period_of(end)
    assert first is not None and last is not None
    return start, end, {"start": first["start"], "end": last["end"]}


def _shown(desk: Desk, template: str, path: str, outcome: Any, here: dict[str, str], **more: Any) -> Response:
    """The page of an answer; ``here`` is what it was asked for."""
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports")
    given = {name: value for name, value in here.items() if value}
    return desk.page(
        template, "reports", report=outcome.result, parts=scope_of(outcome), months=months_back(desk), given=given, path=path,
        here=f"{path}?{urlencode(given)}", **more,
    )  # fmt: skip


@router.get("/reports/journal")
def journal(
    request: Request, month: str = "", until: str = "", account: str = "", party: str = "", department: str = "",
    text: str = "", after: str = "", form: Asked = "",
) -> Response:  # fmt: skip
    """Every line of some months in posting order, narrowed as asked; a page at a time after ``after``."""
    desk = Desk(request)
    start, end, period = _span(desk, month, until)
    narrowed = {"account": account, "party": party, "department": department, "text": text}
    asked = {name: value for name, value in narrowed.items() if value}
    if form:
        return download(desk, "journal", form, "reports", period=period, **asked)
    outcome = desk.call("journal", period=period, limit=LINES, after=after or None, **asked)
    return _shown(
        desk, "journal.html", "/reports/journal", outcome, {"month": start, "until": end, **asked}, tab="journal", month=start,
        until=end, asked=narrowed, known=desk.result("form_names"), paged=bool(after),
    )  # fmt: skip


@router.get("/reports/multi-column/{account}")
def multi_column(
    request: Request, account: str, month: str = "", until: str = "", by: str = "", layer: str = "", after: str = "",
    form: Asked = "",
) -> Response:  # fmt: skip
    """An account's ledger with a column for each account below it, or for each value of a dimension."""
    desk = Desk(request)
    start, end, period = _span(desk, month, until)
    asked = {"account": account, "by": by, "layer": layer}
    if form:
        return download(desk, "multi_column", form, "reports", period=period, **asked)
    outcome = desk.call("multi_column", period=period, limit=LINES, after=after or None, **asked)
    return _shown(
        desk, "multi_column.html", f"/reports/multi-column/{account}", outcome,
        {"month": start, "until": end, "by": by, "layer": layer}, tab="general_ledger", month=start, until=end,
        paged=bool(after),
    )  # fmt: skip


@router.get("/reports/by-dimension")
def by_dimension(
    request: Request, dimension: str = "party", account: str = "", month: str = "", until: str = "", form: Asked = ""
) -> Response:
    """What stands on each account for each value of a dimension; a figure opens the ledger behind it."""
    desk = Desk(request)
    start, end, period = _span(desk, month, until)
    asked = {"dimension": dimension, "account": account}
    if form:
        return download(desk, "dimension_balances", form, "reports", period=period, **asked)
    outcome = desk.call("dimension_balances", period=period, dimension=dimension, account=account or None)
    return _shown(
        desk, "by_dimension.html", "/reports/by-dimension", outcome, {"month": start, "until": end, **asked},
        tab="dimension", month=start, until=end, asked=asked,
    )  # fmt: skip
