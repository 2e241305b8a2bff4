"""``report NAME``, and ``call TOOL``: any tool by name, from its one declaration."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bots.cli.frame import framed
from bots.cli.sheets import FORMATS, write_out

REPORTS = {
    "trial-balance": "trial_balance",
    "balance-sheet": "balance_sheet",
    "income-statement": "income_statement",
    "aging": "ap_aging",
    "ap-aging": "ap_aging",
    "vouchers": "search_vouchers",
}
MOST_VOUCHERS = 500


def _arguments(tool: str, as_of: str, start: str, end: str, level: int, layer: str) -> dict[str, Any]:
    arguments: dict[str, Any] = {"as_of": as_of, "layer": layer, "level": level or None}
    if start or end:
        until = end or datetime.now().astimezone().date().isoformat()
        arguments["period"] = {"start": start or f"{until[:4]}-01-01", "end": until}
    if tool == "search_vouchers":
        arguments["limit"] = MOST_VOUCHERS
    return {name: value for name, value in arguments.items() if value not in (None, "")}


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the commands."""

    @app.command(help=text("report"))
    def report(
        context: typer.Context,
        name: Annotated[str, typer.Argument(help=", ".join(REPORTS))],
        as_of: Annotated[str, typer.Option("--as-of", help=text("as_of"))] = "",
        start: Annotated[str, typer.Option("--from", help=text("from"))] = "",
        end: Annotated[str, typer.Option("--to", help=text("to"))] = "",
        level: Annotated[int, typer.Option("--level", help=text("level"))] = 0,
        layer: Annotated[str, typer.Option("--layer", help=text("layer"))] = "",
        form: Annotated[str, typer.Option("--format", help=text("format"))] = "",
        out: Annotated[Path | None, typer.Option("--out", help=text("out"))] = None,
    ) -> None:
        with framed(context.obj) as frame:
            if name not in REPORTS:
                frame.stop(text("report_unknown").format(name=name, known=", ".join(REPORTS)))
            if form not in ("", *FORMATS):
                frame.stop(text("format_unknown").format(name=form, known=", ".join(FORMATS)))
            arguments = _arguments(REPORTS[name], as_of, start, end, level, layer)
            write_out(frame, REPORTS[name], arguments, form, out)

    @app.command(help=text("call"))
    def call(
        context: typer.Context,
        tool: Annotated[str, typer.Argument(help=text("call_tool"))],
        arguments: Annotated[str, typer.Argument(help=text("call_arguments"))] = "{}",
    ) -> None:
        with framed(context.obj) as frame:
            frame.show(frame.call(tool, json.loads(arguments)))
