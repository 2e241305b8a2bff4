"""问账: conversations. A question, an answer with its scope; works as forms, streams with htmx.

A form's question is kept in the conversation it was asked in; a mere link (``?q=``) is answered, proposes nothing and
leaves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response, StreamingResponse
from markupsafe import escape

from assistant.conversations import Asked
from assistant.conversations import ask as ask_in
from assistant.turn import Reply, answer
from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.render import page
from tools.blocks import Progress, Text
from tools.outcome import Done, Invalid

router = APIRouter()
QUESTION_LIMIT = 2000
LISTED = 30


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn as the page shows it; without a reply nothing has answered it yet."""

    question: str
    reply: Reply | None
    number: int = 0


def examples(desk: Desk, count: int = 8) -> list[str]:
    """One sentence of each thing that this person may ask."""
    outcome = desk.call("help")
    if not isinstance(outcome, Done):
        return []
    said = [sentences[0] for sentences in outcome.result.examples.values()]  # type: ignore[attr-defined]
    return said[:count]


def _talks(desk: Desk, skip: int = 0) -> dict[str, Any]:
    """This person's conversations, latest first; ``older`` is how many to skip for those before, 0 where none are."""
    found = desk.result("list_conversations", limit=LISTED + 1, skip=skip)
    listed = tuple(found.conversations) if found else ()
    return {"talks": listed[:LISTED], "older": skip + LISTED if len(listed) > LISTED else 0}


def _page(desk: Desk, turns: list[Turn], opened: Any = None, *, deleted: bool = False, skip: int = 0) -> Response:
    return desk.page(
        "ask.html", "ask", turns=turns, examples=examples(desk), opened=opened, deleted=deleted,
        talk=opened.conversation if opened else "", **_talks(desk, skip),
    )  # fmt: skip


@router.get("/ask")
def ask(
    request: Request, q: str = "", deleted: str = "", older: Annotated[int, Query(ge=0, le=100_000)] = 0
) -> Response:
    """A new conversation; with ``q`` the answer is already there, with ``older`` the list goes further back."""
    desk = Desk(request)
    asked_here = q[:QUESTION_LIMIT]
    turns = [Turn(asked_here, answer(desk.house, desk.visitor.principal, asked_here, only_read=True))] if q else []
    return _page(desk, turns, deleted=bool(deleted), skip=older)


@router.get("/ask/{conversation}")
def opened(request: Request, conversation: str) -> Response:
    """An earlier conversation, as it was shown."""
    desk = Desk(request)
    outcome = desk.call("open_conversation", conversation=conversation[:100])
    if not isinstance(outcome, Done):
        return _not_there(desk, outcome)
    shown: Any = outcome.result
    turns = [
        Turn(
            one.question,
            Reply(one.blocks, one.local, one.model, failed=one.failed) if one.answered else None,
            one.number,
        )
        for one in shown.turns
    ]
    return _page(desk, turns, shown)


def _not_there(desk: Desk, outcome: Any) -> Response:
    """Another person's conversation and one that never was look the same."""
    if not isinstance(outcome, Invalid):
        return desk.refused(outcome, "ask", again="/ask")
    told = {"problems": [one.text(desk.language) for one in outcome.problems], "rule": "", "failure": ""}
    return desk.page("refused.html", "ask", 404, again="/ask", **told)


def _piece(desk: Desk, turn: Turn, asked: Asked | None) -> str:
    """A turn for the end of the page; a conversation that begins also brings the list and where the next one goes."""
    values: dict[str, Any] = {"turn": turn, "csrf": desk.visitor.signed.csrf, "fresh": None}
    if asked is not None and asked.conversation and asked.number == 1:
        values |= {"fresh": asked, **_talks(desk), "talk": asked.conversation, "company": desk.company,
                   "today": desk.today}  # fmt: skip
    return page("turn_piece.html", desk.language, values)


def _pieces(desk: Desk, asked: Asked) -> Iterator[str]:
    """What is being looked at, as comments a script may show while they arrive; then the turn."""
    for piece in asked.streamed():
        if isinstance(piece, Progress):
            yield f"<!--step:{escape(piece.text)}-->\n"
        else:
            yield _piece(desk, Turn(asked.question, piece, asked.number), asked)


@router.post("/ask")
def asked(
    request: Request, q: Annotated[str, Form()] = "", said: Annotated[str, Form()] = "",
    conversation: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """One turn, typed (``q``) or pressed (``said``): a piece of the page for htmx, else on to the conversation's page."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    question = (said or q).strip()[:QUESTION_LIMIT]
    if not question:
        return back("/ask")
    begun = ask_in(desk.house, desk.visitor.principal, question, conversation[:100])
    by_script = bool(request.headers.get("hx-request"))
    if isinstance(begun, Invalid):
        if not by_script:
            return _not_there(desk, begun)
        refusal = Reply((Text(text=text_of(begun, desk.language)),), failed=True)
        return Response(_piece(desk, Turn(question, refusal), None), media_type="text/html")
    if by_script:
        place = {"hx-replace-url": f"/ask/{begun.conversation}"} if begun.conversation else {}
        return StreamingResponse(_pieces(desk, begun), media_type="text/html", headers=place)
    reply = begun.answered()
    if not begun.conversation:
        return _page(desk, [Turn(question, reply)])
    return back(f"/ask/{begun.conversation}#turn-{begun.number}")


@router.post("/ask/{conversation}/delete")
def delete(request: Request, conversation: str, csrf: Annotated[str, Form()] = "") -> Response:
    """Have a conversation of one's own forgotten."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("forget_conversation", conversation=conversation[:100])
    return back("/ask?deleted=1") if isinstance(outcome, Done) else _not_there(desk, outcome)
