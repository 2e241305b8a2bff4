"""What Slack refuses: Block Kit limits (docs.slack.dev, "Reference: blocks"), and text that would mention or link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

MENTION = re.compile(r"<[!@#][^>]*>")
LINK = re.compile(r"<(?:https?|mailto)[^>]*>")
BLOCKS = {"message": 50, "modal": 100}


def faults(blocks: list[dict[str, Any]], surface: str) -> Iterator[str]:
    """Everything that Slack would refuse, or that we promised never to send."""
    if not blocks or len(blocks) > BLOCKS[surface]:
        yield f"{len(blocks)} blocks"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        yield "block_id twice"
    for block in blocks:
        kind = block.get("type")
        check = _CHECKS.get(str(kind))
        if check is None:
            yield f"unknown block {kind}"
        else:
            yield from check(block)


def _text(found: dict[str, Any] | None, limit: int, where: str, kind: str = "mrkdwn") -> Iterator[str]:
    if not found or not found.get("text"):
        yield f"{where}: no text"
        return
    if found["type"] != kind:
        yield f"{where}: {found['type']}"
    if len(found["text"]) > limit:
        yield f"{where}: {len(found['text'])} characters"
    if kind == "mrkdwn":
        yield from spoken(found["text"], where)
        if found.get("verbatim") is not True:
            yield f"{where}: would be parsed for names and links"


def spoken(text: str, where: str) -> Iterator[str]:
    """Mentions and links in a text that Slack reads as mrkdwn."""
    if MENTION.search(text):
        yield f"{where}: mentions {MENTION.findall(text)}"
    if LINK.search(text):
        yield f"{where}: links {LINK.findall(text)}"
    if re.search(r"<|>(?!\S|$)", re.sub(r"(?m)^>", "", text)):
        yield f"{where}: a bare angle bracket"


def _section(block: dict[str, Any]) -> Iterator[str]:
    if "text" in block:
        yield from _text(block["text"], 3000, "section")
    cells = block.get("fields", [])
    if len(cells) > 10 or ("text" not in block and not cells):
        yield f"section: {len(cells)} fields"
    for cell in cells:
        yield from _text(cell, 2000, "field")


def _context(block: dict[str, Any]) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 10:
        yield "context elements"
    for element in block["elements"]:
        yield from _text(element, 3000, "context")


def _actions(block: dict[str, Any]) -> Iterator[str]:
    elements = block["elements"]
    if not 1 <= len(elements) <= 25:
        yield f"{len(elements)} elements"
    if len({one["action_id"] for one in elements}) != len(elements):
        yield "action_id twice in a block"
    for one in elements:
        yield from _text(one["text"], 75, "button", "plain_text")
        if len(one["action_id"]) > 255 or len(one["value"]) > 2000:
            yield "button too long"
        if one.get("style", "primary") not in ("primary", "danger"):
            yield "button style"


def _input(block: dict[str, Any]) -> Iterator[str]:
    yield from _text(block["label"], 2000, "label", "plain_text")
    if block["element"]["type"] != "plain_text_input" or block["element"].get("max_length", 1) > 3000:
        yield "input"


def _header(block: dict[str, Any]) -> Iterator[str]:
    yield from _text(block["text"], 150, "header", "plain_text")


def _divider(block: dict[str, Any]) -> Iterator[str]:
    if set(block) - {"type", "block_id"}:
        yield "divider"


_CHECKS = {
    "section": _section, "context": _context, "actions": _actions, "input": _input, "header": _header,
    "divider": _divider,
}  # fmt: skip


def view_faults(view: dict[str, Any]) -> Iterator[str]:
    """Faults of a modal."""
    yield from _text(view.get("title"), 24, "title", "plain_text")
    for name in ("submit", "close"):
        if name in view:
            yield from _text(view[name], 24, name, "plain_text")
    if len(view.get("private_metadata", "")) > 3000 or len(view.get("callback_id", "")) > 255:
        yield "metadata"
    if any(block["type"] == "input" for block in view["blocks"]) and "submit" not in view:
        yield "an input without a submit"
    yield from faults(view["blocks"], "modal")
