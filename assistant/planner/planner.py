"""A request read by rules, without a network: which intent, which slots, how sure, and what was left over.

Strict about acts: an intent that leads to a proposal is read only from words that name the act; what is not
understood well enough is said so, with at most three likely readings.
"""

from __future__ import annotations

import math
import re
from datetime import date

from assistant.planner import acts
from assistant.planner.facts import Facts, read
from assistant.planner.follow import follow_up
from assistant.planner.intents import STRICT
from assistant.planner.model import OUT_OF_SCOPE, Entities, Plan, Reading
from assistant.planner.score import ENOUGH, scores
from assistant.planner.slots import fill
from assistant.planner.unused import unused

STRICT_ENOUGH = 2.4
PART_ENOUGH = 2.2
_SPLIT = re.compile(
    r"[，,；;。]?\s*(?:另外|还有就是|还有|以及|顺便|同时|并且|再(?:帮我)?(?:查|看))\s*|[;；]\s*|\s*,?\s+(?:and also|and|also|plus|as well as)\s+"
)
_THEM = re.compile(r"\b(?:them|they|their|it|its|him|her)\b|他们|它|这家|该公司|其")


def plan(text: str, today: date, entities: Entities, history: Plan | None = None) -> Plan:
    """Read a request. ``history`` is the reading before it, for "and last month?"."""
    facts = read(text, today, entities)
    if history is not None and (carried := follow_up(facts, history)):
        return carried
    parts = _parts(text, today, entities)
    if parts:
        first, rest = parts[0], parts[1:]
        also = tuple(Reading(one.intent, _lend(first, one, part)) for one, part in rest)
        left = tuple(dict.fromkeys(word for one, _ in parts for word in one.unused))
        return Plan(first[0].intent, first[0].slots, first[0].confidence, also, left, language=facts.language)
    return _whole(facts)


def _whole(facts: Facts) -> Plan:
    found = scores(facts)
    ranked = sorted(found.items(), key=lambda item: -item[1])
    intent, top = ranked[0]
    likely = tuple(name for name, value in ranked[:3] if value > 0.6 and name != OUT_OF_SCOPE)
    strict = intent in STRICT
    if acts.negated(facts.low) or acts.destroys(facts.low):
        return Plan(OUT_OF_SCOPE, {}, 0.8, likely=_near_acts(found, facts), heard=facts.text, language=facts.language)
    if top < (STRICT_ENOUGH if strict else ENOUGH):
        calm = next(((name, value) for name, value in ranked if name not in STRICT and value >= ENOUGH), None)
        if not strict or calm is None:
            return Plan(
                OUT_OF_SCOPE, {}, _sure(ENOUGH - top, 1.0), likely=likely, heard=facts.text, language=facts.language
            )
        intent, top = calm
    if intent == OUT_OF_SCOPE:
        return Plan(OUT_OF_SCOPE, {}, 0.9, heard=facts.text, language=facts.language)
    filled = fill(facts, intent)
    second = next((value for name, value in ranked if name != intent), 0.0)
    return Plan(
        intent, filled.slots, _sure(top, top - second), unused=unused(facts, intent, filled.used), likely=likely[1:],
        language=facts.language,
    )  # fmt: skip


def _near_acts(found: dict[str, float], facts: Facts) -> tuple[str, ...]:
    """What may be meant by an act undone or forbidden: to look at it, or to correct it the one way there is."""
    if acts.destroys(facts.low):
        return ("reverse_voucher", "search_vouchers")
    return tuple(
        name for name, value in sorted(found.items(), key=lambda item: -item[1])[:3] if name not in STRICT and value > 1
    )


def _sure(top: float, lead: float) -> float:
    """0…1 from the score and its lead over the next."""
    return round(1 / (1 + math.exp(-(0.7 * top + 0.9 * lead - 1.6))), 3)


def _parts(text: str, today: date, entities: Entities) -> list[tuple[Plan, str]]:
    """Two requests in one sentence, when each stands on its own and they differ."""
    pieces = [piece for piece in _SPLIT.split(text) if piece and len(piece.strip()) > 3]
    if not 2 <= len(pieces) <= 3:
        return []
    found = []
    for piece in pieces:
        facts = read(piece, today, entities)
        best = max(scores(facts).items(), key=lambda item: item[1])
        if best[1] < PART_ENOUGH:
            return []
        found.append((_whole(facts), piece))
    names = [one.intent for one, _ in found]
    return found if len(set(names)) == len(names) and OUT_OF_SCOPE not in names else []


def _lend(first: tuple[Plan, str], one: Plan, part: str) -> dict[str, object]:
    """ "Open bills from them": the name of the first part."""
    slots = dict(one.slots)
    if _THEM.search(part.lower()):
        for kind in ("vendor", "customer", "employee", "item"):
            if kind in first[0].slots and kind not in slots:
                slots[kind] = first[0].slots[kind]
    return slots
