"""Names of the books in a request: as written, by another spelling, by first letters, or nearly.

A name nobody knows is taken as written only where the sentence says what it is (供应商X, "supplier X"),
so that a figure is never given for somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.planner.accounts import ACCOUNTS
from assistant.planner.model import KINDS, Entities
from assistant.planner.pinyin import initials

_SUFFIX = re.compile(
    r"(?:股份)?有限(?:责任)?公司$|(?:集团|公司|股份|商行|厂)$|[,.]?\s+(?:inc|ltd|llc|gmbh|co|corp|ag|sa|bv|plc|limited|company|corporation)\.?$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9&'-]*")
_SKIP = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "this",
        "that",
        "what",
        "show",
        "list",
        "find",
        "give",
        "please",
        "vendor",
        "supplier",
        "customer",
        "account",
        "report",
        "status",
    ]
)


_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


@dataclass(frozen=True, slots=True)
class NameRef:
    """A name found: its kind, the name the books use, where it stands, and how sure the match is (0…1)."""

    kind: str
    name: str
    start: int
    end: int
    sure: float


def short_form(name: str) -> str:
    """A company's name as people say it: without legal form and without the place in front of it."""
    bare = _SUFFIX.sub("", _SUFFIX.sub("", name.strip())).strip()
    return bare or name


def find(text: str, entities: Entities) -> list[NameRef]:
    """Known names in a text; longer and surer ones first where they overlap."""
    low = text.lower()
    found: list[NameRef] = []
    for kind, name in _known(entities):
        for form, sure in {name.lower(): 1.0, short_form(name).lower(): 0.97}.items():
            found.extend(NameRef(kind, name, at, at + len(form), sure) for at in _places(low, form))
    for alias, (kind, name) in entities.aliases.items():
        found.extend(NameRef(kind, name, at, at + len(alias), 0.98) for at in _places(low, alias.lower()))
    taken = _settle(found)
    rest = _masked(text, taken)
    return _settle([*taken, *_by_letters(rest, entities), *_nearly(rest, entities)])


def known_accounts(text: str) -> list[NameRef]:
    """Accounts by the names of the common charts, for when the company's own list has none that fits."""
    low = text.lower()
    found = [
        NameRef("account", text[at : at + len(name)], at, at + len(name), 0.8)
        for name in ACCOUNTS
        for at in _places(low, name)
    ]
    return _settle(found)


def _known(entities: Entities) -> Iterable[tuple[str, str]]:
    for kind in KINDS:
        for name in entities.names.get(kind, ()):
            if name.strip():
                yield kind, name


def _places(low: str, form: str) -> list[int]:
    """Where a form stands; Latin forms as whole words."""
    if len(form) < 2:
        return []
    places, at = [], low.find(form)
    while at >= 0:
        if not form.isascii() or _is_whole(low, at, at + len(form)):
            places.append(at)
            at = low.find(form, at + len(form))
        else:
            at = low.find(form, at + 1)
    return places


def _is_whole(low: str, start: int, end: int) -> bool:
    """Whether no Latin letter or digit goes on before or after."""
    return not (start and low[start - 1] in _LATIN) and not (end < len(low) and low[end] in _LATIN)


def _settle(found: list[NameRef]) -> list[NameRef]:
    """Overlapping matches: the longer one stays, then the surer; the same place may hold names of several kinds."""
    kept: list[NameRef] = []
    for one in sorted(found, key=lambda ref: (-(ref.end - ref.start), -ref.sure)):
        clash = [other for other in kept if one.start < other.end and other.start < one.end]
        same_place = all((other.start, other.end) == (one.start, one.end) and other.kind != one.kind for other in clash)
        if not clash or same_place:
            kept.append(one)
    return sorted(kept, key=lambda ref: ref.start)


def _masked(text: str, taken: list[NameRef]) -> str:
    for one in taken:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def _by_letters(text: str, entities: Entities) -> list[NameRef]:
    """ydjx for 远东机械: at least three letters, and only one name they fit."""
    found: list[NameRef] = []
    for token in _TOKEN.finditer(text):
        word = token.group().lower()
        if not 3 <= len(word) <= 8 or word in _SKIP:
            continue
        fits = [
            (kind, name) for kind, name in _known(entities) if not name.isascii() and initials(short_form(name)) == word
        ]
        if len({name for _, name in fits}) == 1:
            found.extend(NameRef(kind, name, token.start(), token.end(), 0.85) for kind, name in fits)
    return found


def _nearly(text: str, entities: Entities) -> list[NameRef]:
    """One letter off: Latin names of five letters and more, Chinese ones of four characters and more."""
    found: list[NameRef] = []
    for kind, name in _known(entities):
        form = short_form(name).lower()
        if form.isascii() and len(form) >= 5:
            size = len(form.split())
            tokens = list(_TOKEN.finditer(text))
            for at in range(len(tokens) - size + 1):
                start, end = tokens[at].start(), tokens[at + size - 1].end()
                score = fuzz.ratio(text[start:end].lower(), form)
                if score >= 86 and text[start:end].lower()[0] == form[0]:
                    found.append(NameRef(kind, name, start, end, score / 100 * 0.9))
        elif not form.isascii() and len(form) >= 4 and kind != "account":  # 应付账款 is not 应收账款
            for at in range(len(text) - len(form) + 1):
                piece = text[at : at + len(form)]
                if (
                    sum(a != b for a, b in zip(piece, form, strict=True)) == 1
                    and piece[0] == form[0]
                    and " " not in piece
                ):
                    found.append(NameRef(kind, name, at, at + len(form), 0.8))
    return found
