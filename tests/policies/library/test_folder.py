"""Which text holds on which day."""

from datetime import date
from pathlib import Path

import pytest

from policies.library import read_folder
from policies.library.dates import read_date, split_name
from policies.library.folder import read_text


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_a_dated_name_supersedes_its_elder_by_the_date_of_effect(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {
            "付款条例(2020-07-05).md": "# 付款条例\n\n第一条 一。\n\n第二条 二。\n\n第三条 本条例自2020年9月1日起施行。\n",
            "付款条例(2025-03-17).md": "# 付款条例\n\n第一条 一。\n\n第二条 三。\n\n第三条 本条例自2025年6月1日起施行。\n",
            "别的.md": "# 别的\n\n一句话。\n",
        },
    )
    old, new, other = read_folder(tmp_path)
    assert (old.effective_from, old.effective_to) == (date(2020, 9, 1), date(2025, 5, 31))
    assert (new.effective_from, new.effective_to) == (date(2025, 6, 1), None)
    assert old.in_force(date(2025, 5, 31)) and not old.in_force(date(2025, 6, 1))
    assert other.in_force(date(1990, 1, 1)), "a text without any date always holds"


def test_an_amendment_holds_from_its_own_date_not_from_the_first_one() -> None:
    text = "# 某法\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 本法自2010年1月1日起施行。\n"
    assert read_text("某法(2024-09-13).md", text).effective_from == date(2024, 9, 13)


def test_front_matter_wins() -> None:
    version = read_text(
        "x.md", "---\ntitle: T\nversion: 7\neffective_from: 2026-07-01\neffective_to: 2026-12-31\n---\n# x\n\nA.\n"
    )
    assert (version.title, version.label, version.effective_from) == ("T", "7", date(2026, 7, 1))
    assert version.in_force(date(2026, 12, 31)) and not version.in_force(date(2027, 1, 1))
    assert version.text[version.clauses[0].start :].startswith("# x")


def test_two_pages_of_one_title_do_not_supersede_each_other(tmp_path: Path) -> None:
    _write(tmp_path, {"a/index.md": "# Travel\n\nEffective from: 1st April 2023\n", "b/index.md": "# Travel\n\nB.\n"})
    assert [version.effective_to for version in read_folder(tmp_path)] == [None, None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年7月1日", date(2026, 7, 1)),
        ("1st April 2023", date(2023, 4, 1)),
        ("May 3, 2024", date(2024, 5, 3)),
        ("2026-02-30", None),
    ],
)
def test_dates_are_read_or_refused(text: str, day: date | None) -> None:
    assert read_date(text) == day


def test_names_lose_their_date_and_version() -> None:
    assert split_name("差旅制度(2025-01-01)").stem == "差旅制度"
    assert split_name("Travel v2").version == "2"
