"""What every part of the channel works with: the house, the notes, the way out, and where files may come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bots.slack.post import Post
from ledger.core import Principal
from tools.door.slack_desk import SlackDesk
from tools.house import House


@dataclass(frozen=True, slots=True)
class Caller:
    """Who Slack says is calling: an account of a workspace, in a room, in the thread that their message is or begins."""

    team: str
    slack_user: str
    channel: str
    thread: str = ""

    @property
    def place(self) -> str:
        """Where a conversation lives: a thread of a room; empty where Slack did not say which."""
        return f"{self.channel}:{self.thread}" if self.channel and self.thread else ""


@dataclass(frozen=True, slots=True)
class Office:
    """One company's Slack channel."""

    house: House
    desk: SlackDesk
    post: Post
    token: str
    api_url: str

    @property
    def language(self) -> str:
        """For those whose language is not known: the company's."""
        return self.house.door.facts(self.desk.tenant).language

    def person(self, caller: Caller) -> Principal | None:
        """The linked person behind a caller."""
        return self.desk.person(caller.team, caller.slack_user)

    def ours(self, *teams: object) -> bool:
        """Whether every workspace named is the one bound to this company; none named is not ours."""
        named = {str(team) for team in teams if team}
        return bool(named) and named == {self.desk.team()}


def caller_of_act(body: Mapping[str, Any]) -> Caller:
    """The account that pressed or submitted, as Slack signed it."""
    user: Mapping[str, Any] = body.get("user") or {}
    room: Mapping[str, Any] = body.get("channel") or {}
    held: Mapping[str, Any] = body.get("container") or {}
    thread = str(held.get("thread_ts") or held.get("message_ts") or "")
    return Caller(str(user.get("team_id") or ""), str(user.get("id") or ""), str(room.get("id") or ""), thread)
