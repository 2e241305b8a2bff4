"""The way from a card to the page of the same thing, where the installation says its public address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from bots.slack import kit
from bots.slack.kit import Blocks
from ledger.core import say, settings


def browse(thing: str, language: str) -> list[dict[str, Any]]:
    """在网页中打开 Open in browser, or nothing where no address is set; ``thing`` is a document's or proposal's id."""
    address = settings().public_url
    return [kit.link(say("slack.browse", language), f"{address}/inbox/{thing}")] if address else []


def why(asked: Mapping[str, str] | None, language: str) -> Blocks:
    """为什么不行 Why not: the way to the rule behind a refusal; where no address is set, how to ask for it here."""
    if not asked:
        return []
    address = settings().public_url
    if not address:
        return [kit.context(say("slack.why_ask", language), language)]
    return [kit.actions([kit.link(say("why.grey", language), f"{address}/why-not?{urlencode(asked)}")])]
