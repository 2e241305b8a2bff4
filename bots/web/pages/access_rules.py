"""权限规则: who may do what in this company: in words, drafted by one person, published by another, every version kept."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from bots.web.pages.lines import sent
from tools.outcome import Done, Invalid

router = APIRouter()
SAID = ("drafted", "published", "set_aside")
FIELDS = ("text", "expectations", "reason")


def _page(desk: Desk, *, status: int = 200, said: str = "", **more: Any) -> Response:
    """The version in force, what waits, and, for those who may draft, a form that keeps what was typed."""
    outcome = desk.call("access_rules")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "rules")
    found: Any = outcome.result
    may = desk.house.gateway.callable_of(desk.visitor.principal, ("propose_access_rules", "publish_access_rules"))
    given: dict[str, Any] = {"typed": {"text": found.text, "expectations": found.expectations, "reason": ""},
                             "tried": None, "accepted": (), "faults": (), "fault": ""}  # fmt: skip
    return desk.page(
        "access_rules.html", "rules", status, found=found, may_draft="propose_access_rules" in may,
        may_publish="publish_access_rules" in may, said=said if said in SAID else "", **(given | more),
    )  # fmt: skip


@router.get("/access-rules")
def shown(request: Request, said: str = "") -> Response:
    """The rules in force."""
    return _page(Desk(request), said=said)


@router.post("/access-rules")
def draft(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Try what was typed; keep it as a draft where that was asked and nothing stands against it."""
    desk = Desk(request)
    check_form(desk.visitor, str(form.get("csrf") or ""), request.headers)
    typed = {name: str(form.get(name) or "") for name in FIELDS}
    accepted = tuple(str(one) for one in form.getlist("accepted"))
    problems: tuple[str, ...] = ()
    if form.get("do") == "draft":
        outcome = desk.call("propose_access_rules", **typed, accepted=accepted)
        if isinstance(outcome, Done):
            return back("/access-rules?said=drafted")
        faults = outcome.problems if isinstance(outcome, Invalid) else ()
        problems = tuple(one.text(desk.language) for one in faults) or (text_of(outcome, desk.language),)
    tried = desk.call("try_access_rules", text=typed["text"], expectations=typed["expectations"])
    if not isinstance(tried, Done):
        problems = problems or (text_of(tried, desk.language),)
    result: Any = tried.result if isinstance(tried, Done) else None
    return _page(
        desk, status=422 if problems else 200, typed=typed, tried=result, accepted=accepted, faults=problems
    )  # fmt: skip


@router.post("/access-rules/{name}/{word}")
def settle(
    request: Request, name: str, word: str, csrf: Annotated[str, Form()] = "", digest: Annotated[str, Form()] = ""
) -> Response:
    """Publish somebody's draft as it was shown, or set it aside."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    publish = word == "publish"
    outcome = desk.call("publish_access_rules", draft=name, digest=digest, publish=publish)
    if not isinstance(outcome, Done):
        return _page(desk, status=422, fault=text_of(outcome, desk.language))
    return back(f"/access-rules?said={'published' if publish else 'set_aside'}")
