"""``extract FILE…`` reads only; ``ingest FILE…`` hands in, reads, checks and proposes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bots.cli.frame import framed, language
from ledger.core import Problem
from tools.door.reading import extract_lines
from tools.outcome import Done


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the commands."""

    @app.command(help=text("extract"))
    def extract(
        files: Annotated[list[Path], typer.Argument(help=text("files"))],
        jobs: Annotated[int, typer.Option("--jobs", help=text("jobs"))] = 1,
    ) -> None:
        for line in extract_lines(files, jobs, language()):
            print(json.dumps(line, ensure_ascii=False), flush=True)

    @app.command(help=text("ingest"))
    def ingest(
        context: typer.Context,
        files: Annotated[list[Path], typer.Argument(help=text("files"))],
        paid_by: Annotated[str, typer.Option("--paid-by", help="sender | card | nobody")] = "",
    ) -> None:
        with framed(context.obj) as frame:
            for path in files:
                staged = frame.house.stage(frame.company(), path.read_bytes())
                if isinstance(staged, Problem):
                    frame.stop(staged.text(frame.language))
                arguments = {"sha256": staged, "name": path.name} | ({"paid_by": paid_by} if paid_by else {})
                outcome = frame.call("submit_document", arguments)
                if not isinstance(outcome, Done):
                    frame.show(outcome)
                    continue
                document = outcome.result.model_dump()["document"]
                done = frame.house.process(frame.company(), document)
                told = isinstance(done, Done) and not frame.options.as_json
                frame.show(frame.call("open_document", {"document": document}) if told else done)
