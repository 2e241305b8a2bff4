"""报表: trial balance with drill-down to vouchers and the box, income statement, balance sheet, cash flow, aging."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.web.frame import Desk
from bots.web.pages.vouchers import period_of
from bots.web.sheets import Asked, download
from tools.outcome import Done

router = APIRouter()
SIDES = ("debit", "credit")


def month_or_now(desk: Desk, month: str) -> str:
    """A month as the address says it, this one where it says none."""
    return month if period_of(month or "-") else f"{desk.today:%Y-%m}"


def months_back(desk: Desk, count: int = 24) -> list[str]:
    """This month and those before it, newest first."""
    year, number, found = desk.today.year, desk.today.month, []
    for _ in range(count):
        found.append(f"{year:04}-{number:02}")
        year, number = (year - 1, 12) if number == 1 else (year, number - 1)
    return found


def scope_of(outcome: Done) -> tuple[str, ...]:
    """The parts of the line under the figures."""
    return next((block.parts for block in outcome.blocks if block.kind == "scope"), ())


@router.get("/reports")
def trial_balance(request: Request, month: str = "", level: int = 0, open: str = "", form: Asked = "") -> Response:
    """The trial balance of a month; ``open`` drills into one account in place, ``form`` makes a file of it."""
    desk = Desk(request)
    chosen = month_or_now(desk, month)
    asked = {"period": period_of(chosen), "level": level or None}
    if form:
        return download(desk, "trial_balance", form, "reports", **asked)
    outcome = desk.call("trial_balance", **asked)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports")
    drill = _drill(desk, chosen, open) if open else None
    return desk.page(
        "trial_balance.html", "reports", report=outcome.result, month=chosen, months=months_back(desk), level=level, opened=open,
        drill=drill, parts=scope_of(outcome), tab="trial_balance",
    )  # fmt: skip


def _drill(desk: Desk, month: str, account: str) -> dict[str, Any] | None:
    outcome = desk.call("search_vouchers", period=period_of(month), account=account, limit=200)
    if not isinstance(outcome, Done):
        return None
    lines = [
        {"voucher": voucher, "line": line}
        for voucher in outcome.result.vouchers  # type: ignore[attr-defined]
        for line in voucher.lines
        if line.account.startswith(account)
    ]
    with_paper = next((one for one in lines if one["voucher"].document), None)
    document = desk.result("open_document", document=with_paper["voucher"].document) if with_paper else None
    field = (with_paper["line"].source or "").partition("#")[2] if with_paper else ""
    moved = {side: sum(int(one["line"].base * 100) for one in lines if one["line"].side == side) for side in SIDES}
    return {"lines": lines, "document": document, "from": with_paper, "field": field, "moved": moved,
            "more": outcome.result.more}  # type: ignore[attr-defined]  # fmt: skip


@router.get("/reports/account/{account}")
def account(
    request: Request, account: str, month: str = "", until: str = "", party: str = "", department: str = "",
    dimension: str = "", value: str = "", after: str = "", form: Asked = "",
) -> Response:  # fmt: skip
    """An account's ledger over months, its balance running; a page at a time after ``after``."""
    desk = Desk(request)
    start = month_or_now(desk, month)
    end = max(start, month_or_now(desk, until or start))
    first, last = period_of(start), period_of(end)
    assert first is not None and last is not None
    asked = {"party": party, "department": department, "dimension": dimension, "value": value}
    span = {"start": first["start"], "end": last["end"]}
    if form:
        return download(desk, "general_ledger", form, "reports", account=account, period=span, **asked)
    outcome = desk.call("general_ledger", account=account, period=span, limit=200, after=after, **asked)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports")
    here = {name: value for name, value in {"month": start, "until": end, **asked}.items() if value}
    return desk.page(
        "general_ledger.html", "reports", report=outcome.result, month=start, until=end, months=months_back(desk),
        asked=asked, parts=scope_of(outcome), tab="general_ledger", known=desk.result("form_names"), given=here,
        here=f"/reports/account/{quote(account)}?{urlencode(here)}", paged=bool(after),
        may_move=desk.house.gateway.may_call(desk.visitor.principal, "reclassify_lines"),
    )  # fmt: skip


@router.get("/reports/income-statement")
def income_statement(request: Request, month: str = "", form: Asked = "") -> Response:
    """The income statement of a month beside the month before."""
    desk = Desk(request)
    chosen = month_or_now(desk, month)
    months = months_back(desk, 25)
    before = months[months.index(chosen) + 1] if chosen in months[:-1] else None
    asked = {"period": period_of(chosen), "compare_period": period_of(before) if before else None}
    if form:
        return download(desk, "income_statement", form, "reports", **asked)
    return _statement(desk, desk.call("income_statement", **asked), chosen, "income_statement", before)


@router.get("/reports/balance-sheet")
def balance_sheet(request: Request, month: str = "", form: Asked = "") -> Response:
    """The balance sheet at the end of a month."""
    desk = Desk(request)
    chosen = month_or_now(desk, month)
    period = period_of(chosen)
    assert period is not None
    if form:
        return download(desk, "balance_sheet", form, "reports", as_of=period["end"])
    return _statement(desk, desk.call("balance_sheet", as_of=period["end"]), chosen, "balance_sheet", None)


@router.get("/reports/cash-flow")
def cash_flow(request: Request, month: str = "", form: Asked = "") -> Response:
    """The cash flow statement of a month, each row with its vouchers."""
    desk = Desk(request)
    chosen = month_or_now(desk, month)
    if form:
        return download(desk, "cash_flow", form, "reports", period=period_of(chosen))
    outcome = desk.call("cash_flow", period=period_of(chosen))
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports")
    return desk.page(
        "cash_flow.html", "reports", report=outcome.result, month=chosen, months=months_back(desk), tab="cash_flow",
        parts=scope_of(outcome),
    )  # fmt: skip


@router.get("/reports/cash-flow-indirect")
def indirect_cash_flow(request: Request, month: str = "", form: Asked = "") -> Response:
    """Profit reconciled to operating cash of a month, and the vouchers where both methods differ."""
    desk = Desk(request)
    chosen = month_or_now(desk, month)
    if form:
        return download(desk, "indirect_cash_flow", form, "reports", period=period_of(chosen))
    outcome = desk.call("indirect_cash_flow", period=period_of(chosen))
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports")
    return desk.page(
        "indirect_cash_flow.html", "reports", report=outcome.result, month=chosen, months=months_back(desk),
        tab="cash_flow", parts=scope_of(outcome),
    )  # fmt: skip


def _statement(desk: Desk, outcome: Any, month: str, tab: str, before: str | None) -> Response:
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports")
    said = desk.result("movement_notes", period=month)
    return desk.page(
        "statement.html", "reports", notes=said.notes if said else (), report=outcome.result, month=month, months=months_back(desk), before=before, tab=tab,
        parts=scope_of(outcome),
    )  # fmt: skip


@router.get("/reports/aging")
def aging(request: Request, as_of: str = "", form: Asked = "") -> Response:
    """What is owed to vendors, by how late it is; as it stood on a day, where one is asked about."""
    desk = Desk(request)
    asked = {"as_of": as_of} if as_of else {}
    if form:
        return download(desk, "ap_aging", form, "reports", **asked)
    outcome = desk.call("ap_aging", **asked)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports", again="/reports/aging")
    return desk.page("aging.html", "reports", report=outcome.result, tab="aging", parts=scope_of(outcome))
