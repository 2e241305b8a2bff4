"""Blocks as short lines of text: what a model may be told again of an answer, and what backs a figure."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.core import grouped
from tools import blocks as b


def cell_text(cell: b.Cell) -> str:
    """A cell as text."""
    if isinstance(cell, b.MoneyCell):
        return f"{grouped(cell.amount_minor, cell.currency)} {cell.currency}"
    return cell.day.isoformat() if isinstance(cell, b.DateCell) else cell.text


def lines(block: b.AnyBlock) -> Iterator[str]:
    """A block as short lines of text; a model's own words are none of it."""
    match block:
        case b.Text() if block.author != "model":
            yield block.text
        case b.Table():
            yield " | ".join(column.title for column in block.columns)
            yield from (" | ".join(cell_text(cell) for cell in row.cells) for row in block.rows)
        case b.Card():
            yield block.title
            yield from (f"{fact.name}: {cell_text(fact.cell)}" for fact in block.facts)
            yield from block.notes
        case b.Citation():
            yield f"{block.title} {block.clause} ({block.version}): {block.quote}"
        case b.Chart():
            for series in block.series:
                named = zip(block.labels, series.values_minor, strict=False)
                yield from (f"{label}: {grouped(value, block.currency)} {block.currency}" for label, value in named)
        case b.Choices():
            yield block.question
        case b.Scope():
            yield " / ".join(block.parts)
        case b.File():
            yield block.name
