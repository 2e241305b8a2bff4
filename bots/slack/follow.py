"""Cards that move: one message a document and person, edited when its state is another, wherever it was changed.

``look`` does what is due once; the channel's own thread calls it about every second, and every act calls it too.
"""

from __future__ import annotations

import threading

import structlog

from bots.slack import kit
from bots.slack.asked_papers import note, tell
from bots.slack.checker import checker_card
from bots.slack.desk import result
from bots.slack.kit import Blocks
from bots.slack.linking import GoOn, welcome
from bots.slack.office import Office
from bots.slack.papers import post_card
from bots.slack.post import ERRORS
from bots.slack.sender import sender_card
from bots.slack.text import safe
from ledger.core import Principal, say
from tools.door.slack_desk import Moved, News, Untold

log = structlog.get_logger("zhangfang.slack")


class Follower:
    """Brings what Slack shows to what is so."""

    def __init__(self, office: Office, go_on: GoOn) -> None:
        self._office = office
        self._go_on = go_on
        self._looking = threading.Lock()

    def look(self) -> None:
        """Welcome, announce, edit; one fault does not stop the others."""
        with self._looking:
            welcome(self._office, self._go_on)
            for untold in self._office.desk.untold():
                try:
                    self._announce(untold)
                except ERRORS:
                    log.exception("card_not_posted", proposal=untold.proposal)
            for wanted in self._office.desk.wanted():
                try:
                    tell(self._office, wanted)
                except ERRORS:
                    log.exception("note_not_posted", request=wanted.request.number)
            for news in self._office.desk.delegation_news():
                try:
                    self._tell(news)
                except ERRORS:
                    log.exception("delegation_not_told", delegation=news.delegation)
            for moved in self._office.desk.moved():
                self._move(moved)

    def _announce(self, untold: Untold) -> None:
        """A card for somebody who may confirm; whoever may not is not told, and not asked about again."""
        who, house, desk = untold.who, self._office.house, self._office.desk
        if not house.gateway.may_call(who, "confirm_proposal"):
            desk.told(untold)
            return
        shown = result(house, who, "open_proposal", proposal=untold.proposal)
        may = shown is not None and any(one.act == "confirm" and one.allowed for one in shown.acts)
        if may and desk.claim(untold.subject, who.user, ""):
            card = checker_card(house, who, untold.proposal)
            assert card is not None
            try:
                room = self._office.post.room(untold.slack_user)
                ts = self._office.post.send(room, card[0], card[1], who.language)
            except BaseException:
                desk.give_back(untold.subject, who.user)
                raise
            desk.posted(untold.subject, who.user, room, ts)
        desk.told(untold)

    def _tell(self, news: News) -> None:
        """What a delegation has come to, to one of its two people."""
        desk, who = self._office.desk, news.who
        if not desk.take_news(news):
            return
        found = result(self._office.house, who, "my_delegations")
        note = next((one for one in found.notes if one.delegation == news.delegation), None) if found else None
        if note is None:
            return
        told = safe(note.sentence, 500)
        try:
            room = self._office.post.room(news.slack_user)
            self._office.post.send(room, told, [kit.section(told, who.language)], who.language)
        except BaseException:
            desk.give_back(news.mark, who.user)
            raise

    def _move(self, moved: Moved) -> None:
        desk, message = self._office.desk, moved.message
        if not desk.will_show(moved):
            return
        who = desk.principal(message.user)
        try:
            text, blocks = self._card(who, moved)
            language = who.language if who else self._office.language
            self._office.post.edit(message.channel, message.ts, text, blocks, language)
            if who and moved.state == "unpacked":
                self._show_parts(who, moved)
            if who and moved.state == "returned" and moved.before != "returned":
                self._ask_back(who, moved)
        except ERRORS:
            log.exception("card_not_edited", subject=message.subject)
            desk.did_not_show(moved)

    def _show_parts(self, who: Principal, moved: Moved) -> None:
        """A message for each file that lay in a zip or a mail, in the same room."""
        message = moved.message
        paper = result(self._office.house, who, "open_document", document=message.subject.partition(":")[2])
        for one in paper.parts if paper is not None and paper.sender == who.user else ():
            post_card(self._office, who, message.channel, one.document)

    def _card(self, who: Principal | None, moved: Moved) -> tuple[str, Blocks]:
        kind, _, name = moved.message.subject.partition(":")
        if who is not None and kind == "request":
            return self._asked(who, int(name.partition(".")[0]), reminded=not name.endswith(".0"))
        if who is not None:
            paper = result(self._office.house, who, "open_document", document=name) if kind == "document" else None
            if paper is not None and paper.sender == who.user:
                return sender_card(self._office.house, who, name)
            proposal = paper.proposal if paper is not None else name
            card = checker_card(self._office.house, who, proposal) if proposal else None
            if card is not None:
                return card
        language = who.language if who else self._office.language
        told = say("slack.not_yours", language)
        return told, [kit.section(told, language)]

    def _asked(self, who: Principal, number: int, *, reminded: bool) -> tuple[str, Blocks]:
        """The note of a paper that is wanted, as it stands now."""
        listed = result(self._office.house, who, "list_requests")
        one = next((one for one in listed.requests if one.request == number), None) if listed else None
        if one is None or one.state != "open":
            over = say("request.slack_over", who.language)
            return over, [kit.section(over, who.language)]
        return note(who.language, one.asker_name, one.words, one.wanted_by, reminded=reminded)

    def _ask_back(self, who: Principal, moved: Moved) -> None:
        """An edit makes no noise; a question to the sender is worth one line in the same thread."""
        kind, _, name = moved.message.subject.partition(":")
        paper = result(self._office.house, who, "open_document", document=name) if kind == "document" else None
        if paper is None or paper.sender != who.user:
            return
        shown = result(self._office.house, who, "open_proposal", proposal=paper.proposal)
        asked = next((one for one in reversed(shown.events) if one.act == "send_back"), None) if shown else None
        if asked is None:
            return
        people = {one.user: one.called(who.language) for one in self._office.house.door.people(who.tenant)}
        told = say("slack.asks", who.language, name=safe(people.get(asked.actor, "")), words=safe(asked.words, 500))
        message = moved.message
        self._office.post.send(message.channel, told, [kit.section(told, who.language)], who.language, message.ts)
