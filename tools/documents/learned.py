"""学到的: what corrections taught of each vendor, with the documents it comes from; a person may have it forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from pydantic import BaseModel, Field

import ingestion
from ledger.core import Refused, problem
from ledger.evidence import learned as store_of
from ledger.evidence.documents import find
from ledger.evidence.learned import LearnedPlace, Vendor
from ledger.store.people import people
from tools.blocks import Column, Ref, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.learning import as_rule


class LearnedFrom(BaseModel):
    """A document that taught, by id; ``shown`` is its number, or its file's name."""

    document: str
    shown: str


class LearnedRow(BaseModel):
    """A field of a vendor: the labels that name it (letters only), the page it stands on, what it comes from, newest first, and
    who taught it last.

    ``used`` says whether the newest lessons agree on a label; ``looked_at`` that what is found is never more than proposed.
    """

    vendor: str
    tax_id: str
    field: str
    label: str
    left: str
    above: str
    page: int
    used: bool
    looked_at: bool
    documents: tuple[LearnedFrom, ...]
    taught_by: str
    taught_at: str


class Learned(BaseModel):
    """Everything learned, by vendor and field."""

    rows: tuple[LearnedRow, ...]


def _key(one: LearnedPlace) -> tuple[str, str, str]:
    return one.vendor_tax_id or "", "" if one.vendor_tax_id else one.vendor_name, one.field


def _row(context: Context, taught: list[LearnedPlace], named: Mapping[str, str]) -> LearnedRow:
    newest, rule = taught[0], as_rule(taught)
    place = rule.place if rule else None
    papers = [(one.document_id, find(context.unit, one.document_id)) for one in taught]
    return LearnedRow(
        vendor=newest.vendor_name, tax_id=newest.vendor_tax_id or "", field=newest.field,
        label=context.say(f"field.{newest.field}"), left=place.left if place else "", above=place.above if place else "",
        page=newest.page, used=rule is not None, looked_at=newest.field in ingestion.MONEY,
        documents=tuple(
            LearnedFrom(document=key, shown=(paper.number or paper.name) if paper else key) for key, paper in papers
        ),
        taught_by=named.get(newest.taught_by, newest.taught_by), taught_at=newest.taught_at.isoformat(),
    )  # fmt: skip


@tool(action="learned.read", effect="read", people_only=True)
def list_learned(context: Context, request: Nothing) -> Done:
    """What corrections taught of each vendor's papers, with the documents it comes from."""
    newest_first = store_of.all_lessons(context.unit)
    grouped = [list(each) for _, each in groupby(sorted(newest_first, key=_key), key=_key)]
    named = {one.user: one.called(context.language) for one in people(context.unit)}
    rows = tuple(_row(context, each, named) for each in grouped)
    context.tally.rows, context.tally.tainted = len(rows), True
    if not rows:
        return Done(Learned(rows=()), (Text(text=context.say("learned.none")),))
    heads = ("vendor", "field", "label", "documents")
    columns = tuple(Column(title=context.say(f"learned.{head}")) for head in heads)
    lines = tuple(
        Row(cells=(words(one.tax_id or one.vendor), words(one.field), words(one.left or one.above or "–"),
                   words(" ".join(each.shown for each in one.documents), Ref(kind="document", id=one.documents[0].document))))
        for one in rows
    )  # fmt: skip
    return Done(Learned(rows=rows), (Table(columns=columns, rows=lines),))


class ForgetLearned(Request):
    """A field of a vendor, named by tax id, else by name."""

    vendor: str = Field(min_length=1, max_length=200)
    field: str = Field(max_length=40)


class Forgotten(BaseModel):
    """How many lessons went."""

    lessons: int


@tool(action="learned.change", effect="commit", people_only=True)
def forget_learned(context: Context, request: ForgetLearned) -> Done:
    """Forget where a field stands on a vendor's papers; documents read by it keep what was read."""
    gone = store_of.forget(context.unit, Vendor.of(request.vendor, ""), request.field)
    gone = gone or store_of.forget(context.unit, Vendor.of("", request.vendor), request.field)
    if not gone:
        raise Refused(problem("learned.nothing", "vendor", vendor=request.vendor, field=request.field))
    context.tally.rows = gone
    return Done(Forgotten(lessons=gone), (Text(text=context.say("learned.forgotten", count=gone)),))
