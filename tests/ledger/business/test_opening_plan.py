"""Whatever an opening holds: every run balances, and together they give exactly the file's figures."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from ledger.books.accounts import Account, AccountType
from ledger.books.entries import Side
from ledger.business.opening import Balance, Item, Opening, differences, plan, terms

CHART = {
    one.code: one
    for one in (
        Account("1002", "银行", "Bank", AccountType.ASSET, Side.DEBIT),
        Account("1122", "应收", "Receivables", AccountType.ASSET, Side.DEBIT, open_item=True),
        Account("2202", "应付", "Payables", AccountType.LIABILITY, Side.CREDIT, open_item=True),
        Account("4001", "资本", "Capital", AccountType.EQUITY, Side.CREDIT),
        Account("4103", "本年利润", "Result", AccountType.EQUITY, Side.CREDIT),
        Account("6001", "收入", "Sales", AccountType.INCOME, Side.CREDIT),
        Account("6602", "费用", "Expenses", AccountType.EXPENSE, Side.DEBIT),
    )
}
WHERE = terms("2026-11", 1, "4103")
AMOUNT = st.integers(0, 10**12)
DATES = st.sampled_from(["", "2025-03-31", "2025-12-31", "2026-01-01", "2026-10-31"])


@st.composite
def openings(draw: st.DrawFn) -> Opening:
    """Any figures for parties, result and bank; capital takes what is left, so that the table balances."""
    balances: list[Balance] = []
    items: list[Item] = []
    for code, sign in (("1122", 1), ("2202", -1)):
        for party in draw(st.lists(st.sampled_from("ABC"), unique=True, max_size=3)):
            year, came, went = sign * draw(AMOUNT), draw(AMOUNT), draw(AMOUNT)
            debit, credit = (came, went) if sign > 0 else (went, came)
            closing = year + debit - credit
            dims = (("party", party),)
            balances.append(Balance(len(balances), code, dims, year, debit, credit, closing))
            parts = draw(st.lists(AMOUNT, max_size=2))
            amounts = [*(sign * part for part in parts), closing - sign * sum(parts)]
            items += [Item(0, code, dims, "n", draw(DATES), "", amount) for amount in amounts if amount or not parts]
    for code in ("1002", "6001", "6602", "4103"):
        year = draw(AMOUNT) if code == "1002" else 0
        debit, credit = draw(AMOUNT), draw(AMOUNT)
        balances.append(Balance(len(balances), code, (), year, debit, credit, year + debit - credit))
    year = -sum(one.year for one in balances)
    gap = sum(one.debit - one.credit for one in balances)
    debit, credit = max(-gap, 0), max(gap, 0)
    balances.append(Balance(len(balances), "4001", (), year, debit, credit, year + debit - credit))
    return Opening(tuple(balances), tuple(items))


@given(openings())
def test_the_runs_balance_and_give_the_files_figures(opening: Opening) -> None:
    assert [one.code for one in differences(opening, CHART, WHERE, "CNY") if one.code != "opening.no_party"] == []
    runs = plan(opening, CHART, WHERE)
    assert [run.difference for run in runs] == [0] * len(runs)
    year: dict[str, int] = defaultdict(int)
    moved: dict[tuple[str, Side], int] = defaultdict(int)
    for run in runs:
        for line in run.lines:
            if run.name == "year":
                year[line.account] += line.amount if line.side is Side.DEBIT else -line.amount
            else:
                moved[line.account, line.side] += line.amount
    for code in CHART:
        mine = [one for one in opening.balances if one.account == code]
        assert year[code] == sum(one.year for one in mine)
        assert moved[code, Side.DEBIT] == sum(one.debit for one in mine)
        assert moved[code, Side.CREDIT] == sum(one.credit for one in mine)


@given(openings())
def test_after_the_last_run_exactly_the_open_documents_are_left(opening: Opening) -> None:
    runs = {run.name: run for run in plan(opening, CHART, WHERE)}
    left: dict[tuple[str, str], list[int]] = defaultdict(list)
    settled = {line.settles: line for line in runs["settled"].lines if line.settles} if "settled" in runs else {}
    for name in ("year", "turnover"):
        for number, line in enumerate(runs[name].lines if name in runs else (), 1):
            if not CHART[line.account].open_item:
                continue
            paid = settled.pop((name, number), None)
            if paid is None:
                signed = line.amount if line.side is Side.DEBIT else -line.amount
                left[line.account, dict(line.dims)["party"]].append(signed)
            else:
                assert (paid.amount, paid.side != line.side, paid.dims) == (line.amount, True, line.dims)
    assert settled == {}
    expected: dict[tuple[str, str], list[int]] = defaultdict(list)
    for item in opening.items:
        if item.amount:
            expected[item.account, dict(item.dims)["party"]].append(item.amount)
    assert {key: sorted(found) for key, found in left.items()} == {
        key: sorted(found) for key, found in expected.items()
    }
