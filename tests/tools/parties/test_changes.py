"""Master data is changed by two people: one proposes, another settles it and says how it was checked; so are payment locks."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import text

from ledger.charts import accounts_in_role, standards
from ledger.evidence import documents
from ledger.proof import verify
from ledger.proposals import confirm
from ledger.store.sealed_fields import PARTY_ACCOUNT
from ledger.store.sealing import blind, seal, sealing_ring
from tests.world import World
from tools.outcome import Denied, Done, Invalid

NEW = "6222021102055558812"
NOTE = "打了合同上的总机，财务周经理报的账号"


def _propose(world: World, user: str = "wangfang", vendor: str = "V0001", **more: str) -> Any:
    given = {"field": "account", "value": NEW, "bank": "招商银行", "reason": "来函变更"} | more
    return world.call(user, "propose_party_change", vendor_id=vendor, **given)


def _settle(world: World, change: str, user: str = "limin", note: str = NOTE, agree: bool = True) -> Any:
    return world.call(user, "settle_party_change", change=change, note=note, agree=agree)


def _code(outcome: Any) -> str:
    assert isinstance(outcome, Denied | Invalid), outcome
    said = outcome.reason if isinstance(outcome, Denied) else outcome.problems[0]
    assert said.text("zh") and said.text("en")
    return outcome.rule if isinstance(outcome, Denied) else said.code


def _one(world: World, vendor: str = "V0001", user: str = "limin") -> Any:
    return world.must(user, "list_master_data", vendor_id=vendor).parties[0]


def _approved(world: World, vendor: str = "V0001") -> set[str]:
    return {one.account_number for one in _one(world, vendor).accounts if one.approved}


def test_an_account_is_paid_to_once_another_person_agreed(world: World) -> None:
    before = _approved(world)
    change = _propose(world).result.change
    assert _approved(world) == before, "nothing changes before somebody agreed"
    assert _code(_settle(world, change, "wangfang")) == "default"
    assert _code(_settle(world, change, note=" ")) == "party.change_note"
    assert isinstance(_settle(world, change), Done)
    assert _approved(world) == before | {NEW}
    shown = world.must("zhaolei", "list_master_data", vendor_id="V0001").changes[0]
    assert (shown.state, shown.proposed_by, shown.settled_by, shown.note) == ("agreed", "wangfang", "limin", NOTE)
    assert (
        _code(_settle(world, change)) == "party.change_settled" or _code(_settle(world, change)) == "party.change_stale"
    )
    rows = world.must("zhaolei", "search_trail", subject="parties").rows
    assert {"propose_party_change", "settle_party_change"} <= {one.tool for one in rows}


def test_nobody_settles_their_own(world: World) -> None:
    change = _propose(world, "limin").result.change
    assert _code(_settle(world, change, "limin")) == "party.change_own"
    shown = world.must("limin", "list_master_data", vendor_id="V0001").changes[0]
    assert (shown.may, bool(shown.why_not)) == (False, True)
    with pytest.raises(Exception, match=r"second_person|CHECK"), world.house.store.write(world.tenant) as unit:
        unit.connection.execute(
            text(
                "UPDATE party_change SET settled_by = 'limin', settled_at = 1, agreed = 1, note = 'x'"
                " WHERE tenant_id = :t AND settled_at IS NULL"
            ),
            {"t": world.tenant},
        )
    assert isinstance(_settle(world, change, "limin", "不改了", agree=False), Done), (
        "setting one's own aside is no approval"
    )
    assert NEW not in _approved(world)


def test_names_tax_ids_and_ends_of_accounts(world: World) -> None:
    old = _one(world)
    (number,) = _approved(world)
    for field, value in (
        ("name", "宁波启帆新材料有限公司"),
        ("tax_id", "91330200MA2AFC4B8T"),
        ("account_ends", number),
    ):
        made = _propose(world, field=field, value=value)
        if field == "tax_id" and isinstance(made, Invalid):
            assert _code(made) == "party.bad_tax_id"
            continue
        assert isinstance(_settle(world, made.result.change), Done)
    new = _one(world)
    assert (new.name, _approved(world)) == ("宁波启帆新材料有限公司", set())
    assert world.must("limin", "vendor_lookup", vendor=old.name).parties[0].party == "V0001", (
        "the old name still finds it"
    )


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"value": "12"}, "party.bad_account"),
        ({"field": "tax_id", "value": "9133"}, "party.bad_tax_id"),
        ({"field": "name", "value": " "}, "party.no_name"),
        ({"field": "account_ends", "value": NEW}, "party.nothing_changes"),
        ({"vendor": "V9999"}, "party.unknown"),
    ],
)
def test_what_cannot_be_proposed(world: World, more: dict[str, str], code: str) -> None:
    assert _code(_propose(world, **more)) == code
    assert world.must("limin", "list_master_data").changes == ()


def test_who_may_not_and_no_model(world: World) -> None:
    for user in ("chenxiao", "liqiang", "zhoujie", "admin"):
        assert isinstance(_propose(world, user), Denied)
    assert _code(_propose(world, "zhaolei")) == "auditor_changes_nothing"
    agent = world.who("wangfang").as_agent()
    outcome = world.gateway.call(agent, "propose_party_change", {})
    assert isinstance(outcome, Denied) and outcome.rule in ("people_only", "agents_never_commit")


def test_what_changed_in_between_is_not_settled(world: World) -> None:
    first = _propose(world, field="name", value="甲").result.change
    second = _propose(world, field="name", value="乙").result.change
    assert _code(_propose(world, field="name", value="乙")) == "party.change_waits_already"
    assert isinstance(_settle(world, second), Done)
    assert _code(_settle(world, first)) == "party.change_stale"
    assert isinstance(_settle(world, first, agree=False), Done)


def test_of_many_at_once_one_settles_it(world: World) -> None:
    change, start, said = _propose(world).result.change, threading.Barrier(6), []
    limin = world.who("limin")

    def press() -> None:
        start.wait()
        said.append(world.gateway.call(limin, "settle_party_change", {"change": change, "note": NOTE}))

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(one, Done) for one in said) == 1
    assert {_code(one) for one in said if not isinstance(one, Done)} <= {"party.change_settled", "party.change_stale"}


def test_a_new_vendors_account_waits_as_a_change(world: World) -> None:
    done = world.hand_in_sample("intake", "new_vendor")
    seen = world.must("wangfang", "open_document", document=done.document).new_vendor
    made = world.must("wangfang", "create_vendor", document=done.document, name=seen.name, tax_id=seen.tax_id)
    (change,) = world.must("limin", "list_master_data", vendor_id=made.vendor).changes
    assert (change.field, change.state, change.proposed_by) == ("account", "waits", "wangfang")
    assert _approved(world, made.vendor) == set()
    assert isinstance(_settle(world, change.change), Done)
    assert _approved(world, made.vendor) == {change.account_number}


def _locked(world: World, sender: str = "intake", paid_by: str = "") -> Any:
    world.history("V0002", "660107", [3_860_000, 3_900_000], "sales")
    done = world.hand_in_sample(sender, "changed_account", paid_by)
    assert done.proposal, done
    found = [one for one in world.must("limin", "risk_alerts").alerts if one.document == done.document]
    return done, next(one for one in found if one.check == "changed_bank_account")


def test_a_locked_payment_wants_a_second_person_and_how_it_was_checked(world: World) -> None:
    """Who handed the paper in does not settle its alert; nor does anybody with an empty or meaningless word."""
    _, alert = _locked(world, "limin", "nobody")
    given = {"alert": alert.alert, "outcome": "dismissed"}
    assert _code(world.call("limin", "settle_alert", reason=NOTE, **given)) == "alert.second_person"
    shown = world.must("limin", "explain_alert", alert=alert.alert)
    assert (shown.may_settle, bool(shown.why_not)) == (False, True)
    assert _code(world.call("zhoujie", "settle_alert", reason="ok", **given)) == "alert.how_checked"
    world.must("zhoujie", "settle_alert", reason=NOTE, **given)


def test_who_changed_the_vendors_account_does_not_settle_the_alert_about_it(world: World) -> None:
    done, alert = _locked(world)
    with world.house.store.read(world.tenant) as unit:
        paper = documents.find(unit, done.document)
    assert paper is not None and paper.party_id
    given = {"alert": alert.alert, "outcome": "dismissed", "reason": NOTE}
    assert isinstance(_propose(world, "limin", paper.party_id), Done)
    assert _code(world.call("limin", "settle_alert", **given)) == "alert.second_person"
    world.must("zhoujie", "settle_alert", **given)


def test_another_account_on_the_paper_blocks_paying_and_not_booking(world: World) -> None:
    done, alert = _locked(world)
    digest = world.must("wangfang", "open_proposal", proposal=done.proposal).digest
    world.must("wangfang", "submit_proposal", proposal=done.proposal, digest=digest)
    world.must("limin", "confirm_proposal", proposal=done.proposal, digest=digest)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    assert posted.batch is not None, "booking goes on"
    rows = world.must("zhangwei", "list_open_items").rows
    (key,) = [one.key for one in rows if one.key.startswith(f"{posted.batch}.")]
    pay = world.must("zhangwei", "propose_settlement", day="2026-11-25", account="100201", items=[{"item": key}])
    world.must("zhangwei", "submit_proposal", proposal=pay.proposal, digest=pay.digest)
    refused = world.call("limin", "confirm_proposal", proposal=pay.proposal, digest=pay.digest)
    assert _code(refused) == "alert.locks_this_payment"
    grey = next(one for one in world.must("limin", "open_proposal", proposal=pay.proposal).acts if one.act == "confirm")
    assert (grey.allowed, grey.rule) == (False, "payment_locked") and alert.alert in grey.why_not
    world.must("limin", "settle_alert", alert=alert.alert, outcome="acknowledged", reason=NOTE)
    world.must("limin", "confirm_proposal", proposal=pay.proposal, digest=pay.digest)


def test_a_change_that_cannot_be_read_is_set_aside_and_nothing_else(world: World) -> None:
    change = _propose(world).result.change
    with world.house.store.write(world.tenant) as unit:
        unit.connection.execute(
            text("UPDATE party_change SET after_sealed = :x WHERE tenant_id = :t AND change_id = :c"),
            {"x": b"x" * 60, "t": world.tenant, "c": change},
        )
    (shown,) = (
        one for one in world.must("limin", "list_master_data", vendor_id="V0001").changes if one.change == change
    )
    assert (shown.account_number, shown.may, bool(shown.trouble)) == (f"…{NEW[-4:]}", True, True)
    assert _code(_settle(world, change)) == "keys.no_key"
    assert isinstance(_settle(world, change, agree=False), Done)
    assert isinstance(_propose(world), Done), "it is proposed anew"


def _paying(world: World, vendor: str, memo: str = "预付") -> Any:
    """A payment by hand that names no open item."""
    rows = [{"account": "1123", "debit": "500.00", "dims": {"party": vendor}}, {"account": "100201", "credit": "="}]
    made = world.must("zhangwei", "type_voucher", date="2026-11-25", memo=memo, rows=rows)
    world.must("zhangwei", "submit_proposal", proposal=made.proposal, digest=made.digest)
    return made


def _by_sql(world: World, statement: str, **known: object) -> None:
    with world.house.store.write(world.tenant) as unit:
        unit.connection.execute(text(statement), {"t": world.tenant} | known)


def test_a_payment_that_names_no_item_is_locked_by_its_vendor(world: World) -> None:
    done, alert = _locked(world)
    with world.house.store.read(world.tenant) as unit:
        paper = documents.find(unit, done.document)
    assert paper is not None and paper.party_id
    pay, other = _paying(world, paper.party_id), _paying(world, "V0001")
    card = world.must("limin", "open_proposal", proposal=pay.proposal)
    grey = next(one for one in card.acts if one.act == "confirm")
    assert (grey.allowed, grey.rule) == (False, "payment_locked") and alert.alert in grey.why_not
    refused = world.call("limin", "confirm_proposal", proposal=pay.proposal, digest=pay.digest)
    assert _code(refused) == "alert.locks_this_payment"
    with pytest.raises(Exception, match=r"proposals\.payment_locked"), world.house.store.write(world.tenant) as unit:
        confirm(unit, world.who("limin"), pay.proposal, pay.digest, world.clock.now())  # past the tools
    world.must("limin", "confirm_proposal", proposal=other.proposal, digest=other.digest)
    world.must("limin", "settle_alert", alert=alert.alert, outcome="acknowledged", reason=NOTE)
    world.must("limin", "confirm_proposal", proposal=pay.proposal, digest=pay.digest)


def test_a_payment_is_locked_by_the_account_another_vendor_shares(world: World) -> None:
    """The account printed on the locked paper belongs to another vendor as well: paying that one is the way round."""
    _, alert = _locked(world)
    printed = world.must("limin", "explain_alert", alert=alert.alert).parameters["printed"]
    change = _propose(world, value=printed).result.change
    assert isinstance(_settle(world, change), Done)
    pay = _paying(world, "V0001")
    refused = world.call("limin", "confirm_proposal", proposal=pay.proposal, digest=pay.digest)
    assert _code(refused) == "alert.locks_this_payment"


def test_the_database_knows_the_accounts_of_money_that_the_charts_know(world: World) -> None:
    wanted = {(one, code) for one in standards() for code in accounts_in_role(one, "cash")}
    with world.house.store.read(world.tenant) as unit:
        source = "money_account" if unit.engine_name == "sqlite" else "zf_money_account()"
        assert {tuple(row) for row in unit.connection.execute(text(f"SELECT standard, prefix FROM {source}"))} == wanted


ACCOUNT_IN = (
    "INSERT INTO party_account (tenant_id, party_id, account_id, number, number_index, last_four, bank, approved, change_id)"
    " SELECT tenant_id, party_id, 'other', number, sha, '9999', 'x', 1, :change FROM (SELECT *, substr(number, 1, 9) AS sha"
    " FROM party_account WHERE tenant_id = :t AND party_id = 'V0001') AS p"
)


@pytest.mark.parametrize(
    "statement",
    [
        ACCOUNT_IN,
        "UPDATE party_account SET approved = 0 WHERE tenant_id = :t",
        "UPDATE party_account SET approved = 0, change_id = :change WHERE tenant_id = :t AND party_id = 'V0002'",
        "UPDATE party_account SET party_id = 'V0009' WHERE tenant_id = :t AND party_id = 'V0001'",
        "UPDATE party_account SET change_id = NULL WHERE tenant_id = :t",
        "DELETE FROM party_account WHERE tenant_id = :t",
        "DELETE FROM party_change WHERE tenant_id = :t",
        "UPDATE party_change SET proposed_by = 'nobody' WHERE tenant_id = :t",
        "UPDATE party_change SET agreed = 1, settled_by = 'x' WHERE tenant_id = :t",
    ],
)
def test_no_account_comes_in_or_changes_past_two_people(world: World, statement: str) -> None:
    waiting = _propose(world).result.change
    with pytest.raises(Exception, match=r"store\.(account_unsettled|change_settled)|permission denied"):
        _by_sql(world, statement, **({"change": waiting} if ":change" in statement else {}))
    assert isinstance(_settle(world, waiting), Done)
    with pytest.raises(Exception, match=r"store\.account_unsettled"):  # a change is used once
        _by_sql(world, ACCOUNT_IN, change=waiting)
    with world.house.store.read(world.tenant) as unit:
        assert verify(unit).clean


def test_verify_finds_another_number_under_an_approved_account(world: World) -> None:
    with world.house.store.write(world.tenant) as unit:  # as the application itself would, past its own tools
        row = (
            unit.connection.execute(
                text("SELECT party_id, account_id FROM party_account WHERE tenant_id = :t AND party_id = 'V0001'"),
                {"t": world.tenant},
            )
            .mappings()
            .first()
        )
        assert row is not None
        ring, number = sealing_ring(unit), b"6222000000001"
        sealed = {"number": seal(ring, PARTY_ACCOUNT.place(unit.tenant, row), number), "last_four": "0001",
                  "index": blind(ring, PARTY_ACCOUNT.anywhere(unit.tenant), number)[0]}  # fmt: skip
        change = "UPDATE party_account SET number = :number, number_index = :index, last_four = :last_four"
        unit.connection.execute(
            text(f"{change} WHERE tenant_id = :t AND party_id = 'V0001'"), {"t": world.tenant} | sealed
        )
    with world.house.store.read(world.tenant) as unit:
        assert [one.code for one in verify(unit).findings] == ["proof.account_differs"]
