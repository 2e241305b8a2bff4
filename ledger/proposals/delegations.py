"""我不在时: who may confirm for whom, for a while and up to an amount. Rows only grow; an earlier end is a row of its own.

Nothing here gives a right: tools/shared/standing_in.py asks at every confirmation whether the one who went away could.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from ledger.books.refusals import refusing
from ledger.core import new_id, problem
from ledger.core.problem import Refused
from ledger.store import Unit, from_micro, to_micro
from ledger.store.statement import text

LONGEST_DAYS = 93
"""A delegation lasts so long at most; the database says so too."""
_FIND = (
    "SELECT d.delegation_id, d.delegator, d.delegate, d.from_at, d.until_at, d.limit_minor, d.made_at, e.ended_at, e.ended_by"
    " FROM delegation AS d LEFT JOIN delegation_ended AS e ON e.tenant_id = d.tenant_id AND e.delegation_id ="
    " d.delegation_id WHERE d.tenant_id = :t AND d.until_at > :since"
)


class Phase(Enum):
    """Where a delegation stands; both its people get a note of each it comes to."""

    TO_COME = "to_come"
    HOLDS = "holds"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Delegation:
    """``delegate`` confirms for ``delegator`` from the first instant to just before the second, up to ``limit_minor``."""

    delegation_id: str
    delegator: str
    delegate: str
    from_at: datetime
    until_at: datetime
    limit_minor: int
    made_at: datetime
    ended_at: datetime | None = None
    ended_by: str | None = None

    def holds(self, now: datetime) -> bool:
        """Whether it holds at an instant."""
        return self.from_at <= now < self.until_at and (self.ended_at is None or now < self.ended_at)

    def stands(self, now: datetime) -> bool:
        """Whether it holds or will hold."""
        return now < self.until_at and (self.ended_at is None or now < self.ended_at)

    def phase(self, now: datetime) -> Phase:
        """To come, holding, or over: by its last day or by an earlier end."""
        if not self.stands(now):
            return Phase.OVER
        return Phase.HOLDS if self.holds(now) else Phase.TO_COME

    @property
    def over_at(self) -> datetime:
        """When it ends, or ended."""
        return self.until_at if self.ended_at is None else min(self.ended_at, self.until_at)


def delegate(
    unit: Unit, delegator: str, to: str, from_at: datetime, until_at: datetime, limit_minor: int, now: datetime
) -> Delegation:
    """Write one down. Refused by the database to oneself, backwards, or for longer than ``LONGEST_DAYS``."""
    made = Delegation(new_id(), delegator, to, from_at, until_at, limit_minor, now)
    with refusing():
        unit.connection.execute(
            text(
                "INSERT INTO delegation (tenant_id, delegation_id, delegator, delegate, from_at, until_at, limit_minor,"
                " made_at) VALUES (:t, :id, :of, :to, :begins, :ends, :limit, :at)"
            ),
            {"t": unit.tenant, "id": made.delegation_id, "of": delegator, "to": to, "begins": to_micro(from_at),
             "ends": to_micro(until_at), "limit": limit_minor, "at": to_micro(now)},
        )  # fmt: skip
    return made


def end(unit: Unit, delegation_id: str, by: str, now: datetime) -> Delegation:
    """End one early, as the one who gave it or the one who has it; refused where there is none of theirs that stands."""
    found = next((one for one in of_person(unit, by, now) if one.delegation_id == delegation_id), None)
    if found is None or not found.stands(now):
        raise Refused(problem("proposals.delegation_over"))
    with refusing():
        unit.connection.execute(
            text(
                "INSERT INTO delegation_ended (tenant_id, delegation_id, ended_by, ended_at) VALUES (:t, :id, :by, :at)"
            ),
            {"t": unit.tenant, "id": delegation_id, "by": by, "at": to_micro(now)},
        )
    return found


def of_person(unit: Unit, user: str, since: datetime) -> list[Delegation]:
    """Delegations somebody gave or has that end after an instant, the next to begin first."""
    return _found(unit, f"{_FIND} AND (d.delegator = :u OR d.delegate = :u)", user, since)


def of_everybody(unit: Unit, since: datetime) -> list[Delegation]:
    """All that end after an instant by their days, the next to begin first; their people may have to be told."""
    return _found(unit, _FIND, "", since)


def held_by(unit: Unit, delegate: str, now: datetime) -> list[Delegation]:
    """What holds for a delegate at this instant."""
    return [one for one in _found(unit, f"{_FIND} AND d.delegate = :u", delegate, now) if one.holds(now)]


def _found(unit: Unit, query: str, user: str, since: datetime) -> list[Delegation]:
    rows = unit.connection.execute(
        text(f"{query} ORDER BY d.from_at, d.delegation_id"), {"t": unit.tenant, "u": user, "since": to_micro(since)}
    )
    return [
        Delegation(row[0], row[1], row[2], from_micro(row[3]), from_micro(row[4]), int(row[5]), from_micro(row[6]),
                   None if row[7] is None else from_micro(row[7]), row[8])
        for row in rows
    ]  # fmt: skip


def note_on_behalf(unit: Unit, authority_id: str, held: Delegation) -> None:
    """Write down for whom a confirmation was given: the database looks at its days, amount and makers once more."""
    unit.connection.execute(
        text(
            "INSERT INTO confirmed_on_behalf (tenant_id, authority_id, delegation_id, delegator) VALUES (:t, :a, :d, :of)"
        ),
        {"t": unit.tenant, "a": authority_id, "d": held.delegation_id, "of": held.delegator},
    )
