"""Whatever an opening holds: every run balances, and together they give exactly the file's figures."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.books.accounts import Account, AccountType
from ledger.books.entries import Side
from ledger.business.opening import Balance, Item, Moves, Opening, differences, plan, terms

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


@st.composite
def foreign_openings(draw: st.DrawFn) -> Opening:
    """Receivables and payables in USD whose values in base currency moved with the rate, and a bank in USD."""
    small, rate = st.integers(0, 10**6), st.integers(5, 9)
    balances: list[Balance] = []
    items: list[Item] = []
    for code, sign in (("1122", 1), ("2202", -1), ("1002", 1)):
        came, went, rate_at_end = draw(small), draw(small), draw(rate)
        year = draw(small)
        own = Moves(sign * year, *((came, went) if sign > 0 else (went, came)), sign * (year + came - went))
        based = [one * draw(rate) for one in (own.year, own.debit, own.credit)]
        revalued = own.closing * rate_at_end - (based[0] + based[1] - based[2])
        based[1 if revalued > 0 else 2] += abs(revalued)
        base = Moves(*based, own.closing * rate_at_end)
        dims = (("party", "A"),) if code != "1002" else ()
        balances.append(
            Balance(len(balances), code, dims, base.year, base.debit, base.credit, base.closing, "USD", own)
        )
        if dims and draw(st.booleans()):
            part = draw(st.integers(0, abs(own.closing)))
            for amount in (part, abs(own.closing) - part):
                signed = amount if own.closing > 0 else -amount
                items.append(Item(0, code, dims, "n", draw(DATES), "", signed * rate_at_end, "USD", signed))
    debit, credit = draw(AMOUNT), draw(AMOUNT)
    balances.append(Balance(len(balances), "6001", (), 0, debit, credit, debit - credit))
    year, gap = -sum(one.year for one in balances), sum(one.debit - one.credit for one in balances)
    balances.append(Balance(len(balances), "4001", (), year, max(-gap, 0), max(gap, 0), year - gap))
    return Opening(tuple(balances), tuple(items))


@given(foreign_openings())
def test_foreign_runs_balance_and_give_the_files_figures_in_both_currencies(opening: Opening) -> None:
    assume(all(one.closing >= 0 for one in opening.balances if one.account == "1122"))
    assert [one.code for one in differences(opening, CHART, WHERE, "CNY")] == []
    runs = plan(opening, CHART, WHERE)
    assert [run.difference for run in runs] == [0] * len(runs)
    lines = [(run.name, number, line) for run in runs for number, line in enumerate(run.lines, 1)]
    assert all(line.amount * line.own >= 0 and (line.own == 0 or line.currency) for _, _, line in lines)
    for one in opening.balances:
        for side, amount, own in ((Side.DEBIT, one.debit, one.own.debit), (Side.CREDIT, one.credit, one.own.credit)):
            mine = [
                x
                for name, _, x in lines
                if (x.account, x.side, x.currency) == (one.account, side, one.currency) and name != "year"
            ]
            assert (sum(x.amount for x in mine), sum(x.own for x in mine)) == (amount, own)
        began = [x for name, _, x in lines if name == "year" and (x.account, x.currency) == (one.account, one.currency)]
        signs = [1 if x.side is Side.DEBIT else -1 for x in began]
        assert sum(s * x.amount for s, x in zip(signs, began, strict=True)) == one.year
        assert sum(s * x.own for s, x in zip(signs, began, strict=True)) == one.own.year
    paid = {line.settles: line for _, _, line in lines if line.settles}
    for name, number, line in lines:
        if other := paid.get((name, number)):
            assert (other.amount, other.own, other.currency) == (line.amount, line.own, line.currency)
            assert other.side is not line.side
