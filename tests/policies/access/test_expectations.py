"""The shipped table of expectations holds on the shipped rules, covers them, and finds what a text changes."""

from __future__ import annotations

import itertools

import pytest

from ledger.store.access_versions import Rules
from policies.access import rulebook, shipped_text, try_out
from policies.access.expectations import COLUMNS, differences, parse, shipped_table
from tests.policies.access.test_rules import MAY, ROLES

HEADS = ",".join(COLUMNS)
MORE = '@id("clerks") permit (principal in Role::"employee", action == Action::"report.read", resource is Company);'


def test_the_shipped_table_reads_and_holds() -> None:
    rows, faults = parse(shipped_table(), rulebook())
    assert faults == []
    assert differences(rulebook(), rows) == []
    assert all(row.why_key for row in rows)
    assert len({row.key for row in rows}) == len(rows)


def test_every_action_of_every_role_is_expected_one_way_or_the_other() -> None:
    rows, _ = parse(shipped_table(), rulebook())
    named = {(row.role, row.action): row.expected for row in rows if row.kind == "Company" and row.via == "person"}
    assert set(named) == set(itertools.product(ROLES, rulebook().actions))
    for (role, action), expected in named.items():
        assert action not in MAY or (expected == "allow") == (role in MAY[action])


def test_every_kind_of_thing_with_facts_is_in_the_table() -> None:
    rows, _ = parse(shipped_table(), rulebook())
    assert {row.kind for row in rows} == {kind for kinds in rulebook().kinds.values() for kind in kinds}


def test_what_a_text_changes_is_found_row_by_row() -> None:
    found = try_out(Rules(shipped_text() + MORE))
    assert found.faults == ()
    assert [(one.row.role, one.row.action, one.row.expected, one.decision.rule) for one in found.shipped] == [
        ("employee", "report.read", "deny", "clerks")
    ]


def test_own_rows_stand_beside_the_shipped_ones() -> None:
    rows = f"{HEADS}\nemployee,it,report.read,Company,,person,allow,our clerks see figures\n"
    assert [one.decision.rule for one in try_out(Rules(shipped_text(), rows)).own] == ["default"]
    assert try_out(Rules(shipped_text() + MORE, rows)).own == ()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("employee,it,no.such,Company,,person,allow,why", "action"),
        ("employee,it,report.read,Alert,,person,allow,why", "kind"),
        ("employee,it,document.read,Document,department=it,person,allow,why", "facts"),
        ("employee,it,document.read,Document,owner=me;colour=red,person,allow,why", "facts"),
        ("employee,it,report.read,Company,,ghost,allow,why", "via"),
        ("employee,it,report.read,Company,,person,perhaps,why", "expected"),
        (",it,report.read,Company,,person,allow,why", "role"),
    ],
)
def test_a_row_that_says_nothing_is_named_by_its_line(row: str, column: str) -> None:
    (fault,) = try_out(Rules(shipped_text(), f"{HEADS}\n{row}\n")).faults
    assert (fault.code, fault.parameters["line"], fault.parameters["column"]) == ("access.table_row", "2", column)


@pytest.mark.parametrize(
    ("added", "code"),
    [
        ("permit (", "access.unreadable_text"),
        ('@id("x") permit (principal, action == Action::"help.read", resource) when { resource.no };', "access.unreadable_text"),
        ('permit (principal in Role::"admin", action == Action::"help.read", resource is Company);', "access.rule_unnamed"),
        (MORE + MORE, "access.rule_twice"),
        (MORE.replace("clerks", "rules_unreadable"), "access.rule_reserved"),
        (
            '@id("x") permit (principal in Role::"employee", action == Action::"document.read", resource is Document)'
            ' when { resource.owner like "m*" };',
            "access.no_filter",
        ),
    ],
)  # fmt: skip
def test_a_text_with_a_fault_is_found_out(added: str, code: str) -> None:
    assert code in [one.code for one in try_out(Rules(shipped_text() + added)).faults]
    for one in try_out(Rules(shipped_text() + added)).faults:
        assert all(one.text(language) for language in ("zh", "en"))


def test_a_text_without_a_law_is_found_out() -> None:
    without = shipped_text().replace("when { resource.maker == principal.name }", "when { resource.amount < 0 }")
    assert [(one.code, one.parameters["law"]) for one in try_out(Rules(without)).faults] == [
        ("access.law_broken", "maker_is_not_checker")
    ]
