"""A sales invoice under tax codes: it balances whatever its sign, tax as printed, and nothing printed is no guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ledger.posting_rules.facts import InvoiceFacts, PaidBy, Proposed
from ledger.posting_rules.invoice import Circumstances
from ledger.posting_rules.sales_invoice import Sale, propose_sale
from ledger.posting_rules.tax_codes import regimes

SOLD = InvoiceFacts(
    "other",
    "AR-1",
    date(2026, 11, 3),
    10_000,
    1_900,
    11_900,
    "EUR",
    "Xinya",
    ("Beratung",),
    "C1",
    14,
    buyer="Muster GmbH",
)


def _proposed(facts: InvoiceFacts, code: str = "", regime: str = "de") -> Proposed:
    who = Circumstances(PaidBy.NOBODY, "wang", account="4000", standard="ifrs", tax_code=code)
    return propose_sale(facts, Sale("4000"), who, regimes()[regime])


@given(st.integers(-(10**9), 10**9).filter(bool), st.sampled_from([("de", 19), ("de", 7), ("gb", 20), ("gb", 5)]))
def test_revenue_and_tax_are_what_the_customer_owes(net: int, law: tuple[str, int]) -> None:
    regime, percent = law
    tax = (abs(net) * percent + 50) // 100 * (1 if net > 0 else -1)
    found = _proposed(replace(SOLD, net_minor=net, tax_minor=tax, gross_minor=net + tax), regime=regime)
    assert sum(one.amount_minor if one.side == "debit" else -one.amount_minor for one in found.lines) == 0
    *sold, owed = found.lines
    assert (owed.account, owed.side, owed.amount_minor, owed.tax_code) == ("1100", "debit", net + tax, None)
    if tax:
        assert found.needs == () and {one.tax_code for one in sold} == {f"S{percent}"}
        assert [one.account for one in sold] == ["4000", "2300"] and sold[1].tax_base_minor == net


def test_the_due_day_is_printed_or_follows_from_the_terms() -> None:
    assert _proposed(SOLD).lines[-1].due_date == date(2026, 11, 17)
    assert _proposed(replace(SOLD, due_date=date(2026, 12, 1))).lines[-1].due_date == date(2026, 12, 1)


def test_each_line_says_why() -> None:
    def why(sale: Sale, account: str | None) -> str:
        who = Circumstances(PaidBy.NOBODY, "wang", account=account, standard="ifrs")
        return propose_sale(SOLD, sale, who, regimes()["de"]).lines[0].reason.code

    assert why(Sale("4000"), "4000") == "posting.chosen" and why(Sale("4000"), None) == "posting.sale_account"
    assert why(Sale(""), None) == "posting.no_account"


def test_no_printed_tax_and_a_rate_nobody_knows_are_asked_about() -> None:
    untaxed = replace(SOLD, tax_minor=0, gross_minor=10_000)
    assert _proposed(untaxed).needs == ("tax_code",) and _proposed(untaxed, "SIC").needs == ()
    odd = _proposed(replace(SOLD, tax_minor=1_234, gross_minor=11_234))
    assert odd.needs == ("tax_code",) and [one.code for one in odd.notes] == ["tax.no_code"]
