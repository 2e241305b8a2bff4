"""打印凭证: one voucher, or a month's from one number to another, as PDF."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.web.frame import Desk
from bots.web.pages.vouchers import period_of
from tools.printing import PAPERS, Paper, PaperFile, print_vouchers

router = APIRouter()
LANGUAGES = ("zh", "en", "both")
"""Of the form; the book's where nothing is said."""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 7 else None


def _paper(asked: str) -> Paper:
    return next((one for one in PAPERS if one == asked), PAPERS[0])


def _language(asked: str) -> str:
    return asked if asked in LANGUAGES else ""


def _printed(desk: Desk, paper: str, arguments: dict[str, Any], again: str) -> Response:
    made = print_vouchers(desk.house, desk.visitor.principal, _paper(paper), arguments)
    if not isinstance(made, PaperFile):
        return desk.refused(made, "vouchers", again=again)
    shown = {"content-disposition": f'inline; filename="{made.name}"'}
    return Response(made.data, media_type="application/pdf", headers=shown)


@router.get("/vouchers/print")
def print_range(
    request: Request,
    month: str = "",
    first: str = "",
    last: str = "",
    paper: str = "",
    cover: str = "",
    language: str = "",
) -> Response:
    """The vouchers of a month, all or from one number to another."""
    desk = Desk(request)
    period = period_of(month or f"{desk.today:%Y-%m}")
    asked = {
        "period": period,
        "first": _number(first),
        "last": _number(last),
        "cover": cover == "1",
        "language": _language(language),
    }
    arguments = {name: value for name, value in asked.items() if value is not None}
    return _printed(desk, paper, arguments, "/vouchers")


@router.get("/vouchers/{voucher}/print")
def print_one(request: Request, voucher: str, paper: str = "", language: str = "") -> Response:
    """One voucher."""
    desk = Desk(request)
    return _printed(desk, paper, {"voucher": voucher, "language": _language(language)}, f"/vouchers/{voucher}")
