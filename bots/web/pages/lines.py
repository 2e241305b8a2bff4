"""修改分录: the lines of a proposal as a grid that works by forms alone; keys and running totals come on top of it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from bots.web.versions import Versions, side_by_side
from tools.outcome import Denied, Done, Invalid

router = APIRouter()
TEXTS = ("account", "side", "amount", "memo", "due_date", "tax_code")
TELLS = ("check", "save", "apply")
"""Buttons after which the page says what is wrong; the others only rearrange what was typed."""
MOST_FIELDS = 5_000


async def sent(request: Request) -> FormData:
    """The form as it was sent: its fields depend on how many lines it has."""
    return await request.form(max_fields=MOST_FIELDS, max_files=0)


def _shown(desk: Desk, proposal: str) -> Any | Response:
    """The proposal where its lines may be edited, else where to go instead."""
    outcome = desk.call("open_proposal", proposal=proposal)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox", again="/inbox")
    shown: Any = outcome.result
    return shown if shown.may_edit else back(f"/inbox/{proposal}")


def _lines_of(shown: Any) -> list[dict[str, Any]]:
    return [
        {
            "was": number, "account": f"{line.account} {line.account_name}", "side": line.side,
            "amount": format(line.amount, "f"), "memo": line.memo, "due_date": line.due_date or "",
            "tax_code": line.tax_code or "", "dims": dict(line.dims),
        }
        for number, line in enumerate(shown.lines, 1)
    ]  # fmt: skip


def _typed(form: FormData, dimensions: tuple[str, ...]) -> list[dict[str, Any]]:
    """The lines of the form, in its order, exactly as typed."""
    lines = []
    for key in form.getlist("row"):
        was = str(form.get(f"was-{key}") or "")
        dims = {code: value for code in dimensions if (value := str(form.get(f"{code}-{key}") or ""))}
        texts = {name: str(form.get(f"{name}-{key}") or "") for name in TEXTS}
        number = int(was) if was.isascii() and was.isdigit() and len(was) < 5 else None
        lines.append({"was": number, "dims": dims, **texts})
    return lines


def _rearrange(lines: list[dict[str, Any]], do: str, at: int, form: FormData) -> None:
    """Add, take away or split one line."""
    if do == "add":
        below = lines[-1] if lines else {"side": "debit"}
        lines.append({"was": None, "dims": {}, **dict.fromkeys(TEXTS, ""), "side": below["side"]})
    elif do == "drop" and at < len(lines):
        del lines[at]
    elif do == "apply" and at < len(lines):
        shares = {name.removeprefix("share-"): str(value) for name, value in form.items() if name.startswith("share-")}
        lines[at]["split"] = {"by": str(form.get("split_by") or "percent"), "shares": shares}


@router.get("/inbox/{proposal}/lines")
def edit_lines(request: Request, proposal: str) -> Response:
    """The lines as they are, ready to be typed into."""
    desk = Desk(request)
    shown = _shown(desk, proposal)
    if isinstance(shown, Response):
        return shown
    lines = _lines_of(shown)
    outcome = desk.call("check_lines", proposal=proposal, digest=shown.digest, lines=lines)
    totals = outcome.result if isinstance(outcome, Done) else None
    return _page(desk, shown, lines, totals, fresh=True)


@router.post("/inbox/{proposal}/lines")
def change_lines(request: Request, proposal: str, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Rearrange, check or keep what was typed; whatever is refused, everything typed is shown again."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    shown = _shown(desk, proposal)
    if isinstance(shown, Response):
        return shown
    do, _, place = str(form.get("do") or "save").partition(":")
    at = int(place) if place.isascii() and place.isdigit() and len(place) < 5 else 0
    lines = _typed(form, tuple(one.code for one in desk.result("form_names").dimensions))
    _rearrange(lines, do, at, form)
    given = {"proposal": proposal, "digest": str(form.get("digest") or ""), "lines": lines}
    outcome = desk.call("check_lines", **given)
    if do == "save" and isinstance(outcome, Done) and not outcome.result.faults:  # type: ignore[attr-defined]
        outcome = desk.call("edit_proposal", **given)
        if isinstance(outcome, Done):
            return back(f"/inbox/{proposal}?said=edit")
    if isinstance(outcome, Denied):
        return desk.refused(outcome, "inbox", again=f"/inbox/{proposal}")
    return _again(desk, shown, lines, outcome, do, at, form)


def _again(
    desk: Desk, shown: Any, lines: list[dict[str, Any]], outcome: Any, do: str, at: int, form: FormData
) -> Response:
    """The grid with what was typed, what is wrong with it, and the panel of the line that is being split."""
    checked: Any = outcome.result if isinstance(outcome, Done) else None
    faults: dict[str, str] = {}
    if checked is not None and do in TELLS:
        faults = {one.where: one.text for one in checked.faults}
        lines = [one.model_dump() for one in checked.lines]
    elif isinstance(outcome, Invalid):
        faults = {one.where or "lines": one.text(desk.language) for one in outcome.problems}
    split_failed = do == "apply" and f"lines.{at}.split" in faults
    splitting = at if do == "split" or split_failed else None
    told = {name: str(value) for name, value in form.items() if name.startswith("share-") or name == "split_by"}
    versions = None
    if "digest" in faults:
        versions = side_by_side(_lines_of(shown), lines, shown.events)
        lines = _on_top(lines, shown)
    return _page(
        desk, shown, lines, checked, faults=faults, splitting=splitting, shares=told if split_failed else {},
        versions=versions, status=422 if faults else 200,
    )  # fmt: skip


def _on_top(lines: list[dict[str, Any]], shown: Any) -> list[dict[str, Any]]:
    """What was typed, to be put on top: a line keeps what no cell shows (its rate, its source) only of an equal line."""
    equal = {(one.account, one.side): number for number, one in reversed([*enumerate(shown.lines, 1)])}
    return [line | {"was": equal.pop((line["account"].split(" ", 1)[0], line["side"]), None)} for line in lines]


def _page(
    desk: Desk, shown: Any, lines: list[dict[str, Any]], totals: Any, *, faults: dict[str, str] | None = None,
    splitting: int | None = None, shares: dict[str, str] | None = None, versions: Versions | None = None, fresh: bool = False,
    status: int = 200,
) -> Response:  # fmt: skip
    document = desk.result("open_document", document=shown.document) if shown.document else None
    return desk.page(
        "lines.html", "inbox", status, proposal=shown, lines=lines, totals=totals, faults=faults or {}, document=document,
        splitting=splitting, shares=shares or {}, versions=versions, fresh=fresh, known=desk.result("form_names"),
    )  # fmt: skip
