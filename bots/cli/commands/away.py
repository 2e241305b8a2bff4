"""``away list|give|end``: who confirms for me while I am away, and for whom I confirm."""

from collections.abc import Callable
from typing import Annotated

import typer

from bots.cli.frame import framed


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help=text("away_group"), rich_markup_mode=None)
    app.add_typer(group, name="away")

    @group.command("list", help=text("away_list"))
    def listed(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("my_delegations")

    @group.command(help=text("away_give"))
    def give(
        context: typer.Context,
        person: Annotated[str, typer.Argument(help=text("away_person"))],
        first: Annotated[str, typer.Argument(help=text("away_first"))],
        last: Annotated[str, typer.Argument(help=text("away_last"))],
        limit: Annotated[str, typer.Option("--limit", help=text("away_limit"))],
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("delegate", person=person, first=first, last=last, limit=limit)

    @group.command("end", help=text("away_end"))
    def ended(context: typer.Context, delegation: Annotated[str, typer.Argument(help=text("away_id"))]) -> None:
        with framed(context.obj) as frame:
            frame.run("end_delegation", delegation=delegation)
