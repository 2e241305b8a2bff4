"""What the Slack channel keeps in its company's own database: who is who, what was seen, what was posted.

Like the doorkeeper it stands beside the gateway: it proves identities and keeps the channel's own notes, and holds
nothing of the books. A person's Principal comes from a link they made themselves, never from what Slack says.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import and_

from ledger.core import Channel, Clock, Principal, canonical
from ledger.evidence import documents
from ledger.evidence.documents import ENDED, Document, DocumentState
from ledger.evidence.requests import EvidenceRequest, find_request, requests
from ledger.proposals import State, listing
from ledger.proposals.delegations import of_everybody
from ledger.proposals.rows import load
from ledger.store import Store, Unit, slack_sealed
from ledger.store import slack as rows
from ledger.store.people import find_person, people
from ledger.store.schema.evidence_requests import evidence_request
from ledger.store.slack import Code, Message
from policies.risk import of_proposal

CODE_LASTS = timedelta(minutes=10)
LEFT_AFTER = timedelta(minutes=2)
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_LENGTH = 8
NEWS_LASTS = timedelta(days=3)
"""A delegation that ended so long ago is no news, as tools/people/delegations.py has it."""
SEALED_LASTS = timedelta(hours=24)
MOST_SEALED = 20
"""Messages of one stranger that wait."""
_SETTLED = (State.POSTED, State.REJECTED, State.WITHDRAWN)
_ENDED = (DocumentState.DUPLICATE, DocumentState.RENDERING, DocumentState.FAILED, DocumentState.KEPT, *ENDED)


@dataclass(frozen=True, slots=True)
class Moved:
    """A message that shows what is no longer so."""

    message: Message
    now: str
    settled: bool

    @property
    def state(self) -> str:
        """The state's word alone."""
        return self.now.partition(":")[0]

    @property
    def before(self) -> str:
        """The state's word that the message shows."""
        return self.message.seen.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper an auditor asks a linked person for, or reminds them of; each reminder is a message of its own."""

    who: Principal
    slack_user: str
    request: EvidenceRequest
    asker: str

    @property
    def subject(self) -> str:
        """What the message is about."""
        return f"request:{self.request.number}.{self.request.reminders}"


@dataclass(frozen=True, slots=True)
class Untold:
    """A person who may have to be told of a proposal that waits."""

    who: Principal
    slack_user: str
    subject: str
    proposal: str
    digest: str


@dataclass(frozen=True, slots=True)
class News:
    """A person of a delegation that has come to another phase; ``mark`` is noted once they were told."""

    who: Principal
    slack_user: str
    delegation: str
    mark: str


class SlackDesk:
    """One tenant's Slack notes."""

    def __init__(self, store: Store, clock: Clock, tenant: str) -> None:
        self._store = store
        self._clock = clock
        self.tenant = tenant

    # people --------------------------------------------------------------------------------------
    def team(self) -> str:
        """The workspace bound to this company, empty when none."""
        with self._store.read(self.tenant) as unit:
            found = rows.team_of(unit)
        return found[0] if found else ""

    def person(self, team: str, slack_user: str) -> Principal | None:
        """Who a Slack account is: only through its own link, in this company's workspace, while enabled."""
        with self._store.read(self.tenant) as unit:
            bound, link = rows.team_of(unit), rows.link_of(unit, team, slack_user)
            if bound is None or bound[0] != team or link is None:
                return None
            return self._principal(unit, link.user)

    def linked(self) -> list[tuple[str, Principal]]:
        """Slack account and person, of everybody who is linked."""
        with self._store.read(self.tenant) as unit:
            found = [(one.slack_user, self._principal(unit, one.user)) for one in rows.links(unit)]
        return [(slack_user, who) for slack_user, who in found if who is not None]

    def _principal(self, unit: Unit, user: str) -> Principal | None:
        who = find_person(unit, user)
        return who.principal(self.tenant, Channel.SLACK, "slack") if who is not None else None

    def principal(self, user: str) -> Principal | None:
        """A linked person by name of account, for a message that is theirs already."""
        return next((who for _, who in self.linked() if who.user == user), None)

    def ask_code(self, team: str, slack_user: str, channel: str, name: str) -> str | None:
        """A fresh code for an account, None while an earlier one is good."""
        now = self._clock.now()
        with self._store.write(self.tenant) as unit:
            if rows.waiting_code(unit, team, slack_user, now) is not None:
                return None
            code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
            asked = Code(team, slack_user, channel, name[:100])
            rows.add_code(unit, code, asked, now + CODE_LASTS)
        return f"{code[:4]}-{code[4:]}"

    def newly_linked(self) -> list[Code]:
        """Those whose code was typed since the last look, each once."""
        with self._store.read(self.tenant) as unit:
            if not rows.used_codes(unit):
                return []
        with self._store.write(self.tenant) as unit:
            return rows.take_used_codes(unit)

    def keep_sealed(self, team: str, slack_user: str, kept: Mapping[str, Any]) -> bool:
        """Seal what a stranger sent, for a day; False where too much of theirs waits already."""
        until = self._clock.now() + SEALED_LASTS
        with self._store.write(self.tenant) as unit:
            return slack_sealed.keep(unit, team, slack_user, canonical(dict(kept)), until, MOST_SEALED)

    def take_sealed(self, team: str, slack_user: str) -> list[dict[str, Any]]:
        """What waited for somebody who is linked now, in its order; it is not kept any longer. Unreadable bytes are dropped."""
        with self._store.write(self.tenant) as unit:
            found = slack_sealed.take(unit, team, slack_user, self._clock.now())
        return [dict(json.loads(one)) for one in found]

    def erase_sealed(self) -> int:
        """Erase what nobody was linked for in a day; how much."""
        now = self._clock.now()
        with self._store.read(self.tenant) as unit:
            if not slack_sealed.any_old(unit, now):
                return 0
        with self._store.write(self.tenant) as unit:
            return slack_sealed.erase_old(unit, now)

    # events --------------------------------------------------------------------------------------
    def first_time(self, event_id: str, body: Mapping[str, Any]) -> bool:
        """Write an event down, sealed, before it is acknowledged; False for one that was seen."""
        with self._store.write(self.tenant) as unit:
            return rows.see_event(unit, event_id, canonical(dict(body)), self._clock.now())

    def finished(self, event_id: str) -> None:
        """The event is dealt with."""
        with self._store.write(self.tenant) as unit:
            rows.finish_event(unit, event_id)

    def left_events(self) -> list[tuple[str, dict[str, Any]]]:
        """Events that were acknowledged and never finished, because a process ended."""
        with self._store.write(self.tenant) as unit:
            left = rows.take_left_events(unit, self._clock.now() - LEFT_AFTER)
        return [(event_id, dict(json.loads(body))) for event_id, body in left]

    # messages ------------------------------------------------------------------------------------
    def claim(self, subject: str, user: str, channel: str) -> bool:
        """The right to post the one message about a thing to a person."""
        with self._store.write(self.tenant) as unit:
            return rows.claim_message(unit, subject, user, channel, self._clock.now())

    def message(self, subject: str, user: str) -> Message | None:
        """The message about a thing to a person."""
        with self._store.read(self.tenant) as unit:
            return rows.find_message(unit, subject, user)

    def posted(self, subject: str, user: str, channel: str, ts: str) -> None:
        """Slack has the message."""
        with self._store.write(self.tenant) as unit:
            rows.posted(unit, subject, user, channel, ts)

    def give_back(self, subject: str, user: str) -> None:
        """Slack did not take the message."""
        with self._store.write(self.tenant) as unit:
            rows.drop_message(unit, subject, user)

    def will_show(self, moved: Moved) -> bool:
        """This process edits the message to what is so now; False where another does."""
        with self._store.write(self.tenant) as unit:
            return rows.show_state(unit, moved.message, moved.now, self._clock.now(), settled=moved.settled)

    def did_not_show(self, moved: Moved) -> None:
        """Slack did not take the edit: try again at the next look."""
        again = Message(
            moved.message.subject, moved.message.user, moved.message.channel, moved.message.ts, moved.now, moved.settled
        )
        with self._store.write(self.tenant) as unit:
            rows.show_state(unit, again, moved.message.seen, self._clock.now(), settled=False)

    def moved(self) -> list[Moved]:
        """Messages whose thing is no longer in the state they show."""
        with self._store.read(self.tenant) as unit:
            found = []
            for message in rows.open_messages(unit):
                now, settled = _state(unit, message.subject)
                if now != message.seen:
                    found.append(Moved(message, now, settled))
        return found

    def untold(self) -> list[Untold]:
        """Who has not been asked about which waiting revision, of what came since the workspace was bound."""
        linked = self.linked()
        with self._store.read(self.tenant) as unit:
            bound = rows.team_of(unit)
            waiting = listing(unit, [State.PROPOSED]) if bound and linked else []
            fresh = [one for one in waiting if bound and one.changed_at >= bound[1]]
            marks = rows.marks(unit, [_mark(one.proposal_id, one.digest) for one in fresh])
            papers = rows.papers(unit, [one.proposal_id for one in fresh])
        return [
            Untold(
                who, slack_user, subject_of(papers.get(one.proposal_id), one.proposal_id), one.proposal_id, one.digest
            )
            for one in fresh
            for slack_user, who in linked
            if (_mark(one.proposal_id, one.digest), who.user) not in marks
        ]

    def wanted(self) -> list[Wanted]:
        """Papers asked of linked people, of which they have no message yet; since the workspace was bound."""
        linked = {who.user: (slack_user, who) for slack_user, who in self.linked()}
        with self._store.read(self.tenant) as unit:
            bound = rows.team_of(unit)
            asked = and_(evidence_request.c.state == "open", evidence_request.c.asked.in_(sorted(linked)))
            found = requests(unit, asked) if bound and linked else []
            names = {one.user: one for one in people(unit, [one.asker for one in found])} if found else {}
            made = [
                Wanted(who, slack_user, one, names[one.asker].called(who.language) if one.asker in names else one.asker)
                for one in found
                for slack_user, who in (linked[one.asked],)
                if bound and (one.reminded_at or one.made_at) >= bound[1]
            ]
            return [one for one in made if rows.find_message(unit, one.subject, one.who.user) is None]

    def delegation_news(self) -> list[News]:
        """Who has not been told what a delegation of theirs has come to, of those made since the workspace was bound."""
        now, linked = self._clock.now(), self.linked()
        with self._store.read(self.tenant) as unit:
            bound = rows.team_of(unit)
            known = of_everybody(unit, now - NEWS_LASTS) if bound and linked else []
            fresh = [one for one in known if bound and one.made_at >= bound[1] and one.over_at > now - NEWS_LASTS]
            named = {one.delegation_id: f"delegation:{one.delegation_id}:{one.phase(now).value}" for one in fresh}
            marks = rows.marks(unit, list(named.values()))
        return [
            News(who, slack_user, one.delegation_id, named[one.delegation_id])
            for one in fresh
            for slack_user, who in linked
            if who.user in (one.delegator, one.delegate) and (named[one.delegation_id], who.user) not in marks
        ]

    def take_news(self, news: News) -> bool:
        """The right to tell a person of it; False where somebody has it. ``give_back`` where Slack did not take it."""
        with self._store.write(self.tenant) as unit:
            return rows.add_mark(unit, news.mark, news.who.user, self._clock.now())

    def told(self, untold: Untold) -> None:
        """This person was told of this revision, or may not confirm it."""
        mark, now = _mark(untold.proposal, untold.digest), self._clock.now()
        with self._store.write(self.tenant) as unit:
            rows.add_mark(unit, mark, untold.who.user, now)


def _mark(proposal: str, digest: str) -> str:
    return f"told:{proposal}:{digest[:16]}"


def subject_of(document: str | None, proposal: str | None) -> str:
    """What a message is about: the document where there is one."""
    return f"document:{document}" if document else f"proposal:{proposal}"


def _state(unit: Unit, subject: str) -> tuple[str, bool]:
    """The state's word, then all that makes a card look otherwise; and whether it can still move."""
    kind, _, name = subject.partition(":")
    if kind == "proposal":
        return _proposal_state(unit, name)
    if kind == "request":
        state = find_request(unit, int(name.partition(".")[0])).state
        return f"{state}:", state != "open"
    paper = documents.find(unit, name)
    if paper is None:
        return "gone:", True
    if paper.proposal_id and paper.state not in _ENDED:
        return _proposal_state(unit, paper.proposal_id, paper)
    return f"{paper.state.value}:{_said(paper)}", paper.state in ENDED


def _said(paper: Document) -> str:
    """What people and the page say of it, in few letters: a field that somebody chose makes another card."""
    told = repr((paper.seller, paper.number, paper.issue_date, paper.gross_minor, paper.currency))
    return f"{paper.paid_by or ''}:{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _proposal_state(unit: Unit, proposal_id: str, paper: Document | None = None) -> tuple[str, bool]:
    row = load(unit, proposal_id)
    alerts = [one.number for one in of_proposal(unit, proposal_id) if one.state == "open"]
    told = f"{row.state.value}:{row.digest[:16]}:{row.changed_at.isoformat()}:{alerts}:{_said(paper) if paper else ''}"
    return told, row.state in _SETTLED


def waiting_files(files: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """What is kept of files that wait: enough to fetch them, nothing else."""
    kept = ("id", "name", "size", "mimetype", "filetype", "mode", "url_private", "is_external")
    return tuple({key: one[key] for key in kept if key in one} for one in files)


def bound_tenant(store: Store, team: str) -> str | None:
    """The one company that bound a workspace; None where none did or two say so."""
    found = []
    for tenant in store.tenants():
        with store.read(tenant) as unit:
            bound = rows.team_of(unit)
        if bound is not None and bound[0] == team:
            found.append(tenant)
    return found[0] if len(found) == 1 else None
