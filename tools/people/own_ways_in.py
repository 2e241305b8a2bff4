"""One's own ways in: the sessions that are open and the API tokens; each ended or withdrawn by its person."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from pydantic import BaseModel, Field

from ledger.core import Refused, problem
from ledger.store import sessions, tokens
from policies.access import rulebook
from tools.blocks import Column, Row, Table, Text, words
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool
from tools.shared.ways_in import must_be_oneself, must_have_proved_anew

LONGEST_DAYS, MOST_TOKENS = 365, 20
SCOPES = {
    "read": frozenset({"read"}),
    "propose": frozenset({"read", "propose"}),
    "everything": frozenset({"read", "propose", "commit"}),
}
"""What a token may be made for, when single actions are not named."""


class SessionShown(BaseModel):
    """An open session; times are ISO instants in UTC."""

    session: str
    device: str
    proved: str
    opened_at: str
    seen_at: str
    expires_at: str


class TokenShown(BaseModel):
    """A token; ``scope`` names actions, or the effects read, propose, commit. ``used_at`` empty: never used."""

    token: str
    label: str
    scope: tuple[str, ...]
    made_at: str
    used_at: str
    expires_at: str
    expired: bool


class WaysIn(BaseModel):
    """Sessions last used first, tokens newest first."""

    sessions: tuple[SessionShown, ...]
    tokens: tuple[TokenShown, ...]


@tool(action="help.read", effect="read", people_only=True)
def my_ways_in(context: Context, request: Nothing) -> Done:
    """One's own open sessions and API tokens, with when each was last used."""
    must_be_oneself(context)
    user, now = context.principal.user, context.now
    shown = WaysIn(
        sessions=tuple(
            SessionShown(session=one.session_id, device=one.device, proved=one.proved,
                         opened_at=one.opened_at.isoformat(), seen_at=one.seen_at.isoformat(),
                         expires_at=one.expires_at.isoformat())
            for one in sessions.sessions_of(context.unit, user, now)
        ),
        tokens=tuple(
            TokenShown(token=one.token_id, label=one.label, scope=tuple(sorted(one.scope)),
                       made_at=one.made_at.isoformat(), used_at=one.used_at.isoformat() if one.used_at else "",
                       expires_at=one.expires_at.isoformat(), expired=one.expires_at < now)
            for one in tokens.tokens_of(context.unit, user)
        ),
    )  # fmt: skip
    context.tally.rows = len(shown.sessions) + len(shown.tokens)
    return Done(shown, _tables(context, shown))


def _tables(context: Context, shown: WaysIn) -> tuple[Table, Table]:
    def table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
        columns = tuple(Column(title=context.say(f"ways.{head}")) for head in heads)
        return Table(columns=columns, rows=tuple(Row(cells=tuple(words(cell) for cell in row)) for row in rows))

    return (
        table(("session", "device", "opened_at", "seen_at"),
              [(one.session, one.device, _minute(one.opened_at), _minute(one.seen_at)) for one in shown.sessions]),
        table(("token", "label", "scope", "used_at", "expires_at"),
              [(one.token, one.label, " ".join(one.scope), _minute(one.used_at), _minute(one.expires_at))
               for one in shown.tokens]),
    )  # fmt: skip


def _minute(instant: str) -> str:
    return instant[:16].replace("T", " ")


class Ended(BaseModel):
    """How many sessions ended."""

    ended: int


@tool(action="self.change", effect="commit", people_only=True)
def sign_out_everywhere(context: Context, request: Nothing) -> Done:
    """End all of one's own sessions on every device, this one too."""
    ended = sessions.end_sessions(context.unit, context.principal.user)
    return Done(Ended(ended=ended), (Text(text=context.say("ways.signed_out", count=ended)),))


class MakeToken(Request):
    """What it is called, for how many days, and what it may do: a set of actions by name, or one of three widths."""

    label: str = Field(min_length=1, max_length=60)
    may: Literal["read", "propose", "everything"] = "read"
    actions: tuple[str, ...] = Field(default=(), max_length=40)
    days: int = Field(default=90, ge=1, le=LONGEST_DAYS)


class TokenMade(BaseModel):
    """The secret, shown this once."""

    secret: str
    scope: tuple[str, ...]


@tool(action="self.change", effect="commit", people_only=True)
def make_token(context: Context, request: MakeToken) -> Done:
    """Make an API token for oneself: it may do what one may oneself, narrowed to its scope, until its day."""
    must_have_proved_anew(context)
    unknown = [one for one in request.actions if one not in rulebook().actions]
    if unknown:
        raise Refused(problem("ways.unknown_action", "actions", action=unknown[0][:60]))
    user = context.principal.user
    if len(tokens.tokens_of(context.unit, user)) >= MOST_TOKENS:
        raise Refused(problem("ways.too_many", "label", most=MOST_TOKENS))
    scope = frozenset(request.actions) or SCOPES[request.may]
    lasts = timedelta(days=request.days)
    secret = tokens.make_token(context.unit, user, request.label, context.now, lasts, scope)
    told = Text(text=context.say("ways.token_made", secret=secret))
    return Done(TokenMade(secret=secret, scope=tuple(sorted(scope))), (told,))


class OneToken(Request):
    """A token by the name that ``my_ways_in`` gives it."""

    token: str = Field(max_length=40)


class TokenWithdrawn(BaseModel):
    """The token that opens nothing any more."""

    token: str


@tool(action="self.change", effect="commit", people_only=True)
def withdraw_token(context: Context, request: OneToken) -> Done:
    """Withdraw one of one's own API tokens: it opens nothing from now on."""
    if not tokens.withdraw_token(context.unit, context.principal.user, request.token):
        raise Refused(problem("ways.no_token", "token"))
    return Done(TokenWithdrawn(token=request.token), (Text(text=context.say("ways.token_withdrawn")),))
