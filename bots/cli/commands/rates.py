"""``books rates list|set|import``: exchange rates."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bots.cli.commands.setting_up import staged
from bots.cli.frame import framed


def add(group: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the group to ``books``."""
    rates = typer.Typer(no_args_is_help=True, help=text("books_rates"), rich_markup_mode=None)
    group.add_typer(rates, name="rates")

    @rates.command("list", help=text("rates_list"))
    def show(context: typer.Context, currency: Annotated[str, typer.Argument(help=text("rate_currency"))] = "") -> None:
        with framed(context.obj) as frame:
            frame.run("exchange_rates", currency=currency)

    @rates.command("set", help=text("rates_set"))
    def give(
        context: typer.Context,
        currency: Annotated[str, typer.Argument(help=text("rate_currency"))],
        day: Annotated[str, typer.Argument(help=text("rate_day"))],
        rate: Annotated[str, typer.Argument(help=text("rate_rate"))],
        source: Annotated[str, typer.Option("--source", help=text("rate_source"))],
        kind: Annotated[str, typer.Option("--kind", help=text("rate_kind"))] = "closing",
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("set_rate", currency=currency, day=day, rate=rate, source=source, kind=kind)

    @rates.command("import", help=text("rates_import"))
    def take(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(help=text("rate_file"))],
        kind: Annotated[str, typer.Option("--kind", help=text("rate_kind"))] = "closing",
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("import_rates", **staged(frame, file), kind=kind)
