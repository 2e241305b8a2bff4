"""``people list|invite|change|reset|disable|waiting|agree|refuse|rules``: who belongs to the company."""

from collections.abc import Callable
from typing import Annotated

import typer

from bots.cli.commands import access_rules
from bots.cli.frame import Frame, framed
from ledger.core import Channel, Principal, say
from tools.outcome import Done


def _links(frame: Frame, tool: str, who: Principal | None = None, /, **arguments: object) -> None:
    """Call and show; links are made whole with the address of the web app."""
    given = {name: value for name, value in arguments.items() if value not in (None, "")}
    outcome = frame.call(tool, given) if who is None else frame.house.gateway.call(who, tool, given)
    frame.show(outcome)
    if isinstance(outcome, Done) and not frame.options.as_json and any(one.link for one in outcome.result.people):  # type: ignore[attr-defined]
        address = frame.settings.public_url or "http://127.0.0.1:8765"
        frame.console.print(say("cli.link_address", frame.language, address=address))


def _engaged(until: str, since: str, years: str, books: list[str] | None) -> dict[str, object]:
    """An external auditor's days, books and years (``2025`` or ``2025-2026``) as arguments; what was not said is left out."""
    first, _, last = years.replace("–", "-").partition("-")
    given = {
        "until": until,
        "since": since,
        "first_year": first,
        "last_year": last or first,
        "books": tuple(books or ()),
    }
    return {name: value for name, value in given.items() if value}


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help=text("people_group"), rich_markup_mode=None)
    app.add_typer(group, name="people")
    access_rules.register(group, text)

    @group.command("list", help=text("people_list"))
    def listed(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("list_people")

    @group.command(help=text("people_invite"))
    def invite(
        context: typer.Context,
        who: Annotated[list[str], typer.Argument(help=text("people_who"))],
        role: Annotated[str, typer.Option("--role", help=text("people_role"))] = "employee",
        department: Annotated[str, typer.Option("--department", help=text("people_department"))] = "",
        limit: Annotated[str, typer.Option("--limit", help=text("people_limit"))] = "",
        until: Annotated[str, typer.Option("--until", help=text("people_until"))] = "",
        since: Annotated[str, typer.Option("--since", help=text("people_since"))] = "",
        years: Annotated[str, typer.Option("--years", help=text("people_years"))] = "",
        book: Annotated[list[str] | None, typer.Option("--book", help=text("people_book"))] = None,
    ) -> None:
        with framed(context.obj) as frame:
            engaged = _engaged(until, since, years, book)
            _links(
                frame, "invite_people", lines="\n".join(who), role=role, department=department, limit=limit, **engaged
            )

    @group.command(help=text("people_engage"))
    def engage(
        context: typer.Context,
        user: Annotated[str, typer.Argument(help=text("people_user"))],
        until: Annotated[str, typer.Option("--until", help=text("people_until"))],
        years: Annotated[str, typer.Option("--years", help=text("people_years"))],
        since: Annotated[str, typer.Option("--since", help=text("people_since"))] = "",
        book: Annotated[list[str] | None, typer.Option("--book", help=text("people_book"))] = None,
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("engage_auditor", person=user, **_engaged(until, since, years, book))

    @group.command(help=text("people_change"))
    def change(
        context: typer.Context,
        user: Annotated[str, typer.Argument(help=text("people_user"))],
        role: Annotated[list[str], typer.Option("--role", help=text("people_roles"))],
        department: Annotated[str, typer.Option("--department", help=text("people_department"))] = "",
        limit: Annotated[str, typer.Option("--limit", help=text("people_limit"))] = "",
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("change_person", person=user, duties=tuple(role), department=department, limit=limit)

    @group.command(help=text("people_reset"))
    def reset(context: typer.Context, user: Annotated[str, typer.Argument(help=text("people_user"))]) -> None:
        with framed(context.obj) as frame:
            _links(frame, "reset_person", person=user)

    @group.command(help=text("people_disable"))
    def disable(
        context: typer.Context,
        user: Annotated[str, typer.Argument(help=text("people_user"))],
        hand_to: Annotated[str, typer.Option("--hand-to", help=text("people_hand_to"))] = "",
        leave_open: Annotated[bool, typer.Option("--leave-open", help=text("people_leave_open"))] = False,
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("disable_person", person=user, hand_to=hand_to, leave_open=leave_open)

    _requests(group, text)


def _requests(group: typer.Typer, text: Callable[[str], str]) -> None:
    """What waits for a second person, and that person's word."""

    @group.command(help=text("people_waiting"))
    def waiting(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("people_waiting")

    @group.command(help=text("people_agree"))
    def agree(
        context: typer.Context,
        request: Annotated[str, typer.Argument(help=text("people_request"))],
        machine: Annotated[bool, typer.Option("--machine", help=text("people_machine"))] = False,
    ) -> None:
        with framed(context.obj) as frame:
            owner = frame.house.door.machine_owner(frame.company(), Channel.CLI, frame.language) if machine else None
            _links(frame, "agree_person", owner, request=request)

    @group.command(help=text("people_refuse"))
    def refuse(context: typer.Context, request: Annotated[str, typer.Argument(help=text("people_request"))]) -> None:
        with framed(context.obj) as frame:
            frame.call("agree_person", {"request": request, "agree": False})
