"""An external auditor looks at the books and years named, between two days, and at nothing else, by any tool."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from assistant.turn import answer
from ledger.books.accounts import Book, create_book
from ledger.core import say
from ledger.store import identity, sessions
from tests.hostile.narrowed import INSIDE, OUTSIDE, Three, asked, invite, three_years, told
from tests.world import World
from tools.narrowed import WITHIN
from tools.outcome import Denied, Done, Failed, Invalid

YEAR = {"start": "2026-01-01", "end": "2026-12-31"}
BOTH = {"start": "2025-01-01", "end": "2026-12-31"}


@pytest.fixture
def three(world: World) -> Three:
    made = three_years(world)
    invite(world)
    return made


def test_no_tool_says_anything_of_another_year(three: Three) -> None:
    """Every tool, asked for itself and for what lies outside: refused, or an answer without a word of it."""
    world, seen, done = three.world, {}, set()
    world.must("limin", "open_voucher", voucher=f"{three.batches['2025-12']}.1")  # somebody's look at it, in the trail
    for tool in world.gateway.registry:
        if tool.effect != "read" and tool.name not in ("draw_sample", "conclude_item"):
            continue
        for arguments in asked(three, tool):
            outcome = world.gateway.call(world.who("wu"), tool.name, arguments)
            assert not isinstance(outcome, Failed), (tool.name, arguments)
            if isinstance(outcome, Done):
                done.add(tool.name)
            said = told(outcome)
            given = str(arguments)  # what was asked for may be said again
            found = [one for one in three.needles if one in said and one.strip('"').replace(",", "") not in given]
            if found and isinstance(outcome, Done):
                seen[tool.name] = (arguments, found)
    assert seen == {}
    assert done <= WITHIN
    assert {"trial_balance", "journal", "general_ledger", "balance_sheet", "income_statement", "cash_flow", "search_vouchers",
            "open_voucher", "voucher_papers", "search_trail", "voucher_trail", "exception_tests", "draw_sample",
            "verify_books", "export_vouchers"} <= done  # fmt: skip


def test_what_lies_inside_is_seen_whole(three: Three) -> None:
    world = three.world
    mine, whole = (
        world.must(user, "trial_balance", period={"start": "2026-11-01", "end": "2026-11-30"})
        for user in ("wu", "zhaolei")
    )
    assert mine == whole
    assert {one.total_minor for one in world.must("wu", "search_vouchers", period=BOTH).vouchers} == set(INSIDE)
    assert world.must("wu", "sample_population", period=YEAR) == world.must("zhaolei", "sample_population", period=YEAR)
    assert world.must("zhaolei", "sample_population", period=BOTH).count == 4


@pytest.mark.parametrize("tool", ["journal", "trial_balance", "sample_population", "income_statement"])
def test_a_year_outside_is_refused_with_its_rule(three: Three, tool: str) -> None:
    outcome = three.world.call("wu", tool, period=BOTH)
    assert isinstance(outcome, Denied) and outcome.rule == "audit_span"
    assert "账簿和年度" in outcome.reason.text("zh") and "years" in outcome.reason.text("en")


def test_a_voucher_of_another_year_does_not_open(three: Three) -> None:
    for month in OUTSIDE:
        for tool in ("open_voucher", "voucher_trail"):
            outcome = three.world.call("wu", tool, voucher=f"{three.batches[month]}.1")
            assert isinstance(outcome, Denied) and outcome.rule == "audit_span", (tool, month)


def test_an_auditor_of_another_book_sees_nothing_of_this_one(three: Three) -> None:
    world = three.world
    with world.house.store.write(world.tenant) as unit:
        create_book(unit, Book("gaap", "蓝海", "Lanhai", "CAS", "CNY"))
    invite(world, "xu", books=["gaap"])
    for tool, arguments in (("trial_balance", {}), ("journal", {"period": YEAR}), ("sample_population", {"period": YEAR}),
                            ("open_voucher", {"voucher": f"{three.batches['2026-11']}.1"})):  # fmt: skip
        outcome = world.call("xu", tool, **arguments)
        assert isinstance(outcome, Denied) and outcome.rule == "audit_span", (tool, outcome)
    assert world.must("xu", "search_vouchers", period=YEAR).vouchers == ()
    assert world.must("xu", "search_trail").rows == () or all(
        not row.things for row in world.must("xu", "search_trail").rows
    )


def test_verify_tells_an_external_auditor_how_much_and_not_where(three: Three) -> None:
    world = three.world
    if world.house.store.engine_name == "sqlite":  # whoever opens the file with another program
        with closing(sqlite3.connect(world.house.store.file(world.tenant))) as file, file:
            file.execute("PRAGMA foreign_keys=OFF")
            for (name,) in file.execute(
                "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='batch'"
            ).fetchall():
                file.execute(f"DROP TRIGGER {name}")
    whole, mine = (world.must(user, "verify_books") for user in ("zhaolei", "wu"))
    assert mine.vouchers == whole.vouchers and mine.clean == whole.clean
    assert whole.clean == (world.house.store.engine_name != "sqlite")
    assert all(one.where == "" and one.code == "proof.outside_years" for one in mine.findings)


def test_what_cannot_be_narrowed_is_refused_and_the_scope_line_says_why(three: Three) -> None:
    outcome = three.world.call("wu", "ap_aging")
    assert isinstance(outcome, Denied) and outcome.rule == "audit_not_narrowed"
    shown = three.world.call("wu", "trial_balance")
    assert isinstance(shown, Done) and "2026–2026 年度" in told(shown)


@pytest.mark.parametrize(
    ("said", "month", "inside"),
    [("2026年11月的试算平衡表", "2026-11", True), ("2025年12月的试算平衡表", "2025-12", False),
     ("Trial balance for January 2027", "2027-01", False)],
)  # fmt: skip
def test_chat_answers_within_and_says_so(three: Three, said: str, month: str, inside: bool) -> None:
    reply = answer(three.world.house, three.world.who("wu"), said)
    shown = " ".join(one.model_dump_json() for one in reply.blocks)
    refused = [say("access.audit_span", language) for language in ("zh", "en")]
    assert ("仅限查阅范围" in shown) == inside and any(one in shown for one in refused) != inside
    assert not [one for one in three.needles if one in shown], month


@pytest.mark.parametrize(("hours", "said"), [(-48, "2026-11-25"), (3, "2026-11-26")])
def test_outside_its_days_everything_is_denied_and_the_session_ends(world: World, hours: int, said: str) -> None:
    invite(world, since="2026-11-25", until="2026-11-26")
    world.later(36 * 3600)  # half past ten in the evening of the 26th in Suzhou
    with world.house.store.write(world.tenant) as unit:
        identity.set_password(unit, "wu", "a long password")
        secret = sessions.open_session(unit, "wu", "demo", world.clock.now())
    assert world.house.door.session(world.tenant, secret) is not None
    world.later(hours * 3600)
    for tool in ("trial_balance", "help", "my_engagement", "make_token"):
        outcome = world.call("wu", tool, **({"label": "x"} if tool == "make_token" else {}))
        assert isinstance(outcome, Denied), (tool, outcome)
        assert said in outcome.reason.text("zh")
    answer: Any = world.house.door.sign_in(world.tenant, "wu", "a long password")
    assert said in answer.text("zh") and said in answer.text("en")
    assert world.house.door.session(world.tenant, secret) is None
    world.later(-hours * 3600)
    assert world.house.door.session(world.tenant, secret) is None, "it does not come back"


def test_more_wants_two_people_and_less_holds_at_once(world: World) -> None:
    invite(world)
    for user in ("admin", "limin"):
        with world.house.store.write(world.tenant) as unit:
            identity.set_password(unit, user, "a long password")
    wanted = {"person": "wu", "until": "2026-12-31", "first_year": 2025, "last_year": 2026}
    assert world.must("admin", "engage_auditor", **wanted).waits
    assert isinstance(world.call("wu", "journal", period=BOTH), Denied)
    (waiting,) = world.must("limin", "people_waiting").requests
    assert (waiting.kind, waiting.engagement.years) == ("engage", "2025–2026")
    assert isinstance(world.call("admin", "agree_person", request=waiting.request), Invalid), "not one's own"
    world.must("limin", "agree_person", request=waiting.request)
    world.must("wu", "journal", period=BOTH)
    assert not world.must("admin", "engage_auditor", **(wanted | {"first_year": 2026})).waits
    assert isinstance(world.call("wu", "journal", period=BOTH), Denied)


@pytest.mark.parametrize(
    "wrong",
    [{"until": None}, {"first_year": None}, {"until": "2028-01-01"}, {"until": "2026-11-01"}, {"books": ["no"]},
     {"first_year": 2027, "last_year": 2026}],
)  # fmt: skip
def test_an_invitation_says_what_is_wrong(world: World, wrong: dict[str, Any]) -> None:
    given = {"until": "2026-12-15", "first_year": 2026} | wrong
    outcome = world.call(
        "admin", "invite_people", lines="Wu wu", role="auditor", **{k: v for k, v in given.items() if v}
    )
    assert isinstance(outcome, Invalid) and all(one.text("en") for one in outcome.problems)
    assert isinstance(world.call("admin", "invite_people", lines="Wu wu", role="employee", first_year=2026), Invalid)
