"""Options and plugins: what changes the reading is obeyed, what only checks is passed over, the rest is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from ledger.exchange.beancount_in.entries import Options
from ledger.exchange.beancount_in.grammar import METHODS
from ledger.exchange.incoming import Place
from ledger.exchange.incoming.faults import Fault

_HARMLESS_FOLDERS = ("fava.plugins.",)
_HARMLESS = frozenset(
    f"beancount.plugins.{name}"
    for name in (
        "auto", "auto_accounts", "check_average_cost", "check_closing", "check_commodity", "check_drained", "close_tree",
        "coherent_cost", "commodity_attr", "fix_payees", "fill_account_meta", "implicit_prices", "leafonly",
        "mark_unverified", "merge_meta", "noduplicates", "nounused", "onecommodity", "pedantic", "sellgains",
        "tag_pending", "unique_prices",
    )
)  # fmt: skip
"""Plugins that check, tag or add prices: no amount of a transaction is another after them."""


def plugin(name: str, place: Place) -> None:
    """Fault for a plugin that may change transactions."""
    if name not in _HARMLESS and not name.startswith(_HARMLESS_FOLDERS):
        raise Fault(place, "import.plugin", plugin=name)


def option(name: str, value: str, place: Place, options: Options) -> None:
    """Obey one option; those that change no balance are passed over."""
    act = _ACTS.get(name)
    if name.startswith("name_"):
        options.roots[name.removeprefix("name_")] = value
    elif act is not None:
        try:
            act(value, options)
        except (ValueError, InvalidOperation) as fault:
            raise Fault(place, "import.bad_option", option=name, text=value) from fault


def _booking(value: str, options: Options) -> None:
    if value not in METHODS:
        raise ValueError(value)
    options.booking = value


def _default(value: str, options: Options) -> None:
    currency, _, number = value.partition(":")
    options.defaults[currency] = Decimal(number)


def _multiplier(value: str, options: Options) -> None:
    options.multiplier = Decimal(value)


def _from_cost(value: str, options: Options) -> None:
    options.from_cost = value.strip().upper() in ("TRUE", "1")


_ACTS: dict[str, Callable[[str, Options], None]] = {
    "operating_currency": lambda value, options: options.operating.append(value),
    "booking_method": _booking,
    "inferred_tolerance_default": _default,
    "inferred_tolerance_multiplier": _multiplier,
    "tolerance_multiplier": _multiplier,
    "infer_tolerance_from_cost": _from_cost,
}
