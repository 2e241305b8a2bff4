"""A company that does whatever it is told, step by step, with our own closing runs, and says whether the whole still holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import text

from ledger.books.accounts import AccountType, Book, create_accounts, create_book, create_dimension, create_values
from ledger.books.balances import OpenItem, open_items, trial_balance
from ledger.books.entries import Content, EntryDraft, Layer, LineDraft, Side, VoucherKey, dims
from ledger.books.journal import get_voucher
from ledger.books.periods import close_period, open_period, reopen_period
from ledger.books.reversal import correction, draft_of, reversal
from ledger.business.assets.cards import Card, Kind, add_card, first_day
from ledger.business.assets.schedule import Method
from ledger.business.closing import (
    Drafted,
    Month,
    accruals,
    depreciation,
    give_fact,
    result,
    revaluation,
    surcharges,
    vat,
)
from ledger.business.founding import standard_accounts
from ledger.business.rates import RateKind, converted, give_rate
from ledger.business.settlement import Money, Part, settlement
from ledger.charts import layout
from ledger.core.problem import Refused
from ledger.proof import verify
from ledger.proposals import Kind as ProposalKind
from ledger.proposals import post
from ledger.reports.cash_flow import cash_flow
from ledger.reports.cash_flow_rows import cash_flow_rows
from ledger.reports.statements import Balance, fill
from ledger.reports.trial_balance import Span, leaf_rows
from ledger.store import Unit
from tests.ledger.books import small
from tests.ledger.whole_charts import CAS, Chart
from tests.tenants import Tenants

MONTHS = ("2025-11", "2025-12", "2026-01")
CLOSING = ("7.0312", "7.15", "6.98")
PARTIES = ("P1", "P2")
RUNS: tuple[Callable[[Month], Drafted], ...] = (
    accruals.draft_back, depreciation.draft, vat.draft, surcharges.draft, revaluation.draft, result.draft, result.draft_year,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """An act by name, with four numbers it may use as it likes."""

    act: str
    who: int = 0
    amount: int = 100
    share: int = 100
    rate: str = "7.1"


class Whole:
    """A book of one standard over three months with a year's end inside; ``transfer`` monthly or yearly."""

    def __init__(self, tenants: Tenants, transfer: str, chart: Chart = CAS) -> None:
        self.chart = chart
        self.store, self.tenant = tenants.store, tenants.new()
        self.month, self.closed = MONTHS[0], 0
        self.made: list[VoucherKey] = []
        self.chain: list[tuple[int, bytes]] = []
        with self.store.write(self.tenant) as unit:
            self._found(unit, transfer)

    def _found(self, unit: Unit, transfer: str) -> None:
        create_book(unit, Book(small.BOOK, "蓝海", "Lanhai", self.chart.standard, "CNY", grace_seconds=0))
        for code in ("department", "party", "cash_flow"):
            create_dimension(unit, code, code, code)
        create_values(unit, "party", {one: one for one in PARTIES})
        create_values(unit, "department", {"D1": "一", "D2": "二"})
        kept = self.chart.kept
        chart = [
            one
            for one in standard_accounts(self.chart.standard)
            if not kept or one.code in kept or one.code.startswith(("1002", "2202", "222101"))
        ]
        create_accounts(
            unit,
            small.BOOK,
            [replace(one, required=tuple(x for x in one.required if x != "department")) for one in chart],
        )
        for name, value in (("cash_floor", "free"), ("transfer", transfer)):
            give_fact(unit, small.BOOK, name, value, date(2025, 1, 1), "admin", small.NOW)
        for period, rate in zip(MONTHS, CLOSING, strict=True):
            open_period(unit, small.BOOK, period, "admin", small.NOW)
            give_rate(unit, "USD", _last(period), RateKind.CLOSING, Decimal(rate), "t", "admin", small.NOW)
        self.types = {one.code: one.type for one in chart}

    def do(self, step: Step) -> bool:
        """One step; false where the books refused it (with its reasons) and nothing changed."""
        try:
            getattr(self, step.act)(step)
        except Refused as refused:
            assert refused.problems
            return False
        return True

    def forget(self) -> None:
        """Leave the store as it was."""
        self.store.forget(self.tenant)

    # what may happen

    def sell(self, step: Step) -> None:
        """On credit; a negative amount is a red bill."""
        self._bill(step, self.chart.receivable, self.chart.revenue, self.chart.output_vat, Side.DEBIT)

    def buy(self, step: Step) -> None:
        """On credit."""
        self._bill(step, self.chart.payable, self.chart.goods, self.chart.input_vat, Side.CREDIT)

    def sell_abroad(self, step: Step) -> None:
        """In USD."""
        self._abroad(step, self.chart.receivable, self.chart.revenue, Side.DEBIT)

    def buy_abroad(self, step: Step) -> None:
        """In USD."""
        self._abroad(step, self.chart.payable, self.chart.goods, Side.CREDIT)

    def take_ahead(self, step: Step) -> None:
        """A customer pays what nobody billed: the wrong side of the account."""
        self._put(
            _base(self.chart.bank, Side.DEBIT, step.amount),
            _base(self.chart.receivable, Side.CREDIT, step.amount, party=_party(step)),
        )

    def spend(self, step: Step) -> None:
        """From the bank or the till, for a department."""
        money = self.chart.bank if step.share > 50 else self.chart.till
        self._put(
            _base(self.chart.expense, Side.DEBIT, step.amount, department=f"D{step.who % 2 + 1}"),
            _base(money, Side.CREDIT, step.amount),
        )

    def accrue(self, step: Step) -> None:
        """An expense that reverses itself in the next month."""
        place = MONTHS.index(self.month) + 1
        if place < len(MONTHS):
            lines = (
                _base(self.chart.expense, Side.DEBIT, step.amount),
                _base(self.chart.estimated, Side.CREDIT, step.amount, party=_party(step)),
            )
            self._post(
                Content(small.BOOK, self.month, (accruals.reversing(self._entry(*lines), f"{MONTHS[place]}-01"),))
            )

    def buy_currency(self, step: Step) -> None:
        """USD come in at one rate and cost another."""
        amount = abs(step.amount) + 100
        worth, paid = (
            converted(amount, "USD", Decimal(step.rate), "CNY"),
            converted(amount, "USD", Decimal("7.2"), "CNY"),
        )
        lines = [
            LineDraft(self.chart.bank_foreign, Side.DEBIT, amount, "USD", worth, memo="m", rate=step.rate),
            _base(self.chart.bank, Side.CREDIT, paid),
        ]
        if paid != worth:
            side = Side.DEBIT if paid > worth else Side.CREDIT
            account = self.chart.loss if side is Side.DEBIT and self.chart.loss else self.chart.exchange
            lines.append(_base(account, side, abs(paid - worth)))
        self._put(*lines)

    def invest(self, step: Step) -> None:
        """A machine with its card."""
        cost = abs(step.amount) + 2_400
        self._put(_base(self.chart.machine, Side.DEBIT, cost), _base(self.chart.bank, Side.CREDIT, cost))
        day = date.fromisoformat(f"{self.month}-10")
        card = Card("", Kind.FIXED, "m", cost, 0, Method.STRAIGHT, 24, Decimal(0), day.isoformat(),
                    first_day(Kind.FIXED, day, Method.STRAIGHT).isoformat(), self.chart.machine, self.chart.carried,
                    self.chart.depreciation, "")  # fmt: skip
        with self.store.write(self.tenant) as unit:
            add_card(unit, small.BOOK, card, "wang", small.NOW)

    def settle(self, step: Step) -> None:
        """Part of an open item against money, at the day's rate."""
        items = self._items()
        if not items:
            return
        item = items[step.who % len(items)]
        part = Part(item, max(1, abs(item.open_minor) * step.share // 100))
        account, rate = (
            (self.chart.bank_foreign, Decimal(step.rate)) if item.currency == "USD" else (self.chart.bank, Decimal(1))
        )
        self._put(
            *settlement(
                [part],
                "CNY",
                self.chart.exchange,
                (),
                "m",
                loss=self.chart.loss,
                money=Money(account, item.currency, rate),
            )
        )
        with self.store.read(self.tenant) as unit:
            left = [
                one for one in open_items(unit, small.BOOK, _last(self.month), residues=True) if one.key == item.key
            ]
        rest = item.open_minor - (part.amount_minor if item.open_minor > 0 else -part.amount_minor)
        assert [one.open_minor for one in left] == ([rest] if rest else []), "a residue"

    def match(self, step: Step) -> None:
        """Two items of one party that stand against each other."""
        items = self._items()
        pairs = [(one, other) for one in items for other in items if one.open_minor > 0 > other.open_minor
                 and (one.account, one.dims, one.currency) == (other.account, other.dims, other.currency)]  # fmt: skip
        if pairs:
            one, other = pairs[step.who % len(pairs)]
            part = min(one.open_minor, -other.open_minor)
            self._put(
                *settlement(
                    [Part(one, part), Part(other, part)], "CNY", self.chart.exchange, (), "m", loss=self.chart.loss
                )
            )

    def reverse(self, step: Step) -> None:
        """In red."""
        if self.made:
            with self.store.read(self.tenant) as unit:
                content = reversal(unit, self.made[step.who % len(self.made)], f"{self.month}-20", "wang")
            self._post(content)

    def correct(self, step: Step) -> None:
        """In red, and the same once more."""
        if self.made:
            key = self.made[step.who % len(self.made)]
            with self.store.read(self.tenant) as unit:
                again = replace(
                    draft_of(get_voucher(unit, key)), posting_date=f"{self.month}-20", maker="wang", document_date=""
                )
                content = correction(unit, key, again)
            self._post(content)

    def differ(self, step: Step) -> None:
        """A difference voucher: more or less of an expense."""
        amount = step.amount if step.share > 50 else -step.amount
        self._put(_base(self.chart.expense, Side.DEBIT, amount), _base(self.chart.bank, Side.CREDIT, amount))

    def revalue(self, step: Step) -> None:
        """Before the month is over."""
        self._run(revaluation.draft)

    def depreciate(self, step: Step) -> None:
        """Before the month is over."""
        self._run(depreciation.draft)

    def transfer(self, step: Step) -> None:
        """Income and expense, though more may come."""
        self._run(result.draft)

    def close(self, step: Step) -> None:
        """Every run, then the close; a second look finds nothing to run."""
        if self.closed == len(MONTHS):
            return
        for run in RUNS:
            self._run(run)
        with self.store.write(self.tenant) as unit:
            for run in RUNS:
                left = run(Month.of(unit, small.BOOK, self.month))
                assert not left.entries and not left.lacks, (run.__module__, left)
            close_period(unit, small.BOOK, self.month, "li", small.NOW)
        self._turn(1)

    def reopen(self, step: Step) -> None:
        """The last month that was closed."""
        if self.closed:
            with self.store.write(self.tenant) as unit:
                reopen_period(unit, small.BOOK, MONTHS[self.closed - 1], "reason", "li", small.NOW)
            self._turn(-1)

    def close_again(self, step: Step) -> None:
        """Closed, opened, closed: balances and statements are the same, the log has not lost anything."""
        if self.closed:
            before = self.statements()
            self.reopen(step)
            self.close(step)
            assert self.statements() == before

    # how it happens

    def _turn(self, by: int) -> None:
        self.closed += by
        self.month = MONTHS[min(self.closed, len(MONTHS) - 1)]

    def _bill(self, step: Step, owed: str, worth: str, tax: str, side: Side) -> None:
        net, other = step.amount, Side(1 - side)
        vat_minor = int((Decimal(net) * 13 / 100).to_integral_value())
        lines = [_base(owed, side, net + vat_minor, party=_party(step)), _base(worth, other, net)]
        self._put(*lines, *([_base(tax, other, vat_minor)] if vat_minor else []))

    def _abroad(self, step: Step, owed: str, worth: str, side: Side) -> None:
        value = converted(step.amount, "USD", Decimal(step.rate), "CNY")
        item = LineDraft(
            owed, side, step.amount, "USD", value, memo="m", dims=dims({"party": _party(step)}), rate=step.rate
        )
        self._put(item, _base(worth, Side(1 - side), value))

    def _items(self) -> list[OpenItem]:
        with self.store.read(self.tenant) as unit:
            return sorted(
                open_items(unit, small.BOOK, _last(self.month)),
                key=lambda one: (one.account, one.dims, one.currency, one.posting_date, one.open_minor),
            )

    def _entry(self, *lines: LineDraft) -> EntryDraft:
        return EntryDraft(f"{self.month}-15", lines, "wang")

    def _put(self, *lines: LineDraft) -> None:
        self.made.append(VoucherKey(self._post(Content(small.BOOK, self.month, (self._entry(*lines),))), 1))

    def _run(self, run: Callable[[Month], Drafted]) -> None:
        with self.store.read(self.tenant) as unit:
            drafted = run(Month.of(unit, small.BOOK, self.month))
        assert not drafted.lacks, drafted.lacks
        if drafted.entries:
            entries = tuple(replace(one, maker="wang") for one in drafted.entries)
            self._post(Content(small.BOOK, self.month, entries, layer=drafted.layer))

    def _post(self, content: Content) -> int:
        with self.store.write(self.tenant) as unit:
            kind = ProposalKind.VOUCHER if len(content.entries) == 1 else ProposalKind.RUN
            posted = post(unit, small.confirmed(unit, content, kind=kind), small.NOW + timedelta(minutes=1))
            if posted.sealed is None:
                raise Refused(*posted.problems)
        return posted.sealed.batch_id

    # what must hold

    def hold(self) -> None:
        """What must be true after each step: of the month at hand, and of the last, which stands on all before."""
        with self.store.read(self.tenant) as unit:
            self._grew(unit)
            for month in sorted({self.month, MONTHS[-1]}):
                self._statements_hold(unit, month)
            self._subledgers_hold(unit)

    def proven(self) -> None:
        """The books read again from the first voucher."""
        with self.store.read(self.tenant) as unit:
            report = verify(unit)
        assert report.clean, report.findings

    def statements(self) -> dict[str, Any]:
        """Balance sheet, income statement and cash flow of each month, by row."""
        with self.store.read(self.tenant) as unit:
            return {
                month: (self._sheet(unit, month), self._income(unit, month, month), self._flow(unit, month))
                for month in MONTHS
            }

    def _grew(self, unit: Unit) -> None:
        rows = unit.connection.execute(
            text("SELECT batch_id, hash FROM batch WHERE tenant_id = :t ORDER BY batch_id"), {"t": unit.tenant}
        )
        chain = [(row[0], bytes(row[1])) for row in rows]
        assert chain[: len(self.chain)] == self.chain, "the log lost or changed something"
        self.chain = chain

    def _sheet(self, unit: Unit, month: str) -> dict[str, int]:
        rows = leaf_rows(unit, small.BOOK, Span(month, month), tuple(Layer), None, "party")
        standing = [Balance(row.account, row.dimension, row.base.closing) for row in rows]
        profit = -sum(
            one.amount_minor for one in standing if self.types[one.account] in (AccountType.INCOME, AccountType.EXPENSE)
        )
        return {row.row: row.amount_minor for row in fill(layout(self.chart.layout, "balance_sheet"), standing, profit)}

    def _income(self, unit: Unit, first: str, last: str) -> dict[str, int]:
        rows = leaf_rows(unit, small.BOOK, Span(first, last), (Layer.OPERATING,))
        moved = [Balance(row.account, None, row.base.debit - row.base.credit) for row in rows]
        return {row.row: row.amount_minor for row in fill(layout(self.chart.layout, "income_statement"), moved)}

    def _flow(self, unit: Unit, month: str) -> dict[str, int]:
        flow = cash_flow(unit, small.BOOK, Span(month, month))
        sums = cash_flow(unit, small.BOOK, Span(month, month), vouchers=False)
        assert {k: v for k, v in sums.items.items() if v} == {k: v for k, v in flow.items.items() if v}
        return {one.row.row: one.amount_minor for one in cash_flow_rows(self.chart.layout, flow)}

    def _statements_hold(self, unit: Unit, month: str) -> None:
        sheet, flow, named = self._sheet(unit, month), self._flow(unit, month), self.chart
        assert sheet[named.assets] == sheet[named.claims], "assets are not liabilities and equity"
        profit = self._income(unit, MONTHS[0], month)[named.profit]
        assert sheet[named.retained] == profit, "profit of the statements is not in equity"
        rows = trial_balance(unit, small.BOOK, month, month)
        cash = [row for row in rows if row.account.startswith(named.cash)]
        assert sheet[named.money] == flow[named.money_closing] == sum(row.base_closing for row in cash)
        assert sum(flow[row] for row in named.flow) == sum(row.base_closing - row.base_opening for row in cash)
        assert flow["U"] == 0, "cash nobody could place"
        assert sum(row.base_closing for row in rows) == 0

    def _subledgers_hold(self, unit: Unit) -> None:
        owed: dict[tuple[str, str], int] = defaultdict(int)
        for item in open_items(unit, small.BOOK, _last(MONTHS[-1]), residues=True):
            owed[item.account, dict(item.dims)["party"]] += item.base_open_minor
        for account in (self.chart.receivable, self.chart.payable, self.chart.estimated):
            rows = trial_balance(unit, small.BOOK, MONTHS[-1], MONTHS[-1], by="party", account=account)
            standing: dict[str, int] = defaultdict(int)
            for row in rows:
                standing[row.value or ""] += row.base_closing
            for party in {*standing, *(one for code, one in owed if code == account)}:
                assert standing[party] == owed[account, party], (account, party)


def _last(month: str) -> str:
    return {"2025-11": "2025-11-30", "2025-12": "2025-12-31", "2026-01": "2026-01-31"}[month]


def _party(step: Step) -> str:
    return PARTIES[step.who % len(PARTIES)]


def _base(account: str, side: Side, amount: int, **of: str) -> LineDraft:
    return LineDraft(account, side, amount, "CNY", memo="m", dims=dims(of))
