"""Any vendor out of the vocabulary: what is called sure is right, whatever the labels, the places and the sums."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ingestion import read
from ingestion.page.roles import Role, role_of
from ledger.evidence.field import SURE, Sureness
from tests.ingestion.printing import Sheet
from tests.ingestion.vocabulary import VOCABULARY

_RATE = {"en": Decimal("0.2"), "de": Decimal("0.19"), "fr": Decimal("0.2"), "it": Decimal("0.22")}
_NUMBERS = ["2026-0417", "RE-20260017", "INV/2026/00042", "8841120", "F26-118", "A-77120/26", "26001937", "HF2611.208"]
_GOODS = ["Steel bracket", "Montage", "Transport", "Pump seal", "Papier A4"]


@dataclass
class Made:
    """A printed invoice with what it says; ``net`` is absent where it is not printed as a total."""

    pdf: bytes = field(repr=False)
    truth: dict[str, object]


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))


def _print(amount: Decimal, style: str, sign: int) -> str:
    text = f"{amount:,.2f}"
    if style != "en":
        text = text.replace(",", "~").replace(".", ",").replace("~", "." if style == "de" else " ")
    return [text, f"€ {text}", f"{text} EUR", f"{text} €"][sign]


@some.composite
def invoices(draw: some.DrawFn) -> Made:
    """One invoice: language, labels, places, number of lines, kind of sum."""
    language = draw(some.sampled_from(sorted(VOCABULARY)))
    words = VOCABULARY[language]
    said = {
        name: draw(some.sampled_from(words[name]))
        for name in ("title", "number", "date", "due", "net", "tax", "gross", "buyer", "day")
    }
    style, sign, form = words["style"][0], draw(some.integers(0, 3)), said["day"]
    number, issued = draw(some.sampled_from(_NUMBERS)), draw(some.dates(date(2026, 1, 1), date(2026, 12, 20)))
    due = date(2027, 1, 15)
    lines = [
        (name, draw(some.integers(1, 30)), Decimal(draw(some.integers(100, 90_000))).scaleb(-2))
        for name in _GOODS[: draw(some.integers(1, 4))]
    ]
    net = sum((count * price for _, count, price in lines), Decimal(0))
    sheet = Sheet()
    sheet.column(draw(some.sampled_from([40, 360])), 40, 12, words["seller"])
    left = draw(some.booleans())
    sheet.column(40 if left else 340, 125, 12, [said["buyer"], *words["company"]])
    x = 340 if left else 40
    sheet.put(x, 100, said["title"], 15)
    pairs = [(said["number"], number), (said["date"], issued.strftime(form)), (said["due"], due.strftime(form))]
    place = draw(some.sampled_from(["beside", "behind", "below"]))
    if place == "below":
        sheet.rows(
            210,
            14,
            [(40, False), (190, False), (340, False)],
            [[label for label, _ in pairs], [value for _, value in pairs]],
        )
    for row, (label, value) in enumerate(pairs if place != "below" else []):
        if place == "beside":
            sheet.put(x, 130 + 14 * row, label).put(x + 130, 130 + 14 * row, value)
        else:
            sheet.put(x, 130 + 14 * row, f"{label}: {value}")
    table = [
        [name, str(count), _print(price, style, 0), _print(count * price, style, 0)] for name, count, price in lines
    ]
    sheet.rows(270, 15, [(40, False), (330, True), (430, True), (555, True)], [words["header"], *table])
    rows, truth = _sums(
        draw(some.sampled_from(["plain", "freight", "discount", "prepaid", "free"])),
        said,
        words["noise"],
        net,
        _RATE[language],
    )
    sheet.rows(
        300 + 15 * len(lines),
        14,
        [(360, False), (555, True)],
        [[label, _print(amount, style, sign)] for label, amount in rows],
    )
    truth |= {
        "number": number,
        "issue_date": issued,
        "due_date": due,
        "seller_name": words["seller"][0],
        "buyer_name": words["company"][0],
    }
    return Made(sheet.pdf(), truth)


def _sums(
    kind: str, said: dict[str, str], noise: list[str], net: Decimal, rate: Decimal
) -> tuple[list[tuple[str, Decimal]], dict[str, object]]:
    between = {"freight": [(noise[3], Decimal("12.50"))], "discount": [(noise[4], -_cents(net / 10))]}.get(kind, [])
    base = net + sum((amount for _, amount in between), Decimal(0))
    tax = Decimal("0.00") if kind == "free" else _cents(base * rate)
    gross = base + tax
    rows = [(said["net"], net), *between, (said["tax"], tax), (said["gross"], gross)]
    rows += [(noise[5], _cents(gross / 4))] if kind == "prepaid" else []
    truth: dict[str, object] = {"tax": tax, "gross": gross}
    return rows, truth | ({"net": net} if not between else {})


@given(invoices())
def test_what_is_sure_is_right(made: Made) -> None:
    reading = read(made.pdf)
    for name, value in made.truth.items():
        read_field = reading[name]
        if read_field.confidence >= SURE:
            assert read_field.value == value, (name, read_field)
        if read_field.sureness is Sureness.CHECKED:
            assert read_field.witnesses, name


@given(invoices())
def test_gross_number_and_day_are_found(made: Made) -> None:
    reading = read(made.pdf)
    found = {name: reading.value(name) for name in ("gross", "number", "issue_date")}
    assert found == {name: made.truth[name] for name in found}


@pytest.mark.parametrize(
    ("label", "role"),
    [("total incl. vat", Role.GROSS), ("amount due incl. 20% vat", Role.GROSS), ("gesamtbetrag inkl. mwst", Role.GROSS),
     ("incl. vat 20%", Role.TAX), ("total includes vat", Role.TAX), ("of which vat", Role.TAX), ("total vat", Role.TAX)],
)  # fmt: skip
def test_a_total_with_its_tax_is_no_tax(label: str, role: Role) -> None:
    found = role_of(label)
    assert found is not None and found[0] is role
