"""The ledger of an account against the vouchers themselves, added up in plain Python."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ledger.books.accounts import accounts
from ledger.books.balances import trial_balance
from ledger.books.entries import EntryKind, Layer, LineDraft, Side, VoucherKey, credit, debit
from ledger.books.journal import Voucher
from ledger.books.voucher_search import VoucherFilter, search
from ledger.core.problem import Refused
from ledger.reports.general_ledger import GeneralLedger, Wanted, general_ledger
from ledger.reports.ledger_rows import _spans
from ledger.reports.trial_balance import Span
from ledger.store import Store, Unit
from tests.ledger.books import small
from tests.tenants import Tenants

MONTHS = ("2025-12", "2026-10", "2026-11")
LAYERS = ((Layer.OPERATING,), tuple(Layer))


@pytest.fixture
def company(store: Store, tenant: str) -> str:
    """Two years, both layers, red lines, dollars, and a date on which several vouchers fell."""
    small.found(store, tenant, periods=MONTHS)
    small.posted(store, tenant, small.office("8.00", day="2025-12-30"), period="2025-12")
    small.posted(store, tenant, small.office("12.00", day="2026-10-03"), period="2026-10")
    small.posted(store, tenant, small.invoice("50.00", party="V1", day="2026-10-05"), period="2026-10")
    small.posted(
        store, tenant, *(small.office(f"{n}.00", day="2026-11-20") for n in range(1, 8)),
        small.office("-3.00", day="2026-11-02"), small.invoice("70.00", party="V2", day="2026-11-20"),
    )  # fmt: skip
    small.posted(store, tenant, small.entry(
        debit("1002", "100.00", "USD", base_minor=71000), credit("1122", "100.00", "USD", base_minor=71000, dims={"party": "V3"}),
        day="2026-10-09"), period="2026-10")  # fmt: skip
    small.posted(store, tenant, small.entry(
        debit("660202", "30.00", "USD", base_minor=21600, memo="travel"), credit("1002", "30.00", "USD", base_minor=21600),
        day="2026-11-09"))  # fmt: skip
    small.posted(store, tenant, small.entry(debit("4103", "100.00"), credit("660202", "100.00"), day="2026-11-30", kind=EntryKind.TRANSFER),
                 layer=Layer.TRANSFER)  # fmt: skip
    return tenant


Fact = tuple[tuple[str, int, int, int], int, int, str, str]
"""(date, batch, entry, line), signed base, signed amount, currency, account."""


def facts(
    vouchers: list[Voucher], under: set[str], layers: tuple[Layer, ...], dim: tuple[str, str] | None
) -> list[Fact]:
    """Every line of some accounts in posting order, from the vouchers."""
    found = []
    for voucher in vouchers:
        for line in voucher.lines if voucher.layer in layers else ():
            if line.account in under and (dim is None or dim in line.dims):
                sign = 1 if line.side is Side.DEBIT else -1
                key = (voucher.posting_date, voucher.key.batch_id, voucher.key.entry_no, line.key.line_no)
                found.append((key, sign * line.base_minor, sign * line.amount_minor, line.currency, line.account))
    return sorted(found)


def check(unit: Unit, ledger: GeneralLedger, all_facts: list[Fact], span: Span) -> None:
    """Opening, lines, running balances, months and closing are those of the vouchers."""
    before = [one for one in all_facts if one[0][0][:7] < span.first]
    within = [one for one in all_facts if span.first <= one[0][0][:7] <= span.last]
    opening = sum(one[1] for one in before)
    running = list(accumulate((one[1] for one in within), initial=opening))
    assert ledger.base.opening == ledger.carried == opening
    assert [line.balance for line in ledger.lines] == running[1:]
    assert ledger.base.closing == running[-1]
    assert [line.day for line in ledger.lines] == [one[0][0] for one in within]
    assert [line.account.code for line in ledger.lines] == [one[4] for one in within]
    for line, one in zip(ledger.lines, within, strict=True):
        assert line.own_balance == sum(x[2] for x in all_facts if x[3] == one[3] and x[0] <= one[0])
    assert [month.month for month in ledger.months] == sorted({one[0][0][:7] for one in within})
    for month in ledger.months:
        now = [one for one in all_facts if one[0][0][:7] == month.month]
        year = [one for one in all_facts if month.month[:4] == one[0][0][:4] and one[0][0][:7] <= month.month]
        assert month.debit - month.credit == sum(one[1] for one in now)
        assert month.year_debit - month.year_credit == sum(one[1] for one in year)
        assert month.balance == sum(one[1] for one in all_facts if one[0][0][:7] <= month.month)


def vouchers_of(unit: Unit) -> list[Voucher]:
    return search(unit, VoucherFilter(small.BOOK, limit=1000))


@pytest.mark.parametrize("layers", LAYERS)
@pytest.mark.parametrize("span", [Span("2026-11", "2026-11"), Span("2026-10", "2026-11"), Span("2025-12", "2026-11")])
def test_every_account_is_the_sum_of_its_vouchers(
    store: Store, company: str, span: Span, layers: tuple[Layer, ...]
) -> None:
    with store.read(company) as unit:
        vouchers = vouchers_of(unit)
        layer = layers[0] if len(layers) == 1 else None
        rows = trial_balance(unit, small.BOOK, span.first, span.last, layer=layer)
        for account in accounts(unit, small.BOOK):
            under = {one.code for one in accounts(unit, small.BOOK) if one.code.startswith(account.code)}
            ledger = general_ledger(unit, small.BOOK, Wanted(account.code, span, layers))
            check(unit, ledger, facts(vouchers, under, layers, None), span)
            mine = [row for row in rows if row.account in under]
            assert ledger.base.opening == sum(row.base_opening for row in mine)
            assert ledger.base.closing == sum(row.base_closing for row in mine)
            assert (ledger.base.debit, ledger.base.credit) == (
                sum(row.base_debit for row in mine),
                sum(row.base_credit for row in mine),
            )


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_put_together_are_the_whole(store: Store, company: str, limit: int) -> None:
    span = Span("2026-10", "2026-11")
    with store.read(company) as unit:
        for account in ("1001", "1002", "6602"):
            whole = general_ledger(unit, small.BOOK, Wanted(account, span))
            lines, months, after, carried = [], [], None, whole.base.opening
            while True:
                page = general_ledger(unit, small.BOOK, Wanted(account, span), after=after, limit=limit)
                assert page.carried == carried
                assert (page.base, page.currencies) == (whole.base, whole.currencies), "totals are of the whole period"
                assert len(page.lines) <= limit
                lines += page.lines
                months += page.months
                carried = lines[-1].balance
                if page.next is None:
                    break
                after = page.next
            assert tuple(lines) == whole.lines
            assert tuple(months) == whole.months, "each month is totalled once, on the page of its last line"


def test_a_dimension_gives_the_subsidiary_ledger(store: Store, company: str) -> None:
    span = Span("2026-11", "2026-11")
    with store.read(company) as unit:
        vouchers = vouchers_of(unit)
        for account, dim in (("2202", ("party", "V1")), ("2202", ("party", "V2")), ("6602", ("department", "D1"))):
            under = {"660201", "660202"} if account == "6602" else {account}
            ledger = general_ledger(unit, small.BOOK, Wanted(account, span, dims=(dim,)))
            check(unit, ledger, facts(vouchers, under, tuple(Layer), dim), span)
        nobody = general_ledger(unit, small.BOOK, Wanted("2202", span, dims=(("party", "V8"),)))
    assert (nobody.lines, nobody.months, nobody.base.closing) == ((), (), 0)


def test_red_lines_stay_negative_on_their_side_and_face_their_counter_account(store: Store, company: str) -> None:
    with store.read(company) as unit:
        red = general_ledger(unit, small.BOOK, Wanted("660201", Span("2026-11", "2026-11"))).lines[0]
    assert (red.side, red.base_minor) == (Side.DEBIT, -300)
    assert [one.code for one in red.counter] == ["1001"]
    assert red.voucher == VoucherKey(red.place.batch_id, 8)


def test_dollars_run_in_their_own_currency_beside_the_base(store: Store, company: str) -> None:
    with store.read(company) as unit:
        ledger = general_ledger(unit, small.BOOK, Wanted("1002", Span("2026-11", "2026-11")))
    (line,), (dollars,) = ledger.lines, ledger.currencies
    assert (line.currency, line.amount_minor, line.own_balance) == ("USD", 3000, 7000)
    assert (line.base_minor, line.balance) == (21600, 71000 - 21600)
    assert (dollars.currency, dollars.opening, dollars.debit, dollars.credit, dollars.closing) == (
        "USD",
        10000,
        0,
        3000,
        7000,
    )


def test_an_account_that_is_not_there_is_refused(store: Store, company: str) -> None:
    with store.read(company) as unit, pytest.raises(Refused):
        general_ledger(unit, small.BOOK, Wanted("9999", Span("2026-11", "2026-11")))


ENTRY = st.tuples(st.integers(1, 28), st.sampled_from(["1001", "1002", "660202", "6001"]),
                  st.sampled_from(["1001", "1002", "660202"]), st.integers(-500, 500).filter(bool))  # fmt: skip


@given(batches=st.lists(st.tuples(st.sampled_from(MONTHS), st.lists(ENTRY, min_size=1, max_size=4)), max_size=4),
       limit=st.integers(1, 5))  # fmt: skip
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
def test_any_vouchers_and_any_page(
    tenants: Tenants, batches: list[tuple[str, list[tuple[int, str, str, int]]]], limit: int
) -> None:
    store, tenant = tenants.store, tenants.new()
    small.found(store, tenant, periods=MONTHS)
    for month, entries in batches:
        drafts = [small.entry(*_two(one), day=f"{month}-{one[0]:02}") for one in entries]
        small.posted(store, tenant, *drafts, period=month)
    span = Span("2026-10", "2026-11")
    with store.read(tenant) as unit:
        vouchers = vouchers_of(unit)
        for account in ("1001", "6602"):
            whole = general_ledger(unit, small.BOOK, Wanted(account, span))
            under = {"660201", "660202"} if account == "6602" else {account}
            check(unit, whole, facts(vouchers, under, tuple(Layer), None), span)
            page = general_ledger(unit, small.BOOK, Wanted(account, span), limit=limit)
            lines = list(page.lines)
            while page.next:
                page = general_ledger(unit, small.BOOK, Wanted(account, span), after=page.next, limit=limit)
                lines += page.lines
            assert tuple(lines) == whole.lines


def _two(one: tuple[int, str, str, int]) -> tuple[LineDraft, LineDraft]:
    _, first, second, cents = one
    amount = f"{cents // 100 if cents > 0 else -(-cents // 100)}.{abs(cents) % 100:02}" if abs(cents) >= 100 else (
        f"{'-' if cents < 0 else ''}0.{abs(cents):02}")  # fmt: skip
    return debit(first, amount), credit(second, amount)


def test_pages_cost_the_same_few_statements(store: Store, company: str) -> None:
    """No statement per line: a page of one line and a page of many need the same statements."""
    from sqlalchemy import event

    def counted(limit: int) -> int:
        with store.read(company) as unit:
            seen: list[str] = []
            engine = unit.connection.engine
            listen = lambda *args: seen.append(args[2])  # noqa: E731
            event.listen(engine, "before_cursor_execute", listen)
            general_ledger(unit, small.BOOK, Wanted("1001", Span("2026-10", "2026-11")), limit=limit)
            event.remove(engine, "before_cursor_execute", listen)
            assert unit.connection.execute(text("SELECT 1")).scalar() == 1
        return len(seen)

    assert counted(1) == counted(500) > 0


@given(st.integers(2020, 2026), st.integers(1, 12), st.integers(0, 60))
def test_a_ledger_reads_every_month_asked_for_once(year: int, month: int, more: int) -> None:
    first = year * 12 + month - 1
    number = [at // 12 * 10000 + (at % 12 + 1) * 100 for at in range(first, first + more + 1)]
    spans = list(_spans(number[0], number[-1]))
    assert [one for start, end in spans for one in number if start <= one <= end] == number
    assert len(spans) <= 6 and all(start <= end for start, end in spans)
