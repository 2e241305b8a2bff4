"""凭证: found, opened, reversed."""

from __future__ import annotations

import calendar
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.sheets import Asked, download
from tools.outcome import Denied, Done

router = APIRouter()
MOST_SHOWN, MOST_FILED = 200, 500


@router.get("/vouchers")
def vouchers(
    request: Request, text: str = "", month: str = "", account: str = "", vendor: str = "", form: Asked = ""
) -> Response:
    """A month's vouchers, or those that match; ``form`` makes a file of them."""
    desk = Desk(request)
    chosen = month or f"{desk.today:%Y-%m}"
    asked = {"account": account, "vendor": vendor, "text": text}
    period = period_of(chosen) if month or not any(asked.values()) else None
    if form:
        return download(desk, "search_vouchers", form, "vouchers", period=period, limit=MOST_FILED, **asked)
    outcome = desk.call("search_vouchers", period=period, limit=MOST_SHOWN, **asked)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "vouchers")
    scope = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    kept = {name: value for name, value in {"month": chosen if period else "", **asked}.items() if value}
    return desk.page(
        "vouchers.html",
        "vouchers",
        found=outcome.result,
        asked=asked,
        month=chosen,
        parts=scope,
        kept=kept,
        may_type=desk.house.gateway.may_call(desk.visitor.principal, "type_voucher"),
    )


def period_of(month: str) -> dict[str, str] | None:
    try:
        year, number = int(month[:4]), int(month[5:7])
        last = calendar.monthrange(year, number)[1]
    except (ValueError, calendar.IllegalMonthError):
        return None
    return {"start": f"{year:04}-{number:02}-01", "end": f"{year:04}-{number:02}-{last:02}"}


@router.get("/vouchers/{voucher}")
def voucher(request: Request, voucher: str, field: str = "") -> Response:
    """A voucher with its lines and its document."""
    return _opened(Desk(request), voucher, field)


def _opened(desk: Desk, voucher: str, field: str = "", *, fault: str = "", typed: str = "") -> Response:
    outcome = desk.call("open_voucher", voucher=voucher)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "vouchers")
    found = outcome.result
    document = desk.result("open_document", document=found.document) if found.document else None  # type: ignore[attr-defined]
    may_reverse = desk.house.gateway.may_call(desk.visitor.principal, "reverse_voucher")
    return desk.page(
        "voucher.html", "vouchers", 422 if fault else 200, voucher=found, document=document, may_reverse=may_reverse, field_on=field,
        may_ask=desk.house.gateway.may_call(desk.visitor.principal, "request_paper"),
        may_correct=desk.house.gateway.may_call(desk.visitor.principal, "correct_voucher"), known=desk.result("form_names"),
        may_keep=desk.house.gateway.may_call(desk.visitor.principal, "save_voucher_template"),
        matches=desk.result("voucher_matches", voucher=voucher), fault=fault, day=typed or desk.today.isoformat(),
        may_unmatch=desk.house.gateway.may_call(desk.visitor.principal, "propose_unmatch"),
    )  # fmt: skip


@router.post("/vouchers/{voucher}/reverse")
def reverse(
    request: Request, voucher: str, reason: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = ""
) -> Response:
    """Propose the red voucher; the card that confirms it opens."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("reverse_voucher", voucher=voucher, reason=reason)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "vouchers", again=f"/vouchers/{voucher}")
    return back(f"/inbox/{outcome.result.proposal}")  # type: ignore[attr-defined]


@router.post("/vouchers/{voucher}/unmatch")
def unmatch(
    request: Request, voucher: str, day: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = ""
) -> Response:
    """Propose that what the voucher settled stands open again; the card that confirms it opens."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("propose_unmatch", voucher=voucher, **({"day": day} if day else {}))
    if isinstance(outcome, Denied):
        return desk.refused(outcome, "vouchers", again=f"/vouchers/{voucher}")
    if not isinstance(outcome, Done):
        return _opened(desk, voucher, fault=text_of(outcome, desk.language), typed=day)
    return back(f"/inbox/{outcome.result.proposal}")  # type: ignore[attr-defined]
