"""Personal data left out of what goes to a model elsewhere: found by class, replaced by a name that can be put back.

``Redaction.hide("打给 13800138000")`` gives ``打给 [[phone-1]]``; ``show`` turns that name back. The same data has the
same name throughout a turn. What it does not find: names of people nobody of the company is called, addresses, and
pictures, which no model is sent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from stdnum import iban, luhn
from stdnum.cn import ric

from ledger.core import PERSONAL_DATA

NAME = re.compile(r"\[\[([a-z_]+)-(\d+)\]\]")
_WIDE = str.maketrans(
    {0xFF10 + digit: str(digit) for digit in range(10)}
    | {0xFF0D: "-", 0xFF0B: "+", 0xFF20: "@", 0xFF0E: ".", 0x3000: " ", 0xFF1A: ":"}
)
_GAP = r"[ \-\u00a0]?"
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])")
_IBAN = re.compile(rf"(?<![A-Za-z0-9])[A-Z]{{2}}\d{{2}}(?:{_GAP}[A-Z0-9]){{11,30}}(?![A-Za-z0-9])")
_CARD = re.compile(rf"(?<![\d.,])\d(?:{_GAP}\d){{14,18}}(?![\d.,]?\d)")
_NAMED_ACCOUNT = re.compile(
    rf"(?:账号|帐号|账户|卡号|account(?: number| no\.?)?|a/c)[\s:#]*(\d(?:{_GAP}\d){{7,29}})(?!\d)", re.IGNORECASE
)
_MOBILE = re.compile(rf"(?<![\d.,])(?:(?:\+|00)86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?![\d.,]?\d)")
_LANDLINE = re.compile(r"(?<![\d.,-])0\d{2,3}[-\u2010-\u2014 ]\d{7,8}(?![\d-])")
_ABROAD = re.compile(r"(?<![\w.,])\+\d{1,3}(?:[ \-().]*\d){7,12}(?!\d)")


def _spans(
    pattern: re.Pattern[str], holds: Callable[[str], bool] = lambda _: True
) -> Callable[[str], Iterator[tuple[int, int]]]:
    """Where a pattern stands and its check holds; of its first group where it has one."""

    def found(text: str) -> Iterator[tuple[int, int]]:
        for match in pattern.finditer(text):
            group = 1 if pattern.groups else 0
            if holds(re.sub(r"[ \-\u00a0]", "", match.group(group))):
                yield match.span(group)

    return found


_FINDERS: Mapping[str, tuple[Callable[[str], Iterator[tuple[int, int]]], ...]] = {
    "email": (_spans(_EMAIL),),
    "id_number": (_spans(_IDENTITY, ric.is_valid),),
    "bank_account": (_spans(_IBAN, iban.is_valid), _spans(_CARD, luhn.is_valid), _spans(_NAMED_ACCOUNT)),
    "phone": (_spans(_MOBILE), _spans(_LANDLINE), _spans(_ABROAD)),
}


class Redaction:
    """What was left out of one turn. ``people`` are the names the class ``person`` looks for."""

    def __init__(self, classes: Iterable[str], people: Iterable[str] = ()) -> None:
        self.classes = tuple(one for one in PERSONAL_DATA if one in set(classes))
        self._named: dict[tuple[str, str], str] = {}
        self._value: dict[str, str] = {}
        known = sorted({one for one in people if len(one) > 1}, key=len, reverse=True)
        self._people = re.compile("|".join(_word(one) for one in known)) if known else None

    @property
    def counts(self) -> dict[str, int]:
        """How many different data of each class were left out."""
        return dict(Counter(kind for kind, _ in self._named))

    def hide(self, text: str) -> str:
        """The text without the data of the classes."""
        plain = text.translate(_WIDE)
        taken: list[tuple[int, int, str]] = []
        for kind in self.classes:
            for start, end in self._found(kind, plain):
                if all(end <= other[0] or start >= other[1] for other in taken):
                    taken.append((start, end, kind))
        parts, at = [], 0
        for start, end, kind in sorted(taken):
            parts += [text[at:start], self._name(kind, text[start:end])]
            at = end
        return "".join([*parts, text[at:]])

    def show(self, text: str) -> str:
        """The text with what was left out put back; a name that stands for nothing stays."""
        return NAME.sub(lambda match: self._value.get(match.group(0), match.group(0)), text)

    def hide_in(self, value: Any) -> Any:
        """As :meth:`hide` of every text in lists and mappings."""
        return _each(value, self.hide)

    def show_in(self, value: Any) -> Any:
        """As :meth:`show` of every text in lists and mappings."""
        return _each(value, self.show)

    def _found(self, kind: str, plain: str) -> Iterator[tuple[int, int]]:
        if kind == "person":
            yield from (match.span() for match in self._people.finditer(plain)) if self._people else ()
        for finder in _FINDERS.get(kind, ()):
            yield from finder(plain)

    def _name(self, kind: str, value: str) -> str:
        key = (kind, value)
        if key not in self._named:
            number = 1 + sum(1 for other, _ in self._named if other == kind)
            self._named[key] = f"[[{kind}-{number}]]"
            self._value[self._named[key]] = value
        return self._named[key]


def _word(name: str) -> str:
    """A name as a pattern: Latin ones only as whole words."""
    return rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" if name.isascii() else re.escape(name)


def _each(value: Any, act: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return act(value)
    if isinstance(value, Mapping):
        return {name: _each(inner, act) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_each(inner, act) for inner in value]
    return value
