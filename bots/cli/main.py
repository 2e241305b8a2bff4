"""``zhangfang``: the program. Each command is a thin call through the door."""

import sys
from typing import Annotated

import typer

from bots.cli.commands import (
    asking,
    away,
    bank,
    books,
    company,
    demo,
    documents,
    evidence_requests,
    keeping,
    keys,
    learned,
    machine,
    people,
    policies,
    proposals,
    report_views,
    reports,
    setting_up,
    signing,
    slack,
    tokens,
    why,
)
from bots.cli.frame import Options, language
from ledger.core import say

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


def _help(key: str) -> str:
    return say(f"cli.help_{key}", language())


@app.callback(help=_help("program"))
def options(
    context: typer.Context,
    company: Annotated[str, typer.Option("--company", help=_help("company"))] = "",
    user: Annotated[str, typer.Option("--as", help=_help("as"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=_help("json"))] = False,
) -> None:
    """Options of the program stand before the command; ``--json`` may also stand after it."""
    context.obj = Options(company, user, as_json)


for module in (demo, company, people, setting_up, machine, keeping, keys, books, bank, asking, documents, proposals, policies, reports, report_views, slack, signing, tokens, away, evidence_requests, why, learned):  # fmt: skip
    module.register(app, _help)


def hoisted(arguments: list[str]) -> list[str]:
    """Options of the program moved before the command: people write ``report trial-balance --json``."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for word in waiting:
        if word == "--":
            rest += [word, *waiting]
        elif word == "--json" or word.startswith(("--company=", "--as=")):
            front.append(word)
        elif word in ("--company", "--as"):
            front += [word, *([value] if (value := next(waiting, None)) is not None else [])]
        else:
            rest.append(word)
    return front + rest


def main() -> None:
    """The entry point."""
    app(hoisted(sys.argv[1:]), prog_name="zhangfang")


if __name__ == "__main__":
    main()
