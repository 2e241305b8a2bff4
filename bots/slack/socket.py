"""Slack over a websocket that we open: no address of ours has to be reachable. Same listeners as over HTTP."""

from __future__ import annotations

import socket
import time
from contextlib import suppress

from slack_bolt import BoltRequest
from slack_bolt.adapter.socket_mode.internals import build_headers, send_response
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bots.slack.app import TICKET, SlackChannel
from bots.slack.post import client
from ledger.core import Settings


class SocketMode:
    """Connects a channel; reconnects by itself until closed."""

    def __init__(self, channel: SlackChannel, settings: Settings) -> None:
        self._channel = channel
        self._client = SocketModeClient(
            app_token=settings.slack_app_token, web_client=client(settings.slack_app_token, settings.slack_api_url)
        )
        self._client.socket_mode_request_listeners.append(self._hear)

    def connect(self) -> None:
        """Open the connection and return."""
        self._client.connect()

    def close(self) -> None:
        """Close the connection, at once: its reader waits up to three seconds for Slack, and closing waits for the reader."""
        self._client.auto_reconnect_enabled = False
        self._client.current_session_state.terminated = True
        reading = self._client.current_session and self._client.current_session.sock
        if reading:
            with suppress(OSError):  # gone already
                socket.socket.shutdown(reading, socket.SHUT_RDWR)  # the stream's end, also where it is TLS: no error
        self._client.close()

    def _hear(self, connection: BaseSocketModeClient, request: SocketModeRequest) -> None:
        ticket = self._channel.work.ticket()
        try:
            asked = BoltRequest(mode="socket_mode", body=request.payload, headers=build_headers(request))
            asked.context[TICKET] = ticket
            answer = self._channel.bolt.dispatch(asked)
            send_response(connection, request, answer, time.time())
        finally:
            ticket.release()
