"""从发票建供应商 on both databases: proposed at once, payment locked, no second vendor, no way around the maker."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ledger.books.accounts import create_values
from ledger.business.parties import Party, add_party, parties
from ledger.core import Principal, Via
from tests.world import NOW, World
from tools.demo.arrivals import samples
from tools.demo.documents import render
from tools.outcome import Denied, Done, Invalid

NAME = "南通恒越自动化设备有限公司"


def arrived(world: World) -> Any:
    """An invoice of a vendor nobody knows, with department and account answered where they are asked."""
    done = world.hand_in_sample("intake", "new_vendor")
    assert "vendor" in done.needs and done.proposal is None
    return world.must("wangfang", "open_document", document=done.document)


def vendors(world: World) -> list[Party]:
    with world.house.store.read(world.tenant) as unit:
        return parties(unit, "vendor")


def add(world: World, **facts: Any) -> None:
    with world.house.store.write(world.tenant) as unit:
        add_party(unit, Party(**({"kind": "vendor", "name_en": "", "tax_id": None} | facts)), NOW)
        create_values(unit, "party", {facts["party_id"]: facts["name"]})


def create(world: World, user: str, document: Any, **changes: Any) -> Any:
    seen = document.new_vendor
    return world.call(
        user, "create_vendor", **({"document": document.document, "name": seen.name, "tax_id": seen.tax_id} | changes)
    )


def codes(outcome: Any) -> list[tuple[str, str]]:
    assert isinstance(outcome, Invalid), outcome
    return [(one.where, one.code) for one in outcome.problems]


def test_the_vendor_is_made_the_payable_proposed_and_payment_stays_locked(world: World) -> None:
    document = arrived(world)
    assert document.new_vendor.name == NAME and document.new_vendor.account
    before = len(vendors(world))
    outcome = create(world, "wangfang", document)
    assert isinstance(outcome, Done), outcome
    made = next(one for one in vendors(world) if one.party_id == outcome.result.vendor)
    assert len(vendors(world)) == before + 1
    assert (made.name, made.tax_id, made.approved) == (NAME, document.new_vendor.tax_id, False)
    assert [(one.number, one.approved) for one in made.accounts] == [(document.new_vendor.account, False)]
    done = outcome.result.document
    if done.needs:
        answers = {"account": "660211", "department": "生产部"}
        done = world.must(
            "wangfang", "answer_document", document=document.document, **{name: answers[name] for name in done.needs}
        )
    shown = world.must("wangfang", "open_proposal", proposal=done.proposal)
    assert shown.lines[-1].account == "220201" and shown.lines[-1].dims["party"] == made.party_id
    assert shown.maker == "wangfang", "who decides who is paid is the maker"
    checks = {one.check: one.locks_payment for one in world.must("limin", "risk_alerts").alerts}
    assert checks["unknown_vendor"] and checks["unapproved_bank_account"], "the evidence stays, payment waits"
    world.must("wangfang", "submit_proposal", proposal=shown.proposal, digest=shown.digest)
    assert isinstance(world.call("limin", "confirm_proposal", proposal=shown.proposal, digest=shown.digest), Done)


def test_who_decided_the_payee_cannot_confirm(world: World) -> None:
    document = arrived(world)
    done = create(world, "limin", document).result.document
    if done.needs:
        answers = {"account": "660211", "department": "生产部"}
        done = world.must("zhangwei", "answer_document", document=document.document, department=answers["department"],
                          **({"account": "660211"} if "account" in done.needs else {}))  # fmt: skip
    shown = world.must("limin", "open_proposal", proposal=done.proposal)
    assert shown.maker != "intake"


def test_one_tax_id_one_vendor(world: World) -> None:
    document = arrived(world)
    other = next(one for one in vendors(world) if one.tax_id)
    outcome = create(world, "wangfang", document, tax_id=other.tax_id)
    assert codes(outcome) == [("tax_id", "party.tax_id_exists")]
    assert other.name in outcome.problems[0].text("zh")
    assert isinstance(create(world, "wangfang", document), Done)
    again = create(world, "wangfang", document)
    assert isinstance(again, Invalid), "the document has its vendor now"
    assert sum(one.name == NAME for one in vendors(world)) == 1


@pytest.mark.parametrize(("change", "code"), [
    ({"tax_id": "91320602MA26HY73N7"}, "party.bad_tax_id"),
    ({"tax_id": "'; DROP TABLE party; --"}, "party.bad_tax_id"),
    ({"tax_id": "91310115MA1K35JQ3U", "name": "别的公司"}, ""),
    ({"name": ""}, "gateway.argument"),
    ({"name": "x" * 200}, "gateway.argument"),
    ({"terms_days": -1}, "gateway.argument"),
    ({"terms_days": "３x"}, "gateway.argument"),
])  # fmt: skip
def test_what_does_not_fit_the_document_makes_nothing(world: World, change: dict[str, Any], code: str) -> None:
    document = arrived(world)
    before = len(vendors(world))
    found = codes(create(world, "wangfang", document, **change))
    assert not code or found[0][1] == code
    assert len(vendors(world)) == before


def test_a_similar_name_is_shown_and_used_or_told_apart(world: World) -> None:
    add(world, party_id="V9001", name="南通恒越自动化有限公司")
    document = arrived(world)
    (near,) = document.new_vendor.similar
    assert (near.party, near.other_tax_id) == ("V9001", False)
    assert codes(create(world, "wangfang", document)) == [("name", "party.similar")]
    used = world.must("wangfang", "use_vendor", document=document.document, vendor="V9001")
    assert used.vendor == "V9001"
    assert next(one for one in vendors(world) if one.party_id == "V9001").aliases == (NAME,)
    found = {
        one.check: one.locks_payment
        for one in world.must("limin", "risk_alerts").alerts
        if one.document == document.document
    }
    assert found["unapproved_bank_account"], "a vendor without any approved account is not paid to the one printed"


def test_another_company_of_a_similar_name_may_be_made_but_never_used(world: World) -> None:
    add(world, party_id="V9001", name="南通恒越自动化有限公司", tax_id="91310000MA1FL0AU4F")
    document = arrived(world)
    assert document.new_vendor.similar[0].other_tax_id
    refused = world.call("wangfang", "use_vendor", document=document.document, vendor="V9001")
    assert codes(refused) == [("vendor", "party.other_tax_id")]
    assert isinstance(create(world, "wangfang", document, distinct=True), Done)


def test_only_bookkeepers_make_vendors_and_no_model_does(world: World) -> None:
    document = arrived(world)
    for user in ("chenxiao", "zhaolei", "admin", "zhoujie", "liqiang"):
        assert isinstance(create(world, user, document), Denied), user
        assert isinstance(world.call(user, "use_vendor", document=document.document, vendor="V0001"), Denied), user
    person = world.who("wangfang")
    agent: Principal = replace(person, via=Via.AGENT)
    outcome = world.gateway.call(agent, "create_vendor", {"document": document.document, "name": NAME})
    assert isinstance(outcome, Denied) and outcome.rule == "agents_never_commit"
    assert isinstance(world.call("wangfang", "create_vendor", document="nothing", name="x"), Invalid)


def test_a_second_invoice_of_the_new_vendor_still_locks_its_payment(world: World) -> None:
    create(world, "wangfang", arrived(world))
    spec = samples(NOW.date())["new_vendor"]
    again = world.hand_in("intake", render(replace(spec, number="26322232003828850001")))
    found = [one for one in world.must("limin", "risk_alerts").alerts if one.document == again.document]
    assert ("unapproved_bank_account", True) in [(one.check, one.locks_payment) for one in found]
