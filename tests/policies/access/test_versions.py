"""Versions of a company's rules: the newest is in force, laws stand in every one, what cannot be read denies."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from ledger.core import Channel, Principal, Via
from ledger.store import Store
from ledger.store.access_versions import Rules, publish, versions
from ledger.store.schema.access import access_version
from policies.access import LAWS, Resource, broken_laws, closed, decide, in_force, lawful, rulebook, shipped_text

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
EMPTY = '@id("only") permit (principal in Role::"admin", action == Action::"people.read", resource is Company);'


def put(store: Store, tenant: str, rules: Rules, by: str = "limin") -> int:
    with store.write(tenant) as unit:
        return publish(unit, rules, "sunli", "because", by, NOW)


def who(role: str, **more: object) -> Principal:
    return Principal("t", "me", frozenset({role}), Channel.WEB, **more)  # type: ignore[arg-type]


def test_what_ships_is_in_force_until_a_company_publishes(store: Store, tenant: str) -> None:
    with store.read(tenant) as unit:
        assert in_force(unit) is rulebook()
    assert put(store, tenant, Rules(EMPTY)) == 1
    with store.read(tenant) as unit:
        first = in_force(unit)
        assert (first.number, in_force(unit)) == (1, first)
    company = Resource("Company", "t")
    assert decide(who("admin"), "people.read", company, first).rule == "only"
    assert not decide(who("controller"), "report.read", company, first).allowed
    put(store, tenant, Rules(shipped_text()))
    with store.read(tenant) as unit:
        assert decide(who("controller"), "report.read", company, in_force(unit)).allowed


def test_another_process_sees_a_new_version_at_its_next_call(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("two")
    with Store.open(home) as mine, Store.open(home) as theirs:
        mine.create_tenant("acme")
        with theirs.read("acme") as unit:
            assert in_force(unit).number == 0
        put(mine, "acme", Rules(EMPTY))
        with theirs.read("acme") as unit:
            assert in_force(unit).number == 1


def test_a_version_that_was_rolled_back_is_not_remembered(store: Store, tenant: str) -> None:
    with pytest.raises(ZeroDivisionError), store.write(tenant) as unit:
        publish(unit, Rules(EMPTY), "sunli", "because", "limin", NOW)
        assert in_force(unit).number == 1
        raise ZeroDivisionError
    put(store, tenant, Rules(shipped_text()))
    with store.read(tenant) as unit:
        assert decide(who("controller"), "report.read", Resource("Company", "t"), in_force(unit)).allowed


@pytest.mark.parametrize("law", LAWS)
def test_a_law_stands_whatever_a_version_says(law: str) -> None:
    assert broken_laws(shipped_text()) == []
    without = shipped_text().replace(f'@id("{law}")', f'@id("{law}_2")')
    assert broken_laws(without) == [law]
    turned = "permit (principal, action, resource);"
    everything = lawful(f'@id("{law}") {turned} @id("all") {turned}', 7)
    assert everything.by_id[law].policy == rulebook().by_id[law].policy


def test_a_version_that_permits_everything_permits_nothing_the_laws_forbid() -> None:
    book = lawful('@id("all") permit (principal, action, resource);', 3)
    facts = {"maker": "other", "sender": "other", "amount": 1, "claim": True, "payroll": False}
    mine, dear = Resource("Proposal", "p", facts | {"maker": "me"}), Resource("Proposal", "p", facts | {"amount": 10})
    company, talk = Resource("Company", "t"), Resource("Conversation", "c", {"owner": "other"})
    me = who("controller", attributes={"limit_minor": 5})
    assert decide(me, "proposal.confirm", mine, book).rule == "maker_is_not_checker"
    assert decide(me, "proposal.confirm", dear, book).rule == "within_limit"
    assert decide(who("admin", via=Via.AGENT), "access.publish", company, book).rule == "agents_never_commit"
    assert decide(who("auditor"), "bank.change", company, book).rule == "auditor_changes_nothing"
    assert decide(who("admin", verified="owner"), "people.change", company, book).rule == "owner_reads_only"
    assert decide(me, "conversation.read", talk, book).rule == "own_conversations_only"


@pytest.mark.parametrize("broken", ["permit (", 'permit (principal, action == Action::"no.such", resource);'])
def test_a_version_that_cannot_be_read_denies_everything_but_help_and_going_back(
    store: Store, tenant: str, broken: str
) -> None:
    put(store, tenant, Rules(broken))
    with store.read(tenant) as unit:
        book = in_force(unit)
    assert book is closed() and not book.readable
    company = Resource("Company", "t")
    for role in ("employee", "controller", "admin", "system"):
        allowed = {action for action in book.actions if decide(who(role), action, company, book).allowed}
        assert allowed == {"help.read"}
        assert decide(who(role), "report.read", company, book).rule == "rules_unreadable"
    founder = who("founder", verified="machine")
    assert decide(founder, "access.restore", company, book).allowed


def test_a_text_that_is_not_what_was_published_denies(store: Store, tenant: str) -> None:
    values = {"tenant_id": tenant, "number": 1, "text": shipped_text(), "expectations": "", "accepted": [],
              "digest": Rules(EMPTY).digest, "author": "sunli", "reason": "x", "published_by": "limin",
              "published_at": NOW, "restores": None}  # fmt: skip
    with store.write(tenant) as unit:
        unit.connection.execute(insert(access_version).values(**values))
    with store.read(tenant) as unit:
        assert not in_force(unit).readable


def test_the_database_refuses_an_author_who_publishes(store: Store, tenant: str) -> None:
    with pytest.raises(DBAPIError):
        put(store, tenant, Rules(EMPTY), by="sunli")


@pytest.mark.parametrize("act", ["UPDATE access_version SET text = ''", "DELETE FROM access_version"])
def test_versions_only_grow(store: Store, tenant: str, act: str) -> None:
    put(store, tenant, Rules(EMPTY))
    with pytest.raises(DBAPIError), store.write(tenant) as unit:
        unit.connection.execute(text(act))
    with store.read(tenant) as unit:
        assert [one.rules.text for one in versions(unit)] == [EMPTY]
