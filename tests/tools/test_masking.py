"""Whoever may not see bank accounts whole sees their last four characters, in whatever any tool says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.business.party_accounts import accounts_of, plain_account
from ledger.evidence.documents import find
from tests.world import World
from tools.blocks import Column, Row, Table, Text, words
from tools.masking import _masked, _pattern, masked, short
from tools.outcome import Done
from tools.registry import Tool
from tools.shared.suggesting import seller_account

MASKED = ("chenxiao", "liqiang", "admin")
SAMPLES = ("changed_account", "new_vendor", "special", "factur_x", "general")


class Office:
    """A world with papers of an employee and of the mailbox, and every account number that is in it."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.history("V0001", "660213", [1_200_000, 1_236_000, 1_180_000])
        done = [world.hand_in_sample("chenxiao", key, "nobody") for key in SAMPLES]
        done.append(world.hand_in_sample("intake", "paper"))
        self.documents = [one.document for one in done]
        self.proposals = [one.proposal for one in done if one.proposal]
        assert self.proposals
        (voucher, *_) = world.must("limin", "search_vouchers").vouchers
        self.alerts = [one.alert for one in world.must("limin", "risk_alerts").alerts]
        self.given: dict[str, list[Any]] = {
            "document": self.documents, "proposal": self.proposals, "alert": self.alerts, "voucher": [voucher.id],
            "period": ["2026-11"], "month": ["2026-11"], "account": ["660213"], "party": ["V0001"], "page": [1],
            "question": ["住宿上限"], "q": ["x"], "by": ["department"], "dimension": ["department"], "thing": self.documents,
            "query": ["云"], "code": ["department"], "name": ["x"], "field": ["number"], "format": ["saft", "kingdee", "xlsx"],
        }  # fmt: skip

    def numbers(self) -> set[str]:
        with self.world.house.store.read(self.world.tenant) as unit:
            known = {one.number for these in accounts_of(unit).values() for one in these}
            papers = [found.reading or {} for one in self.documents if (found := find(unit, one))]
        known |= {seller_account(one) for one in papers}
        return {plain_account(one) for one in known if one}

    def calls(self, tool: Tool) -> list[dict[str, Any]]:
        """Calls of a tool with what its request names, one for each thing there is."""
        fields = tool.request.model_fields
        wanted = {name: self.given[name] for name in fields if name in self.given and fields[name].is_required()}
        wanted |= {name: self.given[name] for name in ("alert", "thing") if name in fields}
        most = max((len(values) for values in wanted.values()), default=1)
        return [
            {name: values[place % len(values)] for name, values in wanted.items() if values} for place in range(most)
        ]


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


def said(done: Done) -> str:
    """Everything an answer says, without spaces and hyphens."""
    table = done.sheet().model_dump_json() if done.sheet else ""
    return plain_account(done.result.model_dump_json() + "".join(one.model_dump_json() for one in done.blocks) + table)


def leaks(office: Office, user: str) -> tuple[dict[str, set[str]], int]:
    """By tool, the numbers it showed whole; and how many tools answered at all."""
    numbers, found, answered = office.numbers(), {}, 0
    for tool in office.world.gateway.registry:
        if tool.effect != "read":
            continue
        outcomes = [office.world.call(user, tool.name, **given) for given in office.calls(tool)]
        done = [one for one in outcomes if isinstance(one, Done)]
        answered += bool(done)
        shown = {number for one in done for number in numbers if number in said(one)}
        if shown:
            found[tool.name] = shown
    return found, answered


def test_no_tool_shows_a_number_whole_to_whoever_may_not_see_it(office: Office) -> None:
    assert len(office.numbers()) > 10 and office.alerts
    for user in MASKED:
        found, answered = leaks(office, user)
        assert answered >= 10, user
        assert found == {}, user
    found, answered = leaks(office, "wangfang")
    assert answered > 40
    assert {"open_document", "risk_alerts", "explain_alert"} <= set(found), "the walk sees what is there to be seen"
    shown, whole = (
        office.world.must(user, "open_document", document=office.documents[0]) for user in ("chenxiao", "wangfang")
    )
    ((cut, seen),) = [(one.value, two.value) for one, two in zip(shown.fields, whole.fields, strict=True)
                      if one.name == "seller_account"]  # fmt: skip
    assert cut == short(seen) and cut.startswith("…") and len(cut) == 5, "the last four stay"


def test_a_file_of_the_table_is_masked_as_the_table_is(world: World) -> None:
    with world.house.store.read(world.tenant) as unit:
        number = min(one.number for these in accounts_of(unit).values() for one in these)
        spaced = " ".join(number[place : place + 4] for place in range(0, len(number), 4))
        table = Table(columns=(Column(title="x"),), rows=(Row(cells=(words(f"付 {spaced}。"),)),))
        done = masked(unit, Done(Text(text=number), (table,), sheet=lambda: table))
    assert done.sheet is not None
    cell = done.sheet().rows[0].cells[0]
    assert cell == done.blocks[0].rows[0].cells[0]  # type: ignore[union-attr]
    assert cell.text == f"付 …{number[-4:]}。"  # type: ignore[union-attr]
    assert done.result.text == f"…{number[-4:]}"  # type: ignore[attr-defined]


@given(
    number=st.from_regex(r"[0-9]{9,21}|[A-Z]{2}[0-9]{14,20}", fullmatch=True),
    gap=st.sampled_from(["", " ", "-", "\u00a0"]),
    around=st.tuples(st.sampled_from(["", "账号", "(", "A/C: "]), st.sampled_from(["", "。", " 2026-11-02", ")"])),
)
def test_a_number_is_found_however_it_is_spaced(number: str, gap: str, around: tuple[str, str]) -> None:
    pattern = _pattern([number])
    assert pattern is not None
    spelled = gap.join(number[place : place + 4] for place in range(0, len(number), 4))
    told = {"x": [f"{around[0]}{spelled}{around[1]}"]}
    assert _masked(told, pattern) == {"x": [f"{around[0]}{short(number)}{around[1]}"]}
    assert _masked(f"7{spelled}", pattern) == f"7{spelled}", "part of a longer number is another number"
