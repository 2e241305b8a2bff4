"""``learned list|forget|bookings|forget-voucher``: what corrections and confirmed vouchers taught."""

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

    @group.command("bookings", help=text("learned_bookings"))
    def bookings(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("list_booking_lessons")

    @group.command("forget-voucher", help=text("learned_forget_voucher"))
    def forget_voucher(
        context: typer.Context, voucher: Annotated[str, typer.Argument(help=text("learned_voucher"))]
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("forget_booking_lesson", voucher=voucher)
