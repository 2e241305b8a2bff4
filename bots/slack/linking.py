"""Who is who: a stranger gets one button with a code, seen by them alone; once they are linked, what they sent goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import structlog

from bots.slack import kit
from bots.slack.office import Caller, Office
from bots.slack.post import ERRORS
from bots.slack.text import bold, safe
from ledger.core import Principal, say, settings
from tools.door.slack_desk import CODE_LASTS

log = structlog.get_logger("zhangfang.slack")
GoOn = Callable[[Caller, Principal, Mapping[str, Any]], None]
"""Deals with a kept message as the person it is from."""


def ask_to_link(office: Office, caller: Caller, kept: Mapping[str, Any] | None = None) -> None:
    """Seal what they sent; then one direct message with the button and a code, and nothing more while the code is good.

    Where they spoke among others, they alone are told there to look into their direct messages.
    """
    if kept is not None:
        office.desk.keep_sealed(caller.team, caller.slack_user, kept)
    room = office.post.room(caller.slack_user)
    code = office.desk.ask_code(caller.team, caller.slack_user, room, office.post.name_of(caller.slack_user))
    if code is None:
        return
    language = office.language
    if caller.channel and caller.channel != room:
        office.post.whisper(caller.channel, caller.slack_user, say("slack.link_in_private", language), language)
    office.post.send(room, say("slack.link_title", language), _blocks(code, kept, language), language)


def _blocks(code: str, kept: Mapping[str, Any] | None, language: str) -> kit.Blocks:
    minutes, address = int(CODE_LASTS.total_seconds() // 60), settings().public_url
    blocks = [
        kit.section(bold(say("slack.link_title", language)), language),
        kit.section(say("slack.link_code", language, code=code, minutes=minutes), language),
    ]
    if address:
        page = f"{address}/slack-link?{urlencode({'code': code})}"
        blocks.append(kit.actions([kit.link(say("slack.link_title", language), page)]))
    blocks.append(kit.context(say("slack.link_where", language, code=code), language))
    if kept is not None:
        blocks.append(kit.context(say("slack.link_kept", language), language))
    return blocks


def welcome(office: Office, go_on: GoOn) -> None:
    """Tell those who were linked since the last look, and go on with what they sent before; erase what is too old."""
    office.desk.erase_sealed()
    for code in office.desk.newly_linked():
        caller = Caller(code.team, code.slack_user, code.channel)
        who = office.person(caller)
        if who is None:
            continue
        waited = office.desk.take_sealed(code.team, code.slack_user)
        people = {one.user: one for one in office.house.door.people(who.tenant)}
        name = safe(people[who.user].called(who.language))
        told = say("slack.welcome_back" if waited else "slack.welcome", who.language, name=name, count=len(waited))
        try:
            office.post.send(code.channel, told, [kit.section(told, who.language)], who.language)
        except ERRORS:
            log.exception("welcome_not_posted")
        for kept in waited:
            try:
                go_on(_place(kept), who, kept)
            except ERRORS:
                log.exception("waiting_message_not_answered")


def _place(kept: Mapping[str, Any]) -> Caller:
    return Caller(str(kept["team"]), str(kept["user"]), str(kept["channel"]), str(kept.get("thread") or ""))
