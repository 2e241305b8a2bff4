"""After a paper was handed on, the next of its tab opens by itself; what was done is said there, with the way back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from bots.web.frame import Desk
from tools.outcome import Done

ACTS = ("submit", "confirm")


def onward(desk: Desk, thing: str) -> str:
    """Where to go once this is done, asked before it is: the next paper of its tab, else the first; the empty tab at the
    end. Empty where the thing waits for nobody here, so that its own page shows it.
    """
    found = desk.result("list_inbox")
    rows = [one for one in found.rows if one.kind != "request"] if found else []
    here = next((one for one in rows if one.id == thing), None)
    if here is None or here.tab == "waiting":
        return ""
    tab = [one.id for one in rows if one.tab == here.tab]
    at = tab.index(thing)
    next_one = next(iter([*tab[at + 1 :], *tab[:at]]), "")
    return f"/inbox/{next_one}?tab={here.tab}" if next_one else f"/inbox?tab={here.tab}"


def with_done(path: str, act: str, proposal: str) -> str:
    """The address that says what was done to what."""
    return f"{path}{'&' if '?' in path else '?'}{urlencode({'did': act, 'of': proposal})}"


def just_done(desk: Desk, act: str, proposal: str) -> Any:
    """What was done a moment ago, as it stands now; None where this person may not see it, or did nothing."""
    if act not in ACTS or not proposal:
        return None
    outcome = desk.call("open_proposal", proposal=proposal)
    return outcome.result if isinstance(outcome, Done) else None
