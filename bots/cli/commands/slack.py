"""``slack connect|link|unlink|run``: bind the workspace, bind oneself, serve over Socket Mode."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from bots.cli.frame import Frame, framed
from ledger.core import say

if TYPE_CHECKING:
    from bots.slack.app import SlackChannel

HOST = "127.0.0.1"


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the group."""
    language_text = _text
    group = typer.Typer(no_args_is_help=True, help=language_text("help"), rich_markup_mode=None)
    app.add_typer(group, name="slack")

    @group.command("connect", help=language_text("help_connect"))
    def connect(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            _connect(frame)

    @group.command("link", help=language_text("help_link"))
    def link(
        context: typer.Context,
        code: Annotated[str, typer.Argument(help=language_text("help_code"))],
        yes: Annotated[bool, typer.Option("--yes", "-y", help=language_text("help_yes"))] = False,
    ) -> None:
        with framed(context.obj) as frame:
            _link(frame, code, yes)

    @group.command("unlink", help=language_text("help_unlink"))
    def unlink(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("unlink_slack")

    @group.command("run", help=language_text("help_run"))
    def run(
        context: typer.Context,
        port: Annotated[int, typer.Option("--port", help=language_text("help_port"))] = 0,
    ) -> None:
        with framed(context.obj) as frame:
            _run(frame, port)


def _text(key: str) -> str:
    from bots.cli.frame import language  # noqa: PLC0415

    return say(f"slack.{key}", language())


def _connect(frame: Frame) -> None:
    from slack_sdk.errors import SlackApiError  # noqa: PLC0415

    from bots.slack.post import client  # noqa: PLC0415

    chosen = frame.settings
    if not chosen.slack_bot_token:
        frame.stop(say("slack.no_token", frame.language))
    try:
        told = client(chosen.slack_bot_token, chosen.slack_api_url).auth_test()
    except (SlackApiError, OSError) as error:
        frame.stop(say("slack.auth_failed", frame.language, fault=str(error)[:200]))
    frame.run("connect_slack", team=str(told["team_id"]))


def _link(frame: Frame, code: str, yes: bool) -> None:
    from tools.outcome import Done  # noqa: PLC0415

    outcome = frame.call("slack_account", {"code": code})
    if not isinstance(outcome, Done):
        frame.refused(outcome)
    found = outcome.result.model_dump()
    if not yes:
        print(say("slack.account_asks", frame.language, name=found["name"], slack_user=found["slack_user"]))
        if not typer.confirm(say("slack.is_that_you", frame.language)):
            frame.stop(say("slack.nothing_linked", frame.language))
    frame.run("link_slack", code=code, slack_user=found["slack_user"])


def _run(frame: Frame, port: int) -> None:
    from bots.slack.app import SlackChannel  # noqa: PLC0415
    from bots.slack.http import tenant_for  # noqa: PLC0415

    chosen = frame.settings
    if not (chosen.slack_bot_token and (chosen.slack_signing_secret if port else chosen.slack_app_token)):
        frame.stop(say("slack.no_token", frame.language))
    channel = SlackChannel(frame.house, tenant_for(frame.house, chosen), chosen)
    frame.house.start_worker()
    channel.start()
    try:
        _over_http(frame, channel, port) if port else _over_socket(frame, channel)
    except KeyboardInterrupt:
        pass
    finally:
        channel.close()


def _over_socket(frame: Frame, channel: "SlackChannel") -> None:
    from bots.slack.socket import SocketMode  # noqa: PLC0415

    socket = SocketMode(channel, frame.settings)
    socket.connect()
    frame.console.print(say("slack.running", frame.language))
    try:
        threading.Event().wait()
    finally:
        socket.close()


def _over_http(frame: Frame, channel: "SlackChannel", port: int) -> None:
    import uvicorn  # noqa: PLC0415
    from fastapi import FastAPI  # noqa: PLC0415

    from bots.slack.http import PATH, serve_on  # noqa: PLC0415

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    serve_on(app, channel)
    frame.console.print(say("slack.running_http", frame.language, address=f"http://{HOST}:{port}{PATH}"))
    uvicorn.run(app, host=HOST, port=port, log_level="warning", server_header=False)
