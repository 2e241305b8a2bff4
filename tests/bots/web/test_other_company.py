"""A paper made out to another company of the same person: offered to its queue, and to nobody's who is not signed in there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text, update

from bots.web.guard import BESIDE
from ledger.core import say
from ledger.store.schema.people import company
from tests.bots.web.site import Person, Site
from tests.world import NOW, World
from tools.demo.arrivals import samples
from tools.demo.documents import Party, render

OTHER = Party("杭州云帆科技有限公司", "91330106MA2CE2EK1B")


@pytest.fixture
def other(site: Site) -> Iterator[World]:
    """A second company of the house, with its own people."""
    store, tenant = site.world.house.store, f"{site.world.tenant}-b"
    store.create_tenant(tenant)
    made = World(store, tenant)
    with store.write(tenant) as unit:
        unit.connection.execute(
            update(company).where(company.c.tenant_id == tenant).values(name=OTHER.name, tax_id=OTHER.tax_id)
        )
    yield made
    made.close()


def _paper(site: Site) -> str:
    spec = replace(samples(NOW.date())["special"], buyer=OTHER)
    site.world.history("V0001", "660213", [1_200_000, 1_236_000, 1_180_000])
    done = site.world.hand_in("intake", render(spec), "theirs.pdf")
    return str(done.proposal or done.document)


def _signed_in_there(browser: Person, site: Site, there: World, user: str) -> None:
    secret = site.world.house.door.become(there.tenant, user)
    assert isinstance(secret, str)
    browser.cookies.set(f"{BESIDE}{there.tenant}", secret)


def test_it_is_offered_to_whoever_is_signed_in_there_and_lies_there_afterwards(site: Site, other: World) -> None:
    thing = _paper(site)
    browser = site.person("limin")
    offer = say("web.hand_to_company", "zh", company=OTHER.name)
    page = browser.get(f"/inbox/{thing}").text
    assert say("risk.other_buyer_title", "zh") in page
    assert offer not in page, "a company this browser is not signed in to is not named as one of ours"
    refused = browser.send_form(f"/inbox/{thing}/other-company", {"to": other.tenant})
    assert browser.lands_on(refused) == f"/inbox/{thing}?said=not_theirs"
    _signed_in_there(browser, site, other, "wangfang")
    assert offer in browser.get(f"/inbox/{thing}").text
    assert browser.post(f"/inbox/{thing}/other-company", data={"to": other.tenant}).status_code == 403, "no token"
    done = browser.lands_on(browser.send_form(f"/inbox/{thing}/other-company", {"to": other.tenant}))
    assert done == f"/inbox/{thing}?said=other_company"
    assert say("web.reason_other_company", "zh", company=OTHER.name) in browser.get(done).text
    with site.world.house.store.read(other.tenant) as unit:
        rows = unit.connection.execute(
            text("SELECT sender, name FROM document WHERE tenant_id = :t"), {"t": other.tenant}
        ).all()
    assert [tuple(row) for row in rows] == [("wangfang", "theirs.pdf")]
    ended = site.world.must("limin", "open_proposal", proposal=thing)
    assert ended.state == "rejected" and OTHER.name in ended.events[-1].words
    again = browser.send_form(f"/inbox/{thing}/other-company", {"to": other.tenant})
    assert again.status_code in (303, 403, 409, 422)


def test_a_paper_of_ours_goes_to_nobody(site: Site, other: World) -> None:
    done = site.purchase()
    browser = site.person("limin")
    _signed_in_there(browser, site, other, "wangfang")
    answer = browser.send_form(f"/inbox/{done.proposal}/other-company", {"to": other.tenant})
    assert browser.lands_on(answer) == f"/inbox/{done.proposal}?said=not_theirs"
    with site.world.house.store.read(other.tenant) as unit:
        found = unit.connection.execute(text("SELECT count(*) FROM document WHERE tenant_id = :t"), {"t": other.tenant})
        assert found.scalar_one() == 0
