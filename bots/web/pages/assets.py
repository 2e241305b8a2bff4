"""资产与待摊: the cards, one more, and one of them with its schedule and the way it leaves."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.lines import sent
from tools.outcome import Done

router = APIRouter()
TEXTS = ("name", "kind", "cost", "residual", "method", "months", "units", "in_service", "account", "carried_on", "expense",
         "department")  # fmt: skip
KINDS = ("fixed", "intangible", "deferral")
METHODS = ("straight", "declining", "years", "units", "days")


def _typed(form: FormData, names: tuple[str, ...]) -> dict[str, str]:
    return {name: str(form.get(name) or "").strip() for name in names}


def _list(desk: Desk, *, fault: str = "", said: str = "", typed: dict[str, str] | None = None) -> Response:
    outcome = desk.call("list_assets")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close")
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    may = desk.house.gateway.may_call(desk.visitor.principal, "add_asset")
    return desk.page(
        "assets.html", "close", 422 if fault else 200, found=outcome.result, parts=parts, may=may, fault=fault, said=said,
        typed=dict.fromkeys(TEXTS, "") | (typed or {}), kinds=KINDS, methods=METHODS, tab="assets",
        known=desk.result("form_names") if may else None,
    )  # fmt: skip


def _card(desk: Desk, number: str, *, fault: str = "", said: str = "") -> Response:
    outcome = desk.call("list_assets", card=number)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close", again="/assets")
    found: Any = outcome.result
    may = desk.house.gateway.may_call(desk.visitor.principal, "add_asset")
    return desk.page(
        "asset.html", "close", 422 if fault else 200, one=found.rows[0], period=found.period, may=may, fault=fault, said=said,
        tab="assets", known=desk.result("form_names") if may else None,
    )  # fmt: skip


@router.get("/assets")
def listed(request: Request, said: str = "") -> Response:
    """Every card."""
    return _list(Desk(request), said=said)


@router.post("/assets")
def add(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Keep a card; what was typed stays where it is refused."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    typed = _typed(form, TEXTS)
    given = {name: value for name, value in typed.items() if value}
    for name in ("account", "carried_on", "expense"):
        given |= {name: given[name].split(" ")[0]} if name in given else {}
    outcome = desk.call("add_asset", **given)
    if not isinstance(outcome, Done):
        return _list(desk, fault=text_of(outcome, desk.language), typed=typed)
    return back("/assets?said=added")


@router.get("/assets/{number}")
def card(request: Request, number: str, said: str = "") -> Response:
    """One card."""
    return _card(Desk(request), number[:12], said=said)


@router.post("/assets/{number}/use")
def use(request: Request, number: str, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Units of a month."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    outcome = desk.call("give_asset_use", card=number[:12], **_typed(form, ("period", "units")))
    if not isinstance(outcome, Done):
        return _card(desk, number[:12], fault=text_of(outcome, desk.language))
    return back(f"/assets/{number[:12]}?said=use")


@router.post("/assets/{number}/move")
def move(request: Request, number: str, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Who bears it from a month on."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    typed = _typed(form, ("from_month", "department", "expense"))
    outcome = desk.call("move_asset", card=number[:12], **(typed | {"expense": typed["expense"].split(" ")[0]}))
    if not isinstance(outcome, Done):
        return _card(desk, number[:12], fault=text_of(outcome, desk.language))
    return back(f"/assets/{number[:12]}?said=moved")


@router.post("/assets/{number}/leave")
def leave(request: Request, number: str, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Propose its disposal."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    typed = {name: value for name, value in _typed(form, ("day", "proceeds", "account")).items() if value}
    typed |= {"account": typed["account"].split(" ")[0]} if "account" in typed else {}
    outcome = desk.call("propose_disposal", card=number[:12], scrapped=bool(form.get("scrapped")), **typed)
    if not isinstance(outcome, Done):
        return _card(desk, number[:12], fault=text_of(outcome, desk.language))
    made: Any = outcome.result
    return back(f"/inbox/{made.proposal}")
