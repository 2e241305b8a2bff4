"""Files on their way: how far each has come, those that failed with 重试, and the page for a phone's camera."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import JSONResponse, Response

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from bots.web.handing_in import MOST_FILES, REASONS, submit, why
from tools.outcome import Done

router = APIRouter()


@router.post("/documents/one")
def hand_in_one(
    request: Request, file: Annotated[UploadFile, File()], csrf: Annotated[str, Form()] = "",
    paid_by: Annotated[str, Form()] = "", purpose: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """One of many files, sent by the page itself so that each shows how far it is; its document, or why not."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    said = submit(desk, file.filename or "", file.file.read(), paid_by=paid_by, purpose=purpose)
    if isinstance(said, str):
        return JSONResponse({"document": said})
    return JSONResponse({"why": said.text(desk.language)}, 422)


@router.get("/documents")
def progress(request: Request, ids: str = "", piece: str = "") -> Response:
    """How far a handful of files has come, or all of one's own, and what failed; looks again by itself."""
    desk = Desk(request)
    wanted = [one for one in ids.split(",") if one][:MOST_FILES]
    outcome = desk.call("files_progress", documents=wanted)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox")
    told = [one.partition("~") for one in request.query_params.getlist("bad")[:MOST_FILES]]
    lines = [why(desk, word, name[:200]) for word, _, name in told if word in REASONS]
    template = "batch_piece.html" if piece else "batch.html"
    return desk.page(template, "inbox", found=outcome.result, lines=lines, ids=",".join(wanted), here=desk.here)


@router.post("/documents/{document}/again")
def again(
    request: Request, document: str, csrf: Annotated[str, Form()] = "", ids: Annotated[str, Form()] = ""
) -> Response:
    """Read a file once more that could not be read; back to the list it stands in, or to the file."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("read_again", document=document)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox", again="/documents")
    return back(f"/inbox/{document}" if ids == document else f"/documents?ids={ids}" if ids else "/documents")


@router.get("/snap")
def snap(request: Request) -> Response:
    """The camera's page: pictures of papers, who paid and what they were for, with one thumb."""
    desk = Desk(request)
    if not desk.house.gateway.may_call(desk.visitor.principal, "submit_document"):
        return desk.refused(desk.call("submit_document", sha256="0" * 64, name="snap"), "inbox")
    return desk.page("snap.html", "inbox", most=MOST_FILES)
