"""The intents: what each takes, and what it does. Names are the names of tools."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Intent:
    """``slots`` it may fill; ``effect`` as in the tool registry: strict ones are never guessed."""

    name: str
    slots: tuple[str, ...]
    effect: str = "read"


_ROWS = (
    Intent("search_vouchers", ("period", "account", "threshold", "vendor", "customer", "department", "employee", "document_number", "item")),
    Intent("account_balance", ("account", "as_of", "vendor", "customer", "department", "employee")),
    Intent("trial_balance", ("period",)),
    Intent("income_statement", ("period", "compare_period", "account", "department")),
    Intent("balance_sheet", ("as_of", "compare_period")),
    Intent("cash_flow", ("period", "compare_period")),
    Intent("ar_aging", ("customer", "threshold", "as_of", "period")),
    Intent("ap_aging", ("vendor", "threshold", "as_of", "period")),
    Intent("budget_vs_actual", ("department", "account", "period")),
    Intent("invoice_status", ("document_number", "vendor", "customer", "period", "date")),
    Intent("expense_claim_submit", ("amount", "currency", "date", "category"), "propose"),
    Intent("expense_claim_status", ("document_number", "period", "employee", "date")),
    Intent("propose_voucher", ("amount", "vendor", "customer", "account", "attachment", "currency", "department", "date"), "propose"),
    Intent("list_pending_approvals", ("threshold", "date", "period", "department", "vendor", "employee")),
    Intent("approve_or_reject", ("document_number", "action", "vendor", "customer", "employee", "reason")),
    Intent("policy_question", ("topic", "as_of")),
    Intent("compliance_check", ("amount", "currency", "category", "attachment", "document_number", "vendor")),
    Intent("risk_alerts", ("date", "period", "vendor", "employee", "department", "threshold")),
    Intent("explain_alert", ("document_number", "vendor", "customer", "employee")),
    Intent("forecast_cash", ("horizon", "as_of", "period")),
    Intent("inventory_level", ("item", "warehouse", "threshold")),
    Intent("purchase_order_status", ("document_number", "vendor", "item", "period", "date")),
    Intent("sales_order_status", ("document_number", "customer", "item", "period", "date")),
    Intent("customer_trends", ("period", "compare_period", "customer")),
    Intent("production_cost", ("item", "period", "compare_period", "department", "document_number")),
    Intent("vendor_lookup", ("vendor", "item")),
    Intent("reverse_voucher", ("document_number", "date", "account", "period", "vendor", "customer", "amount"), "propose"),
    Intent("period_close_status", ("period",)),
    Intent("report_export", ("report", "format", "period", "as_of", "department", "vendor", "customer")),
    Intent("vat_return", ("period", "box")),
    Intent("invoice_register", ("period", "state", "vendor", "document_number")),
    Intent("deduction_list", ("period",)),
    Intent("compare_invoices", ()),
    Intent("missing_invoices", ("period",)),
    Intent("bank_reconciliation", ("account", "currency", "period")),
    Intent("bank_statements", ()),
    Intent("list_bills", ("horizon",)),
    Intent("cash_journal", ("account", "currency", "period")),
    Intent("cash_counts", ("date",)),
    Intent("month_end", ("period",)),
    Intent("movements", ("period", "account", "against", "percent", "threshold")),
    Intent("multi_column", ("account", "dimension", "period")),
    Intent("journal", ("period", "account", "vendor", "customer", "department")),
    Intent("general_ledger", ("account", "period", "vendor", "customer", "department")),
    Intent("dimension_balances", ("dimension", "account", "period", "nature")),
    Intent("list_open_items", ("vendor", "customer", "as_of")),
    Intent("list_voucher_templates", ()),
    Intent("list_accruals", ("period",)),
    Intent("list_allocation_rules", ()),
    Intent("list_assets", ("period",)),
    Intent("list_provisions", ()),
    Intent("exchange_rates", ("currency",)),
    Intent("indirect_cash_flow", ("period",)),
    Intent("list_report_views", ()),
    Intent("company_facts", ()),
    Intent("verify_books", ()),
    Intent("why_not", ("document_number", "employee", "topic")),
    Intent("search_trail", ("period", "employee", "document_number", "subject")),
    Intent("list_requests", ()),
    Intent("list_master_data", ()),
    Intent("list_budgets", ()),
    Intent("my_delegations", ()),
    Intent("roles_explained", ()),
    Intent("help", ()),
    Intent("out_of_scope", ()),
)  # fmt: skip
INTENTS = {intent.name: intent for intent in _ROWS}
STRICT = frozenset(intent.name for intent in _ROWS if intent.effect != "read") | {"approve_or_reject"}
"""Intents that lead to an act: read only from words that name the act."""
