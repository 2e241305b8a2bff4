"""Who may confirm what, when: every refusal with its reason, and twenty at once."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from ledger.books.accounts import set_grace
from ledger.books.entries import VoucherKey, credit, debit
from ledger.books.periods import close_period
from ledger.core import Principal, Via
from ledger.core.problem import Refused
from ledger.proof import verify
from ledger.proposals import (
    INTAKE,
    Kind,
    ProposalDraft,
    State,
    answer,
    confirm,
    get,
    listing,
    next_due,
    next_maker,
    post_due,
    propose,
    propose_correction,
    reject,
    revise,
    send_back,
    submit,
    undo,
    withdraw,
)
from ledger.store import Store
from tests.ledger.books import small

LATER = small.NOW + timedelta(seconds=30)


@pytest.fixture
def waiting(store: Store, tenant: str) -> str:
    """A proposal of wang's that waits for a checker; grace ten seconds."""
    small.found(store, tenant, grace=10)
    with store.write(tenant) as unit:
        return small.proposed(unit, small.content(small.office("100.00")))


def _digest(store: Store, tenant: str, proposal_id: str) -> str:
    with store.read(tenant) as unit:
        return get(unit, proposal_id).row.digest


def _refused(store: Store, tenant: str, actor: Principal, proposal_id: str, digest: str) -> str:
    with pytest.raises(Refused) as caught, store.write(tenant) as unit:
        confirm(unit, actor, proposal_id, digest, small.NOW)
    problem = caught.value.problems[0]
    assert problem.text("zh") and problem.text("en")
    return problem.code


def test_the_maker_cannot_confirm(store: Store, tenant: str, waiting: str) -> None:
    digest = _digest(store, tenant, waiting)
    assert _refused(store, tenant, small.person(tenant, "wang"), waiting, digest) == "proposals.own_work"


@pytest.mark.parametrize("via", [Via.AGENT, Via.SYSTEM])
def test_only_a_person_confirms(store: Store, tenant: str, waiting: str, via: Via) -> None:
    agent = replace(small.person(tenant, "li"), via=via)
    assert _refused(store, tenant, agent, waiting, _digest(store, tenant, waiting)) == "proposals.only_a_person"


def test_a_confirmation_names_what_was_shown(store: Store, tenant: str, waiting: str) -> None:
    assert _refused(store, tenant, small.person(tenant, "li"), waiting, "0" * 64) == "proposals.changed"


def test_the_limit_holds(store: Store, tenant: str, waiting: str) -> None:
    digest = _digest(store, tenant, waiting)
    poor = small.person(tenant, "li", limit_minor=9999)
    assert _refused(store, tenant, poor, waiting, digest) == "proposals.over_limit"
    with store.write(tenant) as unit:
        confirm(unit, small.person(tenant, "li", limit_minor=10000), waiting, digest, small.NOW)


def test_an_old_button_has_expired(store: Store, tenant: str, waiting: str) -> None:
    digest = _digest(store, tenant, waiting)
    with pytest.raises(Refused) as caught, store.write(tenant) as unit:
        shown = small.NOW - timedelta(hours=25)
        confirm(unit, small.person(tenant, "li"), waiting, digest, small.NOW, shown_at=shown)
    assert caught.value.problems[0].code == "proposals.button_expired"
    with store.write(tenant) as unit:
        assert get(unit, waiting).row.state is State.PROPOSED


def test_an_edit_changes_the_digest_and_the_maker(store: Store, tenant: str, waiting: str) -> None:
    digest = _digest(store, tenant, waiting)
    with store.write(tenant) as unit:
        view = revise(unit, small.person(tenant, "li"), waiting, small.content(small.office("101.00")), small.NOW)
    assert (view.row.maker, view.row.revision_no) == ("li", 2)
    assert view.content.entries[0].maker == "li"
    assert _refused(store, tenant, small.person(tenant, "zhao"), waiting, digest) == "proposals.changed"
    for changed_it in ("li", "wang"):  # the second maker, and the first: what wang made still stands in it
        who = small.person(tenant, changed_it)
        assert _refused(store, tenant, who, waiting, view.row.digest) == "proposals.own_work"
    with store.write(tenant) as unit:
        confirm(unit, small.person(tenant, "zhao"), waiting, view.row.digest, small.NOW)


def test_memo_and_dimensions_do_not_make_a_maker(store: Store, tenant: str, waiting: str) -> None:
    changed = small.entry(
        debit("660201", "100.00", memo="纸", dims={"department": "D2"}), credit("1001", "100.00", memo="纸")
    )
    with store.write(tenant) as unit:
        view = revise(unit, small.person(tenant, "li"), waiting, small.content(changed), small.NOW)
        assert (view.row.maker, view.row.edited_by) == ("wang", "li")
        confirm(unit, small.person(tenant, "li"), waiting, view.row.digest, small.NOW)


@pytest.mark.parametrize(
    ("change", "maker"),
    [
        ({"context": {"party": "V1", "bank_account": "6222 9"}}, "li"),
        ({"context": {"party": "V2", "bank_account": "6222 1"}}, "li"),
        ({"context": {"party": "V1", "bank_account": "6222 1", "reason": "typed"}}, INTAKE),
        ({"day": "2026-11-19"}, "li"),
        ({"day": "2026-11-19", "printed": True}, INTAKE),
        ({"context": {"party": "V1", "bank_account": "6222 9"}, "printed": True}, "li"),
        ({"party": "V2", "printed": True}, "li"),
    ],
)
def test_who_is_the_maker_after_an_edit(store: Store, tenant: str, change: dict[str, object], maker: str) -> None:
    """The page asks the same question before the first keystroke."""
    small.found(store, tenant)
    context = {"party": "V1", "bank_account": "6222 1"}
    with store.write(tenant) as unit:
        draft = ProposalDraft(small.content(small.invoice()), context=context, maker=INTAKE)
        view = propose(unit, small.person(tenant, "mail"), draft, small.NOW)
        fields = {"day": change["day"]} if "day" in change else {}
        content = small.content(small.invoice(party=str(change.get("party", "V1")), maker=INTAKE, **fields))
        new_context = dict(change.get("context", context))  # type: ignore[call-overload]
        printed, li = bool(change.get("printed")), small.person(tenant, "li")
        assert next_maker(view, content, new_context, li, printed=printed) == maker
        done = revise(unit, li, view.row.proposal_id, content, small.NOW, context=new_context, printed=printed)
        assert done.row.maker == maker


def test_undo_within_the_grace_spends_the_confirmation(store: Store, tenant: str, waiting: str) -> None:
    digest, li = _digest(store, tenant, waiting), small.person(tenant, "li")
    with store.write(tenant) as unit:
        given = confirm(unit, li, waiting, digest, small.NOW)
        assert next_due(unit) == given.post_at == small.NOW + timedelta(seconds=10)
        assert post_due(unit, small.NOW) == []
        undo(unit, li, waiting, small.NOW + timedelta(seconds=9))
        assert post_due(unit, LATER) == []
        assert get(unit, waiting).row.state is State.PROPOSED
    with store.write(tenant) as unit:
        confirm(unit, li, waiting, digest, LATER)
        assert [item.sealed is not None for item in post_due(unit, LATER + timedelta(seconds=10))] == [True]
    with store.read(tenant) as unit:
        assert verify(unit).clean


def test_undo_is_the_confirmers_and_ends_with_the_grace(store: Store, tenant: str, waiting: str) -> None:
    digest = _digest(store, tenant, waiting)
    with store.write(tenant) as unit:
        confirm(unit, small.person(tenant, "li"), waiting, digest, small.NOW)
    for user, when, code in (
        ("zhao", small.NOW, "proposals.not_own_confirmation"),
        ("li", small.NOW + timedelta(seconds=10), "proposals.too_late"),
    ):
        with pytest.raises(Refused) as caught, store.write(tenant) as unit:
            undo(unit, small.person(tenant, user), waiting, when)
        assert caught.value.problems[0].code == code


def test_a_question_and_its_answer(store: Store, tenant: str, waiting: str) -> None:
    li, wang = small.person(tenant, "li"), small.person(tenant, "wang")
    with store.write(tenant) as unit:
        send_back(unit, li, waiting, "缺行程单", small.NOW)
        assert get(unit, waiting).row.state is State.RETURNED
        answer(unit, wang, waiting, "已补", LATER)
        view = get(unit, waiting)
    assert view.row.state is State.PROPOSED
    assert [(event.act, event.actor) for event in view.events] == [
        ("propose", "wang"), ("submit", "wang"), ("send_back", "li"), ("answer", "wang"),
    ]  # fmt: skip
    assert view.events[2].detail == {"question": "缺行程单"}


def test_withdrawn_and_rejected_are_final(store: Store, tenant: str, waiting: str) -> None:
    li, wang = small.person(tenant, "li"), small.person(tenant, "wang")
    with pytest.raises(Refused) as caught, store.write(tenant) as unit:
        withdraw(unit, li, waiting, small.NOW)
    assert caught.value.problems[0].code == "proposals.not_own"
    with store.write(tenant) as unit:
        other = small.proposed(unit, small.content(small.office()))
        withdraw(unit, wang, waiting, small.NOW)
        reject(unit, li, other, "重复", small.NOW)
    for proposal_id in (waiting, other):
        for act in (lambda u, p: submit(u, wang, p, LATER), lambda u, p: answer(u, wang, p, "x", LATER),
                    lambda u, p: confirm(u, li, p, "0" * 64, LATER), lambda u, p: withdraw(u, wang, p, LATER)):  # fmt: skip
            with pytest.raises(Refused), store.write(tenant) as unit:
                act(unit, proposal_id)
    with store.read(tenant) as unit:
        assert {row.state for row in listing(unit)} == {State.WITHDRAWN, State.REJECTED}


def test_a_draft_of_the_house_is_refused_before_anybody_hands_it_in_and_a_persons_is_not(
    store: Store, tenant: str
) -> None:
    """It has no maker who could take it back: a paper that is not ours would lie in the queue for ever."""
    wang, li = small.person(tenant, "wang"), small.person(tenant, "li")
    small.found(store, tenant)
    with store.write(tenant) as unit:
        own = propose(unit, wang, ProposalDraft(small.content(small.office())), small.NOW).row.proposal_id
        houses = propose(
            unit, wang, ProposalDraft(small.content(small.office()), maker=INTAKE), small.NOW
        ).row.proposal_id
        reject(unit, li, houses, "不是我们的", small.NOW)
    with pytest.raises(Refused), store.write(tenant) as unit:
        reject(unit, li, own, "不是我们的", small.NOW)
    with store.read(tenant) as unit:
        assert {row.proposal_id: row.state for row in listing(unit)}[houses] is State.REJECTED


def test_a_period_closed_within_the_grace_sends_it_back(store: Store, tenant: str, waiting: str) -> None:
    digest = _digest(store, tenant, waiting)
    with store.write(tenant) as unit:
        confirm(unit, small.person(tenant, "li"), waiting, digest, small.NOW)
        close_period(unit, small.BOOK, "2026-11", "li", small.NOW)
    with store.write(tenant) as unit:
        (result,) = post_due(unit, LATER)
    assert result.sealed is None
    assert result.problems[0].code == "books.period_closed"
    with store.read(tenant) as unit:
        view = get(unit, waiting)
        assert view.row.state is State.PROPOSED
        assert view.events[-1].act == "post_refused"
        assert verify(unit).clean


def test_one_that_is_refused_leaves_the_others_alone(store: Store, tenant: str) -> None:
    small.found(store, tenant, periods=("2026-10", "2026-11"))
    with store.write(tenant) as unit:
        small.confirmed(unit, small.content(small.office(day="2026-10-05"), period="2026-10"))
        small.confirmed(unit, small.content(small.office()))
        close_period(unit, small.BOOK, "2026-10", "li", small.NOW)
    with store.write(tenant) as unit:
        assert [item.sealed is not None for item in post_due(unit, LATER)] == [False, True]


def test_a_run_is_one_batch(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        set_grace(unit, small.BOOK, 0)
        small.confirmed(unit, small.content(*[small.office(f"{n}.00") for n in range(1, 41)]), kind=Kind.RUN)
        (result,) = post_due(unit, small.NOW)
    assert result.sealed is not None
    assert result.sealed.numbers == range(1, 41)


def test_of_twenty_confirmations_one_succeeds(store: Store, tenant: str, waiting: str) -> None:
    digest = _digest(store, tenant, waiting)
    outcomes: list[str] = []
    start = threading.Barrier(20)

    def press(number: int) -> None:
        start.wait()
        try:
            with store.write(tenant) as unit:
                confirm(unit, small.person(tenant, f"checker{number}"), waiting, digest, small.NOW)
            outcomes.append("confirmed")
        except Refused as refused:
            outcomes.append(refused.problems[0].code)

    threads = [threading.Thread(target=press, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("confirmed") == 1, outcomes
    assert set(outcomes) <= {"confirmed", "proposals.changed", "proposals.already_confirmed"}
    with store.write(tenant) as unit:
        assert len([item for item in post_due(unit, LATER) if item.sealed]) == 1
    with store.read(tenant) as unit:
        report = verify(unit)
    assert report.clean and report.batches == 1


def test_of_eight_posting_at_once_each_proposal_is_posted_once(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        for _ in range(12):
            small.confirmed(unit, small.content(small.office()))
    results: list[str] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(6):
                with store.write(tenant) as unit:
                    results.extend(item.proposal_id for item in post_due(unit, LATER, limit=2) if item.sealed)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert len(results) == len(set(results)) == 12
    with store.read(tenant) as unit:
        report = verify(unit)
    assert report.clean and report.batches == 12


def test_a_closed_period_is_told_before_confirming(store: Store, tenant: str, waiting: str) -> None:
    with store.write(tenant) as unit:
        close_period(unit, small.BOOK, "2026-11", "li", small.NOW)
    digest = _digest(store, tenant, waiting)
    assert _refused(store, tenant, small.person(tenant, "li"), waiting, digest) == "books.period_closed"


def test_a_confirmation_that_waited_too_long_goes_back(store: Store, tenant: str, waiting: str) -> None:
    """A machine that slept for two days does not post what was confirmed before."""
    digest = _digest(store, tenant, waiting)
    with store.write(tenant) as unit:
        confirm(unit, small.person(tenant, "li"), waiting, digest, small.NOW)
        (result,) = post_due(unit, small.NOW + timedelta(days=2))
        assert result.problems[0].code == "books.authority_expired"
        assert get(unit, waiting).row.state is State.PROPOSED
    with store.read(tenant) as unit:
        assert verify(unit).clean


def test_a_maker_of_one_voucher_cannot_confirm_the_run(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        run = small.content(small.office(), small.office(maker="li"))
        proposal_id = small.proposed(unit, run, kind=Kind.RUN)
    digest = _digest(store, tenant, proposal_id)
    assert _refused(store, tenant, small.person(tenant, "li"), proposal_id, digest) == "proposals.own_work"
    with store.write(tenant) as unit:
        confirm(unit, small.person(tenant, "zhao"), proposal_id, digest, small.NOW)


def test_eight_people_may_use_the_same_new_accounts_at_once(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    errors: list[BaseException] = []
    start = threading.Barrier(8)

    def write(number: int) -> None:
        parties = [f"V{1 + (number + step) % 8}" for step in range(8)]
        start.wait()
        try:
            with store.write(tenant) as unit:
                small.confirmed(unit, small.content(*[small.invoice(party=party) for party in parties]), kind=Kind.RUN)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors, errors
    with store.write(tenant) as unit:
        assert len([item for item in post_due(unit, LATER) if item.sealed]) == 8
    with store.read(tenant) as unit:
        assert verify(unit).clean


def test_red_and_blue_do_not_offset_below_a_limit(store: Store, tenant: str) -> None:
    """A correction moves its whole amount, and so does a voucher whose red lines hide the blue ones."""
    small.found(store, tenant)
    sealed = small.posted(store, tenant, small.office("1000.00"))
    mixed = small.entry(debit("660202", "900.00"), debit("660202", "-899.00"), credit("1001", "900.00"),
                        credit("1001", "-899.00"))  # fmt: skip
    with store.write(tenant) as unit:
        wang, key = small.person(tenant, "wang"), VoucherKey(sealed.batch_id, 1)
        view = propose_correction(unit, wang, key, small.office("1000.01"), small.NOW)
        assert view.row.amount_minor == 100001
        back = propose_correction(unit, wang, key, small.office("0.01"), small.NOW)
        assert back.row.amount_minor == 100000
        hidden = propose(unit, wang, ProposalDraft(small.content(mixed)), small.NOW)
        assert hidden.row.amount_minor == 179900
