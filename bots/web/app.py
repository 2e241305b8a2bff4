"""Puts the web app together: pages, static files, security headers, and where refusals land."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

from bots.web.frame import back
from bots.web.guard import BadForm, SecurityHeaders, SignInNeeded, language_of
from bots.web.pages import alerts, ask, door, home, inbox, policies, reports, rest, vouchers
from bots.web.render import HERE, page
from ledger.core import say
from tools.house import House


class Files(StaticFiles):
    """Static files that a browser may keep for a day."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=86400"
        return response


def create_app(house: House, tenant: str) -> FastAPI:
    """The web app over an open house; ``tenant`` is whom the sign-in page speaks for."""
    app = FastAPI(title=say("web.name", "en"), docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.house = house
    app.state.tenant = tenant
    app.add_middleware(SecurityHeaders)
    app.mount("/static", Files(directory=HERE / "static"), name="static")
    app.mount("/built", Files(directory=HERE / "built", check_dir=False), name="built")
    for module in (door, home, inbox, ask, vouchers, reports, alerts, policies, rest):
        app.include_router(module.router)

    @app.exception_handler(SignInNeeded)
    async def _sign_in(request: Request, _error: SignInNeeded) -> Response:
        if request.url.path.startswith("/api/"):
            return PlainTextResponse(say("web.sign_in_first", language_of(request)), 401)
        return back("/signin")

    @app.exception_handler(BadForm)
    async def _bad_form(request: Request, _error: BadForm) -> Response:
        spoken = language_of(request)
        return HTMLResponse(page("plain.html", spoken, {"words": say("web.bad_form", spoken)}), 403)

    @app.exception_handler(404)
    async def _nothing(request: Request, _error: Exception) -> Response:
        spoken = language_of(request)
        return HTMLResponse(page("plain.html", spoken, {"words": say("web.nothing_here", spoken)}), 404)

    return app
