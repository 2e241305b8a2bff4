"""Linking a Slack account: the code that Slack showed, the account it is for, one press."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk
from bots.web.guard import check_form
from tools.outcome import Done

router = APIRouter()


@router.get("/slack-link")
def ask_code(request: Request, code: str = "") -> Response:
    """Where the code is typed, or stands already when the button in Slack was pressed; whose it is comes next."""
    return Desk(request).page("slack_link.html", "more", code=code[:40], account=None, linked=False)


@router.post("/slack-link")
def link(
    request: Request, code: Annotated[str, Form()] = "", slack_user: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """First whose account the code is for, so that nobody links a stranger's; then the link itself."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    if slack_user:
        outcome = desk.call("link_slack", code=code.strip(), slack_user=slack_user)
    else:
        outcome = desk.call("slack_account", code=code.strip())
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "more", again="/slack-link")
    account = None if slack_user else outcome.result
    return desk.page("slack_link.html", "more", code=code.strip(), account=account, linked=bool(slack_user))
