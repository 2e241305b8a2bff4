"""What proposals became: the vouchers each was posted as, many at once; and what vouchers are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam

from ledger.books.entries import VoucherKey
from ledger.store import Unit
from ledger.store.statement import text


@dataclass(frozen=True, slots=True)
class PostedAs:
    """A batch by its first number: ``记-0813`` and how many follow it."""

    batch_id: int
    series: str
    first_number: int
    count: int
    month: int

    @property
    def label(self) -> str:
        """How people call its first voucher."""
        return f"{self.series}-{self.first_number:04}"


_POSTED = (
    "SELECT p.proposal_id, b.batch_id, b.series, b.first_number, b.entry_count, b.month FROM proposal AS p"
    " JOIN batch AS b ON b.tenant_id = p.tenant_id AND b.batch_id = p.batch_id WHERE p.tenant_id = :t"
    " AND p.proposal_id IN :ids"
)
_BEHIND = "SELECT proposal_id FROM proposal WHERE tenant_id = :t AND batch_id = :batch"
_BATCHES = (
    "SELECT batch_id, series, first_number, entry_count, month FROM batch WHERE tenant_id = :t AND batch_id IN :ids"
)


def posted_as(unit: Unit, proposals: Iterable[str]) -> dict[str, PostedAs]:
    """Proposal to what it was posted as; those not posted are not there."""
    wanted = sorted(set(proposals))
    if not wanted:
        return {}
    asked = text(_POSTED).bindparams(bindparam("ids", wanted, expanding=True))
    return {row[0]: PostedAs(*row[1:]) for row in unit.connection.execute(asked, {"t": unit.tenant})}


def proposals_behind(unit: Unit, batch_id: int) -> list[str]:
    """The proposal a batch was posted from: one, or none for a batch of another authority."""
    return list(unit.connection.scalars(text(_BEHIND), {"t": unit.tenant, "batch": batch_id}))


def labels(unit: Unit, keys: Iterable[VoucherKey]) -> dict[VoucherKey, str]:
    """What the vouchers are called; those there are none of are not there."""
    wanted = list(keys)
    if not wanted:
        return {}
    asked = text(_BATCHES).bindparams(bindparam("ids", sorted({key.batch_id for key in wanted}), expanding=True))
    rows = {row[0]: PostedAs(*row) for row in unit.connection.execute(asked, {"t": unit.tenant})}
    return {
        key: f"{found.series}-{found.first_number + key.entry_no - 1:04}"
        for key in wanted
        if (found := rows.get(key.batch_id)) is not None and 1 <= key.entry_no <= found.count
    }
