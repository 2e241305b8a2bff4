"""抽凭 Samples: drawn from a population whose totals are shown, kept with the auditor's own conclusions; 例外清单 Tests."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from ledger.business.samples import (
    Asked,
    Item,
    Member,
    Sample,
    conclude,
    draw,
    exceptions,
    find_sample,
    keep,
    population,
)
from ledger.business.samples import samples as all_samples
from ledger.core import Refused, from_minor, grouped, problem
from policies.access import Resource
from tools.blocks import Column, DateCell, Ref, Row, Table, Text, money, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.asking import Between, months
from tools.shared.own_samples import own_sample

MOST = 1000
"""No sample has more vouchers; a pack of more than 200 is made in the background (sample_packs.py)."""
SHOWN = 100
Method = Literal["amount", "monetary", "random", "risk"]


class Population(Request):
    """Days of posting; ``accounts``: beginnings of account codes, apart by spaces; ``series`` such as 记."""

    period: Between
    accounts: str = Field(default="", pattern=r"^[0-9A-Za-z. ]{0,200}$")
    series: str = Field(default="", max_length=20)


class DrawSample(Population):
    """``count`` vouchers by ``method``; ``seed`` for random and monetary, so that anyone can draw the same again."""

    method: Method = "random"
    count: int = Field(default=25, ge=1, le=MOST)
    seed: str = Field(default="", max_length=80)


class PopulationShown(BaseModel):
    """How many vouchers, and the sum of their debit sides in base currency."""

    count: int
    debit: Decimal
    debit_minor: int


class ItemShown(BaseModel):
    """A drawn voucher; ``why`` as the method says it; ``conclusion`` empty, fine, exception or question."""

    place: int
    voucher: str
    number: str
    day: date
    total: Decimal
    total_minor: int
    why: str
    conclusion: str
    note: str
    given_at: datetime | None


class SampleShown(BaseModel):
    """A sample with what it was drawn from."""

    sample: int
    first: date
    last: date
    accounts: str
    series: str
    method: str
    count: int
    seed: str
    population: PopulationShown
    drawn_at: datetime
    items: tuple[ItemShown, ...]
    drawn: int
    concluded: int


class SamplesShown(BaseModel):
    """One's own samples, newest first; items are left out."""

    samples: tuple[SampleShown, ...]


class TestShown(BaseModel):
    """One test: how many vouchers stand in it, and the first of them."""

    test: str
    count: int
    vouchers: tuple[ItemShown, ...]


class TestsShown(BaseModel):
    """Every test over one population."""

    population: PopulationShown
    tests: tuple[TestShown, ...]


def _asked(context: Context, request: Population) -> Asked:
    """The population asked for; only for who may read the audit and every voucher."""
    context.require(Resource("Company", context.company.tenant), "audit.read")
    period = request.period
    context.within(*months(period), "voucher.read")
    if not context.sees_every("Line", "voucher.read", months(period)):
        raise Refused(problem("sample.not_whole"))
    return Asked(
        context.company.book,
        period.start.isoformat(),
        period.end.isoformat(),
        tuple(request.accounts.split()),
        request.series,
    )


def _population(context: Context, members: list[Member]) -> PopulationShown:
    total = sum(one.total_minor for one in members)
    return PopulationShown(count=len(members), debit=from_minor(total, context.company.currency), debit_minor=total)


@tool(action="audit.read", effect="read")
def sample_population(context: Context, request: Population) -> Done:
    """What a sample would be drawn from: how many vouchers, and the sum of their debit sides."""
    shown = _population(context, population(context.unit, _asked(context, request)))
    total = grouped(shown.debit_minor, context.company.currency)
    return Done(shown, (Text(text=context.say("sample.population_is", count=shown.count, debit=total)),))


@tool(action="self.change", effect="commit")
def draw_sample(context: Context, request: DrawSample) -> Done:
    """Draw a sample of vouchers by amount, monetary units, at random or by risk, and keep it as one's own working paper."""
    asked = _asked(context, request)
    if request.method in ("random", "monetary") and not request.seed:
        raise Refused(problem("sample.wants_seed", "seed"))
    members = population(context.unit, asked)
    if not members:
        raise Refused(problem("sample.nothing", "period"))
    scores = exceptions(context.unit, asked.book, members).scores() if request.method == "risk" else {}
    drawn = draw(members, request.method, request.count, request.seed, scores)
    whole = (len(members), sum(one.total_minor for one in members))
    actor = context.principal.user
    number = keep(context.unit, asked, request.method, request.count, request.seed, whole, drawn, actor, context.now)
    return _told(context, find_sample(context.unit, number))


@tool(action="audit.read", effect="read")
def list_samples(context: Context, request: Nothing) -> Done:
    """One's own samples, newest first."""
    mine = [
        one for one in all_samples(context.unit)
        if one.drawn_by == context.principal.user
        and context.spans(one.asked.first[:7], one.asked.last[:7], "voucher.read")
    ]  # fmt: skip
    found = tuple(
        _shown(context, find_sample(context.unit, one.number)).model_copy(update={"items": ()}) for one in mine[:SHOWN]
    )
    context.tally.rows = len(found)
    return Done(SamplesShown(samples=found), (Text(text=context.say("sample.there_are", count=len(found))),))


class OpenSample(Request):
    """A sample by its number."""

    sample: int


@tool(action="audit.read", effect="read")
def open_sample(context: Context, request: OpenSample) -> Done:
    """One of one's own samples: how it was drawn, its vouchers, what was concluded of each."""
    return _told(context, own_sample(context, request.sample))


class ConcludeItem(Request):
    """What the auditor says of one voucher: fine, exception or question, with a note."""

    sample: int
    place: int
    conclusion: Literal["fine", "exception", "question"]
    note: str = Field(default="", max_length=1000)


@tool(action="self.change", effect="commit")
def conclude_item(context: Context, request: ConcludeItem) -> Done:
    """Write down one's own conclusion on a sampled voucher; it is no part of the books."""
    context.require(Resource("Company", context.company.tenant), "audit.read")
    own_sample(context, request.sample)
    conclude(
        context.unit,
        request.sample,
        request.place,
        request.conclusion,
        request.note,
        context.principal.user,
        context.now,
    )
    return _told(context, find_sample(context.unit, request.sample))


@tool(action="audit.read", effect="read")
def exception_tests(context: Context, request: Population) -> Done:
    """Vouchers to look at first: maker is checker, weekend, round amounts, by hand after a close, series below a limit."""
    asked = _asked(context, request)
    members = population(context.unit, asked)
    found = exceptions(context.unit, asked.book, members).found
    tests = tuple(
        TestShown(
            test=name,
            count=len(rows),
            vouchers=tuple(_member(context, place, one) for place, one in enumerate(rows[:SHOWN], 1)),
        )
        for name, rows in found.items()
    )
    context.tally.rows = sum(len(one.vouchers) for one in tests)
    columns = (Column(title=context.say("sample.test")), Column(title=context.say("sample.count"), numeric=True))
    rows = tuple(Row(cells=(words(context.say(f"sample.test_{one.test}")), words(str(one.count)))) for one in tests)
    return Done(TestsShown(population=_population(context, members), tests=tests), (Table(columns=columns, rows=rows),))


def _member(context: Context, place: int, one: Member) -> ItemShown:
    return _item(context, Item(place, one.voucher, one.label, one.day, one.total_minor, ""))


def _item(context: Context, one: Item) -> ItemShown:
    return ItemShown(
        place=one.place, voucher=one.voucher, number=one.label, day=date.fromisoformat(one.day), why=one.why,
        total=from_minor(one.total_minor, context.company.currency), total_minor=one.total_minor,
        conclusion=one.conclusion, note=one.note, given_at=one.given_at,
    )  # fmt: skip


def _shown(context: Context, one: Sample) -> SampleShown:
    whole = PopulationShown(count=one.population, debit=from_minor(one.population_minor, context.company.currency),
                            debit_minor=one.population_minor)  # fmt: skip
    return SampleShown(
        sample=one.number, first=date.fromisoformat(one.asked.first), last=date.fromisoformat(one.asked.last),
        accounts=" ".join(one.asked.accounts), series=one.asked.series, method=one.method, count=one.count, seed=one.seed,
        population=whole, drawn_at=one.drawn_at, items=tuple(_item(context, item) for item in one.items),
        drawn=len(one.items), concluded=sum(1 for item in one.items if item.conclusion),
    )  # fmt: skip


def _told(context: Context, one: Sample) -> Done:
    result = _shown(context, one)
    context.tally.rows = result.drawn
    heads = ("number", "day", "total", "why", "conclusion")
    columns = tuple(Column(title=context.say(f"sample.{head}"), numeric=head == "total") for head in heads)
    rows = tuple(
        Row(cells=(words(item.number, Ref(kind="voucher", id=item.voucher), "zh"), DateCell(day=item.day),
                   money(item.total_minor, context.company.currency), words(item.why),
                   words(context.say(f"sample.is_{item.conclusion}") if item.conclusion else "")))
        for item in result.items
    )  # fmt: skip
    lead = context.say("sample.lead", sample=result.sample, drawn=result.drawn, count=result.population.count,
                       debit=grouped(result.population.debit_minor, context.company.currency))  # fmt: skip
    return Done(result, (Text(text=lead), Table(columns=columns, rows=rows)))
