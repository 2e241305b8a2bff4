"""Every tool as a person of another tenant: nothing of the first tenant is seen or changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ledger.core import Channel, Principal
from ledger.proposals import State, listing
from tests.tenants import Tenants
from tests.world import World
from tools.outcome import Done


@pytest.fixture
def two(tenants: Tenants) -> Iterator[tuple[World, World]]:
    first, second = World(tenants.store, tenants.new()), World(tenants.store, tenants.new())
    yield first, second
    first.close()
    second.close()


def test_ids_of_one_tenant_open_nothing_in_another(two: tuple[World, World]) -> None:
    first, second = two
    first.history("V0001", "660213", [1_200_000])
    done = first.hand_in_sample("intake", "special")
    batch = first.run("2026-11", [{"date": "2026-11-03", "memo": "secret", "lines": [
        {"account": "100201", "side": "debit", "amount_minor": 5}, {"account": "6051", "side": "credit", "amount_minor": 5}]}])  # fmt: skip
    digest = first.must("limin", "open_proposal", proposal=done.proposal).digest
    talk = first.must("limin", "keep_question", question="secret").conversation
    attempts = {
        "open_conversation": {"conversation": talk}, "forget_conversation": {"conversation": talk},
        "keep_question": {"conversation": talk, "question": "x"}, "keep_answer": {"conversation": talk, "number": 1, "blocks": []},
        "open_document": {"document": done.document}, "document_page": {"document": done.document},
        "process_document": {"document": done.document}, "answer_document": {"document": done.document, "paid_by": "sender"},
        "open_proposal": {"proposal": done.proposal}, "submit_proposal": {"proposal": done.proposal, "digest": digest},
        "confirm_proposal": {"proposal": done.proposal, "digest": digest}, "reject_proposal": {"proposal": done.proposal, "reason": "x"},
        "open_voucher": {"voucher": f"{batch}.1"}, "reverse_voucher": {"voucher": f"{batch}.1"},
        "explain_alert": {"alert": "AL-0001"},
    }  # fmt: skip
    for tool, arguments in attempts.items():
        for user in ("limin", "wangfang", "zhaolei", "system"):
            outcome = second.call(user, tool, **arguments)
            shown = outcome.result.model_dump_json() if isinstance(outcome, Done) else ""
            assert "secret" not in shown and str(done.document) not in shown, (tool, user)
            assert not isinstance(outcome, Done) or tool == "open_voucher", (tool, user, outcome)
    assert len(first.must("limin", "open_conversation", conversation=talk).turns) == 1
    with first.house.store.read(first.tenant) as unit:
        assert [row.state for row in listing(unit, list(State)) if row.proposal_id == done.proposal] == [State.DRAFT]


def test_a_principal_of_one_tenant_never_reads_another_through_its_own_name(two: tuple[World, World]) -> None:
    first, second = two
    first.run("2026-11", [{"date": "2026-11-03", "memo": "secret", "lines": [
        {"account": "100201", "side": "debit", "amount_minor": 777}, {"account": "6051", "side": "credit", "amount_minor": 777}]}])  # fmt: skip
    rows = second.must("limin", "trial_balance").rows
    assert rows == ()
    nobody = Principal("no-such-tenant", "limin", frozenset({"controller"}), Channel.WEB)
    assert not isinstance(second.gateway.call(nobody, "trial_balance", {}), Done)
