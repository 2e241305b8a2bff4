"""What was said of an invoice after it came: 查验 result, use confirmed 勾选 with its period, transferred out. Rows only grow.

A later verification stands for the earlier one; a confirmation is taken back by a row of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import and_, column, func, insert, select
from sqlalchemy import table as sealed

from ledger.store import Unit
from ledger.store.locks import hold
from ledger.store.schema.invoices import invoice_fact as table

_PROPOSAL = sealed("proposal", *map(column, ("tenant_id", "proposal_id", "state", "batch_id")))
ENDED = frozenset({"withdrawn", "rejected"})
"""States of a proposal that became nothing: a transfer-out with such a one never was."""


class FactKind(StrEnum):
    """What a row says."""

    VERIFIED = "verified"
    CONFIRMED = "confirmed"
    TAKEN_BACK = "taken_back"
    OUT = "out"


class Purpose(StrEnum):
    """勾选 for 抵扣, 不抵扣 or 退税."""

    DEDUCT = "deduct"
    NONE = "none"
    REFUND = "refund"


class Result(StrEnum):
    """查验结果: as the tax bureau answers; ``red`` and ``void`` are states of the invoice there."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_FOUND = "not_found"
    RED = "red"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Fact:
    """One row. ``period`` is a tax month, ``amount_minor`` tax in minor units of the base currency; ``proposal_state`` and
    ``batch_id`` say what became of a transfer-out's voucher.
    """

    document_id: str
    number: int
    kind: FactKind
    said_by: str
    said_at: datetime
    period: str | None = None
    purpose: str | None = None
    result: str | None = None
    amount_minor: int | None = None
    reason: str | None = None
    proposal_id: str | None = None
    note: str | None = None
    proposal_state: str | None = None
    batch_id: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds now: the last verification, the confirmation in force, the transfers-out whose voucher was not ended."""

    verified: Fact | None = None
    confirmed: Fact | None = None
    outs: tuple[Fact, ...] = ()

    @property
    def out_minor(self) -> int:
        """Tax transferred out or proposed to be."""
        return sum(one.amount_minor or 0 for one in self.outs)

    def deducted_by(self, period: str) -> bool:
        """Whether its use was confirmed for deduction in a tax month, or before."""
        one = self.confirmed
        return one is not None and one.purpose == Purpose.DEDUCT and (one.period or "") <= period


NOTHING = Standing()


def say_of(
    unit: Unit, document_id: str, kind: FactKind, actor: str, now: datetime, *, period: str | None = None,
    purpose: str | None = None, result: str | None = None, amount_minor: int | None = None, reason: str | None = None,
    proposal_id: str | None = None, note: str | None = None,
) -> None:  # fmt: skip
    """Write one row down. The caller has checked that it makes sense, under :func:`alone`."""
    last = unit.connection.execute(
        select(func.max(table.c.number)).where(table.c.tenant_id == unit.tenant, table.c.document_id == document_id)
    ).scalar()
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, document_id=document_id, number=(last or 0) + 1, kind=kind.value, period=period,
            purpose=purpose, result=result, amount_minor=amount_minor, reason=reason, proposal_id=proposal_id,
            note=note or None, said_by=actor, said_at=now,
        )
    )  # fmt: skip


def alone(unit: Unit) -> None:
    """One at a time says something of invoices, so that nothing is confirmed twice."""
    hold(unit, "invoice facts")


def standings(unit: Unit) -> dict[str, Standing]:
    """Document to what holds of it; documents of which nobody said anything are not there."""
    said: dict[str, list[Fact]] = defaultdict(list)
    for one in _facts(unit):
        said[one.document_id].append(one)
    return {document: _standing(facts) for document, facts in said.items()}


def history(unit: Unit, document_id: str) -> list[Fact]:
    """Everything that was said of one invoice, oldest first."""
    return list(_facts(unit, document_id))


def _facts(unit: Unit, document_id: str = "") -> Iterator[Fact]:
    p = _PROPOSAL.c
    joined = table.outerjoin(_PROPOSAL, and_(p.tenant_id == table.c.tenant_id, p.proposal_id == table.c.proposal_id))
    wanted = select(table, p.state.label("proposal_state"), p.batch_id).select_from(joined)
    wanted = wanted.where(table.c.tenant_id == unit.tenant)
    if document_id:
        wanted = wanted.where(table.c.document_id == document_id)
    for row in unit.connection.execute(wanted.order_by(table.c.document_id, table.c.number)):
        facts = dict(row._mapping)
        facts.pop("tenant_id")
        facts["kind"] = FactKind(facts["kind"])
        yield Fact(**facts)


def _standing(facts: list[Fact]) -> Standing:
    verified = confirmed = None
    outs: list[Fact] = []
    for one in facts:
        if one.kind is FactKind.VERIFIED:
            verified = one
        elif one.kind is FactKind.OUT:
            outs += [one] if one.proposal_state not in ENDED else []
        else:
            confirmed = one if one.kind is FactKind.CONFIRMED else None
    return Standing(verified, confirmed, tuple(outs))
