"""核算项目 Dimensions: departments, projects and what else a company books by, seen, added and renamed.

Parties come from vendors and customers, employees from the people invited, cash flow items from the standard: those have
places of their own.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from ledger.books.accounts import create_dimension, create_values, dimension_names, dimension_values, rename_value
from ledger.books.retiring import retire_value, retired_values
from ledger.business.assets.charged import CHARGE, OUT, named
from ledger.business.assets.moves import LAST, standing
from ledger.business.closing import facts_on
from ledger.business.templates.kept import templates
from ledger.core import Refused, problem
from tools.blocks import Column, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool

ELSEWHERE = frozenset({"party", "employee", "cash_flow"})
"""Dimensions whose values come from somewhere else."""
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$")]
Name = Annotated[str, Field(min_length=1, max_length=80)]


class Value(BaseModel):
    """A department, a project …: its code in vouchers, and what it is called. ``named_by`` are cards and recurring templates
    that still name it though it is retired.
    """

    code: str
    name: str
    retired: bool = False
    named_by: tuple[str, ...] = ()


class Dimension(BaseModel):
    """What vouchers may be booked by, with its values by code."""

    code: str
    name: str
    values: tuple[Value, ...]


class DimensionsShown(BaseModel):
    """Those a person may add to."""

    dimensions: tuple[Dimension, ...]


class GivenValue(Request):
    """A value of a dimension and its name."""

    dimension: str = Field(max_length=30)
    code: Code
    name: Name


def _known(context: Context, dimension: str) -> str:
    """What a dimension is called; refused where it is unknown or filled elsewhere."""
    names = dimension_names(context.unit)
    if dimension not in names or dimension in ELSEWHERE:
        raise Refused(problem("books.unknown_dimension", "dimension", dimension=dimension, account=""))
    return names[dimension][context.language == "en"]


def _values(context: Context, dimension: str) -> tuple[Value, ...]:
    """Those in use first, each by code."""
    gone = retired_values(context.unit, dimension)
    naming = _still_naming(context, dimension) if gone else []
    found = [
        Value(code=code, name=name, retired=code in gone, named_by=_naming(naming, code) if code in gone else ())
        for code, name in dimension_values(context.unit, dimension).items()
    ]
    return tuple(sorted(found, key=lambda one: (one.retired, one.code)))


@tool(action="chart.read", effect="read", people_only=True)
def show_dimensions(context: Context, request: Nothing) -> Done:
    """Departments, projects and other dimensions with their values."""
    found = tuple(
        Dimension(
            code=code, name=both[context.language == "en"],
            values=_values(context, code),
        )
        for code, both in dimension_names(context.unit).items()
        if code not in ELSEWHERE
    )  # fmt: skip
    columns = tuple(Column(title=context.say(f"dims.{head}")) for head in ("title", "code", "name", "state"))
    rows = tuple(Row(cells=(words(one.name), words(value.code), words(value.name),
                        words(context.say("dims.retired") if value.retired else "")))
                 for one in found for value in one.values)  # fmt: skip
    context.tally.rows = len(rows)
    return Done(DimensionsShown(dimensions=found), (Table(columns=columns, rows=rows),))


@tool(action="chart.change", effect="commit", people_only=True)
def add_dimension_value(context: Context, request: GivenValue) -> Done:
    """Add a department, a project or another value that vouchers may name."""
    called, name = _known(context, request.dimension), request.name.strip()
    if request.code in dimension_values(context.unit, request.dimension):
        raise Refused(problem("books.value_exists", "code", dimension=called, value=request.code))
    create_values(context.unit, request.dimension, {request.code: name})
    told = context.say("dims.added", dimension=called, code=request.code, name=name)
    return Done(Value(code=request.code, name=name), (Text(text=told),))


class GivenDimension(Request):
    """A new dimension: its code in vouchers and what it is called."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,29}$")]
    name: Name
    name_en: str = Field(default="", max_length=80)


@tool(action="chart.change", effect="commit", people_only=True)
def add_dimension(context: Context, request: GivenDimension) -> Done:
    """Add a dimension vouchers may be booked by, such as projects or warehouses."""
    name = request.name.strip()
    if request.code in dimension_names(context.unit):
        raise Refused(problem("books.dimension_exists", "code", dimension=request.code))
    create_dimension(context.unit, request.code, name, request.name_en.strip() or name)
    told = context.say("dims.made", name=name)
    return Done(Value(code=request.code, name=name), (Text(text=told),))


@tool(action="chart.change", effect="commit", people_only=True)
def rename_dimension_value(context: Context, request: GivenValue) -> Done:
    """Call a department, a project or another value by a new name; its code stays."""
    called, name = _known(context, request.dimension), request.name.strip()
    rename_value(context.unit, request.dimension, request.code, name)
    told = context.say("dims.renamed", dimension=called, code=request.code, name=name)
    return Done(Value(code=request.code, name=name), (Text(text=told),))


class Retire(Request):
    """A value of a dimension by its code; ``retired`` false takes it back."""

    dimension: str = Field(max_length=30)
    code: str = Field(max_length=30)
    retired: bool = True


@tool(action="chart.change", effect="commit", people_only=True)
def retire_dimension_value(context: Context, request: Retire) -> Done:
    """Retire a department, a project or another value: kept on what was posted, not offered for new vouchers; or take it back."""
    called = _known(context, request.dimension)
    facts = facts_on(context.unit, context.company.book, context.today)
    if request.retired and request.dimension == "department" and facts.department == request.code:
        raise Refused(problem("dims.month_end_uses", "code", value=request.code))
    retire_value(context.unit, request.dimension, request.code, retired=request.retired)
    name = dimension_values(context.unit, request.dimension)[request.code]
    told = context.say("dims.retired_now" if request.retired else "dims.taken_back", dimension=called, name=name)
    used = _naming(_still_naming(context, request.dimension), request.code) if request.retired else ()
    more = (Text(text=context.say("dims.still_named", name=name, by="、".join(used))),) if used else ()
    return Done(Value(code=request.code, name=name, retired=request.retired, named_by=used), (Text(text=told), *more))


def _still_naming(context: Context, dimension: str) -> list[tuple[str, frozenset[str]]]:
    """Cards not fully carried and recurring templates, each with the values of a dimension that it names: the month end stops
    at one that names a retired value until it is moved or the value is taken back.
    """
    unit, book = context.unit, context.company.book
    own: list[tuple[str, frozenset[str]]] = []
    if dimension == "department":
        out, carried = named(unit, book, LAST, OUT), named(unit, book, LAST, CHARGE)
        own = [
            (one.card_id, frozenset({one.department})) for one in standing(unit, book)
            if not out.get(one.card_id, (0, 0))[0] and carried.get(one.card_id, (0, 0))[0] < one.total_minor
        ]  # fmt: skip
    recurring = [
        (one.template_id, frozenset(code for line in one.lines for kind, code in line.dims if kind == dimension))
        for one in templates(unit, book)
        if one.day
    ]
    return own + recurring


def _naming(known: list[tuple[str, frozenset[str]]], code: str) -> tuple[str, ...]:
    return tuple(name for name, codes in known if code in codes)
