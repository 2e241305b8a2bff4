"""First letters of Chinese characters: 远东机械 → ydjx, as people type a supplier's name in a hurry.

One reading a character, the one it stands under in GB/T 2312 level 1; rarer characters have none here.
"""

from __future__ import annotations

from functools import lru_cache

from ledger.core import first_letter


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """First letters of the characters that have one; Latin letters and digits stand for themselves."""
    return "".join((one.lower() if one.isalnum() else "") if one.isascii() else first_letter(one) for one in text)
