"""``chart``, ``books opening`` and ``parties import``: the files a company begins with; looked at unless told to take."""

from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bots.cli.frame import EXIT_INVALID, Frame, framed
from ledger.core import Problem, say
from tools.outcome import Done


def staged(frame: Frame, path: Path) -> dict[str, str]:
    """A file of the machine taken in: its SHA-256 and name, as tools ask for them."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        frame.stop(say("cli.not_read", frame.language, file=path, fault=fault.strerror or fault))
    kept = frame.house.stage(frame.company(), data)
    if isinstance(kept, Problem):
        frame.stop(kept.text(frame.language), EXIT_INVALID)
    return {"sha256": kept, "name": path.name}


def _workbook(frame: Frame, tool: str, path: Path) -> None:
    """Write the workbook a tool makes; a file that is there stays."""
    outcome = frame.call(tool, {})
    if isinstance(outcome, Done):
        if path.exists():
            frame.stop(say("cli.file_there", frame.language, file=path))
        path.write_bytes(b64decode(outcome.result.content))  # type: ignore[attr-defined]
    frame.show(outcome)


def register_opening(books: typer.Typer, text: Callable[[str], str]) -> None:
    """``books opening``: ``check FILE [ITEMS]`` looks, ``FILE [ITEMS]`` proposes; ``finish`` and ``withdraw`` go on,
    ``template [FILE]`` writes the empty workbook.
    """

    @books.command(help=text("books_opening"))
    def opening(
        context: typer.Context,
        words: Annotated[list[str], typer.Argument(help=text("opening_words"))],
        chosen: Annotated[list[str] | None, typer.Option("--map", help=text("opening_map"))] = None,
        create_parties: Annotated[bool, typer.Option("--create-parties", help=text("opening_parties"))] = False,
    ) -> None:
        with framed(context.obj) as frame:
            if words[0] in ("finish", "withdraw", "state") and len(words) == 1:
                frame.run("opening_state" if words[0] == "state" else f"{words[0]}_opening")
                return
            if words[0] == "template":
                _workbook(frame, "opening_template", Path(words[1]) if len(words) > 1 else Path("opening.xlsx"))
                return
            looking = words[0] == "check"
            files = [Path(one) for one in (words[1:] if looking else words)]
            if not 1 <= len(files) <= 2:
                frame.stop(say("cli.opening_files", frame.language))
            given: dict[str, object] = dict(staged(frame, files[0]))
            if len(files) == 2:
                given |= {f"items_{name}": value for name, value in staged(frame, files[1]).items()}
            given["choices"] = dict(one.split("=", 1) for one in chosen or () if "=" in one)
            outcome = frame.call(
                "check_opening" if looking else "propose_opening", given | {"create_parties": create_parties}
            )
            frame.show(outcome)
            if looking and isinstance(outcome, Done) and outcome.result.differences:  # type: ignore[attr-defined]
                raise SystemExit(1)


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the groups."""
    chart = typer.Typer(no_args_is_help=True, help=text("chart_group"), rich_markup_mode=None)
    app.add_typer(chart, name="chart")

    @chart.command(help=text("chart_show"))
    def show(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("show_chart")

    @chart.command(help=text("chart_check"))
    def check(context: typer.Context, file: Annotated[Path, typer.Argument(help=text("chart_file"))]) -> None:
        with framed(context.obj) as frame:
            frame.show(frame.call("check_chart", staged(frame, file)))

    @chart.command(help=text("chart_take"))
    def take(context: typer.Context, file: Annotated[Path, typer.Argument(help=text("chart_file"))]) -> None:
        with framed(context.obj) as frame:
            frame.show(frame.call("take_chart", staged(frame, file)))

    @chart.command(help=text("chart_add"))
    def add(
        context: typer.Context,
        parent: Annotated[str, typer.Argument(help=text("chart_parent"))],
        code: Annotated[str, typer.Argument(help=text("chart_code"))],
        name: Annotated[str, typer.Argument(help=text("chart_name"))],
        name_en: Annotated[str, typer.Option("--name-en", help=text("company_name_en"))] = "",
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("add_account", parent=parent, code=code, name=name, name_en=name_en)

    _register_forms(app, text)
    parties = typer.Typer(no_args_is_help=True, help=text("parties_group"), rich_markup_mode=None)
    app.add_typer(parties, name="parties")

    @parties.callback()
    def group() -> None:
        """A group even while it has one command."""

    @parties.command("import", help=text("parties_import"))
    def take_in(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(help=text("parties_file"))],
        kind: Annotated[str, typer.Option("--kind", help=text("parties_kind"))] = "vendor",
        dry_run: Annotated[bool, typer.Option("--dry-run", help=text("parties_dry_run"))] = False,
    ) -> None:
        with framed(context.obj) as frame:
            given = staged(frame, file) | {"kind": kind}
            frame.show(frame.call("check_parties" if dry_run else "import_parties", given))


def _register_forms(app: typer.Typer, text: Callable[[str], str]) -> None:
    """``forms``: the rows of balance sheet and income statement, one's own in their place."""
    group = typer.Typer(no_args_is_help=True, help=text("forms_group"), rich_markup_mode=None)
    app.add_typer(group, name="forms")
    since = Annotated[str, typer.Option("--from", help=text("forms_from"))]

    @group.command(help=text("forms_show"))
    def show(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("statement_forms")

    @group.command(help=text("forms_get"))
    def get(context: typer.Context, file: Annotated[Path, typer.Argument(help=text("forms_out"))]) -> None:
        with framed(context.obj) as frame:
            _workbook(frame, "form_workbook", file)

    @group.command(help=text("forms_check"))
    def check(context: typer.Context, file: Annotated[Path, typer.Argument(help=text("forms_file"))]) -> None:
        with framed(context.obj) as frame:
            outcome = frame.call("check_form", staged(frame, file))
            frame.show(outcome)
            if isinstance(outcome, Done) and outcome.result.faults:  # type: ignore[attr-defined]
                raise SystemExit(1)

    @group.command(help=text("forms_take"))
    def take(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(help=text("forms_file"))],
        title: Annotated[str, typer.Option("--title", help=text("forms_title"))],
        month: since = "",
    ) -> None:
        with framed(context.obj) as frame:
            frame.show(frame.call("keep_form", staged(frame, file) | {"title": title} | _since(month)))

    @group.command(help=text("forms_end"))
    def end(context: typer.Context, month: since = "") -> None:
        with framed(context.obj) as frame:
            frame.run("prescribed_form", **_since(month))


def _since(month: str) -> dict[str, str]:
    return {"valid_from": f"{month}-01"} if month else {}
