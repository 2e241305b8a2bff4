"""A limit is of one person, for one vendor or colleague, within 24 hours: several small vouchers are no way round it."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ledger.books.entries import credit, debit
from ledger.core.problem import Refused
from ledger.proof import verify
from ledger.proposals import ProposalDraft, confirm, get, propose, submit, undo
from ledger.proposals.limits import amounts, confirmed_lately
from ledger.store import Store, Unit
from tests.ledger.books import small
from tests.tenants import Tenants

LIMIT = 10_000
SOON = timedelta(hours=23, minutes=59)


def _give(unit: Unit, proposal_id: str, who: str = "li", after: timedelta = timedelta(0), limit: int = LIMIT) -> None:
    li = small.person(unit.tenant, who, limit_minor=limit)
    confirm(unit, li, proposal_id, get(unit, proposal_id).row.digest, small.NOW + after)


def _told(store: Store, tenant: str, proposal_id: str, who: str = "li", after: timedelta = timedelta(0)) -> str:
    with pytest.raises(Refused) as caught, store.write(tenant) as unit:
        _give(unit, proposal_id, who, after)
    (told,) = caught.value.problems
    assert told.text("zh") and told.text("en")
    return f"{told.code} {dict(told.parameters)}"


@pytest.fixture
def three(store: Store, tenant: str) -> list[str]:
    """Three invoices of 60 yuan of one vendor, one of another, and grace to undo."""
    small.found(store, tenant, grace=10)
    with store.write(tenant) as unit:
        parties = ("V1", "V1", "V1", "V2")
        return [small.proposed(unit, small.content(small.invoice("60.00", party))) for party in parties]


def test_two_that_together_are_too_much(store: Store, tenant: str, three: list[str]) -> None:
    with store.write(tenant) as unit:
        _give(unit, three[0])
    told = _told(store, tenant, three[1], after=SOON)
    assert told.startswith("proposals.over_vendor_limit"), told
    for part in ("供应商1", "60.00", "100.00"):
        assert part in told
    with store.write(tenant) as unit:
        _give(unit, three[3])  # another vendor
        _give(unit, three[1], who="zhao")  # another person
    with store.write(tenant) as unit:
        _give(unit, three[2], after=timedelta(hours=24))  # another day
    with store.read(tenant) as unit:
        assert verify(unit).clean


def test_what_was_undone_does_not_count(store: Store, tenant: str, three: list[str]) -> None:
    with store.write(tenant) as unit:
        _give(unit, three[0])
        undo(unit, small.person(tenant, "li"), three[0], small.NOW)
        _give(unit, three[1])
        assert confirmed_lately(unit, "li", small.NOW) == {"party:V1": 6_000}
    with store.read(tenant) as unit:
        assert verify(unit).clean


def test_a_colleague_who_is_repaid_counts_as_well(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        from ledger.books.accounts import create_dimension, create_values

        create_dimension(unit, "employee", "员工", "Employee")
        create_values(unit, "employee", {"chen": "陈晓"})
        made = []
        for _ in range(2):
            claim = small.entry(debit("660202", "60.00"), credit("1002", "60.00", dims={"employee": "chen"}))
            made.append(small.proposed(unit, small.content(claim)))
        _give(unit, made[0])
    assert "陈晓" in _told(store, tenant, made[1])


def test_history_of_another_program_counts_for_nobody(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    wang = small.person(tenant, "wang")
    with store.write(tenant) as unit:
        for _ in range(2):
            what = small.content(small.invoice("60.00"))
            view = propose(unit, wang, ProposalDraft(what, origin="import:a.csv"), small.NOW)
            submit(unit, wang, view.row.proposal_id, small.NOW)
            _give(unit, view.row.proposal_id)
        assert confirmed_lately(unit, "li", small.NOW) == {}
    with store.read(tenant) as unit:
        assert verify(unit).clean


def _past_python(unit: Unit, proposal_id: str, confirmer: str) -> None:
    """A confirmation written by SQL alone, past every check in Python."""
    unit.connection.execute(
        text(
            "INSERT INTO authority (tenant_id, authority_id, kind, proposal_id, revision_no, maker, confirmer, via,"
            " channel, digest, root, book_id, period, layer, series, entry_count, line_count, amount_minor, limit_minor,"
            " given_at, not_before, expires_at) SELECT r.tenant_id, 'forged' || r.proposal_id, 'confirmation',"
            " r.proposal_id, r.revision_no, r.maker, :who, 'person', 'web', r.digest, r.root, r.book_id, r.period,"
            " r.layer, r.series, r.entry_count, r.line_count, r.amount_minor, :limit, :at, :at, :at + 1 FROM"
            " proposal_revision AS r JOIN proposal AS p ON p.tenant_id = r.tenant_id AND p.proposal_id = r.proposal_id"
            " AND p.revision_no = r.revision_no WHERE r.tenant_id = :t AND r.proposal_id = :id"
        ),
        {"t": unit.tenant, "id": proposal_id, "who": confirmer, "limit": LIMIT,
         "at": int(small.NOW.timestamp() * 1_000_000)},
    )  # fmt: skip


def test_the_database_refuses_it_too(store: Store, tenant: str, three: list[str]) -> None:
    with store.write(tenant) as unit:
        _past_python(unit, three[0], "li")
    with pytest.raises(Exception, match="over_vendor_limit"), store.write(tenant) as unit:
        _past_python(unit, three[1], "li")
    with store.write(tenant) as unit:
        _past_python(unit, three[3], "li")


def test_the_database_refuses_whoever_changed_it_once(store: Store, tenant: str, three: list[str]) -> None:
    from ledger.proposals import revise

    with store.write(tenant) as unit:
        revise(unit, small.person(tenant, "li"), three[0], small.content(small.invoice("61.00")), small.NOW)
    for who in ("wang", "li"):
        with pytest.raises(Exception, match=r"own_work|never_the_maker"), store.write(tenant) as unit:
            _past_python(unit, three[0], who)
    with store.write(tenant) as unit:
        _past_python(unit, three[0], "zhao")


def test_at_once_they_do_not_pass_the_limit_together(store: Store, tenant: str) -> None:
    """Eight of 30 yuan pressed at the same moment under a limit of 100: exactly three get through."""
    small.found(store, tenant)
    with store.write(tenant) as unit:
        made = [small.proposed(unit, small.content(small.invoice("30.00"))) for _ in range(8)]
    start, said = threading.Barrier(8), []

    def press(proposal_id: str) -> None:
        start.wait()
        try:
            with store.write(tenant) as unit:
                _give(unit, proposal_id)
            said.append("confirmed")
        except Refused as refused:
            said.append(refused.problems[0].code)

    threads = [threading.Thread(target=press, args=(one,)) for one in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["confirmed"] * 3 + ["proposals.over_vendor_limit"] * 5
    with store.read(tenant) as unit:
        assert confirmed_lately(unit, "li", small.NOW) == {"party:V1": 9_000}
        assert verify(unit).clean


@settings(max_examples=12)
@given(pressed=st.lists(st.tuples(st.sampled_from(["V1", "V2"]), st.integers(1, 6), st.integers(0, 40)), max_size=10))
def test_no_window_of_24_hours_ever_holds_more(tenants: Tenants, pressed: list[tuple[str, int, int]]) -> None:
    """Against an oracle: any sequence of confirmations, at any hours; what was confirmed is what the oracle let through."""
    store, tenant = tenants.store, tenants.new()
    small.found(store, tenant)
    oracle: list[tuple[str, int, int]] = []
    for party, tens, hour in sorted(pressed, key=lambda one: one[2]):
        lately = sum(minor for who, minor, at in oracle if who == party and at > hour - 24)
        may = lately + tens * 1_000 <= 5_000
        with store.write(tenant) as unit:
            made = small.proposed(unit, small.content(small.invoice(f"{tens}0.00", party)))
        try:
            with store.write(tenant) as unit:
                _give(unit, made, after=timedelta(hours=hour), limit=5_000)
            did = True
        except Refused:
            did = False
        assert did == may, (party, tens, hour, oracle)
        if may:
            oracle.append((party, tens * 1_000, hour))
    with store.read(tenant) as unit:
        assert verify(unit).clean


def test_a_payee_counts_the_larger_side_and_colours_never_offset() -> None:
    def line(side: int, minor: int, **dims: str) -> dict[str, object]:
        return {"side": side, "amount": minor, "dims": dims, "account": "x", "currency": "CNY"}

    entry = {
        "kind": 0,
        "lines": [line(0, 70, party="V1"), line(0, -20, party="V1"), line(1, 50, party="V1"), line(1, 9)],
    }
    assert amounts([entry]) == {"party:V1": 70}
    assert amounts([entry | {"kind": 1}]) == {}
    assert amounts([entry], "import:x") == {}
    foreign = {"kind": 0, "lines": [line(0, 10, employee="E1") | {"base": 77}, line(1, 10)]}
    assert amounts([foreign, entry]) == {"employee:E1": 77, "party:V1": 70}
