"""The chain of batches and the leaves under each: recomputed from the rows, read once in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from ledger.books.leaf import GENESIS, header_hash, header_text, leaf_hash, leaf_text, merkle_root
from ledger.proof.findings import Anchor, Findings
from ledger.store import Unit
from ledger.store.statement import text

ENTRIES = (
    "SELECT batch_id, entry_no, entry_count, arity, kind, posting_date, document_date, maker, source, attachment_count,"
    " attachments, reverses_batch, reverses_entry, corrects_batch, corrects_entry FROM entry WHERE tenant_id = :t"
    " ORDER BY batch_id, entry_no"
)
LINES = (
    "SELECT l.batch_id, l.entry_no, l.line_no, l.arity, a.code, a.type, a.normal_side, d.key, l.currency, l.side,"
    " l.amount_minor, l.base_minor, l.memo, l.open_item, l.rate, l.quantity_micro, l.price_micro, l.tax_code,"
    " l.tax_base_minor, l.tax_month, l.due_date, l.settlement_method, l.settlement_number, l.source, l.settles_batch,"
    " l.settles_entry, l.settles_line, c.currency AS cell_currency FROM line AS l"
    " LEFT JOIN cell AS c ON c.tenant_id = l.tenant_id AND c.cell_id = l.cell_id"
    " LEFT JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id"
    " LEFT JOIN dimset AS d ON d.tenant_id = c.tenant_id AND d.dimset_id = c.dimset_id"
    " WHERE l.tenant_id = :t ORDER BY l.batch_id, l.entry_no, l.line_no"
)


@dataclass(slots=True)
class Read:
    """What the walk has read, and the batches for the checks that follow."""

    batches: dict[int, Any] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    vouchers: int = 0
    lines: int = 0
    heads: list[Anchor] = field(default_factory=list)


def check_chain(unit: Unit, findings: Findings, anchors: tuple[Anchor, ...]) -> Read:
    """Headers link by link, then every leaf."""
    rows = unit.connection.execute(
        text("SELECT * FROM batch WHERE tenant_id = :t ORDER BY book_id, position"), {"t": unit.tenant}
    ).mappings()
    read = Read()
    by_book: dict[int, list[Any]] = {}
    for row in rows:
        by_book.setdefault(row["book_id"], []).append(row)
        read.batches[row["batch_id"]] = row
    heads = unit.connection.execute(
        text("SELECT b.book_id, b.code, h.position, h.hash FROM book AS b LEFT JOIN head AS h ON h.tenant_id = b.tenant_id"
             " AND h.book_id = b.book_id WHERE b.tenant_id = :t ORDER BY b.book_id"), {"t": unit.tenant}
    ).all()  # fmt: skip
    for book_id, code, position, head_hash in heads:
        chain = by_book.get(book_id, [])
        _links(chain, code, findings)
        last = (chain[-1]["position"], bytes(chain[-1]["hash"])) if chain else (0, GENESIS)
        if position is None or (position, bytes(head_hash)) != last:
            findings.add("proof.head_differs", code, book=code)
        read.heads.append(Anchor(code, *last))
        _anchored(chain, code, anchors, findings)
    _leaves(unit, read, findings)
    return read


def _links(chain: list[Any], code: str, findings: Findings) -> None:
    previous = GENESIS
    for place, row in enumerate(chain, 1):
        where = f"{code}.{row['position']}"
        if row["position"] != place or bytes(row["previous_hash"]) != previous:
            findings.add("proof.chain_broken", where, book=code, position=row["position"])
        if header_hash(header_of(row)) != bytes(row["hash"]):
            findings.add("proof.header_changed", where, book=code, position=row["position"])
        previous = bytes(row["hash"])


def header_of(row: Any) -> str:
    """The text of a batch's header, from its row."""
    return header_text(
        tenant=row["tenant_id"], batch_id=row["batch_id"], book_id=row["book_id"], position=row["position"],
        period=row["period"], layer=row["layer"], first_number=row["first_number"], entry_count=row["entry_count"],
        line_count=row["line_count"], base_total=row["base_total"], posted_at=row["posted_at"], series=row["series"],
        authority_id=row["authority_id"], poster=row["poster"], checker=row["checker"], cashier=row["cashier"],
        chief=row["chief"], digest=bytes(row["digest"]), previous_hash=bytes(row["previous_hash"]),
        root=bytes(row["root"]),
    )  # fmt: skip


def _anchored(chain: list[Any], code: str, anchors: tuple[Anchor, ...], findings: Findings) -> None:
    hashes = {row["position"]: bytes(row["hash"]) for row in chain} | {0: GENESIS}
    for anchor in anchors:
        if anchor.book == code and hashes.get(anchor.position) != anchor.hash:
            findings.add("proof.anchor_differs", code, book=code, position=anchor.position)


def _leaves(unit: Unit, read: Read, findings: Findings) -> None:
    """Leaves of each batch, entry and line streams merged by key."""
    lines = _grouped_lines(unit)
    waiting = next(lines, None)
    entries = unit.connection.execute(text(ENTRIES), {"t": unit.tenant}, execution_options={"yield_per": 2000})
    for batch_id, group in groupby(entries, key=lambda row: row[0]):
        leaves, count, line_count = [], 0, 0
        for entry in group:
            own: list[Any] = []
            key = (entry[0], entry[1])
            while waiting is not None and waiting[0] < key:
                findings.add("proof.unsealed_line", str(waiting[0][0]), batch=waiting[0][0])
                waiting = next(lines, None)
            if waiting is not None and waiting[0] == key:
                own = waiting[1]
                waiting = next(lines, None)
            count, line_count = count + 1, line_count + len(own)
            if entry[3] != len(own) or any(row[3] != len(own) or row[2] != n for n, row in enumerate(own, 1)):
                findings.add("proof.counts_differ", str(batch_id), batch=batch_id)
            if any(row[8] != row[-1] for row in own):
                findings.add("proof.cell_changed", str(batch_id), batch=batch_id)
            leaves.append(leaf_hash(leaf_text(tuple(entry[4:]), [tuple(row[4:-1]) for row in own])))
        _compare(read, batch_id, leaves, count, line_count, findings)
    while waiting is not None:
        findings.add("proof.unsealed_line", str(waiting[0][0]), batch=waiting[0][0])
        waiting = next(lines, None)
    for batch_id in read.batches.keys() - read.seen:
        findings.add("proof.rows_changed", str(batch_id), batch=batch_id)


def _compare(read: Read, batch_id: int, leaves: list[bytes], count: int, line_count: int, findings: Findings) -> None:
    read.vouchers += count
    read.lines += line_count
    read.seen.add(batch_id)
    row = read.batches.get(batch_id)
    if row is None:
        findings.add("proof.unsealed_entry", str(batch_id), batch=batch_id)
    elif merkle_root(leaves) != bytes(row["root"]):
        findings.add("proof.rows_changed", str(batch_id), batch=batch_id)
    elif (count, line_count) != (row["entry_count"], row["line_count"]):
        findings.add("proof.counts_differ", str(batch_id), batch=batch_id)


def leaf_texts(unit: Unit, batch_id: int) -> list[str]:
    """The leaf of each voucher of a batch, as hashed, in order."""
    one, values = " AND {}batch_id = :batch ORDER BY", {"t": unit.tenant, "batch": batch_id}
    entries = unit.connection.execute(text(ENTRIES.replace(" ORDER BY", one.format(""))), values).all()
    rows = unit.connection.execute(text(LINES.replace(" ORDER BY", one.format("l."))), values).all()
    lines = {number: list(group) for number, group in groupby(rows, key=lambda row: row[1])}
    return [leaf_text(tuple(entry[4:]), [tuple(row[4:-1]) for row in lines.get(entry[1], [])]) for entry in entries]


def _grouped_lines(unit: Unit) -> Iterator[tuple[tuple[int, int], list[Any]]]:
    rows = unit.connection.execute(text(LINES), {"t": unit.tenant}, execution_options={"yield_per": 4000})
    for key, group in groupby(rows, key=lambda row: (row[0], row[1])):
        yield key, list(group)
