"""``ask TEXT``, ``chat``, ``plan``.

``chat`` is kept as a conversation and may be gone on with; ``ask`` is one question, also from other programs, and
leaves nothing behind.
"""

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bots.cli.frame import Frame, Options, framed
from bots.cli.render import show_blocks
from ledger.core import Principal, say
from tools.outcome import Done


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
    def chat(
        context: typer.Context,
        go_on: Annotated[bool, typer.Option("--continue", help=text("continue"))] = False,
        conversation: Annotated[str, typer.Option("--conversation", help=text("conversation"))] = "",
    ) -> None:
        with framed(context.obj) as frame:
            who = frame.principal()
            frame.console.print(say("cli.chat_hello", frame.language))
            chosen = conversation or (_latest(frame, who) if go_on else "")
            kept = _converse(frame, who, _before(frame, who, chosen) if chosen else "")
            if kept:
                frame.console.print(say("cli.chat_kept", frame.language, conversation=kept), soft_wrap=True)

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


def _latest(frame: Frame, who: Principal) -> str:
    """The person's latest conversation of this channel."""
    outcome = frame.house.gateway.call(who, "list_conversations", {"limit": 1, "here": True})
    found: Any = outcome.result if isinstance(outcome, Done) else frame.refused(outcome)
    if not found.conversations:
        frame.console.print(say("cli.chat_nothing_yet", frame.language))
        return ""
    return str(found.conversations[0].conversation)


def _before(frame: Frame, who: Principal, conversation: str) -> str:
    """Say what is gone on with, and show its last turn."""
    outcome = frame.house.gateway.call(who, "open_conversation", {"conversation": conversation, "last": 1})
    shown: Any = outcome.result if isinstance(outcome, Done) else frame.refused(outcome)
    turns = shown.earlier + len(shown.turns)
    frame.console.print(say("cli.chat_goes_on", frame.language, title=shown.title, turns=turns), markup=False)
    for turn in shown.turns:
        frame.console.print(say("cli.prompt", frame.language) + turn.question, markup=False)
        show_blocks(frame.console, turn.blocks, frame.language)
    return str(shown.conversation)


def _converse(frame: Frame, who: Principal, conversation: str) -> str:
    """Questions until an empty line; the conversation they were kept in."""
    from assistant.conversations import Asked  # noqa: PLC0415
    from assistant.conversations import ask as ask_in  # noqa: PLC0415

    while question := _asked(frame.language):
        asked = ask_in(frame.house, who, question, conversation)
        if not isinstance(asked, Asked):
            frame.refused(asked)
        show_blocks(frame.console, asked.answered().blocks, frame.language)
        conversation = asked.conversation
    return conversation


def _asked(language: str) -> str:
    try:
        return input(say("cli.prompt", language)).strip()
    except (EOFError, KeyboardInterrupt):
        return ""
