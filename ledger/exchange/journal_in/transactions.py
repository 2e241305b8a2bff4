"""Transactions and automated ones: a header line and its indented body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger.exchange.incoming import Faults, Place
from ledger.exchange.incoming.faults import Fault
from ledger.exchange.journal_in.dates import DATE, read_date
from ledger.exchange.journal_in.postings import read_posting
from ledger.exchange.journal_in.raw import Kind, RawPost, RawTransaction, Rule
from ledger.exchange.journal_in.settings import Settings

HEADER = re.compile(
    rf"(?P<date>{DATE})(?:=(?P<second>{DATE}))?(?:\s+(?P<status>[*!]))?\s*(?:\((?P<code>[^)]*)\))?\s*(?P<rest>.*)"
)
Body = Sequence[tuple[Place, str]]


def read_transaction(
    place: Place, header: str, body: Body, settings: Settings, faults: Faults, rules: int
) -> RawTransaction | None:
    """A transaction, None where a line of it is at fault."""
    match = HEADER.match(header)
    assert match is not None, header
    try:
        day = read_date(match["date"], settings.year, place)
        if match["second"]:
            read_date(match["second"], int(day[:4]), place)
    except Fault as fault:
        faults.keep(fault)
        return None
    described = match["rest"].partition(";")[0].strip()
    posts = _posts(body, settings, faults, day, in_rule=False)
    if posts is None:
        return None
    if settings.bucket and len([one for one in posts if one.kind is Kind.REAL]) == 1 and posts[0].amount:
        posts = (*posts, RawPost(place, settings.bucket, Kind.REAL, date=day))
    return RawTransaction(place, day, (match["code"] or "").strip(), described, posts, rules)


def read_rule(place: Place, query: str, body: Body, settings: Settings, faults: Faults) -> Rule | None:
    """``= query`` and what it adds."""
    posts = _posts(body, settings, faults, "", in_rule=True)
    return None if posts is None else Rule(place, query.partition(";")[0].strip(), posts)


def _posts(body: Body, settings: Settings, faults: Faults, day: str, *, in_rule: bool) -> tuple[RawPost, ...] | None:
    found, before = [], faults.count
    for place, text in body:
        if text[0] in ";#|" or (text[0] == "*" and len(text) == 1):
            continue
        if in_rule and re.match(r"(?:assert|check|expr|eval)\b", text):
            faults.add(place, "import.not_understood", text=text)
            continue
        if re.match(r"(?:assert|check|expr|eval)\s", text):
            continue
        try:
            found.append(read_posting(text, place, settings, day, in_rule=in_rule))
        except Fault as fault:
            faults.keep(fault)
    return tuple(found) if faults.count == before else None
