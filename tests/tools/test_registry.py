"""One declaration makes a tool, and a wrong declaration stops the program."""

from __future__ import annotations

import pytest

from tools.catalogue import load_tools
from tools.context import Context
from tools.outcome import Done
from tools.registry import BadTool, Nothing, Registry, Tool

ISSUE = {
    "search_vouchers", "account_balance", "trial_balance", "income_statement", "balance_sheet", "ap_aging", "invoice_status",
    "propose_voucher", "reverse_voucher", "list_pending_approvals", "approve_or_reject", "vendor_lookup", "policy_question",
    "compliance_check", "risk_alerts", "explain_alert", "help", "out_of_scope",
}  # fmt: skip


def handler(context: Context, request: Nothing) -> Done:
    """Says nothing."""
    raise AssertionError


def declared(**changes: object) -> Tool:
    facts = {
        "name": "x",
        "action": "help.read",
        "effect": "read",
        "summary": "Says.",
        "request": Nothing,
        "handler": handler,
        "examples": {},
    }
    return Tool(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [{"action": "no.such"}, {"effect": "commit"}, {"summary": ""}, {"action": "proposal.confirm", "effect": "read"}],
)
def test_a_declaration_that_does_not_hold_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(BadTool):
        Registry().add(declared(**changes))


def test_a_name_is_taken_once() -> None:
    registry = Registry()
    registry.add(declared())
    with pytest.raises(BadTool):
        registry.add(declared())


def test_every_tool_asked_for_is_there() -> None:
    assert ISSUE - {tool.name for tool in load_tools()} == set()


def test_models_see_no_commit_and_opening_a_card_is_a_read() -> None:
    seen = {tool.name: tool.effect for tool in load_tools().for_models()}
    assert "commit" not in seen.values()
    assert seen["approve_or_reject"] == "read"
    assert seen["reverse_voucher"] == "propose"
    assert not {"confirm_proposal", "reject_proposal", "settle_alert", "confirm_run"} & set(seen)


def test_no_schema_asks_who_is_calling() -> None:
    for tool in load_tools():
        fields = set(tool.request.model_fields)
        assert not fields & {"tenant", "user", "principal", "roles", "via", "channel"}, tool.name
        assert tool.request.model_config["extra"] == "forbid", tool.name


def test_examples_come_in_both_languages() -> None:
    for tool in load_tools():
        assert set(tool.examples) in (set(), {"zh", "en"}), tool.name


def test_what_a_model_may_reach_beyond_reading_is_this_and_no_more() -> None:
    beyond = {one.name for one in load_tools().for_models() if one.effect != "read"}
    assert beyond == {
        "answer_document", "answer_proposal", "edit_proposal", "propose_run", "propose_voucher", "reverse_voucher",
        "submit_proposal",
    }  # fmt: skip
