"""与税局清单核对: a list taken in, three columns (我们有 · 税局有 · 已勾选), differences first, and the deduction list."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.lines import sent
from bots.web.sheets import Asked, download
from bots.web.upload import address, staged
from ledger.core import Problem
from tools.outcome import Done, Invalid, Outcome

router = APIRouter()
PAGE = "/invoices/compare"
MOST_CHOSEN = 500


def _page(
    desk: Desk, *, faults: tuple[str, ...] = (), said: str = "", chosen: tuple[str, ...] | None = None
) -> Response:
    outcome = desk.call("compare_invoices")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close", again="/invoices")
    found: Any = outcome.result
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    theirs = [one for one in found.pairs if one.finding == "selected_there" and one.may_confirm]
    return desk.page(
        "invoices_compare.html", "close", 422 if faults else 200, found=found, parts=parts, faults=faults, said=said,
        chosen=chosen, theirs=theirs, may=desk.house.gateway.may_call(desk.visitor.principal, "import_bureau_list"),
        tab="invoices",
    )  # fmt: skip


def _faults(outcome: Outcome, language: str) -> tuple[str, ...]:
    if isinstance(outcome, Invalid):
        return tuple(one.text(language) for one in outcome.problems)
    return (text_of(outcome, language),)


@router.get(PAGE)
def compared(request: Request, said: str = "", form: Asked = "") -> Response:
    """What was found; ``form`` makes a file of it."""
    desk = Desk(request)
    if form:
        return download(desk, "compare_invoices", form, "close")
    return _page(desk, said=said)


@router.get("/invoices/deductions")
def deductions(request: Request, period: str = "", form: Asked = "csv") -> Response:
    """The deduction list of a tax month as a file."""
    desk = Desk(request)
    return download(desk, "deduction_list", form or "csv", "close", period=period or f"{desk.today:%Y-%m}")


@router.post(f"{PAGE}/file")
def take(
    request: Request, csrf: Annotated[str, Form()] = "", file: Annotated[UploadFile | None, File()] = None
) -> Response:
    """Take a list in, whole or not at all."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    kept = staged(desk, file)
    if isinstance(kept, Problem):
        return _page(desk, faults=(kept.text(desk.language),))
    outcome = desk.call("import_bureau_list", sha256=kept[0], name=kept[1])
    if not isinstance(outcome, Done):
        return _page(desk, faults=_faults(outcome, desk.language))
    return back(address(PAGE, said="taken"))


@router.post(PAGE)
def confirm(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Confirm the use of what was ticked, or of all that the bureau has as confirmed."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    chosen = tuple(str(one) for one in form.getlist("document"))[:MOST_CHOSEN]
    outcome = desk.call("confirm_use", documents=chosen, period=str(form.get("period") or ""))
    if not isinstance(outcome, Done):
        return _page(desk, faults=_faults(outcome, desk.language), chosen=chosen)
    return back(address(PAGE, said="confirmed"))
