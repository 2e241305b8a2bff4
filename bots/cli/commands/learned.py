"""``learned list|forget``: what corrections taught of each vendor's papers."""

from collections.abc import Callable
from typing import Annotated

import typer

from bots.cli.frame import framed


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help=text("learned_group"), rich_markup_mode=None)
    app.add_typer(group, name="learned")

    @group.command("list", help=text("learned_list"))
    def listed(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("list_learned")

    @group.command(help=text("learned_forget"))
    def forget(
        context: typer.Context,
        vendor: Annotated[str, typer.Argument(help=text("learned_vendor"))],
        field: Annotated[str, typer.Argument(help=text("learned_field"))],
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("forget_learned", vendor=vendor, field=field)
