"""核对: books and audit trail read again, for whoever may; compared with a checkpoint kept outside where one is given."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from bots.web.frame import Desk
from bots.web.guard import check_form
from bots.web.sheets import attached
from tools.outcome import Done

router = APIRouter()
LONGEST = 20_000


@router.get("/verify")
def verify(request: Request, run: str = "") -> Response:
    """What will be looked at; with ``run`` the result. Nothing is changed by it."""
    desk = Desk(request)
    if not desk.house.gateway.may_call(desk.visitor.principal, "verify_books") or run:
        return _verified(desk, "")
    return desk.page("verify.html", "verify", found=None, kept="")


@router.post("/verify")
def compare(
    request: Request, csrf: Annotated[str, Form()] = "", checkpoint: Annotated[str, Form(max_length=LONGEST)] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:  # fmt: skip
    """The same, held against a checkpoint that was pasted or chosen as a file."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    given = file.file.read(LONGEST + 1).decode("utf-8", "replace") if file is not None and file.filename else ""
    return _verified(desk, given or checkpoint)


@router.get("/verify/checkpoint")
def checkpoint(request: Request) -> Response:
    """A signed checkpoint as a text file, to be kept outside."""
    desk = Desk(request)
    outcome = desk.call("make_checkpoint")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "verify", again="/verify")
    made: Any = outcome.result
    return attached(made.text.encode(), made.name, "text/plain; charset=utf-8")


def _verified(desk: Desk, kept: str) -> Response:
    outcome = desk.call("verify_books", checkpoint=kept.strip())
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "verify", again="/verify")
    return desk.page("verify.html", "verify", found=outcome.result, kept=kept)
