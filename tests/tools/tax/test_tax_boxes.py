"""Tax codes post base and tax to boxes: two regimes worked by hand, red vouchers, what has no code, and the settlement."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from ledger.books.entries import EntryDraft, LineDraft, Side
from tests.ledger.books import small
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany
from tools.sheets.sending import SheetFile, send_out

MONTH = "2026-11"
NOVEMBER = {"start": "2026-11-01", "end": "2026-11-30"}
Typed = tuple[str, str, int, str]
SALE: tuple[Typed, ...] = (
    ("1010", "debit", 119_059, ""),
    ("4000", "credit", 100_050, "S19"),
    ("2300", "credit", 19_009, "S19"),
)
"""1,000.50 at 19 % is 190.095: printed 190.09, one cent under half up."""


@pytest.fixture
def own(tenants: Tenants, request: pytest.FixtureRequest) -> Iterator[OwnCompany]:
    regime, currency = getattr(request, "param", ("de", "EUR"))
    made = OwnCompany(tenants.store, standard="ifrs", currency=currency, language="en", tax_regime=regime)
    made.take_in("zhangwei", "张伟", "accountant")
    yield made
    made.close()


def post(own: OwnCompany, *vouchers: tuple[Typed, ...], day: str = "2026-11-10", period: str = MONTH) -> Any:
    asked = [
        {"date": day, "memo": "m", "lines": [
            {"account": account, "side": side, "amount_minor": amount, "tax_code": code or None}
            for account, side, amount, code in lines
        ]}
        for lines in vouchers
    ]  # fmt: skip
    made = own.must("zhangwei", "propose_run", period=period, summary="run", vouchers=asked)
    own.must("sunli", "confirm_run", proposal=made.proposal, digest=made.digest)
    (posted,) = own.post_what_was_confirmed()
    assert posted.batch is not None, posted
    return posted.batch


def boxes(own: OwnCompany, box: str = "") -> Any:
    return own.must("sunli", "vat_return", period=NOVEMBER, box=box)


def filed(found: Any) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    return {one.number: (one.base, one.tax) for one in found.rows if one.base or one.tax}


def test_germany_by_hand(own: OwnCompany) -> None:
    post(
        own,
        SALE,
        (("1010", "debit", 50_000, ""), ("4000", "credit", 50_000, "SIC")),
        (("1010", "debit", 30_000, ""), ("4000", "credit", 30_000, "SX")),
        (("1430", "debit", 20_000, "PIC19"), ("1320", "debit", 3_800, "PIC19"), ("2310", "credit", 3_800, "PIC19"),
         ("1010", "credit", 20_000, "")),
        (("5040", "debit", 10_000, "PRE19"), ("1320", "debit", 1_900, "PRE19"), ("2310", "credit", 1_900, "PRE19"),
         ("1010", "credit", 10_000, "")),
        (("1430", "debit", 40_000, "P7"), ("1320", "debit", 2_800, "P7"), ("1010", "credit", 42_800, "")),
        (("1430", "debit", 11_900, "PN19"), ("1010", "credit", 11_900, "")),
    )  # fmt: skip
    found = boxes(own)
    assert (found.form, found.months) == ("German advance VAT return", (MONTH, MONTH))
    assert filed(found) == {
        "41": (500, None), "43": (300, None), "81": (1000, Decimal(190)), "89": (200, 38), "46": (100, None), "47": (None, 19),
        "66": (None, 28), "61": (None, 38), "67": (None, 19), "83": (None, Decimal(162)),
    }  # fmt: skip
    row = next(one for one in found.rows if one.number == "81")
    assert (row.books_base, row.books_tax, row.difference) == (Decimal("1000.50"), Decimal("190.09"), Decimal("-0.09"))
    assert {one.account: (one.books, one.difference) for one in found.accounts} == {
        "2300": (Decimal("190.09"), 0), "2310": (57, 0), "1320": (-85, 0)
    }  # fmt: skip
    assert found.loose == () and len(found.notes) == 2
    assert any("0.01" in one for one in found.notes), "one cent printed less than half up: a rounding, told"
    behind = boxes(own, "81").vouchers
    assert [(one.base, one.tax) for one in behind] == [(Decimal("1000.50"), Decimal("190.09"))]
    assert own.must("sunli", "open_voucher", voucher=behind[0].id).lines[1].tax_code == "S19"
    assert own.refused("sunli", "vat_return", period=NOVEMBER, box="99") == ["tax.no_such_box"]


@pytest.mark.parametrize("own", [("gb", "GBP")], indirect=True)
def test_nine_boxes_by_hand(own: OwnCompany) -> None:
    post(
        own,
        (("1010", "debit", 120_099, ""), ("4000", "credit", 100_099, "S20"), ("2300", "credit", 20_000, "S20")),
        (("1010", "debit", 50_000, ""), ("4000", "credit", 50_000, "SX")),
        (("1430", "debit", 40_000, "P20"), ("1320", "debit", 8_000, "P20"), ("1010", "credit", 48_000, "")),
        (("5040", "debit", 10_000, "PRS20"), ("1320", "debit", 2_000, "PRS20"), ("2310", "credit", 2_000, "PRS20"),
         ("1010", "credit", 10_000, "")),
        (("1430", "debit", 12_000, "PN20"), ("1010", "credit", 12_000, "")),
    )  # fmt: skip
    found = boxes(own)
    assert filed(found) == {
        "1": (None, 220), "3": (None, 220), "4": (None, 100), "5": (None, 120), "6": (1600, None), "7": (600, None)
    }  # fmt: skip
    (odd,) = found.loose
    assert odd.code == "S20" and odd.tax == 200 and "20" in odd.why, "20 pence off: beyond the tolerance"


def test_a_reversal_takes_base_and_tax_back_with_the_code(own: OwnCompany) -> None:
    batch = post(own, SALE)
    made = own.must("zhangwei", "reverse_voucher", voucher=f"{batch}.1", reason="wrong")
    own.must("zhangwei", "submit_proposal", proposal=made.proposal)
    own.confirm("sunli", made.proposal)
    assert own.post_what_was_confirmed()[0].batch
    found = boxes(own, "81")
    assert filed(found) == {} and [one.books for one in found.accounts] == [0, 0, 0]
    assert sorted(one.base for one in found.vouchers)[0] == Decimal("-1000.50") and len(found.vouchers) == 2
    assert own.must("sunli", "verify_books").clean


def test_what_has_no_code_or_a_code_of_another_time_is_told_and_in_no_box(own: OwnCompany) -> None:
    post(
        own,
        (("1010", "debit", 11_900, ""), ("4000", "credit", 10_000, ""), ("2300", "credit", 1_900, "")),
        (("1010", "debit", 11_600, ""), ("4000", "credit", 10_000, "S16"), ("2300", "credit", 1_600, "S16")),
    )
    found = boxes(own)
    assert filed(found) == {}
    whys = [one.why for one in found.loose]
    assert len(whys) == 4 and len(set(whys)) == 3
    assert next(one for one in found.accounts if one.account == "2300").difference == 35


def test_the_settlement_empties_the_tax_accounts_and_a_later_sale_leaves_its_difference(own: OwnCompany) -> None:
    post(own, SALE, (("1430", "debit", 40_000, "P7"), ("1320", "debit", 2_800, "P7"), ("1010", "credit", 42_800, "")))
    own.must("sunli", "set_closing_fact", name="tax_period", value="quarterly", valid_from="2026-11-01")
    step = next(one for one in own.must("sunli", "month_end", period=MONTH).steps if one.key == "tax_settlement")
    assert step.standing == "unneeded" and "2026-12" in step.told[0], "November ends no quarter"
    assert boxes(own).months == ("2026-10", "2026-12")
    own.must("sunli", "set_closing_fact", name="tax_period", value="monthly", valid_from="2026-11-01")
    assert _settle(own) == {
        ("2300", "debit", Decimal("190.09")),
        ("1320", "credit", 28),
        ("2320", "credit", Decimal("162.09")),
    }
    before = filed(boxes(own))
    assert before["81"] == (1000, 190), "what settles is in no box"
    post(own, (("1430", "debit", 400_000, "P7"), ("1320", "debit", 28_000, "P7"), ("1010", "credit", 428_000, "")))
    assert _settle(own) == {("1320", "credit", 280), ("1330", "debit", 280)}, "a refund is an asset"
    assert own.must("sunli", "verify_books").clean


def _settle(own: OwnCompany) -> set[tuple[str, str, Decimal]]:
    made = own.must("zhangwei", "propose_month_end", period=MONTH, step="tax_settlement")
    own.must("sunli", "confirm_run", proposal=made.proposal, digest=made.digest)
    assert own.post_what_was_confirmed()[0].batch
    return {(one.account, one.side, one.amount) for one in made.lines}


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf"])
def test_the_return_leaves_as_a_file(own: OwnCompany, form: Any) -> None:
    post(own, SALE)
    sent = send_out(own.house, own.who("sunli"), "vat_return", {"period": NOVEMBER}, form)
    assert isinstance(sent, SheetFile)
    assert len(sent.data) > 200 and (form != "csv" or "190.09" in sent.data.decode("utf-8-sig"))


def test_a_regime_wants_a_chart_with_its_accounts(tenants: Tenants) -> None:
    cas = OwnCompany(tenants.store)
    given = {"name": "tax_regime", "value": "de", "valid_from": "2026-11-01"}
    assert cas.refused("sunli", "set_closing_fact", **given) == ["tax.no_accounts"]
    assert "tax_regime" not in cas.must("sunli", "month_end", period=MONTH).choices
    cas.close()
    plain = OwnCompany(tenants.store, standard="ifrs", currency="EUR", name="乙", name_en="Beta")
    assert plain.refused("sunli", "vat_return", period=NOVEMBER) == ["vat.no_regime"]
    assert plain.must("sunli", "month_end", period=MONTH).choices["tax_regime"] == ("by_standard", "de", "gb")
    plain.close()


def test_a_code_is_judged_by_the_day_of_the_document_so_an_old_one_posts_late_and_is_reversed_later_still(
    own: OwnCompany,
) -> None:
    old = EntryDraft(
        "2026-11-12", (LineDraft("1430", Side.DEBIT, 10_000, "EUR", tax_code="P16"),
                       LineDraft("1320", Side.DEBIT, 1_600, "EUR", tax_code="P16"),
                       LineDraft("1010", Side.CREDIT, 11_600, "EUR")),
        "wang", document_date="2020-12-30", source="late",
    )  # fmt: skip
    batch = small.posted(own.house.store, own.tenant, old, period=MONTH)
    assert filed(boxes(own)) == {"66": (None, 16), "83": (None, -16)} and boxes(own).loose == ()
    made = own.must("zhangwei", "reverse_voucher", voucher=f"{batch.batch_id}.1", reason="wrong")
    own.must("zhangwei", "submit_proposal", proposal=made.proposal)
    own.confirm("sunli", made.proposal)
    assert own.post_what_was_confirmed()[0].batch
    found = boxes(own)
    assert filed(found) == {} and found.loose == ()


def test_half_of_the_tax_is_in_the_box_and_half_in_cost(own: OwnCompany) -> None:
    """1,000 at 19 %: 95 of 190 is input tax, cost bears 1,095."""
    post(own, (("5040", "debit", 109_500, "PH19"), ("1320", "debit", 9_500, "PH19"), ("1010", "credit", 119_000, "")))
    found = boxes(own)
    assert filed(found) == {"66": (None, 95), "83": (None, -95)} and found.loose == ()
    post(own, (("5040", "debit", 109_500, "PH19"), ("1320", "debit", 19_000, "PH19"), ("1010", "credit", 128_500, "")))
    (odd,) = boxes(own).loose
    assert odd.code == "PH19" and odd.tax == 190, "all of the tax on a code that gives half"


@pytest.mark.parametrize("own", [("gb", "GBP")], indirect=True)
def test_half_of_the_tax_on_a_leased_car(own: OwnCompany) -> None:
    post(own, (("5040", "debit", 55_000, "PH20"), ("1320", "debit", 5_000, "PH20"), ("1010", "credit", 60_000, "")))
    assert filed(boxes(own)) == {"4": (None, 50), "5": (None, -50), "7": (500, None)}


def test_the_grid_fills_in_the_half_that_is_input_tax(own: OwnCompany) -> None:
    rows = [{"account": "5040", "debit": "1095.00", "tax_code": "PH19", "dims": {}}, {"account": "1010", "credit": "="}]
    shown = own.must("zhangwei", "check_voucher", rows=rows, date="2026-11-10", memo="m", fill_tax=True)
    assert [(one.account[:4], one.debit) for one in shown.rows if one.tax_code and one.account.startswith("1320")] == [
        ("1320", "95.00")
    ]
