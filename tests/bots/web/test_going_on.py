"""After an answer of the books: the figure in a sentence, the page that shows the same, and what to ask next."""

from __future__ import annotations

import re
from html import unescape

import pytest

from assistant.going_on import NEXT
from bots.web.tool_pages import page_of
from ledger.core import say
from ledger.core.words import has
from tests.bots.web.site import Site, inline_faults


def test_each_tool_that_leads_on_has_a_page_that_opens(site: Site) -> None:
    limin = site.person("limin", follow_redirects=True)
    for tool in NEXT:
        for named in (f"{tool}::6602", f"{tool}:2026-11:6602"):
            assert limin.get(page_of(named)).status_code == 200, named


def test_what_is_offered_next_is_a_sentence_in_both_languages() -> None:
    for tool, following in NEXT.items():
        for one in following:
            assert has(f"assistant.try_{one}"), (tool, one)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_answer_leads_to_its_page_and_to_what_may_be_asked_next(site: Site, language: str) -> None:
    limin = site.person("limin", language, follow_redirects=True)
    for tool, following in NEXT.items():
        asked = say(f"assistant.try_{tool}", language)
        turn = unescape(limin.send_form("/ask", {"q": asked}, headers={"hx-request": "true"}).text.rpartition("-->")[2])
        assert inline_faults(turn) == []
        ways = re.findall(r'<a class="btn" href="([^"]+)"', turn)
        links = [one for one in ways if one.startswith(page_of(f"{tool}::"))]
        assert len(links) == 1 and limin.get(links[0]).status_code == 200, (tool, ways)
        assert all(say(f"assistant.try_{one}", language) in turn for one in following), tool
