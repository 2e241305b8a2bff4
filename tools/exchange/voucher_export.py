"""Posted vouchers in the form another bookkeeping program takes in, a page at a time."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from ledger.books.accounts import get_book
from ledger.books.entries import VoucherKey
from ledger.core import Refused, problem
from ledger.exchange import Place
from ledger.exchange.mapped import Mapping, mapped_page, mapping, mappings
from ledger.store.commodities import has_commodities
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.asking import rows_of_lines
from tools.shared.customers import require_customers

Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2999, 12, 31))]
Number = Annotated[int, Field(ge=1, le=9_999_999)]


class ExportForm(BaseModel):
    """A program's form: its key, name, country and kind of file, where it is described, whether somebody verified it."""

    key: str
    name: str
    country: str
    file: str
    source: str
    verified: bool


class ExportForms(BaseModel):
    """All there are."""

    forms: tuple[ExportForm, ...]


class ExportVouchers(Request):
    """``start`` and ``end`` are posting days, both included, by default this fiscal year up to today; ``following`` of a
    page asks for the next one.

    ``consultant`` and ``client`` are the numbers under which DATEV knows the adviser and the company.
    """

    format: str = Field(max_length=20)
    start: Day | None = None
    end: Day | None = None
    consultant: Number = 1001
    client: Number = 1
    following: str | None = Field(default=None, pattern=r"^\d{1,9}:\d{1,18}:\d{1,18}\.\d{1,18}$")


class ExportColumn(BaseModel):
    """A heading, and how what stands under it is written: text, amount, date or number."""

    title: str
    kind: str


class ExportedPage(BaseModel):
    """Rows in the order of the columns: amounts as plain decimals, days as ISO 8601. ``following`` is None on the last."""

    format: str
    preamble: str
    columns: tuple[ExportColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    vouchers: int
    following: str | None


@tool(action="voucher.read", effect="read", people_only=True)
def export_formats(context: Context, request: Nothing) -> Done:
    """The programs whose form posted vouchers may leave in."""
    found = tuple(
        ExportForm(key=one.key, name=one.name, country=one.country, file=one.file, source=one.source,
                   verified=one.mark == "read")
        for one in mappings().values()
    )  # fmt: skip
    return Done(ExportForms(forms=found), (Text(text=", ".join(one.name for one in found)),))


@tool(action="voucher.read", effect="read", people_only=True)
def export_vouchers(context: Context, request: ExportVouchers) -> Done:
    """Posted vouchers as 金蝶, 用友, DATEV or FEC take them in, for those who may see every line."""
    form = mapping(request.format)
    start, end = _days(context, request, form)
    told, place = _place(request.following)
    page = mapped_page(context.unit, context.company.book, form, first=start.isoformat(), last=end.isoformat(),
                       place=place, told=told)  # fmt: skip
    context.tally.rows = page.vouchers
    after = page.following
    following = None
    if after is not None:
        following = f"{told + page.vouchers}:{after.position}:{after.after.batch_id}.{after.after.entry_no}"
    columns = tuple(ExportColumn(title=one.title, kind=one.kind) for one in form.columns)
    result = ExportedPage(
        format=form.key, preamble=_preamble(context, request, form, (start, end), page.account_digits), columns=columns,
        rows=page.rows, vouchers=page.vouchers, following=following,
    )  # fmt: skip
    return Done(result, (Text(text=context.say("books.exported", vouchers=page.vouchers)),))


def _days(context: Context, request: ExportVouchers, form: Mapping) -> tuple[date, date]:
    """First and last day, for who may see every line of them."""
    require_customers(context)
    if has_commodities(context.unit):
        raise Refused(problem("books.export_foreign"))
    first = get_book(context.unit, context.company.book).fiscal_start_month
    end = request.end or context.today
    start = request.start or _year_begin(end, first)
    if rows_of_lines(context, f"{min(start, end):%Y-%m}", f"{max(start, end):%Y-%m}") is not None:
        raise Refused(problem("books.export_narrowed"))
    if end < start:
        raise Refused(problem("books.export_days", start=start.isoformat(), end=end.isoformat()))
    if form.one_year and _year_begin(start, first) != _year_begin(end, first):
        raise Refused(problem("export.one_year", format=form.name))
    return start, end


def _year_begin(day: date, first_month: int) -> date:
    return date(day.year if day.month >= first_month else day.year - 1, first_month, 1)


def _place(text: str | None) -> tuple[int, Place | None]:
    """``500:12:34.5``: after 500 vouchers, up to batch 12 of the chain, after voucher 34.5."""
    if text is None:
        return 0, None
    told, position, key = text.split(":")
    batch, _, entry = key.partition(".")
    return int(told), Place(int(position), VoucherKey(int(batch), int(entry)))


def _preamble(context: Context, request: ExportVouchers, form: Mapping, days: tuple[date, date], digits: int) -> str:
    """The lines before the headings, filled."""
    if not form.preamble:
        return ""
    book = get_book(context.unit, context.company.book)
    title = (book.name_en or book.name_zh)[:30].replace('"', "'")
    return form.preamble.format(
        made_at=f"{context.now:%Y%m%d%H%M%S}000", consultant=request.consultant, client=request.client,
        year_begin=f"{_year_begin(days[0], book.fiscal_start_month):%Y%m%d}", account_digits=digits,
        first=f"{days[0]:%Y%m%d}", last=f"{days[1]:%Y%m%d}", title=title, base=book.base_currency,
    )  # fmt: skip
