"""``policies import|search|ask|reindex``: publish texts, find clauses, ask; one question or JSON lines.

JSON lines hold {"id", "question", "as_of"?} and come from ``--questions FILE`` or standard input. ``--folder``
searches texts as they lie, without a company.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bots.cli.frame import EXIT_INVALID, Frame, Options, framed, language
from ledger.core import say
from tools.door.policy_folder import Folder, listing, texts
from tools.outcome import Done

Reply = Callable[[str, str], dict[str, Any]]
"""(question, as_of or "") → the row of the stable shape, without its id."""
CITED = ("path", "clause", "quote", "version")


def _help(name: str) -> str:
    return say(f"policy.help_{name}", language())


AsOf = Annotated[str, typer.Option("--as-of", help=_help("as_of"))]
Questions = Annotated[Path | None, typer.Option("--questions", help=_help("questions"), exists=True)]
Without = Annotated[Path | None, typer.Option("--folder", help=_help("without"), exists=True, file_okay=False)]
Limit = Annotated[int, typer.Option("--limit", help=_help("limit"), min=1, max=50)]


def register(app: typer.Typer, _text: Callable[[str], str]) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help=say("policy.help", language()), rich_markup_mode=None)
    app.add_typer(group, name="policies")
    group.command("import", help=_help("import"))(bring)
    group.command("reindex", help=_help("reindex"))(reindex)
    group.command("search", help=_help("search"))(search)
    group.command("ask", help=_help("ask"))(ask)


def bring(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help=_help("folder"), exists=True, file_okay=False)],
    publish: Annotated[bool, typer.Option("--publish", help=_help("publish"))] = False,
) -> None:
    """Publish a folder, or show what that would do."""
    options: Options = context.obj
    if not publish:
        _look(folder, options)
        return
    with framed(options) as frame:
        _as_compliance(frame)
        if not (found := texts(folder)):
            frame.stop(say("policy.no_texts", frame.language, folder=folder))
        frame.run("publish_policies", texts=found)


def reindex(context: typer.Context) -> None:
    """Make the index anew, and say which one searches."""
    with framed(context.obj) as frame:
        _as_compliance(frame)
        if frame.options.as_json:
            frame.json(_called(frame, "reindex_policies") | _called(frame, "policy_index"))
        else:
            frame.run("reindex_policies")
            frame.run("policy_index")


def search(
    context: typer.Context, question: str = typer.Argument(""), as_of: AsOf = "", questions: Questions = None,
    folder: Without = None, limit: Limit = 5,
) -> None:  # fmt: skip
    """Find clauses of a company, or of a folder as it lies."""
    options: Options = context.obj
    with _source(options, folder) as (frame, texts_of):
        if frame and question and not options.as_json:
            frame.run("search_policies", question=question, as_of=_day(as_of), limit=limit)
            return

        def reply(asked: str, day: str) -> dict[str, Any]:
            if texts_of:
                return {"results": texts_of.search(asked, _date(day), limit)}
            return _called(frame, "search_policies", question=asked, as_of=_day(day), limit=limit)

        _answer_all(reply, question, as_of, questions)


def ask(
    context: typer.Context, question: str = typer.Argument(""), as_of: AsOf = "", questions: Questions = None,
    folder: Without = None,
) -> None:  # fmt: skip
    """Ask a company's policies, or a folder as it lies."""
    options: Options = context.obj
    with _source(options, folder) as (frame, texts_of):
        if frame and question and not options.as_json:
            frame.run("policy_question", question=question, as_of=_day(as_of))
            return

        def reply(asked: str, day: str) -> dict[str, Any]:
            if texts_of:
                return texts_of.ask(asked, _date(day))
            said = _called(frame, "policy_question", question=asked, as_of=_day(day))
            cited = [{name: one[name] for name in CITED} for one in said["citations"]]
            return {"verdict": said["verdict"], "answer": said["answer"], "citations": cited}

        _answer_all(reply, question, as_of, questions)


@contextmanager
def _source(options: Options, folder: Path | None) -> Iterator[tuple[Frame | None, Folder | None]]:
    """A company's policies through the door, or a folder as it lies."""
    if folder is not None:
        yield None, Folder.open(folder)
        return
    with framed(options) as frame:
        yield frame, None


def _called(frame: Frame | None, tool: str, **arguments: Any) -> dict[str, Any]:
    assert frame is not None
    outcome = frame.call(tool, {name: value for name, value in arguments.items() if value is not None})
    if not isinstance(outcome, Done):
        frame.refused(outcome)
    return outcome.result.model_dump(mode="json")


def _answer_all(reply: Reply, question: str, as_of: str, questions: Path | None) -> None:
    """One row for the question given, or one a line; a bad line gives a row with its problem, and the rest goes on."""
    if question:
        print(json.dumps({"id": None, **reply(question, as_of)}, ensure_ascii=False))
        return
    bad = 0
    lines = questions.read_text("utf-8-sig").splitlines() if questions else sys.stdin
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row, fault = _row(line, number)
        bad += bool(fault)
        told = {"problems": [fault]} if fault else reply(row["question"], row.get("as_of") or as_of)
        print(json.dumps({"id": row.get("id"), **told}, ensure_ascii=False), flush=True)
    if bad:
        raise SystemExit(EXIT_INVALID)


def _row(line: str, number: int) -> tuple[dict[str, Any], str]:
    try:
        row = json.loads(line)
        if not isinstance(row, dict) or not isinstance(row.get("question"), str):
            raise TypeError
    except (ValueError, TypeError):
        return {}, say("policy.bad_line", language(), line=number)
    try:
        date.fromisoformat(row.get("as_of") or "2000-01-01")
    except (ValueError, TypeError):
        return row, say("policy.bad_day", language(), day=row.get("as_of"))
    return row, ""


def _day(text: str) -> str | None:
    return _date(text).isoformat() if text else None


def _date(text: str) -> date:
    if not text:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        print(say("policy.bad_day", language(), day=text), file=sys.stderr)
        raise SystemExit(EXIT_INVALID) from None


def _as_compliance(frame: Frame) -> None:
    """In a demo company, where nobody is named, the compliance officer acts."""
    door, tenant = frame.house.door, frame.company()
    if frame.options.user or frame.settings.token or not door.facts(tenant).demo:
        return
    frame.options.user = next((one.user for one in door.people(tenant) if "compliance" in one.roles), "")


def _look(folder: Path, options: Options) -> None:
    rows = listing(folder)
    if options.as_json:
        print(json.dumps({"texts": rows}, ensure_ascii=False, indent=1))
        return
    for row in rows:
        print(say("policy.would_publish", language(), **{k: row[k] for k in ("path", "title", "version", "clauses")}))
    print(say("policy.only_looked", language(), count=len(rows)))
