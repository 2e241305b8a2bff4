"""从发票建供应商 by forms alone: prefilled, refused at its field with what was typed kept, and proposed at once."""

from __future__ import annotations

import pytest

from ledger.books.accounts import create_values
from ledger.business.parties import Party, add_party, parties
from ledger.core import say
from tests.bots.web.site import Site, inline_faults
from tests.world import NOW

NAME = "南通恒越自动化设备有限公司"


def count(site: Site) -> int:
    with site.world.house.store.read(site.world.tenant) as unit:
        return len(parties(unit, "vendor"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_card_to_a_proposal(site: Site, language: str) -> None:
    done = site.world.hand_in_sample("intake", "new_vendor")
    person = site.person("wangfang", language)
    path = f"/inbox/{done.document}/vendor"
    assert f'href="{path}"' in person.get(f"/inbox/{done.document}").text
    page = person.get(path).text
    assert inline_faults(page) == []
    assert page.index(say("web.vendor_makes_maker", language)) < page.index('name="name"')
    assert f'value="{NAME}"' in page
    bad = person.send_form(path, {"name": "改过的名字", "tax_id": "123", "terms_days": "45"})
    assert bad.status_code == 422
    assert 'id="f-tax_id"' in bad.text and 'value="改过的名字"' in bad.text and 'value="45"' in bad.text
    assert person.send_form(path, {"name": NAME, "tax_id": "", "terms_days": "soon"}).status_code == 422
    before = count(site)
    where = person.lands_on(person.send_form(path, {"name": NAME, "tax_id": "91320602MA26HY73N6", "terms_days": "45"}))
    assert count(site) == before + 1
    assert where.endswith("?said=vendor")
    shown = person.get(where).text
    assert say("web.vendor_made", language) in shown or say("web.vendor_made_only", language) in shown
    assert say("risk.unapproved_bank_account_title", language) in shown
    assert person.lands_on(person.get(path)).startswith("/inbox/")


def test_a_similar_vendor_is_offered_and_used(site: Site) -> None:
    with site.world.house.store.write(site.world.tenant) as unit:
        add_party(unit, Party("V9001", "vendor", "南通恒越自动化有限公司", "", None), NOW)
        create_values(unit, "party", {"V9001": "南通恒越自动化有限公司"})
    done = site.world.hand_in_sample("intake", "new_vendor")
    person, before = site.person("wangfang"), count(site)
    path = f"/inbox/{done.document}/vendor"
    assert 'name="use" value="V9001"' in person.get(path).text
    refused = person.send_form(path, {"name": NAME, "tax_id": "", "terms_days": "30"})
    assert refused.status_code == 422 and 'name="distinct"' in refused.text
    person.lands_on(person.send_form(path, {"use": "V9001"}))
    assert count(site) == before


def test_who_may_not_make_vendors_neither_sees_nor_sends_the_form(site: Site) -> None:
    done = site.world.hand_in_sample("intake", "new_vendor")
    path, before = f"/inbox/{done.document}/vendor", count(site)
    for user in ("chenxiao", "zhaolei", "admin"):
        person = site.person(user)
        assert person.get(path).status_code in (303, 403)
        assert person.send_form(path, {"name": NAME, "terms_days": "30"}).status_code in (303, 403)
    wangfang = site.person("wangfang")
    assert wangfang.post(path, data={"name": NAME, "terms_days": "30"}).status_code == 403, "no token"
    assert count(site) == before
