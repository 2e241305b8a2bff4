"""换一个词 by forms alone, and what its page says before anything is chosen."""

from __future__ import annotations

import re
from html import unescape

import pytest

from ledger.core import say
from tests.bots.web.site import Site, inline_faults


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_word_of_the_list_becomes_the_field(site: Site, language: str) -> None:
    done = site.purchase()
    person = site.person("wangfang", language)
    card = person.get(f"/inbox/{done.proposal}").text
    (path, *_) = re.findall(rf'href="(/inbox/{done.document}/field/issue_date)"', card)
    page = person.get(path).text
    assert inline_faults(page) == []
    assert page.index(say("web.choose_keeps_maker", language)) < page.index("<select")
    options = [unescape(one) for one in re.findall(r'<option value="(\d+:[^"]+)"', page)]
    boxes = [unescape(one) for one in re.findall(r'data-word="([^"]+)"', page)]
    assert options and boxes == options, "the picture offers what the list offers"
    where = person.lands_on(person.send_form(path, {"page": "1", "word": options[0]}))
    after = person.get(where).text
    assert say("web.word_kept", language) in after and say("web.witness_person", language) in after
    assert f'href="{path}"' not in after, "nothing is left to look at"


def test_what_does_not_stand_there_is_refused(site: Site) -> None:
    done = site.purchase()
    person = site.person("wangfang")
    path = f"/inbox/{done.document}/field/gross"
    for word in ("0:1.00", "99:12360.00", "x:12360.00", "-1:12360.00"):
        assert person.send_form(path, {"page": "1", "word": word}).status_code == 422, word
    assert person.lands_on(person.send_form(path, {"page": "1", "word": ""})) == path
    assert person.post(path, data={"page": "1", "word": "0:1.00"}).status_code == 403, "no token"
    assert person.get(f"/inbox/{done.document}/field/sender").status_code == 422
    assert person.get(f"{path}?page=99").status_code == 422
    stranger = site.person("chenxiao")
    assert stranger.get(path).status_code == 403
