"""Reply blocks as Block Kit: words escaped, figures in lines, one question as buttons, the scope last and quiet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from bots.slack import kit
from bots.slack.browser import why
from bots.slack.kit import Blocks
from bots.slack.text import bold, safe, safe_lines
from ledger.core import currency_name, grouped, say
from tools import blocks as b

ROWS = 40
ASKABLE = 1200
_SIGNS = {"CNY": "¥"}
# act of a card → our button; ``confirm`` opens what would be confirmed, it confirms nothing
PRESSED = {
    "confirm": "open",
    "return": "return",
    "reject": "reject",
    "submit": "submit",
    "withdraw": "withdraw",
    "undo": "undo",
}


def money(amount_minor: int, currency: str) -> str:
    """An amount with its sign, escaped."""
    sign = "−" if amount_minor < 0 else ""
    unit = _SIGNS.get(currency, f"{safe(currency_name(currency), 12)} ")
    return f"{sign}{unit}{grouped(abs(amount_minor), currency)}"


def cell(one: b.Cell) -> str:
    """A cell as escaped text."""
    if isinstance(one, b.MoneyCell):
        return money(one.amount_minor, one.currency)
    if isinstance(one, b.DateCell):
        return one.day.isoformat()
    return safe(one.text)


def _row(row: b.Row) -> str:
    cells = [found for found in map(cell, row.cells) if found]
    line = "  ·  ".join(cells)
    return ("      " * row.indent) + (bold(line) if row.weight != "line" else line)


def _table(table: b.Table, language: str) -> Blocks:
    head = "  ·  ".join(safe(column.title) for column in table.columns if column.title)
    lines = [_row(row) for row in table.rows[:ROWS]]
    left = len(table.rows) - ROWS
    made = [kit.section(bold(safe(table.title)), language)] if table.title else []
    if head:
        made.append(kit.context(head, language))
    made += [kit.section(part, language) for part in parts(lines)]
    if left > 0:
        made.append(kit.context(say("slack.more_rows", language, count=left), language))
    return made


def parts(lines: Sequence[str], limit: int = 2800) -> list[str]:
    """Lines gathered into texts that fit a section, none cut."""
    parts: list[str] = []
    for line in lines:
        if parts and len(parts[-1]) + len(line) + 1 <= limit:
            parts[-1] += f"\n{line}"
        elif line.strip():
            parts.append(line)
    return parts


def _card(card: b.Card, language: str) -> Blocks:
    made = [kit.section(bold(safe(card.title) or "–"), language)]
    made += kit.fields([(safe(fact.name), cell(fact.cell) or "–") for fact in card.facts], language)
    made += [kit.section(f"△ {safe(note, 1000)}", language) for note in card.notes[:10]]
    buttons = [
        kit.button(act.label, PRESSED[act.act], {"p": act.arguments.get("proposal", ""), "d": act.arguments.get("digest", "")},
                   "primary" if act.primary else "")
        for act in card.acts
        if act.act in PRESSED and not act.why_not
    ]  # fmt: skip
    if buttons:
        made.append(kit.actions(buttons))
    made += [
        kit.context(f"{safe(act.label)}: {safe(act.why_not)}", language)
        for act in card.acts
        if act.why_not and act.act == "confirm"
    ]
    grey = next((act for act in card.acts if act.why_not and act.act == "confirm"), None)
    return [*made, *why({"about": grey.tool, "thing": grey.arguments.get("proposal", "")} if grey else None, language)]


def _chart(chart: b.Chart, language: str) -> Blocks:
    lines = [bold(safe(chart.title))] if chart.title else []
    for series in chart.series:
        lines += [
            f"{safe(label or '')}  {money(value or 0, chart.currency)}"
            for label, value in zip_longest(chart.labels, series.values_minor)
        ]
    return [kit.section(part, language) for part in parts(lines)]


def _citation(one: b.Citation, language: str) -> Blocks:
    place = f"{safe(one.title)} {safe(one.clause)} · {safe(one.version)}"
    quote = "\n".join(f">{line}" for line in safe_lines(one.quote).splitlines())
    return [kit.section(quote or ">–", language), kit.context(place, language)]


def _choices(one: b.Choices, language: str) -> Blocks:
    buttons = [
        kit.button(option.label, f"ask{number}", {"q": option.utterance[:ASKABLE]})
        for number, option in enumerate(one.options[: kit.ROW_ELEMENTS])
    ]
    made = [kit.section(bold(safe(one.question, 2000) or "–"), language)]
    return [*made, kit.actions(buttons)] if buttons else made


def _one(block: b.AnyBlock, language: str) -> Blocks:
    match block:
        case b.Text():
            told = safe_lines(block.text).strip()
            mark = [kit.context(say("assistant.model_words", language), language)] if block.author == "model" else []
            return [*mark, kit.section(told, language)] if told else []
        case b.Table():
            return _table(block, language)
        case b.Card():
            return _card(block, language)
        case b.Chart():
            return _chart(block, language)
        case b.Citation():
            return _citation(block, language)
        case b.Choices():
            return _choices(block, language)
        case b.Progress():
            return [kit.context(f"{safe(block.text)} {block.done}/{block.total}", language)]
        case b.File():
            return [kit.context(say("slack.file_in_web", language, name=safe(block.name)), language)]
        case b.Page():
            about, _, thing = block.ref.id.removeprefix("why_not:").partition(":")
            asked = {"about": about, "thing": thing} if block.ref.id.startswith("why_not:") else None
            return why(asked, language)  # any other is a button of the web
        case b.Scope():
            return [kit.context(" · ".join(map(safe, block.parts)) or "–", language)]


def render(blocks: Sequence[b.AnyBlock], language: str) -> Blocks:
    """All blocks of a reply."""
    made: Blocks = []
    for block in blocks:
        made += _one(block, language)
    return kit.bounded(made, language)


def fallback(blocks: Sequence[b.AnyBlock], language: str) -> str:
    """The one line that notifications show."""
    first = next((one.text for one in blocks if isinstance(one, b.Text) and one.text), "")
    return safe(first or say("slack.name", language), 150)
