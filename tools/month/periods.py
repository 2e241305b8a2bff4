"""Opening, closing and reopening months."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from ledger.books.periods import PeriodState, close_period, open_period, reopen_period, set_state
from ledger.core import Problem, Refused, problem
from tools.blocks import Text
from tools.closing.checklist import Step, walk
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.passkey_rule import require_passkey_to_close
from tools.shared.passkeys import LONGEST_ANSWER


class Month(Request):
    """A month such as 2026-11."""

    period: str


class CloseMonth(Request):
    """``soft``: later papers go into the next month, vouchers of this one still post. ``hard``: none does.

    ``passkey_answer`` is what the browser got for the ceremony of ``month_end``'s ``closing``.
    """

    period: str
    mode: Literal["soft", "hard"] = "hard"
    passkey_answer: str = Field(default="", max_length=LONGEST_ANSWER)


class ReopenMonth(Request):
    """The month, and why: kept for good beside its closing."""

    period: str
    reason: str


class PeriodChanged(BaseModel):
    """The month and its new state; ``passkey`` names the one that closed it, empty where none was asked for."""

    period: str
    state: str
    passkey: str = ""


@tool(action="period.change", effect="commit")
def open_month(context: Context, request: Month) -> Done:
    """Open a month for posting."""
    open_period(context.unit, context.company.book, request.period, context.principal.user, context.now)
    return Done(PeriodChanged(period=request.period, state="open"))


def _missing(context: Context, step: Step) -> Problem:
    why = [one.text(context.language) for one in step.told]
    if step.held_by:
        why.append(context.say("closing.waits_for_step", step=context.say(f"closing.item_{step.held_by}")))
    name = context.say(f"closing.item_{step.item.key}")
    return problem("closing.step_open", step.item.key, step=name, why=" ".join(why))


@tool(action="period.change", effect="commit")
def close_month(context: Context, request: CloseMonth) -> Done:
    """Close a month: softly, or for good once every step of the month end is done and the books verify.

    For good it takes a passkey of whoever has one, or where the company asks for passkeys.
    """
    book, user, key = context.company.book, context.principal.user, ""
    if request.mode == "soft":
        set_state(context.unit, book, request.period, PeriodState.SOFT, user, context.now)
    else:
        key = require_passkey_to_close(context, request.period, request.passkey_answer)
        left = [one for one in walk(context, request.period, thorough=True) if one.stops]
        if left:
            raise Refused(*(_missing(context, one) for one in left))
        close_period(context.unit, book, request.period, user, context.now)
    state = "soft" if request.mode == "soft" else "closed"
    told = Text(text=context.say(f"closing.state_{state}", period=request.period))
    return Done(PeriodChanged(period=request.period, state=state, passkey=key), (told,))


@tool(action="period.reopen", effect="commit")
def reopen_month(context: Context, request: ReopenMonth) -> Done:
    """Open a closed month again, with a reason that stays; later months must not be closed."""
    user, now = context.principal.user, context.now
    reopen_period(context.unit, context.company.book, request.period, request.reason, user, now)
    told = Text(text=context.say("closing.reopened", period=request.period))
    return Done(PeriodChanged(period=request.period, state="open"), (told,))
