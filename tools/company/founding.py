"""Founding a company: facts, ground, first administrator and open months in one act, in a tenant that is empty."""

from __future__ import annotations

import re
from datetime import date

from pydantic import BaseModel, Field

from ingestion.values.tax_ids import compact_tax_id, is_valid_tax_id
from ledger.books.accounts import books
from ledger.books.periods import open_period
from ledger.business.closing import BY_STANDARD, choices_for, give_fact
from ledger.business.founding import lay_ground
from ledger.charts import standards
from ledger.core import Principal, Problem, Refused, is_tenant_id, problem, time_zones
from ledger.core.money import known_currencies
from ledger.store.company import Company
from ledger.store.people import Person
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool

BOOK = "main"
NO_LIMIT_MINOR = 100_000_000_000_000
"""What a controller confirms alone where nothing else was agreed: more than any voucher."""
DEPARTMENT = {"zh": ("general", "综合"), "en": ("general", "General")}
USER = re.compile(r"[a-z][a-z0-9._-]{1,31}")
RESERVED = frozenset({"system", "intake", "founder", "agent"})
MOST_MONTHS = 60
_PERIOD = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class FoundCompany(Request):
    """What a company is told apart by, how its books are kept, and who comes in first.

    ``corrections``: vouchers are taken back in ``red`` or by ``swap`` of sides; by default as the standard usually does.
    """

    name: str = Field(max_length=120)
    name_en: str = Field(default="", max_length=120)
    tax_id: str = Field(default="", max_length=40)
    standard: str = "cas"
    language: str = "zh"
    currency: str = "CNY"
    fiscal_start_month: str = "1"
    first_period: str = ""
    time_zone: str = "Asia/Shanghai"
    corrections: str = ""
    tax_regime: str = "by_standard"
    admin_user: str = Field(default="", max_length=40)
    admin_name: str = Field(default="", max_length=60)
    admin_name_en: str = Field(default="", max_length=60)


class Founded(BaseModel):
    """The new company, who may sign in first, the months that are open, and what to look at again."""

    company: str
    user: str
    months: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def faults(request: FoundCompany) -> list[Problem]:
    """What keeps a company from being founded, each at its field."""
    month = request.fiscal_start_month
    checks = (
        (not request.name, "name", "company.no_name"),
        (request.standard not in standards(), "standard", "company.unknown_standard"),
        (request.language not in ("zh", "en"), "language", "company.unknown_language"),
        (request.currency not in known_currencies(), "currency", "company.unknown_currency"),
        (not (month.isascii() and month.isdigit() and 1 <= int(month[:3]) <= 12), "fiscal_start_month", "company.bad_month"),
        (not _PERIOD.fullmatch(request.first_period), "first_period", "company.bad_period"),
        (request.time_zone not in time_zones(), "time_zone", "company.unknown_zone"),
        (request.corrections not in ("", *_reversals(request)), "corrections", "company.no_such_correction"),
        (_no_regime(request), "tax_regime", "company.unknown_regime"),
        (not request.admin_name, "admin_name", "company.no_admin"),
        (not is_user(request.admin_user), "admin_user", "company.bad_user"),
    )  # fmt: skip
    told = request.model_dump()
    return [problem(key, where, given=str(told[where])[:60], standard=request.standard) for bad, where, key in checks if bad]  # fmt: skip


def _reversals(request: FoundCompany) -> list[str]:
    """How books of the standard may take vouchers back, the usual way first."""
    found = standards().get(request.standard)
    return found.reversals.split() if found else ["red"]


def _no_regime(request: FoundCompany) -> bool:
    """Whether a regime was named that nobody knows, or for which the chart has no accounts."""
    return request.standard in standards() and request.tax_regime not in choices_for(request.standard)["tax_regime"]


def is_user(text: str) -> bool:
    """Whether a text may be a sign-in name: small letters, digits, point, line; nobody of the house's own."""
    return USER.fullmatch(text) is not None and text not in RESERVED


def warnings(request: FoundCompany) -> list[Problem]:
    """What is let stand and should be looked at again."""
    if request.tax_id and not is_valid_tax_id(request.tax_id):
        return [problem("company.tax_id_doubtful", "tax_id", tax_id=request.tax_id)]
    return []


def facts_of(principal: Principal, request: FoundCompany) -> Company:
    """The facts of a company that is not there yet."""
    return Company(
        principal.tenant, request.name, request.name_en, compact_tax_id(request.tax_id), request.currency,
        request.time_zone, request.standard, request.language, BOOK,
    )  # fmt: skip


def open_months(first: str, today: date) -> list[str]:
    """The first period, and every month since until today."""
    year, month = int(first[:4]), int(first[5:])
    last = max(today.year * 12 + today.month, year * 12 + month)
    numbers = range(year * 12 + month, min(last, year * 12 + month + MOST_MONTHS - 1) + 1)
    return [f"{(number - 1) // 12:04}-{(number - 1) % 12 + 1:02}" for number in numbers]


def first_admin(request: FoundCompany) -> Person:
    """Administrator and controller in one, until there is a second person."""
    return Person(
        request.admin_user, request.admin_name, request.admin_name_en or request.admin_name, "", "",
        frozenset({"admin", "controller"}), DEPARTMENT[request.language][0], NO_LIMIT_MINOR, request.language,
    )  # fmt: skip


@tool(action="company.found", effect="commit", people_only=True, facts=facts_of)
def found_company(context: Context, request: FoundCompany) -> Done:
    """Found a company in an empty tenant: its books, its first administrator, its open months."""
    if found := faults(request):
        raise Refused(*found)
    if books(context.unit):
        raise Refused(problem("company.founded_already", company=context.principal.tenant))
    assert is_tenant_id(context.principal.tenant)
    code, name = DEPARTMENT[request.language]
    lay_ground(
        context.unit, context.company, context.now, departments={code: name}, people=[first_admin(request)],
        fiscal_start_month=int(request.fiscal_start_month), corrections=request.corrections or _reversals(request)[0],
    )  # fmt: skip
    months = open_months(request.first_period, context.today)
    if request.tax_regime != BY_STANDARD:
        first = date.fromisoformat(f"{months[0]}-01")
        give_fact(context.unit, BOOK, "tax_regime", request.tax_regime, first, request.admin_user, context.now)
    for month in months:
        open_period(context.unit, BOOK, month, request.admin_user, context.now)
    told = tuple(one.text(context.language) for one in warnings(request))
    return Done(Founded(company=context.principal.tenant, user=request.admin_user, months=tuple(months), warnings=told))
