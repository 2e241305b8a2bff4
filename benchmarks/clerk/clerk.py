"""The clerk at the keyboard: answers the least, mends what is wrong by a click on its word, hands on; every act counted."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field

from playwright.sync_api import Error, Page

from benchmarks.clerk.eyes import WorkSeen, reads_as, squashed, vendors_seen, work_seen
from benchmarks.clerk.pile import Given

PAID = {"sender": "1", "card": "2", "nobody": "3"}
_STEPS = 14


@dataclass
class Done:
    """One document worked through. ``acts`` are key presses, clicks and texts typed, one each; ``typed`` the characters;
    ``turns`` the J, or the click in the list, that leads to it.

    ``mended`` and ``unmendable`` name fields that were not what the paper says; ``end`` is submitted, as told, or why not.
    """

    given: Given
    acts: list[str] = field(default_factory=list)
    typed: int = 0
    turns: int = 1
    mended: list[str] = field(default_factory=list)
    unmendable: list[str] = field(default_factory=list)
    end: str = ""

    @property
    def untouched(self) -> bool:
        """No field had to be corrected."""
        return not self.mended and not self.unmendable


class Clerk:
    """One person before one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def work(self, given: Given, opens: str) -> Done:
        """From the opened document to its hand-over, or to what the page says of a file of no use."""
        done = Done(given)
        self.page.goto(opens)
        seen = work_seen(self.page)
        if given.ends == "failed" or (given.ends == "copy" and seen.twin):
            done.end = "as told" if seen.shut or seen.twin else "not told"
            return done
        self._mend(done)
        for _ in range(_STEPS):
            seen = work_seen(self.page)
            if seen.submit:
                self._hand_on(done, seen)
                break
            if not self._answer(done, seen):
                done.end = f"stuck: {done.end or seen.told[:3]}, asks {seen.asks}"
                break
        return done

    def _hand_on(self, done: Done, seen: WorkSeen) -> None:
        if done.given.ends == "warned":
            done.end = "as told" if seen.warned else "not told"
            return
        self._go(done, "Control+Enter")
        after = work_seen(self.page)
        done.end = "stuck: submit did nothing" if after.here == seen.here and after.submit else "submitted"

    def _go(self, done: Done, key: str) -> None:
        """A key that leads to another page."""
        done.acts.append(key)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def _answer(self, done: Done, seen: WorkSeen) -> bool:
        """The first thing asked; False where nothing is asked that a person could answer here."""
        before = (seen.here, seen.asks)
        ask = seen.asks[0] if seen.asks else ""
        if ask == "paid_by":
            self._go(done, PAID[done.given.paid_by])
        elif ask == "department":
            self._go(done, "1")
        elif ask in ("account", "rate"):
            self._type(done, ask, done.given.account if ask == "account" else done.given.rate)
        elif ask == "vendor":
            self._vendor(done)
        after = work_seen(self.page)
        return bool(ask) and (after.submit or (after.here, after.asks) != before)

    def _type(self, done: Done, where: str, text: str) -> None:
        """Into the field; one click more where the cursor is not there already."""
        if self.page.evaluate("document.activeElement.id") != where:
            self.page.locator(f"#{where}").click()
            done.acts.append(f"click {where}")
        self.page.keyboard.type(text)
        done.acts.append(f"type {where}")
        done.typed += len(text)
        self._go(done, "Enter")

    def _vendor(self, done: Done) -> None:
        done.acts.append("click vendor")
        with self.page.expect_navigation():
            self.page.locator("a[href$='/vendor'].btn").first.click()
        offered, seller = vendors_seen(self.page), done.given.truth.get("seller_name") or ""
        same = [at for at, name in enumerate(offered) if squashed(name) == squashed(seller)]
        if same:
            self._click(done, "button[name=use]", same[0], leads=True)
            return
        if self.page.locator("input[name=distinct]").count():
            self._click(done, "input[name=distinct]", 0)
        self._go(done, "Control+Enter")
        if self.page.locator("form[action$='/vendor'] .fault").count():
            done.end = self.page.locator(".fault").first.inner_text()

    def _click(self, done: Done, css: str, at: int, *, leads: bool = False) -> None:
        done.acts.append(f"click {css}")
        with self.page.expect_navigation() if leads else nullcontext():
            self.page.locator(css).nth(at).click()

    def _mend(self, done: Done) -> None:
        for name, truth in done.given.truth.items():
            shown = work_seen(self.page).fields.get(name)
            if reads_as(name, shown, truth):
                continue
            said = f"{name}: {shown!r} for {truth!r}"
            put = truth is not None and name != "invoice_kind" and self._put(done, name, truth, shown is None)
            (done.mended if put else done.unmendable).append(said)

    def _put(self, done: Done, name: str, truth: str, absent: bool) -> bool:
        """The word on the page that says it, into the field; False where the page offers no such word."""
        if absent and self._taken(done, name, truth):
            return True
        link = self.page.locator(f"a[href$='/field/{name}']" if absent else f".f[data-field={name}] .k").first
        if not link.count():
            return False
        done.acts.append(f"click {name}")
        before = self.page.url
        try:
            link.click(timeout=3000)
            words = self.page.locator("svg.page g.choose rect, svg.page.choose rect[data-word]")
            words.first.wait_for(state="attached", timeout=5000)
        except Error:
            return False
        labels = words.evaluate_all("all => all.map(one => one.textContent)")
        places = [at for at, label in enumerate(labels) if reads_as(name, label, truth) or squashed(label) == truth]
        if not places:
            self.page.goto(before)
            return False
        done.acts.append("click word")
        return self._picked(done, words, places[0])

    def _taken(self, done: Done, name: str, truth: str) -> bool:
        """What is offered for a field, where it is that."""
        offers = self.page.locator(f".f[data-field={name}] .offers button")
        places = [at for at, label in enumerate(offers.all_inner_texts()) if reads_as(name, label, truth)]
        if places:
            self._click(done, f".f[data-field={name}] .offers button", places[0], leads=True)
        return bool(places)

    def _picked(self, done: Done, words: object, place: int) -> bool:
        try:
            with self.page.expect_navigation(timeout=8000):
                words.nth(place).dispatch_event("click")  # type: ignore[attr-defined]
                if self.page.locator("form[data-choose][data-primary]:not([hidden])").count():
                    done.acts.append("Control+Enter")
                    self.page.keyboard.press("Control+Enter")
        except Error:
            return False
        return True
