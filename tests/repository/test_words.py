"""Every message in both languages, every key that code names exists, no literal text where people are."""

from __future__ import annotations

import pytest

from ledger.core.words import has
from tests.repository.words import PROJECT, catalogue_faults, literal_text, parameters, used_keys

PACKAGES = ("ledger", "ingestion", "policies", "tools", "assistant", "bots")


def test_every_message_is_in_both_languages_with_the_same_parameters() -> None:
    assert list(catalogue_faults()) == []


def test_every_key_that_code_names_is_in_the_catalogues() -> None:
    missing = sorted(f"{place}: {key}" for place, key in used_keys(PACKAGES) if not has(key))
    assert missing == []


def test_no_text_for_people_is_written_in_bots() -> None:
    assert list(literal_text(PROJECT / "bots")) == []


@pytest.mark.parametrize("source", ['X = "这是中文"', 'Y = "Please try this again"'])
def test_the_check_finds_text_in_code(tmp_path_factory: pytest.TempPathFactory, source: str) -> None:
    folder = PROJECT / "tests" / "repository"
    path = folder / "_sample_for_words.py"
    path.write_text(source, encoding="utf-8")
    try:
        assert any("_sample_for_words" in fault for fault in literal_text(folder))
    finally:
        path.unlink()


def test_parameters_are_found() -> None:
    assert parameters("{a} and {b:,} and {{c}}") == {"a", "b"}
