"""红字冲销 and 更正: the content that takes a posted voucher back, and the one that puts it right.

A reversal repeats every line with its amount negated on its own side, or in a book that swaps with its amount on the other
side; the seal proves it. It settles the items
the voucher opened, unless somebody has paid into them already. Texts follow
会计基础工作规范 art. 51(5): 注销某月某日某号凭证, 订正某月某日某号凭证.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ledger.books.accounts import get_book
from ledger.books.calendar import period_of
from ledger.books.entries import Content, EntryDraft, EntryKind, ItemKey, LineDraft, Side, VoucherKey
from ledger.books.journal import Line, Voucher, get_voucher
from ledger.core import problem, say
from ledger.core.problem import Refused
from ledger.store import Unit
from ledger.store.statement import text


def reversal(unit: Unit, key: VoucherKey, posting_date: str, maker: str, reason: str = "") -> Content:
    """Content that cancels a voucher; refused when it is cancelled already or is a cancellation itself."""
    old = get_voucher(unit, key)
    return Content(
        old.book, period_of(posting_date), (_red(unit, old, posting_date, maker, reason),), old.series, old.layer
    )


def correction(unit: Unit, key: VoucherKey, corrected: EntryDraft) -> Content:
    """Content that cancels a voucher and posts ``corrected`` in its place, in one go."""
    old = get_voucher(unit, key)
    red = _red(unit, old, corrected.posting_date, corrected.maker, "")
    blue = replace(corrected, kind=EntryKind.CORRECTION, corrects=key)
    return Content(old.book, period_of(corrected.posting_date), (red, blue), old.series, old.layer)


def draft_of(voucher: Voucher) -> EntryDraft:
    """A sealed voucher as a draft: the start of its corrected copy."""
    return EntryDraft(
        voucher.posting_date, tuple(_copy(line) for line in voucher.lines), voucher.maker, voucher.kind,
        voucher.document_date, voucher.source, voucher.attachments, voucher.attachment_count, voucher.reverses,
        voucher.corrects,
    )  # fmt: skip


def taken_back(line: LineDraft, style: str) -> LineDraft:
    """A line that undoes another: its amounts negated (``red``), or the same on the other side (``swap``)."""
    if style == "swap":
        return replace(line, side=Side.CREDIT if line.side is Side.DEBIT else Side.DEBIT)
    return replace(
        line, amount_minor=-line.amount_minor, base_minor=None if line.base_minor is None else -line.base_minor,
        quantity=None if line.quantity is None else -line.quantity,
        tax_base_minor=None if line.tax_base_minor is None else -line.tax_base_minor,
    )  # fmt: skip


def _red(unit: Unit, old: Voucher, posting_date: str, maker: str, reason: str) -> EntryDraft:
    if old.reversed_by is not None:
        raise Refused(problem("books.reversed_twice", number=old.label))
    if old.kind is EntryKind.REVERSAL:
        raise Refused(problem("books.is_reversal", number=old.label))
    book = get_book(unit, old.book)
    memo = say("books.memo_reversal", book.language, date=old.posting_date, number=old.label)
    memo = f"{memo} {reason}".strip()
    paid = _settled_lines(unit, old.key)
    lines = tuple(
        replace(taken_back(_copy(line), book.corrections), memo=memo, settles=_settles(line, paid))
        for line in old.lines
    )
    return EntryDraft(posting_date, lines, maker, EntryKind.REVERSAL, reverses=old.key)


def _settles(line: Line, paid: set[ItemKey]) -> ItemKey | None:
    """The item the line opened, unless somebody paid into it; the item whose base value alone the line had changed."""
    if line.amount_minor == 0 and line.settles is not None:
        return line.settles
    return line.key if line.open_item and line.key not in paid else None


def _settled_lines(unit: Unit, key: VoucherKey) -> set[ItemKey]:
    """Lines of a voucher whose items somebody has paid into: their reversal opens an item of its own."""
    rows = unit.connection.execute(
        text(
            "SELECT DISTINCT item_line FROM allocation WHERE tenant_id = :t AND item_batch = :batch AND item_entry = :entry"
        ),
        {"t": unit.tenant, "batch": key.batch_id, "entry": key.entry_no},
    )
    return {ItemKey(key.batch_id, key.entry_no, row[0]) for row in rows}


def _copy(line: Line) -> LineDraft:
    return LineDraft(
        account=line.account, side=line.side, amount_minor=line.amount_minor, currency=line.currency,
        base_minor=line.base_minor, memo=line.memo, dims=line.dims, rate=line.rate,
        quantity=_units(line.quantity_micro), unit_price=_units(line.price_micro), tax_code=line.tax_code,
        tax_base_minor=line.tax_base_minor, tax_month=line.tax_month,
        due_date=line.due_date, settlement_method=line.settlement_method, settlement_number=line.settlement_number,
        source=line.source, settles=line.settles,
    )  # fmt: skip


def _units(micro: int | None) -> Decimal | None:
    return None if micro is None else Decimal(micro).scaleb(-6)
