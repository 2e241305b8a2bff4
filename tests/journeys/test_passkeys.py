"""A passkey on a screen: registered, asked for by a large confirmation, signed in with; Chromium's own authenticator."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from bots.web.app import create_app
from bots.web.guard import LANGUAGE_COOKIE
from ledger.core import say
from tests.tenants import Tenants
from tests.tools.own_company import PASSWORD
from tests.tools.people.authenticator import Authenticator
from tests.tools.people.keyed import Keyed

pytestmark = pytest.mark.browser


class ServedKeyed:
    """A company behind a web server of its own, reached as ``localhost``: passkeys know no bare address."""

    def __init__(self, company: Keyed) -> None:
        self.company = company
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://localhost:{self._socket.getsockname()[1]}"
        company.house.gateway.address = self.address
        app = create_app(company.house, company.tenant)
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=20)
        self._socket.close()


@pytest.fixture
def keyed(sqlite_tenants: Tenants) -> Iterator[ServedKeyed]:
    made = Keyed(sqlite_tenants.store)
    served = ServedKeyed(made)
    yield served
    served.close()
    made.close()


def _with_authenticator(page: Page) -> Any:
    """Chromium's virtual authenticator, inside the device and unlocked; and the way to speak with it."""
    speaks = page.context.new_cdp_session(page)
    speaks.send("WebAuthn.enable")
    made = speaks.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True}})  # fmt: skip
    return speaks, made["authenticatorId"]


def _sign_in(page: Page, user: str) -> None:
    page.goto("/signin")
    page.locator("input[name=user]").fill(user)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form[action='/signin'] button").click()
    expect(page.locator(".bar .who")).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_large_confirmation_takes_the_passkey_and_comes_back_to_its_card(
    browser: Browser, keyed: ServedKeyed, language: str
) -> None:
    own = keyed.company
    made = own.waiting("8000")
    context = browser.new_context(base_url=keyed.address, locale={"zh": "zh-CN", "en": "en-GB"}[language], viewport={"width": 390, "height": 844})  # fmt: skip
    spoken = {"name": LANGUAGE_COOKIE, "value": language, "url": keyed.address}
    context.add_cookies([spoken])  # type: ignore[list-item]
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda one: faults.append(str(one)))
    page.on("console", lambda one: faults.append(one.text) if "Content Security" in one.text else None)
    speaks, authenticator = _with_authenticator(page)
    _sign_in(page, "limin")

    page.goto("/me")
    card = page.locator("#passkeys")
    card.locator("input[name=label]").fill("my phone")
    card.locator("input[name=password]").fill(PASSWORD)
    card.get_by_role("button", name=say("passkey.make", language)).click()
    expect(card.get_by_role("status")).to_contain_text(say("passkey.said_passkey_kept", language))
    expect(card).to_contain_text("my phone")
    own.must("sunli", "set_passkey_rule", least="5000")

    page.goto(f"/inbox/{made.proposal}")
    confirm = page.locator("form[data-passkey] .btn.primary")
    speaks.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    confirm.click()
    expect(page.locator("[data-passkey-said]")).to_have_text(say("passkey.stopped", language))
    assert own.must("limin", "open_proposal", proposal=made.proposal).state == "proposed"
    speaks.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": True})
    confirm.click()
    page.wait_for_url(f"**did=confirm&of={made.proposal}")
    assert own.must("limin", "open_proposal", proposal=made.proposal).state == "confirmed"

    context.clear_cookies()
    context.add_cookies([spoken])  # type: ignore[list-item]
    page.goto("/signin")
    page.get_by_role("button", name=say("passkey.sign_in", language)).click()
    expect(page.locator(".bar .who")).to_be_visible()
    page.goto("/me")
    expect(page.locator("#passkeys form[action='/passkeys/remove']")).to_have_count(1)
    assert faults == []
    context.close()


def test_without_script_the_server_says_what_is_missing(browser: Browser, keyed: ServedKeyed) -> None:
    own = keyed.company
    key = Authenticator(keyed.address, rp="localhost")
    answer = key.make(own.must("limin", "offer_passkey").options)
    own.must("limin", "register_passkey", answer=answer, label="phone", password=PASSWORD)
    own.must("sunli", "set_passkey_rule", least="5000")
    made = own.waiting("8000")
    context = browser.new_context(base_url=keyed.address, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    _sign_in(page, "limin")
    page.goto(f"/inbox/{made.proposal}")
    page.locator("form[data-passkey] .btn.primary").click()
    expect(page.locator("main")).to_contain_text(say("passkey.wanted", "zh", amount="CNY 5,000.00"))
    assert own.must("limin", "open_proposal", proposal=made.proposal).state == "proposed"
    context.close()
