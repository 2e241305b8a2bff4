"""What a person does in the company, given: roles, what they may confirm alone, department."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ledger.core import Refused, problem
from ledger.store.people import Person, set_duties
from policies.access.duties import incompatible
from tools.context import Context


def must_be_compatible(context: Context, roles: Collection[str]) -> None:
    """Refused with each pair that one person must not hold, and why."""
    found = incompatible(roles)
    if found:
        raise Refused(
            *(
                problem(
                    "duties.incompatible", "duties", role=context.say(f"duties.role_{one.role}"),
                    other=context.say(f"duties.role_{one.other}"), why=context.say(f"duties.{one.reason}"),
                )
                for one in found
            )
        )  # fmt: skip


def give_duties(context: Context, who: Person, wanted: Mapping[str, Any]) -> None:
    """Give exactly what was asked for and agreed to; the pairs are looked at once more."""
    must_be_compatible(context, wanted["roles"])
    set_duties(context.unit, who.user, wanted["roles"], int(wanted["limit_minor"]), wanted["department"])
