"""往来核销 on the page: chosen, proposed, kept where refused; the letter names what stands."""

from __future__ import annotations

import re

from tests.bots.web.site import Site


def _owed(site: Site) -> None:
    cost = {"account": "660204", "side": "debit", "amount_minor": 5000, "dims": {"department": "admin"}}
    owed = {"account": "220201", "side": "credit", "amount_minor": 5000, "dims": {"party": "V0001"}}
    site.world.run("2026-11", [{"date": "2026-11-10", "memo": "打印纸", "lines": [cost, owed]}])


def test_an_item_is_chosen_and_its_settlement_proposed(site: Site) -> None:
    _owed(site)
    person = site.person("zhangwei", follow_redirects=True)
    page = person.get("/open-items?party=V0001").text
    token, key = (re.search(rf'name="{name}" value="([^"]+)"', page) for name in ("csrf", "item"))
    assert token and key
    given = {"csrf": token[1], "party": "V0001", "item": key[1], f"amount-{key[1]}": "12.50", "day": "2026-11-20"}
    refused = person.post("/open-items", data=given)
    assert refused.status_code == 422 and 'value="12.50"' in refused.text and "checked" in refused.text
    made = person.post("/open-items", data={**given, "account": "100201 银行"})
    assert made.status_code == 200 and "12.50" in made.text and "/inbox/" in str(made.url)


def test_the_letter_tells_what_is_open_on_the_day(site: Site) -> None:
    _owed(site)
    person = site.person("zhangwei")
    text = person.get("/open-items/letter?party=V0001&as_of=2026-11-30").text
    assert "往来对账函" in text and "50.00" in text and "打印纸" in text
    assert "打印纸" not in person.get("/open-items/letter?party=V0001&as_of=2026-11-09").text
    assert site.person("chenxiao").get("/open-items").status_code == 403
