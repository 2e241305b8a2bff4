"""``doctor``, ``migrate``, ``bench``."""

from collections.abc import Callable
from typing import Annotated

import typer

from bots.cli.frame import Options, framed, language
from ledger.core import say, settings
from tools.operate.doctor import examine
from tools.operate.machine import table


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the commands."""

    @app.command(help=text("doctor"))
    def doctor(context: typer.Context) -> None:
        options: Options = context.obj
        checks = examine(settings())
        if options.as_json:
            with framed(options) as frame:
                frame.json([{"name": c.name, "found": c.found, "good": c.good, "remedy": c.remedy} for c in checks])
        else:
            print(table(checks))
        raise SystemExit(0 if all(check.good for check in checks) else 1)

    @app.command(help=text("migrate"))
    def migrate(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            applied = frame.house.store.migrate()
            frame.console.print(say("cli.migrated", frame.language, count=len(applied)))

    @app.command(help=text("bench"))
    def bench(context: typer.Context, area: Annotated[str, typer.Argument(help=text("bench_area"))] = "") -> None:
        from tools.operate.bench import areas, run  # noqa: PLC0415

        options: Options = context.obj
        if area and area not in areas():
            print(say("cli.no_such_area", language(), area=area, known=", ".join(areas())))
            raise SystemExit(2)
        rows = run(area)
        with framed(options) as frame:
            if options.as_json:
                frame.json(rows)
                return
            for row in rows:
                frame.console.print(f"  {row['name']:<28} {row['ours']:>12} {row['floor']:>12} {row['ratio']:>8}")
