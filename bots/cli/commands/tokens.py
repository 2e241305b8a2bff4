"""``token list|make|withdraw``: one's own ways in."""

from collections.abc import Callable
from typing import Annotated

import typer

from bots.cli.frame import framed


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help=text("token_group"), rich_markup_mode=None)
    app.add_typer(group, name="token")

    @group.command("list", help=text("token_list"))
    def listed(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("my_ways_in")

    @group.command(help=text("token_make"))
    def make(
        context: typer.Context,
        label: Annotated[str, typer.Argument(help=text("token_label"))],
        may: Annotated[str, typer.Option("--may", help=text("token_may"))] = "read",
        action: Annotated[list[str] | None, typer.Option("--action", help=text("token_action"))] = None,
        days: Annotated[int, typer.Option("--days", help=text("token_days"))] = 90,
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("make_token", label=label, may=may, actions=tuple(action or ()), days=days)

    @group.command(help=text("token_withdraw"))
    def withdraw(context: typer.Context, token: Annotated[str, typer.Argument(help=text("token_id"))]) -> None:
        with framed(context.obj) as frame:
            frame.run("withdraw_token", token=token)
