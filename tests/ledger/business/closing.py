"""A company with the accounts a month end works on, for tests of its steps."""

from __future__ import annotations

from ledger.books.accounts import Account, AccountType, create_accounts
from ledger.books.entries import Side
from ledger.business.closing import Drafted, Month
from ledger.core.problem import Refused
from ledger.proposals import Kind, ProposalDraft, confirm, get, post, propose, submit
from ledger.store import Store
from tests.ledger.books import small


def _owed(code: str, name: str, parent: str | None = None) -> Account:
    return Account(code, name, name, AccountType.LIABILITY, Side.CREDIT, parent)


ACCOUNTS = (
    _owed("2221", "taxes"), _owed("222101", "vat", "2221"), _owed("22210101", "input", "222101"),
    _owed("22210103", "paid", "222101"), _owed("22210104", "out unpaid", "222101"), _owed("22210107", "output", "222101"),
    _owed("22210110", "out overpaid", "222101"), _owed("222102", "unpaid", "2221"), _owed("222112", "urban", "2221"),
    _owed("222113", "education", "2221"), _owed("222114", "local", "2221"), _owed("1901", "suspense"),
    Account("6403", "surcharges", "surcharges", AccountType.EXPENSE, Side.DEBIT),
    Account("4104", "profit distribution", "profit distribution", AccountType.EQUITY, Side.CREDIT),
    Account("410406", "retained", "retained", AccountType.EQUITY, Side.CREDIT, "4104"),
)  # fmt: skip


def found(store: Store, tenant: str, *periods: str) -> None:
    """The small company with taxes and equity."""
    small.found(store, tenant, periods=periods or ("2026-11",))
    with store.write(tenant) as unit:
        create_accounts(unit, small.BOOK, ACCOUNTS)


def take(store: Store, tenant: str, period: str, step: object) -> Drafted:
    """Draft a step, and post what it drafted through a confirmed proposal."""
    with store.write(tenant) as unit:
        drafted: Drafted = step.draft(Month.of(unit, small.BOOK, period))  # type: ignore[attr-defined]
        if not drafted.entries:
            return drafted
        content = small.content(*drafted.entries, period=period, layer=drafted.layer)
        maker, checker = small.person(tenant, "wang"), small.person(tenant, "li")
        proposal_id = propose(unit, maker, ProposalDraft(content, Kind.RUN, "closing:x"), small.NOW).row.proposal_id
        submit(unit, maker, proposal_id, small.NOW)
        confirm(unit, checker, proposal_id, get(unit, proposal_id).row.digest, small.NOW)
        result = post(unit, proposal_id, small.NOW)
        if result.sealed is None:
            raise Refused(*result.problems)
        return drafted
