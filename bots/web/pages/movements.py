"""波动: what moved far in a month, the vouchers behind, and the notes people keep of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from bots.web.pages.close import months_of
from bots.web.pages.vouchers import period_of
from bots.web.sheets import Asked, download
from tools.outcome import Done

router = APIRouter()
AGAINST = ("last_month", "last_year")


@router.get("/reports/movements")
def movements(request: Request, month: str = "", against: str = "", form: Asked = "") -> Response:
    """The accounts beyond the company's thresholds, against last month or the same month last year."""
    desk = Desk(request)
    chosen = month if period_of(month or "-") else f"{desk.today:%Y-%m}"
    beside = against if against in AGAINST else AGAINST[0]
    asked = {"period": period_of(chosen), "against": beside}
    if form:
        return download(desk, "movements", form, "reports", **asked)
    outcome = desk.call("movements", **asked)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports")
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    may_note = desk.house.gateway.may_call(desk.visitor.principal, "note_movement")
    return desk.page(
        "movements.html", "reports", report=outcome.result, month=chosen, months=months_of(desk), against=beside,
        choices=AGAINST, parts=parts, tab="movements", may_note=may_note,
    )  # fmt: skip


@router.post("/reports/movements/{month}/{account}/note")
def note(
    request: Request, month: str, account: str, text: Annotated[str, Form()] = "", against: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Keep what somebody says of an account that moved."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    beside = against if against in AGAINST else AGAINST[0]
    here = f"/reports/movements?month={month}&against={beside}"
    outcome = desk.call("note_movement", period=month, account=account, note=text or " ")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports", again=here)
    return back(f"{here}#a{account}")
