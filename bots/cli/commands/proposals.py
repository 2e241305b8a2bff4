"""``proposals list|show|edit|submit|return|withdraw|reject|confirm|undo``."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from bots.cli.commands.proposal_lines import Changes, Unreadable, changed
from bots.cli.frame import Frame, framed
from ledger.core import say
from tools.outcome import Done


def _edit_lines(frame: Frame, proposal: str, changes: Changes) -> None:
    """The lines as they are now, changed; the tool is told which revision that was."""
    opened = frame.call("open_proposal", {"proposal": proposal})
    if not isinstance(opened, Done):
        frame.refused(opened)
    shown: Any = opened.result
    try:
        lines = changed(shown, changes)
    except Unreadable as error:
        frame.stop(say("cli.bad_line_change", frame.language, text=error))
    frame.run("edit_proposal", proposal=proposal, digest=shown.digest, lines=lines)


def register(app: typer.Typer, text: Callable[[str], str]) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help=text("proposals"), rich_markup_mode=None)
    app.add_typer(group, name="proposals")
    _reading(group, text)
    _making(group, text)
    _deciding(group, text)


def _reading(group: typer.Typer, text: Callable[[str], str]) -> None:
    @group.command("list", help=text("proposals_list"))
    def listing(context: typer.Context) -> None:
        with framed(context.obj) as frame:
            frame.run("list_pending_approvals")

    @group.command("show", help=text("proposals_show"))
    def show(context: typer.Context, proposal: str) -> None:
        with framed(context.obj) as frame:
            frame.run("open_proposal", proposal=proposal)


def _making(group: typer.Typer, text: Callable[[str], str]) -> None:
    @group.command("edit", help=text("proposals_edit"))
    def edit(
        context: typer.Context,
        proposal: str,
        paid_by: Annotated[str, typer.Option("--paid-by", help="sender | card | nobody")] = "",
        account: Annotated[str, typer.Option("--account")] = "",
        department: Annotated[str, typer.Option("--department")] = "",
        memo: Annotated[str, typer.Option("--memo")] = "",
        tax_code: Annotated[str, typer.Option("--tax-code")] = "",
        cells: Annotated[list[str] | None, typer.Option("--set", help=text("proposals_set"))] = None,
        added: Annotated[list[str] | None, typer.Option("--add", help=text("proposals_add"))] = None,
        dropped: Annotated[list[int] | None, typer.Option("--drop", help=text("proposals_drop"))] = None,
        splits: Annotated[list[str] | None, typer.Option("--split", help=text("proposals_split"))] = None,
    ) -> None:
        changes = Changes(tuple(cells or ()), tuple(added or ()), tuple(dropped or ()), tuple(splits or ()))
        with framed(context.obj) as frame:
            if changes:
                _edit_lines(frame, proposal, changes)
            else:
                given = {"paid_by": paid_by, "account": account, "department": department, "memo": memo}
                given |= {"tax_code": tax_code} if tax_code else {}
                opened = frame.call("open_proposal", {"proposal": proposal})
                document = opened.result.document if isinstance(opened, Done) else proposal  # type: ignore[attr-defined]
                frame.run("answer_document", document=document or proposal, **given)

    @group.command("submit", help=text("proposals_submit"))
    def submit(context: typer.Context, proposal: str) -> None:
        with framed(context.obj) as frame:
            frame.run("submit_proposal", proposal=proposal)

    @group.command("withdraw", help=text("proposals_withdraw"))
    def withdraw(context: typer.Context, proposal: str) -> None:
        with framed(context.obj) as frame:
            frame.run("withdraw_proposal", proposal=proposal)


def _deciding(group: typer.Typer, text: Callable[[str], str]) -> None:
    @group.command("return", help=text("proposals_return"))
    def send_back(context: typer.Context, proposal: str, question: str) -> None:
        with framed(context.obj) as frame:
            frame.run("send_back_proposal", proposal=proposal, question=question)

    @group.command("reject", help=text("proposals_reject"))
    def reject(context: typer.Context, proposal: str, reason: str) -> None:
        with framed(context.obj) as frame:
            frame.run("reject_proposal", proposal=proposal, reason=reason)

    @group.command("confirm", help=text("proposals_confirm"))
    def confirm(
        context: typer.Context,
        proposal: str,
        digest: Annotated[str, typer.Option("--digest", help=text("proposals_digest"))],
    ) -> None:
        with framed(context.obj) as frame:
            frame.run("confirm_proposal", proposal=proposal, digest=digest)

    @group.command("undo", help=text("proposals_undo"))
    def undo(context: typer.Context, proposal: str) -> None:
        with framed(context.obj) as frame:
            frame.run("undo_confirmation", proposal=proposal)
