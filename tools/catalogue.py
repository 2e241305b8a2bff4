"""Every tool module, named once: importing it registers its tools."""

from __future__ import annotations

import importlib

from tools.registry import Registry, registry

MODULES = (
    "tools.founding",
    "tools.first_steps",
    "tools.invitations",
    "tools.accounts",
    "tools.dimensions",
    "tools.accruals",
    "tools.missing_invoices",
    "tools.unmatching",
    "tools.voucher_drafts",
    "tools.voucher_templates",
    "tools.allocation_rules",
    "tools.opening_balances",
    "tools.party_lists",
    "tools.policies",
    "tools.policy_index",
    "tools.names",
    "tools.inbox",
    "tools.ready",
    "tools.overview",
    "tools.opening",
    "tools.alerts",
    "tools.conversations",
    "tools.help",
    "tools.parties",
    "tools.new_vendors",
    "tools.people",
    "tools.proof",
    "tools.approvals",
    "tools.proposal_lines",
    "tools.documents",
    "tools.document_pages",
    "tools.document_status",
    "tools.document_words",
    "tools.withdrawals",
    "tools.voucher_papers",
    "tools.voucher_proposals",
    "tools.voucher_typing",
    "tools.vouchers",
    "tools.journal",
    "tools.multi_column",
    "tools.dimension_balances",
    "tools.vat_return",
    "tools.aging",
    "tools.assets",
    "tools.bank_reconciling",
    "tools.bank_statements",
    "tools.bills",
    "tools.books_export",
    "tools.bureau_lists",
    "tools.books_import",
    "tools.journal_import",
    "tools.voucher_export",
    "tools.invoices",
    "tools.invoice_acts",
    "tools.month_end",
    "tools.movements",
    "tools.periods",
    "tools.reclassifying",
    "tools.rates",
    "tools.reports",
    "tools.general_ledger",
    "tools.cash_journal",
    "tools.cash_counts",
    "tools.runs",
    "tools.settlements",
    "tools.statements",
    "tools.cash_flow",
    "tools.holders",
    "tools.slack_links",
    "tools.work",
)


def load_tools() -> Registry:
    """The registry with all tools in it."""
    for name in MODULES:
        importlib.import_module(name)
    return registry
