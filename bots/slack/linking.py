"""Who is who: a stranger gets one message with a code; once it was typed by somebody signed in, their files go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from bots.slack import kit
from bots.slack.office import Caller, Office
from bots.slack.papers import hand_in
from bots.slack.post import ERRORS
from bots.slack.text import bold, safe
from ledger.core import say
from tools.door.slack_desk import CODE_LASTS, waiting_files

log = structlog.get_logger("zhangfang.slack")


def ask_to_link(office: Office, caller: Caller, files: Sequence[Mapping[str, Any]] = ()) -> None:
    """One direct message with a code; nothing more while that code is good."""
    room = office.post.room(caller.slack_user)
    name = office.post.name_of(caller.slack_user)
    code = office.desk.ask_code(caller.team, caller.slack_user, room, name, waiting_files(files))
    if code is None:
        return
    language = office.language
    minutes = int(CODE_LASTS.total_seconds() // 60)
    blocks = [
        kit.section(bold(say("slack.link_title", language)), language),
        kit.section(say("slack.link_code", language, code=code, minutes=minutes), language),
        kit.context(say("slack.link_where", language, code=code), language),
    ]
    if files:
        blocks.append(kit.context(say("slack.link_files_wait", language, count=len(files)), language))
    office.post.send(room, say("slack.link_title", language), blocks, language)


def welcome(office: Office) -> None:
    """Tell those who were linked since the last look, and go on with what they sent before."""
    for code in office.desk.newly_linked():
        caller = Caller(code.team, code.slack_user, code.channel)
        who = office.person(caller)
        if who is None:
            continue
        people = {one.user: one for one in office.house.door.people(who.tenant)}
        name = safe(people[who.user].called(who.language))
        key = "slack.welcome_files" if code.files else "slack.welcome"
        told = say(key, who.language, name=name, count=len(code.files))
        try:
            office.post.send(code.channel, told, [kit.section(told, who.language)], who.language)
        except ERRORS:
            log.exception("welcome_not_posted")
        for file in code.files:
            try:
                hand_in(office, who, code.channel, file)
            except ERRORS:
                log.exception("waiting_file_not_shown", file=file.get("id"))
