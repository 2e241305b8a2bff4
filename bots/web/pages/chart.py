"""科目: the chart of accounts, one's own file in its place, sub-accounts added, names changed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.upload import address, staged
from ledger.core import Problem
from tools.outcome import Done, Outcome

router = APIRouter()


def _page(desk: Desk, *, status: int = 200, **more: object) -> Response:
    outcome = desk.call("show_chart")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "chart")
    given: dict[str, object] = {
        "checked": None,
        "file": "",
        "name": "",
        "fault": "",
        "faults": {},
        "typed": {},
        "said": "",
        "find": "",
    }
    may = desk.house.gateway.may_call(desk.visitor.principal, "take_chart")
    return desk.page("chart.html", "chart", status, chart=outcome.result, may_change=may, **(given | more))


@router.get("/chart")
def chart(request: Request, file: str = "", name: str = "", said: str = "", find: str = "") -> Response:
    """The chart; with a file, what it would change."""
    desk = Desk(request)
    if not file:
        return _page(desk, said=said, find=find.strip())
    outcome = desk.call("check_chart", sha256=file, name=name)
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language))
    return _page(desk, checked=outcome.result, file=file, name=name)


@router.post("/chart/file")
def drop(
    request: Request, csrf: Annotated[str, Form()] = "", file: Annotated[UploadFile | None, File()] = None
) -> Response:
    """Take the file in and look at it."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    kept = staged(desk, file)
    if isinstance(kept, Problem):
        return _page(desk, status=422, fault=kept.text(desk.language))
    return back(address("/chart", file=kept[0], name=kept[1]))


@router.post("/chart/take")
def take(
    request: Request, csrf: Annotated[str, Form()] = "", file: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Take the chart that was looked at."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("take_chart", sha256=file, name=name)
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language))
    return back("/chart?said=taken")


@router.post("/chart/account")
def account(
    request: Request, csrf: Annotated[str, Form()] = "", parent: Annotated[str, Form()] = "",
    code: Annotated[str, Form()] = "", name: Annotated[str, Form()] = "", name_en: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """开明细科目: one sub-account."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    typed = {"parent": parent, "code": code.strip(), "name": name, "name_en": name_en}
    outcome = desk.call("add_account", **(typed | {"parent": parent.split(" ")[0]}))
    return _done(desk, outcome, typed, "added")


@router.post("/chart/change")
def change(
    request: Request, csrf: Annotated[str, Form()] = "", code: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "", name_en: Annotated[str, Form()] = "", do: Annotated[str, Form()] = "keep",
) -> Response:  # fmt: skip
    """New names, set aside, taken up again."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("change_account", code=code.split(" ")[0], name=name, name_en=name_en, active=do != "aside")
    return _done(desk, outcome, {"changing": code, "name": name, "name_en": name_en}, "changed")


def _done(desk: Desk, outcome: Outcome, typed: dict[str, str], said: str) -> Response:
    if isinstance(outcome, Done):
        return back(f"/chart?said={said}&find={outcome.result.code}")  # type: ignore[attr-defined]
    problems = getattr(outcome, "problems", [])
    faults = {one.where: one.text(desk.language) for one in problems if one.where}
    fault = "" if faults else text_of(outcome, desk.language)
    return _page(desk, status=422, faults=faults, typed=typed, fault=fault)
