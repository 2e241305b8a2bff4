"""The tenant's own commodities: number to code, kept so that every later process reads sealed rows alike.

They are written when the company is made of a foreign ledger, before anything is posted in them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert, select

from ledger.core import commodities, currency_number
from ledger.store.schema.people import commodity
from ledger.store.statement import text
from ledger.store.unit import Unit

_LOADED = "commodities"


def add_commodities(unit: Unit, codes: Iterable[str]) -> None:
    """Take codes in, each once."""
    known = {row.number for row in _rows(unit)}
    fresh = {currency_number(code): code for code in codes}
    rows = [{"tenant_id": unit.tenant, "number": number, "code": code}
            for number, code in sorted(fresh.items()) if number not in known]  # fmt: skip
    if rows:
        unit.connection.execute(insert(commodity), rows)


def load_commodities(unit: Unit) -> None:
    """Let this process know them: asked once it has a book, since they are written with it and never later."""
    if unit.remembered(_LOADED) or not unit.connection.dialect.has_table(unit.connection, commodity.name):
        return  # known, or a home that waits for its migration
    for row in _rows(unit):
        commodities.remember(row.number, row.code)
    book = text("SELECT 1 FROM book WHERE tenant_id = :t LIMIT 1")
    if unit.connection.execute(book, {"t": unit.tenant}).first() is not None:
        unit.remember(_LOADED, True)


def has_commodities(unit: Unit) -> bool:
    """Whether the tenant counts in anything but three-letter currencies."""
    return bool(_rows(unit))


def _rows(unit: Unit) -> list[Any]:
    query = select(commodity.c.number, commodity.c.code).where(commodity.c.tenant_id == unit.tenant)
    return list(unit.connection.execute(query))
