"""Roles by what they see and may do: a table asked of the rules in force themselves, cell by cell, never written by hand."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel

from ledger.core import Channel, Principal
from ledger.core.principal import Attribute
from ledger.store.people import ROLES
from policies.access import Resource
from tools.blocks import Column, Row, Table, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, tool

Reach = Literal["no", "own", "department", "most", "all"]
MINE, HERE, THERE = "role-asked-about", "here", "there"
LIMIT_MINOR = 10**15
_OTHER = {"maker": "-", "sender": "-", "amount": 1, "claim": True, "payroll": False}
_LINE: dict[str, dict[str, Any]] = {
    "department": {"payroll": False, "department": HERE}, "most": {"payroll": False, "department": THERE},
    "all": {"payroll": True, "department": THERE},
}  # fmt: skip
_PROPOSAL: dict[str, dict[str, Any]] = {
    "own": _OTHER | {"sender": MINE, "maker": MINE}, "department": _OTHER | {"department": HERE},
    "most": _OTHER | {"department": THERE, "claim": False}, "all": _OTHER | {"department": THERE, "claim": False, "payroll": True},
}  # fmt: skip
_PAPER: dict[str, dict[str, Any]] = {
    "own": {"owner": MINE}, "department": {"owner": "-", "department": HERE}, "all": {"owner": "-", "department": THERE},
}  # fmt: skip
AREAS: tuple[tuple[str, str, str, dict[str, dict[str, Any]]], ...] = (
    ("papers", "document.read", "Document", _PAPER), ("proposals", "proposal.read", "Proposal", _PROPOSAL),
    ("vouchers", "voucher.read", "Line", _LINE), ("reports", "report.read", "Line", _LINE), ("cash", "cash.read", "Line", _LINE),
    ("accounts", "account.see", "", {}), ("customers", "customer.see", "", {}), ("alerts", "alert.read", "Alert", {"department": {"department": HERE}, "all": {"department": THERE}}),
    ("people", "people.read", "", {}), ("trail", "trail.read", "Trail", {"department": {"settings": True}, "all": {"settings": False}}),
    ("type", "voucher.propose", "", {}), ("confirm", "proposal.confirm", "Proposal", _PROPOSAL), ("close", "period.change", "", {}),
    ("invite", "people.change", "", {}), ("settings", "settings.change", "", {}),
)  # fmt: skip
"""What is asked of each role: area, action, kind of thing, and one thing for each reach, the nearest first."""
ORDER: tuple[Reach, ...] = ("own", "department", "most", "all")


class RoleExplained(BaseModel):
    """How far each area reaches for a role: no, own, department, most (all but salaries), all."""

    role: str
    reaches: dict[str, Reach]


class RolesExplained(BaseModel):
    """Roles in their order, areas in theirs."""

    areas: tuple[str, ...]
    roles: tuple[RoleExplained, ...]


def _asker(context: Context, role: str) -> Principal:
    facts: dict[str, Attribute] = {"limit_minor": LIMIT_MINOR, "department": HERE}
    return Principal(context.company.tenant, MINE, frozenset({role}), Channel.WEB, attributes=MappingProxyType(facts))


def _reach(
    context: Context, who: Principal, area: str, action: str, kind: str, things: dict[str, dict[str, Any]]
) -> Reach:
    if not context.might(who, action, Resource("Company", context.company.tenant)).allowed:
        return "no"
    if not kind:
        return "all"
    seen = [
        one for one in ORDER if one in things and context.might(who, action, Resource(kind, "-", things[one])).allowed
    ]
    return seen[-1] if seen else "no"


def reaches(context: Context, role: str) -> RoleExplained:
    """One role, asked area by area."""
    who = _asker(context, role)
    return RoleExplained(role=role, reaches={one[0]: _reach(context, who, *one) for one in AREAS})


@tool(
    action="help.read",
    effect="read",
    examples={
        "zh": ("各个角色能看什么、做什么", "出纳能做什么"),
        "en": ("What may each role see and do?", "What can a cashier do?"),
    },
)
def roles_explained(context: Context, request: Nothing) -> Done:
    """What each role sees and may do under the access rules in force."""
    found = RolesExplained(
        areas=tuple(one[0] for one in AREAS), roles=tuple(reaches(context, role) for role in ROLES)
    )  # fmt: skip
    context.tally.rows = len(found.roles)
    heads = ("", *(context.say(f"people.short_{one.role}") for one in found.roles))
    rows = tuple(
        Row(cells=(words(context.say(f"people.area_{area}")),
                   *(words(context.say(reach_word(area, one.reaches[area]))) for one in found.roles)))
        for area in found.areas
    )  # fmt: skip
    return Done(found, (Table(columns=tuple(Column(title=one) for one in heads), rows=rows),))


def reach_word(area: str, reach: Reach) -> str:
    """Key of the word for a reach; of the trail the nearer part is that of people and settings."""
    return "people.reach_settings" if (area, reach) == ("trail", "department") else f"people.reach_{reach}"
