"""制度: the house's texts, and answers that quote them."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.web.frame import Desk
from tools.outcome import Done

router = APIRouter()


@router.get("/policies")
def policies(request: Request, q: str = "", as_of: str = "") -> Response:
    """All texts in force, or the answer to a question."""
    desk = Desk(request)
    listed = desk.call("list_policies")
    if not isinstance(listed, Done):
        return desk.refused(listed, "policies")
    answer = None
    if q:
        outcome = desk.call("policy_question", question=q, as_of=as_of)
        if not isinstance(outcome, Done):
            return desk.refused(outcome, "policies")
        answer = outcome.result
    return desk.page("policies.html", "policies", texts=listed.result.policies, answer=answer, q=q, as_of=as_of)  # type: ignore[attr-defined]


@router.get("/policies/{clause:path}")
def text(request: Request, clause: str, mark: str = "") -> Response:
    """One text with its clauses; ``mark`` highlights a passage."""
    desk = Desk(request)
    outcome = desk.call("open_policy", path=clause)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "policies")
    return desk.page("policy.html", "policies", text=outcome.result, mark=mark)
