"""Signs that are digits in other clothes, and signs nobody sees: １２３, ①, 𝟏, ١, keycaps, zero-width spaces."""

from __future__ import annotations

import unicodedata

_INSIDE = {"，": ",", "．": ".", "％": "%", "‰": "‰", "﹪": "%"}
_KEYCAP = "\u20e3"


def plain(text: str) -> str:
    """The text with every digit in ASCII and nothing invisible; all else stays as it was written."""
    shown = "".join(_letter(letter) for letter in text)
    return "".join(_mark(shown, at, letter) for at, letter in enumerate(shown))


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter if letter in "\n\t" or letter.isprintable() else ""
    kind = unicodedata.category(letter)
    if kind in ("Cf", "Cc", "Co", "Cn", "Cs") or letter == _KEYCAP or "\ufe00" <= letter <= "\ufe0f":
        return ""
    if kind == "Nd":
        return str(unicodedata.digit(letter))
    if kind == "No":
        other = unicodedata.normalize("NFKC", letter)
        return other.replace("\u2044", "/") if any(map(str.isdigit, other)) else letter
    return letter


def _mark(text: str, at: int, letter: str) -> str:
    """A full-width comma, point or percent sign counts as one only right after a digit."""
    if letter not in _INSIDE or at == 0 or not text[at - 1].isdigit():
        return letter
    follows = at + 1 < len(text) and text[at + 1].isdigit()
    return _INSIDE[letter] if letter in "％﹪" or follows else letter
