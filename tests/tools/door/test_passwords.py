"""Passwords that are many people's, or made of the names of the house, are nobody's here; a sentence is."""

from __future__ import annotations

import pytest

from tests.world import World
from tools.door.passwords import weak_password, words_of


def test_the_most_common_passwords_are_refused() -> None:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    listed = [word for word in FREQUENCY_LISTS["passwords"] if len(word) >= 8]
    assert len(listed) > 11_000
    for word in listed[:3_000:12] + [word for word in listed if len(word) >= 10][:250]:
        for said in (word, word.upper(), f"{word}123", f"{word}!"):
            assert weak_password(said, "limin") is not None, said


@pytest.mark.parametrize(
    "word",
    [
        "蓝海科技蓝海科技2026",
        "Zhangfang-2026",
        "limin-limin-2026",
        "LiMin20261126",
        "qwertyuiop123",
        "aaaaaaaaaaaaaaaa",
    ],
)
def test_names_of_the_house_make_no_password(world: World, word: str) -> None:
    with world.house.store.read(world.tenant) as unit:
        words = words_of(unit, "limin")
    assert "Li Min" in words
    fault = weak_password(word, "limin", words)
    assert fault is not None and fault.code in ("door.password_easy", "door.password_is_name")
    assert fault.text("zh") != fault.text("en")


@pytest.mark.parametrize(
    "word", ["a sentence about pears", "梨子长在高高的墙上面", "xk7 Pd9q mmQ2", "eleven pears on a wall " * 8]
)
def test_a_sentence_is_taken(word: str) -> None:
    assert weak_password(word, "limin", ("蓝海科技", "Lanhai")) is None


def test_wherever_one_is_chosen_it_is_asked(world: World) -> None:
    door = world.house.door
    fault = door.choose_password(world.tenant, "limin", "", "password12345")
    assert fault is not None and fault.code == "door.password_easy"
    assert not door.has_password(world.tenant, "limin")
    assert door.choose_password(world.tenant, "limin", "", "eleven pears on a wall") is None
