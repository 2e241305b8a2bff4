"""A company with vouchers in three years, and an external auditor who may look at the middle one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ledger.books.periods import open_period
from tests.world import World
from tools.outcome import Done, Outcome
from tools.registry import Tool

OUTSIDE = {"2025-12": (7_391_846, 1_862_957), "2027-01": (8_462_739, 2_951_483)}
INSIDE = (3_141_592, 2_718_281)
MEMO = "OUTSIDEMEMO"


@dataclass(frozen=True)
class Three:
    """Ids of vouchers by month, and the words and figures that must stay unseen."""

    world: World
    batches: dict[str, int]

    @property
    def needles(self) -> tuple[str, ...]:
        """What no answer to the auditor may hold: memos, single amounts in every form, ids and labelled vouchers."""
        amounts = [one for pair in OUTSIDE.values() for one in pair]
        shown = (
            [f"{one / 100:,.2f}" for one in amounts] + [f"{one / 100:.2f}" for one in amounts] + list(map(str, amounts))
        )
        ids = [f"{self.batches[month]}.{place}" for month in OUTSIDE for place in (1, 2)]
        return (MEMO, *shown, *(f'"{one}"' for one in ids), *(f"voucher:{one}" for one in ids))


def lines(amount: int) -> list[dict[str, Any]]:
    return [
        {"account": "660213", "side": "debit", "amount_minor": amount, "dims": {"department": "it"}},
        {"account": "220201", "side": "credit", "amount_minor": amount, "dims": {"party": "V0001"}},
    ]


def three_years(world: World) -> Three:
    """Two vouchers a year on the same accounts, so that no sum brought forward is the amount of one."""
    with world.house.store.write(world.tenant) as unit:
        for month in OUTSIDE:
            open_period(unit, world.house.door.facts(world.tenant).book, month, "limin", world.clock.now())
    batches = {}
    for month, amounts in (*OUTSIDE.items(), ("2026-11", INSIDE)):
        memo = MEMO if month in OUTSIDE else "inside"
        batches[month] = world.run(
            month,
            [{"date": f"{month}-{day:02}", "memo": memo, "lines": lines(amount)} for day, amount in enumerate(amounts, 3)],
        )  # fmt: skip
    return Three(world, batches)


def invite(world: World, user: str = "wu", **more: Any) -> None:
    """An external auditor of 2026 until the middle of December."""
    wanted = {"until": "2026-12-15", "first_year": 2026} | more
    world.must("admin", "invite_people", lines=f"Wu {user}", role="auditor", **wanted)


def told(outcome: Outcome) -> str:
    """Everything an answer says: result, blocks and a file's table."""
    if not isinstance(outcome, Done):
        problems = getattr(outcome, "problems", None) or [getattr(outcome, "reason", "")]
        return " ".join(one.text("zh") if hasattr(one, "text") else str(one) for one in problems)
    parts = [
        outcome.result.model_dump_json() if outcome.result else "",
        *(one.model_dump_json() for one in outcome.blocks),
    ]
    if outcome.sheet is not None:
        parts.append(outcome.sheet().model_dump_json())
    return " ".join(parts)


def asked(three: Three, tool: Tool) -> list[dict[str, Any]]:
    """Ways to call a tool: with what it wants at least, and each with every field that could point outside."""
    away = [
        {"start": f"{year}-01-01", "end": f"{year}-12-31"} for year in (2025, 2027)
    ] + [{"start": "2025-01-01", "end": "2027-12-31"}, {"start": "2026-01-01", "end": "2026-12-31"}]  # fmt: skip
    vouchers = [f"{three.batches[month]}.1" for month in three.batches]
    known: dict[str, list[Any]] = {
        "period": [*away, *three.batches], "compare_period": away, "as_of": ["2025-12-31", "2027-01-31"], "account": ["2202", "660213"],
        "voucher": vouchers, "document": ["no"], "document_number": ["记-0001", "记-0002"], "thing": ["记-0001", *vouchers],
        "start": ["2025-01-01"], "end": ["2025-12-31", "2027-12-31"], "format": ["kingdee", "datev", "yonyou"], "text": [MEMO],
        "dimension": ["department", "party"], "by": ["department"], "series": ["记"], "first": [1], "sample": [1, 2], "place": [1],
        "conclusion": ["fine"], "method": ["amount", "risk"], "party": ["V0001"], "vendor": ["V0001"], "amount": ["73918.46"],
        "about": ["voucher.read"], "seed": ["7"], "question": ["?"], "person": ["limin"],
    }  # fmt: skip
    fields = tool.request.model_fields
    least = {name: known[name][0] for name, field in fields.items() if field.is_required() and name in known}
    least |= {"method": "amount"} if "method" in fields else {}
    calls = [least]
    for name in fields:
        calls += [{**least, name: value} for value in known.get(name, [])]
    if "voucher" in fields or "period" in fields:
        calls += [{**least, "period": one, "account": "2202"} for one in away if {"period", "account"} <= set(fields)]
    return [json.loads(json.dumps(one)) for one in calls]
