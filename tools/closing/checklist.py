"""Where each step of a month end stands now, and what a run would propose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ledger.books.entries import Content, LineDraft
from ledger.books.retiring import retired_faults
from ledger.business.closing import Drafted, Month
from ledger.core import Problem, problem
from ledger.proposals import ProposalRow, State, get
from ledger.store.people import people
from policies.access import Resource
from tools.closing.item import SETTLED, Item, Look, Seen, Standing, items
from tools.closing.waiting import of_step
from tools.context import Context


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it stands; ``held_by`` names the step it waits for, ``waiting`` its proposal."""

    item: Item
    standing: Standing
    told: tuple[Problem, ...] = ()
    who: tuple[str, ...] = ()
    held_by: str = ""
    waiting: ProposalRow | None = None
    drafted: Drafted | None = None
    link: str = ""

    @property
    def stops(self) -> bool:
        """Whether a hard close is refused as it stands; what was not asked is not known to be right."""
        return self.item.stops and self.standing not in SETTLED


def walk(context: Context, period: str, *, thorough: bool = False) -> list[Step]:
    """Every step in order."""
    return _walked(Look(context, Month.of(context.unit, context.company.book, period), thorough), items())


def step_of(context: Context, month: Month, key: str) -> Step | None:
    """One step, looked at with those it waits for and no others; None where there is none of that key."""
    wanted = {key}
    for item in reversed(items()):
        if item.key in wanted:
            wanted |= set(item.after)
    found = _walked(Look(context, month), tuple(one for one in items() if one.key in wanted))
    return found[-1] if found and found[-1].item.key == key else None


def _walked(look: Look, chosen: tuple[Item, ...]) -> list[Step]:
    steps: list[Step] = []
    for item in chosen:
        steps.append(_step(item, look, steps))
    return steps


def _step(item: Item, look: Look, before: Sequence[Step]) -> Step:
    if item.look is not None:
        seen: Seen = item.look(look)
        return Step(item, seen.standing, seen.told, seen.who, link=seen.link)
    assert item.draft is not None
    waiting = of_step(look.month, item.key)
    drafted = item.draft(look.month)
    if waiting is not None:
        told = (_held(waiting), *_moved_since(look.month, waiting, drafted))
        return Step(item, Standing.WAITING, told, _who(look.context, waiting), waiting=waiting, drafted=drafted)
    if drafted.not_needed is not None:
        return Step(item, Standing.UNNEEDED, (drafted.not_needed,), drafted=drafted)
    if drafted.lacks:
        return Step(item, Standing.BLOCKED, drafted.lacks, drafted=drafted, link=drafted.link)
    if retired := _retired(look.month, drafted):
        return Step(item, Standing.BLOCKED, retired, drafted=replace(drafted, lacks=retired), link="/dimensions")
    held_by = next((one.item.key for one in before if one.item.key in item.after and one.standing not in SETTLED), "")
    if held_by:
        return Step(item, Standing.BLOCKED, held_by=held_by, drafted=drafted)
    return Step(item, Standing.TODO if drafted.entries else Standing.DONE, drafted=drafted)


def _retired(month: Month, drafted: Drafted) -> tuple[Problem, ...]:
    """What the books would refuse of a run because a value it adds to was retired."""
    return retired_faults(month.unit, Content(month.book.code, month.period, drafted.entries, layer=drafted.layer))


def _held(row: ProposalRow) -> Problem:
    return problem("closing.confirmed" if row.state is State.CONFIRMED else "closing.waits_for_another")


def _moved_since(month: Month, row: ProposalRow, drafted: Drafted) -> tuple[Problem, ...]:
    """A sentence where the books have moved since the step was proposed: what waits is not what it would be now."""
    proposed = [_figures(one.lines) for one in get(month.unit, row.proposal_id).content.entries]
    now = [_figures(one.lines) for one in drafted.entries]
    return () if sorted(proposed) == sorted(now) else (problem("closing.moved_since"),)


def _figures(lines: Sequence[LineDraft]) -> list[tuple[str, int, int, str]]:
    return sorted((line.account, int(line.side), line.amount_minor, str(line.dims)) for line in lines)


def _who(context: Context, row: ProposalRow) -> tuple[str, ...]:
    """Who confirmed it, or who may: never its maker; its maker while it is sent back."""
    if row.confirmer or row.state in (State.DRAFT, State.RETURNED):
        return (row.confirmer or row.maker,)
    company, channel = Resource("Company", context.company.tenant), context.principal.channel
    may = [one.user for one in people(context.unit) if not one.disabled and one.user != row.maker
           and context.might(one.principal(context.company.tenant, channel, "session"), "run.confirm", company).allowed]  # fmt: skip
    return tuple(may)
