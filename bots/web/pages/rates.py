"""汇率: the rates that were given, one more, or a table of them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.sheets import Asked, download
from bots.web.upload import staged
from ledger.core import Problem
from tools.outcome import Done

router = APIRouter()
KINDS = ("closing", "mid", "average")
FIELDS = ("currency", "day", "kind", "rate", "source")


def _page(desk: Desk, *, status: int = 200, fault: str = "", said: str = "", **typed: str) -> Response:
    outcome = desk.call("exchange_rates")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close")
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    may_give = desk.house.gateway.may_call(desk.visitor.principal, "set_rate")
    return desk.page(
        "rates.html", "close", status, found=outcome.result, parts=parts, may_give=may_give, kinds=KINDS, fault=fault,
        said=said, typed=dict.fromkeys(FIELDS, "") | typed, tab="rates",
    )  # fmt: skip


@router.get("/rates")
def listed(request: Request, day: str = "", currency: str = "", said: str = "", form: Asked = "") -> Response:
    """All rates, newest first; ``day`` and ``currency`` fill the form."""
    desk = Desk(request)
    if form:
        return download(desk, "exchange_rates", form, "close")
    return _page(desk, said=said, day=day[:10], currency=currency[:3])


@router.post("/rates")
def give(
    request: Request, currency: Annotated[str, Form()] = "", day: Annotated[str, Form()] = "",
    kind: Annotated[str, Form()] = "closing", rate: Annotated[str, Form()] = "", source: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Keep one rate; what was typed stays where it is refused."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    typed: dict[str, Any] = {"currency": currency, "day": day, "kind": kind, "rate": rate.strip(), "source": source}
    outcome = desk.call("set_rate", **typed)
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language), **typed)
    return back("/rates?said=given")


@router.post("/rates/file")
def take(
    request: Request, kind: Annotated[str, Form()] = "closing", csrf: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:  # fmt: skip
    """Take a table of rates in, whole or not at all."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    kept = staged(desk, file)
    if isinstance(kept, Problem):
        return _page(desk, status=422, fault=kept.text(desk.language))
    outcome = desk.call("import_rates", sha256=kept[0], name=kept[1], kind=kind)
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language))
    return back("/rates?said=given")
