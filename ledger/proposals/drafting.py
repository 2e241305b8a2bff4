"""The maker's side: propose, revise, submit, answer, withdraw."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ledger.books.entries import Content, EntryDraft, VoucherKey
from ledger.books.journal import get_voucher
from ledger.books.plain import content_from_plain, content_to_plain
from ledger.books.refusals import refusing
from ledger.books.reversal import correction, reversal
from ledger.books.seal import Prepared, prepare
from ledger.core import Principal, canonical, digest, new_id, problem
from ledger.core.problem import Refused
from ledger.proposals.limits import PAYEES
from ledger.proposals.model import INTAKE, NOTHING, Kind, ProposalDraft, ProposalView, State
from ledger.proposals.rows import body_of, get, load, move, must_be, note
from ledger.proposals.series import in_series
from ledger.store import Unit, to_micro
from ledger.store.statement import text


def propose(unit: Unit, actor: Principal, draft: ProposalDraft, now: datetime) -> ProposalView:
    """Write down a proposal as a draft (revision 1). Refused with every fault the books would find."""
    maker = draft.maker or actor.user
    proposal_id = new_id()
    content, prepared = _checked(unit, draft.content, maker, draft.kind)
    with refusing():
        unit.connection.execute(
            text(
                "INSERT INTO proposal (tenant_id, proposal_id, book_id, kind, state, revision_no, origin, created_at,"
                " created_by, changed_at) VALUES (:t, :id, :book, :kind, 'draft', 0, :origin, :at, :by, :at)"
            ),
            {"t": unit.tenant, "id": proposal_id, "book": prepared.book.book_id, "kind": draft.kind.value,
             "origin": draft.origin, "at": to_micro(now), "by": actor.user},
        )  # fmt: skip
        body = {"content": content_to_plain(content), "context": dict(draft.context)}
        _write_revision(unit, actor, proposal_id, 1, draft.kind, maker, draft.summary, body, prepared, now)
        unit.connection.execute(
            text("UPDATE proposal SET revision_no = 1 WHERE tenant_id = :t AND proposal_id = :id"),
            {"t": unit.tenant, "id": proposal_id},
        )
    note(unit, actor, proposal_id, "propose", 1, now)
    return get(unit, proposal_id)


def revise(
    unit: Unit, actor: Principal, proposal_id: str, content: Content, now: datetime, *,
    context: Mapping[str, Any] | None = None, summary: str | None = None, shown_digest: str = "", printed: bool = False,
    draft: bool = False,
) -> ProposalView:  # fmt: skip
    """A new revision. Whoever changes account, amount, party, bank account, tax or date is the maker from then on.

    ``draft`` takes what was handed in or sent back to its maker's desk again: it must be submitted anew.

    ``shown_digest`` names the revision the editor saw (refused when it is another by now). ``printed`` says that
    the caller proved each changed value to stand on the page of a document that arrived by itself, its arithmetic
    holding: then the intake stays the maker, unless the payee changed.
    """
    old = get(unit, proposal_id)
    row = old.row
    must_be(row, State.DRAFT, State.PROPOSED, State.RETURNED)
    if shown_digest and shown_digest != row.digest:
        raise Refused(problem("proposals.changed", proposal=proposal_id))
    fresh_context = dict(old.context if context is None else context)
    maker = next_maker(old, content, fresh_context, actor, printed=printed)
    checked, prepared = _checked(unit, content, maker, row.kind)
    if checked.book != row.book:
        raise Refused(problem("proposals.other_book", proposal=proposal_id))
    body = {"content": content_to_plain(checked), "context": fresh_context}
    number = row.revision_no + 1
    title = row.summary if summary is None else summary
    with refusing():
        _write_revision(unit, actor, proposal_id, number, row.kind, maker, title, body, prepared, now)
        move(unit, row, State.DRAFT if draft else row.state, now, revision_no=number)
    note(unit, actor, proposal_id, "revise", number, now, maker=maker)
    return get(unit, proposal_id)


def next_maker(
    old: ProposalView, content: Content, context: Mapping[str, Any], actor: Principal, *, printed: bool = False
) -> str:
    """Who will be the maker after an edit: what a page says before the first keystroke."""
    if weighty(content, context) == weighty(old.content, old.context):
        return old.row.maker
    if printed and old.row.maker == INTAKE and payee(content, context) == payee(old.content, old.context):
        return INTAKE
    return actor.user


def weighty(content: Content, context: Mapping[str, Any]) -> bytes:
    """What makes a maker: everything but memo, dimensions that name no payee, and the signatures."""
    lines = [
        (
            entry.posting_date, entry.document_date, line.account, int(line.side), line.amount_minor, line.currency,
            line.base_minor, [dict(line.dims).get(who) for who in PAYEES], line.tax_code, line.tax_base_minor, line.tax_month,
            line.due_date, _item(line.settles),
        )
        for entry in content.entries
        for line in entry.lines
    ]  # fmt: skip
    return canonical([content.book, content.period, content.series, lines, payee(content, context).decode()])


def payee(content: Content, context: Mapping[str, Any]) -> bytes:
    """Whom the money goes to: parties and colleagues of the lines, party and bank account of the context."""
    lines = [line for entry in content.entries for line in entry.lines]
    named = [sorted({dict(line.dims).get(who) or "" for line in lines}) for who in PAYEES]
    return canonical([named, context.get("party"), context.get("bank_account")])


def _item(settles: Any) -> list[int] | None:
    return None if settles is None else [settles.batch_id, settles.entry_no, settles.line_no]


def _checked(unit: Unit, content: Content, maker: str, kind: Kind) -> tuple[Content, Prepared]:
    """Content as it will read back (canonical text), in its series, with its maker on each voucher, and its rows."""
    plain = content_from_plain(_normal(content_to_plain(content)))
    signed = tuple(
        entry if kind is Kind.RUN and entry.maker else replace(entry, maker=maker) for entry in plain.entries
    )
    done = in_series(unit, replace(plain, entries=signed))
    return done, prepare(unit, done)


def _normal(plain: dict[str, Any]) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(canonical(plain))
    except UnicodeEncodeError as error:
        raise Refused(problem("books.bad_text")) from error
    return found


def _write_revision(
    unit: Unit, actor: Principal, proposal_id: str, number: int, kind: Kind, maker: str, summary: str,
    body: dict[str, Any], prepared: Prepared, now: datetime,
) -> None:  # fmt: skip
    rows, content = prepared.rows, body["content"]
    signed = {"version": 1, "kind": kind.value, "maker": maker, "root": rows.root, "amount": rows.gross_minor, **body}
    unit.connection.execute(
        text(
            "INSERT INTO proposal_revision (tenant_id, proposal_id, revision_no, maker, edited_by, made_at, digest, root,"
            " book_id, period, layer, series, entry_count, line_count, amount_minor, summary, body) VALUES (:t, :id,"
            " :number, :maker, :by, :at, :digest, :root, :book, :period, :layer, :series, :entries, :lines, :amount,"
            " :summary, :body)"
        ),
        {
            "t": unit.tenant, "id": proposal_id, "number": number, "maker": maker, "by": actor.user,
            "at": to_micro(now), "digest": digest(signed), "root": rows.root, "book": rows.book_id,
            "period": rows.period, "layer": content["layer"], "series": content["series"],
            "entries": rows.entry_count, "lines": rows.line_count, "amount": rows.gross_minor, "summary": summary,
            "body": canonical(body).decode(),
        },
    )  # fmt: skip


def signed_anew(
    unit: Unit, actor: Principal, old: ProposalView, maker: str, context: Mapping[str, Any], now: datetime
) -> int:
    """The same lines under another maker and context, as the next revision; its number. The proposal is not moved yet."""
    checked, prepared = _checked(unit, old.content, maker, old.row.kind)
    body = {"content": content_to_plain(checked), "context": dict(context)}
    number = old.row.revision_no + 1
    with refusing():
        _write_revision(
            unit, actor, old.row.proposal_id, number, old.row.kind, maker, old.row.summary, body, prepared, now
        )
    return number


def submit(unit: Unit, actor: Principal, proposal_id: str, now: datetime, *, shown_digest: str = "") -> None:
    """提交复核: hand a draft to the checkers."""
    row = load(unit, proposal_id)
    must_be(row, State.DRAFT)
    if shown_digest and shown_digest != row.digest:
        raise Refused(problem("proposals.changed", proposal=proposal_id))
    with refusing():
        move(unit, row, State.PROPOSED, now)
    note(unit, actor, proposal_id, "submit", row.revision_no, now)


def answer(unit: Unit, actor: Principal, proposal_id: str, words: str, now: datetime) -> None:
    """Answer the question of a returned proposal: that resubmits it."""
    row = load(unit, proposal_id)
    must_be(row, State.RETURNED)
    with refusing():
        move(unit, row, State.PROPOSED, now)
    note(unit, actor, proposal_id, "answer", row.revision_no, now, words=words)


def withdraw(unit: Unit, actor: Principal, proposal_id: str, now: datetime) -> None:
    """撤回: take back one's own, as its maker or as who handed it in."""
    row = load(unit, proposal_id)
    must_be(row, State.DRAFT, State.PROPOSED, State.RETURNED)
    sender = body_of(unit, proposal_id, row.revision_no)["context"].get("sender")
    if actor.user not in (row.maker, row.created_by, sender):
        raise Refused(problem("proposals.not_own", proposal=proposal_id))
    with refusing():
        move(unit, row, State.WITHDRAWN, now)
    note(unit, actor, proposal_id, "withdraw", row.revision_no, now)


def propose_reversal(
    unit: Unit, actor: Principal, key: VoucherKey, posting_date: str, reason: str, now: datetime
) -> ProposalView:
    """红字冲销: propose the voucher that cancels a posted one."""
    content = reversal(unit, key, posting_date, actor.user, reason)
    old = get_voucher(unit, key)
    draft = ProposalDraft(content, origin=f"voucher:{key.batch_id}.{key.entry_no}", summary=reason or old.label,
                          context={"reverses": old.label, "reason": reason})  # fmt: skip
    return propose(unit, actor, draft, now)


def propose_correction(
    unit: Unit, actor: Principal, key: VoucherKey, corrected: EntryDraft, now: datetime,
    context: Mapping[str, Any] = NOTHING,
) -> ProposalView:  # fmt: skip
    """更正: propose, as one matter, the reversal of a posted voucher and its corrected copy."""
    content = correction(unit, key, corrected)
    old = get_voucher(unit, key)
    draft = ProposalDraft(content, origin=f"voucher:{key.batch_id}.{key.entry_no}", summary=old.label,
                          context={**context, "corrects": old.label})  # fmt: skip
    return propose(unit, actor, draft, now)
