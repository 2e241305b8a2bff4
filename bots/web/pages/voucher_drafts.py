"""录到一半的凭证: one's own drafts, continued in the grid or let go."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from tools.outcome import Done

router = APIRouter()


def _page(desk: Desk, *, fault: str = "", said: bool = False) -> Response:
    outcome = desk.call("list_voucher_drafts")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "vouchers")
    return desk.page(
        "voucher_drafts.html", "vouchers", 422 if fault else 200, found=outcome.result, fault=fault, said=said
    )


@router.get("/vouchers/drafts")
def listed(request: Request, said: str = "") -> Response:
    """This person's drafts, newest first."""
    return _page(Desk(request), said=said == "discarded")


@router.post("/vouchers/drafts/{draft}/discard")
def let_go(request: Request, draft: str, csrf: Annotated[str, Form()] = "") -> Response:
    """Let one go."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("discard_voucher_draft", draft=draft[:100])
    if isinstance(outcome, Done):
        return back("/vouchers/drafts?said=discarded")
    return _page(desk, fault=text_of(outcome, desk.language))
