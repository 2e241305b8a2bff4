"""The version of the rules in force in a company: asked by its number at every call, parsed once."""

from __future__ import annotations

from dataclasses import replace

import structlog

from ledger.store import access_versions
from ledger.store.unit import Unit
from policies.access.laws import closed, lawful
from policies.access.rulebook import Rulebook, rulebook

log = structlog.get_logger("zhangfang.access")


def in_force(unit: Unit) -> Rulebook:
    """The company's newest version, what ships before it published one, :func:`closed` where it cannot be read."""
    newest = access_versions.newest(unit)
    if newest is None:
        return rulebook()
    key = ("access", *newest)
    book: Rulebook | None = unit.remembered(key)
    if book is None:
        book = _read(unit, *newest)
        unit.remember(key, book)
    return book


def _read(unit: Unit, number: int, digest: str) -> Rulebook:
    try:
        (found,) = access_versions.versions(unit, number)
        if found.rules.digest != digest:
            raise ValueError("the text is not what was published")
        if found.restores == 0:
            return replace(rulebook(), number=number)
        return lawful(found.rules.text, number)
    except Exception:
        log.exception("access rules cannot be read, everything is denied", tenant=unit.tenant, version=number)
        return closed()
