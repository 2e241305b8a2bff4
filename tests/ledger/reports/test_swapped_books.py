"""A book that takes vouchers back on the other side: same balances, open items, statements and cash flow as a red one."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from ledger.books.accounts import (
    Account,
    AccountType,
    Book,
    create_accounts,
    create_book,
    create_dimension,
    create_values,
    get_book,
)
from ledger.books.amending import differences
from ledger.books.balances import open_items
from ledger.books.calendar import period_of
from ledger.books.entries import Content, EntryDraft, LineDraft, Side, VoucherKey, credit, debit
from ledger.books.journal import get_voucher
from ledger.books.periods import open_period
from ledger.books.reversal import correction, draft_of, reversal
from ledger.business.closing import give_fact
from ledger.business.closing.specific import specifics
from ledger.core.problem import Refused
from ledger.proof import verify
from ledger.proposals import post
from ledger.reports.cash_flow import cash_flow
from ledger.reports.trial_balance import Span, leaf_rows
from ledger.store import Store
from ledger.store import postgres as postgres_engine
from ledger.store.company import changes
from tests.ledger.books import small
from tests.postgres_server import Server
from tests.tenants import Tenants

YEAR = Span("2026-11", "2026-11")
PARTY = {"party": "V1"}


def _found(store: Store, tenant: str, corrections: str) -> None:
    with store.write(tenant) as unit:
        create_book(unit, Book(small.BOOK, "书", "Book", "cas", "CNY", grace_seconds=0, corrections=corrections))
        create_dimension(unit, "department", "部门", "Department")
        create_dimension(unit, "party", "往来单位", "Party")
        create_dimension(unit, "cash_flow", "现金流量项目", "Cash flow item")
        create_values(unit, "department", {"D1": "销售部"})
        create_values(unit, "party", {"V1": "供应商"})
        create_values(unit, "cash_flow", {"C03": "其他", "C08": "其他"})
        create_accounts(
            unit, small.BOOK, (*small.ACCOUNTS, Account("660301", "手续费", "Fees", AccountType.EXPENSE, Side.DEBIT))
        )
        give_fact(unit, small.BOOK, "cash_floor", "free", small.NOW.date().replace(year=2000), "admin", small.NOW)
        open_period(unit, small.BOOK, "2026-11", "admin", small.NOW)


def _post(store: Store, tenant: str, content: Content) -> int:
    with store.write(tenant) as unit:
        result = post(unit, small.confirmed(unit, content), small.NOW + timedelta(seconds=60))
        if result.sealed is None:
            raise Refused(*result.problems)
        return result.sealed.batch_id


def _voucher(draw: random.Random, day: str) -> EntryDraft:
    amount = f"{draw.randint(1, 900_000) / 100:.2f}"
    kind = draw.choice(["sale", "cost", "pay", "fee", "mixed", "between"])
    said = {"cash_flow": "C08"}
    lines: dict[str, tuple[LineDraft, ...]] = {
        "sale": (debit("1122", amount, dims=PARTY), credit("6001", amount)),
        "cost": (debit("660201", amount, dims={"department": "D1"}), credit("2202", amount, dims=PARTY)),
        "pay": (debit("2202", amount, dims=PARTY), credit("1002", amount)),
        "fee": (debit("660301", amount), credit("1002", amount, dims=said)),
        "mixed": (debit("1002", amount), debit("660202", "1.00"), credit("6001", amount), credit("1001", "1.00")),
        "between": (debit("1001", amount), credit("1002", amount)),
    }  # fmt: skip
    return small.entry(*lines[kind], day=day)


@dataclass
class Life:
    """The same acts in two books, step by step; ``keys`` where the nth voucher stands in each."""

    store: Store
    tenants: tuple[str, str]
    keys: list[tuple[VoucherKey, VoucherKey]] = field(default_factory=list)

    def add(self, entry: EntryDraft) -> None:
        content = Content(small.BOOK, period_of(entry.posting_date), (entry,))
        first, second = (VoucherKey(_post(self.store, tenant, content), 1) for tenant in self.tenants)
        self.keys.append((first, second))

    def undo(self, place: int, day: str, act: str) -> None:
        made = []
        for tenant, key in zip(self.tenants, self.keys[place], strict=True):
            with self.store.read(tenant) as unit:
                again = replace(draft_of(get_voucher(unit, key)), posting_date=day, document_date=day)
            with self.store.write(tenant) as unit:
                content = reversal(unit, key, day, "wang") if act == "reverse" else correction(unit, key, again)
            made.append(_post(self.store, tenant, content))
        if act == "correct":
            self.keys.append((VoucherKey(made[0], 2), VoucherKey(made[1], 2)))


def _seen(store: Store, tenant: str) -> tuple[object, ...]:
    """Everything that must be the same in both books."""
    with store.read(tenant) as unit:
        assert verify(unit).clean
        rows = {(row.account, row.currency): row.base.closing for row in leaf_rows(unit, small.BOOK, YEAR)}
        moved = {row.account: row.base.debit - row.base.credit for row in leaf_rows(unit, small.BOOK, YEAR)}
        items = sorted((one.account, one.dims, one.open_minor, one.base_open_minor, one.due_date, one.posting_date)
                       for one in open_items(unit, small.BOOK, "2026-11-30"))  # fmt: skip
        flows = [dict(cash_flow(unit, small.BOOK, YEAR, vouchers=whole).items) for whole in (True, False)]
    kept = [{item: amount for item, amount in one.items() if amount} for one in flows]
    assert kept[0] == kept[1]
    return rows, moved, items, kept[0]


@pytest.mark.parametrize("seed", range(4))
def test_a_swapped_book_stands_as_a_red_one_that_lived_the_same(tenants: Tenants, seed: int) -> None:
    red, swap = tenants.new(), tenants.new()
    _found(tenants.store, red, "red")
    _found(tenants.store, swap, "swap")
    draw, life = random.Random(seed), Life(tenants.store, (red, swap))
    for step in range(14):
        day = f"2026-11-{step + 5:02}"
        if life.keys and draw.random() < 0.5:
            place = draw.randrange(len(life.keys))
            try:
                life.undo(place, day, draw.choice(["reverse", "correct"]))
            except Refused:
                continue
        else:
            life.add(_voucher(draw, day))
    assert _seen(tenants.store, red) == _seen(tenants.store, swap)
    with tenants.store.read(swap) as unit:
        least = unit.connection.exec_driver_sql("SELECT min(amount_minor) FROM line").scalar()
    assert least > 0, "no line of a swapped book is red"


@pytest.mark.parametrize(("book", "given"), [("red", "swap"), ("swap", "red")])
def test_the_seal_takes_only_the_books_own_way_back(tenant: str, tenants: Tenants, book: str, given: str) -> None:
    store = tenants.store
    _found(store, tenant, book)
    batch = _post(store, tenant, Content(small.BOOK, "2026-11", (small.office(),)))
    with store.write(tenant) as unit:
        good = reversal(unit, VoucherKey(batch, 1), "2026-11-21", "wang")
    (entry,) = good.entries
    other = [replace(one, side=Side(1 - one.side), amount_minor=-one.amount_minor, base_minor=-(one.base_minor or 0))
             for one in entry.lines]  # fmt: skip
    wrong = replace(good, entries=(replace(entry, lines=tuple(other)),))
    with pytest.raises(Refused) as refused:
        _post(store, tenant, wrong)
    assert [one.code for one in refused.value.problems] == ["books.reversal_differs"], given
    _post(store, tenant, good)


def test_no_book_changes_its_way(tenant: str, tenants: Tenants) -> None:
    _found(tenants.store, tenant, "red")
    with pytest.raises(Exception, match=r"books\.sealed"), tenants.store.write(tenant) as unit:
        unit.connection.exec_driver_sql("UPDATE book SET corrections = 'swap'")


def test_a_swapped_book_knows_no_red_difference(tenant: str, tenants: Tenants) -> None:
    _found(tenants.store, tenant, "swap")
    key = VoucherKey(_post(tenants.store, tenant, Content(small.BOOK, "2026-11", (small.office(),))), 1)
    with pytest.raises(Refused) as refused, tenants.store.write(tenant) as unit:
        differences(unit, key, small.office("90.00"))
    assert [one.code for one in refused.value.problems] == ["books.swaps"]


_BEFORE = (
    "DROP TABLE specific_provision", "DROP TABLE company_change", "ALTER TABLE company DROP COLUMN address",
    "ALTER TABLE book DROP COLUMN corrections", "DELETE FROM schema_revision WHERE number = 25",
)  # fmt: skip


def _lives_on(store: Store) -> None:
    """A book from before is red, and its reversals are proved as they were."""
    store.migrate()
    with store.read("acme") as unit:
        assert get_book(unit, small.BOOK).corrections == "red"
        assert changes(unit) == []
        assert specifics(unit, small.BOOK) == []
        key = VoucherKey(int(unit.connection.exec_driver_sql("SELECT max(batch_id) FROM batch").scalar() or 0), 1)
    with store.write("acme") as unit:
        back = reversal(unit, key, "2026-11-25", "wang")
    assert all((line.base_minor or 0) < 0 for line in back.entries[0].lines)
    _post(store, "acme", back)
    with store.read("acme") as unit:
        assert verify(unit).clean


def _lived(store: Store) -> None:
    if "acme" not in store.tenants():
        store.create_tenant("acme")
    _found(store, "acme", "red")
    _post(store, "acme", Content(small.BOOK, "2026-11", (small.office(),)))


def test_a_sqlite_home_from_before_is_red(sqlite_store: Store) -> None:
    _lived(sqlite_store)
    sqlite_store.forget("acme")
    with closing(sqlite3.connect(sqlite_store.file("acme"))) as raw, raw:
        for name, table in raw.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            if table in ("book", "batch"):
                raw.execute(f"DROP TRIGGER {name}")
        for statement in _BEFORE:
            raw.execute(statement)
    _lives_on(sqlite_store)


def test_a_postgres_home_from_before_is_red(postgres: Server, tmp_path: Path) -> None:
    application, owner = postgres.new_database("zf_before_swap")
    with Store.open(tmp_path, application, owner) as store:
        store.migrate()
        _lived(store)
        engine = postgres_engine.engine(owner)
        with engine.begin() as connection:
            for statement in _BEFORE:
                connection.execute(text(statement))
        engine.dispose()
        _lives_on(store)
