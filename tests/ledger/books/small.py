"""A small company for tests of the books: nine accounts, two dimensions, one open period, three people."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from ledger.books.accounts import (
    Account,
    AccountType,
    Book,
    create_accounts,
    create_book,
    create_dimension,
    create_values,
)
from ledger.books.entries import Content, EntryDraft, Layer, LineDraft, SealedBatch, Side, credit, debit
from ledger.books.periods import open_period
from ledger.business.closing import give_fact
from ledger.core import Channel, Principal
from ledger.core.problem import Refused
from ledger.proposals import Kind, ProposalDraft, confirm, get, post, propose, submit
from ledger.store import Store, Unit

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
BOOK = "main"
ACCOUNTS = (
    Account("1001", "库存现金", "Cash", AccountType.ASSET, Side.DEBIT, monetary=True),
    Account("1002", "银行存款", "Bank", AccountType.ASSET, Side.DEBIT, monetary=True),
    Account("1122", "应收账款", "Receivables", AccountType.ASSET, Side.DEBIT, open_item=True, required=("party",)),
    Account("2202", "应付账款", "Payables", AccountType.LIABILITY, Side.CREDIT, open_item=True, required=("party",)),
    Account("4103", "本年利润", "Profit of the year", AccountType.EQUITY, Side.CREDIT),
    Account("6001", "主营业务收入", "Revenue", AccountType.INCOME, Side.CREDIT),
    Account("6602", "管理费用", "Administrative expenses", AccountType.EXPENSE, Side.DEBIT),
    Account("660201", "办公费", "Office", AccountType.EXPENSE, Side.DEBIT, parent="6602", required=("department",)),
    Account("660202", "差旅费", "Travel", AccountType.EXPENSE, Side.DEBIT, parent="6602"),
)


def person(tenant: str, user: str, **attributes: int) -> Principal:
    """A signed-in person."""
    return Principal(tenant, user, frozenset({"accountant"}), Channel.WEB, attributes=attributes)


def found(store: Store, tenant: str, *, grace: int = 0, periods: tuple[str, ...] = ("2026-11",)) -> None:
    """Make the company in an empty tenant; nobody filled its till, so cash may fall below zero."""
    with store.write(tenant) as unit:
        create_book(unit, Book(BOOK, "蓝海", "Lanhai", "CAS", "CNY", grace_seconds=grace))
        create_dimension(unit, "department", "部门", "Department")
        create_dimension(unit, "party", "往来单位", "Party")
        create_values(unit, "department", {"D1": "销售部", "D2": "研发部"})
        create_values(unit, "party", {f"V{i}": f"供应商{i}" for i in range(1, 9)})
        create_accounts(unit, BOOK, ACCOUNTS)
        give_fact(unit, BOOK, "cash_floor", "free", date(2000, 1, 1), "admin", NOW)
        for period in periods:
            open_period(unit, BOOK, period, "admin", NOW)


def entry(*lines: LineDraft, day: str = "2026-11-20", maker: str = "wang", **fields: object) -> EntryDraft:
    """A voucher of the given lines."""
    return EntryDraft(day, lines, maker, **fields)  # type: ignore[arg-type]


def office(amount: str = "100.00", **fields: Any) -> EntryDraft:
    """Office supplies paid in cash."""
    return entry(
        debit("660201", amount, memo="办公用品", dims={"department": "D1"}),
        credit("1001", amount, memo="办公用品"),
        **fields,
    )


def invoice(amount: str = "100.00", party: str = "V1", **fields: object) -> EntryDraft:
    """An expense not yet paid: opens an item."""
    owed = credit("2202", amount, memo="发票", dims={"party": party}, due_date="2026-12-20")
    return entry(debit("660202", amount, memo="发票"), owed, **fields)  # type: ignore[arg-type]


def content(
    *entries: EntryDraft, period: str = "2026-11", series: str = "记", layer: Layer = Layer.OPERATING
) -> Content:
    """Content of the small company's book."""
    return Content(BOOK, period, entries, series, layer)


def proposed(unit: Unit, what: Content, *, maker: str = "wang", kind: Kind = Kind.VOUCHER) -> str:
    """A proposal handed to the checkers; its id."""
    view = propose(unit, person(unit.tenant, maker), ProposalDraft(what, kind), NOW)
    submit(unit, person(unit.tenant, maker), view.row.proposal_id, NOW)
    return view.row.proposal_id


def confirmed(unit: Unit, what: Content, *, maker: str = "wang", by: str = "li", kind: Kind = Kind.VOUCHER) -> str:
    """A confirmed proposal; its id."""
    proposal_id = proposed(unit, what, maker=maker, kind=kind)
    confirm(unit, person(unit.tenant, by), proposal_id, get(unit, proposal_id).row.digest, NOW)
    return proposal_id


def posted(store: Store, tenant: str, *entries: EntryDraft, **fields: object) -> SealedBatch:
    """Post vouchers through a confirmed proposal, in one transaction."""
    with store.write(tenant) as unit:
        kind = Kind.VOUCHER if len(entries) == 1 else Kind.RUN
        proposal_id = confirmed(unit, content(*entries, **fields), kind=kind)  # type: ignore[arg-type]
        result = post(unit, proposal_id, NOW + timedelta(seconds=60))
        if result.sealed is None:
            raise Refused(*result.problems)
        return result.sealed
