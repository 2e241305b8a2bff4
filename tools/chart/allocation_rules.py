"""分摊 rules: whose costs are spread every month, on which accounts, over which departments, by which weights."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field

from ledger.books.accounts import dimension_values
from ledger.books.calendar import period_number
from ledger.business.allocation.rules import Rule, add_rule, retire_rule, rules
from ledger.store.people import people
from tools.blocks import AnyBlock, Column, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import scope_line
from tools.shared.typed_split import Short


class AllocationRequest(Request):
    """Nothing to say: all rules that hold."""


class ShownRule(BaseModel):
    """A rule; ``weights`` and ``percent`` by the departments' names, in the order the shares are taken."""

    rule: str
    name: str
    accounts: tuple[str, ...]
    department: str
    weights: dict[str, str]
    percent: dict[str, Decimal]
    first_month: str
    by: str


class AllocationRules(BaseModel):
    """In the order they are taken; ``departments`` are those there are, by code."""

    rows: tuple[ShownRule, ...]
    departments: dict[str, str]


def _shown(one: Rule, departments: dict[str, str], by: dict[str, str]) -> ShownRule:
    total = sum(one.shares.values())
    return ShownRule(
        rule=one.rule_id, name=one.name, accounts=one.accounts, department=departments.get(one.department, one.department),
        weights={departments.get(code, code): one.weights[code] for code in one.shares},
        percent={departments.get(code, code): (weight * 100 / total).quantize(Decimal("0.01")) for code, weight in one.shares.items()},
        first_month=one.first_month, by=by.get(one.given_by, one.given_by),
    )  # fmt: skip


@tool(
    action="period.read",
    effect="read",
    examples={"zh": ("费用分摊规则",), "en": ("Show allocation rules",)},
)
def list_allocation_rules(context: Context, request: AllocationRequest) -> Done:
    """Allocation rules: which department's costs are spread over which others, by which weights."""
    departments = dimension_values(context.unit, "department")
    by = {one.user: one.called(context.language) for one in people(context.unit)}
    rows = tuple(_shown(one, departments, by) for one in rules(context.unit, context.company.book))
    context.tally.rows, context.tally.tainted = len(rows), True  # names
    columns = tuple(
        Column(title=context.say(f"allocation.column_{name}")) for name in ("rule", "name", "accounts", "from", "to")
    )
    table = tuple(
        Row(
            cells=(
                words(one.rule), words(one.name), words("、".join(one.accounts)), words(one.department),
                words("、".join(f"{name} {percent}%" for name, percent in one.percent.items())),
            )
        )
        for one in rows
    )  # fmt: skip
    blocks: tuple[AnyBlock, ...] = (Table(columns=columns, rows=table), scope_line(context, action="report.read"))
    return Done(AllocationRules(rows=rows, departments=departments), blocks)


class SaveRule(Request):
    """``accounts`` are codes, or what codes start with; ``weights`` by department, ratios or heads."""

    name: Annotated[str, Field(max_length=100)]
    accounts: tuple[Short, ...] = Field(max_length=50)
    department: Short
    weights: dict[Short, Short]
    first_month: Short = ""


class RuleKept(BaseModel):
    """Its number."""

    rule: str


@tool(action="period.change", effect="commit", people_only=True)
def save_allocation_rule(context: Context, request: SaveRule) -> Done:
    """Keep an allocation rule; the month end proposes what it spreads from its first month on."""
    if request.first_month:
        period_number(request.first_month)
    weights = {code: weight.strip() for code, weight in request.weights.items() if weight.strip()}
    made = Rule("", request.name.strip(), request.accounts, request.department, weights, request.first_month)
    number = add_rule(context.unit, context.company.book, made, context.principal.user, context.now)
    return Done(RuleKept(rule=number), (Text(text=context.say("allocation.kept", rule=number)),))


class OneRule(Request):
    """Which rule."""

    rule: Short


@tool(action="period.change", effect="commit", people_only=True)
def retire_allocation_rule(context: Context, request: OneRule) -> Done:
    """Give an allocation rule up; what it spread stays."""
    retire_rule(context.unit, context.company.book, request.rule, context.principal.user, context.now)
    return Done(RuleKept(rule=request.rule), (Text(text=context.say("allocation.retired", rule=request.rule)),))
