"""REST: every tool by its name, from its one declaration; with a session or an API token."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from bots.web.frame import Desk
from bots.web.guard import BadForm, SignInNeeded, check_form
from ledger.core import Channel, Principal
from tools.house import House
from tools.outcome import Denied, Done, Invalid

router = APIRouter(prefix="/api")
STATUS = {Done: 200, Denied: 403, Invalid: 422}


def _principal(request: Request, effect: str) -> Principal:
    house: House = request.app.state.house
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        found = house.door.token(request.app.state.tenant, secret, Channel.REST)
        if found is None:
            raise SignInNeeded
        return found
    desk = Desk(request)
    if effect != "read":
        check_form(desk.visitor, "", request.headers)
    return desk.visitor.principal


@router.get("/tools")
def tools(request: Request) -> JSONResponse:
    """Every tool with its schema."""
    house: House = request.app.state.house
    _principal(request, "read")
    return JSONResponse(
        [
            {"name": one.name, "effect": one.effect, "summary": one.summary, "request": one.request.model_json_schema()}
            for one in house.gateway.registry
        ]
    )


@router.post("/tools/{name}")
async def call(request: Request, name: str) -> JSONResponse:
    """Call a tool with a JSON object of arguments."""
    house: House = request.app.state.house
    found = house.gateway.registry.get(name)
    try:
        principal = _principal(request, found.effect if found else "read")
    except BadForm:
        return JSONResponse({"problems": [{"code": "web.bad_form"}]}, 403)
    try:
        arguments: Any = await request.json()
    except ValueError:
        arguments = None
    if not isinstance(arguments, dict):
        return JSONResponse({"problems": [{"code": "gateway.not_an_object"}]}, 400)
    outcome = house.gateway.call(principal, name, arguments)
    return JSONResponse(_body(outcome, principal.language), STATUS.get(type(outcome), 500))


def _body(outcome: Any, language: str) -> dict[str, Any]:
    if isinstance(outcome, Done):
        blocks = [block.model_dump(mode="json") for block in outcome.blocks]
        return {"result": outcome.result.model_dump(mode="json"), "blocks": blocks}
    if isinstance(outcome, Denied):
        return {"denied": outcome.rule, "message": outcome.reason.text(language)}
    if isinstance(outcome, Invalid):
        return {
            "problems": [
                {"code": one.code, "where": one.where, "message": one.text(language)} for one in outcome.problems
            ]
        }
    return {"failed": outcome.id}
