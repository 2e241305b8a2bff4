"""``books import FILE… --into NEW``: a company made of a foreign ledger. ``books journal FILE [--map A=B] [--dry-run]``: later
months of another program's journal brought into the company's own books.

As JSON: company, format, files, base, transactions, vouchers, lines, accounts, commodities, first and last month, maker,
checker, notes[{code, where, message}], batches; with ``--dry-run`` nothing is written and there are no batches.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from bots.cli.commands.setting_up import staged
from bots.cli.frame import Frame, framed
from ledger.core import Problem, Refused, say
from tools.door.import_desk import CHECKER, MAKER, Asked, land, must_be_free, read, told
from tools.outcome import Invalid


def _people(user: str) -> tuple[str, str]:
    """``--as MAKER,CHECKER``; who is not named is called what they do."""
    maker, _, checker = user.partition(",")
    return maker.strip() or MAKER, checker.strip() or CHECKER


def _progress(frame: Frame) -> Callable[[str, int, int], None]:
    """One line that grows on a terminal, one line a stage elsewhere; on standard error, so that JSON stays whole."""
    terminal = sys.stderr.isatty()

    def show(stage: str, done: int, total: int) -> None:
        if terminal or (done == total and not frame.options.as_json):
            end = "\n" if done == total else "\r"
            print(f"  {say(f'import.stage_{stage}', frame.language)} {done}/{total}", end=end, file=sys.stderr)

    return show


def _tell(frame: Frame, result: Mapping[str, Any], notes: list[Problem], key: str) -> None:
    if frame.options.as_json:
        spoken = [{"code": one.code, "where": one.where, "message": one.text(frame.language)} for one in notes]
        frame.json({**result, "notes": spoken})
        return
    frame.console.print(say(key, frame.language, **{name: str(value) for name, value in result.items()}), markup=False)
    for one in notes:
        frame.console.print(f"  · {one.text(frame.language)}", markup=False)


def _import(frame: Frame, asked: Asked, *, dry: bool) -> None:
    must_be_free(frame.house, asked.into)
    progress = _progress(frame)
    landing = read(asked, progress, frame.house.clock.now().astimezone().date())
    if dry:
        _tell(frame, told(asked, landing), landing.told(), "import.tried")
        return
    made = land(frame.house, asked, landing, progress)
    if not isinstance(made, dict):
        frame.show(made)
        return
    _tell(frame, made, landing.told(), "import.done")


def _journal(group: typer.Typer, text: Callable[[str], str]) -> None:
    @group.command("journal", help=text("books_journal"))
    def journal(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(help=text("journal_file"))],
        mapped: Annotated[list[str] | None, typer.Option("--map", help=text("journal_map"))] = None,
        dry: Annotated[bool, typer.Option("--dry-run", help=text("import_dry"))] = False,
    ) -> None:
        with framed(context.obj) as frame:
            choices = dict(one.partition("=")[::2] for one in mapped or ())
            frame.run(
                "check_journal_import" if dry else "propose_journal_import", **staged(frame, file), choices=choices
            )


def register(group: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the commands to the group ``books``."""
    _journal(group, text)

    @group.command("import", help=text("books_import"))
    def import_(
        context: typer.Context,
        files: Annotated[list[Path], typer.Argument(help=text("import_files"))],
        into: Annotated[str, typer.Option("--into", help=text("import_into"))],
        base: Annotated[str, typer.Option("--base", help=text("import_base"))] = "",
        form: Annotated[str, typer.Option("--format", help=text("import_format"))] = "",
        dry: Annotated[bool, typer.Option("--dry-run", help=text("import_dry"))] = False,
        auto: Annotated[bool | None, typer.Option("--auto/--no-auto", help=text("import_auto"))] = None,
    ) -> None:
        with framed(context.obj) as frame:
            maker, checker = _people(frame.options.user)
            asked = Asked(tuple(files), into, base, form, maker, checker, auto)
            try:
                _import(frame, asked, dry=dry)
            except Refused as refusal:
                frame.refused(Invalid(list(refusal.problems)))
