"""What comes back through the door: four values, never an exception."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from ledger.core import Problem
from tools.blocks import AnyBlock, Table


@dataclass(frozen=True, slots=True)
class Done:
    """The call did what it says: ``result`` for programs, ``blocks`` for people.

    ``tainted`` and ``rows`` are set by the gateway: words out of documents may stand in it, and how many rows it shows. ``sheet`` gives the table as it goes
    into a file, where that says more than the one shown (every row, codes apart from names).
    """

    result: BaseModel
    blocks: tuple[AnyBlock, ...] = ()
    tainted: bool = False
    rows: int = 0
    sheet: Callable[[], Table] | None = None


@dataclass(frozen=True, slots=True)
class Denied:
    """Not allowed: the rule, and why in words; the action and the thing by which ``why_not`` explains it."""

    reason: Problem
    rule: str
    action: str = ""
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Invalid:
    """Understood but impossible as asked: every fault found, and nothing changed. ``tainted`` as of :class:`Done`.

    The action and the thing as of :class:`Denied`, where ``why_not`` knows more of one of the problems; else empty.
    """

    problems: Sequence[Problem]
    tainted: bool = False
    action: str = ""
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """A fault of ours; nothing changed. ``id`` is in the log beside what happened."""

    id: str


Outcome = Done | Denied | Invalid | Failed


EXPLAINED = frozenset({
    "proposals.own_work", "proposals.delegators_work", "proposals.over_limit", "proposals.over_vendor_limit",
    "proposals.payment_locked", "proposals.not_in_state", "alert.locks_this_payment", "alert.second_person", "risk.not_open",
    "passkey.wanted", "passkey.none_yet", "books.period_closed", "books.no_period", "party.change_own",
    "party.change_settled", "budget.no_proposals", "budget.no_tokens", "budget.no_exports", "budget.no_vendor",
})  # fmt: skip
"""Problems of which ``why_not`` says more: what makes a sum up, who may lift a lock, when it ends."""
_THINGS = ("proposal", "alert", "change", "period", "document")


def about_what(arguments: Mapping[str, Any]) -> str:
    """The thing that a request names, as ``why_not`` takes it; empty where it names none."""
    return next((str(arguments[name]) for name in _THINGS if isinstance(arguments.get(name), str | int)), "")


def asks_why(outcome: Outcome) -> dict[str, str] | None:
    """What ``why_not`` is asked to explain a refusal: ``about`` and ``thing``; None where there is nothing to explain."""
    if isinstance(outcome, Denied | Invalid) and outcome.action:
        return {"about": outcome.action} | ({"thing": outcome.thing} if outcome.thing else {})
    return None
