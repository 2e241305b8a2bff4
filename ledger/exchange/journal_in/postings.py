"""One posting line: status, account, amount, lot, price, assertion, comment."""

from __future__ import annotations

import re

from ledger.exchange.incoming import Place
from ledger.exchange.incoming.faults import Fault
from ledger.exchange.journal_in.amounts import Amount, BadAmount, scan_amount
from ledger.exchange.journal_in.dates import posting_date
from ledger.exchange.journal_in.raw import Assertion, Kind, Price, RawPost
from ledger.exchange.journal_in.settings import Dialect, Settings

_STATUS = re.compile(r"[*!]\s*")
_ACCOUNT = re.compile(r"(?P<name>.+?)(?:\s*\t\s*| {2,}\s*|\s*$)(?P<rest>.*)")
_ASSERTED = re.compile(r"(==?)(\*?)\s*")
_AT = re.compile(r"\(?(@@?)\)?\s*=?\s*")
_LOT_DATE = re.compile(r"\[=?\d[^\]]*\]")
_LOT_NOTE = re.compile(r"\([^()@]*\)")
_COST_OF_ASSERTION = re.compile(r"\{[^}]*\}+|\[[^\]]*\]|\([^)]*\)|@@?[^;]*")


def read_posting(text: str, place: Place, settings: Settings, date: str, *, in_rule: bool = False) -> RawPost:
    """A posting of a stripped line; Fault where it cannot be read."""
    status = _STATUS.match(text)
    body = text[status.end() :] if status else text
    match = _ACCOUNT.fullmatch(body)
    assert match is not None, body
    name, kind = _account(match["name"], place)
    rest, _, memo = _split_comment(match["rest"])
    tail = _Tail(rest.strip(), place, settings, in_rule=in_rule)
    tail.read()
    account = name if in_rule else settings.account(name)
    if not account:
        raise Fault(place, "import.no_account")
    day = posting_date(memo, date, settings.year, place)
    return RawPost(
        place, account, kind, tail.amount, tail.price, tail.lot, tail.assertion, memo.strip(), day, tail.factor
    )


def _account(name: str, place: Place) -> tuple[str, Kind]:
    name = name.strip()
    pairs = {"(": (")", Kind.VIRTUAL), "[": ("]", Kind.BALANCED), "<": (">", Kind.REAL)}
    closing, kind = pairs.get(name[:1], ("", Kind.REAL))
    if closing and name.endswith(closing):
        return name[1:-1].strip(), kind
    if closing and name[0] != "<":
        raise Fault(place, "import.bracket", account=name)
    return name, Kind.REAL


def _split_comment(text: str) -> tuple[str, str, str]:
    """At the first semicolon that stands outside quotes."""
    quoted = False
    for at, one in enumerate(text):
        if one == '"':
            quoted = not quoted
        elif one == ";" and not quoted:
            return text[:at], ";", text[at + 1 :]
    return text, "", ""


class _Tail:
    """What follows the account, read from left to right."""

    def __init__(self, text: str, place: Place, settings: Settings, *, in_rule: bool) -> None:
        self.text, self.place, self.settings, self.in_rule = text, place, settings, in_rule
        self.at = 0
        self.amount: Amount | None = None
        self.price: Price | None = None
        self.lot: Price | None = None
        self.assertion: Assertion | None = None
        self.factor = False

    def read(self) -> None:
        """Everything, or Fault at what is left over."""
        if self.text and self.text[0] != "=":
            self._first()
        while self._space():
            if not (self._lot() or self._price() or self._assertion()):
                raise Fault(self.place, "import.not_understood", text=self.text[self.at :])

    def _first(self) -> None:
        starred = self.in_rule and self.text[0] == "*"
        self.at = 1 if starred else 0
        self._space()
        self.amount = self._scan()
        bare = not self.amount.commodity and self.settings.dialect is Dialect.LEDGER
        self.factor = self.in_rule and (starred or bare)

    def _scan(self) -> Amount:
        try:
            found, self.at = scan_amount(self.text, self.at, self.settings)
        except BadAmount as fault:
            raise Fault(self.place, "import.bad_amount", text=str(fault) or self.text) from fault
        return found

    def _space(self) -> bool:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.at < len(self.text)

    def _lot(self) -> bool:
        for pattern in (_LOT_DATE, _LOT_NOTE):
            match = pattern.match(self.text, self.at)
            if match and not _AT.match(self.text, self.at):
                self.at = match.end()
                return True
        if not self.text.startswith("{", self.at):
            return False
        total = self.text.startswith("{{", self.at)
        closing = "}}" if total else "}"
        end = self.text.find(closing, self.at)
        if end < 0:
            raise Fault(self.place, "import.not_understood", text=self.text[self.at :])
        inner = self.text[self.at + len(closing) : end].strip().removeprefix("=").strip()
        self.at = end + len(closing)
        if inner:
            self.lot = Price(self._inner(inner), total)
        return True

    def _inner(self, text: str) -> Amount:
        try:
            found, end = scan_amount(text, 0, self.settings)
        except BadAmount as fault:
            raise Fault(self.place, "import.bad_amount", text=text) from fault
        if text[end:].strip():
            raise Fault(self.place, "import.bad_amount", text=text)
        return found

    def _price(self) -> bool:
        match = _AT.match(self.text, self.at)
        if match is None or self.price is not None:
            return False
        self.at = match.end()
        self.price = Price(self._scan(), match[1] == "@@")
        return True

    def _assertion(self) -> bool:
        match = _ASSERTED.match(self.text, self.at)
        if match is None or self.assertion is not None:
            return False
        self.at = match.end()
        self.assertion = Assertion(self._scan(), match[1] == "==", bool(match[2]))
        while self._space() and (cost := _COST_OF_ASSERTION.match(self.text, self.at)):
            self.at = cost.end()
        return True
