"""可批量: many drafts submitted, or many plain proposals confirmed, from one list that shows what is signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from ledger.core import say
from tools.outcome import Done

router = APIRouter()
TOOLS = {"submit": "submit_proposal", "confirm": "confirm_proposal"}


@dataclass(frozen=True, slots=True)
class Left:
    """One that was not done, and why."""

    proposal: str
    party: str
    why: str


def _page(desk: Desk, act: str, **more: Any) -> Response:
    outcome = desk.call("list_ready", act=act)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox")
    told = {"done": (), "left": (), "post_at": None, "undone": False} | more
    return desk.page("ready.html", "inbox", act=act, found=outcome.result, **told)


@router.get("/ready")
def ready(request: Request, act: str = "submit", undone: str = "") -> Response:
    """The list, everything ticked."""
    return _page(Desk(request), act if act in TOOLS else "submit", undone=bool(undone))


@router.post("/ready")
def act_on_all(
    request: Request, act: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "",
    chosen: Annotated[list[str] | None, Form()] = None,
) -> Response:  # fmt: skip
    """Each that was ticked, with the digest that was shown; what cannot be done is named with its reason."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    if act not in TOOLS:
        return back("/ready")
    known = desk.result("list_ready", act=act)
    parties = {row.proposal: row.party for row in (*known.rows, *known.held)} if known else {}
    theirs = {row.proposal: row.by for row in known.held} if known else {}
    done: list[str] = []
    left: list[Left] = []
    post_at = None
    for one in chosen or ():
        proposal, _, digest = one.partition(":")
        if by := theirs.get(proposal):  # somebody began to work on it since the list was shown
            why = say("web.taken_row", desk.language, who=desk.names.get(by, by))
            left.append(Left(proposal, parties[proposal], why))
            continue
        outcome = desk.call(TOOLS[act], proposal=proposal, digest=digest)
        if isinstance(outcome, Done):
            done.append(proposal)
            post_at = outcome.result.post_at or post_at  # type: ignore[attr-defined]
        else:
            left.append(Left(proposal, parties.get(proposal, proposal), text_of(outcome, desk.language)))
    return _page(desk, act, done=done, left=left, post_at=post_at)


@router.post("/ready/undo")
def undo_all(
    request: Request, csrf: Annotated[str, Form()] = "", chosen: Annotated[list[str] | None, Form()] = None
) -> Response:
    """撤销: what was confirmed together is taken back together, within the grace."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    for proposal in chosen or ():
        outcome = desk.call("undo_confirmation", proposal=proposal)
        if not isinstance(outcome, Done):
            return desk.refused(outcome, "inbox", again="/ready?act=confirm")
    return back("/ready?act=confirm&undone=1")
