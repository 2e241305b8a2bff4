"""汇率: exchange rates listed, given one by one, or taken from a table; every row stays, the newest holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from ingestion.tables import day as day_of
from ingestion.tables import figure, find_table, plain, read_tables
from ledger.business.rates import Rate, RateKind, give_rate, rates
from ledger.core import Principal, Problem, Refused, problem
from ledger.core.money import known_currencies
from ledger.store import Store
from ledger.store.people import people
from tools.blocks import Column, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import scope_line
from tools.shared.leading import lead

Kind = Literal["mid", "closing", "average"]
_KINDS: dict[str, RateKind] = {
    **dict.fromkeys(("", "mid", "中间价", "即期", "spot"), RateKind.MID),
    **dict.fromkeys(("closing", "期末", "期末汇率", "月末汇率", "closingrate"), RateKind.CLOSING),
    **dict.fromkeys(("average", "平均", "平均汇率", "averagerate"), RateKind.AVERAGE),
}
Cells = list[tuple[int, dict[str, str]]]


class RatesRequest(Request):
    """``currency`` for one only."""

    currency: str = ""


class ShownRate(BaseModel):
    """Base currency for one unit; ``in_force`` is false where a later row supersedes it."""

    currency: str
    day: date
    kind: Kind
    rate: Decimal
    source: str
    given_by: str
    given_at: str
    in_force: bool


class RatesShown(BaseModel):
    """Newest day first; ``base`` is what the rates are told in."""

    base: str
    rows: tuple[ShownRate, ...]


def _shown(context: Context, found: list[Rate]) -> tuple[ShownRate, ...]:
    names = {one.user: one.called(context.language) for one in people(context.unit)}
    newest: set[tuple[str, str, str]] = set()
    rows = []
    for one in found:
        place = (one.currency, one.day, one.kind.value)
        rows.append(
            ShownRate(
                currency=one.currency, day=date.fromisoformat(one.day), kind=one.kind.value, rate=one.rate,
                source=one.source, given_by=names.get(one.given_by, one.given_by), given_at=one.given_at.isoformat(),
                in_force=place not in newest,
            )
        )  # fmt: skip
        newest.add(place)
    return tuple(rows)


@tool(
    action="period.read",
    effect="read",
    examples={"zh": ("美元汇率多少",), "en": ("Exchange rates for USD",)},
)
def exchange_rates(context: Context, request: RatesRequest) -> Done:
    """Exchange rates by currency and day with kind, source and who gave them."""
    rows = _shown(context, rates(context.unit, currency=request.currency.upper()))
    context.tally.rows, context.tally.tainted = len(rows), True  # sources are what people typed
    columns = tuple(
        Column(title=context.say(f"rate.{name}"), numeric=name == "rate")
        for name in ("currency", "day", "kind", "rate", "source", "given_by", "in_force")
    )
    shown = tuple(
        Row(
            cells=(
                words(one.currency), words(one.day.isoformat()), words(context.say(f"rate.kind_{one.kind}")),
                words(format(one.rate, "f")), words(one.source), words(one.given_by),
                words(context.say("rate.in_force" if one.in_force else "rate.superseded")),
            )
        )
        for one in rows
    )  # fmt: skip
    result = RatesShown(base=context.company.currency, rows=rows)
    newest = next((one for one in rows if one.in_force), None)
    head = lead(context, "rates_none") if newest is None else lead(
        context, "rates", currency=newest.currency, rate=format(newest.rate, "f"), base=result.base, day=newest.day.isoformat(),
        what=context.say(f"rate.kind_{newest.kind}"), count=len(rows),
    )  # fmt: skip
    scope = scope_line(context, context.today.isoformat(), action="report.read")
    return Done(result, (head, Table(columns=columns, rows=shown), scope))


class GiveRate(Request):
    """``rate`` is what one unit of ``currency`` is worth in the base currency."""

    currency: Annotated[str, StringConstraints(max_length=3, strip_whitespace=True)]
    day: date
    rate: Decimal
    kind: Kind = "closing"
    source: Annotated[str, StringConstraints(max_length=120, strip_whitespace=True)]


class RatesGiven(BaseModel):
    """How many were kept."""

    count: int


def _currency(context: Context, typed: str) -> str | Problem:
    code = typed.strip().upper()
    if code == context.company.currency:
        return problem("rate.base_currency", "currency", currency=code)
    return code if code in known_currencies() else problem("rate.unknown_currency", "currency", currency=typed)


def _given(context: Context, count: int) -> Done:
    context.tally.rows = count
    return Done(RatesGiven(count=count), (Text(text=context.say("rate.given", count=count)),))


@tool(action="rate.give", effect="commit")
def set_rate(context: Context, request: GiveRate) -> Done:
    """Give an exchange rate: currency, day, kind, rate and its source; an earlier one of that day is superseded."""
    code = _currency(context, request.currency)
    if isinstance(code, Problem):
        raise Refused(code)
    if not request.source:
        raise Refused(problem("rate.no_source", "source"))
    kind, user = RateKind(request.kind), context.principal.user
    give_rate(context.unit, code, request.day.isoformat(), kind, request.rate, request.source, user, context.now)
    return _given(context, 1)


class RatesFile(Request):
    """A staged table of rates; ``kind`` for rows that do not say theirs."""

    sha256: str
    name: str = ""
    kind: Kind = "closing"


def _read(store: Store, principal: Principal, request: RatesFile) -> Cells:
    for sheet in read_tables(store.blobs(principal.tenant).get(request.sha256), request.name):
        if found := find_table(sheet, "rates", ("currency", "day", "rate")):
            return list(found.rows())
    raise Refused(problem("rate.no_columns", "file", name=request.name))


def _take(context: Context, request: RatesFile, cells: dict[str, str]) -> None:
    """One row kept; Refused with what is wrong in it."""
    code = _currency(context, cells["currency"])
    if isinstance(code, Problem):
        raise Refused(code)
    on, rate = day_of(cells["day"]), figure(cells["rate"])
    if on is None:
        raise Refused(problem("rate.bad_day", "day", day=cells["day"]))
    if rate is None:
        raise Refused(problem("rate.bad_rate", "rate", rate=cells["rate"], most=12))
    word = plain(cells.get("kind", ""))
    if word not in _KINDS:
        raise Refused(problem("rate.bad_kind", "kind", kind=cells["kind"]))
    kind = _KINDS[word] if word else RateKind(request.kind)
    source = cells.get("source", "")[:120] or request.name[:120]
    give_rate(context.unit, code, on.isoformat(), kind, rate, source, context.principal.user, context.now)


@tool(action="rate.give", effect="commit", prepare=_read, people_only=True)
def import_rates(context: Context, request: RatesFile) -> Done:
    """Take a table of exchange rates in, all rows or none; a row without a source has the file's name for one."""
    faults: list[Problem] = []
    for place, cells in context.prepared:
        try:
            _take(context, request, cells)
        except Refused as refusal:
            why = refusal.problems[0].text(context.language)
            faults.append(problem("rate.bad_row", f"rows.{place}", row=place, why=why))
    if faults:
        raise Refused(*faults)
    return _given(context, len(context.prepared))
