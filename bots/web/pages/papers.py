"""Papers come in here, by hand or from the tray of samples, and are seen as pictures."""

from __future__ import annotations

import base64
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from ledger.core import Problem, say
from tools.demo.tray import sample_file, thumbnail
from tools.house import MAX_FILE_BYTES
from tools.outcome import Done

router = APIRouter()
MOST_FILES = 200
REASONS = {"empty": "document.empty_file", "large": "document.too_large"}
"""Why a file was not taken: word in the address → message."""
_WORDS = {code: word for word, code in REASONS.items()}


@router.post("/documents")
def hand_in(
    request: Request, files: Annotated[list[UploadFile], File(default_factory=list)], csrf: Annotated[str, Form()] = ""
) -> Response:
    """Files dropped or chosen: each is staged and submitted; a bad one is named and the rest goes on."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    chosen = [file for file in files if file.filename]
    if not chosen or len(chosen) > MOST_FILES:
        key = "web.no_file" if not chosen else "web.too_many_files"
        return _not_taken(desk, [say(key, desk.language, most=MOST_FILES)])
    taken: list[str] = []
    bad: list[tuple[str, str]] = []
    for file in chosen:
        said = _submit(desk, file.filename or "", file.file.read())
        if isinstance(said, str):
            taken.append(said)
        elif said.code in _WORDS:
            bad.append((_WORDS[said.code], file.filename or ""))
        else:
            return _not_taken(desk, [said.text(desk.language)])
    if not taken:
        return _not_taken(desk, [_why(desk, word, name) for word, name in bad])
    if len(taken) == 1 and not bad:
        return back(f"/inbox/{taken[0]}")
    return back("/documents?" + urlencode({"ids": ",".join(taken)} | {"bad": [f"{w}~{n}" for w, n in bad]}, doseq=True))


def _not_taken(desk: Desk, lines: list[str]) -> Response:
    return desk.page("plain_shell.html", "inbox", 422, heading="web.not_taken", lines=lines)


def _why(desk: Desk, word: str, name: str) -> str:
    reason = say(REASONS[word], desk.language, limit=MAX_FILE_BYTES // 1_000_000)
    return f"{name}{say('web.colon', desk.language)}{reason}"


def _submit(desk: Desk, name: str, data: bytes) -> str | Problem:
    staged = desk.house.stage(desk.visitor.principal.tenant, data)
    if isinstance(staged, Problem):
        return staged
    outcome = desk.call("submit_document", sha256=staged, name=name)
    if not isinstance(outcome, Done):
        return Problem("web.refused", {"why": text_of(outcome, desk.language)})
    return str(outcome.result.document)  # type: ignore[attr-defined]


@router.get("/documents")
def batch(request: Request, ids: str = "") -> Response:
    """How far a handful of files has come; looks again by itself until all are read."""
    desk = Desk(request)
    wanted = [one for one in ids.split(",") if one][:MOST_FILES]
    found: list[Any] = [shown for one in wanted if (shown := desk.result("open_document", document=one)) is not None]
    told = [one.partition("~") for one in request.query_params.getlist("bad")[:MOST_FILES]]
    lines = [_why(desk, word, name[:200]) for word, _, name in told if word in REASONS]
    read = sum(1 for one in found if one.state != "received")
    return desk.page("batch.html", "inbox", found=found, read=read, lines=lines)


@router.post("/samples/{key}")
def sample(request: Request, key: str, csrf: Annotated[str, Form()] = "") -> Response:
    """A sample file of the tray, handed in as this person; demo companies only."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    path = sample_file(desk.house, desk.visitor.principal.tenant, key)
    if path is None:
        return back("/inbox")
    said = _submit(desk, path.name, path.read_bytes())
    if isinstance(said, Problem):
        return _not_taken(desk, [said.text(desk.language)])
    return back(f"/inbox/{said}")


@router.get("/samples/{key}.png")
def sample_picture(request: Request, key: str) -> Response:
    """A small picture of a sample."""
    desk = Desk(request)
    data = thumbnail(desk.house, desk.visitor.principal.tenant, key)
    if data is None:
        return Response(status_code=404)
    return Response(data, media_type="image/png", headers={"cache-control": "private, max-age=86400"})


@router.get("/documents/{document}/page/{number}.png")
def picture(request: Request, document: str, number: int, width: int = 1000) -> Response:
    """A page as a picture."""
    outcome = Desk(request).call("document_page", document=document, page=number, width=width)
    if not isinstance(outcome, Done):
        return Response(status_code=404)
    data = base64.b64decode(outcome.result.png)  # type: ignore[attr-defined]
    return Response(data, media_type="image/png", headers={"cache-control": "private, max-age=600"})
