"""Lessons of booking kept beside the books: taught where a voucher is posted, found by vendor and words, forgotten.

A voucher that was reversed teaches nothing from that instant: it is left out when lessons are read, so nothing has to be
undone and nothing can be undone halfway. Only committed rows are read; another book and another company have their own.
"""
# ruff: noqa: S608 - statements are put together from constants of this file; every value is bound

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, tuple_

from ledger.books.accounts import get_book
from ledger.books.entries import Content, EntryDraft, SealedBatch, VoucherKey
from ledger.core import from_minor, to_minor
from ledger.evidence import documents
from ledger.posting_rules.facts import Item
from ledger.posting_rules.learning.lesson import Lesson, Paper, Tax, lessons_of
from ledger.posting_rules.learning.near import CAP, Seen
from ledger.store import Unit
from ledger.store.schema.lessons import booking_forgotten, booking_lesson, booking_word
from ledger.store.statement import text

OF_A_VENDOR = 40
"""Newest lessons of a vendor that are looked at."""
_DOCUMENT = "document:"
_STANDING = (
    "NOT EXISTS (SELECT 1 FROM entry AS r WHERE r.tenant_id = :t AND r.reverses_batch = l.batch_id"
    " AND r.reverses_entry = l.entry_no)"
)
_NEWEST = "ORDER BY batch_id DESC, entry_no DESC, line_no DESC LIMIT"
_OF_PARTY = (
    "SELECT * FROM (SELECT batch_id, entry_no, line_no FROM booking_lesson WHERE tenant_id = :t AND book_id = :book"
    f" AND party_id = :party {_NEWEST} {OF_A_VENDOR}) AS p"
)
_OF_WORD = (
    "SELECT * FROM (SELECT batch_id, entry_no, line_no FROM booking_word WHERE tenant_id = :t AND book_id = :book"
    f" AND word = :word{{0}} {_NEWEST} {CAP}) AS w{{0}}"
)
_LESSONS = (  # CROSS JOIN: SQLite takes the wanted first, each a look-up by key
    "SELECT l.* FROM ({wanted}) AS w CROSS JOIN booking_lesson AS l WHERE l.tenant_id = :t AND l.batch_id = w.batch_id"
    f" AND l.entry_no = w.entry_no AND l.line_no = w.line_no AND {_STANDING}"
)
_ALL = f"SELECT l.* FROM booking_lesson AS l WHERE l.tenant_id = :t AND l.book_id = :book AND {_STANDING}"
_PARTIES = (
    "SELECT v.code, v.name FROM dimension AS d JOIN dim_value AS v ON v.tenant_id = d.tenant_id"
    " AND v.dimension_no = d.dimension_no WHERE d.tenant_id = :t AND d.code = 'party' AND v.code IN :codes"
)


def teach(unit: Unit, content: Content, sealed: SealedBatch) -> int:
    """What a batch teaches, kept in the transaction that posted it; how many lessons."""
    book = get_book(unit, content.book)
    papers = [_paper(unit, entry) for entry in content.entries]
    named = _names(unit, content.entries)
    found = [
        lesson
        for number, (entry, paper) in enumerate(zip(content.entries, papers, strict=True), 1)
        for lesson in lessons_of(entry, sealed.batch_id, number, book.standard, paper or _named(entry, named))
    ]
    keep(unit, book.book_id, found)
    return len(found)


def keep(unit: Unit, book_id: int, lessons: Sequence[Lesson]) -> None:
    """Keep lessons with their words, in two statements."""
    if not lessons:
        return
    rows = [{**asdict(one), "words": " ".join(one.words), "tax": one.tax.value} for one in lessons]
    scope = {"tenant_id": unit.tenant, "book_id": book_id}
    unit.connection.execute(insert(booking_lesson), [{**row, **scope} for row in rows])
    words = [
        {**scope, "word": word, "batch_id": one.batch_id, "entry_no": one.entry_no, "line_no": one.line_no}
        for one in lessons
        for word in dict.fromkeys(one.words)
    ]
    if words:
        unit.connection.execute(insert(booking_word), words)


def candidates(unit: Unit, book: str, seen: Seen) -> list[Lesson]:
    """The newest standing lessons of a vendor, and of each word: as many at most, however long the history is."""
    words = dict.fromkeys(seen.words)
    parts = ([_OF_PARTY] if seen.party_id else []) + [_OF_WORD.format(place) for place in range(len(words))]
    if not parts:
        return []
    values = {f"word{place}": word for place, word in enumerate(words)}
    asked = text(_LESSONS.format(wanted=" UNION ".join(parts)))
    found = {"t": unit.tenant, "book": get_book(unit, book).book_id, "party": seen.party_id, **values}
    return [_lesson(row._mapping) for row in unit.connection.execute(asked, found)]


def all_lessons(unit: Unit, book: str, most: int = 1000) -> list[Lesson]:
    """Every standing lesson of a book, newest first."""
    asked = text(f"{_ALL} ORDER BY l.batch_id DESC, l.entry_no DESC, l.line_no LIMIT :most")
    found = {"t": unit.tenant, "book": get_book(unit, book).book_id, "most": most}
    return [_lesson(row._mapping) for row in unit.connection.execute(asked, found)]


def forget(unit: Unit, key: VoucherKey, actor: str, now: datetime) -> int:
    """A voucher teaches nothing any more, from this transaction on; how many lessons went (none where it had been forgotten)."""
    t, w, f = booking_lesson.c, booking_word.c, booking_forgotten.c
    mine = [t.tenant_id == unit.tenant, t.batch_id == key.batch_id, t.entry_no == key.entry_no]
    kept = unit.connection.execute(select(t.book_id, t.words).where(*mine)).all()
    for book_id, words in kept:
        of_it = [w.tenant_id == unit.tenant, w.book_id == book_id, w.word.in_(words.split(" "))]
        unit.connection.execute(
            delete(booking_word).where(*of_it, w.batch_id == key.batch_id, w.entry_no == key.entry_no)
        )
    unit.connection.execute(delete(booking_lesson).where(*mine))
    if not unit.connection.execute(
        select(f.batch_id).where(f.tenant_id == unit.tenant, f.batch_id == key.batch_id, f.entry_no == key.entry_no)
    ).first():
        row = {"tenant_id": unit.tenant, "batch_id": key.batch_id, "entry_no": key.entry_no}
        unit.connection.execute(insert(booking_forgotten).values(**row, forgotten_by=actor, forgotten_at=now))
    return len(kept)


def forgotten(unit: Unit, keys: Iterable[VoucherKey]) -> frozenset[VoucherKey]:
    """Those of some vouchers that shall teach nothing."""
    wanted, c = [(key.batch_id, key.entry_no) for key in keys], booking_forgotten.c
    if not wanted:
        return frozenset()
    asked = select(c.batch_id, c.entry_no).where(c.tenant_id == unit.tenant, tuple_(c.batch_id, c.entry_no).in_(wanted))
    return frozenset(VoucherKey(row.batch_id, row.entry_no) for row in unit.connection.execute(asked))


def party_names(unit: Unit, codes: Iterable[str]) -> dict[str, str]:
    """Party to its name in the books."""
    wanted = sorted(set(codes) - {""})
    if not wanted:
        return {}
    asked = text(_PARTIES).bindparams(bindparam("codes", wanted, expanding=True))
    return {str(row.code): str(row.name) for row in unit.connection.execute(asked, {"t": unit.tenant})}


def items_of(reading: Mapping[str, Any], currency: str) -> tuple[Item, ...]:
    """The items of a reading that say what was bought; net in minor units where printed."""
    unit = from_minor(1, currency)
    return tuple(
        Item(
            str(line["description"]),
            to_minor(Decimal(line["amount"]).quantize(unit, ROUND_HALF_UP), currency) if line.get("amount") else None,
            line.get("tax_rate") or "",
        )
        for line in reading.get("lines") or ()
        if line.get("description")
    )


def _paper(unit: Unit, entry: EntryDraft) -> Paper | None:
    if not entry.source.startswith(_DOCUMENT):
        return None
    found = documents.find(unit, entry.source.removeprefix(_DOCUMENT))
    if found is None or found.reading is None:
        return None
    reading, currency = found.reading, found.currency or "CNY"
    tax, rates = Decimal(str(reading.get("tax") or 0)), list(reading.get("tax_rates") or [])
    return Paper(
        found.document_id, found.party_id or "", found.seller or "", reading.get("invoice_kind") or "other",
        rates[0] if len(rates) == 1 else "", to_minor(tax, currency), items_of(reading, currency),
    )  # fmt: skip


def _names(unit: Unit, entries: Sequence[EntryDraft]) -> dict[str, str]:
    codes = {party for entry in entries if not entry.source.startswith(_DOCUMENT)
             for line in entry.lines if (party := dict(line.dims).get("party"))}  # fmt: skip
    return party_names(unit, codes) if codes else {}


def _named(entry: EntryDraft, named: Mapping[str, str]) -> Paper:
    """No paper: what the memo says without the vendor's name in it."""
    party = next((found for line in entry.lines if (found := dict(line.dims).get("party"))), "")
    return Paper(party_id=party, party_name=named.get(party, ""))


def _lesson(row: Any) -> Lesson:
    facts = {name: value for name, value in row.items() if name not in ("tenant_id", "book_id")}
    return Lesson(**{**facts, "words": tuple(row["words"].split()), "tax": Tax(row["tax"])})
