"""Puts the web app together: pages, static files, security headers, and where refusals land."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

from bots.web import pages
from bots.web.frame import back
from bots.web.guard import HEADERS, BadForm, SecurityHeaders, SignInNeeded, language_of
from bots.web.render import HERE, page
from ledger.core import new_id, say
from tools.house import House

log = structlog.get_logger("zhangfang.web")

STATUSES = (303, 307, 400, 401, 403, 404, 409, 410, 413, 415, 422, 429)
"""What every address may answer beside its own."""


class Files(StaticFiles):
    """Static files that a browser may keep for a day."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=86400"
        return response


def _routers() -> Iterator[APIRouter]:
    """Those of all modules in pages/: a page is one file there."""
    for module in sorted(pkgutil.iter_modules(pages.__path__), key=lambda one: one.name):
        yield importlib.import_module(f"{pages.__name__}.{module.name}").router


def create_app(house: House, tenant: str) -> FastAPI:
    """The web app over an open house; ``tenant`` is whom the sign-in page speaks for."""
    app = FastAPI(title=say("web.name", "en"), docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
                  responses={one: {"description": say(f"web.answer_{one}", "en")} for one in STATUSES})  # fmt: skip
    app.state.house = house
    app.state.tenant = tenant
    app.add_middleware(SecurityHeaders)
    app.mount("/static", Files(directory=HERE / "static"), name="static")
    app.mount("/built", Files(directory=HERE / "built", check_dir=False), name="built")
    for router in _routers():
        app.include_router(router)
    _refusals(app)
    return app


def _plain(request: Request, key: str, status: int, **told: str) -> HTMLResponse:
    spoken = language_of(request)
    return HTMLResponse(page("plain.html", spoken, {"words": say(key, spoken, **told)}), status)


def _refusals(app: FastAPI) -> None:
    """Where refusals and faults land: a sentence, never a trace."""

    @app.exception_handler(SignInNeeded)
    async def _sign_in(request: Request, _error: SignInNeeded) -> Response:
        if request.url.path.startswith("/api/"):
            return PlainTextResponse(say("web.sign_in_first", language_of(request)), 401)
        return back("/signin")

    @app.exception_handler(BadForm)
    async def _bad_form(request: Request, _error: BadForm) -> Response:
        return _plain(request, "web.bad_form", 403)

    @app.exception_handler(RequestValidationError)
    async def _bad_shape(request: Request, _error: RequestValidationError) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"problems": [{"code": "web.bad_form"}]}, 422)
        return _plain(request, "web.bad_form", 422)

    @app.exception_handler(404)
    @app.exception_handler(405)
    async def _nothing(request: Request, _error: Exception) -> Response:
        return _plain(request, "web.nothing_here", 404)

    @app.exception_handler(Exception)
    async def _fault(request: Request, error: Exception) -> Response:
        failure = new_id()[-8:]
        log.error("a page failed", id=failure, path=request.url.path, exc_info=error)
        answer = _plain(request, "web.page_failed", 500, id=failure)
        answer.headers.update(HEADERS)
        return answer
