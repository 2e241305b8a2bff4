"""Block Kit within its limits: 50 blocks a message, 100 a modal, 3,000 characters a text, 10 fields, 25 buttons a row."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bots.slack.text import BUTTON_LIMIT, FIELD_LIMIT, PLAIN_LIMIT, TEXT_LIMIT, cut, plain
from ledger.core import say

Blocks = list[dict[str, Any]]
MESSAGE_BLOCKS = 50
MODAL_BLOCKS = 100
ROW_ELEMENTS = 25
FIELDS = 10
TITLE_LIMIT = 24
VALUE_LIMIT = 2000
METADATA_LIMIT = 3000


def _mrkdwn(text: str) -> dict[str, Any]:
    shown = text if text.strip() else "–"  # Slack refuses an empty one
    return {"type": "mrkdwn", "text": shown, "verbatim": True}


def _plain(text: str, limit: int) -> dict[str, Any]:
    bare = plain(text, limit).replace("<", "‹").replace(">", "›")
    return {"type": "plain_text", "text": bare or "–", "emoji": False}


def section(text: str, language: str) -> dict[str, Any]:
    """A paragraph of escaped text."""
    return {"type": "section", "text": _mrkdwn(cut(text, language))}


def fields(pairs: Sequence[tuple[str, str]], language: str) -> Blocks:
    """Name above value, two a row; ten to a block."""
    cells = [_mrkdwn(cut(f"*{name}*\n{value}", language, FIELD_LIMIT)) for name, value in pairs]
    return [{"type": "section", "fields": cells[at : at + FIELDS]} for at in range(0, len(cells), FIELDS)]


def context(text: str, language: str) -> dict[str, Any]:
    """A quiet line."""
    return {"type": "context", "elements": [_mrkdwn(cut(text, language))]}


def divider() -> dict[str, Any]:
    """A line across."""
    return {"type": "divider"}


def header(text: str) -> dict[str, Any]:
    """A heading; plain text."""
    return {"type": "header", "text": _plain(text or "–", PLAIN_LIMIT)}


def button(label: str, act: str, value: dict[str, str], style: str = "") -> dict[str, Any]:
    """A button; ``act`` becomes its action id ``zf.<act>``."""
    packed = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert len(packed) <= VALUE_LIMIT, act
    made = {"type": "button", "action_id": f"zf.{act}", "text": _plain(label, BUTTON_LIMIT), "value": packed}
    return made | ({"style": style} if style else {})


def link(label: str, url: str) -> dict[str, Any]:
    """A button that opens a page of ours; Slack tells of the press, nothing is done with it."""
    return {"type": "button", "action_id": "zf.browse", "text": _plain(label, BUTTON_LIMIT), "url": url, "value": "{}"}


def actions(buttons: Sequence[dict[str, Any]], block_id: str = "") -> dict[str, Any]:
    """A row of buttons."""
    made: dict[str, Any] = {"type": "actions", "elements": list(buttons[:ROW_ELEMENTS])}
    return made | ({"block_id": block_id} if block_id else {})


def question(label: str, block_id: str, hint: str = "") -> dict[str, Any]:
    """A field for words in a modal."""
    element = {"type": "plain_text_input", "action_id": "words", "multiline": True, "max_length": 500}
    made: dict[str, Any] = {
        "type": "input", "block_id": block_id, "label": _plain(label, TEXT_LIMIT // 2), "element": element
    }  # fmt: skip
    return made | ({"hint": _plain(hint, TEXT_LIMIT // 2)} if hint else {})


def modal(
    title: str,
    blocks: Blocks,
    language: str,
    *,
    callback: str = "",
    submit: str = "",
    metadata: dict[str, str] | None = None,
) -> dict[str, Any]:
    """A modal; without ``submit`` it can only be closed."""
    assert len(blocks) <= MODAL_BLOCKS
    view: dict[str, Any] = {
        "type": "modal", "title": _plain(title, TITLE_LIMIT), "blocks": blocks,
        "close": _plain(say("slack.close", language), TITLE_LIMIT),
    }  # fmt: skip
    if submit:
        packed = json.dumps(metadata or {}, separators=(",", ":"))
        assert len(packed) <= METADATA_LIMIT
        view |= {"submit": _plain(submit, TITLE_LIMIT), "callback_id": f"zf.{callback}", "private_metadata": packed}
    return view


def bounded(blocks: Blocks, language: str, limit: int = MESSAGE_BLOCKS) -> Blocks:
    """At most as many blocks as a message may have; what is left out is said."""
    if len(blocks) <= limit:
        return blocks
    return [*blocks[: limit - 1], context(say("slack.cut", language), language)]
