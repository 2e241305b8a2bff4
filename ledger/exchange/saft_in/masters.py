"""Accounts with their opening and closing balances, and the parties."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from lxml.etree import _Element

from ledger.books.accounts import AccountType
from ledger.exchange.incoming import Place
from ledger.exchange.saft_in.parts import amount, child, text

ZERO = Decimal(0)
_SUMS = frozenset({"GR", "GA", "AR", "AA"})
"""Grouping categories of accounts that only add up others (Portugal)."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account of the master file; balances have debit positive, ``closing`` None where the file has none."""

    code: str
    name: str
    kind: AccountType
    opening: Decimal
    closing: Decimal | None
    parent: str
    sums: bool


@dataclass(slots=True)
class Masters:
    """Everything before the entries."""

    country: str = ""
    currency: str = ""
    start: str = ""
    accounts: dict[str, Account] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    customers: dict[str, str] = field(default_factory=dict)
    suppliers: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def _kinds() -> list[tuple[str, str, AccountType]]:
    with (Path(__file__).parents[1] / "data" / "saft_kinds.csv").open(encoding="utf-8", newline="") as file:
        return [(row["country"], row["prefix"], AccountType(row["kind"])) for row in csv.DictReader(file)]


def kind_of(code: str, standard: str, said: str, country: str) -> AccountType:
    """What the file says of the account, else what its number means in that country; an asset at the last."""
    words = {"asset": AccountType.ASSET, "liability": AccountType.LIABILITY, "equity": AccountType.EQUITY,
             "income": AccountType.INCOME, "revenue": AccountType.INCOME, "sale": AccountType.INCOME,
             "expense": AccountType.EXPENSE}  # fmt: skip
    if said.lower() in words:
        return words[said.lower()]
    best = ""
    found = AccountType.ASSET
    for where, prefix, kind in _kinds():
        if where == country and (standard or code).startswith(prefix) and len(prefix) > len(best):
            best, found = prefix, kind
    return found


def read_header(element: _Element, masters: Masters) -> None:
    """Country, currency and the first day of what was selected."""
    masters.country = text(element, "AuditFileCountry", "AuditFileRegion")[:2].upper() or masters.country
    if not masters.country and element.tag.startswith("{"):
        space = element.tag[1:].partition("}")[0]
        masters.country = "PT" if ":PT" in space.upper() else space.rpartition(":")[2][:2].upper()
    company = child(element, "CompanyAddress")
    if not masters.country and company is not None:
        masters.country = text(company, "Country")[:2].upper()
    masters.currency = text(element, "DefaultCurrencyCode", "CurrencyCode") or "EUR"
    chosen = child(element, "SelectionCriteria")
    start = text(element, "StartDate")
    if chosen is not None:
        start = text(chosen, "SelectionStartDate") or start
        year, month = text(chosen, "PeriodStartYear"), text(chosen, "PeriodStart")
        if not start and year.isdigit():
            start = f"{int(year):04}-{min(12, max(1, int(month or '1') if month.isdigit() else 1)):02}-01"
    masters.start = start[:10]


def read_account(element: _Element, place: Place, masters: Masters) -> None:
    """One account."""
    code = text(element, "AccountID")
    if not code:
        return
    category = text(element, "GroupingCategory")
    closing = _balance(element, "Closing", place)
    masters.accounts[code] = Account(
        code, text(element, "AccountDescription") or code,
        kind_of(code, text(element, "StandardAccountID"), text(element, "AccountType"), masters.country),
        _balance(element, "Opening", place) or ZERO, closing, text(element, "GroupingCode"), category in _SUMS,
    )  # fmt: skip


def _balance(element: _Element, which: str, place: Place) -> Decimal | None:
    found: Decimal | None = None
    for side, sign in (("Debit", 1), ("Credit", -1)):
        one = child(element, f"{which}{side}Balance")
        if one is not None:
            found = (found or ZERO) + sign * amount(one, place)
    return found


def read_party(element: _Element, masters: Masters, *, customer: bool) -> None:
    """A customer or supplier under its id; one that is both by id keeps both names apart."""
    known = masters.customers if customer else masters.suppliers
    key = text(element, "CustomerID" if customer else "SupplierID") or text(element, "RegistrationNumber", "AccountID")
    if not key:
        return
    shown = key if key not in masters.parties else f"{key} ({'customer' if customer else 'supplier'})"
    known[key] = shown
    masters.parties[shown] = text(element, "CompanyName", "Name") or key
