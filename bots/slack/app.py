"""The channel put together: Bolt hears, everything is acknowledged at once, and the same listeners serve both transports."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.context.ack import Ack

from bots.slack.acts import Acts
from bots.slack.events import Hearing, heard, teams_of
from bots.slack.follow import Follower
from bots.slack.forms import Forms, waiting_modal
from bots.slack.office import Office, caller_of_act
from bots.slack.post import Post, client
from bots.slack.work import Ticket, Work
from ledger.core import Settings, new_secret
from tools.door.slack_desk import SlackDesk
from tools.house import House

log = structlog.get_logger("zhangfang.slack")
OURS = re.compile(r"^zf\.")
TICKET = "zf_ticket"
LEFT_EVERY = 60


class SlackChannel:
    """One company in one workspace. ``start`` follows what changes elsewhere; ``close`` finishes what was begun."""

    def __init__(self, house: House, tenant: str, settings: Settings) -> None:
        web = client(settings.slack_bot_token, settings.slack_api_url)
        desk = SlackDesk(house.store, house.clock, tenant)
        self.office = Office(house, desk, Post(web), settings.slack_bot_token, settings.slack_api_url)
        self.work = Work()
        self._hearing = Hearing(self.office)
        self.follower = Follower(self.office, self._hearing.go_on)
        self._acts = Acts(self.office, self._hearing, self.follower)
        self._forms = Forms(self.office, self.follower)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.bolt = App(
            client=web, signing_secret=settings.slack_signing_secret or new_secret(), token_verification_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )  # fmt: skip
        self._listen()

    def _listen(self) -> None:
        self.bolt.use(self._on_event)
        self.bolt.action(OURS)(self._on_act)
        self.bolt.view(OURS)(self._on_form)

    def _on_event(
        self, body: dict[str, Any], context: BoltContext, next_: Callable[[], BoltResponse]
    ) -> BoltResponse | None:
        """Events are written down before they are acknowledged: a middleware, since Bolt acknowledges for listeners."""
        if body.get("type") != "event_callback":
            next_()
            return None
        kept = heard(body)
        event_id = str(body.get("event_id") or "")
        if kept is None or not event_id:
            return _acknowledged()
        if not self.office.ours(*teams_of(body)):
            log.warning("foreign_event", team=body.get("team_id"))
            return _acknowledged()
        if self.office.desk.first_time(event_id, kept):
            _ticket(context, self.work).later(lambda: self._hearing.deal_with(event_id, kept))
        return _acknowledged()

    def _on_act(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> BoltResponse:
        if self._signed_here(body):
            _ticket(context, self.work).later(lambda: self._acts.deal_with(body))
        return ack()

    def _on_form(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> BoltResponse:
        if body.get("type") != "view_submission" or not self._signed_here(body):
            return ack()
        who = self.office.person(caller_of_act(body))
        language = who.language if who else self.office.language
        _ticket(context, self.work).later(lambda: self._forms.deal_with(body))
        return ack(response_action="update", view=waiting_modal(body, language))

    def _signed_here(self, body: Mapping[str, Any]) -> bool:
        team: Mapping[str, Any] = body.get("team") or {}
        ours = self.office.ours(team.get("id"), caller_of_act(body).team)
        if not ours:
            log.warning("foreign_act", team=team.get("id"))
        return ours

    def take_up(self) -> None:
        """Deal with events that were acknowledged by a process that ended."""
        for event_id, kept in self.office.desk.left_events():
            self._hearing.deal_with(event_id, kept)

    def start(self, every_seconds: float = 1.0) -> None:
        """Follow in the background until ``close``."""

        def loop() -> None:
            looks = 0
            while not self._stop.is_set():
                try:
                    if looks % LEFT_EVERY == 0:
                        self.take_up()
                    self.follower.look()
                except Exception:
                    log.exception("follower_stumbled")
                looks += 1
                self._stop.wait(every_seconds)

        self._thread = threading.Thread(target=loop, name="slack-follow", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop following, finish what was begun."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=30)
        self.work.close()


def _acknowledged() -> BoltResponse:
    return BoltResponse(status=200, body="")


def _ticket(context: Mapping[str, Any], work: Work) -> Ticket:
    """The request's ticket, set by its transport."""
    found = context[TICKET]
    assert isinstance(found, Ticket)
    return found
