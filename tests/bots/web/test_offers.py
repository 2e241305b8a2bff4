"""An unsure value on the review page: its box, a button that says it, and by forms alone it is taken."""

from __future__ import annotations

import html
import re

import pytest

from ledger.core import say
from tests.bots.web.site import Site, inline_faults
from tests.unsure import unsure, withhold


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_total_is_one_button_and_its_box_lies_on_the_page(site: Site, language: str) -> None:
    document = site.world.hand_in("intake", unsure(), "unsure.pdf").document
    withhold(site.world, document, "gross", "tax")
    person = site.person("wangfang", language)
    page = person.get(f"/inbox/{document}").text
    assert inline_faults(page) == []
    row = next(one for one in re.findall(r'<div class="f[^"]*" data-field="gross".*?</div>', page, re.S))
    assert say("field.unsure", language) in html.unescape(row) and say("field.word_needs", language) in row
    (number,) = re.findall(r'see_box|<a class="i"[^>]*>(\d+)</a>', row)
    assert re.search(rf'<g data-field="gross".*?<title>{number} [^<]*500\.00</title>', page, re.S), (
        "its box has its number"
    )
    (word,) = re.findall(r'name="word" value="([^"]+)"', row)
    path = f"/inbox/{document}/field/gross"
    assert word == ":500.00" and person.post(path, data={"page": "1", "word": word}).status_code == 403, "no token"
    after = html.unescape(person.get(person.lands_on(person.send_form(path, {"page": "1", "word": word}))).text)
    assert say("web.word_taught", language) in after and say("document.needs_amount", language) not in after
    assert person.send_form(path, {"page": "1", "word": ":501.00"}).status_code == 422


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_other_day_is_offered_beside_the_one_that_was_read(site: Site, language: str) -> None:
    document = site.world.hand_in("intake", unsure(day="03/04/2026"), "unsure.pdf").document
    person = site.person("wangfang", language)
    page = html.unescape(person.get(f"/inbox/{document}").text)
    row = next(one for one in re.findall(r'<div class="f[^"]*" data-field="issue_date".*?</div>', page, re.S))
    assert say("field.or", language) in row and "2026-04-03" in row
    (word,) = re.findall(r'name="word" value="([^"]+)"', row)
    assert word == ":2026-03-04"
    after = person.get(
        person.lands_on(person.send_form(f"/inbox/{document}/field/issue_date", {"page": "1", "word": word}))
    ).text
    row = next(one for one in re.findall(r'<div class="f[^"]*" data-field="issue_date".*?</div>', after, re.S))
    assert "2026-03-04" in row and say("field.word_checked", language) in row and "2026-04-03" not in row
