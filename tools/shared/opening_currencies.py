"""Rows of one account in several currencies: each foreign one named, the base currency's own, or what is left of the total.

A row that names no currency beside rows of the same account in foreign ones is their total in base currency. Where the base
currency has no row of its own, it is the total less what the foreign rows come to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ledger.business.opening import Balance
from ledger.core import Problem, grouped, problem

FIGURES = ("year", "debit", "credit", "closing")


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left for the base currency, or why that cannot be known; both None where nothing is left."""

    balance: Balance | None = None
    fault: Problem | None = None


def rest(total: Balance, parts: Sequence[Balance], base: str) -> Rest:
    """The base currency's own part of an account, given its total and its rows by currency (and payee, and the like)."""
    left = {name: getattr(total, name) - sum(getattr(one, name) for one in parts) for name in FIGURES}
    if not any(left.values()):
        return Rest()
    told = {"row": total.place, "account": total.account}
    where = f"row.{total.place}"
    if any(not one.currency for one in parts):
        name = next(name for name in FIGURES if left[name])
        return Rest(fault=problem(
            "opening.currencies_differ", where, total=grouped(getattr(total, name), base),
            parts=grouped(getattr(total, name) - left[name], base), **told,
        ))  # fmt: skip
    if any(one.dims != total.dims for one in parts):
        return Rest(fault=problem("opening.rest_whose", where, amount=grouped(left["closing"], base), **told))
    if left["debit"] < 0 or left["credit"] < 0:
        return Rest(fault=problem("opening.rest_unknown", where, **told))
    return Rest(replace(total, **left))


def told_of(made: Sequence[Balance], base: str) -> list[Problem]:
    """What the check says of base currency parts that no row named."""
    return [
        problem("opening.rest", f"row.{one.place}", row=one.place, account=one.account, currency=base,
                amount=grouped(one.closing, base))
        for one in made
    ]  # fmt: skip


def is_total(key: tuple[str, ...], code: str, foreign: Mapping[str, set[tuple[str, ...]]]) -> bool:
    """Whether a row without a currency is the total of rows that name foreign ones: of the same payee, or of the account."""
    keys = foreign.get(code, set())
    return bool(keys) if not any(key) else key in keys
