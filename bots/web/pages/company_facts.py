"""公司资料: name, tax id, address and the like, changed after founding; what stays says why."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.lines import sent
from ledger.core import time_zones
from tools.outcome import Done

router = APIRouter()
FIELDS = ("name", "name_en", "tax_id", "address", "time_zone", "grace_seconds")
SAID = ("changed", "doubtful")


def _page(desk: Desk, *, fault: str = "", said: str = "", typed: dict[str, str] | None = None) -> Response:
    outcome = desk.call("company_facts")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "chart")
    found: Any = outcome.result
    may = desk.house.gateway.may_call(desk.visitor.principal, "change_company")
    return desk.page(
        "company_facts.html", "chart", 422 if fault else 200, found=found, may=may, fault=fault, tab="company",
        said=said if said in SAID else "", typed=typed or {one.name: one.value for one in found.open}, may_change=True,
        zones=sorted(one for one in time_zones() if "/" in one),
    )  # fmt: skip


@router.get("/company")
def shown(request: Request, said: str = "") -> Response:
    """What it is, and a form for what may be otherwise."""
    return _page(Desk(request), said=said)


@router.post("/company")
def change(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Change it; where it is refused, what was typed stays."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    typed = {name: str(form.get(name) or "").strip() for name in FIELDS}
    outcome = desk.call("change_company", **typed)
    if not isinstance(outcome, Done):
        return _page(desk, fault=text_of(outcome, desk.language), typed=typed)
    made: Any = outcome.result
    return back(f"/company?said={'doubtful' if made.warnings else 'changed'}")
