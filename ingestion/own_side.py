"""One's own company is never taken for the seller of a paper that does not say so: a letter's address, a ticket's traveller.

Papers name their recipient large and early, and one reader's guess of the seller may fall on it. Whoever reads for a company
knows its names and its number; an invoice of the company's own says in words that it is the seller, and stays.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from ingestion.reading import Reading
from ingestion.values.names import LEGAL_FORM
from ledger.core import problem
from ledger.evidence.field import ABSENT, SURE, Field, Source, known

_FORM = re.compile(LEGAL_FORM.pattern, re.IGNORECASE)
_SIDES = ("name", "tax_id")


@dataclass(frozen=True, slots=True)
class Own:
    """The company that reads: its names in any language, and its tax number, empty where it has none."""

    names: tuple[str, ...]
    tax_id: str = ""

    def is_name(self, text: object) -> bool:
        """Whether a name is one of ours, spaces, case and legal forms aside."""
        plain = _bare(_FORM.sub("", str(text or "")))
        return bool(plain) and plain in {_bare(_FORM.sub("", one)) for one in self.names if one}

    def is_number(self, text: object) -> bool:
        """Whether a tax number is ours."""
        plain = _bare(str(text or ""))
        return bool(plain) and plain == _bare(self.tax_id)


def _bare(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())


def for_own(reading: Reading, own: Own) -> Reading:
    """The reading with our own name and number on the buyer's side where nothing on the paper says that we sell, and given
    there however unsurely they were read.

    What says so: the original inside, a person, a label (which the readers are sure of), or a buyer who is somebody else.
    """
    reading = _without_offers(reading, own)
    name, number = reading["seller_name"], reading["seller_tax_id"]
    if not own.is_name(name.value) and not own.is_number(number.value):
        return reading
    ours = {"name": own.is_name(name.value), "tax_id": own.is_number(number.value)}
    other = reading["buyer_name"].value or reading["buyer_tax_id"].value
    somebody_else = (
        other and not own.is_name(reading["buyer_name"].value) and not own.is_number(reading["buyer_tax_id"].value)
    )
    contradicts = bool(number.value and not ours["tax_id"]) or bool(name.value and not ours["name"])
    if not contradicts and (somebody_else or any(_told(one) for one in (name, number) if one.value is not None)):
        return reading
    changed = _moved(reading, ours)
    return reading.with_fields(changed).with_problems(problem("reading.seller_is_us", "seller_name"))


def _without_offers(reading: Reading, own: Own) -> Reading:
    """What is ours is given for the buyer, and for the seller where the buyer is somebody else; else it is no offer."""
    buyer = reading.value("buyer_name")
    sells = buyer is not None and not own.is_name(buyer)
    found: dict[str, Field] = {}
    offers: dict[str, tuple[Field, ...]] = {}
    for side, given in (("seller", sells), ("buyer", not sells)):
        for what, ours in (("name", own.is_name), ("tax_id", own.is_number)):
            name = f"{side}_{what}"
            for one in reading.offers.get(name, ()):
                if ours(one.value) and given and reading.value(name) is None:
                    found[name] = known(one)
                elif ours(one.value):
                    offers[name] = tuple(other for other in reading.offers[name] if other is not one)
    return reading.with_offers(offers).with_fields(found)


def _told(field: Field) -> bool:
    return field.source in (Source.XML, Source.PERSON) or field.confidence >= SURE


def _moved(reading: Reading, ours: dict[str, bool]) -> dict[str, Field]:
    """What is ours leaves the seller's side; the buyer's takes it where it is empty."""
    changed: dict[str, Field] = {}
    for what in (one for one in _SIDES if ours[one]):
        changed[f"seller_{what}"] = ABSENT
        if reading[f"buyer_{what}"].value is None:
            changed[f"buyer_{what}"] = replace(reading[f"seller_{what}"])
    return changed
