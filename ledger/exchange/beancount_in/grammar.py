"""One directive: its tokens, and the indented lines below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, DivisionByZero, InvalidOperation

from ledger.exchange.beancount_in.entries import Balance, CostSpec, Entry, Leg, Open, Pad, Txn
from ledger.exchange.beancount_in.tokens import Line, Token, unquoted
from ledger.exchange.incoming import Place
from ledger.exchange.incoming.faults import Fault

_FLAGS = frozenset("*!&#?%PSTCURM")
_PASSED = frozenset({"close", "commodity", "note", "document", "event", "price", "query", "custom"})
METHODS = frozenset({"STRICT", "STRICT_WITH_SIZE", "FIFO", "LIFO", "HIFO", "NONE", "AVERAGE"})


class Cursor:
    """Tokens of a line from left to right."""

    def __init__(self, line: Line) -> None:
        self.line, self.tokens, self.at = line, line.tokens, 0

    @property
    def place(self) -> Place:
        return self.line.place

    def peek(self, *kinds: str) -> bool:
        """Whether the next token is of one of the kinds."""
        return self.at < len(self.tokens) and self.tokens[self.at].kind in kinds

    def take(self, *kinds: str) -> Token | None:
        """The next token if it is of one of the kinds."""
        if not self.peek(*kinds):
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def want(self, *kinds: str) -> Token:
        """The next token; Fault where it is another."""
        found = self.take(*kinds)
        if found is None:
            raise self.fault()
        return found

    def fault(self) -> Fault:
        """What is left over is not understood."""
        rest = " ".join(token.text for token in self.tokens[self.at :]) or "…"
        return Fault(self.place, "import.not_understood", text=rest[:120])

    def end(self) -> None:
        """Fault unless nothing is left."""
        if self.at < len(self.tokens):
            raise self.fault()

    # numbers ---------------------------------------------------------------------------------
    def number(self) -> Decimal | None:
        """An expression of numbers, None where there is none."""
        if not self.peek("number", "+", "-", "("):
            return None
        try:
            return self._sum(0)
        except (DivisionByZero, InvalidOperation) as fault:
            raise self.fault() from fault

    def _sum(self, depth: int) -> Decimal:
        left = self._product(depth)
        while sign := self.take("+", "-"):
            right = self._product(depth)
            left = left + right if sign.kind == "+" else left - right
        return left

    def _product(self, depth: int) -> Decimal:
        left = self._factor(depth)
        while sign := self.take("*", "/"):
            right = self._factor(depth)
            left = left * right if sign.kind == "*" else left / right
        return left

    def _factor(self, depth: int) -> Decimal:
        if depth > 100:
            raise self.fault()
        if sign := self.take("+", "-"):
            inner = self._factor(depth + 1)
            return -inner if sign.kind == "-" else inner
        if self.take("("):
            found = self._sum(depth + 1)
            self.want(")")
            return found
        return Decimal(self.want("number").text.replace(",", ""))


def iso(token: Token, place: Place) -> str:
    """A date token as ISO text."""
    try:
        return date(*map(int, token.text.replace("/", "-").split("-"))).isoformat()
    except ValueError as fault:
        raise Fault(place, "import.bad_date", text=token.text) from fault


def read_dated(line: Line, body: Sequence[Line]) -> Entry | None:
    """A dated directive; None for one that changes no balance."""
    cursor = Cursor(line)
    day = iso(cursor.want("date"), line.place)
    if word := cursor.take("word"):
        if word.text in _PASSED:
            return None
        reader = _READERS.get(word.text)
        if reader is not None:
            return reader(cursor, day, body)
        if word.text != "txn":
            raise Fault(line.place, "import.unknown_directive", text=word.text)
    elif not _flag(cursor):
        raise cursor.fault()
    return _txn(cursor, day, body)


def _flag(cursor: Cursor) -> bool:
    token = cursor.tokens[cursor.at] if cursor.at < len(cursor.tokens) else None
    if token is None or token.text not in _FLAGS:
        return False
    cursor.at += 1
    return True


def _txn(cursor: Cursor, day: str, body: Sequence[Line]) -> Txn:
    strings = []
    while token := cursor.take("string", "tag", "link", "|"):
        if token.kind == "string":
            strings.append(unquoted(token.text))
    cursor.end()
    if len(strings) > 2:
        raise Fault(cursor.place, "import.not_understood", text=strings[2])
    payee, narration = ("", *strings)[-2:] if len(strings) == 1 else (*strings, "", "")[:2]
    legs = [leg for leg in map(_leg, body) if leg is not None]
    return Txn(cursor.place, day, payee, narration, tuple(legs))


def _leg(line: Line) -> Leg | None:
    """A posting; None for metadata, tags and links."""
    cursor = Cursor(line)
    if cursor.peek("key", "tag", "link"):
        return None
    if not cursor.peek("account"):
        _flag(cursor)
    leg = Leg(line.place, cursor.want("account").text)
    leg.number = cursor.number()
    found = cursor.take("currency")
    leg.currency = found.text if found else None
    if cursor.peek("{", "{{"):
        leg.cost = _cost(cursor)
    if at := cursor.take("@", "@@"):
        leg.priced, leg.price_total = True, at.kind == "@@"
        leg.price = cursor.number()
        found = cursor.take("currency")
        leg.price_currency = found.text if found else None
        if leg.price is not None and leg.price < 0:
            raise Fault(line.place, "import.negative_price")
    cursor.end()
    return leg


def _cost(cursor: Cursor) -> CostSpec:
    total = cursor.want("{", "{{").kind == "{{"
    closing = "}}" if total else "}"
    per: Decimal | None = None
    whole: Decimal | None = None
    currency = day = label = None
    merge = False
    while not cursor.take(closing):
        if found := cursor.take("date"):
            day = iso(found, cursor.place)
        elif found := cursor.take("string"):
            label = unquoted(found.text)
        elif cursor.take("*"):
            merge = True
        else:
            number = cursor.number()
            if cursor.take("#"):
                per, whole = number, cursor.number()
            elif total:
                whole = number
            else:
                per = number
            found = cursor.take("currency")
            currency = found.text if found else currency
            if number is None and found is None and whole is None:
                raise cursor.fault()
        if not cursor.peek(closing):
            cursor.want(",")
    return CostSpec(per, whole, currency, day, label, merge)


def _open(cursor: Cursor, day: str, body: Sequence[Line]) -> Open:
    account, currencies = cursor.want("account").text, []
    while found := cursor.take("currency"):
        currencies.append(found.text)
        cursor.take(",")
    booking = cursor.take("string")
    method = unquoted(booking.text) if booking else ""
    if method and method not in METHODS:
        raise Fault(cursor.place, "import.unknown_booking", method=method)
    cursor.end()
    return Open(cursor.place, day, account, tuple(currencies), method)


def _balance(cursor: Cursor, day: str, body: Sequence[Line]) -> Balance:
    account, number = cursor.want("account").text, cursor.number()
    tolerance = cursor.number() if cursor.take("~") else None
    if number is None:
        raise cursor.fault()
    currency = cursor.want("currency").text
    cursor.end()
    return Balance(cursor.place, day, account, number, currency, tolerance)


def _pad(cursor: Cursor, day: str, body: Sequence[Line]) -> Pad:
    account, source = cursor.want("account").text, cursor.want("account").text
    cursor.end()
    return Pad(cursor.place, day, account, source)


_READERS: dict[str, Callable[[Cursor, str, Sequence[Line]], Entry]] = {"open": _open, "balance": _balance, "pad": _pad}
