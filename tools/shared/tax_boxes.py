"""The return by boxes as people see it: a row a box, the books beside it, and what to look at before filing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from ledger.books.calendar import day_text, first_and_last, period_number
from ledger.business.closing import Month
from ledger.business.closing.tax_settlement import months_of_return
from ledger.core import Problem, Refused, from_minor, grouped, problem
from ledger.posting_rules.tax_codes import BoxKind, regimes
from ledger.reports.tax_boxes import MOST_LOOSE, TAX_ROLES, BoxReturn, BoxRow, Touch, tax_boxes
from tools.blocks import AnyBlock, Cell, Column, Ref, Row, Table, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.shared.asking import scope_line, unposted
from tools.shared.invoice_rows import shown_key

MOST_VOUCHERS = 200
TITLES = ("box", "item", "count", "base", "tax", "books_base", "books_tax", "difference")


class BoxShown(BaseModel):
    """A box: ``base`` and ``tax`` as filed, absent where the form has none; ``books_base`` and ``books_tax`` from the lines,
    ``difference`` the tax filed less the books'.
    """

    number: str
    name: str
    kind: BoxKind
    count: int
    base: Decimal | None
    tax: Decimal | None
    books_base: Decimal | None
    books_tax: Decimal | None
    difference: Decimal | None


class TaxAccountShown(BaseModel):
    """A tax account: what the period moved on it, what of it stands in boxes, and what does not."""

    role: str
    account: str
    books: Decimal
    boxes: Decimal
    difference: Decimal


class TouchShown(BaseModel):
    """A voucher behind a box, or one to be looked at, with the reason."""

    id: str
    label: str
    day: date
    code: str
    base: Decimal
    tax: Decimal
    why: str = ""


class TaxBoxesShown(BaseModel):
    """``months`` first and last of the return; ``vouchers`` are those behind ``box`` where one was asked for, at most 200."""

    regime: str
    country: str
    form: str
    months: tuple[str, str]
    base: str
    rows: tuple[BoxShown, ...]
    accounts: tuple[TaxAccountShown, ...]
    loose: tuple[TouchShown, ...]
    loose_more: int
    box: str
    vouchers: tuple[TouchShown, ...]
    vouchers_more: int
    notes: tuple[str, ...]


def boxes_answer(context: Context, month: Month, box: str) -> Done:
    """The return that holds a month, by the regime of the company."""
    regime = regimes()[month.facts.tax_regime]
    if not all(month.roles.get(role) for role in TAX_ROLES):
        raise Refused(problem("tax.no_accounts"))
    months = months_of_return(month)
    last = date.fromisoformat(day_text(first_and_last(period_number(months[1]))[1]))
    found = tax_boxes(context.unit, month.book.book_id, month.book.base_currency, months, last, month.roles, regime)
    if box and box not in {one.box.number for one in found.rows}:
        raise Refused(problem("tax.no_such_box", "box", box=box, form=regime.form(context.language)))
    notes = tuple(one.text(context.language) for one in _notes(month, found))
    shown = _shown(context, found, months, box, notes)
    context.tally.rows, context.tally.tainted = len(shown.rows), True
    return Done(
        shown,
        (_table(context, found), *(Text(text=one) for one in notes), *_loose_block(shown), _scope(context, months)),
    )


def _scope(context: Context, months: tuple[str, str]) -> AnyBlock:
    said = months[0] if months[0] == months[1] else " – ".join(months)
    return scope_line(context, said, unposted=unposted(context))


def _notes(month: Month, found: BoxReturn) -> list[Problem]:
    currency, told = month.book.base_currency, []
    if currency != found.regime.currency:
        told.append(problem("tax.other_currency", currency=found.regime.currency, base=currency))
    whole = sum(one.difference_minor for one in found.rows)
    if whole:
        told.append(problem("tax.differs_form", amount=grouped(whole, currency)))
    if found.rounding_minor:
        told.append(problem("tax.rounding", amount=grouped(found.rounding_minor, currency)))
    if found.loose:
        told.append(problem("tax.loose", count=len(found.loose)))
    return told


def _touch(context: Context, one: Touch) -> TouchShown:
    base = context.company.currency
    return TouchShown(
        id=shown_key(one.key), label=one.label, day=date.fromisoformat(one.day), code=one.code,
        base=from_minor(one.base_minor, base), tax=from_minor(one.tax_minor, base),
        why=context.say(f"tax.why_{one.why.value}", code=one.code) if one.why else "",
    )  # fmt: skip


def _box(context: Context, one: BoxRow) -> BoxShown:
    base = context.company.currency

    def amount(minor: int | None) -> Decimal | None:
        return None if minor is None else from_minor(minor, base)

    return BoxShown(
        number=one.box.number, name=one.box.called(context.language), kind=one.box.kind, count=one.count,
        base=amount(one.base_minor), tax=amount(one.tax_minor), books_base=amount(one.books_base_minor),
        books_tax=amount(one.books_tax_minor), difference=amount(one.difference_minor) if one.difference_minor else None,
    )  # fmt: skip


def _shown(
    context: Context, found: BoxReturn, months: tuple[str, str], box: str, notes: tuple[str, ...]
) -> TaxBoxesShown:
    base, touches = context.company.currency, found.touches.get(box, ())
    return TaxBoxesShown(
        regime=found.regime.code, country=found.regime.called(context.language), form=found.regime.form(context.language),
        months=months, base=base, rows=tuple(_box(context, one) for one in found.rows),
        accounts=tuple(
            TaxAccountShown(
                role=context.say(f"tax.role_{one.role}"), account=one.account, books=from_minor(one.books_minor, base),
                boxes=from_minor(one.boxes_minor, base), difference=from_minor(one.books_minor - one.boxes_minor, base),
            )
            for one in found.accounts
        ),
        loose=tuple(_touch(context, one) for one in found.loose[:MOST_LOOSE]),
        loose_more=max(len(found.loose) - MOST_LOOSE, 0), box=box,
        vouchers=tuple(_touch(context, one) for one in touches[:MOST_VOUCHERS]),
        vouchers_more=max(len(touches) - MOST_VOUCHERS, 0), notes=notes,
    )  # fmt: skip


def _loose_block(shown: TaxBoxesShown) -> tuple[Text, ...]:
    return tuple(Text(text=f"{one.label} {one.why}") for one in shown.loose[:10])


def _table(context: Context, found: BoxReturn) -> Table:
    base = context.company.currency

    def cell(minor: int | None) -> Cell:
        return words("") if minor is None else money(minor, base)

    rows = [
        Row(
            cells=(
                words(one.box.number), words(one.box.called(context.language)), words(str(one.count or "")),
                cell(one.base_minor), cell(one.tax_minor), cell(one.books_base_minor), cell(one.books_tax_minor),
                cell(one.difference_minor or None),
            ),
            weight="total" if one.box.kind is BoxKind.TOTAL else "line",
        )
        for one in found.rows
    ]  # fmt: skip
    for account in found.accounts:
        ref = Ref(kind="account", id=account.account)
        cells = (
            words(account.account), words(context.say(f"tax.role_{account.role}")), words(""), words(""),
            money(account.boxes_minor, base), words(""), money(account.books_minor, base, ref),
            cell(account.boxes_minor - account.books_minor or None),
        )  # fmt: skip
        rows.append(Row(cells=cells))
    columns = tuple(Column(title=context.say(f"tax.{name}"), numeric=place > 1) for place, name in enumerate(TITLES))
    return Table(columns=columns, rows=tuple(rows))
