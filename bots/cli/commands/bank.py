"""``bank list|import|reconcile``: statements of banks, and 银行存款余额调节表 as table, CSV, XLSX or PDF."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bots.cli.commands.setting_up import staged
from bots.cli.frame import framed
from bots.cli.sheets import FORMATS, write_out, write_reconciliation


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the group."""
    bank = typer.Typer(no_args_is_help=True, help=text("bank"), rich_markup_mode=None)
    app.add_typer(bank, name="bank")

    @bank.command("list", help=text("bank_list"))
    def listed(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("bank_statements")

    @bank.command("import", help=text("bank_import"))
    def take(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(help=text("bank_file"))],
        account: Annotated[str, typer.Option("--account", help=text("account"))],
        currency: Annotated[str, typer.Option("--currency", help=text("bank_currency"))] = "",
        month: Annotated[str, typer.Option("--month", help=text("bank_month"))] = "",
        opening: Annotated[str, typer.Option("--opening", help=text("bank_opening"))] = "",
        closing: Annotated[str, typer.Option("--closing", help=text("bank_closing"))] = "",
    ) -> None:
        given = {"account": account, "currency": currency, "period": month, "opening": opening, "closing": closing}
        with framed(context.obj) as frame:
            frame.run("take_bank_statement", **staged(frame, file), **given)

    @bank.command("reconcile", help=text("bank_reconcile"))
    def reconcile(
        context: typer.Context,
        account: Annotated[str, typer.Option("--account", help=text("account"))] = "",
        currency: Annotated[str, typer.Option("--currency", help=text("bank_currency"))] = "",
        month: Annotated[str, typer.Option("--month", help=text("bank_month"))] = "",
        form: Annotated[str, typer.Option("--format", help=text("format"))] = "",
        out: Annotated[Path | None, typer.Option("--out", help=text("out"))] = None,
    ) -> None:
        given = {"account": account, "currency": currency, "period": month}
        asked = {name: value for name, value in given.items() if value}
        with framed(context.obj) as frame:
            if form == "pdf":
                write_reconciliation(frame, asked, out)
                return
            if form not in ("", *FORMATS):
                frame.stop(text("format_unknown").format(name=form, known=", ".join(FORMATS)))
            write_out(frame, "bank_reconciliation", asked, form, out)
