"""录凭证 and 更正: a voucher by hand in a grid of rows; it becomes a proposal that another person confirms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from ledger.core import say
from tools.outcome import Denied, Done, Invalid

router = APIRouter()
MEASURES = ("currency", "foreign", "rate", "quantity", "price")
TEXTS = ("account", "debit", "credit", "memo", "due_date", "tax_code", *MEASURES)
HEAD = ("date", "memo", "attachments", "pasted")
MARKS = ("reverses_on", "reverses_next", "template_name", "template_amounts", "measures", "draft", "version")
PAPER = ("date", "memo", "attachments", "reverses_on", "reverses_next")
TELLS = ("check", "submit", "propose", "paste", "tax")
"""Buttons after which the page says what is wrong; the others only rearrange what was typed."""
AT_FIRST, MOST_ROWS, MOST_FIELDS, MOST_BYTES = 4, 500, 12_000, 1_000_000


async def sent(request: Request) -> FormData:
    """The form as it was sent: its fields depend on how many rows it has."""
    return await request.form(max_fields=MOST_FIELDS, max_files=0, max_part_size=MOST_BYTES)


@dataclass
class Paper:
    """What stands on the page: the head as typed, the rows, and the posted voucher that is put right, if any."""

    typed: dict[str, str]
    rows: list[dict[str, Any]]
    corrects: Any = None
    way: str = "whole"
    faults: dict[str, str] = field(default_factory=dict)
    totals: Any = None
    kept: Any = None
    draft_kept: bool = False

    @property
    def given(self) -> dict[str, Any]:
        """The arguments of the tools."""
        head = {name: self.typed.get(name, "") for name in HEAD}
        back = self.typed.get("reverses_on") or ("next" if self.typed.get("reverses_next") else "")
        mark = {} if self.corrects else {"reverses_on": back, "draft": self.typed.get("draft", "")}
        return {**head, **mark, "rows": self.rows, "voucher": self.corrects.voucher if self.corrects else ""}

    @property
    def tool(self) -> str:
        """The tool that proposes it."""
        return "correct_voucher" if self.corrects else "type_voucher"


def _empty() -> dict[str, Any]:
    return {"was": None, "dims": {}, **dict.fromkeys(TEXTS, "")}


def _page(desk: Desk, paper: Paper, *, fresh: bool = False) -> Response:
    """The grid with what was typed and what is wrong with it, each at its cell."""
    if not desk.house.gateway.may_call(desk.visitor.principal, paper.tool):
        return desk.refused(desk.call(paper.tool, rows=[], voucher="0.0"), "vouchers")
    faults = dict(paper.faults)
    for at, row in enumerate(paper.rows):
        if told := faults.pop(f"lines.{at}.amount", ""):
            faults[f"lines.{at}.{'credit' if row['credit'] and not row['debit'] else 'debit'}"] = told
    return desk.page(
        "voucher_new.html", "vouchers", 422 if faults else 200, paper=paper, rows=paper.rows, typed=paper.typed,
        faults=faults, totals=paper.totals, fresh=fresh, known=desk.result("form_names"), may_keep=not paper.corrects,
        action=f"/vouchers/{paper.corrects.voucher}/correct" if paper.corrects else "/vouchers/new",
    )  # fmt: skip


@router.get("/vouchers/new")
def new(
    request: Request, template: str = "", draft: str = "", date: str = "", memo: str = "", account: str = "", debit: str = "",
    credit: str = "",
) -> Response:  # fmt: skip
    """An empty voucher of today, what a template fills in, a draft that is continued, or one begun elsewhere: a line on
    an account, its other side waiting for one."""
    desk = Desk(request)
    if template:
        return _from_template(desk, template)
    if draft:
        return _continued(desk, draft)
    typed = {"date": date[:10] or desk.today.isoformat(), "memo": memo[:200], "attachments": "0"}
    rows = [_empty() for _ in range(AT_FIRST)]
    if account:
        rows[0] |= {"account": account[:40], "debit": debit[:24], "credit": credit[:24]}
        rows[1] |= {"debit": credit[:24], "credit": debit[:24]}
    return _page(desk, Paper(typed, rows), fresh=True)


def _from_template(desk: Desk, template: str) -> Response:
    outcome = desk.call("fill_voucher_template", template=template)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "vouchers", again="/templates")
    filled: Any = outcome.result
    typed = {"date": desk.today.isoformat(), "memo": filled.memo, "attachments": "0"}
    return _page(desk, Paper(typed, [row.model_dump() for row in filled.rows]))


def _continued(desk: Desk, draft: str) -> Response:
    outcome = desk.call("open_voucher_draft", draft=draft[:100])
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "vouchers", again="/vouchers/drafts")
    one: Any = outcome.result
    rows = [row.model_dump() for row in one.paper.rows]
    typed = {name: getattr(one.paper, name) for name in PAPER} | {"draft": one.draft, "version": str(one.version)}
    return _page(desk, Paper(typed, rows))


@router.post("/vouchers/new")
def make(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Propose it, or show again what was typed with another row or with what is wrong."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    return _answer(desk, _typed(desk, form, None), form)


@router.get("/vouchers/{voucher}/correct")
def correct(request: Request, voucher: str) -> Response:
    """The lines of a posted voucher, ready to be put right."""
    desk = Desk(request)
    outcome = desk.call("corrected_copy", voucher=voucher)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "vouchers", again=f"/vouchers/{voucher}")
    copy: Any = outcome.result
    typed = {"date": copy.date, "memo": "", "attachments": str(copy.attachments)}
    return _page(desk, Paper(typed, [row.model_dump() for row in copy.rows], copy), fresh=True)


@router.post("/vouchers/{voucher}/correct")
def put_right(request: Request, voucher: str, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Propose the reversal with the corrected copy, or show again what was typed."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    outcome = desk.call("corrected_copy", voucher=voucher)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "vouchers", again=f"/vouchers/{voucher}")
    return _answer(desk, _typed(desk, form, outcome.result), form)


def _typed(desk: Desk, form: FormData, corrects: Any) -> Paper:
    """The page as it was sent, exactly as typed."""
    known = desk.result("form_names")
    dimensions = [one.code for one in known.dimensions] if known else []
    rows = []
    for key in form.getlist("row")[:MOST_ROWS]:
        was = str(form.get(f"was-{key}") or "")
        dims = {code: value for code in dimensions if (value := str(form.get(f"{code}-{key}") or ""))}
        texts = {name: str(form.get(f"{name}-{key}") or "").strip() for name in TEXTS}
        number = int(was) if was.isascii() and was.isdigit() and len(was) < 5 else None
        rows.append({"was": number, "dims": dims, **texts})
    typed = {name: str(form.get(name) or "").strip("\r\n ") for name in HEAD + MARKS}
    way = "difference" if form.get("way") == "difference" else "whole"
    return Paper(typed, rows, corrects, way)


def _answer(desk: Desk, paper: Paper, form: FormData) -> Response:
    do, _, place = str(form.get("do") or "submit").partition(":")
    if do == "add" and len(paper.rows) < MOST_ROWS:
        paper.rows.append(_empty())
    elif do == "drop" and place.isascii() and place.isdigit() and len(place) < 4 and int(place) < len(paper.rows):
        del paper.rows[int(place)]
    if do == "template" and not paper.corrects:
        return _keep(desk, paper)
    if do == "keep" and not paper.corrects:
        return _keep_draft(desk, paper)
    checked = desk.call("check_voucher", **paper.given, fill_tax=do == "tax")
    if isinstance(checked, Denied):
        return desk.refused(checked, "vouchers")
    if isinstance(checked, Done):
        result: Any = checked.result
        paper.totals = result
        if do in TELLS:
            paper.faults = {one.where: one.text for one in result.faults}
        if do in TELLS or paper.typed["pasted"]:
            paper.rows = [row.model_dump() for row in result.rows]
            paper.typed["pasted"] = paper.typed["pasted"] if "pasted" in paper.faults else ""
    elif do in TELLS:
        paper.faults = _told(checked, desk.language)
    if do in ("submit", "propose") and not paper.faults:
        return _propose(desk, paper, submit=do == "submit")
    return _page(desk, paper)


def _keep(desk: Desk, paper: Paper) -> Response:
    """Keep what is typed as a template; it stays on the page."""
    given = {"name": paper.typed["template_name"] or " ", "memo": paper.typed["memo"], "rows": paper.rows}
    outcome = desk.call("save_voucher_template", **given, keep_amounts=bool(paper.typed["template_amounts"]))
    if isinstance(outcome, Denied):
        return desk.refused(outcome, "vouchers")
    if not isinstance(outcome, Done):
        paper.faults = _told(outcome, desk.language)
        return _page(desk, paper)
    paper.kept = outcome.result
    return _page(desk, paper)


def _keep_draft(desk: Desk, paper: Paper) -> Response:
    """Keep what is typed as this person's draft, as it is; it stays on the page."""
    what = {name: paper.typed.get(name, "") for name in PAPER} | {"rows": paper.rows}
    version = paper.typed["version"] if paper.typed["version"].isdecimal() else "0"
    outcome = desk.call("keep_voucher_draft", paper=what, draft=paper.typed["draft"], version=int(version[:9]))
    if isinstance(outcome, Denied):
        return desk.refused(outcome, "vouchers")
    if not isinstance(outcome, Done):
        paper.faults = _told(outcome, desk.language)
        return _page(desk, paper)
    made: Any = outcome.result
    paper.typed |= {"draft": made.draft, "version": str(made.version)}
    paper.draft_kept = True
    return _page(desk, paper)


def _propose(desk: Desk, paper: Paper, *, submit: bool) -> Response:
    """Make the proposal, and hand it to the checkers where asked; its card opens."""
    way = {"way": paper.way} if paper.corrects else {}
    outcome = desk.call(paper.tool, **paper.given, **way)
    if isinstance(outcome, Denied):
        return desk.refused(outcome, "vouchers")
    if not isinstance(outcome, Done):
        paper.faults = _told(outcome, desk.language)
        return _page(desk, paper)
    made: Any = outcome.result
    if submit and isinstance(desk.call("submit_proposal", proposal=made.proposal, digest=made.digest), Done):
        return back(f"/inbox/{made.proposal}?said=submit")
    return back(f"/inbox/{made.proposal}")


def _told(outcome: Any, language: str) -> dict[str, str]:
    if isinstance(outcome, Invalid):
        return {
            one.where if one.where.startswith("lines.") or one.where in MARKS else "lines": one.text(language)
            for one in outcome.problems
        }
    return {"lines": text_of(outcome, language) or say("voucher.lines_needed", language)}
