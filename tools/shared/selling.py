"""Whether a document is an invoice of the company's own, who it was issued to, and where such sales went before."""

from __future__ import annotations

from typing import Any

from ledger.books.accounts import get_book
from ledger.books.entries import Side
from ledger.books.voucher_search import VoucherFilter, search
from ledger.business.parties import Party, match_party, parties
from ledger.charts import account_in_role
from ledger.posting_rules.closing import closing_accounts
from ledger.posting_rules.sales_invoice import Sale
from ledger.store import Unit
from ledger.store.company import Company

LOOKED = 20


def is_own(company: Company, reading: dict[str, Any]) -> bool:
    """Whether the company itself is the seller: by its tax number, or by its name where the paper prints none."""
    printed = _plain(reading.get("seller_tax_id") or "")
    if printed and company.tax_id:
        return printed == _plain(company.tax_id)
    seller = _plain(reading.get("seller_name") or "")
    return bool(seller) and seller in {_plain(company.name), _plain(company.name_en)}


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def customer_of(unit: Unit, reading: dict[str, Any]) -> Party | None:
    """The customer in master data that the invoice was issued to."""
    return match_party(parties(unit, "customer"), reading.get("buyer_name"), reading.get("buyer_tax_id")).party


def sold_before(unit: Unit, book: str, party: Party | None, account: str, department: str) -> Sale:
    """The revenue account and department a person chose, else those of this customer's newest sale."""
    standard = get_book(unit, book).standard
    sales = tuple(code for role, code in closing_accounts(standard.lower()).items() if role.startswith("tax_sales"))
    receivable = account_in_role(standard, "trade_receivable")
    found = []
    if party is not None:
        filters = VoucherFilter(book, dims=(("party", party.party_id),), account=receivable, limit=LOOKED)
        found = [
            line for voucher in search(unit, filters) for line in voucher.lines
            if line.side is Side.CREDIT and line.account.startswith(sales)
        ]  # fmt: skip
    before = found[0] if found else None
    was = dict(before.dims).get("department", "") if before else ""
    return Sale(account or (before.account if before else ""), department or was or None)
