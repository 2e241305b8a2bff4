"""核算项目: departments, projects and what else vouchers are booked by."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from tools.outcome import Done

router = APIRouter()
SAID = ("added", "renamed", "made", "retired", "back")


def _page(desk: Desk, *, status: int = 200, fault: str = "", said: str = "", **typed: str) -> Response:
    outcome = desk.call("show_dimensions")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "chart")
    may = desk.house.gateway.may_call(desk.visitor.principal, "add_dimension_value")
    given = dict.fromkeys(("dimension", "code", "name", "new_code", "new_name", "name_en"), "") | typed
    return desk.page("dimensions.html", "chart", status, found=outcome.result, may_change=may, fault=fault,
                     said=said if said in SAID else "", typed=given)  # fmt: skip


@router.get("/dimensions")
def listed(request: Request, said: str = "") -> Response:
    """All of them with their values."""
    return _page(Desk(request), said=said)


@router.post("/dimensions")
def change(
    request: Request, csrf: Annotated[str, Form()] = "", dimension: Annotated[str, Form()] = "",
    code: Annotated[str, Form()] = "", name: Annotated[str, Form()] = "", do: Annotated[str, Form()] = "add",
) -> Response:  # fmt: skip
    """One more value, or a new name; what was typed stays where it is refused."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    typed = {"dimension": dimension, "code": code.strip(), "name": name.strip()}
    outcome = desk.call("rename_dimension_value" if do == "rename" else "add_dimension_value", **typed)
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language), **typed)
    return back(f"/dimensions?said={'renamed' if do == 'rename' else 'added'}")


@router.post("/dimensions/retire")
def retire(
    request: Request, csrf: Annotated[str, Form()] = "", dimension: Annotated[str, Form()] = "",
    code: Annotated[str, Form()] = "", do: Annotated[str, Form()] = "retire",
) -> Response:  # fmt: skip
    """Retire a value, or take it back."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("retire_dimension_value", dimension=dimension[:30], code=code[:30], retired=do != "back")
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language))
    return back(f"/dimensions?said={'back' if do == 'back' else 'retired'}")


@router.post("/dimensions/new")
def new(
    request: Request, csrf: Annotated[str, Form()] = "", code: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "", name_en: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """One more dimension."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    typed = {"code": code.strip(), "name": name.strip(), "name_en": name_en.strip()}
    outcome = desk.call("add_dimension", **typed)
    if not isinstance(outcome, Done):
        kept = {"new_code": code, "new_name": name, "name_en": name_en}
        return _page(desk, status=422, fault=text_of(outcome, desk.language), **kept)
    return back("/dimensions?said=made")
