"""Who is on the line, and what a browser may do: session cookie, CSRF, security headers."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ledger.core import LOOPBACK, Principal, settings
from tools.door.doorkeeper import SignedIn
from tools.house import House

COOKIE = "zf_session"
LANGUAGE_COOKIE = "zf_language"
BESIDE = "zf_at_"
"""Before a company's id: the cookie of a session there, beside the one in use."""
_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


STAY_WITH_HTTPS = "max-age=31536000; includeSubDomains"


class SecurityHeaders:
    """Adds the headers to every answer; pages are never kept by a shared cache."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
                if over_https():
                    headers.setdefault("strict-transport-security", STAY_WITH_HTTPS)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class SignInNeeded(Exception):
    """Nobody is signed in: a page sends to the sign-in page."""


class BadForm(Exception):
    """A form without its token, or from another site."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in person on a page."""

    signed: SignedIn
    secret: str
    language: str

    @property
    def principal(self) -> Principal:
        """What tools are called as."""
        return self.signed.principal


def language_of(request: Request, default: str = "") -> str:
    """The language of the screen: the cookie, else the person's, else the browser's."""
    chosen = cookie(request, LANGUAGE_COOKIE) or default
    if chosen in ("zh", "en"):
        return chosen
    return "zh" if "zh" in request.headers.get("accept-language", "zh").lower() else "en"


def cookie_value(tenant: str, secret: str) -> str:
    """What the session cookie holds: which company, and the secret."""
    return f"{tenant}:{secret}"


def over_https() -> bool:
    """Whether people reach the house by https only: then cookies and browsers are told to stay with it."""
    return settings().public_url.startswith("https://")


def cookie_name(name: str) -> str:
    """The name a browser knows a cookie by: over https ``__Host-…``, which no other host and no http page can set."""
    return f"__Host-{name}" if over_https() else name


def keep(response: Response, name: str, value: str, seconds: int = 43_200) -> None:
    """A cookie that no script reads and no other site sends along."""
    response.set_cookie(
        cookie_name(name), value, max_age=seconds, httponly=True, samesite="lax", path="/", secure=over_https()
    )


def cookie(request: Request, name: str) -> str:
    """What a cookie of ours holds, empty where there is none."""
    return request.cookies.get(cookie_name(name), "")


def let_go(response: Response, *names: str) -> None:
    """Have the browser forget cookies of ours; the same attributes, or it keeps a ``__Host-`` one."""
    for name in names:
        response.delete_cookie(cookie_name(name), path="/", secure=over_https(), httponly=True, samesite="lax")


def keep_session(response: Response, tenant: str, secret: str) -> None:
    """The session of this company from now on; those of other companies stay beside it, for changing over."""
    keep(response, COOKIE, cookie_value(tenant, secret))
    keep(response, f"{BESIDE}{tenant}", secret)


def session_beside(request: Request, house: House, tenant: str) -> SignedIn | None:
    """Who this browser is signed in as in a company, beside the one in use; None where it is not."""
    secret = cookie(request, f"{BESIDE}{tenant}")
    return house.door.session(tenant, secret) if secret and tenant in house.door.companies() else None


def home_tenant(request: Request) -> str:
    """The company that the sign-in page speaks for: the one served, else the first there is, else none."""
    served: str = request.app.state.tenant
    founded = [one.tenant for one in request.app.state.house.door.founded()] if not served else []
    return served or (founded[0] if founded else "")


def address(request: Request) -> str:
    """Where a request comes from, as far as the server knows."""
    return request.client.host if request.client else ""


def device(request: Request) -> str:
    """The browser and system that a request says it comes from: for its person's eyes, never for a decision."""
    said = request.headers.get("user-agent", "")
    names = [name for mark, name in _BROWSERS if mark in said][:1] + [name for mark, name in _SYSTEMS if mark in said][
        :1
    ]
    return " · ".join([*names, address(request)])


def from_this_site(request: Request) -> bool:
    """Whether a form without a session comes from a page of ours, as far as the browser says."""
    said = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if said is not None:
        return said in ("same-origin", "none")
    return origin is None or urlsplit(origin).netloc == request.url.netloc


def visitor(request: Request, house: House) -> Visitor:
    """Who asks; SignInNeeded where nobody is signed in."""
    tenant, _, secret = cookie(request, COOKIE).partition(":")
    if not secret or tenant not in house.door.companies():
        raise SignInNeeded
    language = cookie(request, LANGUAGE_COOKIE)
    signed = house.door.session(tenant, secret, language=language if language in ("zh", "en") else "")
    if signed is None:
        raise SignInNeeded
    return Visitor(signed, secret, signed.principal.language)


def check_form(who: Visitor, token: str, headers: Headers) -> None:
    """The form's token is the session's, and the browser says it comes from here; BadForm otherwise."""
    given = token or headers.get("x-csrf", "")
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise BadForm
    if not secrets.compare_digest(given.encode(), who.signed.csrf.encode()):
        raise BadForm


def on_this_machine(request: Request) -> bool:
    """The browser is on this machine and calls it by a loopback name (a foreign name bent to it does not count)."""
    return request.client is not None and {request.client.host, request.url.hostname or ""} <= LOOPBACK


def own_path(wanted: str) -> str:
    """A path of this site, or the first page: no form leads away."""
    return wanted if _OWN_PATH.fullmatch(wanted) else "/"
