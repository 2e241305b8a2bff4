"""修改分录: the lines of what is proposed, edited by a person before anybody confirms it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import Field

from ledger.books.entries import LineDraft, Side
from ledger.business.parties import parties
from ledger.core import Problem, Refused, grouped, problem
from ledger.evidence import documents
from ledger.proposals import ProposalView, get, revise
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.proposal_cards import EDITABLE, card, fixed_lines, lines_table, resource, show
from tools.shared.sheet_checked import SheetChecked, checked
from tools.shared.taxing import day_of, tax_notes, taxed
from tools.shared.typed_lines import MOST_LINES, LineTyped, drafts, read_sheet

DIFFERS = "proposal.differs_from_page"
OF_TAX = ("tax.rounding_note", "tax.beyond_note")


class LinesRequest(Request):
    """The proposal, the digest of what was shown, and all its lines as they shall be."""

    proposal: str
    digest: str
    lines: tuple[LineTyped, ...] = Field(max_length=MOST_LINES)


class LinesChecked(SheetChecked):
    """The lines with splits done and ``=`` and ``..`` filled in, and what :class:`SheetChecked` says."""

    lines: tuple[LineTyped, ...]


def _opened(context: Context, request: LinesRequest) -> ProposalView:
    """The proposal whose lines this person may edit, still as it was shown."""
    view = get(context.unit, request.proposal)
    context.require(resource(view), "proposal.edit")
    if view.row.state not in EDITABLE:
        raise Refused(problem("proposals.wrong_state", state=view.row.state.value))
    if (why := fixed_lines(view)) is not None:
        raise Refused(why)
    if view.row.digest != request.digest:
        raise Refused(problem("proposals.changed", "digest"))
    return view


@tool(action="proposal.read", effect="read")
def check_lines(context: Context, request: LinesRequest) -> Done:
    """Try edited lines of a proposal without keeping them: splits done, balance filled in, faults cell by cell."""
    (entry,) = _opened(context, request).content.entries
    before = entry.lines
    sheet = read_sheet(request.lines, before[0].currency)
    told: tuple[Problem, ...] = ()
    try:
        taxed(context, drafts(context, sheet, before), day_of(entry))
    except Refused as refusal:
        told = refusal.problems
    said = checked(sheet, told, before[0].currency, context.language)
    return Done(LinesChecked(lines=tuple(sheet.lines), **said))


@tool(action="voucher.propose", effect="propose")
def edit_proposal(context: Context, request: LinesRequest) -> Done:
    """修改分录: change, add, remove or split the lines of a proposal; it is a draft again, to be submitted anew."""
    view = _opened(context, request)
    (entry,) = view.content.entries
    lines = taxed(
        context, drafts(context, read_sheet(request.lines, entry.lines[0].currency), entry.lines), day_of(entry)
    )
    content = replace(view.content, entries=(replace(entry, lines=lines),))
    shown_with = _context_of(context, view, lines)
    done = revise(
        context.unit, context.principal, view.row.proposal_id, content, context.now, context=shown_with,
        shown_digest=request.digest, draft=True,
    )  # fmt: skip
    context.require(resource(done), "proposal.edit")
    shown = show(context, done)
    return Done(shown, (card(context, shown), lines_table(context, shown)))


def _context_of(context: Context, view: ProposalView, lines: tuple[LineDraft, ...]) -> dict[str, Any]:
    """What is shown beside the lines, after the edit: reasons of untouched lines stay, the rest says a person did it."""
    told = dict(view.context)
    told |= {"edited": True, "reasons": _reasons(view, lines), "notes": _notes(context, view, lines)}
    departments = [dict(line.dims)["department"] for line in lines if "department" in dict(line.dims)]
    if departments and told.get("department") not in departments:
        told["department"] = departments[0]
    named = {dict(line.dims)["party"] for line in lines if "party" in dict(line.dims)}
    if len(named) == 1 and (party := named.pop()) != told.get("party"):
        known = {one.party_id: one.name for one in parties(context.unit)}
        told |= {"party": party, "party_name": known.get(party, party)}
    return told


def _reasons(view: ProposalView, lines: tuple[LineDraft, ...]) -> list[Mapping[str, Any]]:
    before, reasons = view.content.entries[0].lines, list(view.context.get("reasons") or ())
    kept = {
        (line.account, line.side, line.amount_minor, line.source): reason
        for line, reason in zip(before, reasons, strict=False)
    }
    by_hand = {"code": "proposal.edited_reason", "parameters": {}}
    return [kept.get((line.account, line.side, line.amount_minor, line.source), by_hand) for line in lines]


def _notes(context: Context, view: ProposalView, lines: tuple[LineDraft, ...]) -> list[Mapping[str, Any]]:
    notes = [one for one in view.context.get("notes") or () if one["code"] not in (DIFFERS, *OF_TAX)]
    notes += tax_notes(context, lines, day_of(view.content.entries[0]))
    found = documents.of_proposal(context.unit, view.row.proposal_id)
    total = sum(line.amount_minor for line in lines if line.side is Side.CREDIT)
    if found is not None and found.gross_minor is not None and total != found.gross_minor:
        currency = found.currency or context.company.currency
        told = {"total": grouped(total, lines[0].currency), "gross": grouped(found.gross_minor, currency)}
        notes.append({"code": DIFFERS, "parameters": told})
    return notes
