"""期初余额: drop the last trial balance, look at what it comes to, propose it; a second person confirms."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.lines import sent
from bots.web.upload import staged
from ledger.core import Problem
from tools.outcome import Done
from tools.sheets.sending import MEDIA_TYPES

router = APIRouter()
FIELDS = ("sha256", "name", "items_sha256", "items_name")
CHOOSE = "choose."


def _page(desk: Desk, *, status: int = 200, **more: Any) -> Response:
    outcome = desk.call("opening_state")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "chart")
    state: Any = outcome.result
    given: dict[str, Any] = {"checked": None, "given": {}, "choices": {}, "create": False, "fault": "", "said": ""}
    may = {
        name: desk.house.gateway.may_call(desk.visitor.principal, name) for name in ("propose_opening", "invite_people")
    }
    known = desk.result("form_names") if more.get("checked") is not None else None
    return desk.page("opening.html", "chart", status, state=state, may=may, known=known, **(given | more))


def _asked(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the tool is asked: the files, the choices for accounts, whether unknown parties are made."""
    texts = {name: str(given.get(name) or "") for name in FIELDS}
    choices = {
        key.removeprefix(CHOOSE): str(value) for key, value in given.items() if key.startswith(CHOOSE) and str(value)
    }
    return {name: value for name, value in texts.items() if value} | {
        "choices": choices, "create_parties": bool(given.get("create"))
    }  # fmt: skip


@router.get("/opening")
def opening(request: Request, said: str = "") -> Response:
    """Where the opening stands; with files, what they come to."""
    desk = Desk(request)
    given = dict(request.query_params)
    if not given.get("sha256"):
        return _page(desk, said=said)
    asked = _asked(given)
    outcome = desk.call("check_opening", **asked)
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language))
    kept = {name: given.get(name, "") for name in FIELDS}
    headline = outcome.blocks[0].text  # type: ignore[union-attr]
    return _page(
        desk,
        checked=outcome.result,
        headline=headline,
        given=kept,
        choices=asked["choices"],
        create=asked["create_parties"],
    )


@router.get("/opening/template")
def template(request: Request) -> Response:
    """The empty workbook."""
    desk = Desk(request)
    outcome = desk.call("opening_template")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "chart")
    made: Any = outcome.result
    kept = f"attachment; filename=\"opening.xlsx\"; filename*=UTF-8''{quote(made.name, safe='')}"  # RFC 6266
    return Response(b64decode(made.content), media_type=MEDIA_TYPES["xlsx"], headers={"content-disposition": kept})


@router.post("/opening/file")
def drop(
    request: Request, csrf: Annotated[str, Form()] = "", file: Annotated[UploadFile | None, File()] = None,
    items: Annotated[UploadFile | None, File()] = None,
) -> Response:  # fmt: skip
    """Take the files in and look at them."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    kept = staged(desk, file)
    if isinstance(kept, Problem):
        return _page(desk, status=422, fault=kept.text(desk.language))
    given = {"sha256": kept[0], "name": kept[1]}
    if items is not None and items.filename:
        second = staged(desk, items)
        if isinstance(second, Problem):
            return _page(desk, status=422, fault=second.text(desk.language))
        given |= {"items_sha256": second[0], "items_name": second[1]}
    return back(f"/opening?{urlencode(given)}")


@router.post("/opening/{act}")
def act_on(request: Request, act: str, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Propose it, go on with its last run, or take it back."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    if act == "propose":
        outcome = desk.call("propose_opening", **_asked(dict(form.items())))
    elif act in ("finish", "withdraw"):
        outcome = desk.call(f"{act}_opening")
    else:
        return back("/opening")
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language))
    return back(f"/opening?said={act}")
