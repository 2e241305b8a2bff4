"""报表格式: the rows of balance sheet and income statement as a company wants them, checked before they are kept."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from ledger.books.accounts import accounts, dimensions
from ledger.business.own_forms import OwnForm, keep_own_form, own_forms
from ledger.charts import Layout
from ledger.charts.layout import Raw
from ledger.charts.own_layout import Given, Known, own_layout, own_rows
from ledger.core import Problem, Refused, problem
from ledger.store import Store
from tools.blocks import Column, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.balance_sheet import form_on
from tools.shared.form_files import form_file, read_form

MOST_SHOWN = 40
COMPARED = ("name_zh", "name_en", "kind", "feed", "level", "sign")


class FormRow(BaseModel):
    """A row of the form: what it is called and what feeds it."""

    statement: str
    row: str
    name_zh: str
    name_en: str
    kind: str
    feed: str


class FormKept(BaseModel):
    """A form of the company's own, or the return to the prescribed one (``own`` False), from a day on."""

    name: str
    base: str
    own: bool
    valid_from: date
    by: str
    day: str


class FormsShown(BaseModel):
    """The form that holds today, its rows, and every form kept so far, latest first."""

    name: str
    own: bool
    source: str
    rows: tuple[FormRow, ...]
    kept: tuple[FormKept, ...]


def _now(context: Context) -> Layout:
    return form_on(context, f"{context.today:%Y-%m}")


def _kept(context: Context, one: OwnForm) -> FormKept:
    return FormKept(
        name=one.layout.called(context.language), base=one.base, own=bool(one.rows), valid_from=one.valid_from,
        by=one.kept_by, day=f"{one.kept_at:%Y-%m-%d}",
    )  # fmt: skip


@tool(action="chart.read", effect="read", people_only=True)
def statement_forms(context: Context, request: Nothing) -> Done:
    """The form statements are drawn by today, row by row with what feeds it, and the company's own forms so far."""
    form = _now(context)
    rows = tuple(FormRow(**{head: row[head] for head in FormRow.model_fields}) for row in own_rows(form))
    kept = tuple(_kept(context, one) for one in own_forms(context.unit, context.company.book))
    context.tally.rows = len(rows)
    shown = FormsShown(
        name=form.called(context.language), own=form.mark == "own", source=form.source, rows=rows, kept=kept
    )
    heads = tuple(Column(title=context.say(f"form.{head}")) for head in ("row", "name", "feed"))
    table = Table(columns=heads, rows=tuple(
        Row(cells=(words(one.row), words(one.name_en if context.language == "en" else one.name_zh), words(one.feed)))
        for one in rows
    ))  # fmt: skip
    return Done(shown, (Text(text=context.say("form.now", name=shown.name)), table))


class FormWorkbook(BaseModel):
    """A workbook as base64."""

    name: str
    content: str


@tool(action="chart.read", effect="read", people_only=True)
def form_workbook(context: Context, request: Nothing) -> Done:
    """Today's form as a workbook, to be changed and handed back."""
    form = _now(context)
    name = f"{context.say('form.title')} {form.called(context.language)}.xlsx"
    made = FormWorkbook(name=name, content=b64encode(form_file(own_rows(form), context.language)).decode())
    return Done(made, (Text(text=context.say("form.workbook_made", name=name)),))


class FormFile(Request):
    """A staged XLSX or CSV by its SHA-256, and the name it came with."""

    sha256: str
    name: str = ""


class FormChecked(BaseModel):
    """What is different from today's form, and everything that keeps the file from being a form. Nothing was changed."""

    count: int
    added: tuple[str, ...]
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    faults: tuple[str, ...]


def read_file(store: Store, principal: Any, request: Any) -> list[Given]:
    """The rows of the file, before the transaction opens."""
    return read_form(store.blobs(principal.tenant).get(request.sha256), request.name)


def _checked(context: Context, given: Sequence[Given]) -> tuple[list[Problem], FormChecked]:
    form = _now(context)
    chart = accounts(context.unit, context.company.book)
    known = Known(
        {one.code: one.name_en if context.language == "en" else one.name_zh for one in chart if one.postable},
        frozenset(dimensions(context.unit)) | _dimensions_named(form),
    )  # fmt: skip
    _, faults = own_layout(_prescribed(context, form), given, known)
    before = {(row["statement"], row["row"]): row for row in own_rows(form)}
    after: dict[tuple[str, str], Raw] = {(one.cells["statement"], one.cells["row"]): one.cells for one in given}
    differing = [
        key for key in after if key in before and any(after[key][head] != before[key][head] for head in COMPARED)
    ]
    shown = FormChecked(
        count=len(given), added=_called(context, after, [key for key in after if key not in before]),
        missing=_called(context, before, [key for key in before if key not in after]),
        changed=_called(context, after, differing), faults=tuple(one.text(context.language) for one in faults),
    )  # fmt: skip
    return faults, shown


def _prescribed(context: Context, form: Layout) -> Layout:
    """The shipped layout that today's form was made from, or is."""
    own = own_forms(context.unit, context.company.book)
    base = next((one.base for one in own if one.layout.layout == form.layout), form.layout)
    return form_on(context, f"{context.today:%Y-%m}", base)


def _dimensions_named(form: Layout) -> frozenset[str]:
    """Dimensions the form of the law names already: a company that has none of them keeps those rows."""
    feeds = (word for row in own_rows(form) for word in row["feed"].split() if "@" in word)
    return frozenset(word.partition("@")[2].partition("=")[0] for word in feeds)


def _called(context: Context, rows: Mapping[tuple[str, str], Raw], keys: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    names = ("name_en", "name_zh") if context.language == "en" else ("name_zh", "name_en")
    return tuple(f"{row} {rows[part, row][names[0]] or rows[part, row][names[1]]}" for part, row in keys)


def _told(context: Context, shown: FormChecked) -> tuple[Text, ...]:
    lines = [context.say("form.would_be", count=shown.count)]
    for head in ("added", "missing", "changed"):
        found: tuple[str, ...] = getattr(shown, head)
        if found:
            listed = "、".join(found[:MOST_SHOWN])
            lines.append(context.say(f"form.differs_{head}", count=len(found), rows=listed))
    return tuple(Text(text=line) for line in (*lines, *shown.faults))


@tool(action="chart.read", effect="read", prepare=read_file, people_only=True)
def check_form(context: Context, request: FormFile) -> Done:
    """What a form of one's own changes, and whether each account lands once and both sides agree. Nothing is changed."""
    _, shown = _checked(context, context.prepared)
    context.tally.rows = shown.count
    return Done(shown, _told(context, shown))


class KeepForm(FormFile):
    """``title`` names the form; ``valid_from`` its first month (default this month)."""

    title: str = Field(default="", max_length=80)
    valid_from: date | None = None


def _first_day(context: Context, asked: date | None) -> date:
    return (asked or context.today).replace(day=1)


@tool(action="chart.change", effect="commit", prepare=read_file, people_only=True)
def keep_form(context: Context, request: KeepForm) -> Done:
    """Keep a form of one's own from a month on; refused with every fault, row by row."""
    faults, _ = _checked(context, context.prepared)
    title = request.title.strip()
    if not title:
        faults = [problem("form.no_title", "title"), *faults]
    if faults:
        raise Refused(*faults)
    base, book = _prescribed(context, _now(context)), context.company.book
    rows = [{**one.cells, "mark": "own"} for one in context.prepared]
    first = _first_day(context, request.valid_from)
    made = keep_own_form(context.unit, book, base.layout, title, first, rows, context.principal.user, context.now)
    context.tally.rows = len(rows)
    return Done(_kept(context, made), (Text(text=context.say("form.kept", name=title, day=first.isoformat())),))


class EndForm(Request):
    """The first month of the prescribed form again (default this month)."""

    valid_from: date | None = None


@tool(action="chart.change", effect="commit", people_only=True)
def prescribed_form(context: Context, request: EndForm) -> Done:
    """Return to the form the standard prescribes from a month on; the own one stays for the months before."""
    form, first, book = _now(context), _first_day(context, request.valid_from), context.company.book
    if form.mark != "own":
        raise Refused(problem("form.none_own"))
    base = _prescribed(context, form)
    made = keep_own_form(context.unit, book, base.layout, "", first, (), context.principal.user, context.now)
    told = context.say("form.prescribed_again", name=base.called(context.language), day=first.isoformat())
    return Done(_kept(context, made), (Text(text=told),))
