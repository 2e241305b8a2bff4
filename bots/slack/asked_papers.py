"""索取资料 in Slack: one note to whoever was asked, one more for each reminder; the answer is given on the page."""

from __future__ import annotations

from datetime import date

from bots.slack import kit
from bots.slack.kit import Blocks
from bots.slack.office import Office
from bots.slack.text import safe
from ledger.core import say, settings
from tools.door.slack_desk import Wanted

WORDS_LIMIT = 500


def note(language: str, asker: str, words: str, until: date | None, *, reminded: bool) -> tuple[str, Blocks]:
    """Fallback text and blocks: who asks for what, until when, and the way to the page."""
    told = say(
        "request.slack_reminded" if reminded else "request.slack",
        language,
        name=safe(asker),
        words=safe(words, WORDS_LIMIT),
    )
    blocks = [kit.section(told, language)]
    if until:
        blocks.append(kit.context(say("request.slack_until", language, day=until.isoformat()), language))
    if address := settings().public_url:
        blocks.append(kit.actions([kit.link(say("request.slack_open", language), f"{address}/requests")]))
    return told, blocks


def tell(office: Office, wanted: Wanted) -> None:
    """Post the note once, by whichever process claims it."""
    who, one = wanted.who, wanted.request
    if not office.desk.claim(wanted.subject, who.user, ""):
        return
    try:
        text, blocks = note(who.language, wanted.asker, one.words, one.wanted_by, reminded=one.reminders > 0)
        room = office.post.room(wanted.slack_user)
        ts = office.post.send(room, text, blocks, who.language)
    except BaseException:
        office.desk.give_back(wanted.subject, who.user)
        raise
    office.desk.posted(wanted.subject, who.user, room, ts)
