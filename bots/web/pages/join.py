"""Coming in by an invitation, and the first steps of a new company."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from bots.web.frame import Desk, back
from bots.web.guard import (
    LANGUAGE_COOKIE,
    BadForm,
    device,
    from_this_site,
    keep,
    keep_session,
    language_of,
)
from bots.web.pages.door import YEAR
from bots.web.render import page
from ledger.core import Problem, problem, say
from tools.house import House

router = APIRouter()


def _page(request: Request, company: str, k: str, fault: Problem | None = None) -> Response:
    house: House = request.app.state.house
    spoken = language_of(request)
    who = house.door.invited(company, k)
    facts = house.door.facts(company) if who is not None else None
    values = {
        "who": who, "company": facts, "k": k, "fault": fault.text(spoken) if fault else "",
        "here": f"/join?company={company}&k={k}",
    }  # fmt: skip
    return HTMLResponse(page("join.html", spoken, values), 422 if fault else 200 if who is not None else 410)


@router.get("/join", response_class=HTMLResponse)
def join_page(request: Request, company: str = "", k: str = "") -> Response:
    """Language and password; looking at the page uses nothing up."""
    return _page(request, company, k)


@router.post("/join")
def join(
    request: Request, company: Annotated[str, Form()] = "", k: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "", again: Annotated[str, Form()] = "", language: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Come in: the link is spent by this."""
    if not from_this_site(request):
        raise BadForm
    house: House = request.app.state.house
    spoken: Literal["zh", "en"] = "en" if (language or language_of(request)) == "en" else "zh"
    if password != again:
        return _page(request, company, k, problem("door.passwords_differ", "again"))
    secret = house.door.join(company, k, password, spoken, device(request))
    if isinstance(secret, Problem):
        return _page(request, company, k, secret)
    response = back("/?said=joined")
    keep_session(response, company, secret)
    keep(response, LANGUAGE_COOKIE, spoken, YEAR)
    return response


@router.get("/welcome")
def welcome(request: Request, tax: str = "", said: str = "") -> Response:
    """第一步: what a new company still needs, each with what is done of it."""
    desk = Desk(request)
    state = desk.result("first_steps")
    if state is None:
        return back("/")
    principal = desk.visitor.principal
    return desk.page(
        "welcome.html", "home", state=state, tax=tax, has_password=desk.house.door.has_password(principal.tenant, principal.user),
        may={name: desk.house.gateway.may_call(principal, name) for name in ("invite_people", "show_chart", "propose_opening", "import_parties")},
        toast=desk_words(desk, said),
    )  # fmt: skip


def desk_words(desk: Desk, said: str) -> str:
    """A short word about what was just done."""
    return say("company.password_kept", desk.language) if said == "password" else ""
