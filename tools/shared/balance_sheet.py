"""The statements of a company filled from the layout in force: what a page shows, and what a close checks."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date
from typing import Any

from ledger.books.accounts import AccountType, accounts, dimensions, get_book
from ledger.books.entries import Layer
from ledger.business.closing import facts_on
from ledger.business.own_forms import own_form_on, own_forms
from ledger.charts import Layout, dimensions_of, layout, layout_on, misplaced, split_by_due, split_like
from ledger.core import Refused, problem
from ledger.reports.columns import Scope
from ledger.reports.maturity import due_within_year
from ledger.reports.statements import Balance, StatementRow, fill
from ledger.reports.trial_balance import Span, TrialRow, leaf_rows
from tools.context import Context
from tools.shared.asking import rows_of_lines

_RESULT = (AccountType.INCOME, AccountType.EXPENSE)


def about(context: Context, form: Layout) -> dict[str, Any]:
    """What every statement says of its layout: name, what it is called, source, whether it was read there."""
    return {
        "layout": form.layout, "layout_name": form.called(context.language), "layout_source": form.source,
        "checked": form.mark == "read",
    }  # fmt: skip


def form_on(context: Context, month: str, wanted: str = "") -> Layout:
    """The layout for the last day of a month: the company's own where it has one, else its standard's.

    Refused where a wished one may not be used. A company may have said that it uses the newest version before it is in
    force.
    """
    year, number = int(month[:4]), int(month[5:])
    day = date(year, number, calendar.monthrange(year, number)[1])
    book, standard = context.company.book, context.company.standard
    newest = facts_on(context.unit, book, day).statement_form == "newest"
    own = context.once(("own forms", book), lambda: own_forms(context.unit, book))
    prescribed = layout_on(standard, day, newest=newest)
    if wanted:
        named = next((one.layout for one in own if one.valid_from <= day and one.layout.layout == wanted), None)
        return named or layout_on(standard, day, wanted, newest=newest)
    found = own_form_on(own, day, prescribed)
    return found.layout if found else prescribed


def year_start(context: Context, month: str) -> str:
    """The first month of the fiscal year a month lies in: ``2026-01``."""
    first = get_book(context.unit, context.company.book).fiscal_start_month
    year, number = int(month[:4]), int(month[5:])
    return f"{year if number >= first else year - 1:04}-{first:02}"


def month_before(month: str) -> str:
    """The month before: ``2025-12`` for ``2026-01``."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year - (number == 1):04}-{12 if number == 1 else number - 1:02}"


def year_ago(month: str) -> str:
    """The same month a year before."""
    return f"{int(month[:4]) - 1:04}{month[4:]}"


def balance_sheet_rows(context: Context, month: str, form: Layout, beside: str = "") -> list[StatementRow]:
    """The rows as the person may see them; those of a year's end stand ``beside`` a month of the next as its opening."""
    asked = beside or month
    return _sheet(context, month, rows_of_lines(context, asked, asked), form)


def whole_balance_sheet(context: Context, month: str, form: Layout) -> list[StatementRow]:
    """The rows over every line, for a check whose answer is only whether both sides agree."""
    return _sheet(context, month, None, form)


def income_rows(context: Context, first: str, last: str, scope: Scope | None, form: Layout) -> list[StatementRow]:
    """The income statement of the months from ``first`` to ``last``."""
    span, layers = Span(first, last), (Layer.OPERATING,)
    rows = leaf_rows(context.unit, context.company.book, span, layers, scope)
    moved = [Balance(row.account, None, _moved(row)) for row in rows]
    _placed(form, moved)
    by = {
        name: [Balance(row.account, row.dimension, _moved(row)) for row in found]
        for name, found in _by_dimension(context, "income_statement", span, layers, scope, form).items()
    }
    return fill(layout(form.layout, "income_statement"), moved, by=by)


def _moved(row: TrialRow) -> int:
    return row.base.debit - row.base.credit


def _sheet(context: Context, month: str, scope: Scope | None, form: Layout) -> list[StatementRow]:
    span = Span(month, month)
    rows = leaf_rows(context.unit, context.company.book, span, tuple(Layer), scope, "party")
    standing = [Balance(row.account, row.dimension, row.base.closing) for row in rows]
    split, like = split_by_due(form.layout), split_like(form.layout)
    due = due_within_year(context.unit, context.company.book, month, split, scope, like=like)
    standing += [Balance(code, None, 0, amount) for code, amount in due.items() if amount]
    _placed(form, standing)
    types = context.once(
        ("types", context.company.book),
        lambda: {one.code: one.type for one in accounts(context.unit, context.company.book)},
    )
    result = -sum(one.amount_minor for one in standing if types[one.account] in _RESULT)
    by = {
        name: [Balance(row.account, row.dimension, row.base.closing) for row in found]
        for name, found in _by_dimension(context, "balance_sheet", span, tuple(Layer), scope, form).items()
    }
    return fill(layout(form.layout, "balance_sheet"), standing, result, by)


def _by_dimension(
    context: Context, statement: str, span: Span, layers: tuple[Layer, ...], scope: Scope | None, form: Layout
) -> dict[str, list[TrialRow]]:
    """Rows by each dimension that 其中 rows of a statement take a part by, as far as the company has it."""
    known = dimensions(context.unit)
    return {
        name: leaf_rows(context.unit, context.company.book, span, layers, scope, name)
        for name in dimensions_of(form.layout, statement)
        if name in known
    }


def _placed(form: Layout, balances: Sequence[Balance]) -> None:
    """Name an account that the form would forget or count twice, instead of drawing a wrong statement."""
    wrong = misplaced(form.layout, sorted({one.account for one in balances if one.amount_minor}))
    if wrong:
        raise Refused(problem("report.misplaced", accounts="、".join(wrong), layout=form.layout))
