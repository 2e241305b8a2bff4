"""我: one's own name and roles, password, passkeys, the places one is signed in, and API tokens."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back, text_of
from bots.web.guard import BESIDE, COOKIE, check_form, keep_session, let_go
from ledger.core import problem
from tools.outcome import Done, Invalid

router = APIRouter()
SAID = ("passkey_kept", "passkey_removed", "company_linked")


@router.get("/me")
def me(request: Request, said: str = "") -> Response:
    """One's own name, roles, password, passkeys, sessions and tokens."""
    desk = Desk(request)
    return _only_own(desk) or _me(desk, said=said if said in SAID else "")


def _only_own(desk: Desk) -> Response | None:
    """What is a person's alone is not shown to who sees as them."""
    if desk.visitor.signed.looker is None:
        return None
    return desk.refused(Invalid([problem("people.see_as_private")]), "more")


def _me(desk: Desk, **told: Any) -> Response:
    tenant, user = desk.visitor.principal.tenant, desk.visitor.principal.user
    given = {
        "fault": "",
        "said": "",
        "token_fault": "",
        "secret": "",
        "typed": {"label": "", "may": "read", "days": "90"},
    } | told
    given = {"away_faults": {}, "asked": {"person": "", "first": "", "last": "", "limit": ""}} | given
    wrong = given["fault"] or given["token_fault"] or given["away_faults"]
    return desk.page(
        "me.html", "more", 422 if wrong else 200, away=desk.result("my_delegations"), person=desk.visitor.signed.person,
        has_password=desk.house.door.has_password(tenant, user), ways=desk.result("my_ways_in"),
        this_session=desk.visitor.signed.session, passkeys=desk.result("my_passkeys"),
        account=desk.result("my_company_account") if desk.house.company.open and not desk.company.demo else None,
        passkey_origin=desk.house.passkeys.origin, **given,
    )  # fmt: skip


@router.post("/me")
def choose_password(
    request: Request, csrf: Annotated[str, Form()] = "", old: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "", again: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Choose a password; who has one already types it first. Other sessions end, this one goes on under a new secret."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    if (refused := _only_own(desk)) is not None:
        return refused
    if desk.company.demo:
        return back("/me")
    if password != again:
        return _me(desk, fault=problem("door.passwords_differ").text(desk.language))
    tenant, user = desk.visitor.principal.tenant, desk.visitor.principal.user
    fault = desk.house.door.choose_password(tenant, user, old, password, keep=desk.visitor.secret)
    if fault is not None:
        return _me(desk, fault=fault.text(desk.language))
    response = back(
        "/welcome?said=password" if desk.house.gateway.may_call(desk.visitor.principal, "invite_people") else "/me"
    )
    if fresh := desk.house.door.renew(tenant, desk.visitor.secret):
        keep_session(response, tenant, fresh)
    return response


@router.post("/me/signout-everywhere")
def sign_out_everywhere(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """End all of one's own sessions, this one too."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("sign_out_everywhere")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "more", again="/me")
    response = back("/signin")
    let_go(response, COOKIE, f"{BESIDE}{desk.visitor.principal.tenant}")
    return response


@router.post("/me/tokens")
def make_token(
    request: Request, csrf: Annotated[str, Form()] = "", label: Annotated[str, Form()] = "",
    may: Annotated[str, Form()] = "", days: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Make a token; its secret is shown on this answer and nowhere else."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("make_token", label=label.strip(), may=may, days=days)
    if not isinstance(outcome, Done):
        return _me(desk, token_fault=text_of(outcome, desk.language), typed={"label": label, "may": may, "days": days})
    return _me(desk, secret=outcome.result.secret)  # type: ignore[attr-defined]


@router.post("/me/tokens/{token}/withdraw")
def withdraw_token(request: Request, token: str, csrf: Annotated[str, Form()] = "") -> Response:
    """Withdraw one of one's own tokens."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("withdraw_token", token=token)
    return back("/me") if isinstance(outcome, Done) else desk.refused(outcome, "more", again="/me")


@router.post("/me/away")
def go_away(
    request: Request, csrf: Annotated[str, Form()] = "", person: Annotated[str, Form()] = "",
    first: Annotated[str, Form()] = "", last: Annotated[str, Form()] = "", limit: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """我不在时: let a colleague confirm for a while; what is refused is said at its field and stays as typed."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    asked = {"person": person, "first": first, "last": last, "limit": limit.strip()}
    outcome = desk.call("delegate", **asked)
    if isinstance(outcome, Invalid):
        faults = {one.where or "person": one.text(desk.language) for one in outcome.problems}
        return _me(desk, away_faults=faults, asked=asked)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "more", again="/me")
    return back("/me?said=away#away")


@router.post("/me/away/{delegation}/end")
def come_back(request: Request, delegation: str, csrf: Annotated[str, Form()] = "") -> Response:
    """End a delegation before its last day."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("end_delegation", delegation=delegation)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "more", again="/me")
    return back("/me#away")
