"""What a sample document says. Amounts are exact decimals; totals are the sums of the lines, never typed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

_CENT = Decimal("0.01")


class Layout(StrEnum):
    """Templates that we can print."""

    DIGITAL_SPECIAL = "digital_special"
    DIGITAL_GENERAL = "digital_general"
    PAPER_SPECIAL = "paper_special"
    PAPER_GENERAL = "paper_general"
    LETTER = "letter"
    ROLL = "roll"


@dataclass(frozen=True, slots=True)
class Party:
    """Who sells or buys."""

    name: str
    tax_id: str = ""
    address: str = ""
    phone: str = ""
    bank: str = ""
    account: str = ""
    country: str = "CN"


@dataclass(frozen=True, slots=True)
class SpecLine:
    """One line: ``amount`` without tax, ``rate`` as a fraction (0.13), ``tax`` of this line."""

    name: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    amount: Decimal
    rate: Decimal
    tax: Decimal
    model: str = ""


def line(name: str, quantity: str, unit: str, unit_price: str, rate: str, model: str = "") -> SpecLine:
    """A line with its amount and tax worked out and rounded half up to cents."""
    count, price, share = Decimal(quantity), Decimal(unit_price), Decimal(rate)
    amount = (count * price).quantize(_CENT, ROUND_HALF_UP)
    return SpecLine(name, count, unit, price, amount, share, (amount * share).quantize(_CENT, ROUND_HALF_UP), model)


@dataclass(frozen=True, slots=True)
class InvoiceSpec:
    """A whole document. ``code`` only on 税控 layouts; ``original_number`` on a correction; ``hidden_text`` is printed
    white on white; ``as_image`` takes the text layer away; ``with_xml`` embeds Factur-X (LETTER only)."""

    layout: Layout
    number: str
    issued: date
    seller: Party
    buyer: Party
    lines: tuple[SpecLine, ...]
    currency: str = "CNY"
    language: str = "zh"
    code: str = ""
    due: date | None = None
    remarks: str = ""
    issuer: str = "王小林"
    original_number: str = ""
    hidden_text: str = ""
    as_image: bool = False
    with_xml: bool = False
    variant: str = ""
    file_name: str = ""

    def __post_init__(self) -> None:
        assert self.lines and self.number
        assert not self.with_xml or self.layout is Layout.LETTER
        by_rate: dict[Decimal, Decimal] = {}
        for one in self.lines:
            assert one.amount == one.amount.quantize(_CENT) and one.tax == one.tax.quantize(_CENT)
            by_rate[one.rate] = by_rate.get(one.rate, Decimal(0)) + one.amount

    @property
    def net(self) -> Decimal:
        """Sum of the lines without tax."""
        return sum((one.amount for one in self.lines), Decimal("0.00"))

    @property
    def tax(self) -> Decimal:
        """Sum of the lines' taxes."""
        return sum((one.tax for one in self.lines), Decimal("0.00"))

    @property
    def gross(self) -> Decimal:
        """Net and tax."""
        return self.net + self.tax

    @property
    def is_credit(self) -> bool:
        """A red invoice or credit note."""
        return self.gross < 0

    @property
    def name(self) -> str:
        """File name, with ending."""
        return self.file_name or f"{self.number}{'-' + self.variant if self.variant else ''}.pdf"
