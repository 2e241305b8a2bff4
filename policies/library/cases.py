"""Cases between which a question does not choose: rows and sentences of a clause, or clauses side by side.

When a policy says 500 in one city and 700 in another and the question names neither, the honest answer is
that it depends, with the cases laid out.
"""

from __future__ import annotations

import re

from policies.library.asked import Asked
from policies.library.quantities import quantities, ranges
from policies.library.rank import Piece, conditions
from policies.library.route import Found
from policies.library.terms import terms

MAX_CASES = 6
NEAR = 0.82


def parallel_cases(found: Found, wanted: Asked) -> list[Piece]:
    """Parallel cases with different numbers between which the question does not choose; empty when it does."""
    if not wanted.kinds:
        return []
    top = max((piece.coverage for piece in found.pieces), default=0.0)
    cases = [
        piece
        for piece in found.pieces
        if piece.kind and piece.coverage >= 0.8 * top and (piece.unit.row or ranges(conditions(piece.unit)))
    ]
    if len(cases) < 2 or any(piece.case for piece in found.pieces):
        return []
    if not all(piece.unit.row or _alike(cases[0].unit.plain, piece.unit.plain) for piece in cases[1:]):
        return []
    values = {tuple(item.value for item in quantities(piece.unit.plain)) for piece in cases}
    shares = sorted((piece.coverage for piece in cases), reverse=True)
    told_apart = shares[0] - shares[1] > 0.05
    return [] if told_apart or len(values) < 2 else cases[:MAX_CASES]


def sibling_cases(found: list[Found], wanted: Asked) -> list[tuple[Found, Piece]]:
    """Clauses under one heading of one text, each with its own number, that the question fits alike."""
    if not wanted.kinds or not found[0].pieces:
        return []
    top = found[0].hit
    rows: list[tuple[Found, Piece]] = []
    for item in found:
        same = item.hit.version == top.version and item.hit.clause.heading == top.clause.heading
        piece = max(item.pieces, key=lambda one: one.fit, default=None)
        if not same or piece is None or not piece.kind or item.hit.score < NEAR * top.score:
            continue
        rows.append((item, piece))
    if len(rows) < 2 or any(piece.case for _, piece in rows) or _told_apart(rows):
        return []
    first = rows[0][1].unit.plain
    if not all(_alike(first, piece.unit.plain) for _, piece in rows[1:]):
        return []
    values = {tuple(item.value for item in quantities(piece.unit.plain)[-1:]) for _, piece in rows}
    ordered = sorted(rows, key=lambda row: row[0].hit.clause.start)
    return ordered[:MAX_CASES] if len(values) == len(rows) else []


def _alike(one: str, other: str) -> bool:
    """Whether two sentences say the same of different cases: most of their words are shared, numbers aside."""
    mine, theirs = (frozenset(terms(re.sub(r"\d[\d,.]*", "", text), "zh")) for text in (one, other))
    return len(mine & theirs) >= 0.4 * min(len(mine), len(theirs))


def _told_apart(rows: list[tuple[Found, Piece]]) -> bool:
    first, second = rows[0][1].coverage, rows[1][1].coverage
    return first - second > 0.08
