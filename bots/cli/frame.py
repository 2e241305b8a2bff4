"""What every command shares: the company, the person, the language, and how an outcome is shown."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

from rich.console import Console

from bots.cli.login import remembered
from bots.cli.render import show_blocks, why_command
from bots.host import house
from ledger.core import Channel, Principal, Problem, Refused, Settings, say, settings
from tools.house import House
from tools.outcome import Denied, Done, Failed, Invalid, Outcome, asks_why

DEMO_DEFAULT = "limin"
EXIT_DENIED, EXIT_INVALID, EXIT_FAILED = 3, 4, 5


def language() -> str:
    """``ZHANGFANG_LANGUAGE``, else the language of the terminal, else English."""
    chosen = os.environ.get("ZHANGFANG_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "zh" if chosen.lower().startswith("zh") else "en"


@dataclass(slots=True)
class Options:
    """What stands before the command: ``--company``, ``--as``, ``--json``."""

    company: str = ""
    user: str = ""
    as_json: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """An open house, and who is in it."""

    house: House
    settings: Settings
    options: Options
    console: Console
    language: str

    def company(self) -> str:
        """The company named, or the only one."""
        known = self.house.door.companies()
        wanted = self.options.company or self.settings.company
        if wanted:
            if wanted not in known:
                self.stop(say("cli.no_such_company", self.language, company=wanted, known=", ".join(known) or "-"))
            return wanted
        if len(known) != 1:
            key = "cli.no_company" if not known else "cli.which_company"
            self.stop(say(key, self.language, known=", ".join(known) or "-"))
        return known[0]

    def principal(self) -> Principal:
        """Who asks: the token, else who signed in here, else ``--as``, else a face of the demo company."""
        tenant = self.company()
        if self.settings.token and not self.options.user:
            found = self.house.door.token(tenant, self.settings.token, Channel.CLI)
            return found or self.stop(say("cli.bad_token", self.language))
        secret = remembered(self.settings.home, tenant)
        signed = self.house.door.session(tenant, secret, Channel.CLI, self.language) if secret else None
        if signed is not None and self.options.user in ("", signed.person.user):
            return signed.principal
        named = DEMO_DEFAULT if self.house.door.facts(tenant).demo else self.house.door.reader(tenant)
        user = self.options.user or named
        if not user:
            self.stop(say("cli.who", self.language))
        who = self.house.door.as_user(tenant, user, Channel.CLI, self.language)
        return who if isinstance(who, Principal) else self.stop(who.text(self.language))

    def call(self, tool: str, arguments: Mapping[str, Any]) -> Outcome:
        """Through the door as the person of this frame."""
        return self.house.gateway.call(self.principal(), tool, arguments)

    def run(self, tool: str, **arguments: Any) -> None:
        """Call and show; leaves with an exit code where it was refused."""
        self.show(self.call(tool, {name: value for name, value in arguments.items() if value not in (None, "")}))

    def show(self, outcome: Outcome) -> None:
        """The outcome as JSON or as blocks; a refusal ends the program."""
        if isinstance(outcome, Done):
            if self.options.as_json:
                self.json(outcome.result.model_dump(mode="json"))
            else:
                show_blocks(self.console, outcome.blocks, self.language)
            return
        self.refused(outcome)

    def refused(self, outcome: Denied | Invalid | Failed) -> NoReturn:
        """Say why not, and leave with its exit code."""
        asked = asks_why(outcome)
        if isinstance(outcome, Denied):
            self._leave([outcome.reason], EXIT_DENIED, asked, outcome.rule)
        if isinstance(outcome, Invalid):
            self._leave(list(outcome.problems), EXIT_INVALID, asked)
        if self.options.as_json:
            self.json({"failed": outcome.id})
        self.stop(say("cli.failed", self.language, id=outcome.id), EXIT_FAILED)

    def _leave(
        self, problems: list[Problem], code: int, asked: Mapping[str, str] | None, rule: str = ""
    ) -> NoReturn:  # fmt: skip
        """``asked`` is what ``zhangfang why`` is asked to explain it."""
        if self.options.as_json:
            told = [{"code": one.code, "where": one.where, "message": one.text(self.language)} for one in problems]
            self.json({"problems": told} | ({"rule": rule} if rule else {}) | ({"why": dict(asked)} if asked else {}))
            raise SystemExit(code)
        sentences = [one.text(self.language) for one in problems]
        if asked:
            sentences.append(why_command(asked["about"], asked.get("thing", ""), self.language))
        self.stop("\n".join(sentences), code)

    def json(self, value: Any) -> None:
        """One JSON value on standard output."""
        print(json.dumps(value, ensure_ascii=False, indent=1))

    def stop(self, text: str, code: int = 2) -> NoReturn:
        """A sentence on standard error, and the end."""
        print(text, file=sys.stderr)
        raise SystemExit(code)


@contextmanager
def framed(options: Options) -> Iterator[Frame]:
    """An open house for one command; an expected refusal becomes a sentence, never a trace."""
    chosen = settings()
    with house(chosen) as built:
        frame = Frame(built, chosen, options, Console(highlight=False), language())
        try:
            yield frame
        except Refused as refusal:
            frame.stop("\n".join(one.text(frame.language) for one in refusal.problems))
