"""Who is who in Slack: the workspace is bound by an administrator, people bind themselves with a one-time code.

The code is shown in Slack and typed by somebody who is signed in here; before it is spent the tool says whose
Slack account it was given to, so that nobody lends their name to a stranger's code.
"""

from __future__ import annotations

from pydantic import BaseModel

from ledger.core import Channel, Principal, Refused, problem
from ledger.store import Store
from ledger.store import slack as rows
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool


class ConnectSlack(Request):
    """The workspace's id, as ``auth.test`` said it."""

    team: str


class SlackConnected(BaseModel):
    """The workspace that is ours now."""

    team: str


def _others(store: Store, principal: Principal, request: ConnectSlack) -> str:
    """Another company of this installation that has the workspace already."""
    for tenant in store.tenants():
        if tenant == principal.tenant:
            continue
        with store.read(tenant) as unit:
            found = rows.team_of(unit)
        if found is not None and found[0] == request.team:
            return tenant
    return ""


@tool(action="settings.change", effect="commit", prepare=_others)
def connect_slack(context: Context, request: ConnectSlack) -> Done:
    """Make a Slack workspace this company's."""
    if context.prepared:
        raise Refused(problem("slack.team_taken", team=request.team))
    rows.bind_team(context.unit, request.team, context.principal.user, context.now)
    return Done(SlackConnected(team=request.team), (Text(text=context.say("slack.connected", team=request.team)),))


class SlackCode(Request):
    """The code that Slack showed."""

    code: str


class SlackAccount(BaseModel):
    """A Slack account by the name it has there."""

    name: str
    slack_user: str
    team: str


def _asked(context: Context, code: str) -> rows.Code:
    found = rows.find_code(context.unit, code, context.now)
    if found is None:
        raise Refused(problem("slack.code_unknown"))
    return found


@tool(action="help.read", effect="read", people_only=True)
def slack_account(context: Context, request: SlackCode) -> Done:
    """Whose Slack account a code was given to: to be looked at before linking."""
    found = _asked(context, request.code)
    told = SlackAccount(name=found.name, slack_user=found.slack_user, team=found.team)
    return Done(told, (Text(text=context.say("slack.account_asks", name=found.name, slack_user=found.slack_user)),))


class LinkSlack(SlackCode):
    """The code, and the Slack account that ``slack_account`` named, read and found to be one's own."""

    slack_user: str


@tool(action="self.change", effect="commit")
def link_slack(context: Context, request: LinkSlack) -> Done:
    """Link one's own Slack account with the code it was given."""
    if context.principal.channel is Channel.SLACK:
        raise Refused(problem("slack.code_not_here"))
    found = _asked(context, request.code)
    bound = rows.team_of(context.unit)
    if found.slack_user != request.slack_user or bound is None or bound[0] != found.team:
        raise Refused(problem("slack.code_unknown"))
    link = rows.Link(found.team, found.slack_user, context.principal.user, found.name)
    if not rows.add_link(context.unit, link, context.now):
        raise Refused(problem("slack.linked_already"))
    if not rows.spend_code(context.unit, request.code, context.now):
        raise Refused(problem("slack.code_unknown"))
    told = SlackAccount(name=found.name, slack_user=found.slack_user, team=found.team)
    return Done(told, (Text(text=context.say("slack.linked", name=found.name)),))


class SlackUnlinked(BaseModel):
    """Whether there was a link."""

    ended: bool


@tool(action="self.change", effect="commit")
def unlink_slack(context: Context, request: Nothing) -> Done:
    """End the link of one's own Slack account."""
    ended = rows.remove_link(context.unit, context.principal.user)
    key = "slack.unlinked" if ended else "slack.not_linked"
    return Done(SlackUnlinked(ended=ended), (Text(text=context.say(key)),))
