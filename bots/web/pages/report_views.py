"""我的视图: the report of an address saved under a name with its filters, listed, opened, renamed and let go."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form, own_path
from tools.outcome import Done

router = APIRouter()
PATHS = {
    "/reports": "trial_balance",
    "/reports/income-statement": "income_statement",
    "/reports/balance-sheet": "balance_sheet",
    "/reports/cash-flow": "cash_flow",
    "/reports/cash-flow-indirect": "indirect_cash_flow",
    "/reports/movements": "movements",
    "/reports/vat": "vat_return",
    "/reports/journal": "journal",
    "/reports/cash-journal": "cash_journal",
    "/reports/account/": "general_ledger",
    "/reports/multi-column/": "multi_column",
    "/reports/by-dimension": "dimension_balances",
    "/reports/aging": "ap_aging",
    "/open-items": "list_open_items",
}
"""Where each report's page is; one that ends in a slash goes on with the account."""
PLACES = {report: path for path, report in PATHS.items()}
NOT_FILTERS = ("form", "after", "open")
"""What an address says of a page, and not of what was asked for."""
_OF_ACCOUNT = re.compile(r"(/reports/(?:account|multi-column)/)([^/]{1,40})")


def asked_of(address: str) -> tuple[str, dict[str, str]]:
    """The report of a page's address ('' where it is none), and its filters."""
    parts = urlsplit(own_path(address))
    asked = {name: value for name, value in parse_qsl(parts.query) if name not in NOT_FILTERS}
    if found := _OF_ACCOUNT.fullmatch(parts.path):
        return PATHS[found[1]], {**asked, "account": found[2]}
    return PATHS.get(parts.path, ""), asked


def address_of(report: str, asked: dict[str, str]) -> str:
    """The page of a report with its filters."""
    path, given = PLACES[report], dict(asked)
    if path.endswith("/"):
        path += quote(given.pop("account", ""), safe="")
    return f"{path}?{urlencode(given)}" if given else path


def _page(desk: Desk, address: str = "", *, fault: str = "", said: str = "", name: str = "") -> Response:
    outcome = desk.call("list_report_views")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports")
    report, asked = asked_of(address) if address else ("", {})
    links = {one.view: f"/reports/views/{one.view}" for one in outcome.result.rows}  # type: ignore[attr-defined]
    return desk.page(
        "report_views.html", "reports", 422 if fault else 200, found=outcome.result, report=report, asked=asked,
        address=address if report else "", fault=fault, said=said, given_name=name, links=links, tab="views",
    )  # fmt: skip


@router.get("/reports/views")
def listed(request: Request, of: str = "", said: str = "") -> Response:
    """This person's views; ``of`` is the address of a report to be saved."""
    return _page(Desk(request), of, said=said if said in ("saved", "renamed", "forgotten") else "")


@router.post("/reports/views")
def save(
    request: Request, csrf: Annotated[str, Form()] = "", name: Annotated[str, Form()] = "",
    of: Annotated[str, Form()] = "", months: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Save the report of an address."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    report, asked = asked_of(of)
    outcome = desk.house.gateway.call(
        desk.visitor.principal, "save_report_view",
        {"name": name, "report": report, "asked": asked, "moving": months == "moving"},
    )  # fmt: skip
    if isinstance(outcome, Done):
        return back("/reports/views?said=saved")
    return _page(desk, of, fault=text_of(outcome, desk.language), name=name)


@router.get("/reports/views/{view}")
def opened(request: Request, view: str) -> Response:
    """The report as it was saved, its months as they are today."""
    desk = Desk(request)
    outcome = desk.call("open_report_view", view=view[:100])
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports")
    return back(address_of(outcome.result.report, outcome.result.asked))  # type: ignore[attr-defined]


@router.post("/reports/views/{view}/rename")
def rename(
    request: Request, view: str, csrf: Annotated[str, Form()] = "", name: Annotated[str, Form()] = ""
) -> Response:
    """Give one another name."""
    return _change(Desk(request), csrf, "renamed", "rename_report_view", view=view[:100], name=name)


@router.post("/reports/views/{view}/forget")
def forget(request: Request, view: str, csrf: Annotated[str, Form()] = "") -> Response:
    """Let one go."""
    return _change(Desk(request), csrf, "forgotten", "forget_report_view", view=view[:100])


def _change(desk: Desk, csrf: str, said: str, tool: str, **arguments: str) -> Response:
    check_form(desk.visitor, csrf, desk.request.headers)
    outcome = desk.house.gateway.call(desk.visitor.principal, tool, arguments)
    if isinstance(outcome, Done):
        return back(f"/reports/views?said={said}")
    return _page(desk, fault=text_of(outcome, desk.language))
