"""``books close|reopen|accruals|missing|templates|allocation``: the month end in one command; ``--as MAKER,CHECKER`` names who makes its runs and who confirms."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from bots.cli.frame import Frame, Options, framed
from ledger.core import say
from tools.outcome import Done
from tools.work import worker

EXIT_LEFT = 1


def _as(frame: Frame, user: str) -> Frame:
    return replace(frame, options=Options(frame.options.company, user, frame.options.as_json))


def _result(frame: Frame, tool: str, **arguments: Any) -> Any:
    outcome = frame.call(tool, arguments)
    return outcome.result if isinstance(outcome, Done) else frame.refused(outcome)


def _wait(until: str) -> None:
    """The grace in which a confirmation can be undone."""
    left = (datetime.fromisoformat(until) - datetime.now(UTC)).total_seconds()
    if left > 0:
        time.sleep(left + 0.05)


def _take(maker: Frame, checker: Frame, period: str, step: Any) -> None:
    """One run: proposed, confirmed, posted; nothing where nothing is missing."""
    made = _result(maker, "propose_month_end", period=period, step=step.key)
    if made.proposal is not None:
        confirmed = _result(checker, "confirm_run", proposal=made.proposal, digest=made.digest)
        _wait(confirmed.post_at)
        maker.house.gateway.call(worker(maker.company()), "post_confirmed", {})
    if not maker.options.as_json:
        said = say(
            "closing.run_posted" if made.proposal else "closing.run_nothing", maker.language, count=made.vouchers
        )
        maker.console.print(say("closing.cli_step", maker.language, name=step.name, said=said))


def _close(frame: Frame, period: str, mode: str) -> None:
    """Who closes is the checker; ``--as MAKER,CHECKER`` first takes every run between the two."""
    users = [user.strip() for user in frame.options.user.split(",") if user.strip()]
    if len(users) > 2 or (len(users) == 1 and "," in frame.options.user):
        frame.stop(say("closing.cli_two", frame.language))
    maker, checker = (_as(frame, users[0]), _as(frame, users[-1])) if users else (frame, frame)
    if len(users) == 2:
        for step in _result(maker, "month_end", period=period).steps:
            if step.run:
                _take(maker, checker, period, step)
    _result(checker, "close_month", period=period, mode=mode)
    checker.run("month_end", period=period)


def add(group: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the commands of the month end to ``books``."""

    @group.command("close", help=text("books_close"))
    def close(
        context: typer.Context,
        period: Annotated[str, typer.Argument(help=text("period"))],
        soft: Annotated[bool, typer.Option("--soft/--hard", help=text("soft_hard"))] = False,
        check: Annotated[bool, typer.Option("--check", help=text("close_check"))] = False,
    ) -> None:
        with framed(context.obj) as frame:
            if not check:
                _close(frame, period, "soft" if soft else "hard")
                return
            outcome = frame.call("month_end", {"period": period, "thorough": True})
            frame.show(outcome)
            if isinstance(outcome, Done) and outcome.result.model_dump()["left"]:
                raise SystemExit(EXIT_LEFT)

    @group.command("reopen", help=text("books_reopen"))
    def reopen(
        context: typer.Context,
        period: Annotated[str, typer.Argument(help=text("period"))],
        reason: Annotated[str, typer.Option("--reason", help=text("reopen_reason"))],
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("reopen_month", period=period, reason=reason)

    _lists(group, text)


def _lists(group: typer.Typer, text: Callable[[str], str]) -> None:
    """What a month end looks at, one list a command."""

    @group.command("accruals", help=text("books_accruals"))
    def accruals(context: typer.Context, period: Annotated[str, typer.Argument(help=text("period"))] = "") -> None:
        with framed(context.obj) as frame:
            frame.run("list_accruals", **({"period": period} if period else {}))

    @group.command("missing", help=text("books_missing"))
    def missing(context: typer.Context, period: Annotated[str, typer.Argument(help=text("period"))] = "") -> None:
        with framed(context.obj) as frame:
            frame.run("missing_invoices", **({"period": period} if period else {}))

    @group.command("templates", help=text("books_templates"))
    def templates(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("list_voucher_templates")

    @group.command("allocation", help=text("books_allocation"))
    def allocation(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("list_allocation_rules")

    @group.command("offset", help=text("books_offset"))
    def offset(
        context: typer.Context,
        debtor: Annotated[str, typer.Argument(help=text("offset_debtor"))],
        creditor: Annotated[str, typer.Argument(help=text("offset_creditor"))] = "",
        day: Annotated[str, typer.Option("--day", help=text("offset_day"))] = "",
        amount: Annotated[str, typer.Option("--amount", help=text("offset_amount"))] = "",
        agreement: Annotated[str, typer.Option("--agreement", help=text("offset_agreement"))] = "",
    ) -> None:
        with framed(context.obj) as frame:
            given = {"creditor": creditor, "day": day, "amount": amount, "agreement": agreement}
            frame.run("propose_offset", debtor=debtor, **{name: value for name, value in given.items() if value})

    @group.command("provisions", help=text("books_provisions"))
    def provisions(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("list_provisions")
