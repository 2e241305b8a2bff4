"""Words of a beancount file: logical lines of tokens; a string may run over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ledger.exchange.incoming import Place
from ledger.exchange.incoming.faults import Fault

_WORD = r"[^\W_]|-"
_TOKEN = re.compile(
    rf"""
      (?P<space>[ \t\r]+)
    | (?P<comment>;[^\n]*)
    | (?P<string>"(?:[^"\\]|\\.)*")
    | (?P<date>\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}(?![\d/-]))
    | (?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d*)?)
    | (?P<account>(?:[A-Z]|[^\x00-\x7f])(?:{_WORD})*(?::(?:[A-Z0-9]|[^\x00-\x7f])(?:{_WORD})*)+)
    | (?P<key>[a-z][a-zA-Z0-9_-]*(?=:))
    | (?P<constant>(?:TRUE|FALSE|NULL)\b)
    | (?P<currency>/?[A-Z](?:[A-Z0-9'._/-]*[A-Z0-9])?(?![a-z:]))
    | (?P<tag>\#[\w./-]+)
    | (?P<link>\^[\w./-]+)
    | (?P<word>[a-z]+)
    | (?P<sign>\{{\{{|\}}\}}|@@|[-+*/(){{}},@~|:!&\#?%])
    """,
    re.VERBOSE | re.DOTALL,
)
_ORG = re.compile(r"[*:#!&?%][^\n]*")


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is a group of the pattern; of a sign it is the sign itself."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: where it begins, whether it is indented, its tokens."""

    place: Place
    indented: bool
    tokens: tuple[Token, ...]


def lines(text: str, file: str) -> Iterator[Line | Fault]:
    """Lines that say something; a Fault in place of one with a character that no token begins with."""
    at, number = 0, 1
    while at < len(text):
        place, start = Place(file, number), at
        if _ORG.match(text, at):
            at = _end(text, at)
        else:
            tokens: list[Token] = []
            fault: Fault | None = None
            while at < len(text) and text[at] != "\n":
                match = _TOKEN.match(text, at)
                if match is None:
                    rest = text[at : _end(text, at)].strip()
                    fault, at = Fault(place, "import.not_understood", text=rest), _end(text, at)
                    break
                at = match.end()
                kind = match.lastgroup or ""
                if kind not in ("space", "comment"):
                    tokens.append(Token(match[0] if kind == "sign" else kind, match[0]))
            if fault is not None:
                yield fault
            elif tokens:
                yield Line(place, text[start] in " \t", tuple(tokens))
        number += text.count("\n", start, at) + 1
        at += 1


def _end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def unquoted(text: str) -> str:
    """What a string token says."""
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text[1:-1], flags=re.DOTALL)
