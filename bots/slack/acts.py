"""Buttons: each is an act of the linked person who pressed it, through the door; what opens a modal confirms nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bots.slack.browser import why
from bots.slack.checker import confirm_modal
from bots.slack.desk import call, refusal
from bots.slack.events import Hearing
from bots.slack.follow import Follower
from bots.slack.forms import WORDS, words_modal
from bots.slack.linking import ask_to_link
from bots.slack.office import Caller, Office, caller_of_act
from bots.slack.text import safe_lines
from ledger.core import Principal, say
from tools.outcome import Outcome, asks_why


class Acts:
    """Deals with pressed buttons."""

    def __init__(self, office: Office, hearing: Hearing, follower: Follower) -> None:
        self._office = office
        self._hearing = hearing
        self._follower = follower

    def deal_with(self, body: Mapping[str, Any]) -> None:
        """The work after the acknowledgement."""
        caller = caller_of_act(body)
        who = self._office.person(caller)
        if who is None:
            ask_to_link(self._office, caller)
            return
        pressed: Mapping[str, Any] = body["actions"][0]
        act = str(pressed["action_id"]).removeprefix("zf.")
        value = _value(pressed)
        if act == "open" or act in WORDS:
            self._open(who, caller, act, value, str(body.get("trigger_id") or ""))
        elif act.startswith("ask"):
            self._hearing.ask(caller, who, value.get("q", ""))
        else:
            self._act(who, caller, act, value)

    def _act(self, who: Principal, caller: Caller, act: str, value: dict[str, str]) -> None:
        outcome = self._call(who, act, value)
        if outcome is None:
            return
        if said := refusal(outcome, who.language):
            self._whisper(who, caller, said, outcome)
        self._follower.look()

    def _call(self, who: Principal, act: str, value: dict[str, str]) -> Outcome | None:
        house, proposal = self._office.house, value.get("p", "")
        if act.startswith("paid_"):
            return call(house, who, "answer_document", document=value.get("doc", ""), paid_by=value.get("by"))
        if act.startswith("take_"):
            given = {"document": value.get("doc", ""), "field": value.get("f", ""), "value": value.get("v", "")}
            return call(house, who, "choose_word", page=value.get("pg", ""), **given)
        if act == "submit":
            return call(house, who, "submit_proposal", proposal=proposal, digest=value.get("d", ""))
        if act == "withdraw" and value.get("doc"):
            return call(house, who, "withdraw_document", document=value["doc"])
        if act == "withdraw":
            return call(house, who, "withdraw_proposal", proposal=proposal)
        if act == "undo":
            return call(house, who, "undo_confirmation", proposal=proposal)
        return None

    def _open(self, who: Principal, caller: Caller, act: str, value: dict[str, str], trigger: str) -> None:
        proposal = value.get("p", "")
        view = (
            confirm_modal(self._office.house, who, proposal)
            if act == "open"
            else words_modal(self._office.house, who, act, proposal)
        )
        if view is None:
            refused = call(self._office.house, who, "open_proposal", proposal=proposal)
            self._whisper(who, caller, refusal(refused, who.language), refused)
            return
        try:
            self._office.post.web.views_open(trigger_id=trigger, view=view)
        except Exception:
            self._whisper(who, caller, say("slack.press_again", who.language))
            raise

    def _whisper(self, who: Principal, caller: Caller, said: str, outcome: Outcome | None = None) -> None:
        more = why(asks_why(outcome), who.language) if outcome else []
        self._office.post.whisper(caller.channel, caller.slack_user, safe_lines(said), who.language, more)


def _value(pressed: Mapping[str, Any]) -> dict[str, str]:
    """A button's value is ours, but it travelled: anything that is not what we packed is empty."""
    try:
        found = json.loads(str(pressed.get("value") or "{}"))
    except ValueError:
        return {}
    return {str(key): str(one) for key, one in found.items()} if isinstance(found, dict) else {}
