"""The checker's side: confirm, undo, send back, reject. A confirmation is an act of a person, never of a model."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ledger.books.accounts import get_book
from ledger.books.periods import PeriodState, find_period
from ledger.books.refusals import refusing
from ledger.core import Principal, Via, grouped, new_id, problem
from ledger.core.problem import Refused
from ledger.proposals.cash_floor import below_zero
from ledger.proposals.delegations import Delegation, held_by, note_on_behalf
from ledger.proposals.limits import alone_confirming, amounts, confirmed_lately, over_limit
from ledger.proposals.model import INTAKE, Confirmed, Kind, ProposalRow, State
from ledger.proposals.rows import body_of, load, makers_of, move, must_be, note
from ledger.store import Unit, to_micro
from ledger.store.statement import text

BUTTON_LIFETIME = timedelta(hours=24)
"""What expires is a button, never the work: older than this, a shown card must be looked at again."""

AUTHORITY_LIFETIME = timedelta(hours=24)
"""How long after its grace a confirmation may still post; after that somebody confirms again."""


def confirm(
    unit: Unit, actor: Principal, proposal_id: str, shown_digest: str, now: datetime, *,
    shown_at: datetime | None = None, on_behalf: Delegation | None = None,
) -> Confirmed:  # fmt: skip
    """复核入账: bind a person's agreement to the digest of exactly what that person was shown.

    Refused for a model, for whoever made or changed any revision, above the person's limit (alone, or with what they
    confirmed for the same vendor or colleague within 24 hours), for an old card, and when the proposal is not (or no
    longer) what was shown. Of many at once exactly one succeeds. Posts after the book's grace.

    ``on_behalf`` where the person could not without a colleague's delegation: then neither may have made or changed it,
    it counts against both, and the actor's limit is at most the delegation's.
    """
    row = load(unit, proposal_id)
    _may_confirm(unit, actor, row, shown_digest, now, on_behalf)
    if shown_at is not None and now - shown_at > BUTTON_LIFETIME:
        raise Refused(problem("proposals.button_expired", proposal=proposal_id))
    post_at = now + timedelta(seconds=get_book(unit, row.book).grace_seconds)
    with refusing():
        authority_id = _write_authority(unit, actor, row, now, post_at)
        if on_behalf is not None:
            note_on_behalf(unit, authority_id, on_behalf)
        move(unit, row, State.CONFIRMED, now, post_at=post_at)
    told = {} if on_behalf is None else {"on_behalf": on_behalf.delegator, "delegation": on_behalf.delegation_id}
    note(unit, actor, proposal_id, "confirm", row.revision_no, now, authority=authority_id, **told)
    return Confirmed(proposal_id, authority_id, post_at)


def _may_confirm(
    unit: Unit, actor: Principal, row: ProposalRow, shown_digest: str, now: datetime, on_behalf: Delegation | None
) -> None:
    if actor.via is not Via.PERSON:
        raise Refused(problem("proposals.only_a_person"))
    if row.state is State.CONFIRMED or row.state is State.POSTED:
        raise Refused(problem("proposals.already_confirmed", proposal=row.proposal_id, by=row.confirmer))
    must_be(row, State.PROPOSED)
    content = body_of(unit, row.proposal_id, row.revision_no)["content"]
    made_by = makers_of(unit, row.proposal_id) | {entry["maker"] for entry in content["entries"]}
    giving = {actor.user} | ({on_behalf.delegator} if on_behalf else set())
    if giving & made_by:
        raise Refused(problem("proposals.own_work"))
    if any(held.delegator in made_by for held in held_by(unit, actor.user, now)):
        raise Refused(problem("proposals.delegators_work"))
    if on_behalf is not None and (on_behalf.delegate != actor.user or not on_behalf.holds(now)):
        raise Refused(problem("proposals.delegation_over"))
    if shown_digest != row.digest:
        raise Refused(problem("proposals.changed", proposal=row.proposal_id))
    period = find_period(unit, row.book, row.period)
    if period is None or period.state is PeriodState.CLOSED:
        raise Refused(problem("books.no_period" if period is None else "books.period_closed", period=row.period))
    if short := below_zero(unit, row, content):
        raise Refused(*short)
    limit = _limit(actor)
    if limit is not None:
        _within_limit(unit, sorted(giving), limit, row, content, now)


def _within_limit(
    unit: Unit, giving: list[str], limit: int, row: ProposalRow, content: Mapping[str, Any], now: datetime
) -> None:
    """This proposal alone, and with what each who gives it confirmed for the same vendor or colleague within 24 hours."""
    currency = get_book(unit, row.book).base_currency
    if row.amount_minor > limit:
        raise Refused(
            problem("proposals.over_limit", amount=grouped(row.amount_minor, currency), limit=grouped(limit, currency))
        )
    asked = amounts(content["entries"], row.origin)
    for user in giving:
        alone_confirming(unit, user)
        if over := over_limit(unit, limit, asked, currency, confirmed_lately(unit, user, now)):
            raise Refused(over)


def _limit(actor: Principal) -> int | None:
    limit = actor.attributes.get("limit_minor")
    return limit if isinstance(limit, int) and not isinstance(limit, bool) else None


def _write_authority(unit: Unit, actor: Principal, row: ProposalRow, now: datetime, post_at: datetime) -> str:
    authority_id = new_id()
    kind = "run" if row.kind is Kind.RUN else "confirmation"
    unit.connection.execute(
        text(
            "INSERT INTO authority (tenant_id, authority_id, kind, proposal_id, revision_no, maker, confirmer, via,"
            " channel, digest, root, book_id, period, layer, series, entry_count, line_count, amount_minor, limit_minor,"
            " given_at, not_before, expires_at) SELECT tenant_id, :authority, :kind, proposal_id, revision_no, maker,"
            " :confirmer, :via, :channel, digest, root, book_id, period, layer, series, entry_count, line_count,"
            " amount_minor, :limit, :given, :not_before, :expires FROM proposal_revision"
            " WHERE tenant_id = :t AND proposal_id = :id AND revision_no = :revision"
        ),
        {
            "authority": authority_id, "kind": kind, "confirmer": actor.user, "via": actor.via.value,
            "channel": actor.channel.value, "limit": _limit(actor), "given": to_micro(now),
            "not_before": to_micro(post_at), "expires": to_micro(post_at + AUTHORITY_LIFETIME), "t": unit.tenant,
            "id": row.proposal_id, "revision": row.revision_no,
        },
    )  # fmt: skip
    return authority_id


def undo(unit: Unit, actor: Principal, proposal_id: str, now: datetime) -> None:
    """撤销: within the grace, the confirmer takes the confirmation back; that spends it."""
    row = load(unit, proposal_id)
    must_be(row, State.CONFIRMED)
    if actor.via is not Via.PERSON or actor.user != row.confirmer:
        raise Refused(problem("proposals.not_own_confirmation", proposal=proposal_id))
    if row.post_at is not None and now >= row.post_at:
        raise Refused(problem("proposals.too_late", proposal=proposal_id))
    with refusing():
        spend(unit, proposal_id, actor.user, now)
        move(unit, row, State.PROPOSED, now)
    note(unit, actor, proposal_id, "undo", row.revision_no, now)


def spend(unit: Unit, proposal_id: str, by: str, now: datetime) -> None:
    """Use up a proposal's live confirmation without a batch."""
    unit.connection.execute(
        text(
            "INSERT INTO authority_spent (tenant_id, authority_id, undone_by, at) SELECT a.tenant_id, a.authority_id,"
            " :by, :at FROM authority AS a WHERE a.tenant_id = :t AND a.proposal_id = :id AND NOT EXISTS (SELECT 1 FROM"
            " authority_spent AS s WHERE s.tenant_id = a.tenant_id AND s.authority_id = a.authority_id)"
        ),
        {"by": by, "at": to_micro(now), "t": unit.tenant, "id": proposal_id},
    )


def send_back(unit: Unit, actor: Principal, proposal_id: str, question: str, now: datetime) -> None:
    """退回补充: ask the maker something."""
    row = load(unit, proposal_id)
    must_be(row, State.PROPOSED)
    if not question.strip():
        raise Refused(problem("proposals.no_question"))
    with refusing():
        move(unit, row, State.RETURNED, now)
    note(unit, actor, proposal_id, "send_back", row.revision_no, now, question=question)


def reject(unit: Unit, actor: Principal, proposal_id: str, reason: str, now: datetime) -> None:
    """驳回: refuse for good, with a reason. An act of a person. A draft of the house itself may be refused as well: it has no
    maker who could take it back."""
    row = load(unit, proposal_id)
    must_be(row, State.PROPOSED, State.RETURNED, *((State.DRAFT,) if row.maker == INTAKE else ()))
    if actor.via is not Via.PERSON:
        raise Refused(problem("proposals.only_a_person"))
    if not reason.strip():
        raise Refused(problem("proposals.no_reason"))
    with refusing():
        if row.state is State.DRAFT:  # the books know no other way there
            move(unit, row, State.PROPOSED, now)
            row = load(unit, proposal_id)
        move(unit, row, State.REJECTED, now)
    note(unit, actor, proposal_id, "reject", row.revision_no, now, reason=reason)
