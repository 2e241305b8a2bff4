"""成员: who belongs to the company, in plain words; invited by a link, given a new one, shut out."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import check_form
from tools.outcome import Denied, Done, Outcome

router = APIRouter()
ROLES = ("employee", "cashier", "accountant", "approver", "controller", "compliance", "auditor", "admin")
ENGAGED = ("since", "until", "first_year", "last_year")
FIELDS = ("lines", "role", "department", "limit", *ENGAGED, "books")
UNTYPED: dict[str, Any] = dict.fromkeys(FIELDS, "") | {"role": "employee"}


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
        may_see=[
            one for one in desk.house.door.people(desk.visitor.principal.tenant)
            if not one.disabled and one.user != desk.visitor.principal.user
        ] if desk.house.gateway.may_call(desk.visitor.principal, "see_as") else [], explained=desk.result("roles_explained"),
        may_rule=desk.house.gateway.may_call(desk.visitor.principal, "set_passkey_rule") and not desk.company.demo,
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
    since: Annotated[str, Form()] = "", until: Annotated[str, Form()] = "", first_year: Annotated[str, Form()] = "",
    last_year: Annotated[str, Form()] = "", books: Annotated[list[str] | None, Form()] = None,
) -> Response:  # fmt: skip
    """Take people in; their links are shown on this answer and nowhere else."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    typed: dict[str, Any] = {"lines": lines, "role": role, "department": department, "limit": limit}
    typed |= {"since": since, "until": until, "first_year": first_year, "last_year": last_year}
    if books:
        typed["books"] = tuple(books)
    if desk.company.demo:
        return back("/people")
    return _links(desk, desk.call("invite_people", **typed), typed)


def _links(desk: Desk, outcome: Outcome, typed: dict[str, Any]) -> Response:
    if isinstance(outcome, Done):
        return _page(desk, links=outcome.result.people)  # type: ignore[attr-defined]
    problems = getattr(outcome, "problems", [])
    faults: dict[str, str] = {}
    for one in problems:
        if one.where in FIELDS:
            faults[one.where] = f"{faults.get(one.where, '')} {one.text(desk.language)}".strip()
    return _page(
        desk, status=422, typed=UNTYPED | typed, faults=faults, fault="" if faults else text_of(outcome, desk.language)
    )


def _engaged(one: Any) -> dict[str, str]:
    """The form of an external auditor's access as it is."""
    given = one.engagement
    return {name: str(getattr(given, name)) if given else "" for name in ENGAGED}


def _change(
    desk: Desk, user: str, typed: dict[str, Any] | None = None, faults: dict[str, str] | None = None, *,
    told: str = "", engaged: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    """The form of one person's roles, limit and department, as they are or as typed."""
    listed = desk.call("list_people")
    if not isinstance(listed, Done):
        return desk.refused(listed, "people")
    one = next((one for one in listed.result.people if one.user == user and not one.disabled), None)  # type: ignore[attr-defined]
    if one is None or desk.company.demo:
        return back("/people")
    known = desk.result("form_names")
    kept = {"roles": one.roles, "limit": str(one.limit) if one.limit_minor else "", "department": one.department or ""}
    return desk.page(
        "people_change.html", "people", 422 if faults or told else 200, one=one, typed=typed or kept,
        faults=faults or {}, told_fault=told, engaged=engaged or _engaged(one),
        roles=ROLES, departments=known.departments if known else {},
    )  # fmt: skip


@router.post("/people/{user}/engage")
def engage(
    request: Request, user: str, csrf: Annotated[str, Form()] = "", since: Annotated[str, Form()] = "",
    until: Annotated[str, Form()] = "", first_year: Annotated[str, Form()] = "", last_year: Annotated[str, Form()] = "",
    books: Annotated[list[str] | None, Form()] = None,
) -> Response:  # fmt: skip
    """An external auditor's days, books and years: more waits for a second person."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    typed = {"since": since, "until": until, "first_year": first_year, "last_year": last_year}
    outcome = desk.call("engage_auditor", person=user, books=tuple(books or ()) or None, **typed)
    if isinstance(outcome, Done):
        return back(f"/people?said={'change_waits' if outcome.result.waits else 'changed'}")  # type: ignore[attr-defined]
    if isinstance(outcome, Denied):
        return desk.refused(outcome, "people", again="/people")
    return _change(desk, user, told=text_of(outcome, desk.language), engaged=typed)


@router.get("/people/{user}/change")
def change_form(request: Request, user: str) -> Response:
    """What somebody does in the company, to be changed."""
    return _change(Desk(request), user)


@router.post("/people/{user}/change")
def change(
    request: Request, user: str, csrf: Annotated[str, Form()] = "", roles: Annotated[list[str] | None, Form()] = None,
    limit: Annotated[str, Form()] = "", department: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Change it: what widens waits for a second person."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    if desk.company.demo:
        return back("/people")
    typed: dict[str, Any] = {"roles": tuple(roles or ()), "limit": limit, "department": department}
    outcome = desk.call("change_person", person=user, duties=typed["roles"], limit=limit, department=department)
    if isinstance(outcome, Done):
        return back(f"/people?said={'change_waits' if outcome.result.waits else 'changed'}")  # type: ignore[attr-defined]
    if isinstance(outcome, Denied):
        return desk.refused(outcome, "people", again="/people")
    faults: dict[str, str] = {}
    for one in getattr(outcome, "problems", ()):
        where = one.where.partition(".")[0]
        where = where if where in typed else "roles"
        faults[where] = f"{faults.get(where, '')} {one.text(desk.language)}".strip()
    return _change(desk, user, typed, faults)


def _leaving(desk: Desk, user: str, fault: str = "") -> Response:
    """What somebody has in hand, and to whom it goes."""
    found = desk.call("leaving_person", person=user)
    if not isinstance(found, Done):
        return desk.refused(found, "people", again="/people")
    return desk.page("people_leaving.html", "people", 422 if fault else 200, found=found.result, fault=fault)


@router.get("/people/{user}/disable")
def leaving(request: Request, user: str) -> Response:
    """Before an account ends: what its owner has in hand, and who takes it."""
    desk = Desk(request)
    return back("/people") if desk.company.demo else _leaving(desk, user)


@router.post("/people/{user}/disable")
def disable(
    request: Request, user: str, csrf: Annotated[str, Form()] = "", hand_to: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Hand over and shut out; ``-`` leaves what is open where it is."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    if desk.company.demo:
        return back("/people")
    to = {"leave_open": True} if hand_to == "-" else {"hand_to": hand_to}
    outcome = desk.call("disable_person", person=user, **to)
    if isinstance(outcome, Denied):
        return desk.refused(outcome, "people", again="/people")
    return (
        back("/people?said=disabled")
        if isinstance(outcome, Done)
        else _leaving(desk, user, text_of(outcome, desk.language))
    )


@router.post("/people/{user}/reset")
def reset(request: Request, user: str, csrf: Annotated[str, Form()] = "") -> Response:
    """A new link."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    if desk.company.demo:
        return back("/people")
    return _links(desk, desk.call("reset_person", person=user), UNTYPED)


@router.post("/people-requests/{asked}/{word}")
def agree(request: Request, asked: str, word: str, csrf: Annotated[str, Form()] = "") -> Response:
    """The second person's word."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    return _links(desk, desk.call("agree_person", request=asked, agree=word == "agree"), UNTYPED)
