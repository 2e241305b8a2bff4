"""增值税: the return's worksheet or the form with its boxes, and what is booked to the VAT sub-accounts by rule."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.reports import month_or_now, months_back, scope_of
from bots.web.pages.voucher_new import sent
from bots.web.pages.vouchers import period_of
from bots.web.sheets import Asked, download
from tools.outcome import Denied, Done, Invalid

router = APIRouter()
ACT = ("act", "amount", "rate", "account", "day", "due_date", "department", "memo")


@router.get("/reports/vat")
def vat(request: Request, month: str = "", box: str = "", form: Asked = "") -> Response:
    """The VAT return of a month: the worksheet, or where tax codes post to boxes the form with the vouchers of one ``box``."""
    desk = Desk(request)
    chosen = month_or_now(desk, month)
    if form:
        return download(desk, "vat_return", form, "reports", period=period_of(chosen))
    return _page(desk, chosen, box)


def _page(
    desk: Desk, month: str, box: str = "", typed: dict[str, str] | None = None, faults: dict[str, str] | None = None
) -> Response:
    """The return, below it the form of what is booked by rule, as typed and with what is wrong."""
    outcome = desk.call("vat_return", period=period_of(month), box=box[:8])
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports")
    may_act = desk.house.gateway.may_call(desk.visitor.principal, "propose_vat_act")
    offered = desk.result("vat_acts") if may_act else None
    return desk.page(
        "vat_boxes.html" if hasattr(outcome.result, "regime") else "vat.html", "reports", 422 if faults else 200,
        report=outcome.result, month=month, months=months_back(desk), tab="vat", parts=scope_of(outcome),
        acts=offered.acts if offered else (), known=desk.result("form_names") if offered else None,
        typed=typed or dict.fromkeys(ACT, "") | {"day": desk.today.isoformat()}, faults=faults or {},
    )  # fmt: skip


@router.post("/reports/vat/act")
def act(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Propose what is booked by rule; its card opens."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    typed = {name: str(form.get(name) or "").strip() for name in ACT}
    given = {name: value for name, value in typed.items() if value}
    outcome = desk.call("propose_vat_act", **given)
    if isinstance(outcome, Done):
        made: Any = outcome.result
        return back(f"/inbox/{made.proposal}")
    if isinstance(outcome, Denied):
        return desk.refused(outcome, "reports", again="/reports/vat")
    faults = {one.where or "act": one.text(desk.language) for one in getattr(outcome, "problems", ())}
    if not isinstance(outcome, Invalid):
        faults = {"act": text_of(outcome, desk.language)}
    known = {where if where in ACT else "act": words for where, words in faults.items()}
    return _page(desk, month_or_now(desk, typed["day"][:7]), typed=typed, faults=known)
