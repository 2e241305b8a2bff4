"""报表格式: the form statements are drawn by, a company's own taken in from a file, looked at before it is kept."""

from __future__ import annotations

from base64 import b64decode
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.upload import address, staged
from ledger.core import Problem
from tools.outcome import Done
from tools.sheets.sending import MEDIA_TYPES

router = APIRouter()
SAID = ("kept", "ended")


def _page(desk: Desk, *, status: int = 200, said: str = "", **more: object) -> Response:
    outcome = desk.call("statement_forms")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "chart")
    given: dict[str, object] = {"checked": None, "file": "", "name": "", "fault": "", "typed": {}}
    may = desk.house.gateway.may_call(desk.visitor.principal, "keep_form")
    return desk.page(
        "statement_forms.html", "chart", status, found=outcome.result, may=may, may_change=may,
        said=said if said in SAID else "", **(given | more),
    )  # fmt: skip


@router.get("/forms")
def forms(request: Request, file: str = "", name: str = "", said: str = "") -> Response:
    """The form of today; with a file, what it would change."""
    desk = Desk(request)
    if not file:
        return _page(desk, said=said)
    outcome = desk.call("check_form", sha256=file, name=name)
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language))
    return _page(desk, checked=outcome.result, file=file, name=name)


@router.get("/forms/workbook")
def workbook(request: Request) -> Response:
    """Today's form as a file."""
    desk = Desk(request)
    outcome = desk.call("form_workbook")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "chart")
    made: Any = outcome.result
    kept = f"attachment; filename=\"form.xlsx\"; filename*=UTF-8''{quote(made.name, safe='')}"
    return Response(b64decode(made.content), media_type=MEDIA_TYPES["xlsx"], headers={"content-disposition": kept})


@router.post("/forms/file")
def drop(
    request: Request, csrf: Annotated[str, Form()] = "", file: Annotated[UploadFile | None, File()] = None
) -> Response:
    """Take the file in and look at it."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    kept = staged(desk, file)
    if isinstance(kept, Problem):
        return _page(desk, status=422, fault=kept.text(desk.language))
    return back(address("/forms", file=kept[0], name=kept[1]))


@router.post("/forms/take")
def take(
    request: Request, csrf: Annotated[str, Form()] = "", file: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "", title: Annotated[str, Form()] = "", month: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Keep the form that was looked at."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    since = {"valid_from": f"{month}-01"} if month else {}
    outcome = desk.call("keep_form", sha256=file, name=name, title=title, **since)
    if isinstance(outcome, Done):
        return back("/forms?said=kept")
    again, typed = desk.call("check_form", sha256=file, name=name), {"title": title, "month": month}
    checked = again.result if isinstance(again, Done) else None
    fault = text_of(outcome, desk.language)
    return _page(desk, status=422, fault=fault, checked=checked, file=file, name=name, typed=typed)


@router.post("/forms/end")
def end(request: Request, csrf: Annotated[str, Form()] = "", month: Annotated[str, Form()] = "") -> Response:
    """The prescribed form again."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("prescribed_form", **({"valid_from": f"{month}-01"} if month else {}))
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language))
    return back("/forms?said=ended")
