"""Whether a page's act is on what somebody else began to work on meanwhile: that is told first."""

from __future__ import annotations

from bots.web.frame import Desk


def somebody_else(desk: Desk, thing: str, told: str) -> bool:
    """Whether somebody works on it whom its page did not name yet; a page that names nobody sends a dash."""
    if not told:
        return False
    taken = desk.result("who_works_on", thing=thing)
    return taken is not None and not taken.mine and taken.by not in ("", told)
