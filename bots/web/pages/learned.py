"""学到的: what corrections taught of each vendor's papers, and the button that has it forgotten."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from tools.outcome import Done

router = APIRouter()


def _page(desk: Desk, *, fault: str = "", said: str = "") -> Response:
    outcome = desk.call("list_learned")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox")
    return desk.page("learned.html", "inbox", 422 if fault else 200, found=outcome.result, fault=fault, said=said)


@router.get("/learned")
def listed(request: Request, said: str = "") -> Response:
    """Everything learned."""
    return _page(Desk(request), said=said if said == "forgotten" else "")


@router.post("/learned/forget")
def forget(
    request: Request, vendor: Annotated[str, Form()] = "", field: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Forget a field of a vendor."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("forget_learned", vendor=vendor, field=field)
    if isinstance(outcome, Done):
        return back("/learned?said=forgotten")
    return _page(desk, fault=text_of(outcome, desk.language))
