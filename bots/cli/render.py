"""Blocks as terminal text, by rich. Figures right, minus red *and* with its sign, the scope line last.

Whatever others wrote becomes text by :func:`words`: no markup of rich is read in it, and no sign that a terminal obeys
(escape sequences, links, direction marks) is left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text as RichText

from ledger.core import grouped, say
from tools import blocks as b

_OBEYED = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_WEIGHT = {"line": "", "subtotal": "bold", "total": "bold underline"}


def words(text: str, style: str = "") -> RichText:
    """Words of others as plain text of a terminal."""
    shown = "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in _OBEYED)
    return RichText(shown, style=style)


def _cell(cell: b.Cell) -> RichText:
    if isinstance(cell, b.MoneyCell):
        return RichText(grouped(cell.amount_minor, cell.currency), style="red" if cell.amount_minor < 0 else "")
    if isinstance(cell, b.DateCell):
        return RichText(cell.day.isoformat())
    return words(cell.text)


def _table(block: b.Table) -> RichTable:
    table = RichTable(
        title=words(block.title) if block.title else None,
        title_justify="left",
        header_style="dim",
        box=None,
        pad_edge=False,
    )
    for place, column in enumerate(block.columns):
        widest = max((_cell(row.cells[place]).cell_len for row in block.rows), default=0)
        table.add_column(  # a figure is never cut: text columns give way
            words(column.title),
            justify="right" if column.numeric else "left",
            min_width=widest if column.numeric else None,
            overflow="fold",
        )
    for row in block.rows:
        cells = [_cell(cell) for cell in row.cells]
        if cells and row.indent:
            cells[0] = RichText("  " * row.indent) + cells[0]
        table.add_row(*cells, style=_WEIGHT[row.weight])
    return table


def _card(block: b.Card) -> Panel:
    grid = RichTable.grid(padding=(0, 2))
    for fact in block.facts:
        grid.add_row(words(fact.name, "dim"), _cell(fact.cell))
    for note in block.notes:
        grid.add_row(RichText("△", style="yellow"), words(note))
    for act in block.acts:
        mark = "·" if act.why_not else "▸"
        grid.add_row(RichText(mark), words(f"{act.label}  {act.why_not}".strip(), "dim" if act.why_not else ""))
    return Panel(grid, title=words(block.title), title_align="left", expand=False)


def _chart(block: b.Chart, console: Console) -> None:
    console.print(words(block.title, "bold"))
    highest = max((abs(value) for series in block.series for value in series.values_minor), default=0) or 1
    for series in block.series:
        for label, value in zip(block.labels, series.values_minor, strict=True):
            bar = "█" * round(24 * abs(value) / highest)
            console.print(words(f"  {label:<10} {bar:<24} {grouped(value, block.currency)}"))


def _citation(block: b.Citation) -> Panel:
    return Panel(words(block.quote), title=words(f"{block.title} {block.clause} / {block.version}"), title_align="left")


def why_command(about: str, thing: str, language: str) -> str:
    """How a refusal is explained on the command line."""
    of = f" --thing {thing}" if thing else ""
    return say("why.cli", language, command=f"zhangfang why {about}{of}")


def _quiet(block: b.Page | b.Scope, console: Console, language: str) -> None:
    """A scope, or how a refusal is explained; the other pages are of the web."""
    if isinstance(block, b.Scope):
        console.print(words(" / ".join(block.parts), "dim"))
    elif block.ref.id.startswith("why_not:"):
        about, _, thing = block.ref.id.removeprefix("why_not:").partition(":")
        console.print(words(why_command(about, thing, language), "dim"))


def show_blocks(console: Console, blocks: Sequence[b.AnyBlock], language: str) -> None:
    """Print every block in order."""
    for block in blocks:
        match block:
            case b.Text():
                if block.author == "model":
                    console.print(words(say("assistant.model_words", language), "dim"))
                console.print(words(block.text))
            case b.Table():
                console.print(_table(block))
            case b.Card():
                console.print(_card(block))
            case b.Chart():
                _chart(block, console)
            case b.Citation():
                console.print(_citation(block))
            case b.Choices():
                console.print(words(block.question, "bold"))
                for option in block.options:
                    console.print(Padding(words(f"▸ {option.label}"), (0, 0, 0, 2)))
            case b.Progress():
                console.print(words(f"{block.text} {block.done}/{block.total}"))
            case b.File():
                console.print(words(say("cli.file", language, name=block.name)))
            case b.Page() | b.Scope():
                _quiet(block, console, language)
