"""现金日记账、银行存款日记账: an account's money day by day, drilled to its vouchers."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.web.frame import Desk
from bots.web.sheets import Asked, download
from tools.outcome import Done

router = APIRouter()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@router.get("/reports/cash-journal")
def cash_journal(
    request: Request, account: str = "", start: str = "", end: str = "", month: str = "", after: str = "",
    form: Asked = "",
) -> Response:  # fmt: skip
    """The journal of an account (``code:CUR`` names its currency) from a day to a day, this month without them."""
    desk = Desk(request)
    code, _, currency = account.partition(":")
    first = _day(start) or _day(f"{month}-01") or desk.today.replace(day=1)
    last = max(first, _day(end) or desk.today)
    asked: dict[str, Any] = {"account": code, "currency": currency,
                             "period": {"start": first.isoformat(), "end": last.isoformat()}}  # fmt: skip
    if form:
        return download(desk, "cash_journal", form, "reports", **asked)
    outcome = desk.call("cash_journal", after=after, **asked)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "reports")
    here = {"account": account, "start": first.isoformat(), "end": last.isoformat()}
    parts = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    return desk.page(
        "cash_journal.html", "reports", report=outcome.result, parts=parts, tab="cash_journal", given=here,
        here=f"/reports/cash-journal?{urlencode(here)}", paged=bool(after),
    )  # fmt: skip
