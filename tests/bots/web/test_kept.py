"""The page of an order or delivery note: what it is, what comes next, and the way to say that it is a bill after all."""

from __future__ import annotations

import pytest

from ledger.core import say
from tests.bots.web.site import Site, inline_faults
from tests.ingestion.vendors_trade import delivery_zh, order_en


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_it_is_and_what_comes_next(site: Site, language: str) -> None:
    order = site.world.hand_in("wangfang", order_en()[1].pdf(), "po.pdf").document
    note = site.world.hand_in("wangfang", delivery_zh()[1].pdf(), "note.pdf").document
    person = site.person("wangfang", language)
    listed = person.get("/documents").text
    assert (
        f'href="/inbox/{order}"' in listed
        and f'href="/inbox/{note}"' in listed
        and say("files.kept_why", language) in listed
    )
    page, other = (person.get(f"/inbox/{one}").text for one in (order, note))
    for text, kind in ((page, "purchase_order"), (other, "delivery_note")):
        assert say(f"document.kind_{kind}", language) in text and say(f"document.next_{kind}", language) in text
        assert inline_faults(text) == [] and say("field.no_bill_number", language) in text
    assert say("document.it_is_a_bill", language) in page and say("document.it_is_a_bill", language) not in other, (
        "it has no sum"
    )
    assert person.lands_on(person.send_form(f"/papers/{order}/invoice")) == f"/inbox/{order}"
    assert (
        say("document.kind_purchase_order", language) not in person.get(f"/inbox/{order}", follow_redirects=True).text
    )
    assert person.post(f"/papers/{note}/invoice").status_code == 403, "no token"
