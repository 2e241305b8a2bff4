"""录凭证: a voucher typed in by hand, line by line; it becomes a proposal that another person confirms."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.lines import sent
from ledger.core import say
from tools.outcome import Done, Invalid

router = APIRouter()
TEXTS = ("account", "debit", "credit", "party", "department", "memo")
AT_FIRST, MOST_LINES = 4, 60


def _page(
    desk: Desk, lines: list[dict[str, str]], typed: dict[str, str], faults: dict[str, str], fault: str
) -> Response:
    if not desk.house.gateway.may_call(desk.visitor.principal, "propose_voucher"):
        return desk.refused(desk.call("propose_voucher"), "vouchers")
    return desk.page(
        "voucher_new.html", "vouchers", 422 if faults or fault else 200, lines=lines, typed=typed, faults=faults, fault=fault,
        known=desk.result("form_names"),
    )  # fmt: skip


@router.get("/vouchers/new")
def new(request: Request) -> Response:
    """An empty voucher of today."""
    desk = Desk(request)
    lines = [dict.fromkeys(TEXTS, "") for _ in range(AT_FIRST)]
    return _page(desk, lines, {"date": desk.today.isoformat(), "memo": ""}, {}, "")


def _line(desk: Desk, line: dict[str, str], place: int, faults: dict[str, str]) -> dict[str, Any]:
    """A typed line as the tool takes it: an amount on one side, a party by code or name."""
    if bool(line["debit"]) == bool(line["credit"]):
        faults[f"lines.{place}.amount"] = say("voucher.one_side", desk.language)
    amount = (line["debit"] or line["credit"]).replace(",", "").replace("，", "")
    made: dict[str, Any] = {"account": line["account"].split(" ")[0], "side": "debit" if line["debit"] else "credit",
                            "amount": amount, "memo": line["memo"]}  # fmt: skip
    if line["party"]:
        code = line["party"].split(" ")[0]
        made["customer" if code.startswith("C") else "vendor"] = code
    if line["department"]:
        made["department"] = line["department"]
    return made


@router.post("/vouchers/new")
def make(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Propose it, or show again what was typed with another line or with what is wrong."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    rows = [str(one) for one in form.getlist("row")][:MOST_LINES]
    lines = [{name: str(form.get(f"{name}-{row}") or "").strip() for name in TEXTS} for row in rows]
    typed = {"date": str(form.get("date") or "").strip(), "memo": str(form.get("memo") or "").strip()}
    if form.get("do") == "add":
        return _page(desk, [*lines, dict.fromkeys(TEXTS, "")][:MOST_LINES], typed, {}, "")
    places = [place for place, line in enumerate(lines) if any(line[name] for name in ("account", "debit", "credit"))]
    faults: dict[str, str] = {}
    asked = [_line(desk, lines[place], place, faults) for place in places]
    if faults:
        return _page(desk, lines, typed, faults, "")
    outcome = desk.call("propose_voucher", lines=asked, date=typed["date"], memo=typed["memo"])
    if isinstance(outcome, Done) and hasattr(outcome.result, "proposal"):
        return back(f"/inbox/{outcome.result.proposal}")
    if isinstance(outcome, Invalid):
        for one in outcome.problems:
            parts = one.where.split(".")
            if parts[0] == "lines" and len(parts) > 2 and parts[1].isdigit() and int(parts[1]) < len(places):
                faults[f"lines.{places[int(parts[1])]}.{parts[2]}"] = one.text(desk.language)
    fault = "" if faults else text_of(outcome, desk.language) or say("voucher.lines_needed", desk.language)
    return _page(desk, lines, typed, faults, fault)
