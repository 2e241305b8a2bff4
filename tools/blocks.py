"""Reply blocks: what an answer is made of, before any channel renders it.

A channel turns each block into its own idiom; nothing here knows of HTML, Slack or terminals. Amounts
stay integers of minor units, links name things of ours (``Ref``), never addresses.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Block(BaseModel):
    """Frozen, closed, and told apart by ``kind``."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Ref(Block):
    """A thing of ours that can be opened: voucher, proposal, document, account, clause, alert, person."""

    kind: Literal["voucher", "proposal", "document", "account", "clause", "alert", "party", "report", "page"]
    id: str


class MoneyCell(Block):
    """An amount in a table; opens ``ref`` where there is one."""

    kind: Literal["money"] = "money"
    amount_minor: int
    currency: str
    ref: Ref | None = None


class TextCell(Block):
    """Words in a table; ``lang`` is set when they keep the language of the books."""

    kind: Literal["text"] = "text"
    text: str
    lang: Literal["", "zh", "en"] = ""
    ref: Ref | None = None


class DateCell(Block):
    """A company date."""

    kind: Literal["date"] = "date"
    day: date


Cell = Annotated[MoneyCell | TextCell | DateCell, Field(discriminator="kind")]


class Column(Block):
    """A heading; ``numeric`` columns align right."""

    title: str
    numeric: bool = False


class Row(Block):
    """A row of cells; ``weight`` tells totals from lines, ``indent`` how deep it lies."""

    cells: tuple[Cell, ...]
    weight: Literal["line", "subtotal", "total"] = "line"
    indent: int = 0


class Text(Block):
    """Words. ``author`` tells ours from a model's: a model's are escaped and never quoted in serif."""

    kind: Literal["text"] = "text"
    text: str
    author: Literal["us", "model"] = "us"


class Table(Block):
    """Rows under headings."""

    kind: Literal["table"] = "table"
    title: str = ""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Series(Block):
    """One line or set of bars; values in minor units of the chart's currency."""

    name: str
    values_minor: tuple[int, ...]


class Chart(Block):
    """A picture of figures; every channel also shows the figures."""

    kind: Literal["chart"] = "chart"
    form: Literal["bar", "line"]
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    currency: str


class Fact(Block):
    """A name and a value on a card."""

    name: str
    cell: Cell


class Act(Block):
    """A button: an act of PEOPLE.md's table on one thing. ``why_not`` says why it cannot be pressed."""

    act: str
    label: str
    tool: str
    arguments: dict[str, str]
    primary: bool = False
    why_not: str = ""


class Card(Block):
    """One thing with its facts and what may be done to it."""

    kind: Literal["card"] = "card"
    title: str
    ref: Ref | None = None
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()


class Citation(Block):
    """A clause, verbatim, with its place, version and validity."""

    kind: Literal["citation"] = "citation"
    path: str
    title: str
    clause: str
    quote: str
    version: str
    effective_from: date | None = None
    effective_to: date | None = None
    ref: Ref | None = None


class Choice(Block):
    """An answer that can be pressed: what it says, and the request it stands for."""

    label: str
    utterance: str


class Choices(Block):
    """One question with its likely answers."""

    kind: Literal["choices"] = "choices"
    question: str
    options: tuple[Choice, ...]


class Progress(Block):
    """Where long work stands."""

    kind: Literal["progress"] = "progress"
    text: str
    done: int
    total: int


class File(Block):
    """A file that can be fetched through the door."""

    kind: Literal["file"] = "file"
    name: str
    media_type: str
    ref: Ref


class Page(Block):
    """The way to the page that shows the same and more; ``ref`` of kind ``page``: ``tool:2026-11:6602``."""

    kind: Literal["page"] = "page"
    label: str
    ref: Ref


class Scope(Block):
    """The line under every figure: what it speaks of, and what it leaves out."""

    kind: Literal["scope"] = "scope"
    parts: tuple[str, ...]


AnyBlock = Annotated[
    Text | Table | Chart | Card | Citation | Choices | Progress | File | Page | Scope, Field(discriminator="kind")
]


def money(amount_minor: int, currency: str, ref: Ref | None = None) -> MoneyCell:
    """Short form of an amount cell."""
    return MoneyCell(amount_minor=amount_minor, currency=currency, ref=ref)


def words(text: str, ref: Ref | None = None, lang: Literal["", "zh", "en"] = "") -> TextCell:
    """Short form of a text cell."""
    return TextCell(text=text, ref=ref, lang=lang)
