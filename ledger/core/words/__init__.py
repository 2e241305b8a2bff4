"""Words for people: message catalogues in zh and en, one gettext file per language and area.

A key ``area.name`` lives in ``catalogue/<language>/<area>.po``; parameters are ``{name}``. The
catalogue check in the tests proves that both languages hold the same keys and parameters.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = ("zh", "en")
FOLDER = Path(__file__).parent / "catalogue"


class UnknownMessage(KeyError):
    """A key that no catalogue holds: a bug, never shown to people."""


@lru_cache(maxsize=128)
def _area(language: str, area: str) -> dict[str, str]:
    path = FOLDER / language / f"{area}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def areas() -> tuple[str, ...]:
    """Names of the areas that have a catalogue in any language."""
    return tuple(sorted({path.stem for path in FOLDER.glob("*/*.po")}))


def messages(language: str, area: str) -> dict[str, str]:
    """All messages of an area, key to text."""
    return dict(_area(language, area))


def say(key: str, language: str, /, **parameters: object) -> str:
    """The text of a message; falls to English for a language we do not speak."""
    tongue = language if language in LANGUAGES else "en"
    text = _area(tongue, key.split(".", 1)[0]).get(key)
    if not text:
        raise UnknownMessage(key)
    return text.format(**parameters) if parameters else text


def has(key: str) -> bool:
    """Whether both languages hold the key."""
    return all(_area(tongue, key.split(".", 1)[0]).get(key) for tongue in LANGUAGES)
