"""Where the font of what is printed lies: among the built web assets, never the system's fonts.

Without a Chinese font typst drops characters from the text layer without a word, so a missing font is an error.
"""

from __future__ import annotations

from pathlib import Path

_BUILT = Path(__file__).resolve().parents[2] / "bots" / "web" / "built" / "fonts"


class FontsMissing(RuntimeError):
    """No font to print with; the message says what to do."""


def font_folder(folder: Path | None = None) -> Path:
    """The folder with Noto Sans SC. Raises FontsMissing where there is none."""
    place = folder or _BUILT
    if not any(place.glob("*.[to]t[fc]")):
        raise FontsMissing(f"No font in {place}. Run `make` once: it fetches Noto Sans SC into this folder.")
    return place
