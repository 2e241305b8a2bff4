"""Which accounts of a standard's chart do a certain work: cash, payables, payroll, what a purchase is booked to.

``data/roles.csv`` has a row a standard and role; several codes are prefixes, divided by spaces. A book whose standard
nobody described (one imported) is looked at with the roles of the first standard.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from ledger.charts.standards import standards

_FILE = Path(__file__).parent / "data" / "roles.csv"


@lru_cache(maxsize=8)
def _roles(standard: str) -> Mapping[str, tuple[str, ...]]:
    known = standard.lower()
    described = known if known in standards() else next(iter(standards()))
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["standard"] == described]
    return MappingProxyType({row["role"]: tuple(row["account"].split()) for row in rows})


def accounts_in_role(standard: str, role: str) -> tuple[str, ...]:
    """Codes or prefixes of a role (``cash``); KeyError where the standard leaves the role out."""
    return _roles(standard)[role]


def cash_on_hand(standard: str) -> str:
    """The account of 库存现金, which is counted and never below zero; '' for a standard nobody described."""
    return account_in_role(standard, "cash_on_hand") if standard.lower() in standards() else ""


def prior_years(standard: str) -> str:
    """The account of errors of earlier fiscal years (以前年度损益调整); '' where a standard puts them right prospectively."""
    return next(iter(accounts_in_role(standard, "prior_years")), "")


PAYROLL = tuple(sorted({code for name in standards() for code in _roles(name)["payroll"]}))
"""Prefixes of the accounts of employee benefits of every standard: lines there are payroll (应付职工薪酬), whoever asks."""


def account_in_role(standard: str, role: str) -> str:
    """The one account of a role (``payable``)."""
    (account,) = accounts_in_role(standard, role)
    return account
