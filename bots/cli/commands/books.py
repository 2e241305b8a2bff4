"""``books export``: the posted books in another program's format; import, opening, close and reopen stand in files of
their own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from bots.cli.commands import books_import, closing, invoices, rates
from bots.cli.commands.setting_up import register_opening
from bots.cli.frame import Frame, framed
from ledger.core import say
from tools.outcome import Done
from tools.sheets.mapped import Exported, export_file

JOURNALS = ("beancount", "hledger")
"""Written to the screen too; whatever else is asked for is a program's own file."""


def _pages(frame: Frame, arguments: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Text and vouchers of each page, the next asked for when the last is written."""
    following: str | None = ""
    while following is not None:
        outcome = frame.call("export_journal", arguments | ({"following": following} if following else {}))
        if not isinstance(outcome, Done):
            frame.show(outcome)
            return
        page = outcome.result.model_dump()
        yield page["text"], page["vouchers"]
        following = page["following"]


@contextmanager
def _finished(frame: Frame, out: Path) -> Iterator[BinaryIO]:
    """Beside the file first, so that a refusal or a fault leaves none that is half written."""
    unfinished = out.with_name(f"{out.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(out)
    except OSError as fault:
        frame.stop(say("cli.not_written", frame.language, file=out, fault=fault.strerror or fault))
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _write(frame: Frame, arguments: dict[str, str], out: Path) -> None:
    count = 0
    with _finished(frame, out) as file:
        for text, vouchers in _pages(frame, arguments):
            file.write(text.encode())
            count += vouchers
    frame.console.print(say("cli.exported", frame.language, vouchers=count, file=out))


def _write_for(frame: Frame, arguments: dict[str, str], out: Path | None) -> None:
    """The file another bookkeeping program takes in."""
    if out is None:
        frame.stop(say("cli.export_out", frame.language, format=arguments["format"]))
    with _finished(frame, out) as file:
        made = export_file(frame.house.gateway, frame.principal(), dict(arguments), file)
        if not isinstance(made, Exported):
            frame.refused(made)
    if frame.options.as_json:
        frame.json({"file": str(out), "vouchers": made.vouchers, "rows": made.rows, "letters_lost": made.lost})
        return
    frame.console.print(say("cli.exported", frame.language, vouchers=made.vouchers, file=out))
    if made.lost:
        frame.console.print(say("export.lost", frame.language, count=made.lost))


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help=text("books"), rich_markup_mode=None)
    app.add_typer(group, name="books")

    books_import.register(group, text)
    register_opening(group, text)
    closing.add(group, text)
    rates.add(group, text)
    invoices.add(group, text)

    @group.command(help=text("books_export"))
    def export(
        context: typer.Context,
        form: Annotated[str, typer.Option("--format", help=text("journal_format"))],
        start: Annotated[str, typer.Option("--from", help=text("from"))] = "",
        end: Annotated[str, typer.Option("--to", help=text("to"))] = "",
        out: Annotated[Path | None, typer.Option("--out", help=text("journal_out"))] = None,
        consultant: Annotated[str, typer.Option("--datev-consultant", help=text("datev_consultant"))] = "",
        client: Annotated[str, typer.Option("--datev-client", help=text("datev_client"))] = "",
    ) -> None:
        with framed(context.obj) as frame:
            asked = {"format": form, "start": start, "end": end, "consultant": consultant, "client": client}
            arguments = {name: value for name, value in asked.items() if value}
            if form not in JOURNALS:
                _write_for(frame, arguments, out)
                return
            if out is not None:
                _write(frame, arguments, out)
                return
            screen = typer.get_binary_stream("stdout")  # a journal is UTF-8, whatever the terminal speaks
            for page, _ in _pages(frame, arguments):
                screen.write(page.encode())
