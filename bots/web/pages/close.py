"""结账: the month's list that checks itself; each step with one button, then the soft or hard close, and the way back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from bots.web.pages.vouchers import period_of
from tools.outcome import Done

router = APIRouter()
MONTHS = 24


def months_of(desk: Desk) -> list[str]:
    """The last two years' months, newest first."""
    year, number, found = desk.today.year, desk.today.month, []
    for _ in range(MONTHS):
        found.append(f"{year:04}-{number:02}")
        year, number = (year - 1, 12) if number == 1 else (year, number - 1)
    return found


@router.get("/close")
def which(request: Request, month: str = "") -> Response:
    """The month chosen, else the last one while it is open, else this one."""
    desk = Desk(request)
    months = months_of(desk)
    if period_of(month or "-"):
        return back(f"/close/{month}")
    last = desk.result("month_end", period=months[1], steps=False)
    return back(f"/close/{months[1] if last and last.state in ('open', 'soft') else months[0]}")


@router.get("/close/{period}")
def close(request: Request, period: str, said: str = "") -> Response:
    """The list of a month."""
    desk = Desk(request)
    outcome = desk.call("month_end", period=period if period_of(period) else f"{desk.today:%Y-%m}")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close", again="/close")
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    may = {tool: desk.house.gateway.may_call(desk.visitor.principal, tool) for tool in ("close_month", "reopen_month")}
    return desk.page(
        "close.html", "close", found=outcome.result, months=months_of(desk), parts=parts, may=may, said=said
    )


def _done(desk: Desk, period: str, tool: str, said: str, /, **arguments: Any) -> Response:
    outcome = desk.call(tool, **arguments)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close", again=f"/close/{period}")
    return back(f"/close/{period}?said={said}")


@router.post("/close/{period}/propose")
def propose(
    request: Request, period: str, step: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = ""
) -> Response:
    """Propose what a step still has to post."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    return _done(desk, period, "propose_month_end", "proposed", period=period, step=step)


@router.post("/close/{period}/confirm")
def confirm(
    request: Request, period: str, proposal: Annotated[str, Form()] = "", digest: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "", passkey_answer: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Confirm what another person proposed, exactly as shown."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    return _done(
        desk, period, "confirm_run", "confirmed", proposal=proposal, digest=digest, passkey_answer=passkey_answer
    )


@router.post("/close/{period}/withdraw")
def withdraw(
    request: Request, period: str, proposal: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = ""
) -> Response:
    """Take one's own proposal of a step back."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    return _done(desk, period, "withdraw_proposal", "withdrawn", proposal=proposal)


@router.post("/close/{period}/close")
def shut(
    request: Request, period: str, mode: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "",
    passkey_answer: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Soft or hard close; what is missing is said."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    return _done(desk, period, "close_month", "closed", period=period, mode=mode, passkey_answer=passkey_answer)


@router.post("/close/{period}/reopen")
def reopen(
    request: Request, period: str, reason: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = ""
) -> Response:
    """Open a closed month again, with the reason that stays."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    return _done(desk, period, "reopen_month", "reopened", period=period, reason=reason or " ")


@router.post("/close/{period}/fact")
def fact(
    request: Request, period: str, name: Annotated[str, Form()] = "", value: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """What the month end goes by, from the first day of this month on."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    return _done(desk, period, "set_closing_fact", "fact", name=name, value=value, valid_from=f"{period}-01")
