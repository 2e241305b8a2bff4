"""The company that is posted to: 60 accounts, 20 departments, 200 parties, vouchers from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime

from ledger.books.accounts import (
    Account,
    AccountType,
    Book,
    create_accounts,
    create_book,
    create_dimension,
    create_values,
)
from ledger.books.entries import Content, Dims, EntryDraft, EntryKind, LineDraft, Side
from ledger.books.periods import open_period
from ledger.proposals.rules import RuleVersion, publish
from ledger.store import Store

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
BOOK, RULE, TENANT = "main", "feed", "bench"
EXPENSES = [f"66{number:02}" for number in range(40)]
BANKS = [f"10{number:02}" for number in range(10)]
PAYABLES = ["2202", "2241"]
MONTHS = [f"2026-{month:02}" for month in range(1, 13)]


def found(store: Store, tenant: str = TENANT, parties: int = 200) -> None:
    """Make the company and the published rule its vouchers are posted by."""
    store.create_tenant(tenant)
    with store.write(tenant) as unit:
        create_book(unit, Book(BOOK, "基准", "Bench", "CAS", "CNY"))
        create_dimension(unit, "department", "部门", "Department")
        create_dimension(unit, "party", "往来", "Party")
        create_values(unit, "department", {f"D{i:02}": f"部门{i}" for i in range(20)})
        create_values(unit, "party", {f"V{i:06}": f"供应商{i}" for i in range(parties)})
        chart = [
            Account(code, code, code, AccountType.EXPENSE, Side.DEBIT, required=("department",)) for code in EXPENSES
        ]
        chart += [Account(code, code, code, AccountType.ASSET, Side.DEBIT, monetary=True) for code in BANKS]
        chart += [Account(code, code, code, AccountType.LIABILITY, Side.CREDIT, open_item=True, required=("party",))
                  for code in PAYABLES]  # fmt: skip
        create_accounts(unit, BOOK, chart)
        for month in MONTHS:
            open_period(unit, BOOK, month, "admin", NOW)
        publish(unit, RuleVersion(RULE, 1, BOOK, "记", (int(EntryKind.NORMAL),), ("10", "22", "66"), "wang", "li"), NOW)


def contents(batches: int, entries: int, *, seed: int = 7, parties: int = 200) -> Iterator[Content]:
    """Batches of two-line vouchers: an expense of a department against a bank, every third against a party."""
    chance = random.Random(seed)
    departments: list[Dims] = [(("department", f"D{i:02}"),) for i in range(20)]
    for number in range(batches):
        month = MONTHS[number % 12]
        vouchers = tuple(_voucher(chance, month, departments, parties, place) for place in range(entries))
        yield Content(BOOK, month, vouchers)


def mixed(batches: int, entries: int, *, seed: int = 7) -> Iterator[Content]:
    """As :func:`contents` with every fifth voucher of six lines, over 30 dimension sets in all."""
    chance = random.Random(seed)
    departments: list[Dims] = [(("department", f"D{i:02}"),) for i in range(20)]
    for number in range(batches):
        month = MONTHS[number % 12]
        vouchers = tuple(
            _six_lines(chance, month, departments)
            if place % 5 == 0
            else _voucher(chance, month, departments, 10, place)
            for place in range(entries)
        )
        yield Content(BOOK, month, vouchers)


def _six_lines(chance: random.Random, month: str, departments: list[Dims]) -> EntryDraft:
    """An expense split over five departments against a bank."""
    parts, memo = [chance.randint(100, 1_000_000) for _ in range(5)], f"分摊 {chance.randint(1000, 9999)}"
    account = chance.choice(EXPENSES)
    costs = [LineDraft(account, Side.DEBIT, part, "CNY", memo=memo, dims=dims)
             for part, dims in zip(parts, chance.sample(departments, 5), strict=True)]  # fmt: skip
    paid = LineDraft(chance.choice(BANKS), Side.CREDIT, sum(parts), "CNY", memo=memo)
    return EntryDraft(f"{month}-{chance.randint(1, 28):02}", (*costs, paid), "feed", source="feed")


def _voucher(chance: random.Random, month: str, departments: list[Dims], parties: int, place: int) -> EntryDraft:
    amount, memo = chance.randint(100, 10_000_000), f"费用报销 {chance.randint(1000, 9999)}"
    cost = LineDraft(chance.choice(EXPENSES), Side.DEBIT, amount, "CNY", memo=memo, dims=chance.choice(departments))
    if place % 3:
        paid = LineDraft(chance.choice(BANKS), Side.CREDIT, amount, "CNY", memo=memo)
    else:
        party = (("party", f"V{chance.randrange(parties):06}"),)
        paid = LineDraft(PAYABLES[0], Side.CREDIT, amount, "CNY", memo=memo, dims=party)
    return EntryDraft(f"{month}-{chance.randint(1, 28):02}", (cost, paid), "feed", source="feed")
