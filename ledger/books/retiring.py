"""停用 Values of dimensions nobody offers any more: they stay on what was posted, and can be taken back.

What is worked out from the books (a transfer of results, a reversal, a correction) still names them: their combination is
known. A combination that never stood on a line is refused for them (``ledger.books.cells``).
"""

from __future__ import annotations

from sqlalchemy import text

from ledger.books.accounts import dimension_values, dimensions
from ledger.core import problem
from ledger.core.problem import Refused
from ledger.store import Unit


def retired_values(unit: Unit, dimension: str) -> frozenset[str]:
    """Codes of a dimension that are retired."""
    rows = unit.connection.execute(
        text(
            "SELECT v.code FROM dim_value AS v, dimension AS d WHERE v.tenant_id = :t AND d.tenant_id = :t"
            " AND d.dimension_no = v.dimension_no AND d.code = :code AND v.active = 0"
        ),
        {"t": unit.tenant, "code": dimension},
    )
    return frozenset(rows.scalars())


def offered_values(unit: Unit, dimension: str) -> dict[str, str]:
    """Code to name of what a new voucher may name, by code."""
    gone = retired_values(unit, dimension)
    return {code: name for code, name in dimension_values(unit, dimension).items() if code not in gone}


def retire_value(unit: Unit, dimension: str, code: str, *, retired: bool) -> None:
    """Retire a value, or take it back. Refused where there is none, or where it is so already."""
    known = dimension_values(unit, dimension)
    if code not in known:
        raise Refused(problem("books.unknown_value", "code", dimension=dimension, value=code))
    if (code in retired_values(unit, dimension)) == retired:
        raise Refused(problem("dims.retired_already" if retired else "dims.not_retired", "code", value=known[code]))
    unit.connection.execute(
        text("UPDATE dim_value SET active = :active WHERE tenant_id = :t AND dimension_no = :d AND code = :code"),
        {"t": unit.tenant, "d": dimensions(unit)[dimension], "code": code, "active": int(not retired)},
    )
