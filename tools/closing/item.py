"""What a step of the month end is: a run that proposes vouchers, or a check; and the list of all there are.

    ITEM = Item("vat", 60, draft=vat.draft, after=("documents",))          # a run
    ITEM = Item("cash", 20, look=_look)                                     # a check

Its name is the message ``closing.item_<key>``. A step that does not exist in the product has no file, so it is
never shown as done.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ledger.business.closing import Drafted, Month
from ledger.core import Problem
from tools.context import Context


class Standing(StrEnum):
    """``notice`` is something to look at that stops nothing; ``unasked`` a check too long to run on every look."""

    DONE = "done"
    TODO = "todo"
    WAITING = "waiting"
    BLOCKED = "blocked"
    NOTICE = "notice"
    UNNEEDED = "unneeded"
    UNASKED = "unasked"


SETTLED = frozenset({Standing.DONE, Standing.NOTICE, Standing.UNNEEDED})
"""With these a step is over."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a check looks at. ``thorough`` asks for the long ones too."""

    context: Context
    month: Month
    thorough: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check found, in sentences; ``link`` is where a person sets it right."""

    standing: Standing
    told: tuple[Problem, ...] = ()
    who: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One step. ``after`` names the steps a run waits for; ``stops`` says that a hard close is refused without it."""

    key: str
    place: int
    draft: Callable[[Month], Drafted] | None = None
    look: Callable[[Look], Seen] | None = None
    after: tuple[str, ...] = ()
    stops: bool = True


@lru_cache(maxsize=1)
def items() -> tuple[Item, ...]:
    """Every step there is, in order; a step may only wait for one that stands before it."""
    folder = importlib.import_module("tools.closing.items")
    found = [
        importlib.import_module(f"{folder.__name__}.{one.name}").ITEM for one in pkgutil.iter_modules(folder.__path__)
    ]
    ordered = tuple(sorted(found, key=lambda one: one.place))
    known: set[str] = set()
    for one in ordered:
        assert (one.draft is None) != (one.look is None), f"{one.key} is either a run or a check"
        assert set(one.after) <= known and one.key not in known, f"{one.key} stands before what it waits for"
        known.add(one.key)
    return ordered
