"""Slack over HTTP: one address for events, buttons and modals, each request signed; Bolt checks signature and time."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import Response
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from bots.slack.app import TICKET, SlackChannel
from bots.slack.work import Ticket
from ledger.core import Refused, Settings, problem
from tools.door.slack_desk import bound_tenant
from tools.house import House

PATH = "/slack/events"
BODY_LIMIT = 1_000_000


class _Then(Response):
    """An answer after which the work begins."""

    def __init__(self, answer: Response, ticket: Ticket) -> None:
        self._answer = answer
        self._ticket = ticket
        super().__init__(status_code=answer.status_code)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._answer(scope, receive, send)
        finally:
            self._ticket.release()


def serve_on(app: FastAPI, channel: SlackChannel) -> None:
    """Put the channel's one address on an app."""

    @app.post(PATH, include_in_schema=False)
    async def slack_events(request: Request) -> Response:
        if int(request.headers.get("content-length") or 0) > BODY_LIMIT:
            return Response(status_code=413)
        body = await request.body()
        ticket = channel.work.ticket()
        asked = to_bolt_request(request, body, {TICKET: ticket})
        answer = to_starlette_response(await run_in_threadpool(channel.bolt.dispatch, asked))
        return _Then(answer, ticket)


def mount(app: FastAPI, house: House, settings: Settings) -> SlackChannel | None:
    """Serve Slack on the web app where the settings hold a bot token and a signing secret; None where they do not.

    The company is the one that bound this bot's workspace; refused where none did. The caller starts and closes the
    channel with the app.
    """
    if not (settings.slack_bot_token and settings.slack_signing_secret):
        return None
    channel = SlackChannel(house, tenant_for(house, settings), settings)
    serve_on(app, channel)
    return channel


def tenant_for(house: House, settings: Settings) -> str:
    """The company whose workspace the bot token belongs to."""
    from bots.slack.post import client  # noqa: PLC0415

    said = client(settings.slack_bot_token, settings.slack_api_url).auth_test()
    tenant = bound_tenant(house.store, str(said["team_id"]))
    if tenant is None:
        raise Refused(problem("slack.no_company", team=said["team_id"]))
    return tenant
