"""个别计提: receivables provided for by name, beside the aging matrix."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.lines import sent
from tools.outcome import Done

router = APIRouter()
SAID = ("kept", "retired")
TEXTS = ("whom", "percent", "amount", "reason", "first_month")


def _page(desk: Desk, *, fault: str = "", said: str = "", typed: dict[str, str] | None = None) -> Response:
    outcome = desk.call("list_provisions")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close", again="/close")
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    may = desk.house.gateway.may_call(desk.visitor.principal, "save_provision")
    return desk.page(
        "provisions.html", "close", 422 if fault else 200, found=outcome.result, parts=parts, may=may, fault=fault,
        said=said if said in SAID else "", typed=typed or {"first_month": f"{desk.today:%Y-%m}"}, tab="provisions",
    )  # fmt: skip


@router.get("/provisions")
def listed(request: Request, said: str = "") -> Response:
    """All that hold, and a form for another."""
    return _page(Desk(request), said=said)


@router.post("/provisions")
def save(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Keep one; where it is refused, what was typed stays."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    typed = {name: str(form.get(name) or "").strip() for name in TEXTS}
    kind, _, whom = typed["whom"].partition(":")
    given: dict[str, Any] = {name: typed[name] for name in ("reason", "first_month") if typed[name]}
    given |= {kind: whom} if kind in ("party", "item") and whom else {}
    given |= {"percent": typed["percent"].rstrip("%").strip()} if typed["percent"] else {}
    given |= {"amount": typed["amount"].replace(",", "")} if typed["amount"] else {}
    outcome = desk.call("save_provision", **given)
    if isinstance(outcome, Done):
        return back("/provisions?said=kept")
    return _page(desk, fault=text_of(outcome, desk.language), typed=typed)


@router.post("/provisions/{number}/retire")
def retire(request: Request, number: int, csrf: Annotated[str, Form()] = "") -> Response:
    """Give one up."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("retire_provision", number=number)
    if isinstance(outcome, Done):
        return back("/provisions?said=retired")
    return _page(desk, fault=text_of(outcome, desk.language))
