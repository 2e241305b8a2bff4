"""Coming in and going out: sign-in, the page of demo people, language, sign-out, demo reset."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from bots.web.frame import Desk, back
from bots.web.guard import (
    COOKIE,
    LANGUAGE_COOKIE,
    SignInNeeded,
    check_form,
    cookie_value,
    language_of,
    on_this_machine,
    own_path,
)
from bots.web.render import page
from ledger.core import Problem
from tools.demo.build import reset
from tools.demo.cast import FACES
from tools.house import House

router = APIRouter()
HELLO_COOKIE = "zf_hello"
YEAR = 31_536_000


def _house(request: Request) -> tuple[House, str]:
    return request.app.state.house, request.app.state.tenant


def _keep(response: Response, name: str, value: str, seconds: int = 43_200) -> None:
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", path="/")


@router.get("/signin", response_class=HTMLResponse)
def sign_in_page(request: Request, wrong: str = "") -> Response:
    """Name and password."""
    house, tenant = _house(request)
    facts = house.door.facts(tenant)
    spoken = language_of(request)
    values = {"company": facts, "name": facts.title(spoken), "wrong": wrong, "demo": facts.demo}
    return HTMLResponse(page("signin.html", spoken, values))


@router.post("/signin")
def sign_in(request: Request, user: Annotated[str, Form()] = "", password: Annotated[str, Form()] = "") -> Response:
    """Check the password; a wrong one says so and nothing more."""
    house, tenant = _house(request)
    secret = house.door.sign_in(tenant, user.strip(), password)
    if isinstance(secret, Problem):
        return back("/signin?wrong=1")
    response = back("/")
    _keep(response, COOKIE, cookie_value(tenant, secret))
    return response


def _may_choose(request: Request) -> bool:
    """The demo people may be chosen by whoever spent the hello link, or is one of them already, on this machine."""
    house, tenant = _house(request)
    if not house.door.facts(tenant).demo or not on_this_machine(request):
        return False
    if house.door.session(tenant, request.cookies.get(HELLO_COOKIE, "")):
        return True
    try:
        return bool(Desk(request).company.demo)
    except SignInNeeded:
        return False


@router.get("/hello", response_class=HTMLResponse)
def hello(request: Request, k: str = "", to: str = "/") -> Response:
    """The page of the demo people, each with the one thing to try."""
    house, tenant = _house(request)
    if k and on_this_machine(request) and house.door.spend_hello(tenant, k):
        secret = house.door.become(tenant, FACES[0])
        response = back("/hello")
        _keep(response, LANGUAGE_COOKIE, language_of(request), YEAR)
        if not isinstance(secret, Problem):
            _keep(response, HELLO_COOKIE, secret)
        return response
    if not _may_choose(request):
        return back("/signin")
    spoken = language_of(request)
    people = {person.user: person for person in house.door.people(tenant)}
    faces = [people[user] for user in FACES if user in people]
    more = [person for person in people.values() if person.user not in FACES]
    values = {"faces": faces, "more": more, "company": house.door.facts(tenant), "to": own_path(to)}
    return HTMLResponse(page("hello.html", spoken, values))


@router.post("/become")
def become(request: Request, user: Annotated[str, Form()] = "", to: Annotated[str, Form()] = "/") -> Response:
    """Go on as another of the demo people."""
    house, tenant = _house(request)
    if not _may_choose(request) or request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return back("/signin")
    secret = house.door.become(tenant, user)
    if isinstance(secret, Problem):
        return back("/hello")
    response = back(own_path(to))
    _keep(response, COOKIE, cookie_value(tenant, secret))
    return response


@router.post("/language")
def language(
    request: Request, to: Annotated[str, Form()] = "", back_to: Annotated[str, Form(alias="back")] = "/"
) -> Response:
    """Change the screen's language, for signed-in people and for those who are not."""
    response = back(own_path(back_to))
    if to in ("zh", "en"):
        _keep(response, LANGUAGE_COOKIE, to, YEAR)
    return response


@router.post("/signout")
def sign_out(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """End the session."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    desk.house.door.sign_out(desk.visitor.principal.tenant, desk.visitor.secret)
    response = back("/signin")
    response.delete_cookie(COOKIE)
    return response


@router.post("/demo/reset")
def reset_demo(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """Make the demo company anew and go on as the same person; demo companies on this machine only."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    if not desk.company.demo or not on_this_machine(request) or not reset(desk.house):
        return back("/")
    secret = desk.house.door.become(desk.visitor.principal.tenant, desk.visitor.principal.user)
    response = back("/")
    if not isinstance(secret, Problem):
        _keep(response, COOKIE, cookie_value(desk.visitor.principal.tenant, secret))
    return response
