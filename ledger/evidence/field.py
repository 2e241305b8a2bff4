"""A field read from a document: what it says, how sure we are, and where on the page it stands.

The idea: sureness is never a percentage for people. Confidence is for machines and benchmarks; a person sees one of
three words, and *Checked* always has a named second witness behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

FieldValue = str | Decimal | date | bool | tuple[str, ...]
SURE = 0.9
"""From here on a field may be shown as checked, if a witness agrees."""


class Source(StrEnum):
    """Where a value was read."""

    XML = "xml"
    QR = "qr"
    TEXT = "text"
    OCR = "ocr"
    MODEL = "model"
    PERSON = "person"


class Sureness(StrEnum):
    """The three words for people: 已核对 Checked, 请看一眼 Please look, 请填写 Needs you."""

    CHECKED = "checked"
    LOOK = "look"
    NEEDS = "needs"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in PDF points, origin top left; the page's own size stands beside it."""

    x0: float
    top: float
    x1: float
    bottom: float
    page_width: float
    page_height: float

    def as_list(self) -> list[float]:
        """``[x0, top, x1, bottom]`` rounded to a tenth of a point."""
        return [round(value, 1) for value in (self.x0, self.top, self.x1, self.bottom)]


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a document.

    ``value`` None means that the document does not show it: absent is a value, never a guess. ``page`` counts from 1;
    ``page`` and ``box`` are None where the value stands on no page (XML only). ``witnesses`` name what agrees with
    ``source`` independently of it, such as ``text``, ``arithmetic``, ``words``, ``checksum``, ``twice``. ``rivals`` are what
    its reader might as well have taken, likeliest first, until the reading offers them.
    """

    value: FieldValue | None
    confidence: float = 0.0
    page: int | None = None
    box: Box | None = None
    source: Source = Source.TEXT
    witnesses: tuple[str, ...] = ()
    rivals: tuple[Field, ...] = ()

    def __post_init__(self) -> None:
        assert 0.0 <= self.confidence <= 1.0, self.confidence
        assert self.value is not None or self.confidence == 0.0, "an absent field has no confidence"
        assert not isinstance(self.value, float), "no float is a value"

    @property
    def sureness(self) -> Sureness:
        """The word a person sees."""
        if self.value is None:
            return Sureness.NEEDS
        if self.source is Source.PERSON or (self.confidence >= SURE and self.witnesses):
            return Sureness.CHECKED
        return Sureness.LOOK

    def witnessed(self, witness: str, confidence: float = 0.99) -> Field:
        """The same field with one more witness; confidence never falls by it."""
        if self.value is None or witness in self.witnesses:
            return self
        return replace(self, confidence=max(self.confidence, confidence), witnesses=(*self.witnesses, witness))

    def doubted(self, confidence: float = 0.5) -> Field:
        """The same field after something contradicted it: no witness counts any more."""
        return self if self.value is None else replace(self, confidence=min(self.confidence, confidence), witnesses=())


ABSENT = Field(None)
_KNOWN = 0.75


def known(offer: Field) -> Field:
    """An offer as a value, because master data has the same: still read once, so that a person looks."""
    return replace(offer, confidence=max(offer.confidence, _KNOWN), witnesses=(*offer.witnesses, "known"))


class _Growing:
    """A Field before it is frozen."""

    __slots__ = Field.__slots__


def off_page(value: FieldValue, confidence: float, source: Source) -> Field:
    """A Field with a value that stands on no page, without a witness; for readers of whole files, since what is frozen
    takes each of its seven values through ``object.__setattr__``, five times as slow as setting them and freezing the whole.
    """
    assert 0.0 <= confidence <= 1.0 and value is not None and not isinstance(value, float), value
    one: Any = _Growing()
    one.value, one.confidence, one.source, one.page, one.box = value, confidence, source, None, None
    one.witnesses = one.rivals = ()
    one.__class__ = Field
    return one  # type: ignore[no-any-return]


def by_model(reading: Mapping[str, object]) -> frozenset[str]:
    """The fields of a kept reading that a model read and nobody chose since: shown, but certain of nothing."""
    proofs = reading.get("evidence")
    seen = proofs.items() if isinstance(proofs, Mapping) else ()
    return frozenset(name for name, proof in seen if proof.get("source") == Source.MODEL.value)


def plain(value: FieldValue | None) -> object:
    """A value as JSON shows it: decimal strings, ISO dates, null."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def evidence(fields: Mapping[str, Field]) -> dict[str, dict[str, object]]:
    """``{field: {page, box, source, confidence, sureness, witnesses, page_size}}`` of the fields that have a value."""
    return {name: _one(field) for name, field in fields.items() if field.value is not None}


def offered(field: Field) -> dict[str, object]:
    """A candidate of a field that is not given: its ``value`` and what ``evidence`` says of it but the words of sureness."""
    shape = {name: one for name, one in _one(field).items() if name not in ("sureness", "witnesses")}
    return {"value": plain(field.value), **shape}


def _one(field: Field) -> dict[str, object]:
    size = None if field.box is None else [round(field.box.page_width, 1), round(field.box.page_height, 1)]
    return {
        "page": field.page,
        "box": None if field.box is None else field.box.as_list(),
        "page_size": size,
        "source": field.source.value,
        "confidence": round(field.confidence, 3),
        "sureness": field.sureness.value,
        "witnesses": list(field.witnesses),
    }
