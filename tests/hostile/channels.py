"""What each channel makes of a reply, looked at as a browser, Slack, a terminal and a program would."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from rich.console import Console

from assistant.turn import Reply
from bots.cli.render import show_blocks
from bots.slack import kit
from bots.slack.render import PRESSED, fallback, render
from bots.web.render import environment, icon, link, money
from ledger.core import say
from tests.bots.slack.limits import LINK, MENTION, faults
from tools import blocks as b

HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//[\w.-]+|\b(?:javascript|data|mailto|vbscript):", re.IGNORECASE)
_PASSIVE = {"p", "div", "table", "thead", "tbody", "tr", "td", "th", "span", "section", "header", "h2", "dl", "dt", "dd",
            "figure", "figcaption", "blockquote", "a", "button", "progress", "svg", "use", "b"}  # fmt: skip


class _Page(HTMLParser):
    """Tags that act, and addresses that lead out."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _PASSIVE:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            outside = name in ("href", "src", "action", "formaction") and not re.match(r"(?:/(?!/)|#i-)", value or "")
            if outside or name.startswith("on") or name in ("style", "hx-get", "hx-post", "ping"):
                self.faults.append(f"{tag} {name}={value!r}")


def html(blocks: Sequence[b.AnyBlock], language: str = "zh") -> str:
    """As the page of a conversation shows them."""

    def t(key: str, /, **parameters: Any) -> str:
        return say(key, language, **parameters)

    made = environment.get_template("blocks.html").make_module(
        {"t": t, "lang": language, "money": money, "link": link, "ic": icon}
    )
    return "".join(str(made.block(one, "")) for one in blocks)  # type: ignore[attr-defined]


def terminal(blocks: Sequence[b.AnyBlock], language: str = "zh") -> str:
    """As a terminal with colours gets them, escape sequences and all."""
    console = Console(file=io.StringIO(), force_terminal=True, width=100, legacy_windows=False)
    show_blocks(console, blocks, language)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def model_words(reply: Reply) -> str:
    """What stands in the reply as a model's own."""
    return "\n".join(one.text for one in reply.blocks if isinstance(one, b.Text) and one.author == "model")


def violations(reply: Reply, things: Sequence[str] = (), language: str = "zh") -> list[str]:
    """Links, mentions, pictures and acts that a reply brings into a channel and that are not the house's."""
    page, message, told = html(reply.blocks, language), render(reply.blocks, language), terminal(reply.blocks, language)
    shown = {"web": page, "terminal": told, "slack": json.dumps(message, ensure_ascii=False)}
    return [
        *_web(page),
        *_slack(reply, message, things, language),
        *_terminal(told),
        *_values(reply),
        *_marked(reply, shown, language),
    ]


def _marked(reply: Reply, shown: Mapping[str, str], language: str) -> Iterator[str]:
    """Wherever words of a model are shown, it is said that they are."""
    mark = say("assistant.model_words", language)
    if model_words(reply).strip():
        yield from (
            f"{channel}: words of a model look like ours" for channel, text in shown.items() if mark[:12] not in text
        )


def _web(shown: str) -> Iterator[str]:
    page = _Page()
    page.feed(shown)
    yield from (f"web: {fault}" for fault in page.faults)


def _slack(reply: Reply, message: list[Any], things: Sequence[str], language: str) -> Iterator[str]:
    made = kit.bounded(message, language)
    yield from (f"slack: {fault}" for fault in (faults(made, "message") if made else ()))
    told = json.dumps(made, ensure_ascii=False) + fallback(reply.blocks, language)
    if MENTION.search(told) or LINK.search(told):
        yield "slack: a mention or a link"
    for one in (element for block in made for element in block.get("elements", ()) if element.get("type") == "button"):
        act = one["action_id"].removeprefix("zf.")
        if "url" in one or (act not in PRESSED.values() and not act.startswith("ask")):
            yield f"slack: button {one['action_id']}"
        value = json.loads(one["value"])
        if things and "p" in value and value["p"] not in things:
            yield f"slack: a button for {value['p']}"


def _terminal(told: str) -> Iterator[str]:
    if "\x1b]" in told:
        yield "terminal: a link or title"
    if re.search(r"[\x00-\x08\x0b-\x1a\x7f\u202a-\u202e\u2066-\u2069]", told) or re.search(r"\x1b(?!\[[\d;]*m)", told):
        yield "terminal: signs it obeys"


def _values(reply: Reply) -> Iterator[str]:
    """A model's own words, which any program may get as they are."""
    said = model_words(reply)
    if found := HOST.search(said):
        yield f"words: {found.group()}"
    if re.search(r"<[@!#]|[@＠]\w", said):
        yield "words: a mention"
    if any(
        isinstance(one, b.Card | b.Choices | b.File) and getattr(one, "author", "us") != "us" for one in reply.blocks
    ):
        yield "words: a card of a model"
