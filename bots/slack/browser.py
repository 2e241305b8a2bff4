"""The way from a card to the page of the same thing, where the installation says its public address."""

from __future__ import annotations

from typing import Any

from bots.slack import kit
from ledger.core import say, settings


def browse(thing: str, language: str) -> list[dict[str, Any]]:
    """在网页中打开 Open in browser, or nothing where no address is set; ``thing`` is a document's or proposal's id."""
    address = settings().public_url
    return [kit.link(say("slack.browse", language), f"{address}/inbox/{thing}")] if address else []
