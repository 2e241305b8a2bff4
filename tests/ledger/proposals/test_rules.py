"""Posting by a rule that two people published."""

from __future__ import annotations

import pytest

from ledger.core.problem import Refused
from ledger.proof import verify
from ledger.proposals.rules import RuleVersion, post_by_rule, publish
from ledger.store import Store
from tests.ledger.books import small

RULE = RuleVersion("depreciation", 1, small.BOOK, "记", (0,), ("6602", "1001"), "wang", "li")


def test_a_rule_posts_what_it_covers_and_nothing_else(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        publish(unit, RULE, small.NOW)
        sealed = post_by_rule(unit, "depreciation", 1, small.content(small.office()), small.NOW)
        assert sealed.first_number == 1
        for content in (small.content(small.invoice()), small.content(small.office(), series="收")):
            with pytest.raises(Refused) as caught:
                post_by_rule(unit, "depreciation", 1, content, small.NOW)
            assert caught.value.problems[0].code == "proposals.not_covered"
        with pytest.raises(Refused) as caught:
            post_by_rule(unit, "depreciation", 2, small.content(small.office()), small.NOW)
        assert caught.value.problems[0].code == "proposals.unknown_rule"
    with store.read(tenant) as unit:
        assert verify(unit).clean


def test_nobody_publishes_a_rule_alone(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    alone = RuleVersion("x", 1, small.BOOK, "记", (0,), ("1",), "li", "li")
    with pytest.raises(Refused) as caught, store.write(tenant) as unit:
        publish(unit, alone, small.NOW)
    assert caught.value.problems[0].code == "proposals.own_work"
