"""A button that cannot be pressed says why beside it and leads to the rule: on every page, for every role."""

from __future__ import annotations

from html.parser import HTMLParser

from tests.bots.web.site import Site
from tests.bots.web.test_pages import ADMINS, PLACES
from tests.tools.parties.test_changes import _propose
from tests.tools.vouchers.test_keying import typed
from tools.demo import cast

PEOPLE = tuple({one.roles: one.user for one in reversed(cast.staff())}.values())
"""One of each role."""


class Grey(HTMLParser):
    """Buttons that are off, by what describes them, and for every element with an id its words and links."""

    def __init__(self) -> None:
        super().__init__()
        self.off: list[str] = []
        self.words: dict[str, str] = {}
        self.links: dict[str, list[str]] = {}
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("button", "a", "input", "select") and ("disabled" in given or given.get("aria-disabled") == "true"):
            self.off.append(given.get("aria-describedby") or f"<{tag} {given}>")
        if tag == "a":
            for one in self._open:
                self.links.setdefault(one, []).append(given.get("href") or "")
        if tag in ("span", "p", "div"):
            self._open.append(given.get("id") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("span", "p", "div") and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for one in self._open:
            self.words[one] = self.words.get(one, "") + data.strip()


def grey(page: str) -> tuple[int, list[str]]:
    """How many buttons are off, and those of them without reason or way to the rule."""
    read = Grey()
    read.feed(page)
    bad = [
        one
        for one in read.off
        if not read.words.get(one) or not any("/why-not?" in to for to in read.links.get(one, []))
    ]
    return len(read.off), bad


def test_no_button_is_grey_without_its_reason_and_the_way_to_the_rule(site: Site) -> None:
    own = typed(site.world)
    site.world.must("wangfang", "submit_proposal", proposal=own.proposal, digest=own.digest)
    _propose(site.world, "limin")
    site.world.history("V0002", "660107", [3_860_000, 3_900_000], "sales")
    site.world.hand_in_sample("limin", "changed_account", "nobody")
    (alert, *_) = [one for one in site.world.must("limin", "risk_alerts").alerts if one.locks_payment]
    plain = [one for one in PLACES if "?" not in one]
    places = (*plain, *ADMINS, f"/inbox/{own.proposal}", f"/alerts/{alert.number}", "/close/2026-11", "/ready")
    seen: dict[str, int] = {}
    for user in PEOPLE:
        person = site.person(user, follow_redirects=True)
        for path in places:
            count, bad = grey(person.get(path).text)
            assert bad == [], (user, path)
            seen[path] = seen.get(path, 0) + count
    for path in (f"/inbox/{own.proposal}", f"/alerts/{alert.number}", "/parties/V0001"):
        assert seen[path], path
    for about, thing in (("confirm_proposal", own.proposal), ("settle_alert", alert.alert)):
        answer = site.person("wangfang" if about == "confirm_proposal" else "limin").get(
            f"/why-not?about={about}&thing={thing}"
        )
        assert answer.status_code == 200 and "callout stop" in answer.text
