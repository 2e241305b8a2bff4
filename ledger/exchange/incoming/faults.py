"""Where something stands in a foreign file, and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass, field

from ledger.core import Problem, Refused, problem

MOST = 200
"""More faults than anybody reads: the rest is counted."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file (from 1); ``file`` is relative to the folder of the main file. ``column`` names a table's."""

    file: str
    line: int
    column: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" + (f":{self.column}" if self.column else "")


class Fault(Exception):
    """A line that cannot be taken; caught by the reader, which goes on with the next entry."""

    def __init__(self, place: Place, code: str, **parameters: object) -> None:
        super().__init__(f"{place}: {code}")
        self.problem = problem(code, str(place), place=place, **parameters)


@dataclass(slots=True)
class Faults:
    """Faults in the order found; :meth:`raise_any` refuses with all of them."""

    found: list[Problem] = field(default_factory=list)
    count: int = 0

    def add(self, place: Place, code: str, **parameters: object) -> None:
        """Keep one fault."""
        self.keep(Fault(place, code, **parameters))

    def keep(self, fault: Fault) -> None:
        """Keep one that was raised."""
        self.count += 1
        if self.count <= MOST:
            self.found.append(fault.problem)

    def raise_any(self) -> None:
        """Refused with every fault, if there is any."""
        if self.count > MOST:
            self.found.append(problem("import.more_faults", count=self.count - MOST))
        if self.found:
            raise Refused(*self.found)
