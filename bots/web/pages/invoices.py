"""发票台账: purchase invoices with their standing, ticked for use, and one of them with what was said of it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.lines import sent
from bots.web.sheets import Asked, download
from bots.web.upload import address
from tools.outcome import Done, Outcome

router = APIRouter()
STATES = ("waiting", "unverified", "received", "booked", "confirmed", "out", "red", "void", "duplicate")
PURPOSES = ("deduct", "none", "refund")
RESULTS = ("same", "differs", "not_found", "red", "void")
REASONS = ("exempt", "welfare", "loss", "simplified", "audit", "red", "abnormal", "mixed", "other")
TEXTS = ("result", "note", "reason", "amount", "percent", "account", "day")
MOST_CHOSEN = 500


def _given(month: str, period: str, state: str, text: str) -> dict[str, str]:
    return {"month": month, "period": period, "state": state, "text": text.strip()}


def _page(
    desk: Desk, asked: dict[str, str], *, fault: str = "", said: str = "", chosen: tuple[str, ...] = ()
) -> Response:
    outcome = desk.call("invoice_register", **asked)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close", again="/invoices")
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    return desk.page(
        "invoices.html", "close", 422 if fault else 200, found=outcome.result, parts=parts, asked=asked, fault=fault,
        said=said, chosen=chosen, may=desk.house.gateway.may_call(desk.visitor.principal, "confirm_use"), states=STATES,
        purposes=PURPOSES, tab="invoices",
    )  # fmt: skip


@router.get("/invoices")
def listed(
    request: Request, month: str = "", period: str = "", state: str = "", text: str = "", said: str = "", form: Asked = ""
) -> Response:  # fmt: skip
    """The register, all of it or what fits; ``form`` makes a file of it."""
    desk, asked = Desk(request), _given(month, period, state, text)
    if form:
        return download(desk, "invoice_register", form, "close", **asked)
    return _page(desk, asked, said=said)


@router.post("/invoices")
def confirm(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Confirm the use of what was ticked; what was ticked stays where it is refused."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    asked = _given(*(str(form.get(f"shown-{name}") or "") for name in ("month", "period", "state", "text")))
    chosen = tuple(str(one) for one in form.getlist("document"))[:MOST_CHOSEN]
    arguments = {name: str(form.get(name) or "") for name in ("period", "purpose")}
    outcome = desk.call("confirm_use", documents=chosen, **arguments)
    if not isinstance(outcome, Done):
        return _page(desk, asked, fault=text_of(outcome, desk.language), chosen=chosen)
    return back(address("/invoices", **asked, said="confirmed"))


def _one(desk: Desk, document: str, *, fault: str = "", said: str = "", **typed: str) -> Response:
    outcome = desk.call("open_invoice", document=document)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close", again="/invoices")
    may_call, who = desk.house.gateway.may_call, desk.visitor.principal
    return desk.page(
        "invoice.html", "close", 422 if fault else 200, found=outcome.result, fault=fault, said=said, typed=dict.fromkeys(TEXTS, "") | typed,
        may=may_call(who, "record_verification"), may_propose=may_call(who, "propose_transfer_out"), results=RESULTS,
        reasons=REASONS, tab="invoices",
    )  # fmt: skip


@router.get("/invoices/{document}")
def opened(request: Request, document: str, said: str = "") -> Response:
    """One invoice."""
    return _one(Desk(request), document, said=said)


def _landed(desk: Desk, document: str, outcome: Outcome, **typed: str) -> Response:
    if not isinstance(outcome, Done):
        return _one(desk, document, fault=text_of(outcome, desk.language), **typed)
    return back(address(f"/invoices/{document}", said="kept"))


@router.post("/invoices/{document}/verification")
def verify(
    request: Request, document: str, result: Annotated[str, Form()] = "", note: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Record what the tax bureau answered."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("record_verification", document=document, result=result, note=note)
    return _landed(desk, document, outcome, result=result, note=note)


@router.post("/invoices/{document}/withdraw")
def withdraw(request: Request, document: str, csrf: Annotated[str, Form()] = "") -> Response:
    """Take the confirmation back."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    return _landed(desk, document, desk.call("take_back_use", document=document))


@router.post("/invoices/{document}/out")
def transfer_out(
    request: Request, document: str, reason: Annotated[str, Form()] = "", amount: Annotated[str, Form()] = "",
    percent: Annotated[str, Form()] = "", account: Annotated[str, Form()] = "", day: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Propose the voucher of a transfer-out and open it."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    typed = {"reason": reason, "amount": amount.replace(",", ""), "percent": percent, "account": account, "day": day}
    outcome: Any = desk.call("propose_transfer_out", document=document, **{k: v.strip() for k, v in typed.items()})
    if not isinstance(outcome, Done):
        return _one(desk, document, fault=text_of(outcome, desk.language), **typed)
    return back(f"/inbox/{outcome.result.proposal}")  # type: ignore[attr-defined]
