"""科目 Chart of accounts: seen, replaced by one's own file while nothing is posted, sub-accounts added, names changed."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from ingestion.tables import find_table, read_tables
from ledger.books.account_changes import anything_posted, replace_chart, used_accounts
from ledger.books.accounts import Account, accounts, create_accounts, get_book, rename_account, set_active
from ledger.business.founding import chart_account
from ledger.charts import chart, layouts_of, misplaced
from ledger.charts.chart import ChartRow
from ledger.charts.own_chart import OwnRow, compare, own_chart
from ledger.core import Problem, Refused, problem
from ledger.store import Store
from tools.blocks import Column, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool

MOST_SHOWN = 40


class AccountOut(BaseModel):
    """An account; ``used`` once a voucher or a proposal named it."""

    code: str
    name_zh: str
    name_en: str
    type: str
    side: str
    parent: str | None
    level: int
    postable: bool
    active: bool
    used: bool


class ChartShown(BaseModel):
    """The chart; ``replaceable`` while nothing is posted."""

    accounts: tuple[AccountOut, ...]
    replaceable: bool
    standard: str


def _out(one: Account, used: frozenset[str]) -> AccountOut:
    return AccountOut(
        code=one.code, name_zh=one.name_zh, name_en=one.name_en, type=one.type.value,
        side="debit" if one.normal_side == 0 else "credit", parent=one.parent, level=one.level, postable=one.postable,
        active=one.active, used=one.code in used,
    )  # fmt: skip


@tool(action="chart.read", effect="read", people_only=True)
def show_chart(context: Context, request: Nothing) -> Done:
    """The chart of accounts with names, types and sides."""
    book = context.company.book
    used = used_accounts(context.unit, book)
    found = tuple(_out(one, used) for one in accounts(context.unit, book))
    context.tally.rows = len(found)
    columns = tuple(Column(title=context.say(f"chart.{head}")) for head in ("code", "name", "type", "side"))
    rows = tuple(
        Row(cells=(words(one.code), words(one.name_en if context.language == "en" else one.name_zh),
                   words(context.say(f"chart.type_{one.type}")), words(context.say(f"chart.side_{one.side}"))))
        for one in found
        if one.active
    )  # fmt: skip
    shown = ChartShown(
        accounts=found, replaceable=not anything_posted(context.unit), standard=get_book(context.unit, book).standard
    )
    return Done(shown, (Table(columns=columns, rows=rows),))


class ChartFile(Request):
    """A staged XLSX or CSV by its SHA-256, and the name it came with."""

    sha256: str
    name: str = ""


class ChartLine(BaseModel):
    """An account in a list of differences; ``was`` what it is called now."""

    code: str
    name: str
    was: str = ""


class ChartChecked(BaseModel):
    """What would become of the chart: nothing was changed. ``unplaced`` leaves feed no row of the statements, or two."""

    count: int
    added: tuple[ChartLine, ...]
    missing: tuple[ChartLine, ...]
    renamed: tuple[ChartLine, ...]
    retyped: tuple[ChartLine, ...]
    unplaced: tuple[ChartLine, ...]
    faults: tuple[str, ...]


def read_chart(store: Store, principal: Any, request: ChartFile) -> list[OwnRow]:
    """The rows of the file, before the transaction opens."""
    for sheet in read_tables(store.blobs(principal.tenant).get(request.sha256), request.name):
        if found := find_table(sheet, "chart", ("code", "name")):
            return [
                OwnRow(place, cells["code"].replace(".", "").replace(" ", ""), cells["name"], cells.get("name_en", ""),
                       cells.get("type", ""), cells.get("side", ""), cells.get("parent", "").replace(".", ""))
                for place, cells in found.rows()
            ]  # fmt: skip
    raise Refused(problem("chart.no_columns", "file", name=request.name))


def _unplaced(rows: list[ChartRow], standard: str) -> list[ChartRow]:
    parents = {row.parent for row in rows}
    leaves = [row.code for row in rows if row.code not in parents]
    wrong = {code for form in layouts_of(standard) for code in misplaced(form.layout, leaves)}
    return [row for row in rows if row.code in wrong]


def _checked(context: Context, given: list[OwnRow]) -> tuple[list[ChartRow], list[Problem], ChartChecked]:
    standard = get_book(context.unit, context.company.book).standard
    rows, faults = own_chart(given, standard)
    known = chart(standard)
    now, own = {one.code: one for one in known}, {one.code: one for one in rows}
    found = compare(rows, known)

    def lines(codes: tuple[str, ...]) -> tuple[ChartLine, ...]:
        return tuple(
            ChartLine(
                code=code, name=(own.get(code) or now[code]).name_zh, was=now[code].name_zh if code in now else ""
            )
            for code in codes
        )

    shown = ChartChecked(
        count=len(rows), added=lines(found.added), missing=lines(found.missing), renamed=lines(found.renamed),
        retyped=lines(found.retyped), unplaced=lines(tuple(row.code for row in _unplaced(rows, standard))),
        faults=tuple(one.text(context.language) for one in faults),
    )  # fmt: skip
    return rows, faults, shown


def _told(context: Context, shown: ChartChecked) -> tuple[Text, ...]:
    heads = ("added", "missing", "renamed", "retyped", "unplaced")
    lines = [context.say("chart.would_be", count=shown.count)]
    for head in heads:
        found: tuple[ChartLine, ...] = getattr(shown, head)
        if found:
            listed = "、".join(f"{one.code} {one.name}" for one in found[:MOST_SHOWN])
            lines.append(context.say(f"chart.differs_{head}", count=len(found), accounts=listed))
    return tuple(Text(text=line) for line in (*lines, *shown.faults))


@tool(action="chart.read", effect="read", prepare=read_chart, people_only=True)
def check_chart(context: Context, request: ChartFile) -> Done:
    """What one's own chart would change: accounts added, missing, renamed, of another type. Nothing is changed."""
    _, _, shown = _checked(context, context.prepared)
    context.tally.rows = shown.count
    return Done(shown, _told(context, shown))


@tool(action="chart.change", effect="commit", prepare=read_chart, people_only=True)
def take_chart(context: Context, request: ChartFile) -> Done:
    """Take one's own chart in place of the standard one; only while nothing is posted."""
    if anything_posted(context.unit):
        raise Refused(problem("chart.books_in_use"))
    rows, faults, shown = _checked(context, context.prepared)
    if faults:
        raise Refused(*faults)
    parents = frozenset(row.parent for row in rows if row.parent)
    standard = get_book(context.unit, context.company.book).standard
    replace_chart(context.unit, context.company.book, [chart_account(row, parents, standard) for row in rows])
    context.tally.rows = len(rows)
    return Done(shown, (Text(text=context.say("chart.taken", count=len(rows))),))


class AddAccount(Request):
    """A sub-account: its code begins with the parent's; type and side are the parent's."""

    parent: str = Field(max_length=30)
    code: str = Field(max_length=30)
    name: str = Field(max_length=80)
    name_en: str = Field(default="", max_length=80)


class AccountChanged(BaseModel):
    """The account and its names now."""

    code: str
    name_zh: str
    name_en: str
    active: bool = True


def _find(context: Context, code: str, where: str) -> Account:
    found = next((one for one in accounts(context.unit, context.company.book) if one.code == code), None)
    if found is None:
        raise Refused(problem("books.unknown_account", where, account=code))
    return found


@tool(action="chart.change", effect="commit", people_only=True)
def add_account(context: Context, request: AddAccount) -> Done:
    """开明细科目: add a sub-account below an account that nothing was booked on."""
    above = _find(context, request.parent, "parent")
    tail = request.code.removeprefix(above.code)
    if not (request.code.startswith(above.code) and tail and tail.isascii() and tail.isalnum()):
        raise Refused(problem("chart.code_of_parent", "code", account=request.code, parent=above.code))
    if not request.name:
        raise Refused(problem("chart.no_name", "name"))
    made = Account(
        request.code, request.name, request.name_en or request.name, above.type, above.normal_side, above.code,
        monetary=above.monetary, open_item=above.open_item, one_sided=above.one_sided, required=above.required,
    )  # fmt: skip
    if not above.open_item:
        made = _like_leaves(context, above, made)
    create_accounts(context.unit, context.company.book, [made])
    told = context.say("chart.added", code=made.code, name=made.name_zh)
    return Done(AccountChanged(code=made.code, name_zh=made.name_zh, name_en=made.name_en), (Text(text=told),))


def _like_leaves(context: Context, above: Account, made: Account) -> Account:
    """A heading keeps no items itself: its first leaf shows what a sub-account of it is like."""
    leaf = next(
        (one for one in accounts(context.unit, context.company.book) if one.postable and one.code.startswith(above.code)
         and one.code != above.code), None,
    )  # fmt: skip
    if leaf is None:
        return made
    values = {name: getattr(made, name) for name in Account.__dataclass_fields__}
    return Account(**(values | {"open_item": leaf.open_item, "required": leaf.required, "monetary": leaf.monetary}))


class ChangeAccount(Request):
    """New names, and whether new vouchers may name it."""

    code: str
    name: str = Field(default="", max_length=80)
    name_en: str = Field(default="", max_length=80)
    active: bool = True


@tool(action="chart.change", effect="commit", people_only=True)
def change_account(context: Context, request: ChangeAccount) -> Done:
    """Rename an account, set it aside or take it up again; it is never deleted."""
    one, book = _find(context, request.code, "code"), context.company.book
    zh, english = request.name or one.name_zh, request.name_en or one.name_en
    rename_account(context.unit, book, one.code, zh, english)
    set_active(context.unit, book, one.code, active=request.active)
    done = AccountChanged(code=one.code, name_zh=zh, name_en=english, active=request.active)
    return Done(done, (Text(text=context.say("chart.changed", code=one.code, name=zh)),))
