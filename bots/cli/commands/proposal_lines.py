"""``proposals edit``: what is written after ``--set``, ``--add``, ``--drop`` and ``--split``, as lines for the tool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

CELLS = ("account", "side", "amount", "memo", "due_date", "tax_code")


class Unreadable(ValueError):
    """A change nobody can read; its text is what was written."""


@dataclass(frozen=True, slots=True)
class Changes:
    """As written on the command line; line numbers count from 1 and mean the lines as they are shown."""

    cells: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[int, ...] = ()
    splits: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cells or self.added or self.dropped or self.splits)


def lines_of(shown: Any) -> list[dict[str, Any]]:
    """The lines of an opened proposal as the tool takes them."""
    return [
        {
            "was": number, "account": line.account, "side": line.side, "amount": format(line.amount, "f"),
            "memo": line.memo, "dims": dict(line.dims), "due_date": line.due_date or "", "tax_code": line.tax_code or "",
        }
        for number, line in enumerate(shown.lines, 1)
    ]  # fmt: skip


def changed(shown: Any, changes: Changes) -> list[dict[str, Any]]:
    """The lines after the changes; Unreadable where one cannot be read or names no line."""
    lines = lines_of(shown)
    for written in changes.cells:
        _set(lines, written)
    for written in changes.splits:
        number, _, shares = written.partition(":")
        by, named, rest = shares.partition(":")
        line = _line(lines, number, written)
        line["split"] = {"by": by, "shares": _shares(rest, written)} if named else {"shares": _shares(shares, written)}
    gone = {id(_line(lines, str(number), f"--drop {number}")) for number in changes.dropped}
    return [line for line in lines if id(line) not in gone] + [_added(written) for written in changes.added]


def _line(lines: list[dict[str, Any]], number: str, written: str) -> dict[str, Any]:
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= len(lines)):
        raise Unreadable(written)
    return lines[int(number) - 1]


def _set(lines: list[dict[str, Any]], written: str) -> None:
    place, found, value = written.partition("=")
    number, _, cell = place.partition(".")
    line = _line(lines, number, written)
    if not found or not cell:
        raise Unreadable(written)
    if cell in CELLS:
        line[cell] = value
    else:
        line["dims"] = {**line["dims"], cell: value}


def _shares(written: str, whole: str) -> dict[str, str]:
    pairs = [one.partition("=") for one in written.split(",")]
    if not all(code and found for code, found, _ in pairs):
        raise Unreadable(whole)
    return {code.strip(): share for code, _, share in pairs}


def _added(written: str) -> dict[str, Any]:
    words = written.split(maxsplit=3)
    if len(words) < 3 or words[0] not in ("debit", "credit"):
        raise Unreadable(written)
    return {"side": words[0], "account": words[1], "amount": words[2], "memo": words[3] if len(words) > 3 else ".."}
