"""Rows of conversations: one person's are not there for another, on either engine, whatever asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ledger.store import Store
from ledger.store import conversations as rows
from ledger.store.conversations import ANSWER, QUESTION, Conversation, Message
from tests.tenants import Tenants

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)


def begun(store: Store, tenant: str, person: str, name: str, place: str = "", later: int = 0) -> str:
    """A conversation with one question in it."""
    at = NOW + timedelta(minutes=later)
    with store.write(tenant) as unit:
        fresh = Conversation(name, person, "slack" if place else "web", place, f"title {name}", "zh", at, at)
        assert rows.add(unit, fresh)
        number = rows.next_number(unit, person, name, at)
        rows.add_message(unit, person, name, Message(number, QUESTION, f"secret of {person}", at))
    return name


def test_one_person_neither_sees_nor_forgets_anothers(store: Store, tenant: str) -> None:
    begun(store, tenant, "chenxiao", "c1")
    with store.write(tenant) as unit:
        assert rows.find(unit, "limin", "c1") is None
        assert rows.listing(unit, "limin", 10) == []
        assert rows.messages(unit, "limin", "c1", 10) == []
        assert not rows.forget(unit, "limin", "c1")
    with store.read(tenant) as unit:
        (found,) = rows.listing(unit, "chenxiao", 10)
        assert (found.conversation_id, found.title) == ("c1", "title c1")
        assert [one.text for one in rows.messages(unit, "chenxiao", "c1", 10)] == ["secret of chenxiao"]


def test_two_people_may_talk_at_one_place_each_on_their_own(store: Store, tenant: str) -> None:
    begun(store, tenant, "chenxiao", "c1", "C1:17.1")
    begun(store, tenant, "limin", "c2", "C1:17.1")
    with store.write(tenant) as unit:
        taken = Conversation("c3", "limin", "slack", "C1:17.1", "t", "zh", NOW, NOW)
        assert not rows.add(unit, taken), "a place holds one conversation of a person"
        found = rows.at_place(unit, "limin", "slack", "C1:17.1")
        assert found is not None and found.conversation_id == "c2"
        assert rows.at_place(unit, "limin", "web", "C1:17.1") is None


def test_turns_are_numbered_bounded_and_in_order(store: Store, tenant: str) -> None:
    begun(store, tenant, "limin", "c1")
    with store.write(tenant) as unit:
        rows.add_message(unit, "limin", "c1", Message(1, ANSWER, "", NOW, [{"kind": "text", "text": "一"}], "{}"))
        for number in range(2, 9):
            assert rows.next_number(unit, "limin", "c1", NOW) == number
            rows.add_message(unit, "limin", "c1", Message(number, QUESTION, str(number), NOW))
        told = rows.messages(unit, "limin", "c1", 3)
        assert [one.number for one in told] == [6, 7, 8]
        first = rows.messages(unit, "limin", "c1", 50)[:2]
        assert [one.role for one in first] == [QUESTION, ANSWER]
        assert list(first[1].blocks) == [{"kind": "text", "text": "一"}]


def test_the_latest_stands_first_and_forgetting_leaves_no_word(store: Store, tenant: str) -> None:
    for later, name in enumerate(("c1", "c2", "c3")):
        begun(store, tenant, "limin", name, later=later)
    with store.write(tenant) as unit:
        assert [one.conversation_id for one in rows.listing(unit, "limin", 2)] == ["c3", "c2"]
        assert rows.forget(unit, "limin", "c3")
        assert [one.conversation_id for one in rows.listing(unit, "limin", 9)] == ["c2", "c1"]
        left = unit.connection.execute(text("SELECT conversation_id FROM message")).scalars()
        assert set(left) == {"c1", "c2"}


def test_a_turn_without_its_conversation_is_refused_by_the_database(store: Store, tenant: str) -> None:
    begun(store, tenant, "limin", "c1")
    with pytest.raises(DBAPIError, match=r"(?i)foreign key") as caught, store.write(tenant) as unit:
        rows.add_message(unit, "chenxiao", "c1", Message(2, QUESTION, "what was asked", NOW))
    assert "what was asked" not in str(caught.value), "an error that lands in the log holds no words of people"


@pytest.mark.parametrize("table", ["conversation", "message"])
def test_postgres_shows_rows_only_to_their_tenant_and_person(postgres_tenants: Tenants, table: str) -> None:
    store, ours, theirs = postgres_tenants.store, postgres_tenants.new(), postgres_tenants.new()
    for tenant in (ours, theirs):
        begun(store, tenant, "limin", f"c-{tenant}")
    count = f"SELECT count(*) FROM {table}"
    with psycopg.connect(store.database_url) as raw:
        raw.execute("SELECT set_config('app.tenant', %s, true)", (ours,))
        assert raw.execute(count).fetchone() == (0,), "no person, no row"
        raw.execute("SELECT set_config('app.person', 'chenxiao', true)")
        assert raw.execute(count).fetchone() == (0,)
        assert raw.execute(f"DELETE FROM {table}").rowcount == 0
        raw.execute("SELECT set_config('app.person', 'limin', true)")
        assert raw.execute(f"SELECT tenant_id FROM {table}").fetchall() == [(ours,)]
        with pytest.raises(psycopg.Error, match="row-level security"), raw.transaction():
            raw.execute("UPDATE conversation SET person = 'chenxiao'")
