"""索取资料: what auditors asked for; asked, reminded of, taken back by them; answered by whoever was asked."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form, own_path
from bots.web.sheets import attached
from bots.web.upload import staged
from ledger.core import Problem
from tools.outcome import Done

router = APIRouter()


def _page(desk: Desk, *, fault: str = "", at: int = 0, **typed: str) -> Response:
    """Everything this person asked for or was asked for, and the form for another."""
    outcome = desk.call("list_requests")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "audit")
    audits = desk.house.gateway.may_call(desk.visitor.principal, "list_samples")
    blank = dict.fromkeys(("words", "wanted_by", "to", "voucher", "sample", "place", "answer"), "")
    return desk.page(
        "requests.html", "audit" if audits else "inbox", 422 if fault else 200, listed=outcome.result, typed=blank | typed,
        fault=fault, at=at, audits=audits,
    )  # fmt: skip


@router.get("/requests")
def listed(request: Request, voucher: str = "") -> Response:
    """The list; ``voucher`` is what another request would hang on."""
    return _page(Desk(request), voucher=voucher)


@router.post("/requests")
def ask(
    request: Request, words: Annotated[str, Form()] = "", wanted_by: Annotated[str, Form()] = "",
    to: Annotated[str, Form()] = "", voucher: Annotated[str, Form()] = "", sample: Annotated[str, Form()] = "",
    place: Annotated[str, Form()] = "", then: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Ask for a paper; back to the sample's item where it was asked from there."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    typed: dict[str, Any] = {
        "words": words,
        "wanted_by": wanted_by,
        "to": to,
        "voucher": voucher,
        "sample": sample,
        "place": place,
    }
    outcome = desk.call("request_paper", **typed)
    if not isinstance(outcome, Done):
        return _page(desk, fault=text_of(outcome, desk.language), **typed)
    return back(own_path(then) if then else f"/requests#r{outcome.result.request}")  # type: ignore[attr-defined]


@router.post("/requests/{number}/remind")
@router.post("/requests/{number}/withdraw")
def act(request: Request, number: int, csrf: Annotated[str, Form()] = "") -> Response:
    """Remind, or take back."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    name = request.url.path.rpartition("/")[2]
    outcome = desk.call(f"{name}_request", request=number)
    if not isinstance(outcome, Done):
        return _page(desk, fault=text_of(outcome, desk.language), at=number)
    return back(f"/requests#r{number}")


@router.post("/requests/{number}/answer")
def answer(
    request: Request, number: int, words: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:  # fmt: skip
    """Answer with words, a file, or both; what was typed stays where it is refused."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    given: dict[str, Any] = {"words": words}
    if file is not None and file.filename:
        kept = staged(desk, file)
        if isinstance(kept, Problem):
            return _page(desk, fault=kept.text(desk.language), at=number, answer=words)
        given |= {"sha256": kept[0], "name": kept[1]}
    outcome = desk.call("answer_request", request=number, **given)
    if not isinstance(outcome, Done):
        return _page(desk, fault=text_of(outcome, desk.language), at=number, answer=words)
    return back(f"/requests#r{number}")


@router.get("/requests/{number}/file")
def file(request: Request, number: int) -> Response:
    """What came back, to keep; never shown in a page."""
    desk = Desk(request)
    outcome = desk.call("request_file", request=number)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "audit", again="/requests")
    found: Any = outcome.result
    data = desk.house.store.blobs(desk.visitor.principal.tenant).get(found.sha256)
    return attached(data, found.name, "application/octet-stream", f"answer-{number}")
