"""承兑汇票: bills by due day, one with what happened to it, and the form of its next event."""

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
CARD = (
    "side",
    "kind",
    "number",
    "drawer",
    "acceptor",
    "party",
    "amount",
    "currency",
    "rate",
    "issue_day",
    "due_day",
    "day",
)
EVENT = ("act", "day", "amount", "interest", "party", "account", "rate")
FIGURES = ("amount", "interest", "rate")


def _typed(form: FormData, names: tuple[str, ...]) -> dict[str, str]:
    return {name: str(form.get(name) or "").strip() for name in names}


def _given(typed: dict[str, str]) -> dict[str, str]:
    """What the tool is asked with: figures without their commas, accounts by their code, nothing that is empty."""
    plain = {name: value.replace(",", "") if name in FIGURES else value for name, value in typed.items()}
    plain |= {"account": typed["account"].split(" ")[0]} if "account" in typed else {}
    return {name: value for name, value in plain.items() if value}


def _in_base(desk: Desk, bill: str, account: str) -> bool:
    """Whether the account chosen (``100201 CNY``) is kept in base currency though the bill is not."""
    found: Any = desk.result("list_bills", bill=bill)
    return bool(found) and account.endswith(f" {found.base}") and found.rows[0].currency != found.base


def _listed(desk: Desk, *, fault: str = "", typed: dict[str, str] | None = None) -> Response:
    outcome = desk.call("list_bills")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close")
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    filled = dict.fromkeys(CARD, "") | (typed or {})
    return desk.page(
        "bills.html", "close", 422 if fault else 200, found=outcome.result, parts=parts, fault=fault, typed=filled,
        may=desk.house.gateway.may_call(desk.visitor.principal, "propose_bill"), tab="bills",
    )  # fmt: skip


def _one(desk: Desk, bill: str, *, fault: str = "", typed: dict[str, str] | None = None) -> Response:
    outcome = desk.call("list_bills", bill=bill)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close", again="/bills")
    found: Any = outcome.result
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    filled = dict.fromkeys(EVENT, "") | {"day": desk.today.isoformat()} | (typed or {})
    money = desk.result("bank_statements")
    return desk.page(
        "bill.html", "close", 422 if fault else 200, one=found.rows[0], base=found.base, known=found.known, parts=parts,
        fault=fault, typed=filled, tab="bills", accounts=money.accounts if money else (),
        may=desk.house.gateway.may_call(desk.visitor.principal, "propose_bill_event"),
    )  # fmt: skip


@router.get("/bills")
def listed(request: Request, form: Asked = "") -> Response:
    """Every bill, those that are due soon on top."""
    desk = Desk(request)
    return download(desk, "list_bills", form, "close") if form else _listed(desk)


@router.post("/bills")
def add(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Keep a bill and propose its voucher; the proposal opens."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    typed = _typed(form, CARD)
    outcome = desk.call("propose_bill", **_given(typed))
    if not isinstance(outcome, Done):
        return _listed(desk, fault=text_of(outcome, desk.language), typed=typed)
    made: Any = outcome.result
    return back(f"/inbox/{made.proposal}")


@router.get("/bills/{bill}")
def one(request: Request, bill: str) -> Response:
    """A bill with what happened to it."""
    return _one(Desk(request), bill)


@router.post("/bills/{bill}")
def happen(request: Request, bill: str, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Say what happened to it and propose its voucher; the proposal opens."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    typed = _typed(form, EVENT)
    outcome = desk.call(
        "propose_bill_event", bill=bill, in_base=_in_base(desk, bill, typed["account"]), **_given(typed)
    )
    if not isinstance(outcome, Done):
        return _one(desk, bill, fault=text_of(outcome, desk.language), typed=typed)
    made: Any = outcome.result
    return back(f"/inbox/{made.proposal}")
