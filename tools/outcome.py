"""What comes back through the door: four values, never an exception."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
    """Understood but impossible as asked: every fault found, and nothing changed. ``tainted`` as of :class:`Done`."""

    problems: Sequence[Problem]
    tainted: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """A fault of ours; nothing changed. ``id`` is in the log beside what happened."""

    id: str


Outcome = Done | Denied | Invalid | Failed
