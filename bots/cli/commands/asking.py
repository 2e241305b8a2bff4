"""``ask TEXT``, ``chat``, ``plan``."""

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bots.cli.frame import Options, framed
from bots.cli.render import show_blocks
from ledger.core import say


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the commands."""

    @app.command(help=text("ask"))
    def ask(context: typer.Context, question: str) -> None:
        from assistant.turn import answer  # noqa: PLC0415

        options: Options = context.obj
        with framed(options) as frame:
            reply = answer(frame.house, frame.principal(), question)
            if options.as_json:
                frame.json([block.model_dump(mode="json") for block in reply.blocks])
            else:
                show_blocks(frame.console, reply.blocks, frame.language)

    @app.command(help=text("chat"))
    def chat(context: typer.Context) -> None:
        from assistant.turn import answer  # noqa: PLC0415

        with framed(context.obj) as frame:
            who = frame.principal()
            frame.console.print(say("cli.chat_hello", frame.language))
            before = None
            while question := _asked(frame.language):
                reply = answer(frame.house, who, question, before)
                show_blocks(frame.console, reply.blocks, frame.language)
                before = reply.read_as

    @app.command(help=text("plan"))
    def plan(
        today: Annotated[str, typer.Option("--today", help=text("today"))] = "",
        entities: Annotated[Path | None, typer.Option("--entities", help=text("entities"))] = None,
    ) -> None:
        from assistant.planner import Entities, plan_lines  # noqa: PLC0415

        names = Entities.of(json.loads(entities.read_text("utf-8")) if entities else {})
        day = date.fromisoformat(today) if today else datetime.now().astimezone().date()
        for line in plan_lines(sys.stdin, day, names):
            print(json.dumps(line, ensure_ascii=False), flush=True)


def _asked(language: str) -> str:
    try:
        return input(say("cli.prompt", language)).strip()
    except (EOFError, KeyboardInterrupt):
        return ""
