"""What makes one layout: who prints it for whom, and what kind of trade it shows. The look is its template."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Half(StrEnum):
    """Mending may look at the papers of *learn*, sureness alone is fitted on those of *fit*; *held* only ever judges."""

    LEARN = "learn"
    FIT = "fit"
    HELD = "held"


@dataclass(frozen=True)
class Layout:
    """One template. ``locale`` writes its figures and days; ``rates`` are its shares of VAT; ``number`` a pattern: # digit, @ letter, Y year, M month. ``whole``: sums without cents; ``author``: by which hand, whose people and goods it has; ``dear``: from what price on a thing is sold alone; ``seller_id``: whose tax number the seller has, where it is not a firm's of its country."""

    name: str
    half: Half
    locale: str
    country: str
    currency: str
    goods: str
    number: str
    rates: tuple[str, ...]
    buyer_country: str = ""
    lines: tuple[int, int] = (2, 6)
    days: int = 30
    inclusive: bool = False
    discount: bool = False
    deposit: bool = False
    returned: bool = False
    unsigned: bool = False
    whole: bool = False
    author: int = 1
    dear: int = 2000
    seller_id: str = ""
    doc_type: str = "invoice"

    @property
    def credit(self) -> bool:
        """Whether its amounts count against an invoice."""
        return self.doc_type == "credit_note"
