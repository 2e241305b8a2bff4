"""Cash flow: items add up to the change in cash over any vouchers; splits are exact; nothing is plugged."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.books.accounts import Account, AccountType, create_accounts, create_dimension, create_values
from ledger.books.entries import EntryDraft, EntryKind, LineDraft, Side, VoucherKey, credit, debit
from ledger.books.reversal import reversal
from ledger.charts import layout_on, layouts, standards
from ledger.charts.cash_flow import EXCHANGE, ITEM, STATEMENT, UNASSIGNED, _by_prefix, rows_fed
from ledger.charts.chart import chart
from ledger.charts.layout import layout
from ledger.reports.cash_flow import cash_flow
from ledger.reports.cash_flow_rows import cash_flow_rows
from ledger.reports.cash_split import Facing, flows, share
from ledger.reports.trial_balance import Span
from ledger.store import Store
from tests.ledger.books import small
from tests.tenants import Tenants

MONTH = "2026-11"


def _cash(account: str, amount: int, item: str = "") -> Facing:
    return Facing(account, amount, True, item)


def _counter(account: str, amount: int) -> Facing:
    return Facing(account, amount, False)


@given(st.integers(-(10**15), 10**15), st.lists(st.integers(1, 10**15), min_size=1, max_size=9))
def test_shares_add_up_and_stray_less_than_one_from_proportion(amount: int, weights: list[int]) -> None:
    shares, total = share(amount, weights), sum(weights)
    assert sum(shares) == amount
    assert all(abs(part * total - amount * weight) < total for part, weight in zip(shares, weights, strict=True))
    assert share(amount, [-one for one in weights]) == shares


AMOUNTS = st.integers(-(10**9), 10**9)
FACING = st.lists(
    st.builds(
        Facing,
        st.sampled_from(("1001", "1002", "1122", "2202", "2211", "1601", "6602", "8888", "660303")),
        AMOUNTS,
        st.booleans(),
        st.sampled_from(("", "", "C01", "C17")),
        st.booleans(),
        st.booleans(),
    ),
    max_size=8,
)


@given(FACING)
def test_what_a_voucher_moved_is_its_change_in_cash(facing: list[Facing]) -> None:
    rest = -sum(one.signed_minor for one in facing)
    whole = [*facing, _counter("2241", rest)]
    moved = flows(whole, "cas")
    assert sum(moved.values()) == sum(one.signed_minor for one in whole if one.cash)


def _moved(items: dict[str, int]) -> dict[str, int]:
    return {item: amount for item, amount in items.items() if amount}


def test_vouchers_worked_by_hand() -> None:
    # a sale with output tax, received at once: both lines are the customer's
    assert flows([_cash("1002", 11300), _counter("6001", -10000), _counter("22210107", -1300)], "cas") == {"C01": 11300}
    # wages of 100.00, income tax of 3.00 withheld: 97.00 left the bank, all for staff
    assert flows([_cash("1002", -9700), _counter("2211", 10000), _counter("222116", -300)], "cas") == {"C06": -9700}
    # loan and interest in one payment: each its own item, no split needed
    assert flows([_cash("1002", -10500), _counter("2001", 10000), _counter("2231", 500)], "cas") == {
        "C27": -10000, "C28": -500,
    }  # fmt: skip
    # machine and material bought for 300.00, of which 100.01 paid: shared out 2 to 1, the odd cent to the larger rest
    paid = [_cash("1002", -10001), _counter("1601", 20000), _counter("1403", 10000), _counter("220201", -19999)]
    assert flows(paid, "cas") == {"C17": -6667, "C05": -3334}
    # between banks, with a fee
    assert flows([_cash("1002", -10000), _cash("1012", 9990), _counter("660304", 10)], "cas") == {"C08": -10}
    assert flows([_cash("1002", -10000), _cash("1001", 10000)], "cas") == {}
    # revaluation of a currency account moves base only
    assert flows([Facing("1002", 700, True, only_base=True), _counter("660303", -700)], "cas") == {EXCHANGE: 700}
    # a person said it; and a counter-account nobody knows is not plugged
    assert flows([_cash("1002", -500, "C18"), _counter("6602", 500)], "cas") == {"C18": -500}
    assert flows([_cash("1002", -500), _counter("9999", 500)], "cas") == {UNASSIGNED: -500}


def test_a_realised_difference_belongs_to_what_was_settled_and_not_to_the_cash_held() -> None:
    """CAS 31, IAS 7.25: cash received in foreign currency counts at the day's rate, all of it; the effect is of cash held."""

    def foreign(account: str, amount: int) -> Facing:
        return Facing(account, amount, False, foreign=True)

    # 10,000 USD received at 7.10, the receivable stood at 7.05: a gain, then a loss
    assert flows([_cash("1002", 71_000), foreign("1122", -70_500), _counter("660303", -500)], "cas") == {"C01": 71_000}
    assert flows([_cash("1002", 70_000), foreign("1122", -70_500), _counter("660303", 500)], "cas") == {"C01": 70_000}
    # 3,000 USD paid: with a gain, then with a loss
    assert flows([_cash("1002", -21_000), foreign("220201", 21_060), _counter("660303", -60)], "cas") == {
        "C05": -21_000
    }
    assert flows([_cash("1002", -21_300), foreign("220201", 21_060), _counter("660303", 240)], "cas") == {
        "C05": -21_300
    }
    # two parties' items at once, and a fee
    both = [_cash("1002", 1000), foreign("1122", -600), foreign("2202", -300), _counter("660303", -100)]
    assert flows(both, "cas") == {"C01": 667, "C05": 333}
    # bought from the bank dearer than the mid rate, with a fee: nothing was settled, the difference is of the cash itself
    bought = [_cash("1002", 7_100), _cash("1002", -7_150), _counter("660303", 40), _counter("660304", 10)]
    assert flows(bought, "cas") == {"C32": -40, "C08": -10}
    # every standard's own accounts
    assert flows([_cash("1002", 710), foreign("1122", -705), _counter("530105", -5)], "small") == {"1": 710}
    assert flows([_cash("1020", 710), foreign("1100", -705), _counter("7200", -5)], "ifrs") == {"1": 710}


def test_a_red_voucher_takes_back_the_item_of_the_black_one() -> None:
    """Paid 800 and taken back: neither is cash received, so no row is inflated."""
    red = Facing("1001", 800, True, red=True)
    assert flows([red, _counter("660204", -800)], "cas") == {"C08": 800}
    assert flows([Facing("1002", -11_300, True, red=True), _counter("1122", 11_300)], "cas") == {"C01": -11_300}
    assert flows([Facing("1002", 500, True, red=True), _counter("2221", -500)], "small") == {"5": 500}
    # interest of the bank in red on the expense: the cash itself is black, it was received
    assert flows([_cash("1002", 150), _counter("660302", -150)], "cas") == {"C03": 150}


def test_a_reversal_in_the_books_leaves_nothing_of_what_it_takes_back(store: Store, tenant: str) -> None:
    _found(store, tenant)
    spent = small.entry(debit("660202", "800"), credit("1001", "800"))
    sealed = small.posted(store, tenant, spent, period=MONTH)
    with store.read(tenant) as unit:
        red = reversal(unit, VoucherKey(sealed.batch_id, 1), "2026-11-21", "wang")
    small.posted(store, tenant, *red.entries, period=MONTH)
    with store.read(tenant) as unit:
        for vouchers in (True, False):
            assert _moved(cash_flow(unit, small.BOOK, Span(MONTH, MONTH), vouchers=vouchers).items) == {}


def test_every_item_that_an_account_proposes_is_a_row_of_the_statement_and_every_prefix_has_accounts() -> None:
    for form in layouts():
        rows = {one.row for feed in (ITEM, EXCHANGE) for one in rows_fed(form.layout, feed)}
        codes = [one.code for one in chart(form.standard)]
        for prefix, items in _by_prefix(form.standard).items():
            assert {items.received, items.paid} <= rows, (form.layout, prefix)
            assert any(code.startswith(prefix) for code in codes), (form.standard, prefix)
        assert len(rows_fed(form.layout, UNASSIGNED)) == 1
        seen: set[str] = set()
        for row in layout(form.layout, STATEMENT):
            assert {part for part, _ in row.parts} <= seen and row.row not in seen
            seen.add(row.row)
    assert {form.standard for form in layouts()} == set(standards())


POSTED = st.lists(
    st.tuples(
        st.sampled_from(("1001", "1002")), st.sampled_from(("", "C18", "strange")),
        st.lists(st.tuples(st.sampled_from(("6001", "660202", "9001", "1001")), st.sampled_from(list(Side)),
                           st.integers(1, 99_999)), min_size=1, max_size=4),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


def _draft(account: str, item: str, others: list[tuple[str, Side, int]]) -> EntryDraft | None:
    lines = [_line(code, side, amount) for code, side, amount in others]
    rest = sum(amount if side is Side.CREDIT else -amount for _, side, amount in others)
    if not rest:
        return None
    side = Side.DEBIT if rest > 0 else Side.CREDIT
    return small.entry(*lines, _line(account, side, abs(rest), item))


def _line(code: str, side: Side, amount: int, item: str = "") -> LineDraft:
    put = debit if side is Side.DEBIT else credit
    return put(code, f"{amount // 100}.{amount % 100:02}", dims={"cash_flow": item} if item else {})


def test_items_add_up_to_the_change_in_cash_over_posted_vouchers(tenants: Tenants) -> None:
    @settings(max_examples=10, deadline=None)
    @given(POSTED)
    def hold(posted: list[tuple[str, str, list[tuple[str, Side, int]]]]) -> None:
        store, tenant = tenants.store, tenants.new()
        _found(store, tenant)
        expected = 0
        for account, item, others in posted:
            if draft := _draft(account, item, others):
                small.posted(store, tenant, draft, period=MONTH)
                expected += sum(
                    line.amount_minor if line.side is Side.DEBIT else -line.amount_minor
                    for line in draft.lines if line.account in ("1001", "1002")
                )  # fmt: skip
        with store.read(tenant) as unit:
            found = cash_flow(unit, small.BOOK, Span(MONTH, MONTH))
            sums = cash_flow(unit, small.BOOK, Span(MONTH, MONTH), vouchers=False)
            assert _moved(sums.items) == _moved(found.items)
        assert sum(found.items.values()) == found.change_minor == expected
        for item, amount in found.items.items():
            assert sum(one.amount_minor for one in found.vouchers[item]) == amount
        rows = {one.row.row: one for one in cash_flow_rows(layout_on("cas", small.NOW.date()).layout, found)}
        assert rows["C33"].amount_minor == expected and rows["C35"].amount_minor == found.closing_minor
        open_items = [item for item in found.items if item in (UNASSIGNED, "strange")]
        assert rows["U"].amount_minor == sum(found.items[item] for item in open_items)
        store.forget(tenant)

    hold()


def test_an_opening_inside_the_span_is_not_split_but_listed(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    opening = small.entry(debit("1002", "100"), debit("660202", "40"), credit("6001", "140"), kind=EntryKind.OPENING)
    small.posted(store, tenant, opening, period=MONTH)
    with store.read(tenant) as unit:
        found = cash_flow(unit, small.BOOK, Span(MONTH, MONTH))
        sums = cash_flow(unit, small.BOOK, Span(MONTH, MONTH), vouchers=False)
    assert _moved(sums.items) == dict(found.items) == {UNASSIGNED: 10_000} and len(found.vouchers[UNASSIGNED]) == 1


def _found(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        create_dimension(unit, "cash_flow", "现金流量项目", "Cash flow item")
        create_values(unit, "cash_flow", {"C18": "投资支付的现金", "strange": "?"})
        create_accounts(unit, small.BOOK, [Account("9001", "杂项", "Other", AccountType.EXPENSE, Side.DEBIT)])
