"""``login``, ``logout``, ``worker``."""

import platform
import time
from collections.abc import Callable
from typing import Annotated

import typer

from bots.cli.frame import framed
from bots.cli.login import forget, remember, remembered
from ledger.core import Problem, say


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the commands."""

    @app.command(help=text("login"))
    def login(context: typer.Context, user: Annotated[str, typer.Argument(help=text("login_user"))]) -> None:
        with framed(context.obj) as frame:
            tenant = frame.company()
            password = typer.prompt(say("cli.password", frame.language), hide_input=True)
            held = remembered(frame.settings.home, tenant)
            secret = frame.house.door.sign_in(tenant, user, password, device=f"CLI · {platform.node()}", before=held)
            if isinstance(secret, Problem):
                frame.stop(secret.text(frame.language))
            remember(frame.settings.home, tenant, secret)
            frame.console.print(say("cli.logged_in", frame.language, user=user))

    @app.command(help=text("logout"))
    def logout(
        context: typer.Context,
        everywhere: Annotated[bool, typer.Option("--everywhere", help=text("logout_everywhere"))] = False,
    ) -> None:
        with framed(context.obj) as frame:
            tenant = frame.company()
            if everywhere:
                frame.run("sign_out_everywhere")
            if secret := forget(frame.settings.home, tenant):
                frame.house.door.sign_out(tenant, secret)
            frame.console.print(say("cli.logged_out", frame.language))

    @app.command(help=text("worker"))
    def worker(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.house.start_worker()
            frame.console.print(say("cli.working", frame.language))
            try:
                while True:
                    time.sleep(3600)
            except KeyboardInterrupt:
                return
