"""抵账: what one party owes us beside what we owe it or another, settled with each other as one proposal."""

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
TEXTS = ("debtor", "creditor", "day", "amount", "agreement", "department", "memo")
MOST_CHOSEN = 200


def _page(desk: Desk, typed: dict[str, str], chosen: list[str], fault: str = "") -> Response:
    sides: dict[str, Any] = {}
    known: dict[str, str] = {}
    debtor, creditor = typed["debtor"], typed["creditor"] or typed["debtor"]
    for side, party, sign in (("theirs", debtor, 1), ("ours", creditor, -1)):
        outcome = desk.call("list_open_items", **({"party": party} if party else {}))
        if not isinstance(outcome, Done):
            return desk.refused(outcome, "reports", again="/open-items")
        found: Any = outcome.result
        known = found.known
        sides[side] = [one for one in found.rows if party and one.open * sign > 0]
    return desk.page(
        "offset.html", "reports", 422 if fault else 200, known=known, typed=typed, chosen=chosen, fault=fault,
        names=desk.result("form_names"), debtor=debtor, creditor=creditor, tab="open_items", **sides,
    )  # fmt: skip


@router.get("/open-items/offset")
def choose(request: Request, debtor: str = "", creditor: str = "") -> Response:
    """Choose the two parties, then what of each."""
    desk = Desk(request)
    typed = dict.fromkeys(TEXTS, "") | {"debtor": debtor, "creditor": creditor, "day": desk.today.isoformat()}
    return _page(desk, typed, [])


@router.post("/open-items/offset")
def propose(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Propose the offset; where it is refused, what was typed stays."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    typed = {name: str(form.get(name) or "").strip() for name in TEXTS}
    chosen = [str(key) for key in form.getlist("item")][:MOST_CHOSEN]
    given: dict[str, Any] = {name: value for name, value in typed.items() if value}
    if amount := typed["amount"].replace(",", ""):
        given["amount"] = amount
    outcome = desk.call("propose_offset", items=[{"item": key} for key in chosen], **given)
    if not isinstance(outcome, Done):
        return _page(desk, typed, chosen, text_of(outcome, desk.language))
    made: Any = outcome.result
    return back(f"/inbox/{made.proposal}")
