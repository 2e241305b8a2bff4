"""更多: on a phone, the places that the bottom bar has no room for, and the person's own things."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.web.frame import Desk

router = APIRouter()


@router.get("/more")
def more(request: Request) -> Response:
    """Every place, the language, another person, sign-out."""
    desk = Desk(request)
    may_budgets = desk.house.gateway.may_call(desk.visitor.principal, "list_budgets")
    return desk.page("more.html", "more", may_budgets=may_budgets)
