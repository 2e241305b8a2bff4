"""问账: a question, an answer with its scope; works as a form, streams with htmx."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response, StreamingResponse
from markupsafe import escape

from assistant.turn import answer, stream
from bots.web.frame import Desk
from bots.web.guard import check_form
from bots.web.render import page
from tools.blocks import Progress
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


def _pieces(desk: Desk, question: str) -> Iterator[str]:
    """What is being looked at, as comments a script may show while they arrive; then the turn."""
    for piece in stream(desk.house, desk.visitor.principal, question[:2000]):
        if isinstance(piece, Progress):
            yield f"<!--step:{escape(piece.text)}-->\n"
        else:
            turn = (question, piece)
            yield page("turn.html", desk.language, {"turn": turn, "csrf": desk.visitor.signed.csrf})


@router.post("/ask")
def asked(request: Request, q: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "") -> Response:
    """One turn: a piece of the page for htmx, a whole page otherwise."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    if request.headers.get("hx-request"):
        return StreamingResponse(_pieces(desk, q), media_type="text/html")
    turn = (q, answer(desk.house, desk.visitor.principal, q[:2000]))
    return desk.page("ask.html", "ask", turns=[turn], examples=examples(desk))
