"""Coming in and going out: sign-in, the page of demo people, language, sign-out, demo reset."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from bots.web.frame import Desk, back
from bots.web.guard import (
    BESIDE,
    COOKIE,
    LANGUAGE_COOKIE,
    SignInNeeded,
    address,
    check_form,
    cookie,
    device,
    home_tenant,
    keep,
    keep_session,
    language_of,
    let_go,
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
USUAL_PAUSE = "10"
_PAUSES = frozenset(str(minutes) for minutes in range(1, 121))


def _house(request: Request) -> tuple[House, str]:
    return request.app.state.house, home_tenant(request)


def _chosen(house: House, tenant: str, asked: str) -> str:
    """The company asked for where it is one of this house, else the one served."""
    return asked if asked in house.door.companies() and house.door.is_founded(asked) else tenant


def _wait(minutes: str) -> str:
    """What the sign-in page is told: the first pause is the usual one."""
    return "wait" if minutes == USUAL_PAUSE else f"wait&minutes={minutes}"


@router.get("/signin", response_class=HTMLResponse)
def sign_in_page(request: Request, wrong: str = "", company: str = "", minutes: str = USUAL_PAUSE) -> Response:
    """Company (where there are several, on this machine), name and password."""
    house, tenant = _house(request)
    if not tenant:
        return back("/start")
    facts = house.door.facts(_chosen(house, tenant, company))
    spoken = language_of(request)
    known = house.door.founded() if on_this_machine(request) else [facts]
    values = {"company": facts, "name": facts.title(spoken), "wrong": wrong, "demo": facts.demo, "known": known,
              "passkey_origin": house.passkeys.origin, "company_sign_in": house.company.open and not facts.demo, "wait": (minutes if minutes in _PAUSES else USUAL_PAUSE) if wrong == "wait" else ""}  # fmt: skip
    return HTMLResponse(page("signin.html", spoken, values))


@router.post("/signin")
def sign_in(
    request: Request, user: Annotated[str, Form()] = "", password: Annotated[str, Form()] = "",
    company: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Check the password; a wrong one says so and nothing more."""
    house, tenant = _house(request)
    if not tenant:
        return back("/start")
    chosen = _chosen(house, tenant, company)
    held = cookie(request, f"{BESIDE}{chosen}")
    secret = house.door.sign_in(
        chosen, user.strip(), password, address=address(request), device=device(request), before=held
    )
    if isinstance(secret, Problem):
        wait = _wait(secret.parameters["minutes"]) if secret.code == "door.too_many_tries" else "1"
        return back(f"/signin?wrong={wait}" + (f"&company={chosen}" if chosen != tenant else ""))
    response = back("/")
    keep_session(response, chosen, secret)
    return response


def may_choose(request: Request) -> bool:
    """The demo people may be chosen by whoever spent the hello link, or is one of them already, on this machine."""
    house, tenant = _house(request)
    if not tenant or not house.door.facts(tenant).demo or not on_this_machine(request):
        return False
    if house.door.session(tenant, cookie(request, HELLO_COOKIE)):
        return True
    try:
        return bool(Desk(request).company.demo)
    except SignInNeeded:
        return False


@router.get("/hello", response_class=HTMLResponse)
def hello(request: Request, k: str = "", to: str = "/") -> Response:
    """The page of the demo people, each with the one thing to try."""
    house, tenant = _house(request)
    if k and tenant and on_this_machine(request) and house.door.spend_hello(tenant, k):
        secret = house.door.become(tenant, FACES[0])
        response = back("/hello")
        keep(response, LANGUAGE_COOKIE, language_of(request), YEAR)
        if not isinstance(secret, Problem):
            keep(response, HELLO_COOKIE, secret)
        return response
    if not may_choose(request):
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
    if not may_choose(request) or request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return back("/signin")
    secret = house.door.become(tenant, user)
    if isinstance(secret, Problem):
        return back("/hello")
    response = back(own_path(to))
    keep_session(response, tenant, secret)
    return response


@router.post("/language")
def language(
    request: Request, to: Annotated[str, Form()] = "", back_to: Annotated[str, Form(alias="back")] = "/"
) -> Response:
    """Change the screen's language, for signed-in people and for those who are not."""
    response = back(own_path(back_to))
    if to in ("zh", "en"):
        keep(response, LANGUAGE_COOKIE, to, YEAR)
    return response


@router.post("/signout")
def sign_out(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """End the session."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    desk.house.door.sign_out(desk.visitor.principal.tenant, desk.visitor.secret)
    response = back("/signin")
    response.headers["clear-site-data"] = '"cache", "storage"'
    let_go(response, COOKIE, f"{BESIDE}{desk.visitor.principal.tenant}")
    return response


@router.post("/demo/reset")
def reset_demo(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """Make the demo company anew and go on as the same person; demo companies on this machine only."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    if not desk.company.demo or not on_this_machine(request) or not reset(desk.house):
        return back("/")
    who = desk.visitor.signed.looker or desk.visitor.principal
    secret = desk.house.door.become(who.tenant, who.user)
    response = back("/")
    if not isinstance(secret, Problem):
        keep_session(response, desk.visitor.principal.tenant, secret)
    return response
