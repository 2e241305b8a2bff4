"""Batches that lie, written past every check in Python: the seal's own questions refuse each."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import psycopg
import pytest
import sqlalchemy.exc
from sqlalchemy import text

from ledger.books.entries import EntryKind, Layer, VoucherKey
from ledger.books.periods import close_period
from ledger.books.refusals import refusing
from ledger.books.rows import Rows
from ledger.core import digest
from ledger.core.problem import Refused
from ledger.store import Store
from tests.hostile import forge
from tests.ledger.books import small
from tests.tenants import Tenants

DATABASE = (sqlalchemy.exc.DBAPIError, sqlite3.Error, psycopg.Error)
LINE, SIDE, AMOUNT, BASE, CURRENCY, CELL, ARITY, OPEN = 1, 5, 6, 7, 4, 3, 2, 9


def _set(rows: list[tuple[Any, ...]], index: int, column: int, value: Any) -> None:
    rows[index] = (*rows[index][:column], value, *rows[index][column + 1 :])


def _unbalanced(rows: Rows) -> None:
    _set(rows.plain, 0, AMOUNT, 99)
    _set(rows.plain, 0, BASE, 99)
    rows.base_total = 199


def _one_line(rows: Rows) -> None:
    del rows.plain[1]
    rows.line_count = 3


def _one_line_and_says_so(rows: Rows) -> None:
    rows.entries[0] = (1, 2, 1, *rows.entries[0][3:])
    _one_line(rows)
    _set(rows.plain, 0, ARITY, 1)


def _unbalanced_in_own_currency(rows: Rows) -> None:
    usd = 20 * 676 + 18 * 26 + 3
    for index in (0, 1):
        _set(rows.plain, index, CURRENCY, usd)
    _set(rows.plain, 0, AMOUNT, 99)


def _amount_not_base(rows: Rows) -> None:
    for index in (0, 1):
        _set(rows.plain, index, AMOUNT, 98)


def _unknown_cell(rows: Rows) -> None:
    _set(rows.plain, 0, CELL, 987654)


def _wrong_currency_for_its_cell(rows: Rows) -> None:
    usd = 20 * 676 + 18 * 26 + 3
    for index in (0, 1):
        _set(rows.plain, index, CURRENCY, usd)


def _too_few_entries(rows: Rows) -> None:
    del rows.entries[1]
    del rows.plain[2:]
    rows.entries[0] = (1, 2, *rows.entries[0][2:])
    rows.line_count, rows.base_total = 2, 100


def _date_outside(rows: Rows) -> None:
    entry = rows.entries[0]
    rows.entries[0] = (*entry[:4], 20261201, *entry[5:])


def _hidden_transfer(rows: Rows) -> None:
    entry = rows.entries[0]
    rows.entries[0] = (*entry[:3], int(EntryKind.TRANSFER), *entry[4:])


def _open_item_without_account(rows: Rows) -> None:
    _set(rows.plain, 0, OPEN, 1)


def _wrong_total(rows: Rows) -> None:
    rows.base_total += 1


def _made_by_its_checker(rows: Rows) -> None:
    entry = rows.entries[1]
    rows.entries[1] = (*entry[:6], "li", *entry[7:])


LIES: dict[str, tuple[Callable[[Rows], None], str]] = {
    "unbalanced": (_unbalanced, "books.unbalanced"),
    "one line": (_one_line, "books.counts"),
    "one line that says so": (_one_line_and_says_so, "constraint"),
    "unbalanced in its own currency": (_unbalanced_in_own_currency, "books.unbalanced"),
    "amount differs from base": (_amount_not_base, "books.base_differs"),
    "unknown account": (_unknown_cell, "books.unknown_account"),
    "a currency that is not the cell's": (_wrong_currency_for_its_cell, "books.unknown_account"),
    "an entry missing": (_too_few_entries, "constraint"),
    "a date outside the period": (_date_outside, "books.date_outside"),
    "a transfer among ordinary vouchers": (_hidden_transfer, "books.wrong_layer"),
    "an open item on cash": (_open_item_without_account, "books.open_item"),
    "a voucher of its checker's own": (_made_by_its_checker, "proposals.own_work"),
    "a wrong total": (_wrong_total, "books.counts"),
}


def _expect(store: Store, tenant: str, key: str, act: Callable[[Any], Any]) -> None:
    with store.read(tenant) as unit:
        before = forge.picture(unit)
    with pytest.raises((Refused, *DATABASE)) as caught, store.write(tenant) as unit, refusing():
        act(unit)
    if isinstance(caught.value, Refused):
        assert caught.value.problems[0].code == key
        assert caught.value.problems[0].text("zh") and caught.value.problems[0].text("en")
    else:
        assert key == "constraint", caught.value
    with store.read(tenant) as unit:
        assert forge.picture(unit) == before


@pytest.mark.parametrize("name", LIES)
def test_the_seal_refuses_rows_that_lie(store: Store, tenant: str, name: str) -> None:
    small.found(store, tenant)
    small.posted(store, tenant, small.office())
    change, key = LIES[name]
    if name == "an entry missing" and store.engine_name == "postgresql":
        key = "books.counts"  # SQLite holds it by a foreign key already
    content = small.content(small.office("1.00"), small.office("1.00"))
    _expect(store, tenant, key, lambda unit: forge.post_changed(unit, content, change))


def _expect_any(store: Store, tenant: str, act: Callable[[Any], Any]) -> None:
    with store.read(tenant) as unit:
        before = forge.picture(unit)
    with pytest.raises((Refused, *DATABASE)), store.write(tenant) as unit:
        act(unit)
    with store.read(tenant) as unit:
        assert forge.picture(unit) == before


def test_an_honest_forgery_is_not_refused(store: Store, tenant: str) -> None:
    """The forger's tools can post: so what the other tests see refused is the lie, not the tool."""
    small.found(store, tenant)
    with store.write(tenant) as unit:
        done = forge.post_changed(unit, small.content(small.office()), lambda _rows: None)
    assert done.position == 1


HEADER_LIES: dict[str, tuple[dict[str, Any], str]] = {
    "another digest": ({"digest": digest("x")}, "books.authority_other"),
    "another root": ({"root": b"r" * 32}, "books.authority_other"),
    "another series": ({"series": "收"}, "books.authority_other"),
    "another layer": ({"layer": 1}, "books.authority_other"),
    "another checker": ({"checker": "zhao"}, "books.authority_other"),
    "before the grace is over": ({"posted_at": forge.AT - 1}, "books.authority_early"),
    "after it expired": ({"posted_at": forge.AT + 10**9 + 1}, "books.authority_expired"),
    "an authority nobody gave": ({"authority_id": "nobody"}, "books.no_authority"),
}


@pytest.mark.parametrize("name", HEADER_LIES)
def test_the_seal_refuses_an_authority_that_does_not_fit(store: Store, tenant: str, name: str) -> None:
    small.found(store, tenant)
    changes, key = HEADER_LIES[name]
    content = small.content(small.office())
    _expect(store, tenant, key, lambda unit: forge.post_changed(unit, content, lambda _rows: None, **changes))


def test_a_confirmation_is_spent_once(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        rows = forge.rows_for(unit, small.content(small.office()))
        authority = forge.allow(unit, rows)
        forge.write(unit, forge.header_for(unit, rows, authority), rows)
    _expect(store, tenant, "books.authority_spent",
            lambda unit: forge.write(unit, forge.header_for(unit, rows, authority), rows))  # fmt: skip


def test_an_undone_confirmation_cannot_post(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        rows = forge.rows_for(unit, small.content(small.office()))
        authority = forge.allow(unit, rows)
        unit.connection.execute(
            text("INSERT INTO authority_spent (tenant_id, authority_id, undone_by, at) VALUES (:t, :a, 'li', 1)"),
            {"t": tenant, "a": authority},
        )
    _expect(store, tenant, "books.authority_spent",
            lambda unit: forge.write(unit, forge.header_for(unit, rows, authority), rows))  # fmt: skip


AUTHORITY_LIES: dict[str, tuple[dict[str, Any], str]] = {
    "the maker's own": ({"confirmer": "wang"}, "proposals.own_work"),
    "an agent's": ({"via": "agent"}, "proposals.only_a_person"),
    "the system's": ({"via": "system"}, "proposals.only_a_person"),
    "above the limit": ({"limit": 1}, "proposals.over_limit"),
    "a run's for one voucher": ({"kind": "run"}, "proposals.changed"),
    "a rule's for a proposal": ({"kind": "rule"}, "books.no_authority"),
    "no confirmer": ({"confirmer": None}, "books.no_authority"),
}


@pytest.mark.parametrize("name", AUTHORITY_LIES)
def test_the_database_refuses_an_authority_that_lies(store: Store, tenant: str, name: str) -> None:
    small.found(store, tenant)
    changes, key = AUTHORITY_LIES[name]
    _expect(store, tenant, key,
            lambda unit: forge.allow(unit, forge.rows_for(unit, small.content(small.office())), **changes))  # fmt: skip


@pytest.mark.parametrize("column", ["digest", "root", "maker", "amount_minor", "entry_count"])
def test_an_authority_must_repeat_its_revision(store: Store, tenant: str, column: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        proposal_id = small.proposed(unit, small.content(small.office()))
    other = {"digest": ":blob", "root": ":blob", "maker": "'zhao'", "amount_minor": "1", "entry_count": "7"}[column]
    columns = [
        "maker",
        "digest",
        "root",
        "book_id",
        "period",
        "layer",
        "series",
        "entry_count",
        "line_count",
        "amount_minor",
    ]
    chosen = ", ".join(other if name == column else name for name in columns)
    statement = (
        "INSERT INTO authority (tenant_id, authority_id, kind, proposal_id, revision_no, confirmer, via, channel, given_at,"
        f" not_before, expires_at, {', '.join(columns)}) SELECT tenant_id, 'forged', 'confirmation', proposal_id,"
        f" revision_no, 'li', 'person', 'web', 1, 1, 2, {chosen} FROM proposal_revision WHERE proposal_id = :id"
    )
    values = {"id": proposal_id} | ({"blob": b"x" * 32} if ":blob" in chosen else {})
    _expect(store, tenant, "constraint", lambda unit: unit.connection.execute(text(statement), values))


def test_an_edit_after_the_confirmation_is_refused(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        proposal_id = small.confirmed(unit, small.content(small.office()))
    revision = text(
        "INSERT INTO proposal_revision SELECT tenant_id, proposal_id, 2, maker, edited_by, made_at, digest, root, book_id,"
        " period, layer, series, entry_count, line_count, amount_minor, summary, '{}' FROM proposal_revision"
        " WHERE proposal_id = :id"
    )
    _expect(store, tenant, "proposals.changed", lambda unit: unit.connection.execute(revision, {"id": proposal_id}))
    back = text("UPDATE proposal SET state = 'proposed', post_at = NULL WHERE proposal_id = :id")
    _expect(store, tenant, "proposals.changed", lambda unit: unit.connection.execute(back, {"id": proposal_id}))


def test_a_confirmed_state_needs_a_confirmation(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        proposal_id = small.proposed(unit, small.content(small.office()))
    statement = text("UPDATE proposal SET state = 'confirmed', post_at = 1 WHERE proposal_id = :id")
    _expect(store, tenant, "proposals.changed", lambda unit: unit.connection.execute(statement, {"id": proposal_id}))


def test_a_closed_period_takes_no_batch(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        close_period(unit, small.BOOK, "2026-11", "li", small.NOW)
    content = small.content(small.office())
    _expect(store, tenant, "books.period_closed", lambda unit: forge.post_changed(unit, content, lambda _rows: None))


def test_a_period_that_was_never_opened_takes_no_batch(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    content = small.content(small.office(day="2026-12-01"), period="2026-12")
    _expect(store, tenant, "books.no_period", lambda unit: forge.post_changed(unit, content, lambda _rows: None))


def _red(store: Store, tenant: str, *, sign: int = -1, day: str = "2026-11-21") -> Any:
    entry = small.office()
    lines = tuple(replace(line, amount_minor=sign * line.amount_minor) for line in entry.lines)
    with store.read(tenant) as unit:
        batch = unit.connection.execute(
            text("SELECT min(batch_id) FROM batch WHERE tenant_id = :t"), {"t": tenant}
        ).scalar()
    return small.content(
        replace(entry, lines=lines, kind=EntryKind.REVERSAL, reverses=VoucherKey(int(batch or 0), 1), posting_date=day)
    )


def test_a_second_reversal_is_refused(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    small.posted(store, tenant, small.office())
    red = _red(store, tenant)
    with store.write(tenant) as unit:
        forge.post_changed(unit, red, lambda _rows: None)
    _expect(store, tenant, "books.reversed_twice", lambda unit: forge.post_changed(unit, red, lambda _rows: None))


def test_a_reversal_must_equal_its_original(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    small.posted(store, tenant, small.office())
    wrong = _red(store, tenant, sign=-2)
    _expect(store, tenant, "books.reversal_differs", lambda unit: forge.post_changed(unit, wrong, lambda _rows: None))


def test_a_reversal_of_nothing_is_refused(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    content = _red(store, tenant)
    _expect(store, tenant, "constraint", lambda unit: forge.post_changed(unit, content, lambda _rows: None))


def test_an_unsealed_batch_cannot_commit(store: Store, tenant: str) -> None:
    """Entries and lines without their batch row: refused at the commit (PostgreSQL: no right to write them at all)."""
    small.found(store, tenant)

    def leave_open(unit: Any) -> None:
        unit.connection.execute(
            text(
                "INSERT INTO entry (tenant_id, batch_id, entry_no, entry_count, arity, kind, posting_date, document_date,"
                " maker, source, attachment_count) VALUES (:t, 77, 1, 1, 2, 0, 20261101, 20261101, 'wang', '', 0)"
            ),
            {"t": tenant},
        )

    _expect_any(store, tenant, leave_open)


@pytest.mark.parametrize("change", ["position", "previous_hash", "hash", "first_number"])
def test_a_broken_chain_is_refused(sqlite_tenants: Tenants, change: str) -> None:
    """On SQLite the header is written by the client; on PostgreSQL only ``zf_post`` writes it (next file)."""
    store, tenant = sqlite_tenants.store, sqlite_tenants.new()
    small.found(store, tenant)
    small.posted(store, tenant, small.office())
    key = {"position": "books.chain_broken", "previous_hash": "books.chain_broken", "hash": "books.hash_differs",
           "first_number": "books.number_gap"}[change]  # fmt: skip

    def post(unit: Any) -> None:
        from ledger.books import write_sqlite

        honest = write_sqlite._take_place

        def lying(at: Any, header: Any) -> Any:
            place = honest(at, header)
            if change == "position":
                return replace(place, position=place.position + 1)
            if change == "previous_hash":
                return replace(place, previous_hash=b"p" * 32)
            return replace(place, first_number=place.first_number + 1) if change == "first_number" else place

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(write_sqlite, "_take_place", lying)
            if change == "hash":
                patch.setattr(write_sqlite, "header_hash", lambda _text: b"h" * 32)
            forge.post_changed(unit, small.content(small.office()), lambda _rows: None)

    _expect(store, tenant, key, post)


def test_the_layer_of_a_reversal_is_its_originals(store: Store, tenant: str) -> None:
    small.found(store, tenant)
    small.posted(store, tenant, small.office())
    red = replace(_red(store, tenant), layer=Layer.TRANSFER)

    def post(unit: Any) -> None:
        rows = forge.rows_for(unit, red)
        forge.write(unit, forge.header_for(unit, rows, forge.allow(unit, rows, layer=1), layer=1), rows)

    _expect(store, tenant, "books.reversal_differs", post)
