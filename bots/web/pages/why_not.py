"""为什么不能: the rule behind a refusal or a grey button, who could, and what to do."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.web.frame import Desk, text_of
from tools.outcome import Done

router = APIRouter()


@router.get("/why-not")
def shown(request: Request, about: str = "", thing: str = "", topic: str = "", person: str = "") -> Response:
    """The answer to what was asked, and a form to ask about something else."""
    desk = Desk(request)
    asked = {"about": about, "thing": thing, "topic": topic, "person": person}
    answer: Any = None
    fault = ""
    if about or thing or topic:
        outcome = desk.call("why_not", **asked)
        answer = outcome.result if isinstance(outcome, Done) else None
        fault = "" if isinstance(outcome, Done) else text_of(outcome, desk.language)
    others = desk.house.gateway.may_call(desk.visitor.principal, "list_people")
    return desk.page(
        "why_not.html", "more", 422 if fault else 200, answer=answer, fault=fault, asked=asked, may_others=others
    )  # fmt: skip
