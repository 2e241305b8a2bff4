"""供应商与客户: master data with its accounts; changes proposed by one person and settled by another."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from tools.outcome import Done, Invalid, Outcome

router = APIRouter()
FIELDS = ("account", "account_ends", "name", "tax_id")


@router.get("/parties")
def listed(request: Request, text: str = "") -> Response:
    """All vendors and customers, and what waits for a second person."""
    desk = Desk(request)
    outcome = desk.call("list_master_data", text=text[:60])
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "chart")
    return desk.page("parties.html", "chart", found=outcome.result, text=text)


@router.get("/parties/{party}")
def one(request: Request, party: str) -> Response:
    """One of them, with every change there was."""
    return _one(Desk(request), party)


def _one(desk: Desk, party: str, faults: dict[str, str] | None = None, **typed: str) -> Response:
    outcome = desk.call("list_master_data", vendor_id=party)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "chart", again="/parties")
    found: Any = outcome.result
    given = {"field": "account", "value": "", "bank": "", "reason": "", "change": "", "note": ""} | typed
    return desk.page(
        "party.html", "chart", 422 if faults else 200, found=found, one=found.parties[0], faults=faults or {},
        typed=given, fields=FIELDS,
    )  # fmt: skip


def _answered(desk: Desk, party: str, outcome: Outcome, where: str, **typed: str) -> Response:
    if isinstance(outcome, Invalid):
        faults = {one.where or where: one.text(desk.language) for one in outcome.problems}
        return _one(desk, party, faults, **typed)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "chart", again=f"/parties/{party}")
    return back(f"/parties/{party}")


@router.post("/parties/{party}/changes")
def propose(
    request: Request, party: str, csrf: Annotated[str, Form()] = "", field: Annotated[str, Form()] = "",
    value: Annotated[str, Form()] = "", bank: Annotated[str, Form()] = "", reason: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Propose a change; what is refused is said at its field and stays as typed."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    typed = {"field": field if field in FIELDS else "account", "value": value, "bank": bank, "reason": reason}
    return _answered(desk, party, desk.call("propose_party_change", vendor_id=party, **typed), "value", **typed)


@router.post("/parties/{party}/changes/{change}")
def settle(
    request: Request, party: str, change: str, csrf: Annotated[str, Form()] = "", note: Annotated[str, Form()] = "",
    agree: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Settle a change that somebody else proposed, with how it was checked, or set it aside."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("settle_party_change", change=change, agree=agree == "yes", note=note)
    return _answered(desk, party, outcome, "note", change=change, note=note)
