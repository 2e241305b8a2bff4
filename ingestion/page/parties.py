"""Names of seller and buyer: what the rules say, held against all names on the paper and their signs.

Rules (``ruled``) were made paper by paper and know what a heading or a window is; the odds (``ingestion/odds``) weigh what stands
around every name, and are the better judge of a layout that no rule was made for. Where both name the same firm it is surer
than by either; where they do not, the other stands beside it as its rival.
"""

from __future__ import annotations

from dataclasses import replace

from ingestion.odds import apart, chances, fitted
from ingestion.odds.candidates import Candidate, ranked
from ingestion.page.blocks import Who
from ingestion.page.firms import Named
from ingestion.page.mentions import candidates, within
from ingestion.page.paper import Paper, printed
from ingestion.page.ruled import by_rule, under
from ingestion.values.text import squash
from ledger.evidence.field import SURE, Field

SIDES = ("seller_name", "buyer_name")
_HIGHEST = 0.96
_RIVALS = 2
_FIRM_RULE = 0.65
"""A rule that is less sure gives way to the likeliest name."""
_LIKELY = 0.7
"""A name so likely goes before what any rule says."""
_DISPUTED = 0.65
_SHARE = 0.6
"""How much of its own sureness a rule adds to that of the odds which say the same."""

Likely = list[tuple[Candidate, float]]


def read_parties(paper: Paper) -> dict[str, Field]:
    """``seller_name`` and ``buyer_name``, as far as the paper shows who is who; one firm is never both."""
    found, weights = candidates(paper), fitted()
    signs = [one.signs for one in found]
    seller_odds, buyer_odds = (chances(signs, weights[name]) for name in SIDES)
    sides = apart(seller_odds, buyer_odds, within(found))
    likely = [ranked(found, one) for one in sides]
    rules = by_rule(paper)
    fields = [_held(paper, *each) for each in zip(SIDES, likely, rules, strict=True)]
    seller, buyer = fields
    if seller is not None and buyer is not None and squash(str(seller.value)) == squash(str(buyer.value)):
        fields = [_held(paper, name, one, None) for name, one in zip(SIDES, likely, strict=True)]
    return {name: _settled(one) for name, one in zip(SIDES, fields, strict=True) if one is not None}


def _settled(one: Field) -> Field:
    """A name without rivals where it is sure: nobody is asked which of two it is."""
    return replace(one, rivals=()) if one.confidence >= SURE else one


def _held(paper: Paper, name: str, likely: Likely, rule: Named | None) -> Field | None:
    """The name of a side, out of the likely ones and what a rule says."""
    fields = [_as_field(name, one, chance) for one, chance in likely[: 1 + _RIVALS]]
    if rule is None:
        return replace(fields[0], rivals=tuple(fields[1:])) if fields else None
    ruled = printed(rule.text, min(rule.score, _DISPUTED), rule.line, rule.line.words_in(rule.start, rule.end))
    others = [one for one in fields if squash(str(one.value)) != squash(rule.text)]
    if len(others) < len(fields) and fields[0] not in others:
        return replace(_surer(name, likely[0], rule, ruled), rivals=tuple(others[:_RIVALS]))
    if fields and (likely[0][1] >= _LIKELY or rule.score < _FIRM_RULE):
        return replace(fields[0], rivals=(ruled, *others[1:])[:_RIVALS])
    return replace(ruled, rivals=tuple(others[:_RIVALS]))


def _surer(name: str, best: tuple[Candidate, float], rule: Named, ruled: Field) -> Field:
    """A name that rule and odds agree on: wrong only where both are, for what they share counts in part."""
    one, chance = best
    sure = 1 - (1 - chance) * (1 - _SHARE * rule.score)
    witnesses = ("twice",) if sure >= SURE and "twice" in one.signs else ()
    return replace(ruled, confidence=min(_HIGHEST, sure), witnesses=witnesses)


def _as_field(name: str, one: Candidate, chance: float) -> Field:
    place = one.place(fitted()[name])
    again = ("twice",) if chance >= SURE and "twice" in one.signs else ()
    words = place.line.words_in(place.start, place.end)
    return printed(place.value, min(_HIGHEST, chance), place.line, words, *again)


def under_headings(paper: Paper) -> dict[str, Field]:
    """``seller_name`` and ``buyer_name`` where a heading names them, and nowhere else."""
    named = {"seller_name": under(paper, Who.SELLER), "buyer_name": under(paper, Who.BUYER)}
    return {
        name: printed(one.text, min(0.92, one.score), one.line, one.line.words_in(one.start, one.end))
        for name, one in named.items()
        if one is not None
    }
