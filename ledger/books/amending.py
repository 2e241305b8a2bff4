"""差额补记 and 以前年度: vouchers that put another right without cancelling it.

会计基础工作规范 art. 51(5): where only an amount is wrong, one voucher of the difference, more in blue and less in red; a book that
swaps sides knows no red, so there the voucher is taken back whole.
An error of an earlier fiscal year is put right in the current one: under CAS (CAS 28) what fell on income and expense
goes to 以前年度损益调整; under IFRS (IAS 8) to retained earnings; under the standard for small enterprises (art. 88)
prospectively, on the accounts of today. Which account that is, the chart's role ``prior_years`` says.
"""

from __future__ import annotations

from dataclasses import replace

from ledger.books.accounts import AccountType, accounts, get_book
from ledger.books.calendar import period_of
from ledger.books.entries import Content, EntryDraft, EntryKind, LineDraft, VoucherKey
from ledger.books.journal import Voucher, get_voucher
from ledger.books.reversal import draft_of, taken_back
from ledger.core import problem
from ledger.core.problem import Refused
from ledger.store import Unit

RESULT = (AccountType.INCOME, AccountType.EXPENSE)


def differences(unit: Unit, key: VoucherKey, corrected: EntryDraft) -> Content:
    """Content of one voucher with what each amount lacks or has too much.

    Refused where more than amounts differs: accounts, sides, currencies or dimensions; and in a book that swaps sides.
    """
    old = get_voucher(unit, key)
    before = draft_of(old).lines
    if old.reversed_by is not None:
        raise Refused(problem("books.reversed_twice", number=old.label))
    if [_face(line) for line in before] != [_face(line) for line in corrected.lines]:
        raise Refused(problem("books.more_than_amounts", "lines", number=old.label))
    if get_book(unit, old.book).corrections == "swap":
        raise Refused(problem("books.swaps", "lines", number=old.label))
    lines = tuple(
        replace(
            new, amount_minor=new.amount_minor - was.amount_minor, base_minor=_base(new) - _base(was), quantity=None,
            unit_price=None, tax_base_minor=None, settles=None,
        )
        for was, new in zip(before, corrected.lines, strict=True)
        if new.amount_minor != was.amount_minor
    )  # fmt: skip
    if not lines:
        raise Refused(problem("books.no_difference", "lines", number=old.label))
    return _content(unit, old, replace(corrected, lines=lines), key)


def earlier_year(unit: Unit, key: VoucherKey, corrected: EntryDraft, prior: str) -> Content | None:
    """Content that puts a voucher of an earlier fiscal year right through ``prior`` (以前年度损益调整).

    None where an ordinary correction serves: the same fiscal year, no such account, or no line on
    income or expense before or after. What a line was is taken back in red, what it should be is booked in blue.
    """
    old = get_voucher(unit, key)
    book = get_book(unit, old.book)
    chart = {one.code: one for one in accounts(unit, old.book)}
    result = {code for code, one in chart.items() if one.type in RESULT}
    touched = {line.account for line in (*draft_of(old).lines, *corrected.lines)}
    same = _fiscal_year(old.posting_date, book.fiscal_start_month) == _fiscal_year(
        corrected.posting_date, book.fiscal_start_month
    )
    if same or prior not in chart or not touched & result:
        return None
    if old.reversed_by is not None:
        raise Refused(problem("books.reversed_twice", number=old.label))
    memo = corrected.lines[0].memo
    red = [
        taken_back(replace(line, base_minor=_base(line), memo=memo, settles=None, quantity=None, unit_price=None,
                           tax_base_minor=None), book.corrections)
        for line in draft_of(old).lines
    ]  # fmt: skip
    lines = tuple(_carried(line, result, prior) for line in (*red, *corrected.lines))
    return _content(unit, old, replace(corrected, lines=lines), key)


def _carried(line: LineDraft, result: set[str], prior: str) -> LineDraft:
    return replace(line, account=prior, dims=()) if line.account in result else line


def _face(line: LineDraft) -> tuple[object, ...]:
    return line.account, line.side, line.currency, line.dims, line.tax_code


def _base(line: LineDraft) -> int:
    return line.amount_minor if line.base_minor is None else line.base_minor


def _fiscal_year(day: str, starts: int) -> int:
    year, month = int(day[:4]), int(day[5:7])
    return year if month >= starts else year - 1


def _content(unit: Unit, old: Voucher, entry: EntryDraft, key: VoucherKey) -> Content:
    blue = replace(entry, kind=EntryKind.CORRECTION, corrects=key, reverses=None)
    return Content(old.book, period_of(entry.posting_date), (blue,), old.series, old.layer)
