"""Two versions side by side: equal lines beside each other, what differs named, however a number is written."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bots.web.versions import side_by_side


def _line(account: str = "660213 云服务费", amount: str = "100.00", **more: Any) -> dict[str, Any]:
    return {"account": account, "side": "debit", "amount": amount, "memo": "", "dims": {}, **more}


def test_numbers_and_names_written_otherwise_are_no_difference() -> None:
    told = side_by_side([_line(amount="1200.00")], [_line(account="660213", amount="1,200")], [])
    assert told.differ == 0 and told.pairs[0].differs == ()
    assert side_by_side([_line(amount="1200.00")], [_line(amount="120")], []).pairs[0].differs == ("amount",)


def test_a_line_only_one_has_stands_alone() -> None:
    told = side_by_side([_line(), _line("220201")], [_line(), _line("660215"), _line("220201")], [])
    assert [one.theirs is None for one in told.pairs] == [False, True, False] and told.differ == 1


LINES = st.lists(
    st.builds(_line, st.sampled_from(("6602", "1001", "2202")), st.sampled_from(("1.00", "2", "=", "x"))), max_size=5
)


@given(LINES, LINES)
def test_every_line_of_both_is_shown_once_in_its_order(
    theirs: list[dict[str, Any]], mine: list[dict[str, Any]]
) -> None:
    pairs = side_by_side(theirs, mine, []).pairs
    assert [one.theirs["account"] for one in pairs if one.theirs] == [one["account"] for one in theirs]
    assert [one.mine["account"] for one in pairs if one.mine] == [one["account"] for one in mine]
    assert (side_by_side(theirs, theirs, []).differ, any(not (one.theirs or one.mine) for one in pairs)) == (0, False)
