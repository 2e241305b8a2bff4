"""学到的: what corrections and confirmed vouchers taught, and the buttons that have it forgotten."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from tools.outcome import Done

router = APIRouter()


def _page(desk: Desk, *, fault: str = "", said: str = "") -> Response:
    outcome, booked = desk.call("list_learned"), desk.call("list_booking_lessons")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox")
    if not isinstance(booked, Done):
        return desk.refused(booked, "inbox")
    return desk.page(
        "learned.html", "inbox", 422 if fault else 200, found=outcome.result, booked=booked.result, fault=fault, said=said
    )  # fmt: skip


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
    return _forgotten(request, csrf, "forget_learned", vendor=vendor, field=field)


@router.post("/learned/forget-voucher")
def forget_voucher(
    request: Request, voucher: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = ""
) -> Response:
    """Forget how a voucher was booked."""
    return _forgotten(request, csrf, "forget_booking_lesson", voucher=voucher)


def _forgotten(request: Request, csrf: str, tool: str, **named: str) -> Response:
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call(tool, **named)
    if isinstance(outcome, Done):
        return back("/learned?said=forgotten")
    return _page(desk, fault=text_of(outcome, desk.language))
