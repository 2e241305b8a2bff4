"""``backup``, ``restore``, ``rotate-keys``: what is kept elsewhere, and the keys without which part of it is not read."""

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bots.cli.frame import Frame, framed
from ledger.core import say
from tools.outcome import Done


def _passphrase(frame: Frame, file: Path | None) -> str:
    """The first line of the file, else what the environment says."""
    if file is not None:
        return file.read_text("utf-8").split("\n")[0].strip()
    return frame.settings.backup_passphrase


def _told(frame: Frame, key: str, **facts: object) -> None:
    frame.console.print(say(key, frame.language, **facts))


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the commands."""
    _backup(app, text)
    _restore(app, text)
    _rotate(app, text)


def _backup(app: typer.Typer, text: Callable[[str], str]) -> None:
    @app.command(help=text("backup"))
    def backup(
        context: typer.Context,
        target: Annotated[Path, typer.Argument(help=text("backup_target"))],
        passphrase_file: Annotated[Path | None, typer.Option(help=text("passphrase_file"), exists=True)] = None,
        keys_only: Annotated[bool, typer.Option("--keys-only", help=text("keys_only"))] = False,
    ) -> None:
        from tools.operate.backup import back_up  # noqa: PLC0415

        with framed(context.obj) as frame:
            secret = _passphrase(frame, passphrase_file)
            told = back_up(frame.house.store, frame.company(), target, secret, keys_only=keys_only)
            if frame.options.as_json:
                frame.json(asdict(told) | {"file": str(target)})
                return
            _told(frame, "cli.backed_up", file=target, files=told.files, size=told.size)
            _told(frame, "keys.in_backup" if told.keys else "keys.not_in_backup")


def _restore(app: typer.Typer, text: Callable[[str], str]) -> None:
    @app.command(help=text("restore"))
    def restore(
        context: typer.Context,
        source: Annotated[Path, typer.Argument(help=text("backup_target"), exists=True)],
        passphrase_file: Annotated[Path | None, typer.Option(help=text("passphrase_file"), exists=True)] = None,
        keys_only: Annotated[bool, typer.Option("--keys-only", help=text("keys_only"))] = False,
    ) -> None:
        from tools.operate.backup import restore as bring_back  # noqa: PLC0415

        with framed(context.obj) as frame:
            secret, now = _passphrase(frame, passphrase_file), frame.house.clock.now()
            told = bring_back(frame.house.store, source, now, secret, keys_only=keys_only)
            if frame.options.as_json:
                frame.json(asdict(told))
                return
            key, facts = (
                ("keys.brought_back", {"count": told.files}) if keys_only else ("cli.restored", {"files": told.files})
            )
            _told(frame, key, company=told.tenant, **facts)
            if told.closed:
                _told(frame, "keys.closed_here", closed=told.closed)


def _rotate(app: typer.Typer, text: Callable[[str], str]) -> None:
    @app.command("rotate-keys", help=text("rotate_keys"))
    def rotate_keys(context: typer.Context) -> None:
        from tools.operate.rotation import finish  # noqa: PLC0415

        with framed(context.obj) as frame:
            outcome = frame.call("rotate_keys", {})
            if not isinstance(outcome, Done):
                frame.refused(outcome)
            if not frame.options.as_json:
                frame.show(outcome)
            done = finish(frame.house.store, _progress(frame))
            if frame.options.as_json:
                frame.json(outcome.result.model_dump(mode="json") | asdict(done))
                return
            _told(frame, "keys.finished", rows=done.rows, dropped=", ".join(done.dropped) or "–")
            if done.closed:
                _told(frame, "keys.left_closed", closed=done.closed)


def _progress(frame: Frame) -> Callable[[str, int, int], None]:
    """One line on standard error, written over."""

    def told(company: str, rows: int, there: int) -> None:
        if sys.stderr.isatty():
            line = say("keys.resealing", frame.language, company=company, rows=rows, there=there)
            print(f"\r  {line}", end="\n" if rows >= there else "", file=sys.stderr, flush=True)

    return told
