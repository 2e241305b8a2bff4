"""人员: who belongs to the company, in plain words."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.web.frame import Desk
from tools.outcome import Done

router = APIRouter()


@router.get("/people")
def people(request: Request) -> Response:
    """Everybody with roles and limits."""
    desk = Desk(request)
    outcome = desk.call("list_people")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "people")
    return desk.page("people.html", "people", people=outcome.result.people)  # type: ignore[attr-defined]
