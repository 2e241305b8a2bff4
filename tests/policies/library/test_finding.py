"""Stems, groups, BM25 and the place of dense search."""

from datetime import date

import numpy as np
import pytest

from policies.library import Library
from policies.library.bm25 import Bm25
from policies.library.evidence import missing_book
from policies.library.folder import read_text
from policies.library.passages import Passages
from policies.library.query import groups, translated
from policies.library.terms import stem
from tests.policies.library.synthetic import Letters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("policies", "policy"),
        ("reimbursements", "reimbursed"),
        ("approval", "approved"),
        ("quotes", "quote"),
        ("prospective", "prospect"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_a_rare_word_outweighs_a_common_one() -> None:
    index = Bm25([["fee", "lodging"], ["fee", "meal"], ["fee"]])
    scores = index.score([{"fee": 1.0}, {"lodging": 1.0}])
    assert int(np.argmax(scores.bm25)) == 0
    assert scores.coverage[0] == pytest.approx(1.0) and scores.coverage[2] < 0.5


def test_synonyms_do_not_add_up() -> None:
    index = Bm25([["hotel", "lodging"], ["hotel"], ["x"]])
    scores = index.score([{"hotel": 1.0, "lodging": 0.5}])
    assert scores.bm25[1] >= scores.bm25[0] * 0.9


def test_the_glossary_crosses_languages() -> None:
    words, line = translated("产假有多少天", "zh")
    assert any("matern" in term for group in words for term in group) and "maternity" in line
    back, chinese = translated("maternity leave", "en")
    assert "产假" in chinese and any("产假" in group for group in back)


def test_an_amount_is_no_search_word() -> None:
    assert not any("800" in group for group in groups("送 800 元的礼品", "zh"))


def test_a_named_book_that_is_not_held_is_noticed() -> None:
    held = [read_text("发票管理办法(2023-07-20).md", "# 发票管理办法\n\n第一条 甲。\n")]
    assert missing_book("会计档案管理办法里凭证保存多久", held) == "会计档案管理办法"
    assert missing_book("发票管理办法里保存多久", held) == ""
    assert missing_book("《某某规定》怎么说", held) == "某某规定"


def test_stored_vectors_are_not_computed_again() -> None:
    versions = [read_text("a.md", "# Lodging\n\nHotels are paid up to $90.\n")]
    first = Letters()
    library = Library(versions, first)
    keys, vectors = zip(*library.passage_vectors(), strict=True)
    again = Letters()
    Library(versions, again, Passages("acme", keys, np.stack(vectors)))
    assert first.seen == len(keys) > 0 and again.seen == 0
    assert library.search("hotel", date(2026, 1, 1), 1)[0].clause.locator == "Lodging"
