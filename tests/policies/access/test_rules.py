"""The table of expectations: who may do what. A change of the rules shows here first."""

from __future__ import annotations

import pytest

from ledger.core import Channel, Principal, Via
from ledger.core.words import has
from policies import access
from policies.access import BadRules, Decision, Resource, load, rule_ids, rulebook
from policies.access.duties import incompatible, incompatible_pairs
from policies.access.rulebook import FOLDER

COMPANY = Resource("Company", "lanhai")
ROLES = ("employee", "cashier", "accountant", "approver", "controller", "compliance", "auditor", "admin")
EVERYBODY = set(ROLES)
MAY = {
    "help.read": EVERYBODY,
    "policy.read": EVERYBODY,
    "document.submit": EVERYBODY - {"auditor"},
    "report.read": {"accountant", "approver", "controller", "compliance", "auditor"},
    "cash.read": {"cashier", "accountant", "approver", "controller", "compliance", "auditor"},
    "count.read": {"cashier", "accountant", "controller", "compliance", "auditor"},
    "cash.count": {"cashier", "accountant", "controller"},
    "voucher.read": {"accountant", "approver", "controller", "compliance", "auditor"},
    "voucher.propose": {"accountant", "controller"},
    "voucher.reverse": {"accountant", "controller"},
    "proposal.confirm": {"accountant", "approver", "controller"},
    "run.confirm": {"controller"},
    "period.change": {"controller"},
    "report.note": {"accountant", "controller"},
    "rate.give": {"accountant", "controller"},
    "invoice.mark": {"accountant", "controller"},
    "bank.change": {"accountant", "controller"},
    "asset.change": {"accountant", "controller"},
    "template.change": {"accountant", "controller"},
    "learned.read": {"accountant", "controller"},
    "learned.change": {"accountant", "controller"},
    "period.reopen": {"controller"},
    "period.read": {"accountant", "controller", "compliance", "auditor"},
    "party.create": {"accountant", "controller"},
    "party.change": {"controller"},
    "party.propose": {"accountant", "controller"},
    "policy.publish": {"compliance"},
    "account.see": {"accountant", "controller", "compliance", "auditor"},
    "customer.see": {"accountant", "approver", "controller", "compliance", "auditor"},
    "alert.read": {"accountant", "approver", "controller", "compliance", "auditor"},
    "alert.settle": {"accountant", "controller", "compliance"},
    "audit.read": {"controller", "compliance", "auditor"},
    "trail.read": {"controller", "compliance", "auditor", "admin"},
    "people.change": {"admin"},
    "settings.change": {"admin"},
    "people.read": {"admin"},
    "people.requests": {"admin", "controller"},
    "people.agree": {"admin", "controller"},
    "people.see_as": {"admin", "controller"},
    "access.read": {"admin", "controller", "compliance", "auditor"},
    "access.propose": {"admin", "controller"},
    "access.publish": {"admin", "controller"},
    "access.restore": set(),
    "company.found": set(),
    "chart.read": {"accountant", "controller", "admin"},
    "chart.change": {"accountant", "controller", "admin"},
    "opening.propose": {"accountant", "controller"},
    "conversation.read": EVERYBODY,
    "self.change": EVERYBODY,
    "request.read": EVERYBODY,
    "request.make": {"controller", "compliance", "auditor"},
    "request.answer": EVERYBODY - {"auditor"},
    "delegation.give": {"accountant", "approver", "controller"},
}


def decide(principal: Principal, action: str, resource: Resource) -> Decision:
    return access.decide(principal, action, resource, rulebook())


def person(role: str, **changes: object) -> Principal:
    facts = {"via": Via.PERSON, "verified": "session", "attributes": {"limit_minor": 500_000, "department": "sales"}}
    return Principal("lanhai", "me", frozenset({role}), Channel.WEB, **(facts | changes))  # type: ignore[arg-type]


def proposal(**changes: object) -> Resource:
    facts = {"maker": "other", "sender": "other", "amount": 1, "claim": True, "payroll": False, "department": "sales"}
    return Resource("Proposal", "p", facts | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("action", MAY)
@pytest.mark.parametrize("role", ROLES)
def test_the_table_holds(action: str, role: str) -> None:
    assert decide(person(role), action, COMPANY).allowed == (role in MAY[action])


@pytest.mark.parametrize("role", ROLES)
def test_nobody_without_a_role_of_the_company_does_anything_else(role: str) -> None:
    assert not decide(person("stranger"), "report.read", COMPANY).allowed


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", [name for name, group in rulebook().actions.items() if group == "commit"])
def test_a_model_never_commits_for_anybody(role: str, action: str) -> None:
    assert decide(person(role, via=Via.AGENT), action, COMPANY).rule == "agents_never_commit"


def test_the_maker_is_not_the_checker() -> None:
    decision = decide(person("controller"), "proposal.confirm", proposal(maker="me"))
    assert (decision.allowed, decision.rule) == (False, "maker_is_not_checker")


@pytest.mark.parametrize(("amount", "allowed"), [(500_000, True), (500_001, False)])
def test_the_limit_is_to_the_cent(amount: int, allowed: bool) -> None:
    assert decide(person("approver"), "proposal.confirm", proposal(amount=amount)).allowed is allowed


@pytest.mark.parametrize("changes", [{"department": "it"}, {"claim": False}, {"payroll": True}])
def test_an_approver_only_confirms_claims_of_the_own_department(changes: dict[str, object]) -> None:
    assert not decide(person("approver"), "proposal.confirm", proposal(**changes)).allowed


@pytest.mark.parametrize("role", ROLES)
def test_an_auditor_or_folder_owner_changes_nothing(role: str) -> None:
    for action, group in rulebook().actions.items():
        if group != "read" and action not in ("self.change", "request.make"):
            assert not decide(person("auditor"), action, COMPANY).allowed
        if group != "read":
            assert not decide(person(role, verified="owner"), action, COMPANY).allowed


@pytest.mark.parametrize("action", ["conversation.read", "self.change"])
@pytest.mark.parametrize("role", ROLES)
def test_a_conversation_is_its_persons_alone(role: str, action: str) -> None:
    mine, other = (Resource("Conversation", "c", {"owner": owner}) for owner in ("me", "other"))
    assert decide(person(role), action, mine).allowed
    assert decide(person(role), action, other).rule == "own_conversations_only"
    for stranger in (person(role, via=Via.AGENT), person(role, verified="owner")):
        assert not decide(stranger, action, mine).allowed
        assert not decide(stranger, action, COMPANY).allowed


@pytest.mark.parametrize(
    "resource",
    [Resource("Proposal", "p", {}), Resource("Nothing", "x", {}), Resource("Proposal", "p", {"maker": 3})],
)
def test_what_does_not_fit_the_schema_is_denied(resource: Resource) -> None:
    decision = decide(person("controller"), "proposal.confirm", resource)
    assert (decision.allowed, decision.rule) == (False, "error")


def test_an_unknown_action_is_denied() -> None:
    assert decide(person("controller"), "everything", COMPANY).rule == "error"


def test_a_name_cannot_break_out_of_its_quotes() -> None:
    nasty = Principal("lanhai", 'x", "y', frozenset(), Channel.WEB)
    assert not decide(nasty, "report.read", COMPANY).allowed


def test_rules_that_do_not_type_check_stop_the_program() -> None:
    schema = (FOLDER / "schema.cedarschema").read_text("utf-8")
    with pytest.raises(BadRules):
        load('permit (principal, action == Action::"help.read", resource) when { resource.nothing };', schema)


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len(set(rule_ids())) == len(rule_ids()) > 20


def test_pairs_that_one_person_must_not_hold_are_of_known_roles_and_have_reasons() -> None:
    pairs = incompatible_pairs()
    assert {role for one in pairs for role in (one.role, one.other)} <= set(ROLES)
    assert len({frozenset((one.role, one.other)) for one in pairs}) == len(pairs)
    assert {one.mark for one in pairs} <= {"read", "known", "own"}
    assert all(has(f"duties.{one.reason}") for one in pairs)
    assert incompatible({"cashier"}) == []
    assert [one.reason for one in incompatible({"cashier", "accountant"})] == ["keeps_ledgers"]


def test_a_cashier_checks_nothing_and_sees_no_vouchers_but_own_proposals() -> None:
    cashier = person("cashier", attributes={"limit_minor": 10**12, "department": "sales"})
    for action in ("proposal.confirm", "proposal.return", "proposal.reject", "proposal.edit", "proposal.read"):
        assert not decide(cashier, action, proposal()).allowed
    assert decide(cashier, "proposal.read", proposal(sender="me")).allowed
    line = Resource("Line", "l", {"payroll": False, "department": "sales"})
    assert not decide(cashier, "voucher.read", line).allowed
    assert not decide(cashier, "report.read", line).allowed
    assert decide(cashier, "cash.read", line).allowed


def test_the_machines_owner_gives_a_second_word_goes_back_to_the_rules_before_and_nothing_else() -> None:
    owner = Principal("lanhai", "founder", frozenset({"founder"}), Channel.CLI, verified="machine")
    allowed = {action for action in rulebook().actions if decide(owner, action, COMPANY).allowed}
    theirs = {"people.agree", "company.found", "access.restore"}
    assert theirs <= allowed
    assert allowed - theirs <= {
        action for action in rulebook().actions if decide(person("employee"), action, COMPANY).allowed
    }
    assert not decide(Principal("lanhai", "x", frozenset({"founder"}), Channel.WEB), "people.agree", COMPANY).allowed
