"""Tax codes of what a person types: known and in force on its day, on lines that may carry one, tax lines filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ledger.books.accounts import get_book
from ledger.books.entries import EntryDraft, LineDraft, Side
from ledger.business.closing import facts_on
from ledger.charts import accounts_in_role
from ledger.core import Refused, from_minor
from ledger.posting_rules.closing import closing_accounts
from ledger.posting_rules.tax_codes import codes_on, regimes
from ledger.posting_rules.tax_lines import Ground, faults, missing, notes, with_bases
from tools.context import Context
from tools.shared.asking import chart_of
from tools.shared.typed_rows import RowTyped


def ground_of(context: Context, day: str) -> Ground | None:
    """What tax codes are looked at by on a day; None where the company has no regime with codes."""
    book = context.company.book
    on = date.fromisoformat(day)
    regime = regimes().get(facts_on(context.unit, book, on).tax_regime)
    if regime is None:
        return None
    standard = get_book(context.unit, book).standard.lower()
    cash = accounts_in_role(standard, "cash")
    bare = {one.code for one in chart_of(context, book) if one.open_item or one.code.startswith(cash)}
    return Ground(regime, on, closing_accounts(standard), bare)


def day_of(entry: EntryDraft) -> str:
    """The day whose tax codes hold: the document's, which is when the tax arose."""
    return entry.document_date or entry.posting_date


def taxed(context: Context, lines: Sequence[LineDraft], day: str) -> tuple[LineDraft, ...]:
    """The lines with the base of each tax; Refused with every code that cannot be, at its cell."""
    ground = ground_of(context, day)
    if ground is None:
        return tuple(lines)
    if told := faults(lines, ground):
        raise Refused(*told)
    return with_bases(lines, ground)


def tax_notes(context: Context, lines: Sequence[LineDraft], day: str) -> list[dict[str, Any]]:
    """What a proposal says of tax that is not base × rate."""
    ground = ground_of(context, day)
    if ground is None or not lines:
        return []
    return [{"code": one.code, "parameters": dict(one.parameters)} for one in notes(lines, ground, lines[0].currency)]


def tax_rows(context: Context, lines: Sequence[LineDraft], day: str) -> list[RowTyped]:
    """Rows of the tax lines still missing; a negative amount stays on its side, in red."""
    ground = ground_of(context, day)
    if ground is None or faults(lines, ground):
        return []
    rows = []
    for one in missing(lines, ground):
        amount = format(from_minor(one.amount_minor, context.company.currency), "f")
        side = "debit" if one.side is Side.DEBIT else "credit"
        rows.append(RowTyped.model_validate({"account": one.account, side: amount, "tax_code": one.code, "memo": ".."}))
    return rows


def codes_offered(context: Context) -> dict[str, str]:
    """Codes in force today by name; none where the company has no regime with codes."""
    regime = facts_on(context.unit, context.company.book, context.today).tax_regime
    return {one.code: one.called(context.language) for one in codes_on(regime, context.today)}
