"""银行对账: statements taken in, lines held against the books, and 银行存款余额调节表 of an account and month."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.lines import sent
from bots.web.pages.vouchers import period_of
from bots.web.sheets import Asked, download
from bots.web.upload import staged
from ledger.core import Problem
from tools.outcome import Done
from tools.printing import PrintedForm, print_reconciliation

router = APIRouter()
SAID = ("taken", "withdrawn", "matched", "unmatched")
MOST_CHOSEN = 400


def _may(desk: Desk) -> bool:
    return desk.house.gateway.may_call(desk.visitor.principal, "take_bank_statement")


def _page(desk: Desk, *, fault: str = "", said: str = "", **typed: str) -> Response:
    outcome = desk.call("bank_statements")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close")
    filled = dict.fromkeys(("account", "month", "opening", "closing"), "") | typed
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    return desk.page(
        "bank.html", "close", 422 if fault else 200, found=outcome.result, parts=parts, may=_may(desk), fault=fault,
        said=said if said in SAID else "", typed=filled, tab="bank", month=f"{desk.today:%Y-%m}",
    )  # fmt: skip


@router.get("/bank")
def listed(request: Request, said: str = "") -> Response:
    """Bank accounts, and the statements taken in."""
    return _page(Desk(request), said=said)


@router.post("/bank")
def take(
    request: Request, account: Annotated[str, Form()] = "", month: Annotated[str, Form()] = "",
    opening: Annotated[str, Form()] = "", closing: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:  # fmt: skip
    """Take a statement in, whole or not at all; what was typed stays where it is refused."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    typed = {"account": account, "month": month, "opening": opening, "closing": closing}
    kept = staged(desk, file)
    if isinstance(kept, Problem):
        return _page(desk, fault=kept.text(desk.language), **typed)
    code, _, currency = account.partition(":")
    balances = {"opening": opening.replace(",", "").strip(), "closing": closing.replace(",", "").strip()}
    outcome = desk.call(
        "take_bank_statement", sha256=kept[0], name=kept[1], account=code, currency=currency, period=month, **balances
    )
    if not isinstance(outcome, Done):
        return _page(desk, fault=text_of(outcome, desk.language), **typed)
    taken: Any = outcome.result
    return back(_address(f"{taken.account}:{taken.currency}", f"{taken.last_day:%Y-%m}", "taken"))


@router.post("/bank/withdraw")
def withdraw(request: Request, statement: Annotated[int, Form()] = 0, csrf: Annotated[str, Form()] = "") -> Response:
    """Take the newest statement of an account back."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("withdraw_bank_statement", statement=statement)
    if not isinstance(outcome, Done):
        return _page(desk, fault=text_of(outcome, desk.language))
    return back("/bank?said=withdrawn")


def _address(account: str, month: str, said: str = "") -> str:
    given = {"account": account, "month": month} | ({"said": said} if said else {})
    return f"/bank/reconcile?{urlencode(given)}"


def _asked(account: str, month: str) -> dict[str, Any]:
    code, _, currency = account.partition(":")
    return {"account": code, "currency": currency, "period": month if period_of(month or "-") else ""}


def _reconciliation(
    desk: Desk, account: str, month: str, *, fault: str = "", said: str = "", chosen: tuple[str, ...] = ()
) -> Response:
    outcome = desk.call("bank_reconciliation", **_asked(account, month))
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close", again="/bank")
    shown: Any = outcome.result
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    here = {"account": f"{shown.account}:{shown.currency}", "month": shown.period}
    fitting = {one.key for each in shown.suggested for one in (*each.bank, *each.books)}
    return desk.page(
        "bank_reconcile.html", "close", 422 if fault else 200, found=shown, parts=parts, may=_may(desk), fault=fault,
        said=said if said in SAID else "", chosen=chosen, here=here, tab="bank", fitting=fitting,
        may_write=desk.house.gateway.may_call(desk.visitor.principal, "type_voucher"),
        known=desk.result("bank_statements"),
    )  # fmt: skip


@router.get("/bank/reconcile")
def reconcile(request: Request, account: str = "", month: str = "", said: str = "", form: Asked = "") -> Response:
    """The reconciliation of an account (``code:CUR``) at the end of a month."""
    desk = Desk(request)
    if form:
        return download(desk, "bank_reconciliation", form, "close", **_asked(account, month))
    return _reconciliation(desk, account, month, said=said)


@router.get("/bank/reconcile/print")
def printed(request: Request, account: str = "", month: str = "") -> Response:
    """银行存款余额调节表 as PDF."""
    desk = Desk(request)
    asked = {name: value for name, value in _asked(account, month).items() if value}
    made = print_reconciliation(desk.house, desk.visitor.principal, asked)
    if not isinstance(made, PrintedForm):
        return desk.refused(made, "close", again="/bank")
    shown = {"content-disposition": f'inline; filename="{made.name}"'}
    return Response(made.data, media_type="application/pdf", headers=shown)


@router.post("/bank/reconcile")
def matched(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Hold chosen lines against each other, confirm suggestions, or let a match go."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    account, month = str(form.get("account") or ""), str(form.get("month") or "")
    code, _, currency = account.partition(":")
    if undo := str(form.get("undo") or ""):
        outcome = desk.call("undo_bank_match", match=undo)
        said = "unmatched"
    else:
        groups, said = _groups(form), "matched"
        outcome = desk.call("match_bank_lines", account=code, currency=currency, groups=groups)
    if not isinstance(outcome, Done):
        chosen = tuple(str(one) for name in ("bank", "books") for one in form.getlist(name))
        return _reconciliation(desk, account, month, fault=text_of(outcome, desk.language), chosen=chosen)
    return back(_address(account, month, said))


def _groups(form: FormData) -> list[dict[str, list[str]]]:
    """``suggested`` fields hold a group each (``1.2,1.3=5.1.2``); ``bank`` and ``books`` fields are one group together."""
    if form.get("do") == "suggested":
        pairs = [str(one).partition("=") for one in form.getlist("suggested")][:MOST_CHOSEN]
        return [{"bank": bank.split(","), "books": books.split(",")} for bank, _, books in pairs]
    return [{name: [str(one) for one in form.getlist(name)][:MOST_CHOSEN] for name in ("bank", "books")}]
