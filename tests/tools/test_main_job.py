"""The main job on both databases: a file arrives, is read, proposed, confirmed, posted, and walked back."""

from __future__ import annotations

import pytest

from ledger.business.party_accounts import accounts_of
from tests.accounts import settle_account
from tests.world import World
from tools.outcome import Denied, Done, Invalid

pytestmark = pytest.mark.smoke


def test_from_a_file_to_a_posted_voucher_and_back_to_the_box(world: World) -> None:
    world.history("V0001", "660213", [1_200_000, 1_236_000, 1_180_000])
    done = world.hand_in_sample("intake", "special")
    assert (done.state, done.needs, done.problems) == ("proposed", (), ())
    shown = world.must("wangfang", "open_proposal", proposal=done.proposal)
    assert [(line.account, line.side, str(line.amount)) for line in shown.lines] == [
        ("660213", "debit", "11660.38"),
        ("222105", "debit", "699.62"),
        ("220201", "credit", "12360.00"),
    ]
    assert all(line.reason for line in shown.lines)
    assert shown.maker == "intake"
    world.must("wangfang", "submit_proposal", proposal=shown.proposal, digest=shown.digest)
    world.must("limin", "confirm_proposal", proposal=shown.proposal, digest=shown.digest)
    assert world.must("system", "post_confirmed").posted == ()
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    voucher = world.must("limin", "open_voucher", voucher=f"{posted.batch}.1")
    assert voucher.document == done.document
    field = voucher.lines[0].source.partition("#")[2]
    document = world.must("limin", "open_document", document=done.document)
    (found,) = [one for one in document.fields if one.name == field]
    assert (found.value, found.sureness, found.page) == ("11660.38", "checked", 1)
    assert found.box is not None


def test_undo_within_the_grace_posts_nothing_and_the_work_is_kept(world: World) -> None:
    world.history("V0001", "660213", [1_200_000])
    done = world.hand_in_sample("intake", "special")
    digest = world.must("wangfang", "open_proposal", proposal=done.proposal).digest
    world.must("wangfang", "submit_proposal", proposal=done.proposal, digest=digest)
    world.must("limin", "confirm_proposal", proposal=done.proposal, digest=digest)
    world.later(5)
    world.must("limin", "undo_confirmation", proposal=done.proposal)
    world.later(60)
    assert world.must("system", "post_confirmed").posted == ()
    assert world.must("limin", "open_proposal", proposal=done.proposal).state == "proposed"


def test_whoever_chose_the_account_is_the_maker_and_cannot_confirm(world: World) -> None:
    done = world.hand_in_sample("intake", "special")
    assert "department" in done.needs
    answered = world.must("limin", "answer_document", document=done.document, account="660213", department="信息部")
    shown = world.must("limin", "open_proposal", proposal=answered.proposal)
    assert shown.maker == "limin"
    world.must("limin", "submit_proposal", proposal=shown.proposal, digest=shown.digest)
    refused = world.call("limin", "confirm_proposal", proposal=shown.proposal, digest=shown.digest)
    assert isinstance(refused, Denied)
    assert refused.rule == "maker_is_not_checker"
    assert isinstance(world.call("zhangwei", "confirm_proposal", proposal=shown.proposal, digest=shown.digest), Done)


@pytest.mark.parametrize(("paid_by", "account"), [("sender", "224102"), ("card", "224101")])
def test_the_one_question_decides_where_it_goes(world: World, paid_by: str, account: str) -> None:
    done = world.hand_in_sample("chenxiao", "hotel")
    assert (done.state, done.needs) == ("read", ("department", "paid_by"))
    answered = world.must("chenxiao", "answer_document", document=done.document, paid_by=paid_by)
    assert answered.state == "proposed"
    shown = world.must("chenxiao", "open_proposal", proposal=answered.proposal)
    assert shown.lines[-1].account == account
    assert shown.claim == (paid_by == "sender")
    assert shown.department == "sales"


def test_a_claim_goes_to_the_departments_approver_within_the_limit(world: World) -> None:
    done = world.hand_in_sample("chenxiao", "hotel", "sender")
    shown = world.must("chenxiao", "open_proposal", proposal=done.proposal)
    world.must("chenxiao", "submit_proposal", proposal=shown.proposal, digest=shown.digest)
    waiting = world.must("liqiang", "list_pending_approvals", mine=True).proposals
    assert [one.proposal for one in waiting] == [shown.proposal]
    assert isinstance(world.call("liqiang", "confirm_proposal", proposal=shown.proposal, digest=shown.digest), Done)


def test_an_employee_sees_only_what_is_theirs(world: World) -> None:
    world.history("V0001", "660213", [1_200_000])
    other = world.hand_in_sample("intake", "special")
    assert world.must("chenxiao", "list_inbox").rows == ()
    assert isinstance(world.call("chenxiao", "open_document", document=other.document), Denied)
    assert isinstance(world.call("chenxiao", "open_proposal", proposal=other.proposal), Denied)
    assert isinstance(world.call("chenxiao", "document_page", document=other.document), Denied)


def test_the_same_paper_twice_is_stopped_and_named(world: World) -> None:
    world.history("V0001", "660213", [1_200_000])
    first = world.hand_in_sample("intake", "special")
    again = world.hand_in_sample("intake", "duplicate")
    assert (again.state, again.proposal) == ("duplicate", None)
    shown = world.must("wangfang", "open_document", document=again.document)
    assert (shown.duplicate_of, shown.duplicate_by) == (first.document, "legal_key")


@pytest.mark.parametrize("data", [b"%PDF-1.4 broken", b"not a pdf at all", b"<x/>"])
def test_what_cannot_be_read_says_so_and_nothing_is_lost(world: World, data: bytes) -> None:
    done = world.hand_in("wangfang", data)
    assert done.state == "failed"
    shown = world.must("wangfang", "open_document", document=done.document)
    assert shown.problems and shown.proposal is None
    assert world.house.store.blobs(world.tenant).get is not None


def test_a_changed_proposal_cannot_be_confirmed_by_an_old_card(world: World) -> None:
    world.history("V0001", "660213", [1_200_000])
    done = world.hand_in_sample("intake", "special")
    seen = world.must("limin", "open_proposal", proposal=done.proposal).digest
    world.must("wangfang", "answer_document", document=done.document, memo="另一个摘要")
    fresh = world.must("wangfang", "open_proposal", proposal=done.proposal)
    assert fresh.maker == "intake", "a memo does not make a maker"
    world.must("wangfang", "submit_proposal", proposal=done.proposal, digest=fresh.digest)
    assert isinstance(world.call("limin", "confirm_proposal", proposal=done.proposal, digest=seen), Invalid)


def test_sent_back_answered_and_confirmed(world: World) -> None:
    done = world.hand_in_sample("chenxiao", "hotel", "sender")
    digest = world.must("chenxiao", "open_proposal", proposal=done.proposal).digest
    world.must("chenxiao", "submit_proposal", proposal=done.proposal, digest=digest)
    world.must("limin", "send_back_proposal", proposal=done.proposal, question="缺水单")
    assert world.must("chenxiao", "list_inbox").rows[0].tab == "needs"
    world.must("chenxiao", "answer_proposal", proposal=done.proposal, words="水单丢了")
    assert world.must("limin", "open_proposal", proposal=done.proposal).state == "proposed"
    world.must("limin", "reject_proposal", proposal=done.proposal, reason="金额不符")
    assert world.must("chenxiao", "open_proposal", proposal=done.proposal).state == "rejected"


def test_a_posted_voucher_is_reversed_by_another_and_only_once(world: World) -> None:
    batch = world.run("2026-11", [_plain_voucher()])
    made = world.must("wangfang", "reverse_voucher", voucher=f"{batch}.1", reason="记错")
    world.must("wangfang", "submit_proposal", proposal=made.proposal, digest=made.digest)
    world.must("limin", "confirm_proposal", proposal=made.proposal, digest=made.digest)
    world.later(11)
    (posted,) = world.must("system", "post_confirmed").posted
    red = world.must("limin", "open_voucher", voucher=f"{posted.batch}.1")
    assert red.reverses == f"{batch}.1"
    assert all(line.amount_minor < 0 for line in red.lines)
    assert isinstance(world.call("wangfang", "reverse_voucher", voucher=f"{batch}.1", reason="again"), Invalid)


def _plain_voucher() -> dict[str, object]:
    return {"date": "2026-11-03", "memo": "存款利息", "lines": [
        {"account": "100201", "side": "debit", "amount_minor": 31_500},
        {"account": "6051", "side": "credit", "amount_minor": 31_500}]}  # fmt: skip


def test_what_changed_since_the_proposal_warns_at_confirmation(world: World) -> None:
    world.history("V0001", "660213", [1_200_000])
    done = world.hand_in_sample("intake", "special")
    assert done.alerts == ()
    digest = world.must("wangfang", "open_proposal", proposal=done.proposal).digest
    world.must("wangfang", "submit_proposal", proposal=done.proposal, digest=digest)
    with world.house.store.write(world.tenant) as unit:
        (before,) = accounts_of(unit)["V0001"]
        settle_account(unit, "V0001", "9999000011112222", paid_to=True)
        settle_account(unit, "V0001", before.number, paid_to=False)
    world.must("limin", "confirm_proposal", proposal=done.proposal, digest=digest)
    (alert,) = world.must("limin", "risk_alerts").alerts
    assert (alert.check, alert.proposal, alert.locks_payment) == ("changed_bank_account", done.proposal, True)
