"""A purchase invoice under tax codes: printed tax as it is, several rates, who owes the tax, and what no code fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ledger.posting_rules.coded_invoice import propose_coded
from ledger.posting_rules.facts import InvoiceFacts, PaidBy, Proposed
from ledger.posting_rules.invoice import Circumstances
from ledger.posting_rules.tax_codes import regimes
from ledger.posting_rules.tax_of_invoice import parts_of, place_of

DE, GB = regimes()["de"], regimes()["gb"]
HOME = InvoiceFacts(
    "other", "R-1", date(2026, 11, 3), 10_000, 1_900, 11_900, "EUR", "Beispiel GmbH", ("Office paper",), "V001", 30,
    seller_tax_id="DE129273398",
)  # fmt: skip


def _proposed(facts: InvoiceFacts, regime: str = "de") -> Proposed:
    found = propose_coded(
        facts, (), Circumstances(PaidBy.NOBODY, "wang", "D1", "6200", standard="ifrs"), regimes()[regime]
    )
    assert sum(one.amount_minor if one.side == "debit" else -one.amount_minor for one in found.lines) == 0
    assert found.lines[-1].account == "2000" and found.lines[-1].tax_code is None
    return found


def _lines(facts: InvoiceFacts, regime: str = "de") -> list[tuple[str, str, int, str | None]]:
    return [(one.account, one.side, one.amount_minor, one.tax_code) for one in _proposed(facts, regime).lines[:-1]]


def _codes(facts: InvoiceFacts, regime: str = "de") -> tuple[list[str], list[str]]:
    found = _proposed(facts, regime)
    return [one.tax_code or "" for one in found.lines[:-1]], [one.code for one in found.notes]


def test_the_tax_printed_is_booked_and_a_rounding_is_a_note_a_larger_one_a_warning() -> None:
    assert _lines(HOME) == [("6200", "debit", 10_000, "P19"), ("1320", "debit", 1_900, "P19")]
    assert _proposed(HOME).notes == () and _proposed(HOME).lines[1].tax_base_minor == 10_000
    cent = replace(HOME, tax_minor=1_901, gross_minor=11_901)
    assert _lines(cent)[1] == ("1320", "debit", 1_901, "P19") and _codes(cent)[1] == ["tax.rounding_note"]
    more = replace(HOME, tax_minor=1_906, gross_minor=11_906)
    assert _lines(more)[1][2] == 1_906 and _codes(more)[1] == ["tax.beyond_note"]
    assert all(one.text(language) for one in _proposed(more).notes for language in ("zh", "en"))


def test_a_red_invoice_carries_the_code_with_negative_amounts() -> None:
    red = replace(HOME, net_minor=-10_000, tax_minor=-1_900, gross_minor=-11_900)
    assert _lines(red) == [("6200", "debit", -10_000, "P19"), ("1320", "debit", -1_900, "P19")]


def test_several_rates_are_told_apart_by_the_items() -> None:
    mixed = replace(
        HOME, net_minor=15_000, tax_minor=2_251, gross_minor=17_251, by_rate=(("0.07", 5_000), ("0.19", 10_000))
    )
    assert sorted(_lines(mixed)) == sorted([
        ("6200", "debit", 10_000, "P19"), ("1320", "debit", 1_901, "P19"), ("6200", "debit", 5_000, "P7"),
        ("1320", "debit", 350, "P7"),
    ])  # fmt: skip
    assert _codes(replace(mixed, by_rate=()))[1] == ["tax.no_code"], "no items: nobody guesses"


def test_who_owes_the_tax_is_told_by_the_seller_and_the_paper() -> None:
    abroad = replace(HOME, tax_minor=0, gross_minor=10_000, seller_tax_id="NL123456789B01")
    goods, service = replace(abroad, rates=("zero",)), replace(abroad, rates=("reverse_charge",))
    assert _lines(goods) == [
        ("6200", "debit", 10_000, "PIC19"), ("1320", "debit", 1_900, "PIC19"), ("2310", "credit", 1_900, "PIC19")
    ]  # fmt: skip
    assert _codes(goods)[1] == ["tax.self_assessed"]
    assert _codes(service)[0] == ["PRE19"] * 3
    assert _codes(replace(service, seller_tax_id="DE129273398"))[0] == ["PRC19"] * 3, (
        "at home: the customer owes it too"
    )
    assert _codes(replace(goods, seller_tax_id="US999"))[0] == ["PRC19"] * 3
    assert _codes(replace(abroad, rates=("exempt",))) == (["P0"], [])
    assert _codes(replace(service, currency="GBP"), "gb")[0] == ["PRS20"] * 3


def test_what_no_code_fits_stays_in_cost_and_asks_to_be_looked_at() -> None:
    assert _lines(replace(HOME, seller_tax_id="FR40303265045")) == [("6200", "debit", 11_900, None)]
    assert _codes(replace(HOME, seller_tax_id="FR40303265045"))[1] == ["posting.foreign_tax_in_cost"]
    odd = replace(HOME, tax_minor=1_200, gross_minor=11_200)
    assert _codes(odd) == ([""], ["tax.no_code"])
    then = replace(HOME, issue_date=date(2020, 8, 3), tax_minor=1_600, gross_minor=11_600)
    assert (
        _codes(then)[0] == ["P16", "P16"]
        and parts_of(replace(then, issue_date=date(2026, 8, 3)), DE).parts[0].code is None
    )


def test_where_a_seller_is() -> None:
    given = ("DE129273398", "", "ELxx", "GB123", "xi1", "92 3456")
    assert [place_of(one, DE) for one in given] == ["home", "home", "eu", "other", "eu", "home"]
    assert place_of("GB123", GB) == "home"
