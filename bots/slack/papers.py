"""A file that somebody sent: fetched, handed in as that person, and one message that will be edited from then on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bots.slack import kit
from bots.slack.desk import call, refusal
from bots.slack.files import fetch, name_of
from bots.slack.office import Office
from bots.slack.sender import sender_card
from bots.slack.text import safe_lines
from ledger.core import Principal, Problem
from tools.door.slack_desk import subject_of
from tools.outcome import Done


def hand_in(office: Office, who: Principal, channel: str, file: Mapping[str, Any]) -> None:
    """Fetch and submit one file; a refusal is said in the same room."""
    data = fetch(file, office.token, office.api_url)
    staged = data if isinstance(data, Problem) else office.house.stage(who.tenant, data)
    if isinstance(staged, Problem):
        tell(office, who, channel, staged.text(who.language))
        return
    outcome = call(office.house, who, "submit_document", sha256=staged, name=name_of(file))
    if not isinstance(outcome, Done):
        tell(office, who, channel, refusal(outcome, who.language))
        return
    post_card(office, who, channel, str(outcome.result.document))  # type: ignore[attr-defined]


def post_card(office: Office, who: Principal, channel: str, document: str) -> None:
    """The one message about a document to its sender."""
    subject = subject_of(document, None)
    if not office.desk.claim(subject, who.user, channel):
        return
    text, blocks = sender_card(office.house, who, document)
    try:
        ts = office.post.send(channel, text, blocks, who.language)
    except BaseException:
        office.desk.give_back(subject, who.user)
        raise
    office.desk.posted(subject, who.user, channel, ts)


def tell(office: Office, who: Principal, channel: str, text: str, thread: str = "") -> None:
    """A sentence of ours, made harmless since it may quote a file's name."""
    told = safe_lines(text)
    office.post.send(channel, told, [kit.section(told, who.language)], who.language, thread)
