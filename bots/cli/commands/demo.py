"""``demo``: make the demo company, walk the main job, serve. ``serve``: the web app alone."""

from collections.abc import Callable
from typing import Annotated

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.panel import Panel

from bots.cli.frame import Frame, Options, framed, language
from ledger.core import SystemClock, say, settings
from tools.demo.build import build
from tools.demo.cast import TENANT
from tools.demo.walk import STEPS, Walk


def _progress(console: Console, spoken: str) -> Callable[[str, int, int], None]:
    def show(stage: str, done: int, total: int) -> None:
        if done < total and not console.is_terminal:
            return
        text = say(f"demo.stage_{stage}", spoken)
        end = "\n" if done == total else "\r"
        console.print(f"  {'✔' if done == total else '…'} {text} {done}/{total}", end=end, highlight=False)

    return show


def _walk(options: Options, console: Console, spoken: str) -> bool:
    from assistant.turn import answer  # noqa: PLC0415

    held = 0
    with framed(options) as frame:
        walk = Walk(frame.house, spoken, lambda who, question: answer(frame.house, who, question).blocks)
        for number, step in enumerate(walk.steps(), 1):
            mark = "[green]✔[/]" if step.held else "[red]✘[/]"
            console.print(f"  {mark} {number}/{len(STEPS)} {step.name} ({step.seconds:.1f} s)")
            console.print(f"      {step.told}", style="dim", markup=False)
            held += step.held
    console.print(
        say("demo.walk_held" if held == len(STEPS) else "demo.walk_broke", spoken, held=held, total=len(STEPS))
    )
    return held == len(STEPS)


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the commands."""

    @app.command(help=text("demo"))
    def demo(
        context: typer.Context,
        walk: Annotated[bool, typer.Option("--walk/--no-walk", help=text("demo_walk"))] = False,
        serve: Annotated[bool, typer.Option("--serve/--no-serve", help=text("demo_serve"))] = True,
        port: Annotated[int, typer.Option("--port", help=text("port"))] = 8765,
    ) -> None:
        options: Options = context.obj
        options.company = TENANT
        console, spoken = Console(highlight=False), language()
        console.print(say("demo.making", spoken))
        made = build(settings(), SystemClock(), _progress(console, spoken))
        if not made:
            console.print(f"  ✔ {say('demo.kept', spoken)}")
        if walk:
            console.print(say("demo.walking", spoken))
            if not _walk(options, console, spoken):
                raise SystemExit(1)
        if serve:
            _serve(options, port, console, spoken)

    @app.command(help=text("serve"))
    def serve(
        context: typer.Context,
        port: Annotated[int, typer.Option("--port", help=text("port"))] = 8765,
    ) -> None:
        _serve(context.obj, port, Console(highlight=False), language())


def _serve(options: Options, port: int, console: Console, spoken: str) -> None:
    from bots.web.serving import free_port, run  # noqa: PLC0415

    with framed(options) as frame:
        chosen = free_port(port)
        if chosen != port:
            console.print(say("demo.port_taken", spoken, port=port, chosen=chosen))
        address = f"http://127.0.0.1:{chosen}"
        tenant = _served(frame)
        if not tenant:
            link = f"{address}/start?k={frame.house.keys.link()}"
            boxed(say("demo.start", spoken, link=link), console)
        elif frame.house.door.facts(tenant).demo:
            link = f"{address}/hello?k={frame.house.door.hello_link(tenant)}"
            boxed(say("demo.open", spoken, link=link), console)
        else:
            console.print(say("demo.serving", spoken, address=address))
        run(frame.house, tenant, chosen)


def boxed(told: str, screen: Console) -> None:
    """A box around a sentence with a link, or the sentence alone where the box would cut the link off."""
    fits = max(cell_len(line) for line in told.splitlines()) + 4 <= screen.width
    screen.print(Panel(told, expand=False) if fits else told, soft_wrap=True)


def _served(frame: Frame) -> str:
    """The company named, else the first real one, else the demo; empty in an empty home."""
    if frame.options.company or frame.settings.company:
        return frame.company()
    known = frame.house.door.founded()
    return known[0].tenant if known else ""
