"""待办: the queue with the page in the middle and the work at the right; documents come in here."""

from __future__ import annotations

import base64
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from ledger.core import Problem
from tools.demo.arrivals import TRAY
from tools.outcome import Done

router = APIRouter()
TABS = ("needs", "ready", "waiting")
STEPS = ("received", "read", "draft", "proposed", "confirmed", "posted")


def _queue(desk: Desk, tab: str) -> dict[str, Any]:
    found = desk.result("list_inbox")
    rows = list(found.rows) if found else []
    counts = {name: sum(1 for row in rows if row.tab == name) for name in TABS}
    chosen = tab if tab in TABS else next((name for name in TABS if counts[name]), "needs")
    return {"rows": [row for row in rows if row.tab == chosen], "counts": counts, "tab": chosen, "all": rows}


@router.get("/inbox")
def inbox(request: Request, tab: str = "") -> Response:
    """The first thing of a tab, or what to say when there is nothing."""
    desk = Desk(request)
    queue = _queue(desk, tab)
    if queue["rows"]:
        first = queue["rows"][0]
        return RedirectResponse(f"/inbox/{first.id}?tab={queue['tab']}", 303)
    return desk.page("inbox_empty.html", "inbox", queue=queue, tray=TRAY if desk.company.demo else ())


def _neighbours(rows: list[Any], current: str) -> tuple[Any, Any, int]:
    places = [row.id for row in rows]
    at = places.index(current) if current in places else -1
    before = rows[at - 1] if at > 0 else None
    after = rows[at + 1] if 0 <= at < len(rows) - 1 else None
    return before, after, at + 1


@router.get("/inbox/{thing}")
def work(request: Request, thing: str, tab: str = "", field: str = "", said: str = "") -> Response:
    """One document or proposal with everything that may be done to it."""
    desk = Desk(request)
    queue = _queue(desk, tab)
    here = next((row for row in queue["all"] if row.id == thing), None)
    if here is not None and not tab:
        queue = _queue(desk, here.tab)
    proposal = document = None
    outcome = desk.call("open_proposal", proposal=thing)
    if isinstance(outcome, Done):
        proposal = outcome.result
    document_id = getattr(proposal, "document", None) if proposal else thing
    if document_id:
        opened = desk.call("open_document", document=document_id)
        if isinstance(opened, Done):
            document = opened.result
            if proposal is None and getattr(document, "proposal", None):
                return back(f"/inbox/{document.proposal}")  # type: ignore[attr-defined]
        elif proposal is None:
            return desk.refused(opened, "inbox")
    before, after, place = _neighbours(queue["rows"], thing)
    alerts = [
        one
        for one in (desk.result("risk_alerts", state="all") or _NONE).alerts
        if document and one.document == document.document
    ]  # type: ignore[attr-defined]
    return desk.page(
        "work.html", "inbox", queue=queue, thing=thing, proposal=proposal, document=document, before=before, after=after,
        place=place, focus=field, alerts=alerts, tray=TRAY if desk.company.demo else (), steps=STEPS, said=said,
        checkers=_checkers(desk), acts={one.act: one for one in proposal.acts} if proposal else {},  # type: ignore[attr-defined]
        step=_step(proposal, document),
    )  # fmt: skip


class _Nothing:
    alerts: tuple[Any, ...] = ()


_NONE = _Nothing()


def _step(proposal: Any, document: Any) -> int:
    if proposal is not None:
        state = {"returned": "draft", "withdrawn": "draft", "rejected": "proposed"}.get(proposal.state, proposal.state)
        return STEPS.index(state)
    return STEPS.index("read") if document is not None and document.state != "received" else 0


def _checkers(desk: Desk) -> list[Any]:
    """Who may confirm instead: offered in a demo company only."""
    if not desk.company.demo:
        return []
    people = desk.house.door.people(desk.visitor.principal.tenant)
    return [one for one in people if one.roles & {"controller"} and one.user != desk.visitor.principal.user]


@router.post("/documents")
async def hand_in(
    request: Request, files: Annotated[list[UploadFile], File()], csrf: Annotated[str, Form()] = ""
) -> Response:
    """Files dropped or chosen: each is staged and submitted; a bad one is named and the rest goes on."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    last, problems = "", []
    for file in files[:200]:
        said = _submit(desk, file.filename or "file", await file.read())
        if said.startswith("!"):
            problems.append(f"{file.filename}: {said[1:]}")
        else:
            last = said
    if not last:
        return desk.page("plain_shell.html", "inbox", 422, heading="web.not_taken", lines=problems)
    return back(f"/inbox/{last}")


def _submit(desk: Desk, name: str, data: bytes) -> str:
    staged = desk.house.stage(desk.visitor.principal.tenant, data)
    if isinstance(staged, Problem):
        return "!" + staged.text(desk.language)
    outcome = desk.call("submit_document", sha256=staged, name=name)
    if not isinstance(outcome, Done):
        return "!" + text_of(outcome, desk.language)
    return str(outcome.result.document)  # type: ignore[attr-defined]


@router.post("/samples/{key}")
def sample(request: Request, key: str, csrf: Annotated[str, Form()] = "") -> Response:
    """A sample file of the tray, handed in as this person; demo companies only."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    path = desk.house.store.folder(desk.visitor.principal.tenant) / "tray" / f"{key}.pdf"
    if not desk.company.demo or key not in TRAY or not path.exists():
        return back("/inbox")
    said = _submit(desk, path.name, path.read_bytes())
    return back(f"/inbox/{said}" if not said.startswith("!") else "/inbox")


@router.get("/documents/{document}/page/{number}.png")
def picture(request: Request, document: str, number: int, width: int = 1000) -> Response:
    """A page as a picture."""
    outcome = Desk(request).call("document_page", document=document, page=number, width=width)
    if not isinstance(outcome, Done):
        return Response(status_code=404)
    data = base64.b64decode(outcome.result.png)  # type: ignore[attr-defined]
    return Response(data, media_type="image/png", headers={"cache-control": "private, max-age=600"})


@router.post("/inbox/{thing}/answer")
def answer(
    request: Request, thing: str, document: Annotated[str, Form()], csrf: Annotated[str, Form()] = "",
    paid_by: Annotated[str, Form()] = "", account: Annotated[str, Form()] = "", department: Annotated[str, Form()] = "",
    memo: Annotated[str, Form()] = "", rate: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """What the document does not say."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call(
        "answer_document",
        document=document,
        paid_by=paid_by,
        account=account,
        department=department,
        memo=memo,
        rate=rate,
    )
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox", again=f"/inbox/{thing}")
    made = outcome.result.proposal  # type: ignore[attr-defined]
    return back(f"/inbox/{made or thing}")


ACTS = {
    "submit": ("submit_proposal", ("digest",)),
    "confirm": ("confirm_proposal", ("digest",)),
    "return": ("send_back_proposal", ("question",)),
    "reject": ("reject_proposal", ("reason",)),
    "withdraw": ("withdraw_proposal", ()),
    "undo": ("undo_confirmation", ()),
    "reply": ("answer_proposal", ("words",)),
}


@router.post("/inbox/{proposal}/{act}")
def act_on(
    request: Request, proposal: str, act: str, csrf: Annotated[str, Form()] = "", digest: Annotated[str, Form()] = "",
    question: Annotated[str, Form()] = "", reason: Annotated[str, Form()] = "", words: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """One act of PEOPLE.md's table on one proposal."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    if act not in ACTS:
        return back(f"/inbox/{proposal}")
    tool, wanted = ACTS[act]
    given = {"digest": digest, "question": question, "reason": reason, "words": words}
    outcome = desk.call(tool, proposal=proposal, **{name: given[name] for name in wanted})
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox", again=f"/inbox/{proposal}")
    return back(f"/inbox/{proposal}?said={act}")
