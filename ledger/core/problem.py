"""Expected refusals are values: what happened, where, what to do next, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ledger.core.words import say


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault found in input or state.

    ``code`` is a key of the message catalogues; ``parameters`` fill its text; ``where`` points at
    the field, line or file at fault (a path such as ``lines.3.account``), empty for the whole.
    """

    code: str
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    where: str = ""

    def text(self, language: str) -> str:
        """The sentence for people."""
        return say(self.code, language, **self.parameters)


def problem(code: str, where: str = "", **parameters: object) -> Problem:
    """Short form: ``problem("seal.period_closed", period="2026-10")``."""
    return Problem(code, MappingProxyType({name: str(value) for name, value in parameters.items()}), where)


class Refused(Exception):
    """Carries problems out of a transaction so that it rolls back; caught at the gateway, never shown raw."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(item.code for item in problems))
        self.problems = problems
