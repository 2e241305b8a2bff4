"""The page of each tool that has one of its own, with a month where the page takes one."""

from __future__ import annotations

from urllib.parse import urlencode

_PAGES = {
    "vat_return": "/reports/vat?month={month}", "invoice_register": "/invoices?month={month}", "deduction_list": "/invoices?period={month}",
    "compare_invoices": "/invoices/compare", "missing_invoices": "/missing-invoices?month={month}",
    "bank_reconciliation": "/bank/reconcile?month={month}", "bank_statements": "/bank", "list_bills": "/bills",
    "cash_journal": "/reports/cash-journal?month={month}", "cash_counts": "/cash-count", "month_end": "/close?month={month}",
    "movements": "/reports/movements?month={month}", "multi_column": "/reports/multi-column/{account}?month={month}",
    "journal": "/reports/journal?month={month}", "general_ledger": "/reports/account/{account}?month={month}",
    "dimension_balances": "/reports/by-dimension?month={month}", "list_open_items": "/open-items", "ar_aging": "/open-items",
    "list_voucher_templates": "/templates", "list_accruals": "/missing-invoices?month={month}", "list_allocation_rules": "/allocation",
    "list_assets": "/assets", "list_provisions": "/provisions", "exchange_rates": "/rates",
    "indirect_cash_flow": "/reports/cash-flow-indirect?month={month}", "list_report_views": "/reports/views",
    "files_progress": "/documents", "company_facts": "/company", "verify_books": "/verify", "search_trail": "/audit",
    "list_requests": "/requests", "list_master_data": "/parties", "my_delegations": "/me#away",
}  # fmt: skip


def page_of(named: str) -> str:
    """The address of a tool's page, from ``tool:2026-11:6602``; month and account may be empty;
    ``why_not`` names what it is about and the thing in their places."""
    tool, month, account = (*named.split(":", 2), "", "")[:3]
    if tool == "why_not":
        return f"/why-not?{urlencode({'about': month, 'thing': account})}"
    place = _PAGES[tool] if month else _PAGES[tool].partition("?")[0]
    return place.format(month=month, account=account)
