"""``people rules show|try|draft|publish|drop|back``: who may do what, and how that is changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from bots.cli.frame import Frame, framed
from ledger.core import Channel, say
from tools.door.rules_keeper import restore_rules
from tools.outcome import Done


def _given(text: Path, table: Path | None) -> dict[str, Any]:
    """The two files as a tool takes them."""
    return {"text": text.read_text("utf-8"), "expectations": table.read_text("utf-8-sig") if table else ""}


def _settle(frame: Frame, draft: str, *, publish: bool) -> None:
    """The draft as it stands now: what is published is what ``show`` showed."""
    shown = frame.call("access_rules", {})
    waiting = shown.result.waiting if isinstance(shown, Done) else ()  # type: ignore[attr-defined]
    found = next((one for one in waiting if one.draft == draft), None)
    if found is None:
        frame.stop(say("access.no_draft", frame.language))
    frame.run("publish_access_rules", draft=draft, digest=found.digest, publish=publish)


def register(people: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the group below ``people``."""
    group = typer.Typer(no_args_is_help=True, help=text("rules_group"), rich_markup_mode=None)
    people.add_typer(group, name="rules")
    _reading(group, text)
    _changing(group, text)


def _reading(group: typer.Typer, text: Callable[[str], str]) -> None:
    @group.command(help=text("rules_show"))
    def show(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("access_rules")

    @group.command("try", help=text("rules_try"))
    def tried(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(help=text("rules_file"), exists=True, dir_okay=False)],
        table: Annotated[Path | None, typer.Option("--table", help=text("rules_table"), dir_okay=False)] = None,
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("try_access_rules", **_given(file, table))


def _changing(group: typer.Typer, text: Callable[[str], str]) -> None:
    @group.command(help=text("rules_draft"))
    def draft(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(help=text("rules_file"), exists=True, dir_okay=False)],
        reason: Annotated[str, typer.Option("--reason", help=text("rules_reason"))],
        table: Annotated[Path | None, typer.Option("--table", help=text("rules_table"), dir_okay=False)] = None,
        accepted: Annotated[list[str] | None, typer.Option("--changes", help=text("rules_changes"))] = None,
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("propose_access_rules", reason=reason, accepted=accepted or [], **_given(file, table))

    @group.command(help=text("rules_publish"))
    def publish(context: typer.Context, name: Annotated[str, typer.Argument(help=text("rules_name"))]) -> None:
        with framed(context.obj) as frame:
            _settle(frame, name, publish=True)

    @group.command(help=text("rules_drop"))
    def drop(context: typer.Context, name: Annotated[str, typer.Argument(help=text("rules_name"))]) -> None:
        with framed(context.obj) as frame:
            _settle(frame, name, publish=False)

    @group.command(help=text("rules_back"))
    def back(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.show(restore_rules(frame.house, frame.company(), Channel.CLI, frame.language))
