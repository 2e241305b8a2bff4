"""学到的 by forms alone: a field that was not read is pointed out, the next paper says where it comes from, and it is forgotten;
a voucher that taught the booking likewise.
"""

from __future__ import annotations

import html
import re

import pytest

from ledger.core import say
from tests.bots.web.site import Site, inline_faults
from tests.ingestion.odd_vendor import TAX_ID, odd


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pointed_out_once_found_the_next_time_and_forgotten(site: Site, language: str) -> None:
    first = site.world.hand_in("intake", odd("HF-26/0417", "12.11.2026", "12.12.2026", 400), "一.pdf").document
    person = site.person("wangfang", language)
    path = f"/inbox/{first}/field/number"
    card = person.get(f"/inbox/{first}").text
    assert f'href="{path}"' in card and say("field.word_needs", language) in card
    options = [html.unescape(one) for one in re.findall(r'<option value="(\d+:[^"]+)"', person.get(path).text)]
    word = next(one for one in options if one.endswith(":HF-26/0417"))
    after = person.get(person.lands_on(person.send_form(path, {"page": "1", "word": word}))).text
    assert say("web.word_taught", language) in html.unescape(after) and 'href="/learned"' in after
    second = site.world.hand_in("intake", odd("HF-26/0533", "19.11.2026", "19.12.2026", 650), "二.pdf").document
    card = person.get(f"/inbox/{second}").text
    assert "HF-26/0533" in card and f'href="/inbox/{first}"' in card
    page = person.get("/learned").text
    assert inline_faults(page) == [] and f'href="/inbox/{first}"' in page and "leistungsbeleg" in page
    wrong = person.send_form("/learned/forget", {"vendor": "nobody", "field": "number"})
    assert wrong.status_code == 422 and "nobody" in wrong.text
    assert person.post("/learned/forget", data={"vendor": TAX_ID, "field": "number"}).status_code == 403, "no token"
    where = person.lands_on(person.send_form("/learned/forget", {"vendor": TAX_ID, "field": "number"}))
    assert html.escape(say("learned.none", language)) in person.get(where).text
    assert site.person("chenxiao", language).get("/learned").status_code == 403


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_voucher_that_taught_the_booking_is_listed_and_forgotten(site: Site, language: str) -> None:
    site.purchase()
    person = site.person("wangfang", language)
    page = html.unescape(person.get("/learned").text)
    keys = re.findall(r'name="voucher" value="([0-9.]+)"', page)
    assert inline_faults(page) == [] and "660213" in page and keys and f'href="/vouchers/{keys[0]}"' in page
    assert person.post("/learned/forget-voucher", data={"voucher": keys[0]}).status_code == 403, "no token"
    for number, key in enumerate(keys, 1):
        where = person.lands_on(person.send_form("/learned/forget-voucher", {"voucher": key}))
        left = html.unescape(person.get(where).text)
        assert len(re.findall(r'name="voucher" value="', left)) == len(keys) - number
    assert say("learned.no_bookings", language) in left
    again = person.send_form("/learned/forget-voucher", {"voucher": keys[0]})
    assert again.status_code == 422 and inline_faults(again.text) == []
