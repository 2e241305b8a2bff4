"""Content as plain JSON values and back: how a proposal keeps what it proposes, and what its digest covers.

Absent fields are left out, so a field added later does not change old digests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ledger.books.entries import Content, EntryDraft, EntryKind, ItemKey, Layer, LineDraft, Side, VoucherKey

_USUAL = frozenset({"account", "side", "amount", "currency", "base", "memo", "dims"})
_SIDES = {int(side): side for side in Side}
_KINDS = {int(kind): kind for kind in EntryKind}
_TEXTS = ("rate", "tax_code", "tax_month", "due_date", "settlement_method", "settlement_number", "source")


def content_to_plain(content: Content) -> dict[str, Any]:
    """A JSON object of a content."""
    return {
        "book": content.book,
        "period": content.period,
        "series": content.series,
        "layer": int(content.layer),
        "entries": [_entry_to_plain(entry) for entry in content.entries],
    }


def content_from_plain(plain: Mapping[str, Any]) -> Content:
    """Inverse of :func:`content_to_plain`."""
    entries = tuple(_entry_from_plain(entry) for entry in plain["entries"])
    return Content(plain["book"], plain["period"], entries, plain["series"], Layer(plain["layer"]))


def _entry_to_plain(entry: EntryDraft) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "posting_date": entry.posting_date,
        "maker": entry.maker,
        "kind": int(entry.kind),
        "lines": [_line_to_plain(line) for line in entry.lines],
    }
    if entry.document_date:
        plain["document_date"] = entry.document_date
    if entry.source:
        plain["source"] = entry.source
    if entry.attachments:
        plain["attachments"] = list(entry.attachments)
    if entry.attachment_count is not None:
        plain["attachment_count"] = entry.attachment_count
    if entry.reverses:
        plain["reverses"] = [entry.reverses.batch_id, entry.reverses.entry_no]
    if entry.corrects:
        plain["corrects"] = [entry.corrects.batch_id, entry.corrects.entry_no]
    return plain


def _entry_from_plain(plain: Mapping[str, Any]) -> EntryDraft:
    return EntryDraft(
        posting_date=plain["posting_date"],
        lines=tuple(_line_from_plain(line) for line in plain["lines"]),
        maker=plain["maker"],
        kind=_KINDS[plain["kind"]],
        document_date=plain.get("document_date", ""),
        source=plain.get("source", ""),
        attachments=tuple(plain.get("attachments", ())),
        attachment_count=plain.get("attachment_count"),
        reverses=VoucherKey(*plain["reverses"]) if "reverses" in plain else None,
        corrects=VoucherKey(*plain["corrects"]) if "corrects" in plain else None,
    )


def _line_to_plain(line: LineDraft) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "account": line.account,
        "side": int(line.side),
        "amount": line.amount_minor,
        "currency": line.currency,
    }
    if line.base_minor is not None:
        plain["base"] = line.base_minor
    if line.memo:
        plain["memo"] = line.memo
    if line.dims:
        plain["dims"] = dict(line.dims)
    for name in _TEXTS:
        value = getattr(line, name)
        if value is not None:
            plain[name] = value
    if line.tax_base_minor is not None:
        plain["tax_base"] = line.tax_base_minor
    for name in ("quantity", "unit_price"):
        value = getattr(line, name)
        if value is not None:
            plain[name] = format(value, "f")
    if line.settles is not None:
        plain["settles"] = [line.settles.batch_id, line.settles.entry_no, line.settles.line_no]
    return plain


def _line_from_plain(plain: Mapping[str, Any]) -> LineDraft:
    """Most lines hold nothing after the dimensions, so the rest is looked for only where there is something."""
    get, dims = plain.get, plain.get("dims")
    usual = LineDraft(
        plain["account"], _SIDES[plain["side"]], plain["amount"], plain["currency"], get("base"), get("memo", ""),
        tuple(sorted(dims.items())) if dims else (),
    )  # fmt: skip
    if plain.keys() <= _USUAL:
        return usual
    rest: dict[str, Any] = {name: get(name) for name in _TEXTS}
    return replace(
        usual,
        quantity=Decimal(plain["quantity"]) if "quantity" in plain else None,
        unit_price=Decimal(plain["unit_price"]) if "unit_price" in plain else None,
        tax_base_minor=get("tax_base"),
        settles=ItemKey(*plain["settles"]) if "settles" in plain else None,
        **rest,
    )
