"""核对: the books read again from the first voucher, for whoever may; what agrees and what does not."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.web.frame import Desk
from tools.outcome import Done

router = APIRouter()


@router.get("/verify")
def verify(request: Request, run: str = "") -> Response:
    """What will be looked at; with ``run`` the result. Nothing is changed by it."""
    desk = Desk(request)
    if not desk.house.gateway.may_call(desk.visitor.principal, "verify_books") or run:
        outcome = desk.call("verify_books")
        if not isinstance(outcome, Done):
            return desk.refused(outcome, "verify")
        return desk.page("verify.html", "verify", found=outcome.result)
    return desk.page("verify.html", "verify", found=None)
