"""待到票据: the invoices a month waits for, each to be asked for, accrued or ticked off; and the accruals that stand."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.close import months_of
from bots.web.pages.lines import sent
from bots.web.pages.vouchers import period_of
from bots.web.sheets import Asked, download
from tools.outcome import Done

router = APIRouter()
MOST_CHOSEN = 200
SAID = ("excused", "expected")


def _page(desk: Desk, month: str, *, fault: str = "", typed: dict[str, str] | None = None, said: str = "") -> Response:
    chosen = month if period_of(month or "-") else f"{desk.today:%Y-%m}"
    outcome = desk.call("missing_invoices", period=chosen)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close", again="/close")
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    may = {
        tool: desk.house.gateway.may_call(desk.visitor.principal, tool) for tool in ("accrue_missing", "excuse_invoice")
    }
    return desk.page(
        "missing_invoices.html", "close", 422 if fault else 200, found=outcome.result, month=chosen, parts=parts, may=may,
        months=months_of(desk), accruals=desk.result("list_accruals", period=chosen), fault=fault, typed=typed or {},
        said=said if said in SAID else "",
    )  # fmt: skip


@router.get("/missing-invoices")
def listed(request: Request, month: str = "", said: str = "", form: Asked = "") -> Response:
    """What a month waits for."""
    desk = Desk(request)
    if form:
        asked = {"period": month} if period_of(month or "-") else {}
        return download(desk, "missing_invoices", form, "close", **asked)
    return _page(desk, month, said=said)


@router.post("/missing-invoices/accrue")
def accrue(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Propose the accrual of the ticked vendors; its card opens. Where it is refused, what was typed stays."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    month = str(form.get("month") or "")
    chosen = [str(one) for one in form.getlist("party")][:MOST_CHOSEN]
    amounts = {one: str(form.get(f"amount-{one}") or "").strip() for one in chosen}
    outcome = desk.call("accrue_missing", period=month, parties=chosen, amounts=amounts)
    if isinstance(outcome, Done):
        made: Any = outcome.result
        return back(f"/inbox/{made.proposal}?said=submit")
    return _page(desk, month, fault=text_of(outcome, desk.language), typed=amounts)


@router.post("/missing-invoices/excuse")
def excuse(
    request: Request, month: Annotated[str, Form()] = "", subject: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "", expected: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Tick one off with its reason, or wait for it again."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("excuse_invoice", period=month, subject=subject, reason=reason, expected=bool(expected))
    if not isinstance(outcome, Done):
        return _page(desk, month, fault=text_of(outcome, desk.language))
    return back(f"/missing-invoices?month={quote(month)}&said={'expected' if expected else 'excused'}")
