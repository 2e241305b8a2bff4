"""税务数字账户清单: taken in, compared three ways (我们有 · 税局有 · 已勾选), and the list of what is deducted."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, StringConstraints

from ledger.business.invoices.compare import DIFFERENCES, Finding, Pair, compare
from ledger.business.invoices.lists import BureauRow, alone_with_lists, keep_list, lists, newest_rows
from ledger.core import Principal, Refused, from_minor, grouped, problem, to_minor
from ledger.store import Store
from ledger.store.company import company
from ledger.store.people import people
from tools.blocks import Cell, Column, DateCell, Ref, Row, Table, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.asking import scope_line
from tools.shared.bureau_files import Listed, read_list
from tools.shared.invoice_rows import InvoiceShown, all_invoices, invoice_shown, why_not

TaxMonth = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
MOST = 2_000


class ListFile(Request):
    """A staged file of the tax bureau's account."""

    sha256: str
    name: str = ""


class ListTaken(BaseModel):
    """How many rows were kept, and how many of them are of invoices the company issued itself."""

    list: str
    count: int
    own: int


def _read(store: Store, principal: Principal, request: ListFile) -> Listed:
    with store.read(principal.tenant) as unit:
        facts = company(unit)
    data = store.blobs(principal.tenant).get(request.sha256)
    return read_list(data, request.name, facts.tax_id, facts.currency, principal.language)


@tool(action="invoice.mark", effect="commit", prepare=_read, people_only=True)
def import_bureau_list(context: Context, request: ListFile) -> Done:
    """Take in a list of the tax bureau's account, whole or not at all; the same file twice is told."""
    alone_with_lists(context.unit)
    before = next((one for one in lists(context.unit) if one.sha256 == request.sha256), None)
    if before is not None:
        raise Refused(problem("invoice.list_again", "file", name=before.name, day=before.taken_at.date().isoformat()))
    listed: Listed = context.prepared
    kept = keep_list(context.unit, request.sha256, request.name[:200], listed.rows, context.principal.user, context.now)
    context.tally.rows, context.tally.tainted = len(listed.rows), True
    taken = ListTaken(list=kept, count=len(listed.rows), own=listed.ours)
    return Done(taken, (Text(text=context.say("invoice.list_taken", count=taken.count)),))


class TheirsShown(BaseModel):
    """The bureau's side. Amounts of base currency; ``selected`` is None where its list does not say."""

    number: str
    code: str
    date: date
    seller: str
    net: Decimal
    tax: Decimal
    usable: Decimal | None
    kind: str
    state: str
    selected: bool | None


class PairShown(BaseModel):
    """``finding``: state, amount, missing_here, selected_here, selected_there, missing_there, open or agrees; ``told`` in a
    sentence. ``may_confirm``: its use may be confirmed now.
    """

    finding: str
    told: str
    ours: InvoiceShown | None
    theirs: TheirsShown | None
    may_confirm: bool


class ListShown(BaseModel):
    """A list that was taken in."""

    name: str
    count: int
    taken_by: str
    taken_at: str


class Compared(BaseModel):
    """Differences first. ``ours``, ``theirs`` and ``selected`` count each side; ``counts`` by finding."""

    base: str
    pairs: tuple[PairShown, ...]
    counts: dict[str, int]
    ours: int
    theirs: int
    selected: int
    differences: int
    lists: tuple[ListShown, ...]
    more: bool


def _theirs(one: BureauRow, base: str) -> TheirsShown:
    return TheirsShown(
        number=one.number, code=one.code, date=one.issue_date, seller=one.seller, net=from_minor(one.net_minor, base),
        tax=from_minor(one.tax_minor, base), kind=one.kind, state=one.state, selected=one.selected,
        usable=None if one.usable_minor is None else from_minor(one.usable_minor, base),
    )  # fmt: skip


def _told(context: Context, pair: Pair) -> str:
    base = context.company.currency
    ours, theirs = pair.ours, pair.theirs
    facts = {
        "state": theirs.state if theirs else "",
        "ours": grouped(ours.tax_minor, base) if ours else "",
        "theirs": grouped(theirs.tax_minor, base) if theirs else "",
        "net": grouped(ours.net_minor, base) if ours else "",
        "their_net": grouped(theirs.net_minor, base) if theirs else "",
        "period": (ours.said.confirmed.period or "") if ours and ours.said.confirmed else "",
    }
    return context.say(f"invoice.found_{pair.finding.value}", **facts)


def _shown(context: Context, pair: Pair) -> PairShown:
    ours = pair.ours
    may = ours is not None and pair.finding in (Finding.OPEN, Finding.SELECTED_THERE) and why_not(ours) is None
    return PairShown(
        finding=pair.finding.value, told=_told(context, pair), ours=invoice_shown(context, ours) if ours else None,
        theirs=_theirs(pair.theirs, context.company.currency) if pair.theirs else None, may_confirm=may,
    )  # fmt: skip


def _row(context: Context, one: PairShown) -> Row:
    base = context.company.currency
    side = one.theirs or one.ours
    assert side is not None

    def amount(of: InvoiceShown | TheirsShown | None) -> Cell:
        return money(to_minor(of.tax, base), base) if of else words("")

    ref = Ref(kind="document", id=one.ours.document) if one.ours else None
    cells: tuple[Cell, ...] = (
        words(one.told), words(side.seller), words(f"{side.code} {side.number}".strip(), ref), DateCell(day=side.date),
        amount(one.ours), amount(one.theirs), words(one.ours.period if one.ours else ""),
        words(context.say("invoice.selected_" + {True: "yes", False: "no", None: "unsaid"}[one.theirs.selected]) if one.theirs else ""),
    )  # fmt: skip
    return Row(cells=cells)


@tool(
    action="period.read",
    effect="read",
    examples={"zh": ("税局清单和我们的发票有什么差异",), "en": ("Compare our invoices with the tax bureau's list",)},
)
def compare_invoices(context: Context, request: Nothing) -> Done:
    """Our purchase invoices beside the tax bureau's list and what is confirmed for use, differences first."""
    rows = newest_rows(context.unit, "in")
    found = compare(all_invoices(context), rows)
    names = {one.user: one.called(context.language) for one in people(context.unit)}
    pairs = tuple(_shown(context, one) for one in found[:MOST])
    counts = Counter(one.finding.value for one in found)
    context.tally.rows, context.tally.tainted = len(pairs), True
    result = Compared(
        base=context.company.currency, pairs=pairs, counts=dict(counts), ours=sum(one.ours is not None for one in found),
        theirs=len(rows), selected=sum(bool(one.ours and one.ours.said.confirmed) for one in found),
        differences=sum(counts[one.value] for one in DIFFERENCES), more=len(found) > len(pairs),
        lists=tuple(
            ListShown(name=one.name, count=one.row_count, taken_by=names.get(one.taken_by, one.taken_by),
                      taken_at=one.taken_at.isoformat())
            for one in lists(context.unit)
        ),
    )  # fmt: skip
    titles = ("difference", "seller", "number", "date", "tax_ours", "tax_theirs", "period", "selected_there")
    columns = tuple(Column(title=context.say(f"invoice.{name}"), numeric=name.startswith("tax_")) for name in titles)
    span = f"{rows[0].issue_date} – {rows[-1].issue_date}" if rows else context.today.isoformat()
    table = Table(columns=columns, rows=tuple(_row(context, one) for one in pairs))

    def sheet() -> Table:
        """Every pair, not only those shown."""
        return Table(columns=columns, rows=tuple(_row(context, _shown(context, one)) for one in found))

    return Done(result, (table, scope_line(context, span, action="report.read")), sheet=sheet)


class DeductionRequest(Request):
    """A tax month."""

    period: TaxMonth


class DeductionList(BaseModel):
    """Invoices confirmed for deduction in a tax month; sums in base currency."""

    period: str
    rows: tuple[InvoiceShown, ...]
    net: Decimal
    tax: Decimal
    usable: Decimal


DEDUCTION = ("enumber", "code", "number", "date", "seller_id", "seller", "net", "tax", "usable", "kind", "booked_as")


@tool(
    action="period.read",
    effect="read",
    examples={"zh": ("上月的抵扣清单",), "en": ("Deduction list of last month",)},
)
def deduction_list(context: Context, request: DeductionRequest) -> Done:
    """抵扣清单: the invoices confirmed for deduction in a tax month, in the columns of the tax bureau's list."""
    base = context.company.currency
    found = [
        one for one in all_invoices(context)
        if one.said.confirmed and one.said.confirmed.period == request.period and one.said.confirmed.purpose == "deduct"
    ]  # fmt: skip
    rows = []
    for one in found:
        digital = len(one.number) == 20
        cells: tuple[Cell, ...] = (
            words(one.number if digital else ""), words(one.code), words("" if digital else one.number),
            DateCell(day=one.issue_date), words(one.seller_tax_id), words(one.seller), money(one.net_minor, one.currency),
            money(one.tax_minor, one.currency), money((one.said.confirmed.amount_minor or 0) if one.said.confirmed else 0, base),
            words(context.say(f"invoice.kind_{one.kind}")), words(one.booked.label if one.booked else ""),
        )  # fmt: skip
        rows.append(Row(cells=cells))
    numeric = ("net", "tax", "usable")
    columns = tuple(Column(title=context.say(f"invoice.list_{name}"), numeric=name in numeric) for name in DEDUCTION)
    sums = {
        "net": sum(one.net_minor for one in found), "tax": sum(one.tax_minor for one in found),
        "usable": sum(one.said.confirmed.amount_minor or 0 for one in found if one.said.confirmed),
    }  # fmt: skip
    context.tally.rows, context.tally.tainted = len(found), True
    result = DeductionList(
        period=request.period, rows=tuple(invoice_shown(context, one) for one in found),
        **{name: from_minor(value, base) for name, value in sums.items()},
    )  # fmt: skip
    return Done(
        result, (Table(columns=columns, rows=tuple(rows)), scope_line(context, request.period, action="report.read"))
    )
