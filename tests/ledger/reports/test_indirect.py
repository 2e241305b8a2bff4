"""Profit reconciled to operating cash: over any vouchers the difference from the direct method is Σ of the vouchers'."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.books.accounts import Account, AccountType, accounts, create_accounts, create_dimension, create_values
from ledger.books.entries import EntryDraft, EntryKind, Layer, LineDraft, Side, credit, debit
from ledger.charts.indirect import LEFT_OUT, indirect_layout
from ledger.reports.cash_flow import cash_flow
from ledger.reports.indirect import Plan, Reconciliation, reconcile
from ledger.reports.statements import Balance
from ledger.reports.trial_balance import Span, leaf_rows
from ledger.store import Store
from tests.ledger.books import small
from tests.tenants import Tenants

MONTH, FORM = "2026-11", "cas_2019"
ASSET, LIABILITY, EQUITY = AccountType.ASSET, AccountType.LIABILITY, AccountType.EQUITY
MORE = (
    ("1405", ASSET), ("1471", ASSET), ("1601", ASSET), ("1602", ASSET), ("1606", ASSET), ("1801", ASSET), ("1121", ASSET),
    ("2001", LIABILITY), ("2221", LIABILITY), ("2231", LIABILITY), ("2901", LIABILITY), ("4003", EQUITY), ("4001", EQUITY),
    ("410406", EQUITY), ("6901", EQUITY), ("6301", AccountType.INCOME), ("6115", AccountType.INCOME), ("6401", AccountType.EXPENSE),
    ("6701", AccountType.EXPENSE), ("660301", AccountType.EXPENSE), ("660303", AccountType.EXPENSE), ("9001", ASSET),
)  # fmt: skip
CODES = ("1001", "1002", "6001", "660202", *(code for code, _ in MORE))


def _found(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        create_dimension(unit, "cash_flow", "现金流量项目", "Cash flow item")
        create_values(unit, "cash_flow", {"C18": "投资支付的现金", "C05": "购买商品"})
        create_accounts(
            unit, small.BOOK, [Account(code, code, code, kind, Side.DEBIT, monetary=True) for code, kind in MORE]
        )  # fmt: skip


def _read(store: Store, tenant: str, *, trace: bool = True) -> Reconciliation:
    with store.read(tenant) as unit:
        span = Span(MONTH, MONTH)
        flow = cash_flow(unit, small.BOOK, span, vouchers=trace)
        return reconcile(unit, small.BOOK, FORM, span, flow, trace=trace)


def _money(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02}"


LINES = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from(list(Side)), st.integers(1, 99_999), st.booleans()),
    min_size=1, max_size=5,
)  # fmt: skip
POSTED = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from(("", "C18", "C05")), LINES, st.sampled_from(("plain", "opening", "transfer"))),
    min_size=1, max_size=7,
)  # fmt: skip


def _draft(account: str, item: str, lines: list[tuple[str, Side, int, bool]], kind: str) -> EntryDraft | None:
    """A voucher of these lines (red ones are negative on the other side) with the rest on ``account``."""
    drafts, rest = [], 0
    for code, side, amount, red in lines:
        drafts.append(_line(code, side, amount, red))
        signed = amount if side is Side.DEBIT else -amount
        rest -= -signed if red else signed
    if not rest:
        return None
    side = Side.DEBIT if rest > 0 else Side.CREDIT
    said = {"cash_flow": item} if item and account in ("1001", "1002") else {}
    drafts.append(_line(account, side, abs(rest), False, said))
    named = {"plain": EntryKind.NORMAL, "opening": EntryKind.OPENING, "transfer": EntryKind.TRANSFER}[kind]
    return small.entry(*drafts, kind=named)


def _line(code: str, side: Side, amount: int, red: bool, dims: dict[str, str] | None = None) -> LineDraft:
    put = debit if side is Side.DEBIT else credit
    return put(code, Decimal(_money(amount)) * (-1 if red else 1), dims=dims or {})


def test_the_difference_is_the_sum_of_its_vouchers_and_rows_read_from_balances_are_those_of_the_vouchers(
    tenants: Tenants,
) -> None:
    @settings(max_examples=15, deadline=None)
    @given(POSTED)
    def hold(posted: list[tuple[str, str, list[tuple[str, Side, int, bool]], str]]) -> None:
        store, tenant = tenants.store, tenants.new()
        _found(store, tenant)
        for account, item, lines, kind in posted:
            if draft := _draft(account, item, lines, kind):
                layer = Layer.TRANSFER if kind == "transfer" else Layer.OPERATING
                small.posted(store, tenant, draft, period=MONTH, layer=layer)
        found, sums = _read(store, tenant), _read(store, tenant, trace=False)
        assert found.amounts == sums.amounts and not sums.differences
        assert sum(one.amount_minor for one in found.differences) == found.difference_minor
        assert found.amounts["X21"] == found.amounts["X19"] - found.amounts["X20"] == found.difference_minor
        with store.read(tenant) as unit:
            plan = Plan(FORM, "cas", accounts(unit, small.BOOK))
            moved = leaf_rows(unit, small.BOOK, Span(MONTH, MONTH), (Layer.OPERATING,))
            flow = cash_flow(unit, small.BOOK, Span(MONTH, MONTH))
        profit = [Balance(one.account, None, one.base.debit - one.base.credit) for one in moved]
        assert found.amounts.get("X01", 0) == -sum(one.amount_minor for one in profit if one.account in plan.result)
        assert found.amounts["Z05"] == flow.change_minor
        store.forget(tenant)

    hold()


def _posted(store: Store, tenant: str, *lines: LineDraft) -> str:
    sealed = small.posted(store, tenant, small.entry(*lines), period=MONTH)
    return f"{sealed.batch_id}.1"


def test_vouchers_worked_by_hand(store: Store, tenant: str) -> None:
    _found(store, tenant)
    _posted(store, tenant, debit("1002", "1130"), credit("6001", "1000"), credit("2221", "130"))
    _posted(store, tenant, debit("660202", "50"), credit("1602", "50"))  # depreciation
    _posted(
        store, tenant, debit("1606", "70"), debit("1602", "30"), credit("1601", "100")
    )  # what leaves with the asset
    _posted(store, tenant, debit("1002", "80"), credit("1606", "80"))  # sold, with a gain
    _posted(store, tenant, debit("1606", "10"), credit("6301", "10"))
    _posted(store, tenant, debit("6701", "20"), credit("1471", "20"))  # written down, then the goods are sold
    _posted(store, tenant, debit("1471", "20"), debit("6401", "60"), credit("1405", "80"))
    _posted(store, tenant, debit("660301", "9"), credit("2231", "9"))  # interest, paid later
    _posted(store, tenant, debit("2231", "9"), credit("1002", "9"))
    _posted(store, tenant, debit("1002", "500"), credit("2001", "500"))
    _posted(store, tenant, debit("4003", "5"), credit("2901", "5"))  # deferred tax of equity
    _posted(store, tenant, debit("6901", "40"), credit("2221", "40"))  # an error of last year, carried to equity
    _posted(store, tenant, debit("410406", "40"), credit("6901", "40"))
    found = _read(store, tenant)
    assert found.differences == () and found.difference_minor == 0
    shown = {
        row.row: found.amounts[row.row]
        for row in indirect_layout(FORM)
        if row.kind != LEFT_OUT and found.amounts.get(row.row)
    }
    assert shown == {
        "X01": 100_000 - 5_000 + 1_000 - 2_000 - 6_000 - 900, "X02": 2_000, "X04": 5_000, "X09": -1_000, "X11": 900,
        "X15": 6_000, "X17": 17_000, "X18": -4_000, "X19": 113_000, "X20": 113_000,
        "Z01": 170_100, "Z05": 170_100,
    }  # fmt: skip


def test_a_machine_bought_on_credit_is_named_as_the_difference(store: Store, tenant: str) -> None:
    """The direct method takes what is paid to a supplier for operating; the voucher that makes it differ is the purchase."""
    _found(store, tenant)
    bought = _posted(
        store, tenant, debit("1601", "100"), debit("2221", "13"), credit("2202", "113", dims={"party": "V1"})
    )  # fmt: skip
    _posted(store, tenant, debit("2202", "113", dims={"party": "V1"}), credit("1002", "113"))
    said = _posted(
        store, tenant, debit("660202", "7"), credit("1002", "7", dims={"cash_flow": "C18"})
    )  # fmt: skip
    found = _read(store, tenant)
    assert [(f"{one.key.batch_id}.{one.key.entry_no}", one.indirect_minor, one.direct_minor, one.accounts)
            for one in found.differences] == [(bought, 10_000, 0, ("1601",)), (said, -700, 0, ())]  # fmt: skip
    assert found.difference_minor == 9_300


def test_exchange_differences_of_cash_and_loans_are_taken_out_and_those_of_receivables_stay(
    store: Store, tenant: str
) -> None:
    _found(store, tenant)

    def dollars(put, code: str, amount: str, base_minor: int, **fields: object) -> LineDraft:  # type: ignore[no-untyped-def]
        return put(code, amount, "USD", base_minor=base_minor, **fields)

    owed = {"dims": {"party": "V1"}, "due_date": "2026-12-20"}
    _posted(store, tenant, dollars(debit, "1002", "100", 70_000), dollars(credit, "2001", "100", 70_000))
    _posted(store, tenant, dollars(debit, "1122", "10", 7_000, **owed), credit("6001", "70"))
    _posted(store, tenant, dollars(debit, "1002", "0", 3_000), credit("660303", "30"))
    _posted(store, tenant, dollars(credit, "2001", "0", 3_000), debit("660303", "30"))
    found = _read(store, tenant)
    assert found.differences == () and found.amounts["X19"] == 0
    assert found.amounts["X01"] == 7_000 and found.amounts["X11"] == 0 and found.amounts["X16"] == -7_000


def test_a_transfer_changes_nothing(store: Store, tenant: str) -> None:
    _found(store, tenant)
    _posted(store, tenant, debit("1002", "100"), credit("6001", "100"))
    before = _read(store, tenant)
    moved = small.entry(debit("6001", "100"), credit("4103", "100"), kind=EntryKind.TRANSFER)
    small.posted(store, tenant, moved, period=MONTH, layer=Layer.TRANSFER)
    assert _read(store, tenant) == before and before.amounts["X01"] == 10_000
