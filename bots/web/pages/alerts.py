"""提醒: what warns, why, the evidence, what to do; settled with a reason."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from tools.outcome import Done

router = APIRouter()


@router.get("/alerts")
def alerts(request: Request, state: str = "open") -> Response:
    """Open alerts, or all."""
    desk = Desk(request)
    outcome = desk.call("risk_alerts", state=state if state in ("open", "all") else "open")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "alerts")
    return desk.page("alerts.html", "alerts", found=outcome.result.alerts, state=state)  # type: ignore[attr-defined]


@router.get("/alerts/{number}")
def alert(request: Request, number: str) -> Response:
    """One alert."""
    desk = Desk(request)
    outcome = desk.call("explain_alert", alert=number)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "alerts")
    one = outcome.result
    document = desk.result("open_document", document=one.document) if one.document else None  # type: ignore[attr-defined]
    return desk.page("alert.html", "alerts", alert=one, document=document)


@router.post("/alerts/{number}/settle")
def settle(
    request: Request, number: str, outcome: Annotated[str, Form()], reason: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Acknowledge or dismiss with a reason."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    done = desk.call("settle_alert", alert=number, outcome=outcome, reason=reason or " ")
    if not isinstance(done, Done):
        return desk.refused(done, "alerts", again=f"/alerts/{number}")
    return back(f"/alerts/{number}")
