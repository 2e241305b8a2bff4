"""``company create|list``: one's own company, founded by whoever owns this data folder."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from bots.cli.frame import EXIT_INVALID, Frame, framed
from bots.cli.login import remember
from ledger.core import Channel, say
from tools.door.foundry import found
from tools.door.passwords import weak_password
from tools.outcome import Done, Invalid

_OPTIONS = ("name", "name_en", "tax_id", "standard", "language", "currency", "fiscal_start_month", "first_period",
            "corrections", "time_zone", "tax_regime", "admin_user", "admin_name", "admin_name_en")  # fmt: skip


def _password(frame: Frame, user: str, given: str, words: Iterable[str]) -> str:
    """Asked for twice at a terminal, or one line of standard input."""
    word = given or str(
        typer.prompt(say("company.new_password", frame.language), hide_input=True, confirmation_prompt=True)
    )
    fault = weak_password(word, user, words)
    if fault is not None:
        frame.stop(fault.text(frame.language), EXIT_INVALID)
    return word


def _names(given: dict[str, str]) -> list[str]:
    """What a password must not be made of: the names that are being given."""
    return [given.get(name) or "" for name in ("name", "name_en", "admin_name", "admin_name_en")]


def _create(frame: Frame, given: dict[str, str], wanted_id: str, password: str) -> None:
    outcome = found(frame.house, given, Channel.CLI, frame.language, wanted_id)
    if not isinstance(outcome, Done):
        if isinstance(outcome, Invalid):
            told = [f"--{one.where.replace('_', '-')}: {one.text(frame.language)}" for one in outcome.problems]
            frame.stop("\n".join(told), EXIT_INVALID)
        frame.refused(outcome)
    made: Any = outcome.result
    secret = frame.house.door.first_session(made.company)
    kept = frame.house.door.choose_password(made.company, made.user, "", password, keep=secret)
    if kept is not None:  # it was looked at before with the same names
        frame.stop(kept.text(frame.language), EXIT_INVALID)
    remember(frame.settings.home, made.company, secret)
    if frame.options.as_json:
        frame.json(made.model_dump(mode="json"))
        return
    for line in made.warnings:
        frame.console.print(line)
    frame.console.print(
        say("cli.company_made", frame.language, company=made.company, user=made.user, months=", ".join(made.months))
    )


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help=text("company_group"), rich_markup_mode=None)
    app.add_typer(group, name="company")

    @group.command("create", help=text("company_create"))
    def create(
        context: typer.Context,
        name: Annotated[str, typer.Option("--name", help=text("company_name"))],
        admin_user: Annotated[str, typer.Option("--admin-user", help=text("company_admin_user"))],
        admin_name: Annotated[str, typer.Option("--admin-name", help=text("company_admin_name"))],
        name_en: Annotated[str, typer.Option("--name-en", help=text("company_name_en"))] = "",
        tax_id: Annotated[str, typer.Option("--tax-id", help=text("company_tax_id"))] = "",
        standard: Annotated[str, typer.Option("--standard", help=text("company_standard"))] = "cas",
        language: Annotated[str, typer.Option("--language", help=text("company_language"))] = "zh",
        currency: Annotated[str, typer.Option("--currency", help=text("company_currency"))] = "CNY",
        fiscal_start_month: Annotated[str, typer.Option("--fiscal-start-month", help=text("company_fiscal"))] = "1",
        first_period: Annotated[str, typer.Option("--first-period", help=text("company_first"))] = "",
        time_zone: Annotated[str, typer.Option("--time-zone", help=text("company_zone"))] = "Asia/Shanghai",
        corrections: Annotated[str, typer.Option("--corrections", help=text("company_corrections"))] = "",
        tax_regime: Annotated[str, typer.Option("--tax-regime", help=text("company_tax_regime"))] = "by_standard",
        admin_name_en: Annotated[str, typer.Option("--admin-name-en", help=text("company_admin_name"))] = "",
        identifier: Annotated[str, typer.Option("--id", help=text("company_id"))] = "",
        password_stdin: Annotated[bool, typer.Option("--password-stdin", help=text("company_stdin"))] = False,
    ) -> None:
        given = {key: value for key, value in locals().items() if key in _OPTIONS}
        given["first_period"] = first_period or f"{datetime.now(UTC):%Y-%m}"
        with framed(context.obj) as frame:
            line = typer.get_text_stream("stdin").readline().rstrip("\n") if password_stdin else ""
            _create(frame, given, identifier, _password(frame, admin_user, line, _names(given)))

    @group.command("list", help=text("company_list"))
    def listed(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            known = frame.house.door.founded()
            if frame.options.as_json:
                frame.json(
                    [
                        {"company": one.tenant, "name": one.name, "name_en": one.name_en, "demo": one.demo}
                        for one in known
                    ]
                )
                return
            for one in known:
                frame.console.print(f"  {one.tenant:<30} {one.title(frame.language)}", markup=False)
