"""The batch row as a value: what is chained."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.books.leaf import header_text


@dataclass(frozen=True, slots=True)
class Header:
    """Columns of ``batch`` that the hash covers (all of them but the hash; month is the period's)."""

    tenant: str
    batch_id: int
    book_id: int
    position: int
    period: int
    layer: int
    first_number: int
    entry_count: int
    line_count: int
    base_total: int
    posted_at: int
    series: str
    authority_id: str
    poster: str
    checker: str
    cashier: str
    chief: str
    digest: bytes
    previous_hash: bytes
    root: bytes

    def text(self) -> str:
        """The text that is hashed."""
        return header_text(**{name: getattr(self, name) for name in self.__slots__})
