"""往来核销 on the page: chosen, proposed, kept where refused; the letter names what stands."""

from __future__ import annotations

import re

import pytest

from ledger.core import say
from tests.bots.web.site import Site, inline_faults


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


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_match_is_undone_from_the_vouchers_page_and_days_before_stay(site: Site, language: str) -> None:
    _owed(site)
    world, person = site.world, site.person("zhangwei", language)
    (item,) = world.must("limin", "list_open_items", as_of="2026-11-20").rows
    made = world.must("zhangwei", "propose_settlement", day="2026-11-20", items=[{"item": item.key}], account="100201")
    world.must("zhangwei", "submit_proposal", proposal=made.proposal, digest=made.digest)
    world.must("limin", "confirm_proposal", proposal=made.proposal, digest=made.digest)
    world.later(11)
    batch = world.must("system", "post_confirmed").posted[0].batch
    path = f"/vouchers/{batch}.1"
    page = person.get(path).text
    assert inline_faults(page) == [] and say("settle.unmatch_how", language, count=1) in page
    bill = f"/vouchers/{item.key.rpartition('.')[0]}"
    assert 'id="matches"' not in person.get(bill).text
    early = person.send_form(f"{path}/unmatch", {"day": "2026-11-19"})
    assert early.status_code == 422 and 'value="2026-11-19"' in early.text and "2026-11-20" in early.text
    assert person.send_form(f"{path}/unmatch", {"day": "x"}).status_code == 422
    assert person.post(f"{path}/unmatch", data={"csrf": "guess", "day": "2026-11-21"}).status_code == 403
    assert site.person("chenxiao").send_form(f"{path}/unmatch", {"day": "2026-11-21"}).status_code == 403
    where = person.lands_on(person.send_form(f"{path}/unmatch", {"day": "2026-11-21"}))
    assert say("settle.reason_item", language) in person.get(where).text
    assert where in person.get(path).text
    aging = person.get("/reports/aging?as_of=2026-11-19").text
    assert "50.00" in aging and 'value="2026-11-19"' in aging and inline_faults(aging) == []
    assert "50.00" not in person.get("/reports/aging?as_of=2026-11-20").text
    assert "50.00" in person.get("/reports/aging?as_of=2026-11-19&form=csv").text
    assert person.get("/reports/aging?as_of=yesterday").status_code == 422


@pytest.mark.parametrize("language", ["zh", "en"])
def test_three_parties_are_offset_from_the_page(site: Site, language: str) -> None:
    _owed(site)
    claim = {"account": "1122", "side": "debit", "amount_minor": 7000, "dims": {"party": "C0001"}}
    sale = {"account": "6001", "side": "credit", "amount_minor": 7000, "dims": {}}
    site.world.run("2026-11", [{"date": "2026-11-10", "memo": "货款", "lines": [claim, sale]}])
    person = site.person("zhangwei", language, follow_redirects=True)
    assert "/open-items/offset?debtor=C0001" in person.get("/open-items?party=C0001").text
    path = "/open-items/offset?debtor=C0001&creditor=V0001"
    page = person.get(path).text
    assert inline_faults(page) == [] and "70.00" in page and "50.00" in page
    given = {"debtor": "C0001", "creditor": "V0001", "day": "2026-11-20", "amount": "30"}
    refused = person.send_form("/open-items/offset", given)
    assert refused.status_code == 422 and 'value="30"' in refused.text
    assert say("settle.offset_agreement", language) in refused.text
    made = person.send_form("/open-items/offset", {**given, "agreement": "XY-9"})
    assert made.status_code == 200 and "/inbox/" in str(made.url) and "XY-9" in made.text and "30.00" in made.text
    assert site.person("chenxiao").get("/open-items/offset").status_code == 403
