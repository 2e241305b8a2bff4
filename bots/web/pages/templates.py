"""凭证模板: what is kept, used again, proposed every month, or given up."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from tools.outcome import Done, Outcome

router = APIRouter()
SAID = ("saved", "recurs", "retired")


def _page(desk: Desk, *, fault: str = "", said: str = "", typed: dict[str, str] | None = None) -> Response:
    outcome = desk.call("list_voucher_templates")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "vouchers")
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    may = desk.house.gateway.may_call(desk.visitor.principal, "save_voucher_template")
    return desk.page(
        "templates.html", "vouchers", 422 if fault else 200, found=outcome.result, parts=parts, may=may, fault=fault,
        said=said if said in SAID else "", typed=typed or {}, known=desk.result("form_names"),
    )  # fmt: skip


@router.get("/templates")
def listed(request: Request, said: str = "") -> Response:
    """All templates."""
    return _page(Desk(request), said=said)


def _answer(desk: Desk, outcome: Outcome, said: str, typed: dict[str, str] | None = None) -> Response:
    if isinstance(outcome, Done):
        return back(f"/templates?said={said}")
    return _page(desk, fault=text_of(outcome, desk.language), typed=typed)


@router.post("/templates")
def save(
    request: Request, name: Annotated[str, Form()] = "", voucher: Annotated[str, Form()] = "",
    amounts: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Keep a posted voucher as a template."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    arguments: dict[str, Any] = {"name": name or " ", "voucher": voucher or "0.0", "keep_amounts": bool(amounts)}
    return _answer(desk, desk.call("save_voucher_template", **arguments), "saved")


@router.post("/templates/{template}/recur")
def recur(
    request: Request, template: str, day: Annotated[str, Form()] = "", first_month: Annotated[str, Form()] = "",
    last_month: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """On which day of the month it recurs, from and until when."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    given = {"first_month": first_month.strip(), "last_month": last_month.strip()}
    number = int(day) if day.isascii() and day.isdigit() and len(day) < 4 else 0 if not day.strip() else 99
    outcome = desk.call("recur_voucher_template", template=template, day=number, **given)
    return _answer(desk, outcome, "recurs", {"template": template, "day": day, **given})


@router.post("/templates/{template}/retire")
def retire(request: Request, template: str, csrf: Annotated[str, Form()] = "") -> Response:
    """Give it up."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    return _answer(desk, desk.call("retire_voucher_template", template=template), "retired")
