"""成员: who belongs to the company, in plain words; invited by a link, given a new one, shut out."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from tools.outcome import Denied, Done, Outcome

router = APIRouter()
ROLES = ("employee", "accountant", "approver", "controller", "compliance", "auditor", "admin")
FIELDS = ("lines", "role", "department", "limit")
UNTYPED = dict.fromkeys(FIELDS, "") | {"role": "employee"}


def _page(desk: Desk, *, status: int = 200, **more: Any) -> Response:
    """Everybody for administrators; who waits for a second word for those who may give it."""
    listed, waiting = desk.call("list_people"), desk.result("people_waiting")
    if isinstance(listed, Denied) and waiting is None:
        return desk.refused(listed, "people")
    given: dict[str, Any] = {"typed": UNTYPED, "faults": {}, "fault": "", "links": (), "said": ""}
    known = desk.result("form_names")
    return desk.page(
        "people.html", "people", status, people=listed.result.people if isinstance(listed, Done) else (),  # type: ignore[attr-defined]
        waiting=waiting, roles=ROLES, departments=known.departments if known else {},
        may_change=desk.house.gateway.may_call(desk.visitor.principal, "invite_people") and not desk.company.demo,
        origin=f"{desk.request.url.scheme}://{desk.request.url.netloc}", **(given | more),
    )  # fmt: skip


@router.get("/people")
def people(request: Request, said: str = "") -> Response:
    """Everybody with roles and limits."""
    return _page(Desk(request), said=said)


@router.post("/people/invite")
def invite(
    request: Request, csrf: Annotated[str, Form()] = "", lines: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "", department: Annotated[str, Form()] = "", limit: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Take people in; their links are shown on this answer and nowhere else."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    typed = {"lines": lines, "role": role, "department": department, "limit": limit}
    if desk.company.demo:
        return back("/people")
    return _links(desk, desk.call("invite_people", **typed), typed)


def _links(desk: Desk, outcome: Outcome, typed: dict[str, str]) -> Response:
    if isinstance(outcome, Done):
        return _page(desk, links=outcome.result.people)  # type: ignore[attr-defined]
    problems = getattr(outcome, "problems", [])
    faults: dict[str, str] = {}
    for one in problems:
        if one.where in FIELDS:
            faults[one.where] = f"{faults.get(one.where, '')} {one.text(desk.language)}".strip()
    return _page(desk, status=422, typed=typed, faults=faults, fault="" if faults else text_of(outcome, desk.language))


@router.post("/people/{user}/{act}")
def act_on(request: Request, user: str, act: str, csrf: Annotated[str, Form()] = "") -> Response:
    """A new link, or shut out."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    if act not in ("reset", "disable") or desk.company.demo:
        return back("/people")
    outcome = desk.call(f"{act}_person", person=user)
    if act == "disable" and isinstance(outcome, Done):
        return back("/people?said=disabled")
    return _links(desk, outcome, UNTYPED)


@router.post("/people-requests/{asked}/{word}")
def agree(request: Request, asked: str, word: str, csrf: Annotated[str, Form()] = "") -> Response:
    """The second person's word."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    return _links(desk, desk.call("agree_person", request=asked, agree=word == "agree"), UNTYPED)
