"""Several spans of the cash flow in one reading: each is what its vouchers, taken one by one, moved cash for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.books.accounts import Account, AccountType, create_accounts, create_dimension, create_values
from ledger.books.entries import EntryDraft, EntryKind, LineDraft, Side, VoucherKey, credit, debit
from ledger.books.reversal import reversal
from ledger.charts.cash_flow import UNASSIGNED
from ledger.reports.cash_flow import CashFlow, cash_flow, cash_flows
from ledger.reports.cash_split import Facing, flows
from ledger.reports.trial_balance import Span
from ledger.store import Store
from tests.ledger.books import small
from tests.tenants import Tenants

MONTHS = ("2025-10", "2025-11", "2025-12", "2026-10", "2026-11")
SPANS = (Span("2026-11", "2026-11"), Span("2026-10", "2026-11"), Span("2025-11", "2025-11"), Span("2025-10", "2026-10"))
CASH = ("1001", "1002")
LINE = st.tuples(
    st.sampled_from(("6001", "660202", "9001", "1001", "660303")), st.sampled_from(list(Side)), st.integers(1, 99_999),
    st.booleans(),
)  # fmt: skip
VOUCHERS = st.lists(
    st.tuples(
        st.sampled_from(MONTHS), st.sampled_from(("plain", "plain", "opening", "settled", "revalued", "reversed")),
        st.sampled_from(("", "C18")), st.sampled_from(("1002", "660202")), st.lists(LINE, min_size=1, max_size=4),
    ),
    min_size=1, max_size=9,
)  # fmt: skip
Drawn = tuple[str, str, str, str, list[tuple[str, Side, int, bool]]]


@dataclass
class Told:
    """What the vouchers of each month moved cash for, one by one: items, and vouchers with what each moved for an item."""

    items: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    vouchers: dict[str, dict[str, list[tuple[int, int]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def add(self, month: str, batch: int, moved: dict[str, int]) -> None:
        for item, amount in moved.items():
            self.items[month][item] += amount
            self.vouchers[month][item].append((batch, amount))

    def items_of(self, span: Span) -> dict[str, int]:
        found: dict[str, int] = defaultdict(int)
        for month in (one for one in MONTHS if span.first <= one <= span.last):
            for item, amount in self.items[month].items():
                found[item] += amount
        return {item: amount for item, amount in found.items() if amount}

    def vouchers_of(self, span: Span) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for month in (one for one in MONTHS if span.first <= one <= span.last):
            for item, behind in self.vouchers[month].items():
                found[item] += behind
        return {item: sorted(behind) for item, behind in found.items()}


def test_spans_read_together_are_the_sums_of_their_vouchers_and_what_each_is_alone(tenants: Tenants) -> None:
    @settings(max_examples=8, deadline=None)
    @given(VOUCHERS)
    def hold(drawn: list[Drawn]) -> None:
        store, tenant = tenants.store, tenants.new()
        _found(store, tenant)
        told = Told()
        for month, kind, item, account, lines in drawn:
            _post(store, tenant, told, month, kind, _lines(kind, item, account, lines))
        with store.read(tenant) as unit:
            for listed in ((), SPANS[:1], SPANS[1:3], SPANS):
                found = cash_flows(unit, small.BOOK, SPANS, listed=listed)
                for span, flow in zip(SPANS, found, strict=True):
                    alone = cash_flow(unit, small.BOOK, span, vouchers=span in listed)
                    assert _shown(flow) == _shown(alone) and flow.opened == alone.opened
                    assert _shown(flow)[0] == told.items_of(span)
                    assert not listed or span not in listed or _shown(flow)[1] == told.vouchers_of(span)
        store.forget(tenant)

    hold()


def _shown(flow: CashFlow) -> tuple[dict[str, int], dict[str, list[tuple[int, int]]]]:
    items = {item: amount for item, amount in flow.items.items() if amount}
    return items, {
        item: sorted((one.key.batch_id, one.amount_minor) for one in behind) for item, behind in flow.vouchers.items() if behind
    }  # fmt: skip


def _lines(kind: str, item: str, account: str, drawn: list[tuple[str, Side, int, bool]]) -> list[LineDraft]:
    """Lines with the rest on an account; what is settled or revalued also has a foreign side."""
    if kind == "settled":
        amounts = [one[2] for one in drawn]
        owed = credit("1122", "10", "USD", base_minor=amounts[0], dims={"party": "V1"}, due_date="2026-12-20")
        lines = [_line("1002", Side.DEBIT, amounts[-1] + 1, False), owed]
        return [*lines, _rest("660303", lines)] if amounts[-1] + 1 != amounts[0] else lines
    if kind == "revalued":
        return [debit("1002", "0", "USD", base_minor=drawn[0][2]), _line("660303", Side.CREDIT, drawn[0][2], False)]
    lines = [_line(*one) for one in drawn]
    if not sum(_signed(one) for one in lines):
        return []
    rest = _rest(account, lines)
    return [*lines, _rest(account, lines, item) if item and account in CASH else rest]


def _line(code: str, side: Side, amount: int, red: bool) -> LineDraft:
    put = debit if side is Side.DEBIT else credit
    return put(code, f"{'-' if red else ''}{amount // 100}.{amount % 100:02}")


def _rest(code: str, lines: list[LineDraft], item: str = "") -> LineDraft:
    rest = -sum(_signed(one) for one in lines)
    put = debit if rest > 0 else credit
    return put(code, f"{abs(rest) // 100}.{abs(rest) % 100:02}", dims={"cash_flow": item} if item else {})


def _signed(line: LineDraft) -> int:
    base = line.amount_minor if line.base_minor is None else line.base_minor
    return base if line.side is Side.DEBIT else -base


def _post(store: Store, tenant: str, told: Told, month: str, kind: str, lines: list[LineDraft]) -> None:
    if not lines:
        return
    entry_kind = EntryKind.OPENING if kind == "opening" else EntryKind.NORMAL
    sealed = small.posted(store, tenant, EntryDraft(f"{month}-20", tuple(lines), "wang", kind=entry_kind), period=month)
    moved = sum(_signed(one) for one in lines if one.account in CASH)
    if kind != "opening":
        told.add(month, sealed.batch_id, flows(_facing(lines), "cas"))
    elif moved:
        told.add(month, sealed.batch_id, {UNASSIGNED: moved})
    if kind == "reversed":
        with store.read(tenant) as unit:
            red = reversal(unit, VoucherKey(sealed.batch_id, 1), "2026-11-21", "wang")
        back = small.posted(store, tenant, *red.entries, period="2026-11")
        told.add("2026-11", back.batch_id, {item: -amount for item, amount in flows(_facing(lines), "cas").items()})


def _facing(lines: list[LineDraft]) -> list[Facing]:
    """Lines as a split takes them: those alike summed, in order."""
    alike = sorted(lines, key=_alike)
    return [
        Facing(code, sum(_signed(one) for one in same), code in CASH, item, only_base, foreign, red)
        for (code, foreign, item, only_base, _, red), same in (
            (key, list(group)) for key, group in groupby(alike, key=_alike)
        )
    ]


def _alike(line: LineDraft) -> tuple[str, bool, str, bool, bool, bool]:
    item = dict(line.dims).get("cash_flow", "")
    base = line.amount_minor if line.base_minor is None else line.base_minor
    return line.account, line.currency == "USD", item, not line.amount_minor, _signed(line) < 0, base < 0


def _found(store: Store, tenant: str) -> None:
    small.found(store, tenant, periods=MONTHS)
    with store.write(tenant) as unit:
        create_dimension(unit, "cash_flow", "现金流量项目", "Cash flow item")
        create_values(unit, "cash_flow", {"C18": "投资支付的现金"})
        create_accounts(unit, small.BOOK, [
            Account("9001", "杂项", "Other", AccountType.EXPENSE, Side.DEBIT),
            Account("660303", "汇兑损益", "Exchange differences", AccountType.EXPENSE, Side.DEBIT),
        ])  # fmt: skip
