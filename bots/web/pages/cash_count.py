"""库存现金盘点表: notes and coins counted, the sheet printed, the difference proposed as a voucher."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.lines import sent
from tools.outcome import Done
from tools.printing import PrintedForm, print_cash_count

router = APIRouter()
TEXTS = ("day", "loose", "counted_by", "witness", "reason", "till")


def _page(desk: Desk, *, fault: str = "", said: str = "", typed: dict[str, str] | None = None) -> Response:
    given = typed or {}
    asked = {"day": given["day"]} if given.get("day") else {}
    outcome = desk.call("cash_counts", **asked)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "close", again="/cash-count")
    found: Any = outcome.result
    filled = {**dict.fromkeys(TEXTS, ""), "day": found.day.isoformat(), "counted_by": desk.names.get(
        desk.visitor.principal.user, "")} | given  # fmt: skip
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    tills = [one for one in found.tills if f"{one.account}:{one.currency}" == filled["till"]] or list(found.tills)
    may = desk.house.gateway.may_call
    return desk.page(
        "cash_count.html", "close", 422 if fault else 200, found=found, till=tills[0] if tills else None, fault=fault,
        said=said if said == "kept" else "", typed=filled, parts=parts, tab="cash_count",
        may=may(desk.visitor.principal, "count_cash"),
        may_propose=may(desk.visitor.principal, "propose_count_difference"),
    )  # fmt: skip


@router.get("/cash-count")
def listed(request: Request, day: str = "", till: str = "", said: str = "") -> Response:
    """Counts, and the form of a new one with the books of a day."""
    return _page(
        Desk(request), said=said, typed={name: text for name, text in (("day", day[:10]), ("till", till)) if text}
    )


@router.post("/cash-count")
def keep(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Keep a count; what was typed stays where it is refused."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    typed = {name: str(form.get(name) or "").strip() for name in TEXTS}
    pieces = {
        name.removeprefix("piece-"): str(value).strip() for name, value in form.items() if name.startswith("piece-")
    }
    account, _, currency = typed["till"].partition(":")
    outcome = desk.call(
        "count_cash", account=account, currency=currency, day=typed["day"], loose=typed["loose"].replace(",", "") or "0",
        pieces={value: count for value, count in pieces.items() if count}, counted_by=typed["counted_by"],
        witness=typed["witness"], reason=typed["reason"],
    )  # fmt: skip
    if not isinstance(outcome, Done):
        fault = text_of(outcome, desk.language)
        return _page(desk, fault=fault, typed=typed | {f"piece-{value}": count for value, count in pieces.items()})
    return back("/cash-count?said=kept")


@router.post("/cash-count/propose")
def propose(
    request: Request, count: Annotated[int, Form()] = 0, rate: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Propose the voucher of a difference; its card opens."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    given = {"rate": rate.strip()} if rate.strip() else {}
    outcome = desk.call("propose_count_difference", count=count, **given)
    if not isinstance(outcome, Done):
        return _page(desk, fault=text_of(outcome, desk.language))
    made: Any = outcome.result
    return back(f"/inbox/{made.proposal}")


@router.get("/cash-count/{count}/print")
def printed(request: Request, count: int) -> Response:
    """The sheet of a count as PDF."""
    desk = Desk(request)
    made = print_cash_count(desk.house, desk.visitor.principal, count)
    if not isinstance(made, PrintedForm):
        return desk.refused(made, "close", again="/cash-count")
    shown = {"content-disposition": f'inline; filename="{made.name}"'}
    return Response(made.data, media_type="application/pdf", headers=shown)
