"""The way out to Slack: every message goes without unfurling, without link names, and with a text beside its blocks."""

from __future__ import annotations

from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bots.slack import kit
from bots.slack.kit import Blocks, bounded
from bots.slack.text import cut

log = structlog.get_logger("zhangfang.slack")
QUIET: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, "link_names": False, "parse": "none"}
"""How every new message goes: nothing in it becomes a picture of a page, a mention or a link."""
ERRORS = (SlackApiError, OSError)


def client(token: str, api_url: str) -> WebClient:
    """A client that waits where Slack asks it to."""
    made = WebClient(token=token, base_url=api_url, timeout=20)
    made.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=2))
    return made


class Post:
    """Sends for the bot."""

    def __init__(self, web: WebClient) -> None:
        self.web = web
        self._rooms: dict[str, str] = {}

    def room(self, slack_user: str) -> str:
        """The channel of direct messages with somebody."""
        if slack_user not in self._rooms:
            opened = self.web.conversations_open(users=slack_user)
            self._rooms[slack_user] = str(opened["channel"]["id"])
        return self._rooms[slack_user]

    def name_of(self, slack_user: str) -> str:
        """What somebody is called in Slack."""
        try:
            user: dict[str, Any] = self.web.users_info(user=slack_user)["user"]
        except ERRORS:
            log.warning("name_unknown", slack_user=slack_user)
            return slack_user
        return str(user.get("real_name") or user.get("name") or slack_user)

    def send(self, channel: str, text: str, blocks: Blocks, language: str, thread: str = "") -> str:
        """A message; its ``ts``."""
        sent = self.web.chat_postMessage(
            channel=channel, text=cut(text, language), blocks=bounded(blocks, language), thread_ts=thread or None,
            **QUIET,
        )  # fmt: skip
        return str(sent["ts"])

    def edit(self, channel: str, ts: str, text: str, blocks: Blocks, language: str) -> None:
        """The same message with other words."""
        self.web.chat_update(
            channel=channel, ts=ts, text=cut(text, language), blocks=bounded(blocks, language), link_names=False,
            parse="none",
        )  # fmt: skip

    def whisper(
        self, channel: str, slack_user: str, text: str, language: str, more: Blocks | None = None
    ) -> None:  # fmt: skip
        """A message that one person sees, with more blocks below; by direct message where the channel does not take it."""
        told = cut(text, language)
        below: dict[str, Any] = {"blocks": [kit.section(told, language), *more]} if more else {}
        try:
            self.web.chat_postEphemeral(
                channel=channel, user=slack_user, text=told, link_names=False, parse="none", **below
            )
        except ERRORS:
            log.warning("whisper_failed", channel=channel)
            self.web.chat_postMessage(
                channel=self.room(slack_user), text=told, **below, **QUIET
            )  # fmt: skip
