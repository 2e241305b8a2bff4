"""问账: a question, an answer with its scope; works as a form, streams with htmx."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from assistant.turn import answer
from bots.web.frame import Desk
from bots.web.guard import check_form
from bots.web.render import page
from tools.outcome import Done

router = APIRouter()


def examples(desk: Desk, count: int = 8) -> list[str]:
    """One sentence of each thing that this person may ask."""
    outcome = desk.call("help")
    if not isinstance(outcome, Done):
        return []
    said = [sentences[0] for sentences in outcome.result.examples.values()]  # type: ignore[attr-defined]
    return said[:count]


@router.get("/ask")
def ask(request: Request, q: str = "") -> Response:
    """The page; with ``q`` the answer is already there."""
    desk = Desk(request)
    turns = [(q, answer(desk.house, desk.visitor.principal, q[:2000], only_read=True))] if q else []
    return desk.page("ask.html", "ask", turns=turns, examples=examples(desk))


@router.post("/ask")
def asked(request: Request, q: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "") -> Response:
    """One turn: a piece of the page for htmx, a whole page otherwise."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    turn = (q, answer(desk.house, desk.visitor.principal, q[:2000]))
    if request.headers.get("hx-request"):
        return HTMLResponse(page("turn.html", desk.language, {"turn": turn, "csrf": desk.visitor.signed.csrf}))
    return desk.page("ask.html", "ask", turns=[turn], examples=examples(desk))
