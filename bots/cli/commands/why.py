"""``why [ACT]``: why one may not, or what bounds it: the rule, who could, what to do."""

from collections.abc import Callable
from typing import Annotated

import typer

from bots.cli.frame import framed


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the command."""

    @app.command(help=text("why"))
    def why(
        context: typer.Context,
        act: Annotated[str, typer.Argument(help=text("why_act"))] = "",
        thing: Annotated[str, typer.Option("--thing", help=text("why_thing"))] = "",
        person: Annotated[str, typer.Option("--person", help=text("why_person"))] = "",
        question: Annotated[str, typer.Option("--question", help=text("why_question"))] = "",
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("why_not", about=act, thing=thing, person=person, topic=question)
