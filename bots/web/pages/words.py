"""换一个词: the page with every word a field could be; one is chosen by a click, or from a list where nothing can be clicked."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from tools.outcome import Done

router = APIRouter()


@router.get("/inbox/{thing}/field/{field}")
def choose(request: Request, thing: str, field: str, page: int = 0) -> Response:
    """The words of a page that the field could be; the page it was read on comes first."""
    desk = Desk(request)
    opened = desk.call("open_document", document=thing)
    if not isinstance(opened, Done):
        return desk.refused(opened, "inbox", again="/inbox")
    document: Any = opened.result
    read_on = next((one.page for one in document.fields if one.name == field and one.page), 1)
    outcome = desk.call("field_words", document=thing, field=field, page=page or read_on)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox", again=f"/inbox/{document.proposal or thing}")
    return desk.page("choose.html", "inbox", document=document, found=outcome.result)


@router.post("/inbox/{thing}/field/{field}")
def chosen(
    request: Request, thing: str, field: str, csrf: Annotated[str, Form()] = "", page: Annotated[str, Form()] = "1",
    word: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Set the field to the word; ``word`` is its place, none for an offer, and after a colon what was shown there."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    place, _, value = word.partition(":")
    if not value:
        return back(f"/inbox/{thing}/field/{field}")
    outcome = desk.call("choose_word", document=thing, field=field, page=page, place=place or None, value=value)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox", again=f"/inbox/{thing}/field/{field}")
    made: Any = outcome.result
    return back(f"/inbox/{made.document.proposal or thing}?field={field}&said={'taught' if made.learned else 'word'}")
