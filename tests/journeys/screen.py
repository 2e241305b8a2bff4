"""A person at a screen: chooses who to be, finds buttons by their words, and minds what the console says."""

from __future__ import annotations

import re
from types import TracebackType

from playwright.sync_api import Browser, Locator, Page, expect

from ledger.core import say
from tests.journeys.house import Served
from tools.demo import cast

expect.set_options(timeout=30_000)
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
PEOPLE = {person.user: person for person in cast.staff()}


class Screen:
    """One browser window of one person; at its end the console must have been silent."""

    def __init__(
        self, browser: Browser, served: Served, language: str, *, size: tuple[int, int] = (1440, 960), dark: bool = False,
        touch: bool = False, scale: float = 1,
    ) -> None:  # fmt: skip
        self.served, self.language = served, language
        self._context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale=LOCALES[language], bypass_csp=True,
            color_scheme="dark" if dark else "light", has_touch=touch, device_scale_factor=scale, base_url=served.address,
        )  # fmt: skip
        # the house's clock: the time that is left to undo is told by the browser's own
        ahead = int(served.clock.ahead.total_seconds() * 1000)
        self._context.add_init_script(f"Date.now = (now => () => now() + {ahead})(Date.now);")
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(60_000)
        self.said: list[str] = []
        self.page.on("console", lambda one: self.said.append(one.text) if one.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda one: self.said.append(str(one)))

    def __enter__(self) -> Screen:
        self.page.goto(self.served.hello())
        expect(self.page.locator(".person")).to_have_count(6)
        if self.page.locator("html").get_attribute("lang") != {"zh": "zh-CN", "en": "en"}[self.language]:
            self.page.locator("form[action='/language'] button").click()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._context.close()
        if kind is None:
            expected = re.compile(r"status of (403|422|404|500)")
            assert [one for one in self.said if not expected.search(one)] == []

    def words(self, key: str, **parameters: object) -> str:
        """A message in this screen's language."""
        return say(key, self.language, **parameters)

    def become(self, user: str) -> Page:
        """Choose a person on the page of people; land on that person's home."""
        if "/hello" not in self.page.url:
            self.page.goto("/hello")
        self.page.locator(f"form:has(input[value={user}]) button").first.click()
        expect(self.page.locator(".bar .who")).to_contain_text(PEOPLE[user].called(self.language))
        return self.page

    def button(self, key: str) -> Locator:
        """The button with a message's words."""
        return self.page.get_by_role("button", name=re.compile(re.escape(self.words(key))))

    def open(self, path: str) -> Page:
        """A page of ours."""
        self.page.goto(path)
        return self.page

    def see(self, selector: str, words: str = "") -> Locator:
        """Something is on the screen, with these words in it."""
        found = self.page.locator(selector).first
        expect(found).to_be_visible()
        if words:
            expect(found).to_contain_text(words)
        return found
