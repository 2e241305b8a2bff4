"""What requests share: periods, thresholds, and names that must be found in master data before a figure is given."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator
from rapidfuzz import fuzz

from ledger.books.accounts import Account, accounts, dimension_names, dimension_values
from ledger.books.retiring import retired_values
from ledger.business.parties import Party, match_party, parties, plain_name
from ledger.charts import standard_words
from ledger.core import Problem, Refused, currency_name, grouped, initials, problem
from ledger.proposals import State, listing
from ledger.reports.columns import Scope as Rows
from tools.blocks import Scope
from tools.context import Context
from tools.shared.customers import require_customers, without_customers


class Between(BaseModel):
    """Two dates, both included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: date
    end: date

    @model_validator(mode="after")
    def _in_order(self) -> Between:
        if self.start > self.end:
            raise ValueError(f"{self.start} is after {self.end}")
        return self

    def text(self) -> str:
        """``2026-08`` for a whole month, else both dates."""
        last = calendar.monthrange(self.end.year, self.end.month)[1]
        same = (self.start.year, self.start.month) == (self.end.year, self.end.month)
        if same and self.start.day == 1 and self.end.day == last:
            return f"{self.start:%Y-%m}"
        return f"{self.start.isoformat()} – {self.end.isoformat()}"


class Threshold(BaseModel):
    """``> 100000`` of money, or of something else that is counted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    op: Literal[">", ">=", "<", "<=", "=", "=="]
    value: Decimal
    unit: str = "money"


def this_month(today: date) -> Between:
    """From the first of the month to its last day."""
    return Between(start=today.replace(day=1), end=today.replace(day=calendar.monthrange(today.year, today.month)[1]))


def months(period: Between) -> tuple[str, str]:
    """First and last month of a period: ``("2026-01", "2026-03")``."""
    return f"{period.start:%Y-%m}", f"{period.end:%Y-%m}"


def minor(value: Decimal) -> int:
    """Base-currency minor units of a typed amount, rounded half up to the cent."""
    return int((value * 100).to_integral_value())


@dataclass(frozen=True, slots=True)
class Found:
    """What a name was taken for."""

    code: str
    name: str


def _refuse(kind: str, asked: str, likely: list[str]) -> Refused:
    code = f"ask.no_such_{kind}" if not likely else f"ask.which_{kind}"
    told: Problem = problem(code, asked=asked, likely="、".join(likely[:3]))
    return Refused(told)


def chart_of(context: Context, book: str) -> list[Account]:
    """The chart of a book, read once a call."""
    return context.once(("chart", book), lambda: accounts(context.unit, book))


def find_account(context: Context, asked: str) -> Account:
    """An account by code, name, or the end of its name; refused with likely ones where it is none or several."""
    chart = chart_of(context, context.company.book)
    for one in chart:
        if asked in (one.code, one.name_zh, one.name_en) or asked.casefold() == one.name_en.casefold():
            return one
    plain = plain_name(asked)
    ends = [one for one in chart if plain_name(one.name_zh.split("—")[-1]) == plain]
    ends = ends or [one for one in chart if plain and plain in plain_name(f"{one.name_zh} {one.name_en}")]
    tops = [
        one for one in ends if not any(other.code != one.code and one.code.startswith(other.code) for other in ends)
    ]
    if len(tops) == 1:
        return tops[0]
    return _closest_account(asked, chart, tops)


def account_by_initials(context: Context, asked: str) -> Account | None:
    """The one postable account that goes by these 拼音首字母, whole or of its last part (``bgf``); None without one.

    Refused with the likely ones where several do.
    """
    typed = asked.casefold()
    if not (typed.isascii() and typed.isalpha() and 2 <= len(typed) <= 30):
        return None
    chart = [one for one in chart_of(context, context.company.book) if one.postable and one.active]
    parts = {one.code: (one.name_zh, one.name_zh.split("—")[-1]) for one in chart}
    found = [one for one in chart if any(typed in initials(part) for part in parts[one.code])]
    if len(found) > 1:
        raise _refuse("account", asked, [f"{one.code} {one.name_zh}" for one in found])
    return found[0] if found else None


def _closest_account(asked: str, chart: list[Account], several: list[Account]) -> Account:
    if several:
        raise _refuse("account", asked, [f"{one.code} {one.name_zh}" for one in several])
    scored = sorted(
        chart, key=lambda one: -max(fuzz.ratio(asked, one.name_zh), fuzz.ratio(asked.lower(), one.name_en.lower()))
    )
    best = scored[0]
    if max(fuzz.ratio(asked, best.name_zh), fuzz.ratio(asked.lower(), best.name_en.lower())) >= 88:
        return best
    raise _refuse("account", asked, [])


def find_party(context: Context, asked: str, kind: Literal["vendor", "customer", "party"]) -> Party:
    """A vendor, customer or either by id, tax id, name, alias, or a part of the name; refused otherwise.

    Forbidden where a customer is asked for and this person may see none; among both, customers are then not there.
    """
    if kind == "customer":
        require_customers(context)
    known = without_customers(context, parties(context.unit, None if kind == "party" else kind))
    for one in known:
        if asked.upper() in (one.party_id, one.tax_id or ""):
            return one
    match = match_party(known, asked, None)
    if match.party is not None:
        return match.party
    plain = plain_name(asked)
    parts = [one for one in known if plain and plain in plain_name(f"{one.name} {one.name_en}")]
    if len(parts) == 1:
        return parts[0]
    raise _refuse(kind, asked, [one.name for one in (parts or list(match.similar))])


def offered_department(context: Context, asked: str) -> Found:
    """A department a new voucher may name, by code or name; refused otherwise, with its own word for a retired one."""
    found = find_department(context, asked)
    if found.code in retired_values(context.unit, "department"):
        title = dimension_names(context.unit)["department"][context.language == "en"]
        raise Refused(problem("books.retired_value", "department", dimension=title, value=found.name))
    return found


def find_department(context: Context, asked: str) -> Found:
    """A department by code or name, retired ones too; refused otherwise."""
    known = dimension_values(context.unit, "department")
    for code, name in known.items():
        if asked.casefold() in (code.casefold(), name.casefold()) or plain_name(asked) == plain_name(
            name.removesuffix("部")
        ):
            return Found(code, name)
    raise _refuse("department", asked, list(known.values()))


def rows_of_lines(context: Context, first: str, last: str) -> Rows | None:
    """The person's row filter for voucher lines of a report from one month to another; None where they see every line.

    Forbidden where an external auditor asks for months outside their years. What was brought forward into the first
    month belongs to the report's year, as an opening balance does.
    """
    context.within(first, last)
    if context.sees_every("Line", months=(first, last)):
        return None
    known: dict[str, int | str] = {"book": context.company.book, "year": context.fiscal_year(last)}
    return lambda columns: context.rows("Line", {**columns, **known})


def scope_line(context: Context, *parts: str, unposted: tuple[int, int] | None = None, action: str = "") -> Scope:
    """The line under figures: company, standard, what it speaks of (the period first), what it leaves out, whose rows,
    currency. Files of figures are named after the period, the third part.
    """
    company = context.company
    told = [company.title(context.language), standard_words(company.standard, context.language), *parts]
    if unposted is not None and unposted[0]:
        amount = grouped(unposted[1], company.currency)
        told.append(context.say("ask.posted_and_waiting", count=unposted[0], amount=amount))
    else:
        told.append(context.say("ask.posted_only"))
    told.append(_whose_rows(context, action))
    told.append(currency_name(company.currency))
    return Scope(parts=tuple(told))


def _whose_rows(context: Context, action: str) -> str:
    """All of them, a person's own part, or an external auditor's years."""
    if context.last_audited is not None:
        first, last = (context.principal.attributes[f"audit_{end}"] for end in ("first", "last"))
        return context.say("ask.audited_years", first=first, last=last)
    return context.say("ask.whole_company" if context.sees_every("Line", action) else "ask.only_yours")


def unposted(context: Context) -> tuple[int, int]:
    """How many proposals wait unposted, and their sum in base minor units; none for an external auditor: they are in no
    book and no year yet.
    """
    if context.last_audited is not None:
        return 0, 0
    waiting = listing(context.unit, [State.DRAFT, State.PROPOSED, State.RETURNED, State.CONFIRMED])
    return len(waiting), sum(row.amount_minor for row in waiting)
