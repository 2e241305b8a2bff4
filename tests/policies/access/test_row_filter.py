"""The row filter equals deciding row by row: every role, every action, rows with anything missing, both engines."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import BigInteger, String, cast, column, literal, null, select, union_all

from ledger.core import Channel, Principal, Via
from ledger.store import Store
from policies.access import Resource, Rulebook, UnknownOperator, decide, load, row_filter, rulebook, sees_every
from policies.access.rulebook import FOLDER

KINDS = ("Line", "Document", "Proposal", "Alert", "Conversation", "Trail", "Request", "Party")
VALUES: dict[str, tuple[Any, ...]] = {
    "department": ("sales", "it", None),
    "payroll": (True, False, None),
    "claim": (True, False, None),
    "customer": (True, False, None),
    "owner": ("me", "other", None),
    "asker": ("me", "other", None),
    "asked": ("me", "other", None),
    "maker": ("me", "other", None),
    "sender": ("me", "other", None),
    "amount": (0, 500_000, 500_001, None),
    "settings": (True, False, None),
    "book": ("main", "gaap", None),
    "year": (2024, 2025, 2026, None),
}
BOOLEANS = {"payroll", "claim", "settings", "customer"}
NUMBERS = BOOLEANS | {"amount", "year"}
ACTIONS = sorted(rulebook().actions)


def attributes(kind: str) -> list[str]:
    return sorted(rulebook().required[kind] | rulebook().optional[kind])


def rows_of(kind: str) -> list[dict[str, Any]]:
    names = attributes(kind)
    return [dict(zip(names, values, strict=True)) for values in itertools.product(*(VALUES[name] for name in names))]


def sql_value(name: str, value: Any) -> Any:
    kind = BigInteger if name in NUMBERS else String
    return cast(null() if value is None else literal(int(value) if kind is BigInteger else value), kind)


def filtered(
    store: Store,
    tenant: str,
    kind: str,
    rows: list[dict[str, Any]],
    principal: Principal,
    action: str,
    book: Rulebook | None = None,
) -> set[int]:
    names = attributes(kind)
    table = union_all(
        *(
            select(literal(i).label("i"), *(sql_value(name, row[name]).label(name) for name in names))
            for i, row in enumerate(rows)
        )
    ).subquery()
    columns = {name: table.c[name] for name in names}
    with store.read(tenant) as unit:
        return set(
            unit.connection.scalars(
                select(table.c.i).where(row_filter(principal, action, kind, columns, book or rulebook()))
            )
        )


def brute_force(
    kind: str, rows: list[dict[str, Any]], principal: Principal, action: str, book: Rulebook | None = None
) -> set[int]:
    return {
        i
        for i, row in enumerate(rows)
        if decide(
            principal,
            action,
            Resource(kind, f"r{i}", {name: value for name, value in row.items() if value is not None}),
            book or rulebook(),
        ).allowed
    }


principals = st.builds(
    Principal,
    st.just("t"),
    st.just("me"),
    st.frozensets(
        st.sampled_from(
            ["employee", "cashier", "accountant", "approver", "controller", "compliance", "auditor", "admin"]
        ),
        max_size=3,
    ),
    st.just(Channel.WEB),
    st.sampled_from(list(Via)),
    st.sampled_from(["session", "owner", "demo"]),
    attributes=st.fixed_dictionaries(
        {"limit_minor": st.sampled_from([0, 500_000])}, optional={"department": st.sampled_from(["sales", "it"])}
    ).flatmap(
        lambda told: st.one_of(
            st.just(told),
            st.fixed_dictionaries(
                {"audit_books": st.sampled_from([("main",), ("main", "gaap"), ()]), "audit_open": st.booleans()},
                optional={"audit_first": st.sampled_from([2024, 2025]), "audit_last": st.sampled_from([2025, 2026])},
            ).map(lambda audits: told | audits),
        )
    ),
)


@settings(max_examples=40)
@given(principal=principals, action=st.sampled_from(ACTIONS), kind=st.sampled_from(KINDS))
def test_the_filter_lets_through_exactly_what_is_allowed(
    store: Store, tenant: str, principal: Principal, action: str, kind: str
) -> None:
    rows = rows_of(kind)[:: 1 if kind != "Proposal" else 11]
    assert filtered(store, tenant, kind, rows, principal, action) == brute_force(kind, rows, principal, action)


@pytest.mark.parametrize(
    "role", ["cashier", "accountant", "approver", "controller", "compliance", "auditor", "employee", "admin"]
)
def test_each_role_alone_on_every_row_it_might_see(store: Store, tenant: str, role: str) -> None:
    me = Principal(
        "t", "me", frozenset({role}), Channel.WEB, attributes={"limit_minor": 500_000, "department": "sales"}
    )
    for kind, action in (("Line", "voucher.read"), ("Document", "document.read"), ("Proposal", "proposal.confirm"),
                         ("Conversation", "conversation.read"), ("Conversation", "self.change"), ("Party", "party.read")):  # fmt: skip
        rows = rows_of(kind)[:: 1 if kind != "Proposal" else 5]
        assert filtered(store, tenant, kind, rows, me, action) == brute_force(kind, rows, me, action)


def test_an_operator_the_translator_does_not_know_raises() -> None:
    schema = (FOLDER / "schema.cedarschema").read_text("utf-8")
    rules = (
        'permit (principal, action == Action::"document.read", resource is Document) when { resource.owner like "m*" };'
    )
    me = Principal("t", "me", frozenset(), Channel.WEB)
    with pytest.raises(UnknownOperator):
        row_filter(me, "document.read", "Document", {"owner": column("owner")}, load(rules, schema))


def test_an_unknown_action_lets_nothing_through(store: Store, tenant: str) -> None:
    me = Principal("t", "me", frozenset({"controller"}), Channel.WEB)
    assert filtered(store, tenant, "Line", rows_of("Line"), me, "everything") == set()


@settings(max_examples=60)
@given(principal=principals, action=st.sampled_from(ACTIONS), kind=st.sampled_from(["Line", "Document", "Alert"]))
def test_who_sees_every_row_is_allowed_on_every_complete_row(principal: Principal, action: str, kind: str) -> None:
    complete = [row for row in rows_of(kind) if all(row[name] is not None for name in rulebook().required[kind])]
    if sees_every(principal, action, kind, rulebook()):
        assert brute_force(kind, complete, principal, action) == set(range(len(complete)))


@settings(max_examples=40)
@given(principal=principals, action=st.sampled_from(["report.read", "voucher.read"]))
def test_who_sees_every_row_of_a_book_and_year_is_allowed_on_each(principal: Principal, action: str) -> None:
    for book, year in itertools.product(("main", "gaap"), (2024, 2025, 2026)):
        of = [
            row for row in rows_of("Line") if (row["book"], row["year"]) == (book, year) and row["payroll"] is not None
        ]
        whole = sees_every(principal, action, "Line", rulebook(), {"book": book, "year": year})
        allowed = brute_force("Line", of, principal, action)
        assert not whole or allowed == set(range(len(of)))
        if principal.roles == {"auditor"} and "audit_books" in principal.attributes:
            assert whole == bool(allowed)


def test_a_controller_sees_every_line_and_an_approver_does_not() -> None:
    for role, expected in (("controller", True), ("auditor", True), ("accountant", True), ("approver", False)):
        me = Principal("t", "me", frozenset({role}), Channel.WEB, attributes={"department": "sales"})
        assert sees_every(me, "report.read", "Line", rulebook()) is expected
    assert not sees_every(
        Principal("t", "me", frozenset({"accountant"}), Channel.WEB), "voucher.read", "Line", rulebook()
    )
