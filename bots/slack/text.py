"""Words made harmless for Slack: no mention, no link, no hidden direction marks, never longer than allowed.

Slack reads ``<!channel>``, ``<@U1>`` and ``<http://…|…>`` wherever angle brackets stand; with ``&``, ``<`` and ``>``
escaped and ``verbatim`` set, nothing in a text is anything but text
(docs.slack.dev, "Formatting message text", "Escaping text").
"""

from __future__ import annotations

import unicodedata

from ledger.core import say

TEXT_LIMIT = 3000
FIELD_LIMIT = 2000
PLAIN_LIMIT = 150
BUTTON_LIMIT = 75


def plain(text: str, limit: int = TEXT_LIMIT) -> str:
    """One line of somebody else's words: control and direction marks gone, cut with an ellipsis."""
    kept = "".join(" " if letter.isspace() else letter for letter in text if _visible(letter))
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _visible(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def escape(text: str) -> str:
    """``&``, ``<`` and ``>`` as entities; backticks and asterisks keep their look and lose their meaning."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace("`", "ˋ").replace("*", "∗").replace("~", "∼")


def safe(text: str, limit: int = 300) -> str:
    """Somebody else's words inside a text of ours."""
    return escape(plain(text, limit))


def safe_lines(text: str) -> str:
    """Words of several lines, each made harmless."""
    return "\n".join(escape(plain(line)) for line in text.splitlines())


def unescape(text: str) -> str:
    """What a person typed, from what Slack delivers."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def bold(text: str) -> str:
    """Bold; ``text`` is escaped already."""
    return f"*{text}*" if text else ""


def cut(text: str, language: str, limit: int = TEXT_LIMIT) -> str:
    """At most ``limit`` characters of escaped text, ending at a line where possible, and a note that there was more."""
    if len(text) <= limit:
        return text
    note = "\n" + say("slack.cut", language)
    room = limit - len(note)
    head = text[:room]
    line = head.rfind("\n")
    head = head[:line] if line > room // 2 else head
    entity = head.rfind("&")
    if entity > len(head) - 6 and ";" not in head[entity:]:
        head = head[:entity]
    return head + note
