"""The company's own sign-in: the way there and back, for who comes in and for who links their account."""

from __future__ import annotations

import secrets
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bots.web.frame import Desk, back
from bots.web.guard import BESIDE, SignInNeeded, check_form, cookie, device, home_tenant, keep, keep_session, let_go
from ledger.core import Problem
from tools.house import House
from tools.outcome import Done, Invalid

router = APIRouter()
STATE_COOKIE = "zf_company_sign_in"
SECONDS = 600


def _go(request: Request, tenant: str, user: str = "") -> Response:
    house: House = request.app.state.house
    begun = house.company.begin(tenant, user)
    if isinstance(begun, Problem):
        return back("/signin?" + urlencode({"wrong": "company", "company": tenant}))
    place, state = begun
    response = RedirectResponse(place, 303)
    keep(response, STATE_COOKIE, f"{tenant}:{'link' if user else 'in'}:{state}", SECONDS)
    return response


@router.get("/signin/company")
def there(request: Request, company: str = "") -> Response:
    """To the provider; a link and no form, so that the page may stay closed to forms that lead away."""
    house: House = request.app.state.house
    known = company in house.door.companies() and house.door.is_founded(company)
    tenant = company if known else home_tenant(request)
    return _go(request, tenant) if tenant else back("/start")


@router.get("/me/company-sign-in")
def link(request: Request) -> Response:
    """To the provider, to link one's own account there."""
    desk = Desk(request)
    if desk.visitor.signed.looker is not None:
        return back("/me")
    return _go(request, desk.visitor.principal.tenant, desk.visitor.principal.user)


@router.post("/me/company-sign-in/unlink")
def unlink(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """End the link."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("unlink_company_account")
    return back("/me") if isinstance(outcome, Done) else desk.refused(outcome, "more", again="/me")


@router.get("/signin/company/back")
def came_back(request: Request, code: str = "", state: str = "") -> Response:
    """From the provider: only with the state that this browser was given, and as who began it."""
    house: House = request.app.state.house
    tenant, _, rest = cookie(request, STATE_COOKIE).partition(":")
    purpose, _, given = rest.partition(":")
    if (
        not given
        or not code
        or not secrets.compare_digest(given.encode(), state.encode())
        or tenant not in house.door.companies()
    ):
        return _ended(back("/signin?wrong=company"))
    if purpose == "link":
        return _ended(_linked(request, tenant, state, code))
    held = cookie(request, f"{BESIDE}{tenant}")
    secret = house.company.finish(tenant, state, code, device=device(request), before=held)
    if isinstance(secret, Problem):
        return _ended(back("/signin?" + urlencode({"wrong": "company", "company": tenant})))
    response = back("/")
    keep_session(response, tenant, secret)
    return _ended(response)


def _linked(request: Request, tenant: str, state: str, code: str) -> Response:
    try:
        desk = Desk(request)
    except SignInNeeded:
        return back("/signin")
    who = desk.visitor.principal
    if who.tenant != tenant or desk.visitor.signed.looker is not None:
        return back("/signin")
    done = desk.house.company.finish(tenant, state, code, user=who.user)
    if isinstance(done, Problem):
        return desk.refused(Invalid([done]), "more", again="/me")
    return back("/me?said=company_linked")


def _ended(response: Response) -> Response:
    let_go(response, STATE_COOKIE)
    return response
