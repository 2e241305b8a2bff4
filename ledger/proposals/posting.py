"""After the grace: each confirmed proposal becomes exactly one sealed batch."""
# ruff: noqa: S608 - statements are put together from constants of this file; every value is bound

from __future__ import annotations

from datetime import datetime

from ledger.books.entries import Authority, AuthorityKind, BatchDraft, SealedBatch, Signatures
from ledger.books.plain import content_from_plain
from ledger.books.seal import seal
from ledger.core import Channel, Principal, Problem, Via
from ledger.core.problem import Refused
from ledger.proposals.cash_floor import below_zero
from ledger.proposals.deciding import spend
from ledger.proposals.lessons import teach
from ledger.proposals.model import Kind, Posting, ProposalRow, State
from ledger.proposals.rows import body_of, load, move, note
from ledger.store import Unit, from_micro, outbox, to_micro
from ledger.store.statement import text


def poster(tenant: str) -> Principal:
    """The system's own hand: it posts what people confirmed, and decides nothing."""
    return Principal(tenant, "system", frozenset(), Channel.JOB, Via.SYSTEM, verified="job")


def due(unit: Unit, now: datetime, limit: int = 200) -> list[str]:
    """Ids of confirmed proposals whose grace is over, oldest first (on PostgreSQL: that no other worker holds)."""
    lock = " FOR UPDATE SKIP LOCKED" if unit.engine_name == "postgresql" and unit.writable else ""
    rows = unit.connection.execute(
        text(
            "SELECT proposal_id FROM proposal WHERE tenant_id = :t AND state = 'confirmed' AND post_at <= :now"
            f" ORDER BY post_at, proposal_id LIMIT :limit{lock}"
        ),
        {"t": unit.tenant, "now": to_micro(now), "limit": limit},
    )
    return [row[0] for row in rows]


def next_due(unit: Unit) -> datetime | None:
    """When the next confirmed proposal may post; None when none waits."""
    found = unit.connection.execute(
        text("SELECT min(post_at) FROM proposal WHERE tenant_id = :t AND state = 'confirmed'"), {"t": unit.tenant}
    ).scalar()
    return None if found is None else from_micro(int(found))


def post_due(unit: Unit, now: datetime, limit: int = 200) -> list[Posting]:
    """Post all that is due. One that the books refuse (a period closed meanwhile) goes back to its checkers."""
    return [post(unit, proposal_id, now) for proposal_id in due(unit, now, limit)]


def post(unit: Unit, proposal_id: str, now: datetime) -> Posting:
    """Post one confirmed proposal; its savepoint keeps a refusal from touching anything else."""
    row = load(unit, proposal_id)
    try:
        with unit.savepoint():
            sealed = _seal(unit, row, now)
    except Refused as refused:
        _give_back(unit, row, refused.problems, now)
        return Posting(proposal_id, None, refused.problems)
    return Posting(proposal_id, sealed)


def _seal(unit: Unit, row: ProposalRow, now: datetime) -> SealedBatch:
    plain = body_of(unit, row.proposal_id, row.revision_no)["content"]
    if short := below_zero(unit, row, plain):
        raise Refused(*short)
    content = content_from_plain(plain)
    authority_id = unit.connection.execute(
        text(
            "SELECT a.authority_id FROM authority AS a WHERE a.tenant_id = :t AND a.proposal_id = :id AND NOT EXISTS"
            " (SELECT 1 FROM authority_spent AS s WHERE s.tenant_id = a.tenant_id AND s.authority_id = a.authority_id)"
        ),
        {"t": unit.tenant, "id": row.proposal_id},
    ).scalar_one()
    kind = AuthorityKind.RUN if row.kind is Kind.RUN else AuthorityKind.CONFIRMATION
    confirmer = row.confirmer or ""
    batch = BatchDraft(
        content, Authority(kind, authority_id, bytes.fromhex(row.digest)), Signatures(confirmer, confirmer), now
    )
    sealed = seal(unit, batch)
    teach(unit, content, sealed)
    move(unit, row, State.POSTED, now, batch_id=sealed.batch_id)
    note(unit, poster(unit.tenant), row.proposal_id, "post", row.revision_no, now, batch=sealed.batch_id,
         first_number=sealed.first_number)  # fmt: skip
    payload = {"proposal": row.proposal_id, "batch": sealed.batch_id, "book": row.book}
    outbox.publish(unit, "voucher.posted", payload, now)
    return sealed


def _give_back(unit: Unit, row: ProposalRow, problems: tuple[Problem, ...], now: datetime) -> None:
    spend(unit, row.proposal_id, "system", now)
    move(unit, row, State.PROPOSED, now)
    detail = [{"code": item.code, "where": item.where, "parameters": dict(item.parameters)} for item in problems]
    note(unit, poster(unit.tenant), row.proposal_id, "post_refused", row.revision_no, now, problems=detail)
