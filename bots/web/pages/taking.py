"""我来处理 and 放回: the mark that says who works on a thing of the queue."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from tools.outcome import Done

router = APIRouter()


@router.post("/inbox/{thing}/take")
def take(
    request: Request, thing: str, csrf: Annotated[str, Form()] = "", told: Annotated[str, Form()] = ""
) -> Response:
    """Say that one works on it; where somebody else began meanwhile, that is told first."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("take_work", thing=thing, told=told)
    if not isinstance(outcome, Done):
        taken = desk.result("who_works_on", thing=thing)
        if taken and taken.by and taken.by != told:
            return back(f"/inbox/{thing}?said=taken")
        return desk.refused(outcome, "inbox", again=f"/inbox/{thing}")
    return back(f"/inbox/{thing}")


@router.post("/inbox/{thing}/hand-back")
def hand_back(request: Request, thing: str, csrf: Annotated[str, Form()] = "") -> Response:
    """Say that one does not work on it any more."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("hand_back_work", thing=thing)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox", again=f"/inbox/{thing}")
    return back(f"/inbox/{thing}")
