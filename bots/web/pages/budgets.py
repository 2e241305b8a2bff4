"""预算: what was used today of what a day may hold."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.web.frame import Desk
from tools.outcome import Done

router = APIRouter()


@router.get("/budgets")
def budgets(request: Request) -> Response:
    """A row a person and budget with a bar, the fullest first."""
    desk = Desk(request)
    outcome = desk.call("list_budgets")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "more")
    return desk.page("budgets.html", "more", found=outcome.result)
