"""Modals: what they ask for, and what their submit does; the answer replaces the modal that is open."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bots.slack import kit
from bots.slack.browser import why
from bots.slack.checker import confirm_modal
from bots.slack.desk import call, refusal, result
from bots.slack.follow import Follower
from bots.slack.kit import Blocks
from bots.slack.office import Office, caller_of_act
from bots.slack.render import money, render
from bots.slack.text import bold, safe, safe_lines
from ledger.core import Principal, say
from tools.house import House
from tools.outcome import Done, Outcome, asks_why

# act → title, label, tool, and the argument that the words become
WORDS = {
    "return": ("act.return", "slack.return_question", "send_back_proposal", "question"),
    "reject": ("act.reject", "slack.reject_reason", "reject_proposal", "reason"),
    "reply": ("slack.answer", "slack.reply_words", "answer_proposal", "words"),
}


def words_modal(house: House, who: Principal, act: str, proposal: str) -> dict[str, Any] | None:
    """A modal that asks for a question, a reason or an answer; None where the proposal may not be read."""
    shown = result(house, who, "open_proposal", proposal=proposal)
    if shown is None:
        return None
    title, label, _, _ = WORDS[act]
    language = who.language
    head = f"{bold(safe(shown.summary))}  {money(shown.amount_minor, shown.currency)}"
    blocks = [kit.section(head, language), kit.question(say(label, language), "words")]
    submit = say(title, language)
    return kit.modal(submit, blocks, language, callback=act, submit=submit, metadata={"p": proposal})


def waiting_modal(body: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What stands in the modal while the act is under way; it has nothing to press."""
    title = str(((body.get("view") or {}).get("title") or {}).get("text") or say("slack.name", language))
    return kit.modal(title, [kit.section(say("slack.working", language), language)], language)


class Forms:
    """Deals with submitted modals."""

    def __init__(self, office: Office, follower: Follower) -> None:
        self._office = office
        self._follower = follower

    def deal_with(self, body: Mapping[str, Any]) -> None:
        """The act, then what became of it in the same modal, then the cards."""
        view: Mapping[str, Any] = body["view"]
        who = self._office.person(caller_of_act(body))
        if who is None:
            language = self._office.language
            self._show(view, self._plain(view, say("slack.not_linked_act", language), language))
            return
        act = str(view.get("callback_id") or "").removeprefix("zf.")
        kept = _kept(view)
        outcome = self._call(who, act, kept, view)
        if outcome is None:
            return
        self._show(view, self._said(who, act, kept, outcome, view))
        self._follower.look()

    def _call(self, who: Principal, act: str, kept: dict[str, str], view: Mapping[str, Any]) -> Outcome | None:
        if act == "confirm":
            given = {"proposal": kept.get("p", ""), "digest": kept.get("d", "")}
            return call(self._office.house, who, "confirm_proposal", **given)
        if act in WORDS:
            _, _, tool, argument = WORDS[act]
            return call(self._office.house, who, tool, **{"proposal": kept.get("p", ""), argument: _words(view)})
        return None

    def _said(
        self, who: Principal, act: str, kept: dict[str, str], outcome: Outcome, view: Mapping[str, Any]
    ) -> dict[str, Any]:
        if isinstance(outcome, Done):
            blocks = render(outcome.blocks, who.language)
            return kit.modal(str(view["title"]["text"]), blocks, who.language)
        said = refusal(outcome, who.language)
        fresh = confirm_modal(self._office.house, who, kept.get("p", ""), said) if act == "confirm" else None
        return fresh or self._plain(view, safe_lines(said), who.language, why(asks_why(outcome), who.language))

    def _plain(self, view: Mapping[str, Any], said: str, language: str, more: Blocks | None = None) -> dict[str, Any]:
        return kit.modal(str(view["title"]["text"]), [kit.section(f"△ {said}", language), *(more or [])], language)

    def _show(self, view: Mapping[str, Any], made: dict[str, Any]) -> None:
        self._office.post.web.views_update(view_id=str(view["id"]), view=made)


def _kept(view: Mapping[str, Any]) -> dict[str, str]:
    try:
        found = json.loads(str(view.get("private_metadata") or "{}"))
    except ValueError:
        return {}
    return {str(key): str(one) for key, one in found.items()} if isinstance(found, dict) else {}


def _words(view: Mapping[str, Any]) -> str:
    values: Mapping[str, Any] = (view.get("state") or {}).get("values") or {}
    return str(((values.get("words") or {}).get("words") or {}).get("value") or "").strip()
