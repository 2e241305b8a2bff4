"""Posts, corrects, reverses and closes at random on both engines, compared with the oracle after each step."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ledger.books.balances import open_items, trial_balance
from ledger.books.entries import Content, EntryDraft, EntryKind, Layer, LineDraft, Side, VoucherKey
from ledger.books.periods import close_period
from ledger.books.reversal import correction, draft_of, reversal
from ledger.books.voucher_search import by_number
from ledger.core.problem import Refused
from ledger.proof import verify
from ledger.proposals import Kind, post
from tests.ledger.books import small
from tests.ledger.books.oracle import LineFact, Oracle, OracleVoucher
from tests.tenants import Tenants

MONTHS = ("2026-10", "2026-11", "2026-12")
PARTIES = ("V1", "V2", "V3")

amounts = st.integers(min_value=-(10**9), max_value=10**9).filter(bool)
series = st.sampled_from(("记", "收"))
months = st.sampled_from(MONTHS)


@st.composite
def vouchers(draw: st.DrawFn) -> list[LineFact]:
    """Balanced lines: costs against cash, bank or a party, or a currency purchase."""
    if draw(st.booleans()) and draw(st.booleans()):
        usd, cny = draw(st.integers(1, 10**6)), draw(st.integers(1, 10**7))
        return [("1002", (), "USD", 0, usd, cny), ("1002", (), "CNY", 1, cny, cny)]
    parts = draw(st.lists(amounts, min_size=1, max_size=4))
    lines: list[LineFact] = []
    for part in parts:
        if draw(st.booleans()):
            lines.append(("660201", (("department", draw(st.sampled_from(("D1", "D2")))),), "CNY", 0, part, part))
        else:
            lines.append(("660202", (), "CNY", 0, part, part))
    total = sum(parts)
    if total == 0:
        lines.append(("660202", (), "CNY", 0, 1, 1))
        total = 1
    account = draw(st.sampled_from(("1001", "1002", "2202")))
    dims = (("party", draw(st.sampled_from(PARTIES))),) if account == "2202" else ()
    return [*lines, (account, dims, "CNY", 1, total, total)]


def draft(lines: list[LineFact], month: str) -> EntryDraft:
    """The same lines for the books."""
    made = tuple(
        LineDraft(account, Side(side), amount, currency, base, "memo", dims)
        for account, dims, currency, side, amount, base in lines
    )
    return EntryDraft(f"{month}-15", made, "wang")


class Books(RuleBasedStateMachine):
    """One company and its oracle."""

    tenants: ClassVar[Tenants]
    posted = Bundle("posted")

    @initialize()
    def found(self) -> None:
        self.oracle = Oracle()
        self.store, self.tenant = self.tenants.store, self.tenants.new()
        small.found(self.store, self.tenant, periods=MONTHS)

    def _post(self, content: Content) -> Any:
        with self.store.write(self.tenant) as unit:
            kind = Kind.VOUCHER if len(content.entries) == 1 else Kind.RUN
            proposal_id = small.confirmed(unit, content, kind=kind)
            result = post(unit, proposal_id, small.NOW + timedelta(minutes=1))
        if result.sealed is None:
            raise Refused(*result.problems)
        return result.sealed

    @rule(target=posted, month=months, name=series, batch=st.lists(vouchers(), min_size=1, max_size=4))
    def post_batch(self, month: str, name: str, batch: list[list[LineFact]]) -> Any:
        content = Content(small.BOOK, month, tuple(draft(lines, month) for lines in batch), name)
        if not all(self.oracle.may_post(month, lines) for lines in batch):
            with pytest.raises(Refused):
                self._post(content)
            return None
        sealed = self._post(content)
        made = self.oracle.post(month, name, batch)
        assert [voucher.number for voucher in made] == list(sealed.numbers)
        return VoucherKey(sealed.batch_id, len(made)), made[-1]

    @rule(month=months, lines=vouchers(), place=st.integers(0, 1), by=st.integers(1, 1000))
    def post_unbalanced(self, month: str, lines: list[LineFact], place: int, by: int) -> None:
        account, dims, currency, side, amount, base = lines[place]
        broken = list(lines)
        broken[place] = (account, dims, currency, side, amount + by, base + by)
        if self.oracle.may_post(month, broken):
            return
        with pytest.raises(Refused):
            self._post(Content(small.BOOK, month, (draft(broken, month),)))

    @rule(month=months, lines=vouchers())
    def post_transfer(self, month: str, lines: list[LineFact]) -> None:
        entry = replace(draft(lines, month), kind=EntryKind.TRANSFER)
        if not self.oracle.may_post(month, lines):
            return
        self._post(Content(small.BOOK, month, (entry,), "转", Layer.TRANSFER))
        self.oracle.post(month, "转", [lines], layer=1)

    @rule(pair=consumes(posted), month=months)
    def reverse(self, pair: tuple[VoucherKey, OracleVoucher] | None, month: str) -> None:
        if pair is None:
            return
        key, voucher = pair
        with self.store.read(self.tenant) as unit:
            content = reversal(unit, key, f"{month}-20", "wang")
        if month in self.oracle.closed:
            with pytest.raises(Refused):
                self._post(content)
            return
        self._post(content)
        self.oracle.reverse(voucher, month)
        with pytest.raises(Refused), self.store.read(self.tenant) as unit:
            reversal(unit, key, f"{month}-20", "wang")

    @rule(pair=consumes(posted), month=months, lines=vouchers())
    def correct(self, pair: tuple[VoucherKey, OracleVoucher] | None, month: str, lines: list[LineFact]) -> None:
        if pair is None or month in self.oracle.closed:
            return
        key, voucher = pair
        with self.store.read(self.tenant) as unit:
            content = correction(unit, key, draft(lines, month))
        sealed = self._post(content)
        red = self.oracle.reverse(voucher, month)
        (blue,) = self.oracle.post(month, voucher.series, [lines])
        self.oracle.batches -= 1
        assert list(sealed.numbers) == [red.number, blue.number]

    @precondition(lambda self: len(self.oracle.closed) < len(MONTHS) - 1)
    @rule()
    def close(self) -> None:
        month = MONTHS[len(self.oracle.closed)]
        with self.store.write(self.tenant) as unit:
            close_period(unit, small.BOOK, month, "li", small.NOW)
        self.oracle.closed.add(month)

    @invariant()
    def balances_agree(self) -> None:
        with self.store.read(self.tenant) as unit:
            for first, last in (("2026-10", "2026-12"), ("2026-11", "2026-11")):
                rows = trial_balance(unit, small.BOOK, first, last)
                ours = {
                    (row.account, row.currency): (
                        row.opening,
                        row.debit,
                        row.credit,
                        row.base_opening,
                        row.base_closing,
                    )
                    for row in rows
                }
                assert ours == self.oracle.movements(first, last)
            parties = trial_balance(unit, small.BOOK, "2026-10", "2026-12", by="party", account="2202")
            assert {row.value: row.base_closing for row in parties} == self.oracle.by_party("2202")
            items = open_items(unit, small.BOOK, "2026-12-31", account="2202")
            owed = dict.fromkeys(self.oracle.by_party("2202"), 0)
            for item in items:
                owed[dict(item.dims)["party"]] += item.base_open_minor
            assert owed == self.oracle.by_party("2202")

    def teardown(self) -> None:
        if not hasattr(self, "oracle"):
            return
        with self.store.read(self.tenant) as unit:
            report = verify(unit)
            assert report.clean, report.findings
            assert (report.batches, report.vouchers) == (self.oracle.batches, len(self.oracle.vouchers))
            for voucher in self.oracle.vouchers[-3:]:
                found = by_number(unit, small.BOOK, voucher.month, voucher.series, voucher.number)
                assert found is not None
                facts = [
                    (x.account, x.dims, x.currency, int(x.side), x.amount_minor, x.base_minor) for x in found.lines
                ]
                assert facts == voucher.lines
                assert (found.reversed_by is not None) == voucher.reversed
                assert (found.reverses is not None) == voucher.is_reversal
                assert draft_of(found).posting_date[:7] == voucher.month
        self.store.forget(self.tenant)


def test_the_books_agree_with_the_oracle(tenants: Tenants) -> None:
    machine = type("BooksHere", (Books,), {"tenants": tenants})
    run_state_machine_as_test(machine)
