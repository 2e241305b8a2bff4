"""The first sentence of an answer: the figure that was asked for, before the table it stands in."""

from __future__ import annotations

from decimal import Decimal

from ledger.core import currency_name, grouped, to_minor
from tools.blocks import Text
from tools.context import Context


def lead(context: Context, key: str, currency: str = "", /, **given: object) -> Text:
    """The sentence ``lead.key``; a ``Decimal`` is an amount of ``currency`` (default the company's)."""
    own = currency or context.company.currency

    def shown(value: object) -> object:
        if not isinstance(value, Decimal):
            return value
        return f"{currency_name(own)} {grouped(to_minor(value, own), own)}"

    return Text(text=context.say(f"lead.{key}", **{name: shown(value) for name, value in given.items()}))
