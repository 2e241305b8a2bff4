"""供应商、客户: a list of another program, looked at, then taken."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.upload import address, staged
from ledger.core import Problem
from tools.outcome import Done

router = APIRouter()


def _page(desk: Desk, *, status: int = 200, **more: Any) -> Response:
    if not desk.house.gateway.may_call(desk.visitor.principal, "import_parties"):
        return desk.refused(desk.call("import_parties", sha256=""), "chart")
    given: dict[str, Any] = {"checked": None, "file": "", "name": "", "kind": "vendor", "fault": "", "said": ""}
    return desk.page("party_lists.html", "chart", status, **(given | more))


@router.get("/party-lists")
def lists(request: Request, file: str = "", name: str = "", kind: str = "vendor", said: str = "") -> Response:
    """The place to drop a list; with a file, its rows."""
    desk = Desk(request)
    if not file:
        return _page(desk, said=said)
    outcome = desk.call("check_parties", sha256=file, name=name, kind=kind)
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language))
    return _page(desk, checked=outcome.result, file=file, name=name, kind=kind)


@router.post("/party-lists/file")
def drop(
    request: Request, csrf: Annotated[str, Form()] = "", kind: Annotated[str, Form()] = "vendor",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:  # fmt: skip
    """Take the file in and look at it."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    kept = staged(desk, file)
    if isinstance(kept, Problem):
        return _page(desk, status=422, fault=kept.text(desk.language))
    return back(address("/party-lists", file=kept[0], name=kept[1], kind=kind))


@router.post("/party-lists/take")
def take(
    request: Request, csrf: Annotated[str, Form()] = "", file: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "", kind: Annotated[str, Form()] = "vendor",
) -> Response:  # fmt: skip
    """Take the new ones in."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("import_parties", sha256=file, name=name, kind=kind)
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language))
    return back("/party-lists?said=taken")
