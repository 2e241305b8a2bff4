"""What an amount, a rate or an account is, where its label is not the only thing on its row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingestion import read
from ingestion.reading import Reading
from tests.ingestion.printing import Sheet


def _read(*rows: tuple[str, str], below: str = "") -> Reading:
    sheet = Sheet().put(50, 40, "Invoice 4711", 14).put(50, 70, "Date: 2026-06-05").put(50, 420, below)
    return read(sheet.rows(300, 16, [(300, False), (540, True)], [list(row) for row in rows]).pdf())


def test_a_greater_sum_that_is_called_total_too_leaves_neither_checked() -> None:
    reading = _read(
        ("Subtotal", "100.00"), ("VAT 20%", "20.00"), ("Total", "GBP 120.00"), ("Total with tip", "GBP 138.00")
    )
    assert "arithmetic" not in reading.fields["gross"].witnesses


def test_a_sentence_with_a_figure_left_of_a_label_is_not_its_label() -> None:
    sheet = Sheet().put(50, 40, "Invoice 3280", 14).put(50, 70, "Date: June 7, 2026")
    sheet.put(41, 300, "Make checks payable to us. A $35 charge applies to returned checks.", 7)
    rows = [
        ["Subtotal", "$3,405.11"],
        ["Sales Tax (7%)", "$238.36"],
        ["Total", "$3,643.47"],
        ["Balance Due", "$3,643.47"],
    ]
    reading = read(sheet.rows(300, 16, [(350, False), (540, True)], rows).pdf())
    assert reading.value("due_amount") == Decimal("3643.47")


@pytest.mark.parametrize("paid", ["Caparra già versata con bonifico del 04/05/2026", "Less deposit received"])
def test_a_part_that_was_paid(paid: str) -> None:
    reading = _read(("Totale", "EUR 712,15"), (paid, "- 356,08"), ("Saldo da versare", "EUR 356,07"))
    assert (reading.value("prepaid"), reading.value("due_amount")) == (Decimal("356.08"), Decimal("356.07"))


@pytest.mark.parametrize(("figure", "rates"), [("20,00", ("0.2",)), ("19,00", None)])
def test_a_bare_figure_under_its_head_is_a_rate_where_it_multiplies(figure: str, rates: tuple[str, ...] | None) -> None:
    sheet = Sheet().put(50, 40, "FACTURE N° 4711", 14).put(50, 70, "Date : 05/06/2026")
    columns = [(37, False), (183, False), (295, False), (407, False)]
    rows = [["BASE H.T.", "TAUX", "T.V.A.", "TOTAL T.T.C."], ["413,91", figure, "82,78", "496,69 €"]]
    assert read(sheet.rows(300, 12, columns, rows).pdf()).value("tax_rates") == rates


@pytest.mark.parametrize(
    ("account", "witnesses"), [("DE89 3704 0044 0532 0130 00", ("checksum",)), ("BE31 8076 9994 8935", ())]
)
def test_an_account_against_its_country_s_rules_has_no_witness(account: str, witnesses: tuple[str, ...]) -> None:
    """8076 9994 89 modulo 97 is not 35, as Belgium's own digits must be."""
    found = _read(("Total", "EUR 120.00"), below=f"Account {account}").fields["seller_iban"]
    assert (found.value, found.witnesses) == (account.replace(" ", ""), witnesses)


def test_the_only_tax_number_is_the_seller_s_unless_it_stands_in_the_buyer_s_block() -> None:
    block = ["Sold to:", "Lakeview Store Ltd", "P.O. Box 88", "Kingston, ON K7L 1A1"]
    for y, name in ((226, "seller_tax_id"), (192, "buyer_tax_id")):
        sheet = (
            Sheet()
            .put(37, 33, "Huron Equipment Inc.", 14)
            .put(387, 33, "INVOICE 38017", 14)
            .put(387, 69, "Date: Aug 25, 2024")
        )
        sheet.column(37, 142, 12, block).put(37, y, "GST/HST No. 123456782 RT0001")
        reading = read(sheet.rows(300, 16, [(300, False), (540, True)], [["Total", "CAD 120.00"]]).pdf())
        assert reading.value(name), name
        assert not (reading.value("seller_tax_id") and reading.value("buyer_tax_id"))


def test_sums_in_lakhs() -> None:
    reading = _read(
        ("Total Taxable Value", "1,14,839.93"), ("IGST 18%", "20,671.19"), ("Invoice Value (Rs.)", "1,35,511.12")
    )
    assert (reading.value("net"), reading.value("gross")) == (Decimal("114839.93"), Decimal("135511.12"))


def test_what_was_paid_is_what_was_charged_where_nothing_else_is_called_so() -> None:
    assert _read(("Net", "100.00"), ("VAT 20%", "20.00"), ("Total paid", "GBP 120.00")).value("gross") == Decimal(
        "120.00"
    )


def test_what_is_due_with_the_bill_before_is_not_this_one_s_total() -> None:
    reading = _read(
        ("Previous balance", "60.00"),
        ("Charges excl VAT", "100.00"),
        ("VAT 20%", "20.00"),
        ("New balance", "GBP 180.00"),
    )
    assert reading.value("gross") in (None, Decimal("120.00"))


def test_words_between_two_amounts_name_the_second() -> None:
    sheet = Sheet().put(50, 40, "Factuur 2024/0529", 14).put(50, 70, "Datum: 3/07/2024")
    sheet.put(170, 300, "Totaal excl.").put(353, 300, "302,06 Totaal btw").put(540, 300, "42,64", right=True)
    reading = read(sheet.put(170, 330, "Te betalen").put(540, 330, "€ 344,70", right=True).pdf())
    assert (reading.value("net"), reading.value("tax"), reading.value("gross")) == (
        Decimal("302.06"),
        Decimal("42.64"),
        Decimal("344.70"),
    )


def test_interest_named_beside_a_tax_is_no_rate_of_it() -> None:
    reading = _read(
        ("Net", "100.00"),
        ("HST 13%", "13.00"),
        ("Total", "CAD 113.00"),
        below="2% per month is added to late accounts, HST applies.",
    )
    assert reading.value("tax_rates") == ("0.13",)
