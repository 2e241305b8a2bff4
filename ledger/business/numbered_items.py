"""Open items by the number of their paper: what another program's line settles where it names exactly one.

An item bears a number where its own line, its memo or the invoice it was booked from says it. A line settles an item of the
same account, dimensions and currency, on the other side, that stands at no less; in a foreign currency only where the base
value is the item's own, since the exchange difference is a line of its own in the file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from ledger.books.balances import OpenItem, open_items
from ledger.books.entries import ItemKey, LineDraft, Side, VoucherKey
from ledger.business.invoices.register import numbers_booked
from ledger.business.settlement import carried
from ledger.store import Unit

_LAST = "9999-12-31"
_TOKEN = re.compile(r"[0-9A-Za-z][0-9A-Za-z/_.-]*")


@dataclass(slots=True)
class NumberedItems:
    """The items of a book as they stand, less what :meth:`settled` took of them."""

    base: str
    items: dict[ItemKey, OpenItem]
    by_number: dict[str, set[ItemKey]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, unit: Unit, book: str, base: str) -> NumberedItems:
        """Every open item of a book, by each number it bears."""
        found = cls(base, {one.key: one for one in open_items(unit, book, _LAST)})
        papers = numbers_booked(unit) if found.items else {}
        for key, item in found.items.items():
            words = {word for word in _TOKEN.findall(item.memo) if any(sign.isdigit() for sign in word)}
            named = {item.settlement_number or "", papers.get(VoucherKey(key.batch_id, key.entry_no), "")}
            for number in words | named - {""}:
                found.by_number[number.casefold()].add(key)
        return found

    def settled(self, line: LineDraft, day: str) -> LineDraft:
        """The line with the item it settles, where its number names exactly one that it can; else as it is."""
        keys = self.by_number.get((line.settlement_number or "").casefold(), set())
        found = [item for key in keys if self._takes(item := self.items[key], line, day)]
        if len(found) != 1:
            return line
        item, signed = found[0], _signed(line)
        base = signed if line.base_minor is None else _worth(line)
        self.items[item.key] = replace(
            item, open_minor=item.open_minor + signed, base_open_minor=item.base_open_minor + base
        )
        return replace(line, settles=item.key, due_date=item.due_date or item.posting_date)

    def _takes(self, item: OpenItem, line: LineDraft, day: str) -> bool:
        signed = _signed(line)
        same = (item.account, item.dims, item.currency) == (line.account, line.dims, line.currency)
        if not same or item.posting_date > day or signed * item.open_minor >= 0 or abs(signed) > abs(item.open_minor):
            return False
        return line.currency == self.base or _worth(line) == -carried(item, abs(signed))


def _signed(line: LineDraft) -> int:
    return line.amount_minor if line.side is Side.DEBIT else -line.amount_minor


def _worth(line: LineDraft) -> int:
    base = line.amount_minor if line.base_minor is None else line.base_minor
    return base if line.side is Side.DEBIT else -base
