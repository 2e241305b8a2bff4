"""导入序时账: a later journal of the previous program dropped, tried, its accounts mapped, proposed month by month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.lines import sent
from bots.web.upload import staged
from ledger.core import Problem
from tools.outcome import Done

router = APIRouter()
CHOOSE = "choose."


def _page(desk: Desk, *, status: int = 200, **more: Any) -> Response:
    may = desk.house.gateway.may_call(desk.visitor.principal, "propose_journal_import")
    given: dict[str, Any] = {"checked": None, "sha256": "", "name": "", "choices": {}, "fault": "", "said": ""} | more
    known = desk.result("form_names") if given["checked"] is not None else None
    return desk.page("journal_import.html", "chart", status, known=known, may=may, **given)


def _asked(given: Mapping[str, Any]) -> dict[str, Any]:
    choices = {
        key.removeprefix(CHOOSE): str(value) for key, value in given.items() if key.startswith(CHOOSE) and str(value)
    }
    return {"sha256": str(given.get("sha256") or ""), "name": str(given.get("name") or "")[:200], "choices": choices}


@router.get("/journal-import")
def tried(request: Request, said: str = "") -> Response:
    """The form; with a file, what it comes to."""
    desk = Desk(request)
    given = dict(request.query_params)
    if not given.get("sha256"):
        return _page(desk, said="proposed" if said == "proposed" else "")
    asked = _asked(given)
    outcome = desk.call("check_journal_import", **asked)
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language))
    return _page(desk, checked=outcome.result, **asked)


@router.post("/journal-import/file")
def drop(
    request: Request, csrf: Annotated[str, Form()] = "", file: Annotated[UploadFile | None, File()] = None
) -> Response:
    """Take the file in and try it."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    kept = staged(desk, file)
    if isinstance(kept, Problem):
        return _page(desk, status=422, fault=kept.text(desk.language))
    return back(f"/journal-import?{urlencode({'sha256': kept[0], 'name': kept[1]})}")


@router.post("/journal-import")
def propose(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Propose its months."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    outcome = desk.call("propose_journal_import", **_asked(form))
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language))
    return back("/journal-import?said=proposed")
