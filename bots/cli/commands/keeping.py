"""``verify``, ``backup``, ``restore``."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bots.cli.frame import framed
from ledger.core import say
from tools.outcome import Done


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the commands."""

    @app.command(help=text("verify"))
    def verify(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            outcome = frame.call("verify_books", {})
            frame.show(outcome)
            if isinstance(outcome, Done) and outcome.result.model_dump()["findings"]:
                raise SystemExit(1)

    @app.command(help=text("backup"))
    def backup(context: typer.Context, target: Annotated[Path, typer.Argument(help=text("backup_target"))]) -> None:
        from tools.operate.backup import back_up  # noqa: PLC0415

        with framed(context.obj) as frame:
            told = back_up(frame.house.store, frame.company(), target)
            frame.console.print(say("cli.backed_up", frame.language, file=target, files=told.files, size=told.size))

    @app.command(help=text("restore"))
    def restore(context: typer.Context, source: Annotated[Path, typer.Argument(help=text("backup_target"))]) -> None:
        from tools.operate.backup import restore as bring_back  # noqa: PLC0415

        with framed(context.obj) as frame:
            told = bring_back(frame.house.store, source)
            frame.console.print(say("cli.restored", frame.language, company=told.tenant, files=told.files))
