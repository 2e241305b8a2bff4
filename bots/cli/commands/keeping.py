"""``verify``."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bots.cli.frame import Frame, Options, framed, language
from ledger.core import say
from tools.outcome import Done


def _hand_out(frame: Frame) -> None:
    """The text alone on standard output, so that it can be sent on; what to do with it on standard error."""
    outcome = frame.call("make_checkpoint", {})
    if not isinstance(outcome, Done) or frame.options.as_json:
        frame.show(outcome)
        return
    print(outcome.result.text, end="")  # type: ignore[attr-defined]
    print(say("proof.checkpoint_how", frame.language), file=sys.stderr)


def _check(options: Options, file: Path) -> None:
    """A package by itself: no company and no database is opened. Leaves with 1 where it does not hold."""
    from tools.operate.packages import check_file  # noqa: PLC0415

    found, spoken = check_file(file), language()
    if options.as_json:
        print(json.dumps(found.as_dict(spoken), ensure_ascii=False, indent=1))
    else:
        print("\n".join(found.told(spoken)))
    if not found.holds:
        raise SystemExit(1)


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the commands."""

    @app.command(help=text("verify"))
    def verify(
        context: typer.Context,
        checkpoint: Annotated[bool, typer.Option("--checkpoint", help=text("verify_checkpoint"))] = False,
        proof: Annotated[Path | None, typer.Option("--proof", exists=True, help=text("verify_proof"))] = None,
    ) -> None:
        if proof is not None and proof.read_bytes()[:2] == b"PK":
            _check(context.obj, proof)
            return
        with framed(context.obj) as frame:
            if checkpoint:
                _hand_out(frame)
                return
            given = proof.read_text("utf-8", errors="replace") if proof else ""
            outcome = frame.call("verify_books", {"checkpoint": given.strip()} if given else {})
            frame.show(outcome)
            if isinstance(outcome, Done) and outcome.result.model_dump()["findings"]:
                raise SystemExit(1)
