"""What directives have said so far, and whose rules hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from ledger.books.accounts import AccountType


class Dialect(StrEnum):
    """Whose journal it is, where the two programs read the same line differently."""

    HLEDGER = "hledger"
    LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class Style:
    """How a commodity's numbers are written; None where a directive left it open."""

    mark: str = ""
    digits: int | None = None


Alias = Callable[[str], str]


def plain_alias(old: str, new: str) -> Alias:
    """Renames an account and what lies under it."""

    def apply(name: str) -> str:
        if name == old:
            return new
        return new + name[len(old) :] if name.startswith(f"{old}:") else name

    return apply


def regex_alias(pattern: str, new: str) -> Alias:
    """Replaces what a regular expression finds, whatever its case."""
    compiled = re.compile(pattern, re.IGNORECASE)
    replacement = re.sub(r"\\(\d)", r"\\g<\1>", new)
    return lambda name: compiled.sub(replacement, name)


@dataclass(slots=True)
class Settings:
    """The state that directives change as the files are walked."""

    dialect: Dialect
    year: int | None = None
    year_said: bool = False
    mark: str = ""
    default_commodity: str = ""
    styles: dict[str, Style] = field(default_factory=dict)
    aliases: list[Alias] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """Ledger's aliases."""
    applied: list[tuple[str, str]] = field(default_factory=list)
    bucket: str = ""
    kinds: dict[str, AccountType] = field(default_factory=dict)
    declared: list[str] = field(default_factory=list)
    payees: dict[str, str] = field(default_factory=dict)

    def account(self, name: str) -> str:
        """The account a written name means: under applied parents, through the aliases, the latest first.

        Ledger looks for the whole name as written, then for its first part, and an alias names an account from the top.
        """
        parents = [text for kind, text in self.applied if kind == "account"]
        whole = ":".join([*parents, name])
        if self.dialect is Dialect.LEDGER:
            first, colon, rest = name.partition(":")
            if name in self.names:
                return self.names[name]
            return self.names[first] + colon + rest if first in self.names else whole
        for alias in reversed(self.aliases):
            whole = alias(whole)
        return whole

    def mark_of(self, commodity: str) -> str:
        """The decimal mark in force for a commodity, empty where none was declared."""
        return self.mark or self.styles.get(commodity, Style()).mark

    def scoped(self) -> tuple[object, ...]:
        """What a file changes for itself alone."""
        return (
            self.year,
            self.year_said,
            self.mark,
            self.default_commodity,
            list(self.applied),
            list(self.aliases),
            self.bucket,
        )

    def restore(self, before: tuple[object, ...]) -> None:
        """Back to what held before a file was included."""
        self.year, self.year_said, self.mark, self.default_commodity, self.applied, self.aliases, self.bucket = before  # type: ignore[assignment]
