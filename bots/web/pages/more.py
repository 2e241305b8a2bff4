"""更多: on a phone, the places that the bottom bar has no room for, and the person's own things."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.web.frame import Desk

router = APIRouter()


@router.get("/more")
def more(request: Request) -> Response:
    """Every place, the language, another person, sign-out."""
    return Desk(request).page("more.html", "more")
