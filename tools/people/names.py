"""The names a request may speak of: those this person may know."""

from __future__ import annotations

from pydantic import BaseModel

from ledger.books.accounts import Account, accounts, dimension_names, dimension_values
from ledger.books.balances import foreign_only
from ledger.books.retiring import offered_values
from ledger.business.parties import LEGAL_FORM, party_ids
from ledger.business.rates import RateKind, rates_on
from ledger.core import initials
from ledger.store.people import people
from policies.access import Resource
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, tool
from tools.shared.customers import known_parties, sees_customers
from tools.shared.taxing import codes_offered


class Names(BaseModel):
    """Names by kind, and the short names people use: alias to kind and name, where it can only mean one."""

    names: dict[str, list[str]]
    aliases: dict[str, tuple[str, str]] = {}


SAID_FOR = {
    "bank": "银行存款", "bank account": "银行存款", "cash at bank": "银行存款", "petty cash": "库存现金", "receivables": "应收账款",
    "payables": "应付账款", "inventory": "库存商品", "fixed assets": "固定资产", "银行": "银行存款", "现金": "库存现金",
}  # fmt: skip
"""What people say for an account of the standard chart."""
SHORTEST, LONGEST = 2, 6
TOWNS = frozenset(
    [
        "苏州",
        "杭州",
        "宁波",
        "上海",
        "江苏",
        "无锡",
        "常州",
        "昆山",
        "南京",
        "合肥",
        "武汉",
        "青岛",
        "北京",
        "深圳",
        "广州",
        "天津",
    ]
)


def short_names(names: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, str]]:
    """Prefixes of a Chinese name with and without its town, and the first words of a Latin one, if unambiguous."""
    meant: dict[str, set[tuple[str, str]]] = {}
    for kind, values in names.items():
        for name in values:
            for alias in _aliases(LEGAL_FORM.sub("", name).strip()):
                meant.setdefault(alias, set()).add((kind, name))
    return {alias: found.pop() for alias, found in meant.items() if len(found) == 1 and alias not in TOWNS}


def _aliases(bare: str) -> set[str]:
    if bare.isascii():
        words = bare.split()
        return {" ".join(words[:count]) for count in range(1, len(words) + 1)}
    starts = [bare, bare[2:]] if bare[:2] in TOWNS else [bare]
    return {start[:end] for start in starts for end in range(SHORTEST, min(len(start), LONGEST) + 1)}


@tool(action="help.read", effect="read")
def known_names(context: Context, request: Nothing) -> Done:
    """Names of accounts, vendors, customers, departments and colleagues, as far as this person may know them."""
    company = Resource("Company", context.company.tenant)
    aliases: dict[str, tuple[str, str]] = {}
    found = {"department": list(dimension_values(context.unit, "department").values())}
    found["employee"] = [name for one in people(context.unit) for name in (one.name, one.name_en)]
    if context.may("party.read", company).allowed and context.last_audited is None:
        known: dict[str, tuple[str, ...]] = {}
        these = known_parties(context)
        for kind in ("vendor", "customer"):
            found[kind] = [name for one in these if one.kind == kind for name in (one.name, one.name_en) if name]
            known[kind] = tuple(found[kind])
        aliases = short_names(known)
    if context.may("report.read", company).allowed:
        chart = accounts(context.unit, context.company.book)
        leaves = {one.name_zh.split("—")[-1] for one in chart}
        found["account"] = sorted(leaves | {one.name_en for one in chart})
        aliases |= {said: ("account", name) for said, name in SAID_FOR.items() if name in leaves}
    context.tally.tainted = True  # what vendors and colleagues are called
    return Done(Names(names=found, aliases=aliases))


class DimensionNames(BaseModel):
    """A dimension lines may carry: its title in the reader's language, and its values, code → name."""

    code: str
    title: str
    values: dict[str, str]


class FormNames(BaseModel):
    """Code → name, for what forms offer and what stands beside a code; accounts and parties where they may be known."""

    departments: dict[str, str]
    accounts: dict[str, str]
    parties: dict[str, str]
    dimensions: tuple[DimensionNames, ...] = ()
    initials: dict[str, str] = {}
    """Account → 拼音首字母 of its name and of its last part, separated by spaces."""
    wants: dict[str, str] = {}
    """Account → codes of the dimensions its lines must carry, separated by spaces."""
    currencies: dict[str, str] = {}
    """Account → the one foreign currency all its lines so far are in."""
    money: tuple[str, ...] = ()
    """Foreign currencies to offer: those of such accounts, and those with a rate of today."""
    tax_codes: dict[str, str] = {}
    """Tax codes of the company's regime in force today."""


def _offered(context: Context, code: str, known: dict[str, str]) -> dict[str, str]:
    """Values a form offers; of parties those this person may know, and such as no master data says anything of."""
    values = offered_values(context.unit, code)
    if code != "party":
        return values
    hidden = party_ids(context.unit) - known.keys() if sees_customers(context) else values.keys()
    return {value: name for value, name in values.items() if value in known or value not in hidden}


@tool(action="help.read", effect="read", people_only=True)
def form_names(context: Context, request: Nothing) -> Done:
    """Departments, postable accounts and parties by code, as far as this person may know them."""
    company = Resource("Company", context.company.tenant)
    english = context.language == "en"
    open_ones: list[Account] = []
    if context.may("report.read", company).allowed:
        open_ones = [one for one in accounts(context.unit, context.company.book) if one.postable and one.active]
    chart = {one.code: one.name_en if english else one.name_zh for one in open_ones}
    known: dict[str, str] = {}
    if context.may("party.read", company).allowed and context.last_audited is None:
        by_kind = sorted(known_parties(context), key=lambda one: one.kind != "vendor")
        known = {one.party_id: one.name for one in by_kind}
    shown = tuple(
        DimensionNames(code=code, title=titles[english], values=_offered(context, code, known))
        for code, titles in dimension_names(context.unit).items()
        if code != "party" or known
    )
    departments = next((one.values for one in shown if one.code == "department"), {})
    letters = {one.code: " ".join(initials(one.name_zh) + initials(one.name_zh.split("—")[-1])) for one in open_ones}
    wants = {one.code: " ".join(one.required) for one in open_ones if one.required}
    own_lines = bool(open_ones) and context.last_audited is None  # of every year
    moved = foreign_only(context.unit, context.company.book) if own_lines else {}
    return Done(
        FormNames(
            departments=departments,
            accounts=chart,
            parties=known,
            dimensions=shown,
            initials=letters,
            wants=wants,
            currencies={code: moved[code] for code in chart if code in moved},
            money=tuple(sorted({*moved.values(), *rates_on(context.unit, context.today.isoformat(), RateKind.MID)}))
            if open_ones
            else (),
            tax_codes=codes_offered(context) if open_ones else {},
        )
    )
