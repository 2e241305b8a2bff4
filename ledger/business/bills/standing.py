"""Where a bill stands, from its events alone: in hand, with the bank under recourse, or gone; nothing else is kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger.core import grouped, problem
from ledger.core.problem import Refused


class Side(StrEnum):
    """应收票据 or 应付票据."""

    RECEIVED = "received"
    ISSUED = "issued"


class Act(StrEnum):
    """收到 · 开出 · 背书转让 · 贴现（不附、附追索权）· 到期收款或付款 · 附追索贴现到期已承兑 · 拒付 · 被背书人追索."""

    RECEIVED = "received"
    ISSUED = "issued"
    ENDORSED = "endorsed"
    DISCOUNTED = "discounted"
    DISCOUNTED_RECOURSE = "discounted_recourse"
    COLLECTED = "collected"
    PAID = "paid"
    RECOURSE_ENDED = "recourse_ended"
    DISHONOURED = "dishonoured"
    RECOURSE_CLAIMED = "recourse_claimed"


ACTS: dict[Side, tuple[Act, ...]] = {
    Side.RECEIVED: (Act.ENDORSED, Act.DISCOUNTED, Act.DISCOUNTED_RECOURSE, Act.COLLECTED, Act.RECOURSE_ENDED, Act.DISHONOURED,
                    Act.RECOURSE_CLAIMED),
    Side.ISSUED: (Act.PAID, Act.DISHONOURED),
}  # fmt: skip
"""What may happen to a bill after its first event, by side."""
AT_MATURITY = frozenset({Act.COLLECTED, Act.PAID, Act.RECOURSE_ENDED, Act.DISHONOURED, Act.RECOURSE_CLAIMED})
"""Acts that need the due day to have come."""


@dataclass(frozen=True, slots=True)
class Bill:
    """Minor units of ``currency``. ``party``: from whom it was received, or to whom it was issued."""

    bill_id: str
    side: Side
    kind: str
    number: str
    drawer: str
    acceptor: str
    party: str
    amount_minor: int
    issue_day: str
    due_day: str
    currency: str


@dataclass(frozen=True, slots=True)
class Event:
    """``amount_minor`` is the part in hand it takes (the whole, for the first; of a claim, the part endorsed to ``party``);
    ``recourse_minor`` the part under recourse; ``interest_minor`` in the bill's currency like both. ``posted``: its voucher is in the books.
    """

    event_no: int
    act: Act
    day: str
    amount_minor: int
    recourse_minor: int = 0
    interest_minor: int = 0
    party: str = ""
    account: str = ""
    proposal_id: str = ""
    posted: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """``held``: in hand or still owed; ``recourse``: discounted with recourse, not over yet. Both stay on the account.
    ``endorsed``: what each party it was endorsed to may still turn to us for; nothing once the acceptor paid.
    """

    held: int
    recourse: int
    state: str
    endorsed: tuple[tuple[str, int], ...] = ()

    def endorsed_to(self, party: str) -> int:
        """The part endorsed to a party and not claimed."""
        return dict(self.endorsed).get(party, 0)

    @property
    def carried(self) -> int:
        """What 应收票据 or 应付票据 carries of it."""
        return self.held + self.recourse


def standing(bill: Bill, events: Sequence[Event], today: str) -> Standing:
    """From the events that hold. What waits to be posted takes and does not give yet, so its withdrawal breaks nothing.

    ``state``: none (its first voucher is gone), waiting (it is not posted), open, overdue, settled, dishonoured, or broken:
    a voucher that later events stand on was reversed.
    """
    if not events:
        return Standing(0, 0, "none")
    first = events[0].act.value == bill.side.value
    if first and not events[0].posted:
        return Standing(0, 0, "waiting")
    held, recourse, endorsed = bill.amount_minor if first else 0, 0, Counter[str]()
    for one in events[1:] if first else events:
        if one.act is Act.RECOURSE_CLAIMED:
            endorsed[one.party] -= one.amount_minor
            continue
        endorsed[one.party] += one.amount_minor if one.act is Act.ENDORSED and one.posted else 0
        held -= one.amount_minor
        recourse += one.amount_minor if one.act is Act.DISCOUNTED_RECOURSE and one.posted else 0
        recourse -= one.recourse_minor
    if held < 0 or recourse < 0 or any(part < 0 for part in endorsed.values()):
        return Standing(held, recourse, "broken")
    honoured = any(one.act in (Act.COLLECTED, Act.RECOURSE_ENDED) for one in events)
    out = () if honoured else tuple(sorted((party, part) for party, part in endorsed.items() if part))
    if held or recourse or not all(one.posted for one in events):
        return Standing(held, recourse, "overdue" if bill.due_day < today else "open", out)
    dishonoured = any(one.act in (Act.DISHONOURED, Act.RECOURSE_CLAIMED) for one in events)
    return Standing(0, 0, "dishonoured" if dishonoured else "settled", out)


def due_within(bill: Bill, today: str, days: int) -> bool:
    """Whether its due day lies within so many days, or is past."""
    return (date.fromisoformat(bill.due_day) - date.fromisoformat(today)).days <= days


def taking(bill: Bill, now: Standing, act: Act, day: str, amount_minor: int, party: str = "") -> tuple[int, int]:
    """What an act takes of the part in hand (a claim: of what was endorsed to ``party``) and of the part under recourse; 0
    asks for all there is.

    Refused for an act this side has not, before its day, or for more than there is.
    """
    if act not in ACTS[bill.side]:
        raise Refused(problem("bill.not_this_side", "act"))
    if act in AT_MATURITY and day < bill.due_day:
        raise Refused(problem("bill.not_due", "day", due=bill.due_day))
    if act not in AT_MATURITY and day >= bill.due_day:
        raise Refused(problem("bill.due_already", "day", due=bill.due_day))
    if now.state in ("none", "waiting", "broken"):
        raise Refused(problem("bill.first_not_posted" if now.state == "waiting" else "bill.nothing_left", "act"))
    if day < bill.issue_day:
        raise Refused(problem("bill.before_issue", "day", issued=bill.issue_day))
    if act is Act.DISHONOURED:
        if not now.carried:
            raise Refused(problem("bill.nothing_left", "act"))
        return now.held, now.recourse
    if act is Act.RECOURSE_CLAIMED and not now.endorsed_to(party):
        raise Refused(problem("bill.not_endorsed_to", "party"))
    source = {Act.RECOURSE_ENDED: now.recourse, Act.RECOURSE_CLAIMED: now.endorsed_to(party)}.get(act, now.held)
    taken = amount_minor or source
    if not 0 < taken <= source:
        raise Refused(problem("bill.more_than_held", "amount", held=grouped(source, bill.currency)))
    return (0, taken) if act is Act.RECOURSE_ENDED else (taken, 0)
