"""Which posted vouchers are meant, and which of them this person may see."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import Field

from ledger.books.accounts import Account, get_book
from ledger.books.entries import VoucherKey, dims
from ledger.books.journal import Voucher
from ledger.books.voucher_search import SeenCells, VoucherFilter
from ledger.charts import PAYROLL
from ledger.core import Refused, problem
from ledger.reports.seen_cells import seen_cells
from policies.access import Resource
from tools.context import Context
from tools.registry import Request
from tools.shared.asking import Between, Threshold, find_account, find_department, find_party, minor, this_month


class SearchVouchers(Request):
    """Everything given must match; nothing given means this month."""

    period: Between | None = None
    as_of: date | None = None
    account: str | None = None
    vendor: str | None = None
    customer: str | None = None
    department: str | None = None
    employee: str | None = None
    threshold: Threshold | tuple[Threshold, ...] | None = None
    amount: Decimal | None = None
    document_number: str | None = None
    text: str | None = None
    limit: int = Field(default=100, ge=1, le=500)


def may_see(context: Context, voucher: Voucher) -> bool:
    """A voucher opens with any line this person may see, unless payroll that they may not see stands in it."""
    if context.sees_every("Line", "voucher.read"):
        return True
    lines = [line_resource(context, voucher, number) for number in range(len(voucher.lines))]
    shown = [context.may("voucher.read", one).allowed for one in lines]
    return any(shown) and all(seen or not one.attributes["payroll"] for one, seen in zip(lines, shown, strict=True))


def seen_vouchers(context: Context) -> SeenCells | None:
    """The same as a condition on the tables; None for whoever sees every voucher, of the months below."""
    years = seen_years(context)
    if context.sees_every("Line", "voucher.read") or years == ():
        return None
    known: dict[str, str | int] = {"book": context.company.book}
    if years is not None:
        known["year"] = years[0]
        if all(context.sees_every("Line", "voucher.read", (f"{year}-12", f"{year}-12")) for year in years):
            return None
    return seen_cells(
        context.unit, context.company.book, lambda columns: context.rows("Line", {**columns, **known}, "voucher.read")
    )


def seen_years(context: Context) -> tuple[int, ...] | None:
    """The fiscal years an external auditor may look at, as the rules decide them; None for everybody else."""
    if context.last_audited is None:
        return None
    first, last = (int(str(context.principal.attributes[f"audit_{end}"])) for end in ("first", "last"))
    return tuple(year for year in range(first, last + 1) if context.spans(f"{year}-12", f"{year}-12", "voucher.read"))


def seen_months(context: Context) -> tuple[tuple[int, int], ...] | None:
    """The same as months ``(202501, 202512)`` of each year; none at all closes every voucher."""
    years = seen_years(context)
    if years is None:
        return None
    begin = get_book(context.unit, context.company.book).fiscal_start_month
    ends = {year: year * 100 + 12 if begin == 1 else (year + 1) * 100 + begin - 1 for year in years}
    return tuple((year * 100 + begin, ends[year]) for year in years)


def line_resource(context: Context, voucher: Voucher, number: int) -> Resource:
    """What access rules look at of a line."""
    line = voucher.lines[number]
    facts: dict[str, str | int | bool] = {"payroll": line.account.startswith(PAYROLL), "book": voucher.book}
    facts["year"] = context.fiscal_year(voucher.period)
    if department := dict(line.dims).get("department"):
        facts["department"] = department
    return Resource("Line", f"{line.key.batch_id}.{line.key.entry_no}.{line.key.line_no}", facts)


def _bounds(request: SearchVouchers) -> tuple[int | None, int | None]:
    low = high = None
    limits = request.threshold if isinstance(request.threshold, tuple) else (request.threshold,)
    for limit in limits:
        if limit is None:
            continue
        value = minor(limit.value)
        if limit.op.startswith(">"):
            low = value if limit.op == ">=" else value + 1
        elif limit.op.startswith("<"):
            high = value if limit.op == "<=" else value - 1
        else:
            low = high = value
    return low, high


def _said(context: Context, request: SearchVouchers) -> list[str]:
    """Amounts, numbers and words asked for, for the scope line."""
    limits = request.threshold if isinstance(request.threshold, tuple) else (request.threshold,)
    told = [context.say("voucher.limit", op=one.op, value=f"{one.value:,}") for one in limits if one is not None]
    if request.amount is not None:
        told.append(context.say("voucher.limit", op="=", value=f"{request.amount:,}"))
    if request.document_number:
        told.append(context.say("voucher.numbered", number=request.document_number))
    if request.text:
        told.append(context.say("voucher.with_words", text=request.text))
    return told


def voucher_filter(context: Context, request: SearchVouchers) -> tuple[VoucherFilter, list[str]]:
    """The filter, and what was narrowed in words for the scope line."""
    pairs, told = [], []
    if request.vendor:
        party = find_party(context, request.vendor, "vendor")
        pairs.append(("party", party.party_id))
        told.append(party.name)
    if request.customer:
        party = find_party(context, request.customer, "customer")
        pairs.append(("party", party.party_id))
        told.append(party.name)
    if request.department:
        place = find_department(context, request.department)
        pairs.append(("department", place.code))
        told.append(place.name)
    if request.employee:
        pairs.append(("employee", request.employee))
        told.append(request.employee)
    account: Account | None = find_account(context, request.account) if request.account else None
    if account:
        told.append(f"{account.code} {account.name_zh}")
    told += _said(context, request)
    low, high = _bounds(request)
    narrowed = pairs or account or low or high or request.amount or request.document_number or request.text
    period = request.period or (this_month(request.as_of or context.today) if not narrowed or request.as_of else None)
    series, number = _number(request.document_number)
    told.insert(0, period.text() if period else context.say("voucher.all_time"))
    return VoucherFilter(
        context.company.book, period.start.isoformat() if period else None, period.end.isoformat() if period else None,
        account.code if account else None, dims(pairs), request.text,
        abs(minor(request.amount)) if request.amount is not None else None, low, high, series, number, None, request.limit + 1,
        seen_vouchers(context), seen_months(context),
    ), told  # fmt: skip


def _number(text: str | None) -> tuple[str | None, int | None]:
    if not text:
        return None, None
    series, _, digits = text.replace("–", "-").rpartition("-")
    if not digits.isdigit():
        raise Refused(problem("voucher.not_a_number", number=text))
    return series or None, int(digits)


def voucher_key(text: str) -> VoucherKey:
    batch, _, entry = text.partition(".")
    if not (batch.isdigit() and entry.isdigit()):
        raise Refused(problem("voucher.not_a_number", number=text))
    return VoucherKey(int(batch), int(entry))
