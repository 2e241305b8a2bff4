"""``requests list|make|remind|withdraw|answer|fetch``: papers an auditor asks the company for."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from bots.cli.commands.setting_up import staged
from bots.cli.frame import framed
from tools.outcome import Done

Number = Annotated[int, typer.Argument()]


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help=text("requests_group"), rich_markup_mode=None)
    app.add_typer(group, name="requests")

    @group.command("list", help=text("requests_list"))
    def listed(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("list_requests")

    @group.command(help=text("requests_make"))
    def make(
        context: typer.Context,
        words: Annotated[str, typer.Argument(help=text("requests_words"))],
        to: Annotated[str, typer.Option("--to", help=text("requests_to"))] = "",
        until: Annotated[str, typer.Option("--until", help=text("requests_until"))] = "",
        voucher: Annotated[str, typer.Option("--voucher", help=text("requests_voucher"))] = "",
        sample: Annotated[int, typer.Option("--sample", help=text("requests_sample"))] = 0,
        place: Annotated[int, typer.Option("--place", help=text("requests_place"))] = 0,
    ) -> None:
        given = {"words": words, "to": to, "wanted_by": until, "voucher": voucher, "sample": sample, "place": place}
        with framed(context.obj) as frame:
            frame.run("request_paper", **{name: value for name, value in given.items() if value})

    for act in ("remind", "withdraw"):
        _act(group, text, act)
    _answers(group, text)


def _act(group: typer.Typer, text: Callable[[str], str], act: str) -> None:
    @group.command(act, help=text(f"requests_{act}"))
    def run(context: typer.Context, number: Number) -> None:
        with framed(context.obj) as frame:
            frame.run(f"{act}_request", request=number)


def _answers(group: typer.Typer, text: Callable[[str], str]) -> None:
    """What comes back: given, and fetched."""

    @group.command(help=text("requests_answer"))
    def answer(
        context: typer.Context,
        number: Number,
        words: Annotated[str, typer.Option("--words", help=text("requests_answer_words"))] = "",
        file: Annotated[
            Path | None, typer.Option("--file", exists=True, dir_okay=False, help=text("requests_file"))
        ] = None,
    ) -> None:
        with framed(context.obj) as frame:
            given: dict[str, Any] = {"words": words} if words else {}
            frame.run("answer_request", request=number, **given, **(staged(frame, file) if file else {}))

    @group.command(help=text("requests_fetch"))
    def fetch(
        context: typer.Context, number: Number, out: Annotated[Path, typer.Argument(help=text("requests_out"))]
    ) -> None:
        with framed(context.obj) as frame:
            outcome = frame.call("request_file", {"request": number})
            if isinstance(outcome, Done):
                found: Any = outcome.result
                out.write_bytes(frame.house.store.blobs(frame.company()).get(found.sha256))
            else:
                frame.show(outcome)
