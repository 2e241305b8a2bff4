"""``books invoices list|confirm|withdraw|verify|import|compare|deductions``: purchase invoices."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bots.cli.commands.setting_up import staged
from bots.cli.frame import framed
from bots.cli.sheets import FORMATS, write_out


def add(group: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the group to ``books``."""
    invoices = typer.Typer(no_args_is_help=True, help=text("books_invoices"), rich_markup_mode=None)
    group.add_typer(invoices, name="invoices")
    _looking(invoices, text)
    _marking(invoices, text)


def _looking(invoices: typer.Typer, text: Callable[[str], str]) -> None:
    @invoices.command("list", help=text("invoices_list"))
    def show(
        context: typer.Context,
        state: Annotated[str, typer.Option("--state", help=text("invoice_state"))] = "",
        month: Annotated[str, typer.Option("--month", help=text("invoice_month"))] = "",
        period: Annotated[str, typer.Option("--period", help=text("invoice_period"))] = "",
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("invoice_register", state=state, month=month, period=period)

    @invoices.command("import", help=text("invoices_import"))
    def take(context: typer.Context, file: Annotated[Path, typer.Argument(help=text("invoice_file"))]) -> None:
        with framed(context.obj) as frame:
            frame.run("import_bureau_list", **staged(frame, file))

    @invoices.command("compare", help=text("invoices_compare"))
    def compare(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("compare_invoices")

    @invoices.command("deductions", help=text("invoices_deductions"))
    def deductions(
        context: typer.Context,
        period: Annotated[str, typer.Argument(help=text("invoice_period"))],
        form: Annotated[str, typer.Option("--format", help=text("format"))] = "",
        out: Annotated[Path | None, typer.Option("--out", help=text("out"))] = None,
    ) -> None:
        with framed(context.obj) as frame:
            if form not in ("", *FORMATS):
                frame.stop(text("format_unknown").format(name=form, known=", ".join(FORMATS)))
            write_out(frame, "deduction_list", {"period": period}, form, out)


def _marking(invoices: typer.Typer, text: Callable[[str], str]) -> None:
    @invoices.command("confirm", help=text("invoices_confirm"))
    def confirm(
        context: typer.Context,
        documents: Annotated[list[str], typer.Argument(help=text("invoice_documents"))],
        period: Annotated[str, typer.Option("--period", help=text("invoice_period"))],
        purpose: Annotated[str, typer.Option("--purpose", help=text("invoice_purpose"))] = "deduct",
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("confirm_use", documents=documents, period=period, purpose=purpose)

    @invoices.command("withdraw", help=text("invoices_withdraw"))
    def withdraw(
        context: typer.Context, document: Annotated[str, typer.Argument(help=text("invoice_documents"))]
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("take_back_use", document=document)

    @invoices.command("verify", help=text("invoices_verify"))
    def verify(
        context: typer.Context,
        document: Annotated[str, typer.Argument(help=text("invoice_documents"))],
        result: Annotated[str, typer.Argument(help=text("invoice_result"))],
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("record_verification", document=document, result=result)
