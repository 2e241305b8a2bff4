"""A collection holds exactly the passages of SQL, says of which state it is, and finds the nearest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from policies.library.chroma import ChromaFault, Collection, Stale, local_client
from policies.library.chroma.collection import name_of
from policies.library.passages import Passages
from tests.policies.library.synthetic import passages, questions


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Any]:
    made = local_client(tmp_path / "chroma")
    yield made
    made.close()


def test_of_the_twenty_nearest_hardly_one_is_missed(client: Any) -> None:
    held = passages(4000)
    collection = Collection(client, "acme")
    collection.fill(held)
    asked = questions(held.vectors, 60, 2)
    hits = [len({*held.nearest(one, 20)} & {*collection.nearest(held, one, 100)}) for one in asked]
    assert sum(hits) / (20 * len(hits)) >= 0.99


def test_filling_twice_changes_nothing_and_a_new_state_only_what_differs(client: Any) -> None:
    old, collection = passages(300), Collection(client, "acme")
    assert (collection.fill(old).added, collection.state()) == (300, old.state)
    again = collection.fill(old)
    assert (again.added, again.removed, collection.state()) == (0, 0, old.state)
    new = Passages(
        "acme", (*old.keys[50:], *passages(20, 9).keys), np.concatenate([old.vectors[50:], passages(20, 9).vectors])
    )
    changed = collection.fill(new)
    assert (changed.added, changed.removed) == (20, 50)
    for one in questions(new.vectors, 20, 4):
        assert {*collection.nearest(new, one, 20)} == {*new.nearest(one, 20)}
    with pytest.raises(Stale):
        collection.nearest(old, old.vectors[0], 5)


def test_the_same_passages_with_other_vectors_are_another_state(client: Any) -> None:
    old, collection = passages(100), Collection(client, "acme")
    collection.fill(old)
    new = Passages("acme", old.keys, passages(100, 7).vectors)
    assert new.state != old.state
    assert collection.fill(new).added == 100
    assert collection.nearest(new, new.vectors[3], 1).tolist() == [3]


def test_a_fill_cut_short_is_of_no_state(client: Any) -> None:
    held, collection = passages(2500), Collection(client, "acme")
    going = iter([True, True, False])
    assert not collection.fill(held, lambda: next(going)).whole
    assert collection.state() == ""
    with pytest.raises(Stale):
        collection.nearest(held, held.vectors[0], 5)
    assert collection.fill(held).added == 500
    assert collection.state() == held.state


def test_rows_that_somebody_else_put_in_or_took_out_are_never_an_answer(client: Any) -> None:
    held, collection = passages(200), Collection(client, "acme")
    collection.fill(held)
    inside = client.get_collection(name_of("acme"), embedding_function=None)
    inside.add(ids=["stranger"], embeddings=[held.vectors[0]])
    with pytest.raises(Stale):
        collection.nearest(held, held.vectors[0], 5)
    inside.delete(ids=["stranger", *held.ids[:150]])
    with pytest.raises(ChromaFault):
        collection.nearest(held, held.vectors[180], 100)
    assert collection.fill(held, anew=True).added == 200
    assert collection.nearest(held, held.vectors[0], 1).tolist() == [0]


def test_a_collection_of_other_dimensions_is_made_anew(client: Any) -> None:
    other = client.create_collection(name_of("acme"), embedding_function=None, metadata={"dimensions": 3})
    other.add(ids=["a"], embeddings=[[1.0, 0.0, 0.0]])
    held, collection = passages(50), Collection(client, "acme")
    with pytest.raises(Stale):
        collection.nearest(held, held.vectors[0], 5)
    collection.fill(held)
    assert collection.nearest(held, held.vectors[7], 1).tolist() == [7]


@pytest.mark.parametrize("tenant", ["a", "蓝海制造", "x" * 5000, "../..", "", "A b\n", "acme.", "acme"])
def test_any_tenant_has_a_collection_of_its_own(client: Any, tenant: str) -> None:
    for number, name in enumerate((tenant, tenant + "-2")):
        Collection(client, name).fill(passages(20, number, name))
    for number, name in enumerate((tenant, tenant + "-2")):
        held = passages(20, number, name)
        assert Collection(client, name).nearest(held, held.vectors[5], 1).tolist() == [5]


def test_names_never_meet_and_fit_chroma() -> None:
    names = {name_of(tenant) for tenant in ("a", "A", "a ", " a", "ａ", "a-b", "a_b", "a.b")}
    assert len(names) == 8
    assert all(3 <= len(name) <= 512 for name in names)
