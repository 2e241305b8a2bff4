"""Clauses are verbatim slices with the locator people cite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.library.parse import clauses, plain
from policies.library.units import units

STATUTE = """# 测试条例

2020年1月1日发布

## 第一章 总 则

第一条 为了测试，制定本条例。

第二条 采购款应当在三十日内支付。

合同另有约定的，最长不超过六十日。

## 第二章 附 则

第三条 本条例自2020年3月1日起施行。
"""
HANDBOOK = """# Expenses

Intro words.

## Meals

Dinner is paid up to **$50** per person.

| Role | Limit |
| ---- | ----- |
| Staff | $500 |
| Manager | $1,000 |

**Late claims**

After 90 days nothing is paid.
"""
NUMBERED = "# 差旅制度\n\n## 4 住宿\n\n4.1 凭发票报销。\n\n4.2 苏州每晚 500 元。\n"


def _by_locator(text: str) -> dict[str, str]:
    return {clause.locator: clause.text for clause in clauses(text, 0, "T")}


def test_a_statute_is_cut_at_its_articles() -> None:
    found = _by_locator(STATUTE)
    assert found["第二条"] == "第二条 采购款应当在三十日内支付。\n\n合同另有约定的，最长不超过六十日。"
    chapters = {clause.locator: clause.heading for clause in clauses(STATUTE)}
    assert chapters["第三条"][-1] == "第二章 附 则"


def test_a_handbook_is_cut_at_headings_and_bold_lines() -> None:
    found = _by_locator(HANDBOOK)
    assert "Intro words." in found["Expenses"]
    assert "$50" in found["Expenses > Meals"]
    assert "90 days" in found["Expenses > Meals > Late claims"]
    assert "90 days" not in found["Expenses > Meals"]


def test_numbered_clauses_are_cited_by_number() -> None:
    found = _by_locator(NUMBERED)
    assert found["4.2"] == "4.2 苏州每晚 500 元。"
    assert "4" not in found, "a heading with nothing of its own is no clause"


def test_a_list_number_is_no_clause() -> None:
    assert [clause.locator for clause in clauses("# A\n\n1. first\n2. second\n")] == ["A"]


def test_rows_know_their_header_and_items_their_introduction() -> None:
    table = next(clause for clause in clauses(HANDBOOK) if clause.locator == "Expenses > Meals")
    row = next(unit for unit in units(table.text, "en") if "Manager" in unit.text)
    assert row.row and "Limit" in row.lead
    items = units("Bring these:\n\n- passport\n- visa\n", "en")
    assert [unit.lead for unit in items if unit.item] == ["Bring these:", "Bring these:"]


def test_html_rows_are_rows() -> None:
    text = "<table><tr><td>Tool</td><td>Kept</td></tr>\n<tr>\n<td>Chat</td>\n<td>180 days</td></tr></table>"
    row = units(text, "en")[-1]
    assert row.row and row.plain.startswith("Chat | 180 days") and "Kept" in row.lead


def test_markup_goes_words_stay() -> None:
    assert plain("see **[the form](x.md)** `now`") == "see the form now"


@given(st.text(alphabet="第一二条章 # \n*|.-4。a", max_size=300))
def test_every_clause_is_a_slice_of_its_text(text: str) -> None:
    last = 0
    for clause in clauses(text, 0, "T"):
        assert text[clause.start : clause.end] == clause.text
        assert clause.start >= last
        last = clause.end


@pytest.mark.parametrize("language", ["zh", "en"])
@given(text=st.text(alphabet="- |。；a.B第款：:\n", max_size=200))
def test_every_unit_is_a_slice_of_its_clause(language: str, text: str) -> None:
    for unit in units(text, language):
        assert text[unit.start : unit.end] == unit.text
