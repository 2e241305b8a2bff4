"""The row filter equals deciding row by row also under rules that a company wrote: any text of permitted shapes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ledger.core import Principal
from ledger.store import Store
from policies.access import lawful, shipped_text
from tests.policies.access.test_row_filter import brute_force, filtered, principals, rows_of

SHAPES = {
    "Line": ("voucher.read", ["resource.payroll", "resource has department && resource.department == \"it\""]),
    "Document": ("document.read", ["resource.owner == principal.name", "resource.owner != \"other\"",
                                   "resource has department && principal has department && resource.department == principal.department"]),
    "Proposal": ("proposal.confirm", ["resource.claim", "resource.payroll", "resource.maker == \"other\"",
                                      "resource.amount <= principal.limit", "resource.amount < 500000", "resource.sender == principal.name"]),
    "Party": ("party.read", ["resource.customer"]),
    "Alert": ("alert.read", ["resource has department", "resource has department && resource.department != \"sales\""]),
}  # fmt: skip
ROLES = ["employee", "accountant", "approver", "controller", "compliance", "auditor", "admin", "member"]


def conditions(parts: list[str]) -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from(parts),
        lambda inner: st.one_of(
            st.builds("({} && {})".format, inner, inner),
            st.builds("({} || {})".format, inner, inner),
            st.builds("!({})".format, inner),
        ),
        max_leaves=4,
    )


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str, str]:
    """Kind, action, and the shipped text with up to three rules of the company's own on that kind."""
    kind = draw(st.sampled_from(sorted(SHAPES)))
    action, parts = SHAPES[kind]
    text = shipped_text()
    for number in range(draw(st.integers(1, 3))):
        effect, word = draw(st.sampled_from(["permit", "forbid"])), draw(st.sampled_from(["when", "unless"]))
        role, condition = draw(st.sampled_from(ROLES)), draw(conditions(parts))
        text += (
            f'\n@id("own_{number}") {effect} (principal in Role::"{role}", action == Action::"{action}", resource is {kind})'
            f" {word} {{ {condition} }};"
        )
    return kind, action, text


@given(made=written(), principal=principals)
def test_the_filter_of_a_published_version_lets_through_exactly_what_is_allowed(
    store: Store, tenant: str, made: tuple[str, str, str], principal: Principal
) -> None:
    kind, action, text = made
    book, rows = lawful(text, 1), rows_of(kind)[:: 1 if kind != "Proposal" else 11]
    assert filtered(store, tenant, kind, rows, principal, action, book) == brute_force(
        kind, rows, principal, action, book
    )
