"""Messages: files are handed in, questions are answered, strangers are asked who they are. Nothing else is heard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.conversations import Asked
from assistant.conversations import ask as ask_in
from assistant.turn import Reply
from bots.slack import kit
from bots.slack.desk import refusal
from bots.slack.linking import ask_to_link
from bots.slack.office import Caller, Office
from bots.slack.papers import hand_in, tell
from bots.slack.render import fallback, render
from bots.slack.text import unescape
from ledger.core import Principal, say
from tools.door.slack_desk import waiting_files

HEARD = (None, "file_share")
QUESTION_LIMIT = 2000


def heard(body: Mapping[str, Any]) -> dict[str, Any] | None:
    """What is kept of an event until it is dealt with; None for what is not for us (bots, edits, other rooms)."""
    event: Mapping[str, Any] = body.get("event") or {}
    if event.get("bot_id") or event.get("subtype") not in HEARD or not event.get("user"):
        return None
    mention = event.get("type") == "app_mention"
    if not mention and event.get("channel_type") != "im":
        return None
    return {
        "team": str(body.get("team_id") or ""),
        "user": str(event["user"]),
        "channel": str(event.get("channel") or ""),
        "thread": str(event.get("thread_ts") or event.get("ts") or ""),
        "text": unescape(str(event.get("text") or ""))[:QUESTION_LIMIT],
        "files": [dict(one) for one in waiting_files(event.get("files") or ())],
        "mention": mention,
    }


def teams_of(body: Mapping[str, Any]) -> tuple[object, ...]:
    """Every workspace an event names: that of the app, of the message and of its author."""
    event: Mapping[str, Any] = body.get("event") or {}
    return body.get("team_id"), event.get("team"), event.get("user_team"), event.get("source_team")


class Hearing:
    """Deals with kept events. A thread is one conversation; what is said at the top of a room begins a new one."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def deal_with(self, event_id: str, kept: Mapping[str, Any]) -> None:
        """The work after the acknowledgement; finished only when it is done."""
        caller = Caller(str(kept["team"]), str(kept["user"]), str(kept["channel"]), str(kept.get("thread") or ""))
        who = self._office.person(caller)
        if who is None:
            ask_to_link(self._office, caller, kept)
        else:
            self.go_on(caller, who, kept)
        self._office.desk.finished(event_id)

    def go_on(self, caller: Caller, who: Principal, kept: Mapping[str, Any]) -> None:
        """What a known person sent: files are handed in, words are a question."""
        if kept["files"]:
            room = self._office.post.room(caller.slack_user) if kept["mention"] else caller.channel
            for file in kept["files"]:
                hand_in(self._office, who, room, file)
        else:
            self.ask(caller, who, str(kept["text"]), quietly=bool(kept["mention"]))

    def ask(self, caller: Caller, who: Principal, text: str, *, quietly: bool = False) -> None:
        """Answer a question in its thread; one asked in a room with others is answered in private."""
        question = " ".join(word for word in text.split() if not word.startswith("<@"))
        if not question:
            question = say("slack.help_word", who.language)
        asked = ask_in(self._office.house, who, question, place=caller.place)
        if not isinstance(asked, Asked):
            room, thread = (
                (self._office.post.room(caller.slack_user), "") if quietly else (caller.channel, caller.thread)
            )
            tell(self._office, who, room, refusal(asked, who.language), thread)
            return
        self._reply(caller, who, asked.answered(), quietly=quietly)

    def _reply(self, caller: Caller, who: Principal, reply: Reply, *, quietly: bool) -> None:
        blocks = render(reply.blocks, who.language)
        if not reply.failed:
            key = "slack.answered_here" if reply.local else "slack.answered_model"
            blocks.append(kit.context(say(key, who.language, model=reply.model), who.language))
        blocks = kit.bounded(blocks, who.language)
        room, thread = caller.channel, caller.thread
        if quietly:
            room, thread = self._office.post.room(caller.slack_user), ""
            told = say("slack.answered_in_private", who.language)
            self._office.post.whisper(caller.channel, caller.slack_user, told, who.language)
        self._office.post.send(room, fallback(reply.blocks, who.language), blocks, who.language, thread)
