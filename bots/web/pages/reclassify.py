"""重分类: lines ticked in an account's ledger, moved to another department by one proposal."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from tools.outcome import Done

router = APIRouter()


@router.post("/reports/account/{account}/reclassify")
def reclassify(
    request: Request, account: str, line: Annotated[list[str] | None, Form()] = None,
    value: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Propose the move; the card that confirms it opens."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("reclassify_lines", lines=line or [], dimension="department", value=value)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports", again=f"/reports/account/{account}")
    return back(f"/inbox/{outcome.result.proposal}")  # type: ignore[attr-defined]
