"""From drafts to rows: checks what Python can check, interns cells, hashes leaves. One pass over the lines.

Faults are collected, so one run shows all of them with their place (``entries.0.lines.3``).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any

from ledger.books.calendar import day_number, period_number
from ledger.books.cells import Cells
from ledger.books.entries import Content, EntryDraft, EntryKind, ItemKey, Layer, LineDraft
from ledger.books.leaf import leaf_hash, leaf_text, merkle_root
from ledger.core import Problem, currency_number, problem
from ledger.core.problem import Refused

LIMIT_MINOR = 10**17
"""No single amount may be larger: a batch's sums must stay within 64 bits."""

_details = attrgetter(
    "rate", "quantity", "unit_price", "tax_code", "tax_base_minor", "tax_month", "due_date", "settlement_method",
    "settlement_number", "source", "settles",
)  # fmt: skip
_NO_DETAILS = (None,) * 11
_NO_DETAIL_COLUMNS = (None,) * 13
_OPERATING = frozenset({EntryKind.REVERSAL, EntryKind.CORRECTION, EntryKind.TRANSFER, EntryKind.YEAR_END})


@dataclass(slots=True)
class Rows:
    """A content as rows without tenant and batch.

    ``entries``: (entry_no, entry_count, arity, then the 11 entry fields). ``plain``: lines without details:
    (entry_no, line_no, arity, cell_id, currency, side, amount, base, memo, open_item); ``detailed``: the same and
    13 detail columns. ``columns``: the rows packed for a server, where that was done ahead.
    """

    book_id: int
    period: int
    root: bytes
    base_total: int
    line_count: int
    entries: list[tuple[Any, ...]]
    plain: list[tuple[Any, ...]]
    detailed: list[tuple[Any, ...]]
    moved_minor: int = 0
    taken_back_minor: int = 0
    columns: tuple[bytes, ...] = ()

    @property
    def gross_minor(self) -> int:
        """What a limit is compared with: red and blue never offset, and a correction counts as its larger half."""
        return max(self.moved_minor, self.taken_back_minor)

    @property
    def entry_count(self) -> int:
        return len(self.entries)


def rows_of(cells: Cells, content: Content, base_currency: str) -> Rows:
    """Check and convert; Refused with every fault found."""
    faults = _content_faults(content)
    if faults:
        raise Refused(*faults)
    period, base = period_number(content.period), currency_number(base_currency)
    made = Rows(cells.book_id, period, b"", 0, 0, [], [], [])
    cells.warm({(line.account, line.dims, line.currency) for entry in content.entries for line in entry.lines})
    leaves: list[bytes] = []
    count = len(content.entries)
    for index, entry in enumerate(content.entries):
        where = f"entries.{index}"
        fields = _entry_fields(entry, content, where, faults)
        faces = _lines(cells, entry, index + 1, base, made, where, faults)
        made.entries.append((index + 1, count, len(entry.lines), *fields))
        text = leaf_text(fields, faces)
        if "\\u0000" in text:
            faults.append(problem("books.bad_text", where))
        leaves.append(leaf_hash(text))
    if faults:
        raise Refused(*faults)
    made.root = merkle_root(leaves)
    made.line_count = len(made.plain) + len(made.detailed)
    return made


def _content_faults(content: Content) -> list[Problem]:
    faults = []
    if not content.entries:
        faults.append(problem("books.empty", "entries"))
    if not 1 <= len(content.series) <= 12:
        faults.append(problem("books.bad_series", "series", series=content.series))
    return faults


def _entry_fields(entry: EntryDraft, content: Content, where: str, faults: list[Problem]) -> tuple[Any, ...]:
    day = day_number(entry.posting_date)
    if day // 100 != period_number(content.period) // 100:
        faults.append(
            problem("books.date_outside", f"{where}.posting_date", date=entry.posting_date, period=content.period)
        )
    if (content.layer is Layer.TRANSFER and entry.kind not in _OPERATING) or (
        content.layer is Layer.OPERATING and entry.kind is EntryKind.TRANSFER
    ):
        faults.append(problem("books.wrong_layer", f"{where}.kind"))
    if (entry.kind is EntryKind.REVERSAL) != (entry.reverses is not None):
        faults.append(problem("books.reversal_differs", f"{where}.reverses"))
    if not entry.maker:
        faults.append(problem("books.no_maker", f"{where}.maker"))
    reverses, corrects = entry.reverses, entry.corrects
    return (
        int(entry.kind), day, day_number(entry.document_date) if entry.document_date else day, entry.maker, entry.source,
        len(entry.attachments) if entry.attachment_count is None else entry.attachment_count,
        ",".join(entry.attachments) or None,
        reverses.batch_id if reverses else None, reverses.entry_no if reverses else None,
        corrects.batch_id if corrects else None, corrects.entry_no if corrects else None,
    )  # fmt: skip


def _lines(
    cells: Cells, entry: EntryDraft, entry_no: int, base: int, made: Rows, where: str, faults: list[Problem]
) -> list[tuple[Any, ...]]:
    """The lines' leaf faces; appends their rows to ``made`` and their faults to ``faults``."""
    arity = len(entry.lines)
    remembered, book_id, get = cells.unit.committed.get, cells.book_id, cells.get
    faces, base_sum, own_sum, debit_total, gross, currencies = [], 0, 0, 0, 0, set()
    for line_no, line in enumerate(entry.lines, 1):
        key = (line.account, line.dims, line.currency)
        try:
            cell = remembered((book_id, key)) or get(key)
        except Refused as refused:
            faults += [Problem(item.code, item.parameters, f"{where}.lines.{line_no - 1}") for item in refused.problems]
            continue
        side, amount = (1 if line.side else 0), line.amount_minor
        in_base = amount if line.base_minor is None else line.base_minor
        if not _sound(amount, in_base, cell.currency == base):
            faults.append(_amount_fault(line, cell.currency == base, f"{where}.lines.{line_no - 1}"))
        sign = -1 if side else 1
        base_sum += sign * in_base
        own_sum += sign * amount
        debit_total += 0 if side else in_base
        gross += in_base if in_base > 0 else -in_base
        currencies.add(cell.currency)
        details = _details(line)
        opens = 1 if cell.open_item and details[10] is None else 0
        values = (side, amount, in_base, line.memo, opens)
        if details == _NO_DETAILS:
            made.plain.append((entry_no, line_no, arity, cell.cell_id, cell.currency, *values))
            faces.append(cell.face + values + _NO_DETAIL_COLUMNS)
        else:
            columns = _detail_columns(details)
            made.detailed.append((entry_no, line_no, arity, cell.cell_id, cell.currency, *values, *columns))
            faces.append(cell.face + values + columns)
    if arity < 2:
        faults.append(problem("books.one_line", where))
    elif base_sum != 0 or (len(currencies) == 1 and own_sum != 0):
        faults.append(problem("books.unbalanced", where, difference=base_sum or own_sum))
    made.base_total += debit_total
    if entry.kind is EntryKind.REVERSAL:
        made.taken_back_minor += gross // 2
    else:
        made.moved_minor += gross // 2
    return faces


def _sound(amount: int, in_base: int, is_base: bool) -> bool:
    if is_base:
        return amount == in_base and amount != 0 and -LIMIT_MINOR < amount < LIMIT_MINOR
    return (
        (amount != 0 or in_base != 0)
        and (amount == 0 or in_base == 0 or (amount > 0) == (in_base > 0))
        and abs(amount) < LIMIT_MINOR
        and abs(in_base) < LIMIT_MINOR
    )


def _amount_fault(line: LineDraft, is_base: bool, where: str) -> Problem:
    if is_base and line.base_minor is not None and line.base_minor != line.amount_minor:
        return problem("books.base_differs", where)
    if line.amount_minor == 0 and not line.base_minor:
        return problem("books.zero_amount", where)
    if abs(line.amount_minor) >= LIMIT_MINOR:
        return problem("books.too_large", where)
    return problem("books.signs_differ", where)


def _micro(value: Decimal | None) -> int | None:
    if value is None:
        return None
    scaled = value.scaleb(6)
    if scaled != scaled.to_integral_value():
        raise Refused(problem("books.too_many_digits", text=str(value)))
    return int(scaled)


def _detail_columns(details: tuple[Any, ...]) -> tuple[Any, ...]:
    rate, quantity, price, tax_code, tax_base, tax_month, due, method, number, source, settles = details
    item: ItemKey | None = settles
    return (
        rate, _micro(quantity), _micro(price), tax_code, tax_base,
        period_number(tax_month) // 100 if tax_month else None, day_number(due) if due else None, method, number, source,
        item.batch_id if item else None, item.entry_no if item else None, item.line_no if item else None,
    )  # fmt: skip
