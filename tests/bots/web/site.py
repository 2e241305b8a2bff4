"""A browser without a screen: the real app over a world, one client a person."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from httpx2 import Response
from sqlalchemy import update
from starlette.testclient import TestClient

from bots.web.app import create_app
from bots.web.guard import COOKIE, LANGUAGE_COOKIE, cookie_name, cookie_value
from ledger.store.schema.people import company
from tests.world import World

HERE = "http://127.0.0.1:8765"
ELSEWHERE = ("203.0.113.9", 40000)


class Person(TestClient):
    """One person's browser; ``user`` is empty for somebody at the door."""

    def __init__(self, site: Site, user: str = "", language: str = "zh", **options: Any) -> None:
        settings: dict[str, Any] = {
            "base_url": HERE,
            "client": ("127.0.0.1", 50000),
            "follow_redirects": False,
        } | options
        super().__init__(site.app, raise_server_exceptions=False, **settings)
        self.site = site
        self.csrf = ""
        self.cookies.set(cookie_name(LANGUAGE_COOKIE), language)
        if user:
            secret = site.world.house.door.become(site.world.tenant, user)
            assert isinstance(secret, str), secret
            self.cookies.set(cookie_name(COOKIE), cookie_value(site.world.tenant, secret))
            signed = site.world.house.door.session(site.world.tenant, secret)
            assert signed is not None
            self.csrf = signed.csrf

    def send_form(self, path: str, form: dict[str, Any] | None = None, **more: Any) -> Response:
        """POST a form as its page would, with the token."""
        return self.post(path, data={"csrf": self.csrf, **(form or {})}, **more)

    def lands_on(self, answer: Response) -> str:
        """Where a form led to."""
        assert answer.status_code == 303, (answer.status_code, answer.text[:2000])
        return answer.headers["location"]


class Site:
    """The app over a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.app = create_app(world.house, world.tenant)

    def person(self, user: str = "", language: str = "zh", **options: Any) -> Person:
        """A fresh browser."""
        return Person(self, user, language, **options)

    def make_real(self) -> None:
        """The company is no demo any more."""
        with self.world.house.store.write(self.world.tenant) as unit:
            unit.connection.execute(update(company).where(company.c.tenant_id == self.world.tenant).values(demo=False))

    def purchase(self) -> Any:
        """A document that became a proposal, waiting to be handed to the checker."""
        self.world.history("V0001", "660213", [1_200_000, 1_236_000, 1_180_000])
        return self.world.hand_in_sample("intake", "special")


class Inline(HTMLParser):
    """Collects what the content security policy would block."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or re.match(r"on[a-z]+$", name):
                self.faults.append(f"{tag} {name}={value!r}")
            if name in ("href", "src", "action") and re.match(r"\s*(javascript|data|https?|//)", value or "", re.I):
                self.faults.append(f"{tag} {name}={value!r}")


def inline_faults(page: str) -> list[str]:
    """Inline scripts, inline styles and addresses outside this site in a page."""
    reader = Inline()
    reader.feed(page)
    return reader.faults
