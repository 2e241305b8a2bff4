"""The only writer of sealed tables: entries, then lines, then the batch row whose trigger proves it all.

SQLite takes 40-row VALUES through executemany; PostgreSQL takes arrays through ``zf_post``, the one
function the application role may execute. Runs inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ledger.books import write_postgres, write_sqlite
from ledger.books.accounts import BookFacts, book_facts
from ledger.books.cells import Cells
from ledger.books.entries import BatchDraft, Content, SealedBatch
from ledger.books.header import Header
from ledger.books.refusals import refusing
from ledger.books.retiring import RETIRED, refuse_retired
from ledger.books.rows import Rows, rows_of
from ledger.core import problem
from ledger.core.problem import Refused
from ledger.store import Unit, to_micro

_SHUT = "SELECT code FROM account WHERE tenant_id = :t AND book_id = :b AND (active = 0 OR postable = 0)"


@dataclass(frozen=True, slots=True)
class Prepared:
    """Content checked and turned into rows: what a proposal signs and the seal writes."""

    book: BookFacts
    rows: Rows


def prepare(unit: Unit, content: Content, *, retired: list[tuple[str, ...]] | None = None) -> Prepared:
    """Check content against the books without posting it; interns its cells. Refused with all faults.

    ``retired`` is what ``RETIRED`` found in this transaction, for who posts at once and looks closer afterwards: accounts
    that were shut are then left to the seal, which says that there is one but not where.
    """
    book = book_facts(unit, content.book)
    if retired is None:
        _must_be_usable(unit, book, content)
    else:
        refuse_retired(unit, content, retired)
    with refusing():
        return Prepared(book, rows_of(Cells(unit, book.code, book.book_id), content, book.base_currency))


def _must_be_usable(unit: Unit, book: BookFacts, content: Content) -> None:
    """Accounts may have been shut, and values retired, since their cells were made; the seal asks again for accounts."""
    shut, gone = unit.run_all((_SHUT, {"t": unit.tenant, "b": book.book_id}), (RETIRED, {"t": unit.tenant}))
    _must_be_open(content, {row[0] for row in shut.fetchall()})
    refuse_retired(unit, content, gone.fetchall())


def _must_be_open(content: Content, shut: set[str]) -> None:
    used = {line.account for entry in content.entries for line in entry.lines}
    shut_and_used = shut & used
    faults = [
        problem("books.account_not_postable", f"entries.{i}.lines.{j}", account=line.account)
        for i, entry in enumerate(content.entries if shut_and_used else ())
        for j, line in enumerate(entry.lines)
        if line.account in shut_and_used
    ]
    if faults:
        raise Refused(*faults)


def prepare_ahead(unit: Unit, content: Content) -> Prepared:
    """As :func:`prepare`, and all that can be done for a server before its turn comes."""
    prepared = prepare(unit, content)
    if unit.waits:
        write_postgres.pack(prepared.rows)
    return prepared


def seal(unit: Unit, batch: BatchDraft) -> SealedBatch:
    """Post one batch. Refused with problems where a law of the books is broken; then roll back the transaction."""
    return seal_prepared(unit, batch, prepare(unit, batch.content))


def seal_prepared(
    unit: Unit, batch: BatchDraft, prepared: Prepared, meanwhile: Callable[[], None] | None = None
) -> SealedBatch:
    """As :func:`seal`, for content prepared already; a server that works by itself leaves time for ``meanwhile``."""
    if not unit.writable:
        raise Refused(problem("store.read_only"))
    header = _header(unit, batch, prepared)
    write = write_sqlite.write if unit.engine_name == "sqlite" else write_postgres.write
    with refusing(period=batch.content.period):
        header, sealed = write(unit, header, prepared.rows, meanwhile)
    return SealedBatch(
        header.batch_id, batch.content.book, batch.content.period, header.series, header.position, header.first_number,
        header.entry_count, header.line_count, header.root, sealed,
    )  # fmt: skip


def _header(unit: Unit, batch: BatchDraft, prepared: Prepared) -> Header:
    """All that is known before the head is locked."""
    rows, signed = prepared.rows, batch.signatures
    return Header(
        tenant=unit.tenant, batch_id=0, book_id=rows.book_id, position=0, period=rows.period,
        layer=int(batch.content.layer), first_number=0, entry_count=rows.entry_count, line_count=rows.line_count,
        base_total=rows.base_total, posted_at=to_micro(batch.posted_at), series=batch.content.series,
        authority_id=batch.authority.authority_id, poster=signed.poster, checker=signed.checker, cashier=signed.cashier,
        chief=signed.chief, digest=batch.authority.digest, previous_hash=bytes(32), root=rows.root,
    )  # fmt: skip
