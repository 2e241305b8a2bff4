"""交给: a paper that is made out to another company of the same person goes to its queue, and ends here with the reason."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from bots.web.held_companies import made_out_to
from ledger.core import Problem, say
from tools.outcome import Done

router = APIRouter()


@router.post("/inbox/{thing}/other-company")
def to_other_company(
    request: Request, thing: str, csrf: Annotated[str, Form()] = "", to: Annotated[str, Form()] = ""
) -> Response:
    """First there, then here: a machine that stops between leaves it in both, which the other's check of twins finds."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    shown = desk.result("open_proposal", proposal=thing)
    document_id = shown.document if shown and shown.document else thing
    opened, original = (desk.call(name, document=document_id) for name in ("open_document", "original_file"))
    if not isinstance(opened, Done) or not isinstance(original, Done):
        return desk.refused(opened if not isinstance(opened, Done) else original, "inbox", again=f"/inbox/{thing}")
    found = made_out_to(desk, opened.result)
    if found is None or found[0].tenant != to:
        return back(f"/inbox/{thing}?said=not_theirs")
    company, there = found
    file: Any = original.result
    staged = desk.house.stage_again(desk.company.tenant, file.sha256, company.tenant)
    if isinstance(staged, Problem):
        return back(f"/inbox/{thing}?said=not_theirs")
    taken = desk.house.gateway.call(there, "submit_document", {"sha256": staged, "name": file.name})
    if not isinstance(taken, Done):
        return desk.refused(taken, "inbox", again=f"/inbox/{thing}")
    reason = say("web.reason_other_company", desk.language, company=company.name)
    proposal = getattr(opened.result, "proposal", None)
    if proposal:
        desk.call("reject_proposal", proposal=proposal, reason=reason)
    desk.call("reject_document", document=document_id, reason=reason)
    return back(f"/inbox/{thing}?said=other_company")
