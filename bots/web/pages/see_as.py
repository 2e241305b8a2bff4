"""以此人视角看: begin to see as another person, and see with one's own eyes again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from tools.outcome import Done

router = APIRouter()


@router.post("/people/see-as")
def see_as(request: Request, csrf: Annotated[str, Form()] = "", person: Annotated[str, Form()] = "") -> Response:
    """From here on what this person may see, until it is ended or half an hour is over."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("see_as", person=person, session=desk.visitor.signed.session)
    return back("/") if isinstance(outcome, Done) else desk.refused(outcome, "people", again="/people")


@router.post("/see-as/end")
def end(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """As oneself again: the one thing that is done by who is really signed in."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    signed = desk.visitor.signed
    if signed.looker is not None:
        desk.house.gateway.call(signed.looker, "end_see_as", {"session": signed.session})
    return back("/people")
