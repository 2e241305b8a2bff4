"""换一个词: a field read wrongly, or not for sure, is set to another word that is printed on the page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, Field

import ingestion
from ledger.core import Problem, Refused, problem
from ledger.evidence import documents as store_of
from ledger.evidence.documents import Document, DocumentState
from ledger.evidence.field import Box, Source, Sureness
from ledger.proposals import INTAKE
from policies.access import Resource
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.learning import teach
from tools.shared.rechecking import answers_of
from tools.shared.renderings import Processed
from tools.shared.settling import columns_of, get_document, may_open, settle

PAYEE = ("seller_name", "seller_tax_id", *ingestion.ACCOUNTS)
"""Whoever says who is paid, or where to, is the maker from then on."""
OPEN = (DocumentState.READ, DocumentState.PROPOSED, DocumentState.FAILED)


class FieldRequest(Request):
    """A field of a document, and the page (from 1) on which it is looked for."""

    document: str
    field: str = Field(max_length=40)
    page: int = Field(default=1, ge=1, le=1000)


class WordShown(BaseModel):
    """A value the field could have: as kept, as printed, its box in points; ``place`` names it on this page."""

    place: int
    value: str
    text: str
    box: tuple[float, float, float, float]
    now: bool


class WordsShown(BaseModel):
    """What on a page could be the field; ``keeps_maker`` where choosing a word leaves the intake as maker."""

    field: str
    label: str
    now: str
    page: int
    pages: int
    page_size: tuple[float, float]
    keeps_maker: bool
    words: tuple[WordShown, ...]


def _opened(context: Context, document_id: str, field: str) -> Document:
    """The document, where this person may say what it does not say for sure."""
    document = get_document(context, document_id)
    may_open(context, document)
    if document.sender != context.principal.user:
        context.require(Resource("Company", context.company.tenant), "voucher.propose")
    if document.state not in OPEN or document.reading is None:
        raise Refused(problem("document.not_open", state=context.say(f"document.state_{document.state.value}")))
    if field in ingestion.ACCOUNTS:
        context.require(Resource("Company", context.company.tenant), "account.see")
    if field not in ingestion.CHOOSABLE:
        raise Refused(problem("document.no_such_field", "field", field=field))
    return document


def _candidates(context: Context, document: Document, field: str, page: int) -> tuple[list[ingestion.Candidate], Any]:
    data = context.store.blobs(context.unit.tenant).get(document.sha256)
    found = ingestion.standing("pages").words(data, page)
    if isinstance(found, Problem):
        raise Refused(found)
    return ingestion.candidates(found, field), found


@tool(action="document.read", effect="read", people_only=True)
def field_words(context: Context, request: FieldRequest) -> Done:
    """Words on a page that could be the value of a field, with their boxes, to choose one."""
    document = _opened(context, request.document, request.field)
    reading = document.reading or {}
    found, page = _candidates(context, document, request.field, request.page)
    now = str(reading.get(request.field) or (reading.get("payee") or {}).get(request.field) or "")
    shown = tuple(
        WordShown(place=place, value=one.value, text=one.text, box=tuple(one.box.as_list()), now=one.value == now)  # type: ignore[arg-type]
        for place, one in enumerate(found)
    )
    context.tally.rows, context.tally.tainted = len(shown), True
    return Done(
        WordsShown(
            field=request.field, label=context.say(f"field.{request.field}"), now=now, page=request.page,
            pages=int(reading.get("pages") or 1), page_size=(page.width, page.height), words=shown,
            keeps_maker=document.sender == INTAKE and request.field not in PAYEE,
        )
    )  # fmt: skip


class ChooseWord(FieldRequest):
    """The word at a place among those shown, or without a place what was offered for the field; ``value`` is what was
    shown there, so that nothing else is taken.
    """

    place: int | None = Field(default=None, ge=0)
    value: str = Field(max_length=400)


class WordChosen(BaseModel):
    """The field's new value, and what became of the document; ``learned`` where the vendor's next paper is read there."""

    field: str
    value: str
    document: Processed
    learned: bool = False


@tool(action="document.submit", effect="propose", people_only=True)
def choose_word(context: Context, request: ChooseWord) -> Done:
    """Set a field of a document to a word printed on its page, or offered for it, chosen by a person; it is suggested anew."""
    store_of.alone(context.unit)
    document = _opened(context, request.document, request.field)
    chosen = _chosen(context, document, request)
    reading = _with(dict(document.reading or {}), request, chosen)
    holds = not any(one["code"] == "reading.sum_differs" for one in reading["problem_list"])
    store_of.change(context.unit, document.document_id, reading=reading, **columns_of(reading))
    fresh = get_document(context, document.document_id)
    by_hand = request.field in PAYEE or not holds
    done = _gone_on(context, fresh, by_hand)
    if document.proposal_id and done.needs:  # its lines would stay as they are, and no longer be what the page says
        missing = "、".join(context.say(f"document.needs_{need}") for need in done.needs)
        raise Refused(problem("document.word_leaves_open", "place", value=request.value, missing=missing))
    learned = chosen.words is not None and teach(context, fresh, request.field, chosen.words, chosen.candidate)
    context.tally.rows, context.tally.tainted = 1, True
    label = context.say(f"field.{request.field}")
    said = [context.say("document.word_chosen", field=label, value=request.value)]
    said += [context.say("learned.taught", field=label)] if learned else []
    shown = WordChosen(field=request.field, value=request.value, document=done, learned=learned)
    return Done(shown, (Text(text=" ".join(said)),))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What was chosen, the page's size in points, and its words where it was read for it."""

    candidate: ingestion.Candidate
    size: tuple[float, float]
    words: ingestion.PageWords | None


def _chosen(context: Context, document: Document, request: ChooseWord) -> _Chosen:
    """The word as the page has it; of a picture an offer is taken as it was read, since to recognise it anew takes seconds."""
    offer = None if request.place is not None else _offered(document, request)
    if offer is not None and ingestion.is_picture(context.store.blobs(context.unit.tenant).path(document.sha256)):
        return offer
    found, page = _candidates(context, document, request.field, request.page)
    size = (page.width, page.height)
    if offer is not None:
        there = (
            one for one in found if one.value == request.value and one.box.as_list() == offer.candidate.box.as_list()
        )
        return _Chosen(next(there, offer.candidate), size, page)
    if request.place is None or request.place >= len(found) or found[request.place].value != request.value:
        raise Refused(problem("document.no_such_word", "place", value=request.value))
    return _Chosen(found[request.place], size, page)


def _offered(document: Document, request: ChooseWord) -> _Chosen | None:
    """The offer of the field as it is kept; None where none says this value on this page."""
    for one in ((document.reading or {}).get("offers") or {}).get(request.field) or ():
        if one["value"] == request.value and one["page"] == request.page and one["box"]:
            width, height = one["page_size"]
            x0, top, x1, bottom = one["box"]
            box = Box(x0, top, x1, bottom, width, height)
            return _Chosen(ingestion.Candidate(one["value"], one["value"], box), (width, height), None)
    return None


def _gone_on(context: Context, document: Document, by_hand: bool) -> Processed:
    """Suggested anew. What could not be read goes on as any other once its amount was pointed out, and waits until then."""
    if document.gross_minor is None:
        return Processed(document=document.document_id, state=document.state.value)
    if document.state is DocumentState.FAILED:
        paid_by = document.paid_by or ("nobody" if document.sender == INTAKE else None)
        store_of.change(context.unit, document.document_id, state=DocumentState.READ, paid_by=paid_by)
        document = get_document(context, document.document_id)
    return settle(context, document, answers_of(context, document), by_hand=by_hand)


def _said(reading: dict[str, Any], field: str, value: str) -> dict[str, Any]:
    """The value where it is kept. An account becomes the printed one, never an approved one: what is paid to another than
    master data has is warned of and locked as if the reader had read it.
    """
    if field not in ingestion.ACCOUNTS:
        return {field: value}
    others = {name: one for name, one in (reading.get("payee") or {}).items() if name not in ingestion.ACCOUNTS}
    return {"payee": {**others, field: value}}


def _with(reading: dict[str, Any], request: ChooseWord, chosen: _Chosen) -> dict[str, Any]:
    """The reading with the field as chosen, its box and that a person chose it; sums are looked at again."""
    proof = {
        "page": request.page, "box": chosen.candidate.box.as_list(), "page_size": [round(side, 1) for side in chosen.size],
        "source": Source.PERSON.value, "confidence": 1.0, "sureness": Sureness.CHECKED.value, "witnesses": ["person"],
    }  # fmt: skip
    evidence = {**(reading.get("evidence") or {}), request.field: proof}
    offers = {name: one for name, one in (reading.get("offers") or {}).items() if name != request.field}
    done = reading | _said(reading, request.field, chosen.candidate.value) | {"evidence": evidence, "offers": offers}
    sums = ("reading.sum_differs", "reading.due_before_issue")
    problems = [one for one in reading.get("problem_list") or [] if one["code"] not in sums]
    net, tax, gross = (_amount(done, name) for name in ("net", "tax", "gross"))
    if net is not None and tax is not None and gross is not None and net + tax != gross:
        told = {name: str(value) for name, value in (("net", net), ("tax", tax), ("gross", gross))}
        problems.append({"code": "reading.sum_differs", "parameters": told})
    issued, due = done.get("issue_date"), done.get("due_date")
    if issued and due and due < issued:
        problems.append({"code": "reading.due_before_issue", "parameters": {"issued": issued, "due": due}})
    return done | {"problem_list": problems}


def _amount(reading: dict[str, Any], name: str) -> Decimal | None:
    """As given, or as offered: a sum that does not hold is said until what breaks it is another."""
    offers = (reading.get("offers") or {}).get(name) or ()
    told = reading[name] if reading.get(name) is not None else next((one["value"] for one in offers), None)
    return None if told is None else Decimal(told)
