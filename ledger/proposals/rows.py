"""Reading and writing the rows of proposals; the rules of who may do what stand in drafting, deciding, posting."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam

from ledger.books.calendar import period_text
from ledger.books.plain import content_from_plain
from ledger.core import Principal, canonical, problem
from ledger.core.problem import Refused
from ledger.proposals.model import Event, Kind, ProposalRow, ProposalView, State
from ledger.store import Unit, from_micro, to_micro
from ledger.store.statement import text

_ROW = (
    "SELECT p.*, k.code AS book, r.maker, r.edited_by, r.digest, r.amount_minor, r.entry_count, r.period, r.series,"
    " r.summary, (SELECT a.confirmer FROM authority AS a LEFT JOIN authority_spent AS s ON s.tenant_id = a.tenant_id"
    " AND s.authority_id = a.authority_id WHERE a.tenant_id = p.tenant_id AND a.proposal_id = p.proposal_id"
    " AND a.revision_no = p.revision_no AND s.undone_by IS NULL) AS confirmer"
    " FROM proposal AS p JOIN proposal_revision AS r ON r.tenant_id = p.tenant_id AND r.proposal_id = p.proposal_id"
    " AND r.revision_no = p.revision_no JOIN book AS k ON k.tenant_id = p.tenant_id AND k.book_id = p.book_id"
    " WHERE p.tenant_id = :t"
)


def load(unit: Unit, proposal_id: str) -> ProposalRow:
    """The row of a proposal; refused when there is none."""
    row = unit.connection.execute(
        text(f"{_ROW} AND p.proposal_id = :id"), {"t": unit.tenant, "id": proposal_id}
    ).mappings()
    found = row.first()
    if found is None:
        raise Refused(problem("proposals.unknown", proposal=proposal_id))
    return _row(found)


def get(unit: Unit, proposal_id: str) -> ProposalView:
    """A proposal whole; refused when there is none."""
    row = load(unit, proposal_id)
    body = body_of(unit, proposal_id, row.revision_no)
    events, makers = _events(unit, proposal_id), makers_of(unit, proposal_id)
    return ProposalView(row, content_from_plain(body["content"]), body["context"], events, makers)


def makers_of(unit: Unit, proposal_id: str) -> frozenset[str]:
    """Whoever made or changed any revision of a proposal: none of them may confirm it."""
    found = unit.connection.execute(
        text("SELECT DISTINCT maker FROM proposal_revision WHERE tenant_id = :t AND proposal_id = :id"),
        {"t": unit.tenant, "id": proposal_id},
    )
    return frozenset(found.scalars())


def body_of(unit: Unit, proposal_id: str, revision_no: int) -> dict[str, Any]:
    """The canonical JSON a revision's digest covers, parsed."""
    found = unit.connection.execute(
        text(
            "SELECT body FROM proposal_revision WHERE tenant_id = :t AND proposal_id = :id AND revision_no = :revision"
        ),
        {"t": unit.tenant, "id": proposal_id, "revision": revision_no},
    ).scalar_one()
    body: dict[str, Any] = json.loads(found)
    return body


def listing(unit: Unit, states: Sequence[State] = (), *, book: str = "", limit: int = 500) -> list[ProposalRow]:
    """Proposals in the given states (none given: all), oldest change first."""
    query, values = _ROW, {"t": unit.tenant, "limit": limit}
    if states:
        query += " AND p.state IN :states"
    if book:
        query += " AND k.code = :book"
        values["book"] = book
    statement = text(f"{query} ORDER BY p.changed_at, p.proposal_id LIMIT :limit")
    if states:
        statement = statement.bindparams(bindparam("states", [state.value for state in states], expanding=True))
    return [_row(row) for row in unit.connection.execute(statement, values).mappings()]


def of_origin(unit: Unit, prefix: str) -> dict[str, ProposalRow]:
    """Origin to the newest proposal of it that was not withdrawn or rejected, for origins that start so."""
    rows = unit.connection.execute(
        text(
            f"{_ROW} AND substr(p.origin, 1, :size) = :prefix AND p.state NOT IN ('withdrawn', 'rejected')"
            " ORDER BY p.created_at, p.proposal_id"
        ),
        {"t": unit.tenant, "prefix": prefix, "size": len(prefix)},
    ).mappings()
    return {row["origin"]: _row(row) for row in rows}


def counts(unit: Unit) -> dict[State, int]:
    """How many proposals are in each state."""
    rows = unit.connection.execute(
        text("SELECT state, count(*) FROM proposal WHERE tenant_id = :t GROUP BY state"), {"t": unit.tenant}
    )
    return {State(row[0]): int(row[1]) for row in rows}


def _row(row: Mapping[str, Any] | Any) -> ProposalRow:
    return ProposalRow(
        row["proposal_id"], row["book"], Kind(row["kind"]), State(row["state"]), row["revision_no"], row["maker"],
        row["edited_by"], bytes(row["digest"]).hex(), row["amount_minor"], row["entry_count"],
        period_text(row["period"]), row["series"], row["summary"], row["origin"], from_micro(row["created_at"]),
        row["created_by"], from_micro(row["changed_at"]), None if row["post_at"] is None else from_micro(row["post_at"]),
        row["batch_id"], row["confirmer"],
    )  # fmt: skip


def _events(unit: Unit, proposal_id: str) -> tuple[Event, ...]:
    rows = unit.connection.execute(
        text(
            "SELECT at, actor, via, act, revision_no, detail FROM proposal_event"
            " WHERE tenant_id = :t AND proposal_id = :id ORDER BY event_no"
        ),
        {"t": unit.tenant, "id": proposal_id},
    )
    return tuple(Event(from_micro(row[0]), row[1], row[2], row[3], row[4], json.loads(row[5])) for row in rows)


def note(
    unit: Unit, actor: Principal, proposal_id: str, act: str, revision_no: int, now: datetime, **detail: object
) -> None:
    """Append to a proposal's history."""
    unit.connection.execute(
        text(
            "INSERT INTO proposal_event (tenant_id, proposal_id, event_no, at, actor, via, act, revision_no, detail)"
            " SELECT :t, :id, coalesce(max(event_no), 0) + 1, :at, :actor, :via, :act, :revision, :detail"
            " FROM proposal_event WHERE tenant_id = :t AND proposal_id = :id"
        ),
        {
            "t": unit.tenant, "id": proposal_id, "at": to_micro(now), "actor": actor.user, "via": actor.via.value,
            "act": act, "revision": revision_no, "detail": canonical(detail).decode(),
        },
    )  # fmt: skip


def move(
    unit: Unit, row: ProposalRow, state: State, now: datetime, *, post_at: datetime | None = None,
    batch_id: int | None = None, revision_no: int | None = None,
) -> None:  # fmt: skip
    """Compare and set: from the state and revision that were read to the next; refused when somebody was faster."""
    changed = unit.connection.execute(
        text(
            "UPDATE proposal SET state = :next, changed_at = :at, post_at = :post_at, batch_id = :batch,"
            " revision_no = :next_revision WHERE tenant_id = :t AND proposal_id = :id AND state = :state"
            " AND revision_no = :revision"
        ),
        {
            "next": state.value, "at": to_micro(now), "post_at": None if post_at is None else to_micro(post_at),
            "batch": batch_id, "next_revision": row.revision_no if revision_no is None else revision_no,
            "t": unit.tenant, "id": row.proposal_id, "state": row.state.value, "revision": row.revision_no,
        },
    )  # fmt: skip
    if changed.rowcount != 1:
        raise Refused(problem("proposals.changed", proposal=row.proposal_id))


def must_be(row: ProposalRow, *states: State) -> None:
    """Refused unless the proposal is in one of the states."""
    if row.state not in states:
        raise Refused(problem("proposals.wrong_state", proposal=row.proposal_id, state=row.state.value))
