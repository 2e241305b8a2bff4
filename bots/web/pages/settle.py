"""往来核销: the open items of a party, chosen and settled as a proposal; 往来对账函 as a page to print."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.lines import sent
from bots.web.sheets import Asked, download
from tools.outcome import Done

router = APIRouter()
TEXTS = ("day", "account", "rate", "write_off", "write_off_account", "department", "memo")
MOST_CHOSEN = 200


def _given(party: str, as_of: str) -> dict[str, str]:
    return {name: value for name, value in (("party", party), ("as_of", as_of)) if value}


def _page(
    desk: Desk, party: str, as_of: str, *, fault: str = "", typed: dict[str, str] | None = None,
    chosen: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    outcome = desk.call("list_open_items", **_given(party, as_of))
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports", again="/open-items")
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    may = desk.house.gateway.may_call(desk.visitor.principal, "propose_settlement")
    filled = {"day": desk.today.isoformat(), **dict.fromkeys((*TEXTS[1:], "in_base"), "")} | (typed or {})
    return desk.page(
        "settle.html", "reports", 422 if fault else 200, found=outcome.result, parts=parts, may=may, party=party,
        as_of=as_of, fault=fault, typed=filled, chosen=chosen or {}, known=desk.result("form_names"), tab="open_items",
    )  # fmt: skip


@router.get("/open-items")
def listed(request: Request, party: str = "", as_of: str = "", form: Asked = "") -> Response:
    """What is open on a day, of one party or all."""
    desk = Desk(request)
    if form:
        return download(desk, "list_open_items", form, "reports", **_given(party, as_of))
    return _page(desk, party, as_of)


@router.get("/open-items/letter")
def letter(request: Request, party: str, as_of: str = "") -> Response:
    """往来对账函: what stands between us and a party on a day, for them to confirm."""
    desk = Desk(request)
    outcome = desk.call("list_open_items", **_given(party, as_of))
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports", again="/open-items")
    found: Any = outcome.result
    sums: dict[str, Any] = {}
    for one in found.rows:
        sums[one.currency] = sums.get(one.currency, 0) + one.open
    name = found.known.get(party, party)
    return desk.page("letter.html", "reports", found=found, party=party, name=name, sums=sums)


@router.post("/open-items")
def propose(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Propose the settlement of what was chosen; where it is refused, what was typed stays."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    typed = {name: str(form.get(name) or "").strip() for name in (*TEXTS, "in_base")}
    keys = [str(key) for key in form.getlist("item")][:MOST_CHOSEN]
    chosen = {key: str(form.get(f"amount-{key}") or "").replace(",", "").strip() for key in keys}
    arguments: dict[str, Any] = {name: typed[name] for name in TEXTS if typed[name]}
    for name in ("account", "write_off_account"):
        arguments |= {name: typed[name].split(" ")[0]} if typed[name] else {}
    arguments["items"] = [{"item": key} | ({"amount": amount} if amount else {}) for key, amount in chosen.items()]
    outcome = desk.call("propose_settlement", in_base=bool(typed["in_base"]), **arguments)
    if not isinstance(outcome, Done):
        fault = text_of(outcome, desk.language)
        return _page(desk, str(form.get("party") or ""), "", fault=fault, typed=typed, chosen=chosen)
    made: Any = outcome.result
    return back(f"/inbox/{made.proposal}")
