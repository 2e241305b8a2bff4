"""分摊: the rules by which a department's costs are spread every month."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.lines import sent
from tools.outcome import Done

router = APIRouter()
SAID = ("kept", "retired")
TEXTS = ("name", "accounts", "department", "first_month")


def _page(desk: Desk, *, fault: str = "", said: str = "", typed: dict[str, str] | None = None) -> Response:
    outcome = desk.call("list_allocation_rules")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close", again="/close")
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    may = desk.house.gateway.may_call(desk.visitor.principal, "save_allocation_rule")
    return desk.page(
        "allocation.html", "close", 422 if fault else 200, found=outcome.result, parts=parts, may=may, fault=fault,
        said=said if said in SAID else "", typed=typed or {},
    )  # fmt: skip


@router.get("/allocation")
def listed(request: Request, said: str = "") -> Response:
    """All rules, and a form for another."""
    return _page(Desk(request), said=said)


@router.post("/allocation")
def save(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Keep a rule; where it is refused, what was typed stays."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    typed = {name: str(value).strip() for name, value in form.items() if name in TEXTS or name.startswith("weight-")}
    weights = {name.removeprefix("weight-"): value for name, value in typed.items() if name.startswith("weight-")}
    accounts = typed.get("accounts", "").replace("，", ",").replace("、", ",").replace(" ", ",").split(",")
    given = {"name": typed.get("name") or " ", "accounts": [one for one in accounts if one], "weights": weights}
    outcome = desk.call(
        "save_allocation_rule",
        **given,
        department=typed.get("department", ""),
        first_month=typed.get("first_month", ""),
    )
    if isinstance(outcome, Done):
        return back("/allocation?said=kept")
    return _page(desk, fault=text_of(outcome, desk.language), typed=typed)


@router.post("/allocation/{rule}/retire")
def retire(request: Request, rule: str, csrf: Annotated[str, Form()] = "") -> Response:
    """Give one up."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("retire_allocation_rule", rule=rule)
    if isinstance(outcome, Done):
        return back("/allocation?said=retired")
    return _page(desk, fault=text_of(outcome, desk.language))
