"""Letters that a page prints twice, and those that only stand close."""

from __future__ import annotations

from ingestion.pdf.words import Character, words_of


def _letters(text: str, width: float, step: float, x0: float = 100.0, top: float = 50.0) -> list[Character]:
    return [Character(one, x0 + at * step, top, x0 + at * step + width, top + 6, 6.0) for at, one in enumerate(text)]


def test_two_thin_letters_of_small_print_are_two() -> None:
    assert [word.text for word in words_of(_letters("Hollerbach", 1.2, 1.2))] == ["Hollerbach"]


def test_a_word_printed_again_a_little_aside_is_one() -> None:
    twice = [*_letters("Hollerbach", 3.0, 3.0), *_letters("Hollerbach", 3.0, 3.0, 100.4)]
    assert [word.text for word in words_of(twice)] == ["Hollerbach"]
