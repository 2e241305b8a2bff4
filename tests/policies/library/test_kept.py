"""Texts and vectors in the store, on both databases: kept once, read when needed, searched the same by every index."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, event, func, insert, select, update

from ledger.store import Store
from ledger.store.schema.policies import policy_text, policy_vector
from policies.library import (
    Library,
    keep_vectors,
    kept,
    library,
    publish,
    stored,
)
from policies.library.passages import key_of
from tests.policies.library.synthetic import Letters

NOW = datetime(2026, 11, 25, tzinfo=UTC)
DAY = date(2026, 11, 22)
LONG = "Hotels " + " ".join(f"{number:x}{key_of(str(number))}" for number in range(150)) + " are paid."
TEXTS = {
    "Travel v1.md": "# Travel\n\n## Hotels\n\nHotels are paid up to $90 a night.\n\n## Trains\n\nSecond class is paid.\n",
    "Gifts v1.md": "# Gifts\n\n## Clients\n\nA gift to a client may cost up to $50.\n",
}


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> Letters:
    """An encoder that counts what it was given."""
    made = Letters()
    monkeypatch.setattr(kept, "encoder", lambda: made)
    return made


@pytest.fixture
def published(store: Store, tenant: str) -> Iterator[tuple[Store, str]]:
    with store.write(tenant) as unit:
        publish(unit, TEXTS, "zhoujie", NOW)
        assert keep_vectors(unit) == 3
    yield store, tenant


def test_a_passage_of_any_length_is_kept(store: Store, tenant: str) -> None:
    with store.write(tenant) as unit:
        publish(unit, {"Long v1.md": f"# Long\n\n{LONG}\n"}, "zhoujie", NOW)
        assert keep_vectors(unit) == 1
    with store.read(tenant) as unit:
        (key,) = stored(unit).keys
        assert len(key) == 64


def test_vectors_are_made_once_and_those_of_no_text_go(published: tuple[Store, str], letters: Letters) -> None:
    store, tenant = published
    seen = letters.seen
    with store.write(tenant) as unit:
        assert keep_vectors(unit) == 0 and letters.seen == seen
        before = stored(unit).keys
        unit.connection.execute(delete(policy_text).where(policy_text.c.path == "Gifts v1.md"))
        unit.connection.execute(insert(policy_vector).values(tenant_id=tenant, passage="Gifts: as text", vector=b"old"))
        assert keep_vectors(unit) == 0
        assert {*stored(unit).keys} < {*before} and len(stored(unit)) == 2
        assert unit.connection.scalar(select(func.count()).select_from(policy_vector)) == 2


def test_a_vector_of_another_length_is_no_vector(published: tuple[Store, str]) -> None:
    store, tenant = published
    with store.write(tenant) as unit:
        whole = stored(unit)
        of_one = policy_vector.c.passage == whole.keys[0]
        unit.connection.execute(update(policy_vector).where(of_one).values(vector=b"\x00" * 12))
        assert stored(unit).keys == whole.keys[1:]
        assert library(unit, store.home).search("hotel", DAY, 1)[0].clause.locator == "Travel > Hotels"
        assert keep_vectors(unit) == 1
        assert stored(unit).state == whole.state


def test_the_library_is_built_once_and_vectors_are_read_only_for_it(published: tuple[Store, str]) -> None:
    store, tenant = published
    said: list[str] = []
    with store.read(tenant) as unit:
        first = library(unit, store.home)
        event.listen(unit.connection, "before_cursor_execute", lambda _c, _k, statement, *_: said.append(statement))
        assert library(unit, store.home) is first
    assert len(said) == 2 and not any(
        "policy_vector.vector" in statement or "policy_text.text" in statement for statement in said
    )
    with store.write(tenant) as unit:
        publish(unit, {"More v1.md": "# More\n\nTaxis are paid.\n"}, "zhoujie", NOW)
        keep_vectors(unit)
    with store.read(tenant) as unit:
        assert library(unit, store.home) is not first


def test_threads_that_ask_at_once_share_one_build(
    published: tuple[Store, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, tenant = published
    built: list[int] = []

    class Counted(Library):
        def __init__(self, *arguments: object) -> None:
            built.append(1)
            super().__init__(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(kept, "Library", Counted)

    def ask(_number: int) -> Library:
        with store.read(tenant) as unit:
            return library(unit, store.home)

    with ThreadPoolExecutor(6) as threads:
        assert len({id(one) for one in threads.map(ask, range(6))}) == 1
    assert len(built) == 1
