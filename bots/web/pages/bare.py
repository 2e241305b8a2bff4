"""Papers from which no voucher was proposed: taken back by who sent them, refused by finance, or
said to be a bill after all."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from bots.web.others_work import somebody_else
from tools.outcome import Done

router = APIRouter()


@router.post("/papers/{document}/withdraw")
def withdraw(
    request: Request, document: str, csrf: Annotated[str, Form()] = "", told: Annotated[str, Form()] = ""
) -> Response:
    """撤回: the file goes for good."""
    return _end(Desk(request), csrf, told, "withdraw_document", document=document)


@router.post("/papers/{document}/reject")
def reject(
    request: Request, document: str, csrf: Annotated[str, Form()] = "", reason: Annotated[str, Form()] = "",
    told: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """驳回: with a reason that its sender reads."""
    return _end(Desk(request), csrf, told, "reject_document", document=document, reason=reason)


@router.post("/papers/{document}/invoice")
def as_invoice(request: Request, document: str, csrf: Annotated[str, Form()] = "") -> Response:
    """这是发票: what was kept as an order or delivery note is a bill after all."""
    return _end(Desk(request), csrf, "", "treat_as_invoice", document=document)


def _end(desk: Desk, csrf: str, told: str, tool: str, document: str, **given: str) -> Response:
    check_form(desk.visitor, csrf, desk.request.headers)
    if somebody_else(desk, document, told):
        return back(f"/inbox/{document}?said=taken")
    outcome = desk.call(tool, document=document, **given)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox", again=f"/inbox/{document}")
    return back(f"/inbox/{document}")
