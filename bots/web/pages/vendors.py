"""从发票建供应商: the vendor as the document names it, corrected where need be, taken into master data."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from tools.outcome import Denied, Done, Invalid, Outcome

router = APIRouter()


def _document(desk: Desk, thing: str) -> Any | Response:
    """The document where its vendor is missing and this person may make one, else where to go instead."""
    outcome = desk.call("open_document", document=thing)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox", again="/inbox")
    document: Any = outcome.result
    may = desk.house.gateway.may_call(desk.visitor.principal, "create_vendor")
    return document if document.new_vendor and may else back(f"/inbox/{document.proposal or thing}")


def _page(desk: Desk, document: Any, typed: dict[str, str], faults: dict[str, str]) -> Response:
    status = 422 if faults else 200
    return desk.page("vendor.html", "inbox", status, document=document, typed=typed, faults=faults)


@router.get("/inbox/{thing}/vendor")
def new_vendor(request: Request, thing: str) -> Response:
    """The form, filled with what the document says."""
    desk = Desk(request)
    document = _document(desk, thing)
    if isinstance(document, Response):
        return document
    seen = document.new_vendor
    return _page(desk, document, {"name": seen.name, "tax_id": seen.tax_id, "terms_days": "30", "distinct": ""}, {})


@router.post("/inbox/{thing}/vendor")
def make_vendor(
    request: Request, thing: str, csrf: Annotated[str, Form()] = "", name: Annotated[str, Form()] = "",
    tax_id: Annotated[str, Form()] = "", terms_days: Annotated[str, Form()] = "", distinct: Annotated[str, Form()] = "",
    use: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Make it, or take the one chosen; what is refused is said at its field and stays as typed."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    document = _document(desk, thing)
    if isinstance(document, Response):
        return document
    typed = {"name": name, "tax_id": tax_id, "terms_days": terms_days, "distinct": distinct}
    outcome = _made(desk, thing, typed, use)
    if isinstance(outcome, Done):
        result: Any = outcome.result
        return back(f"/inbox/{result.document.proposal or thing}?said=vendor")
    if isinstance(outcome, Denied) or not isinstance(outcome, Invalid):
        return desk.refused(outcome, "inbox", again=f"/inbox/{thing}")
    return _page(desk, document, typed, {one.where or "name": one.text(desk.language) for one in outcome.problems})


def _made(desk: Desk, thing: str, typed: dict[str, str], use: str) -> Outcome:
    if use:
        return desk.call("use_vendor", document=thing, vendor=use)
    return desk.call(
        "create_vendor", document=thing, name=typed["name"], tax_id=typed["tax_id"], terms_days=typed["terms_days"],
        distinct=bool(typed["distinct"]),
    )  # fmt: skip
