"""What the button that hands a draft to the checker says, and whom it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bots.web.frame import Desk
from ledger.core import say


@dataclass(frozen=True, slots=True)
class HandOn:
    """The words of the button that hands a draft in, and who it goes to."""

    word: str
    names: tuple[str, ...]


def hand_on(desk: Desk, proposal: Any) -> HandOn | None:
    """提交给李敏复核 where one person would have it, 提交报销 for a claim, else 提交复核; with everybody's names."""
    if proposal is None or not any(one.act == "submit" and one.allowed for one in proposal.acts):
        return None
    found = desk.result("proposal_holders", proposal=proposal.proposal)
    checkers = found.checkers if found else ()
    near = [one for one in checkers if one.near] or list(checkers)
    names = tuple(one.name for one in near)
    if proposal.claim:
        return HandOn(say("proposal.submit_claim", desk.language), names)
    if len(names) == 1:
        return HandOn(say("proposal.submit_to", desk.language, name=names[0]), names)
    return HandOn(say("act.submit", desk.language), names)
