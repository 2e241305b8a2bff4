"""Papers come in here, by hand or from the tray of samples, and are seen as pictures."""

from __future__ import annotations

import base64
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from bots.web.drawn import drawn
from bots.web.frame import Desk, back
from bots.web.guard import check_form
from bots.web.handing_in import MOST_FILES, WORDS, submit, why
from ledger.core import Problem, say
from tools.demo.tray import sample_file, thumbnail
from tools.outcome import Done, Invalid

router = APIRouter()


@router.post("/documents")
def hand_in(
    request: Request, files: Annotated[list[UploadFile], File(default_factory=list)], csrf: Annotated[str, Form()] = "",
    paid_by: Annotated[str, Form()] = "", purpose: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
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
        said = submit(desk, file.filename or "", file.file.read(), paid_by=paid_by, purpose=purpose)
        if isinstance(said, str):
            taken.append(said)
        elif said.code in WORDS:
            bad.append((WORDS[said.code], file.filename or ""))
        else:
            return _not_taken(desk, [said.text(desk.language)])
    if not taken:
        return _not_taken(desk, [why(desk, word, name) for word, name in bad])
    if len(taken) == 1 and not bad:
        return back(f"/inbox/{taken[0]}")
    return back("/documents?" + urlencode({"ids": ",".join(taken)} | {"bad": [f"{w}~{n}" for w, n in bad]}, doseq=True))


def _not_taken(desk: Desk, lines: list[str]) -> Response:
    return desk.page("plain_shell.html", "inbox", 422, heading="web.not_taken", lines=lines)


@router.post("/samples/{key}")
def sample(request: Request, key: str, csrf: Annotated[str, Form()] = "") -> Response:
    """A sample file of the tray, handed in as this person; demo companies only."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    path = sample_file(desk.house, desk.visitor.principal.tenant, key)
    if path is None:
        return back("/inbox")
    said = submit(desk, path.name, path.read_bytes())
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
    """A page as a picture; where nothing can draw it, its words at their places."""
    desk = Desk(request)
    outcome = desk.call("document_page", document=document, page=number, width=width)
    keep = {"cache-control": "private, max-age=600"}
    if isinstance(outcome, Done):
        data = base64.b64decode(outcome.result.png)  # type: ignore[attr-defined]
        return Response(data, media_type="image/png", headers=keep)
    printed = desk.result("page_words", document=document, page=number) if isinstance(outcome, Invalid) else None
    if printed is None:
        return Response(status_code=404)
    return Response(drawn(printed), media_type="image/svg+xml", headers=keep)
