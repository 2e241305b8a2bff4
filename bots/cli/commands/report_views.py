"""``views list|save|open|rename|forget``: one's own saved views of reports.

``views save NAME REPORT --filter month=2026-10 --filter account=6602 [--moving]``; REPORT is a name of ``report``, filters
are those of its page. ``views open NAME`` shows the report; a view is named by its name.
"""

import calendar
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from bots.cli.commands.reports import MOST_ROWS, REPORTS
from bots.cli.frame import Frame, framed
from bots.cli.sheets import FORMATS, write_out
from tools.outcome import Done

_PAGED = ("general_ledger", "cash_journal", "journal", "multi_column")


def _one(frame: Frame, text: Callable[[str], str], name: str) -> Any:
    outcome = frame.call("list_report_views", {})
    if not isinstance(outcome, Done):
        frame.show(outcome)
        raise SystemExit(2)
    found = [one for one in outcome.result.rows if one.name == name]  # type: ignore[attr-defined]
    return found[0] if found else frame.stop(text("view_unknown").format(name=name))


def _arguments(report: str, asked: dict[str, str]) -> dict[str, Any]:
    """A tool's arguments: the months or days of a page are one period."""
    given: dict[str, Any] = {
        name: value for name, value in asked.items() if name not in ("month", "until", "start", "end")
    }
    if month := asked.get("month"):
        last = date.fromisoformat(f"{asked.get('until') or month}-01")
        end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        given["period"] = {"start": f"{month}-01", "end": end.isoformat()}
    elif asked.get("start") and asked.get("end"):
        given["period"] = {"start": asked["start"], "end": asked["end"]}
    if report in _PAGED:
        given["limit"] = MOST_ROWS
    return given


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the group."""
    views = typer.Typer(no_args_is_help=True, help=text("views"), rich_markup_mode=None)
    app.add_typer(views, name="views")
    name_of = typer.Argument(help=text("view_name"))

    @views.command("list", help=text("views_list"))
    def show(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("list_report_views")

    @views.command("save", help=text("views_save"))
    def save(
        context: typer.Context,
        name: Annotated[str, name_of],
        report: Annotated[str, typer.Argument(help=", ".join(REPORTS))],
        asked: Annotated[list[str] | None, typer.Option("--filter", help=text("view_filter"))] = None,
        moving: Annotated[bool, typer.Option("--moving", help=text("view_moving"))] = False,
    ) -> None:
        with framed(context.obj) as frame:
            pairs = dict(one.partition("=")[::2] for one in asked or ())
            given = {"name": name, "report": REPORTS.get(report, report), "asked": pairs, "moving": moving}
            frame.show(frame.call("save_report_view", given))

    @views.command("open", help=text("views_open"))
    def opened(
        context: typer.Context,
        name: Annotated[str, name_of],
        form: Annotated[str, typer.Option("--format", help=text("format"))] = "",
        out: Annotated[Path | None, typer.Option("--out", help=text("out"))] = None,
    ) -> None:
        with framed(context.obj) as frame:
            if form not in ("", *FORMATS):
                frame.stop(text("format_unknown").format(name=form, known=", ".join(FORMATS)))
            found = _one(frame, text, name)
            write_out(frame, found.report, _arguments(found.report, found.asked), form, out)

    @views.command("rename", help=text("views_rename"))
    def rename(
        context: typer.Context,
        name: Annotated[str, name_of],
        new: Annotated[str, typer.Argument(help=text("view_new_name"))],
    ) -> None:
        with framed(context.obj) as frame:
            frame.show(frame.call("rename_report_view", {"view": _one(frame, text, name).view, "name": new}))

    @views.command("forget", help=text("views_forget"))
    def forget(context: typer.Context, name: Annotated[str, name_of]) -> None:
        with framed(context.obj) as frame:
            frame.show(frame.call("forget_report_view", {"view": _one(frame, text, name).view}))
