"""Passkeys: registered and ended on one's own page, signed in with at the door, asked for where a confirmation wants one."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import (
    BESIDE,
    BadForm,
    address,
    check_form,
    cookie,
    device,
    from_this_site,
    home_tenant,
    keep_session,
    language_of,
)
from ledger.core import Problem
from tools.house import House
from tools.outcome import Done, Outcome

router = APIRouter()


def _ceremony(desk: Desk, outcome: Outcome) -> JSONResponse:
    if not isinstance(outcome, Done):
        return JSONResponse({"said": text_of(outcome, desk.language)}, 422)
    return JSONResponse({"options": outcome.result.options})  # type: ignore[attr-defined]


@router.post("/passkeys/offer")
def offer(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """Begin to register a passkey."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    return _ceremony(desk, desk.call("offer_passkey"))


@router.post("/passkeys/proof")
def proof(
    request: Request, csrf: Annotated[str, Form()] = "", proposal: Annotated[str, Form()] = "",
    digest: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Begin to prove oneself for one confirmation."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    return _ceremony(desk, desk.call("offer_passkey_proof", proposal=proposal, digest=digest))


@router.post("/passkeys")
def register(
    request: Request, csrf: Annotated[str, Form()] = "", label: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "", passkey_answer: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Keep the passkey that was made."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("register_passkey", label=label.strip(), password=password, answer=passkey_answer or "-")
    return _back(desk, outcome, "passkey_kept")


@router.post("/passkeys/remove")
def remove(request: Request, csrf: Annotated[str, Form()] = "", passkey: Annotated[str, Form()] = "") -> Response:
    """End one of one's own passkeys."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    return _back(desk, desk.call("remove_passkey", passkey=passkey), "passkey_removed")


def _back(desk: Desk, outcome: Outcome, said: str) -> Response:
    if isinstance(outcome, Done):
        return back(f"/me?said={said}#passkeys")
    return desk.refused(outcome, "more", again="/me#passkeys")


@router.post("/passkeys/rule")
def rule(request: Request, csrf: Annotated[str, Form()] = "", least: Annotated[str, Form()] = "") -> Response:
    """From which amount on a confirmation wants a passkey."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("set_passkey_rule", least=least.strip())
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "people", again="/people#passkeys")
    said = "passkey_waits" if outcome.result.waits else "passkey_rule"  # type: ignore[attr-defined]
    return back(f"/people?said={said}#passkeys")


def _asked_for(request: Request, company: str) -> tuple[House, str]:
    """The house, and the company that the sign-in page was for."""
    house: House = request.app.state.house
    if not from_this_site(request):
        raise BadForm
    known = company in house.door.companies() and house.door.is_founded(company)
    return house, company if known else home_tenant(request)


@router.post("/signin/passkey/offer")
def sign_in_offer(request: Request, company: Annotated[str, Form()] = "") -> Response:
    """Begin to sign in with a passkey."""
    house, tenant = _asked_for(request, company)
    offered = house.passkeys.offer(tenant)
    if isinstance(offered, Problem):
        return JSONResponse({"said": offered.text(language_of(request))}, 422)
    return JSONResponse({"options": offered})


@router.post("/signin/passkey")
def sign_in(
    request: Request, company: Annotated[str, Form()] = "", passkey_answer: Annotated[str, Form()] = ""
) -> Response:
    """A session for a good answer; anything else says so and nothing more."""
    house, tenant = _asked_for(request, company)
    held = cookie(request, f"{BESIDE}{tenant}")
    secret = house.passkeys.sign_in(
        tenant, passkey_answer, address=address(request), device=device(request), before=held
    )
    if isinstance(secret, Problem):
        wait = {"minutes": secret.parameters["minutes"]} if secret.code == "door.too_many_tries" else {}
        return back("/signin?" + urlencode({"wrong": "wait" if wait else "passkey", "company": tenant, **wait}))
    response = back("/")
    keep_session(response, tenant, secret)
    return response
