"""Letters that a page prints twice, and those that only stand close."""

from __future__ import annotations

from ingestion.pdf.lines import lines_of
from ingestion.pdf.words import Character, PageWords, Word, words_of


def _letters(text: str, width: float, step: float, x0: float = 100.0, top: float = 50.0) -> list[Character]:
    return [Character(one, x0 + at * step, top, x0 + at * step + width, top + 6, 6.0) for at, one in enumerate(text)]


def test_two_thin_letters_of_small_print_are_two() -> None:
    assert [word.text for word in words_of(_letters("Hollerbach", 1.2, 1.2))] == ["Hollerbach"]


def test_a_word_printed_again_a_little_aside_is_one() -> None:
    twice = [*_letters("Hollerbach", 3.0, 3.0), *_letters("Hollerbach", 3.0, 3.0, 100.4)]
    assert [word.text for word in words_of(twice)] == ["Hollerbach"]


def test_a_capital_and_its_small_capitals_are_one_word() -> None:
    great, small = 19.0, 13.5
    words = (
        Word("T", 208.0, 45.1, 219.6, 64.1, great), Word("IDEPOOL", 219.6, 49.4, 277.3, 62.9, small),
        Word("IT", 282.1, 45.1, 300.0, 64.1, great), Word("I", 304.4, 45.1, 310.0, 64.1, great),
        Word("NC", 310.0, 49.4, 330.0, 62.9, small), Word(".", 330.0, 45.1, 334.7, 64.1, great),
    )  # fmt: skip
    assert [line.text for line in lines_of(PageWords(1, 595.0, 842.0, words))] == ["TIDEPOOL IT INC."]


def test_the_sign_of_a_foot_note_is_no_part_of_the_word() -> None:
    words = (Word("VAT", 50.0, 50.0, 70.0, 62.0, 12.0), Word("A", 70.2, 49.0, 74.0, 56.0, 7.0))
    assert all("VATA" not in line.text for line in lines_of(PageWords(1, 595.0, 842.0, words)))
