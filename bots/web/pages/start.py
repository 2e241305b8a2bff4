"""换成我的公司: the page on which the owner of this machine founds a company, and the page that changes between them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from bots.web.frame import Desk, back, text_of
from bots.web.guard import (
    BESIDE,
    COOKIE,
    BadForm,
    check_form,
    cookie,
    from_this_site,
    keep,
    keep_session,
    language_of,
    let_go,
    on_this_machine,
    session_beside,
)
from bots.web.pages.door import HELLO_COOKIE, may_choose
from bots.web.pages.lines import sent
from bots.web.render import page
from ledger.core import Channel, time_zones
from tools.door.founding_choices import choices, tax_regimes
from tools.door.foundry import found
from tools.house import House
from tools.outcome import Done, Invalid

router = APIRouter()
MACHINE_COOKIE = "zf_machine"
FIELDS = (
    "name", "name_en", "tax_id", "standard", "language", "currency", "fiscal_start_month", "first_period", "time_zone",
    "corrections", "tax_regime", "admin_name", "admin_name_en", "admin_user",
)  # fmt: skip


def may_found(request: Request) -> bool:
    """Who spent the machine's link, or is one of the demo people on this machine."""
    house: House = request.app.state.house
    if not on_this_machine(request):
        return False
    return house.keys.holds(cookie(request, MACHINE_COOKIE)) or may_choose(request)


def _token(request: Request) -> str:
    """What the form must carry back: bound to the cookie that lets this browser found a company."""
    held = [cookie(request, name) for name in (MACHINE_COOKIE, HELLO_COOKIE, COOKIE)]
    return hashlib.sha256("\n".join(["found", *held]).encode()).hexdigest()


@router.get("/start", response_class=HTMLResponse)
def start(request: Request, k: str = "") -> Response:
    """The first page of an empty home: opened by the link that the terminal printed."""
    house: House = request.app.state.house
    if k and on_this_machine(request) and (key := house.keys.spend(k)) is not None:
        response = back("/company/new")
        keep(response, MACHINE_COOKIE, key, 7_200)
        return response
    if may_found(request):
        return back("/company/new")
    return HTMLResponse(page("start.html", language_of(request), {"known": bool(house.door.companies())}))


def _form(request: Request, typed: dict[str, str], faults: dict[str, str], rest: str = "") -> Response:
    spoken = language_of(request)
    values: dict[str, Any] = {
        "typed": typed, "faults": faults, "rest": rest, "token": _token(request), "choices": choices(spoken),
        "regimes": tax_regimes(spoken),
        "zones": sorted(one for one in time_zones() if "/" in one),
        "demo": may_choose(request),
    }  # fmt: skip
    return HTMLResponse(page("company_new.html", spoken, values), 422 if faults or rest else 200)


@router.get("/company/new", response_class=HTMLResponse)
def new_company(request: Request) -> Response:
    """The form, with what most companies here would write."""
    if not may_found(request):
        return back("/start")
    spoken = language_of(request)
    today: date = request.app.state.house.clock.now().date()
    zone, money = ("Asia/Shanghai", "CNY") if spoken == "zh" else ("Europe/Berlin", "EUR")
    typed = dict.fromkeys(FIELDS, "") | {
        "language": spoken, "currency": money, "time_zone": zone, "fiscal_start_month": "1", "first_period": f"{today:%Y-%m}",
        "standard": choices(spoken)[0].code, "tax_regime": "by_standard",
    }  # fmt: skip
    return _form(request, typed, {})


@router.post("/company/new")
def make_company(request: Request, form: Annotated[FormData, Depends(sent)]) -> Response:
    """Found it and go in as its first administrator; what is refused is said at its field and stays as typed."""
    if not may_found(request):
        return back("/start")
    if not from_this_site(request) or not secrets.compare_digest(str(form.get("csrf") or ""), _token(request)):
        raise BadForm
    house: House = request.app.state.house
    typed = {name: str(form.get(name) or "").strip() for name in FIELDS}
    typed["tax_regime"] = typed["tax_regime"] or "by_standard"
    outcome = found(house, typed, Channel.WEB, language_of(request))
    if not isinstance(outcome, Done):
        wrong = {one.where: one.text(language_of(request)) for one in getattr(outcome, "problems", ())}
        known = {where: words for where, words in wrong.items() if where in FIELDS}
        other = "" if known and isinstance(outcome, Invalid) else text_of(outcome, language_of(request))
        return _form(request, typed, known, other or ("" if known else " "))
    made: Any = outcome.result
    response = back("/welcome" + ("?tax=1" if made.warnings else ""))
    keep_session(response, made.company, house.door.first_session(made.company))
    let_go(response, MACHINE_COOKIE)
    return response


@router.get("/companies", response_class=HTMLResponse)
def companies(request: Request) -> Response:
    """The companies of this home, on this machine all of them, elsewhere those this browser is signed in to."""
    desk = Desk(request)
    here = on_this_machine(request)
    held = {one.tenant for one in desk.house.door.founded() if session_beside(request, desk.house, one.tenant)}
    known = [one for one in desk.house.door.founded() if here or one.tenant in held]
    return desk.page("companies.html", "more", known=known, held=held, may_found=may_found(request))


@router.post("/companies")
def change_company(request: Request, to: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "") -> Response:
    """Go over to another company: with the session held there, else by its sign-in page."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    if to not in desk.house.door.companies():
        return back("/companies")
    if session_beside(request, desk.house, to) is None:
        return back(f"/signin?company={to}")
    response = back("/")
    keep_session(response, to, cookie(request, f"{BESIDE}{to}"))
    return response
