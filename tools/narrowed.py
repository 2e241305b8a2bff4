"""What an external auditor may call: tools whose every row and figure is narrowed to their books and years.

A tool is not here until it is: whatever cannot say of which book and year it speaks is refused to such an auditor with
a sentence, instead of answering from the whole. Each of these is walked in tests/hostile/test_narrowed_auditor.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from ledger.core import Principal, Problem, company_date, problem
from ledger.store import Unit
from ledger.store.company import company
from ledger.store.engagements import engagements
from ledger.store.people import audits

FIGURES = frozenset({
    "account_balance", "balance_sheet", "cash_flow", "cash_journal", "dimension_balances", "export_vouchers",
    "export_formats", "general_ledger", "income_statement", "journal", "multi_column", "trial_balance",
})  # fmt: skip
VOUCHERS = frozenset({"open_voucher", "search_vouchers", "voucher_papers", "open_document", "document_page"})
AUDIT = frozenset({
    "conclude_item", "draw_sample", "exception_tests", "list_requests", "list_samples", "make_checkpoint", "open_sample",
    "remind_request", "request_file", "request_paper", "ask_sample_pack", "sample_pack_file", "sample_pack_state", "sample_population", "search_trail", "verify_books",
    "voucher_trail", "withdraw_request",
})  # fmt: skip
OWN = frozenset({
    "end_see_as", "forget_conversation", "form_names", "help", "known_names", "list_conversations", "my_company_account", "my_engagement",
    "my_passkeys", "my_ways_in", "offer_passkey", "offer_passkey_proof", "open_conversation", "out_of_scope",
    "register_passkey", "remove_passkey", "roles_explained", "sign_out_everywhere", "slack_account",
    "unlink_company_account", "unlink_slack", "link_slack",
})  # fmt: skip
WITHIN = FIGURES | VOUCHERS | AUDIT | OWN


def may_be_engaged(principal: Principal) -> bool:
    """Whether an engagement can be there to look for: nobody else's call costs a look."""
    return "auditor" in principal.roles or "audit_until" in principal.attributes


def engaged(unit: Unit, principal: Principal, now: datetime) -> Principal:
    """The person with the engagement that holds at this instant, whatever the channel knew when it let them in."""
    if not may_be_engaged(principal):
        return principal
    given = engagements(unit, [principal.user]).get(principal.user)
    told = {name: value for name, value in principal.attributes.items() if not name.startswith("audit_")}
    if given is not None:
        today = company_date(now, company(unit).time_zone)
        told |= audits(given, is_open=given.state(today) == "open")
    return replace(principal, attributes=MappingProxyType(told))


def is_narrowed(principal: Principal) -> bool:
    """Whether an engagement says what this person may look at."""
    return "audit_until" in principal.attributes


def why_closed(principal: Principal, now: datetime, time_zone: str) -> Problem:
    """That access has not begun, or that it is over, and since when."""
    since, until = (str(principal.attributes[f"audit_{name}"]) for name in ("since", "until"))
    ahead = company_date(now, time_zone).isoformat() < since
    return problem("audit.ahead", since=since) if ahead else problem("audit.over", until=until)
