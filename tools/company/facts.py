"""公司资料: what may be changed of a company after its founding, by whom it was, and what stays and why."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from ingestion.values.tax_ids import compact_tax_id, is_valid_tax_id
from ledger.books.accounts import describe_book, get_book, set_grace
from ledger.books.periods import periods
from ledger.charts import standards
from ledger.core import Refused, company_date, grouped, problem, time_zones
from ledger.store.company import change_facts, changes
from ledger.store.people import people
from tools.blocks import Card, Fact, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool

OPEN = ("name", "name_en", "tax_id", "address", "time_zone", "grace_seconds")
FIXED = ("standard", "language", "currency", "fiscal_start_month", "corrections", "first_period")
Line = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]


class FactShown(BaseModel):
    """A fact and what it is; ``why`` it stays, where it may not be changed."""

    name: str
    value: str
    why: str = ""


class ChangeShown(BaseModel):
    """What a fact was and what it is since, on which day of the company."""

    name: str
    before: str
    after: str
    by: str
    day: str


class CompanyShown(BaseModel):
    """Facts that may be changed, facts that stay, and changes newest first."""

    open: tuple[FactShown, ...]
    fixed: tuple[FactShown, ...]
    changes: tuple[ChangeShown, ...]


@tool(
    action="chart.read",
    effect="read",
    examples={"zh": ("公司基本信息",), "en": ("Our company details",)},
)
def company_facts(context: Context, request: Nothing) -> Done:
    """What the company is told apart by, which of it may be changed, and who changed what."""
    company, book = context.company, get_book(context.unit, context.company.book)
    months = [one.period for one in periods(context.unit, company.book) if "+" not in one.period]
    standard = standards().get(company.standard)
    values = {
        "standard": standard.called(context.language) if standard else company.standard, "currency": company.currency,
        "language": context.say("company.chinese" if company.language == "zh" else "company.english"),
        "fiscal_start_month": context.say("company.month", number=book.fiscal_start_month),
        "corrections": context.say(f"company.corrections_{book.corrections}"), "first_period": min(months, default=""),
    }  # fmt: skip
    by = {one.user: one.called(context.language) for one in people(context.unit)}
    shown = CompanyShown(
        open=tuple(FactShown(name=name, value=str(getattr(company, name))) for name in OPEN),
        fixed=tuple(FactShown(name=name, value=values[name], why=context.say(f"company.fixed_{name}")) for name in FIXED),
        changes=tuple(
            ChangeShown(name=one.field, before=_told(context, one.field, one.before), after=_told(context, one.field, one.after), by=by.get(one.changed_by, one.changed_by),
                        day=company_date(one.changed_at, company.time_zone).isoformat())
            for one in changes(context.unit)
        ),
    )  # fmt: skip
    context.tally.rows, context.tally.tainted = len(shown.changes), True  # what people wrote
    facts = tuple(
        Fact(name=context.say(f"company.{one.name}"), cell=words(one.value)) for one in (*shown.open, *shown.fixed)
    )
    return Done(shown, (Card(title=company.title(context.language), facts=facts),))


def _told(context: Context, name: str, value: str) -> str:
    """A fact as people read it: an amount with its currency, empty for never."""
    if name != "passkey_from_minor":
        return value
    return f"{context.company.currency} {grouped(int(value), context.company.currency)}" if int(value) else ""


class ChangeCompany(Request):
    """What shall be otherwise; what is not named stays. ``grace_seconds`` between a confirmation and its posting, 0 to 3600."""

    name: Annotated[str, StringConstraints(max_length=120, strip_whitespace=True)] | None = None
    name_en: Annotated[str, StringConstraints(max_length=120, strip_whitespace=True)] | None = None
    tax_id: Annotated[str, StringConstraints(max_length=40, strip_whitespace=True)] | None = None
    address: Line | None = None
    time_zone: Line | None = None
    grace_seconds: int | None = Field(default=None, ge=0, le=3600)


class CompanyChanged(BaseModel):
    """How many facts are otherwise now, and what to look at again."""

    changed: int
    warnings: tuple[str, ...] = ()


@tool(action="settings.change", effect="commit", people_only=True)
def change_company(context: Context, request: ChangeCompany) -> Done:
    """Change the company's name, tax id, address, time zone or the seconds before posting; what it was is kept."""
    given = {name: value for name in OPEN if (value := getattr(request, name)) is not None}
    if given.get("name") == "":
        raise Refused(problem("company.no_name", "name"))
    zone = given.get("time_zone")
    if zone is not None and zone not in time_zones():
        raise Refused(problem("company.unknown_zone", "time_zone", given=str(zone)[:60]))
    if "tax_id" in given:
        given["tax_id"] = compact_tax_id(str(given["tax_id"]))
    before = len(changes(context.unit))
    new = change_facts(context.unit, given, context.principal.user, context.now)
    describe_book(context.unit, new.book, new.name, new.name_en or new.name, new.time_zone)
    set_grace(context.unit, new.book, new.grace_seconds)
    doubtful = new.tax_id and "tax_id" in given and not is_valid_tax_id(new.tax_id)
    told = (context.say("company.tax_id_doubtful", tax_id=new.tax_id),) if doubtful else ()
    changed = len(changes(context.unit)) - before
    return Done(CompanyChanged(changed=changed, warnings=told), ())
