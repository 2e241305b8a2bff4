"""待办: the queue with the page in the middle and the work at the right."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from bots.web.frame import Desk, back
from bots.web.hand_on import hand_on
from bots.web.held_companies import made_out_to
from bots.web.marks import marks
from bots.web.onward import just_done, with_done
from tools.demo.arrivals import TRAY
from tools.outcome import Denied, Done, Outcome

router = APIRouter()
TABS = ("needs", "ready", "waiting")
STEPS = ("received", "read", "draft", "proposed", "confirmed", "posted")
GREY = ("maker_is_not_checker", "within_limit", "payment_locked", "passkey")
"""Rules that keep somebody from an act of their own role: the button stays, dashed, with its reason."""
DONE = ("confirmed", "posted", "rejected", "withdrawn", "unpacked", "kept")
STANDS_AT = {"returned": "draft", "withdrawn": "draft", "rejected": "proposed"}


def _queue(desk: Desk, tab: str) -> dict[str, Any]:
    found = desk.result("list_inbox")
    return _shown([*found.rows] if found else [], tab)


def _shown(rows: list[Any], tab: str) -> dict[str, Any]:
    """The rows of a tab, those of all, and how many each tab has."""
    counts = {name: sum(1 for row in rows if row.tab == name) for name in TABS}
    chosen = tab if tab in TABS else next((name for name in TABS if counts[name]), "needs")
    return {"rows": [row for row in rows if row.tab == chosen], "counts": counts, "tab": chosen, "all": rows}


def _papers(queue: dict[str, Any]) -> list[Any]:
    """Rows that open in the queue; what an auditor asks for opens on its own page."""
    return [row for row in queue["rows"] if row.kind != "request"]


def _tray(desk: Desk) -> tuple[str, ...]:
    may = desk.house.gateway.may_call(desk.visitor.principal, "submit_document")
    return TRAY if desk.company.demo and may else ()


def _may_hand_in(desk: Desk) -> bool:
    return bool(desk.house.gateway.may_call(desk.visitor.principal, "submit_document"))


def _files(desk: Desk) -> Any:
    """How far one's own files are that are being read, and how many failed; for who hands in."""
    return desk.result("files_progress") if _may_hand_in(desk) else None


@router.get("/inbox")
def inbox(request: Request, tab: str = "", list: str = "", did: str = "", of: str = "") -> Response:
    """The first thing of a tab, or what to say when there is nothing; with ``list`` the list alone, as on a phone.

    ``did`` says what was just done ``of`` which proposal.
    """
    desk = Desk(request)
    queue = _queue(desk, tab)
    if list or (queue["rows"] and not _papers(queue)):
        return desk.page(
            "inbox_list.html",
            "inbox",
            queue=queue,
            tray=_tray(desk),
            may_hand_in=_may_hand_in(desk),
            listing=True,
            files=_files(desk),
        )
    if _papers(queue):
        first = _papers(queue)[0]
        path = f"/inbox/{first.id}?tab={queue['tab']}"
        return RedirectResponse(with_done(path, did, of) if did else path, 303)
    return desk.page(
        "inbox_empty.html", "inbox", queue=queue, tray=_tray(desk), may_hand_in=_may_hand_in(desk), files=_files(desk),
        done=just_done(desk, did, of),
    )  # fmt: skip


def _neighbours(rows: list[Any], current: str) -> tuple[Any, Any, int]:
    rows = [row for row in rows if row.kind != "request"]
    places = [row.id for row in rows]
    at = places.index(current) if current in places else -1
    before = rows[at - 1] if at > 0 else None
    after = rows[at + 1] if 0 <= at < len(rows) - 1 else None
    return before, after, at + 1


def _opened(desk: Desk, thing: str) -> tuple[Any, Any, Outcome | None]:
    """The proposal of that id with its document, or the document of that id; else why neither can be shown."""
    outcome = desk.call("open_proposal", proposal=thing)
    if isinstance(outcome, Denied):
        return None, None, outcome
    proposal: Any = outcome.result if isinstance(outcome, Done) else None
    document_id = proposal.document if proposal else thing
    if not document_id:
        return proposal, None, None
    opened = desk.call("open_document", document=document_id)
    if isinstance(opened, Done):
        return proposal, opened.result, None
    return proposal, None, None if proposal else opened


def _alerts_of(desk: Desk, document: Any) -> list[Any]:
    found = desk.result("risk_alerts", state="all") if document else None
    return [one for one in found.alerts if one.document == document.document] if found else []


@router.get("/inbox/{thing}")
def work(
    request: Request, thing: str, tab: str = "", field: str = "", said: str = "", did: str = "", of: str = ""
) -> Response:
    """One document or proposal with everything that may be done to it; ``did`` as in :func:`inbox`."""
    desk = Desk(request)
    proposal, document, refusal = _opened(desk, thing)
    if refusal is not None:
        return desk.refused(refusal, "inbox")
    if proposal is None and document.proposal:
        return back(f"/inbox/{document.proposal}")
    queue = _queue(desk, tab)
    here = next((row for row in queue["all"] if row.id == thing), None)
    if here is not None and (not tab or here.tab != queue["tab"]):
        queue = _shown(queue["all"], here.tab)
    before, after, place = _neighbours(queue["rows"], thing)
    alerts = _alerts_of(desk, document)
    return desk.page(
        "work.html", "inbox", queue=queue, thing=thing, proposal=proposal, document=document, before=before, after=after,
        place=place, lacking=_lacking(document), focus=_focus(document, field), alerts=alerts,
        tray=_tray(desk), steps=STEPS,
        said=said, done=just_done(desk, did, of), checkers=_checkers(desk), acts={one.act: one for one in proposal.acts} if proposal else {},
        step=_step(proposal, document), known=desk.result("form_names"), posted=_posted(desk, proposal),
        may_answer=_may_answer(desk, document), GREY=GREY,
        own_acts=_own_acts(desk), hand_on=hand_on(desk, proposal),
        may_hand_in=_may_hand_in(desk), files=_files(desk), picture=_has_picture(desk, document),
        may_choose=_may_choose(desk, proposal, document), taken=_taken(desk, thing, proposal, document),
        may_take=desk.house.gateway.may_call(desk.visitor.principal, "take_work"),
        verified=_verified(desk, document), may_register=desk.house.gateway.may_call(desk.visitor.principal, "open_invoice"),
        other_company=_other_company(desk, document, alerts),
        may_create=desk.house.gateway.may_call(desk.visitor.principal, "create_vendor"),
    )  # fmt: skip


def _other_company(desk: Desk, document: Any, alerts: list[Any]) -> Any:
    """Another company of this person that the paper is made out to; asked only where an open alert says it is not ours."""
    if not any(one.check == "other_buyer" and one.state == "open" for one in alerts):
        return None
    found = made_out_to(desk, document)
    return found[0] if found else None


def _taken(desk: Desk, thing: str, proposal: Any, document: Any) -> Any:
    """Who works on it, while there is something to do; None where there is not."""
    done = proposal.state in DONE if proposal else document.state in DONE
    return None if done else desk.result("who_works_on", thing=thing)


def _verified(desk: Desk, document: Any) -> Any:
    """What the tax bureau said of it; None for what is no invoice the bureau knows of."""
    if document is None or document.invoice_kind in (None, "", "other", "fiscal_receipt"):
        return None
    return desk.result("invoice_verification", document=document.document)


def _may_answer(desk: Desk, document: Any) -> bool:
    """Its sender, or whoever may propose vouchers."""
    if document is None:
        return False
    tool = "submit_document" if document.sender == desk.visitor.principal.user else "propose_voucher"
    return bool(desk.house.gateway.may_call(desk.visitor.principal, tool))


def _may_choose(desk: Desk, proposal: Any, document: Any) -> bool:
    """Whether a word on the page may be chosen for a field: while nothing is confirmed, and no lines are edited."""
    if document is None or document.state not in ("read", "proposed", "failed") or not _may_answer(desk, document):
        return False
    return proposal is None or (proposal.state in ("draft", "proposed", "returned") and not proposal.edited)


def _own_acts(desk: Desk) -> set[str]:
    """Acts of this person's role, whether or not they may be done to this very thing."""
    tools = {"submit": "submit_proposal", "confirm": "confirm_proposal"}
    return {act for act, tool in tools.items() if desk.house.gateway.may_call(desk.visitor.principal, tool)}


def _lacking(document: Any) -> list[Any]:
    """Day and total where the page must be asked for them, as nothing is offered."""
    return (
        [one for one in document.absent if one.name in ("issue_date", "gross") and not one.offers] if document else []
    )


def _focus(document: Any, field: str) -> str:
    """The field whose box is shown large: the one asked for, else the first that needs somebody, else the first that wants a
    look, else the total.
    """
    boxed = marks(document) if document else []
    if any(one.name == field for one in boxed):
        return field
    unsure = (one.name for kind in ("needs", "look") for one in boxed if one.kind == kind)
    return next(unsure, "") or next((one.name for one in boxed if one.name == "gross"), "")


def _has_picture(desk: Desk, document: Any) -> bool:
    """A file that could not be read may still be seen, such as a scan; one that was taken back is gone."""
    if document is None or document.seen_as == "none":
        return False
    if document.state not in ("failed", "withdrawn", "rendering"):
        return True
    return isinstance(desk.call("document_page", document=document.document, page=1, width=100), Done)


def _posted(desk: Desk, proposal: Any) -> Any:
    if proposal is None or proposal.state != "posted" or proposal.vouchers != 1:
        return None
    return desk.result("open_voucher", voucher=f"{proposal.batch}.1")


def _step(proposal: Any, document: Any) -> int:
    if proposal is not None:
        return STEPS.index(STANDS_AT.get(proposal.state, proposal.state))
    return STEPS.index("read") if document is not None and document.state != "received" else 0


def _checkers(desk: Desk) -> list[Any]:
    """Who may confirm instead: offered where people may be switched only."""
    if not desk.may_switch:
        return []
    people = desk.house.door.people(desk.visitor.principal.tenant)
    return [one for one in people if one.roles & {"controller"} and one.user != desk.visitor.principal.user]
