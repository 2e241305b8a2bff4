"""What the door costs, and what seeing only a part costs: gateway_*, party_*, voucher_page_*, voucher_count_*; see the modules."""

from __future__ import annotations

from benchmarks.door import gateway, parties, rows
from benchmarks.ledger.row import Row

TARGETS = {f"voucher_{what}_{engine}": 1.3 for what in ("page", "count") for engine in ("sqlite", "postgres")}
TARGETS |= {
    f"party_{what}_{engine}": most for what, most in (("list", 12.0), ("cut", 1.0)) for engine in ("sqlite", "postgres")
}
"""The most a ratio may be."""
MORE_CPU = 0.0015
"""Seconds of processor time a call through the gateway may cost beyond the bare function (``gateway_call_*``)."""


def run(names: tuple[str, ...] = (), *, quick: bool = False) -> list[Row]:
    """Measure on both engines; ``quick`` over a tenth of the vouchers."""
    return [
        *gateway.measure(names, calls=60 if quick else 400),
        *parties.measure(names, calls=20 if quick else 60),
        *rows.measure(names, 10_000 if quick else 100_000),
    ]


def missed(row: Row) -> bool:
    """Whether a row is beyond its bound."""
    if row.name.startswith("gateway_call_"):
        return row.ours - row.floor > MORE_CPU
    if row.name.startswith("gateway_wall_"):
        return row.ours > row.floor
    return row.ratio > TARGETS[row.name]
