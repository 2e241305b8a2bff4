"""打印凭证: what stands on 记账凭证, for one voucher or a range of numbers; the press makes the PDF of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from ledger.books.accounts import Book, dimension_values, get_book
from ledger.books.entries import Side, VoucherKey
from ledger.books.journal import Line, Voucher, corrections_of, get_voucher
from ledger.books.voucher_search import VoucherFilter, search
from ledger.core import Refused, from_minor, grouped, problem, say
from ledger.store.people import people
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import Between, chart_of, this_month
from tools.shared.finding_vouchers import may_see, voucher_key

MOST_PRINTED = 999


class PrintVouchers(Request):
    """One voucher by its id, or those of a period (this month without one) from one number to another, of a series."""

    voucher: str = ""
    period: Between | None = None
    series: str = Field(default="", max_length=12)
    first: int | None = Field(default=None, ge=1)
    last: int | None = Field(default=None, ge=1)
    cover: bool = False
    language: Literal["", "zh", "en", "both"] = ""
    """Of the form and the account names: the book's where nothing is said; ``both`` is bilingual."""


class PaperLine(BaseModel):
    """A line as printed; amounts with separators, empty on the other side. ``more`` are dimensions, foreign amount, quantity."""

    memo: str
    account: str
    more: str
    debit: str
    credit: str


class VoucherPaper(BaseModel):
    """A voucher as printed. ``words`` are the amount in words where the language of the book has them."""

    number: str
    date: str
    attachments: str
    lines: tuple[PaperLine, ...]
    debit: str
    credit: str
    total: Decimal
    note: str
    signed: dict[str, str]


class VoucherPapers(BaseModel):
    """All that is printed, in the language of the book or the one asked for (``both``: bilingual): first number first."""

    language: str
    company: str
    currency: str
    papers: tuple[VoucherPaper, ...]
    cover: tuple[tuple[str, str], ...] = ()
    summary: tuple[tuple[str, str, str], ...] = ()


def in_both(key: str, language: str, **parameters: object) -> str:
    """A message of the form in its language; Chinese and English side by side on a bilingual one."""
    languages = ("zh", "en") if language == "both" else (language,)
    return " ".join(say(key, one, **parameters) for one in languages)


def _asked(context: Context, request: PrintVouchers) -> list[Voucher]:
    """The vouchers to print that this person may see, in the order of months, series and numbers."""
    if request.voucher:
        found = [get_voucher(context.unit, voucher_key(request.voucher))]
    else:
        period = request.period or this_month(context.today)
        found = _all(context, period, request.series or None)
        low, high = request.first or 1, request.last or 10**9
        found = [one for one in found if low <= one.number <= high]
    seen = [one for one in found if may_see(context, one)]
    if not seen:
        raise Refused(problem("paper.nothing_to_print"))
    if len(seen) > MOST_PRINTED:
        raise Refused(problem("paper.too_many", count=len(seen), most=MOST_PRINTED))
    return sorted(seen, key=lambda one: (one.period, one.series, one.number))


def _all(context: Context, period: Between, series: str | None) -> list[Voucher]:
    """Every voucher of a period, read month by month: no month is cut without a word."""
    found: list[Voucher] = []
    year, month = period.start.year, period.start.month
    while (year, month) <= (period.end.year, period.end.month):
        first = max(period.start, date(year, month, 1))
        after = date(year + month // 12, month % 12 + 1, 1)
        last = min(period.end, date.fromordinal(after.toordinal() - 1))
        wanted = VoucherFilter(context.company.book, date_from=first.isoformat(), date_to=last.isoformat(),
                               series=series, limit=MOST_PRINTED + 1)  # fmt: skip
        found += search(context.unit, wanted)
        if len(found) > MOST_PRINTED:
            raise Refused(problem("paper.too_many", count=len(found), most=MOST_PRINTED))
        year, month = after.year, after.month
    return found


def _line(context: Context, book: Book, line: Line) -> PaperLine:
    names = {
        "zh": line.account_name_zh,
        "en": line.account_name_en,
        "both": f"{line.account_name_zh} {line.account_name_en}",
    }
    name = names[book.language]
    more = [_values(context, code).get(value, value) for code, value in line.dims]
    if line.currency != book.base_currency:
        rate = f" × {line.rate}" if line.rate else ""
        more.append(f"{line.currency} {grouped(line.amount_minor, line.currency)}{rate}")
    if line.quantity_micro is not None:
        price = f" × {_micro(line.price_micro)}" if line.price_micro is not None else ""
        more.append(f"{_micro(line.quantity_micro)}{price}")
    amount = grouped(line.base_minor, book.base_currency)
    debit = line.side is Side.DEBIT
    return PaperLine(memo=line.memo, account=f"{line.account} {name}", more=" · ".join(more), debit=amount if debit else "",
                     credit="" if debit else amount)  # fmt: skip


def _values(context: Context, code: str) -> dict[str, str]:
    return context.once(("values", code), lambda: dimension_values(context.unit, code))


def _micro(value: int) -> str:
    return format(Decimal(value).scaleb(-6).normalize(), "f")


def _paper(
    context: Context, book: Book, voucher: Voucher, names: dict[str, str], since: Sequence[VoucherKey]
) -> VoucherPaper:
    def told(key: str, **parameters: object) -> str:
        return in_both(f"paper.{key}", book.language, **parameters)

    total = grouped(voucher.total_minor, book.base_currency)
    note = ""
    for key, other in (
        ("reverses", voucher.reverses),
        ("corrects", voucher.corrects),
        ("reversed_by", voucher.reversed_by),
    ):
        if other is not None:
            found = get_voucher(context.unit, other)
            if not may_see(context, found):
                continue
            note = told(key, number=found.label, date=found.posting_date)
            break
    last = get_voucher(context.unit, since[-1]) if since else None
    if not note and last is not None and may_see(context, last):
        note = told("corrected_by", number=last.label, date=last.posting_date)
    signed = {"chief": voucher.chief, "poster": voucher.poster, "checker": voucher.checker, "cashier": voucher.cashier,
              "maker": voucher.maker}  # fmt: skip
    return VoucherPaper(
        number=told("number", series=voucher.series, number=f"{voucher.number:04}"), date=voucher.posting_date,
        attachments=told("attachments", count=voucher.attachment_count),
        lines=tuple(_line(context, book, line) for line in voucher.lines), debit=total, credit=total, note=note,
        total=from_minor(voucher.total_minor, book.base_currency),
        signed={who: names.get(user, user) for who, user in signed.items()},
    )  # fmt: skip


def _cover(book: Book, vouchers: list[Voucher], company: str) -> tuple[tuple[str, str], ...]:
    """What 会计基础工作规范 art. 55(3) wants on the cover of a volume."""
    first, last = vouchers[0], vouchers[-1]
    days = sorted(one.posting_date for one in vouchers)
    facts = {
        "cover_company": company, "cover_months": f"{first.period[:7]} – {last.period[:7]}",
        "cover_days": f"{days[0]} – {days[-1]}", "cover_numbers": f"{first.label} – {last.label}",
        "cover_count": str(len(vouchers)), "cover_binder": " ",
    }  # fmt: skip
    return tuple((in_both(f"paper.{name}", book.language), value) for name, value in facts.items())


def _summary(context: Context, book: Book, vouchers: list[Voucher]) -> tuple[tuple[str, str, str], ...]:
    """科目汇总表: debits and credits by first-level account, then their sums."""
    chart = {one.code: one for one in chart_of(context, book.code)}
    sums: dict[str, list[int]] = {}
    for line in (line for one in vouchers for line in one.lines):
        top = line.account
        while (above := chart[top].parent) is not None:
            top = above
        sums.setdefault(top, [0, 0])[int(line.side)] += line.base_minor
    pairs = {code: {"zh": chart[code].name_zh, "en": chart[code].name_en} for code in sums}
    named = {code: pair.get(book.language) or f"{pair['zh']} {pair['en']}" for code, pair in pairs.items()}
    totals = [sum(pair[side] for pair in sums.values()) for side in (0, 1)]
    rows = [
        (f"{code} {named[code]}", *(grouped(one, book.base_currency) for one in pair))
        for code, pair in sorted(sums.items())
    ]
    last = (say("paper.total", book.language), *(grouped(one, book.base_currency) for one in totals))
    return tuple((row[0], row[1], row[2]) for row in (*rows, last))


@tool(action="voucher.read", effect="read", people_only=True)
def voucher_papers(context: Context, request: PrintVouchers) -> Done:
    """Posted vouchers as they are printed: lines, totals, signatures, and a cover with the summary of accounts."""
    found = _asked(context, request)
    kept = get_book(context.unit, context.company.book)
    book = replace(kept, language=request.language or kept.language)
    names = {
        one.user: one.name_en if book.language == "en" and one.name_en else one.name for one in people(context.unit)
    }
    titles = [context.company.title(one) for one in ("zh", "en") if book.language in (one, "both")]
    company = " ".join(dict.fromkeys(titles))
    context.tally.rows = len(found)
    since = corrections_of(context.unit, [one.key for one in found])
    return Done(
        VoucherPapers(
            language=book.language, company=company, currency=book.base_currency,
            papers=tuple(_paper(context, book, one, names, since.get(one.key, ())) for one in found),
            cover=_cover(book, found, company) if request.cover else (),
            summary=_summary(context, book, found) if request.cover else (),
        )
    )  # fmt: skip
