"""Step 0042: account numbers that stood in clear are sealed, tenant by tenant, and the clear ones are gone from the file."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import text

from ledger.business.parties import Party, add_party, parties
from ledger.business.party_changes import changes
from ledger.proof import verify
from ledger.store import Store
from ledger.store.keyring import ring_in
from ledger.store.migrations import runner
from ledger.store.slack import take_left_events
from ledger.store.slack_sealed import take
from tests.postgres_server import Server
from tests.world import NOW

NUMBERS = {"one-test": "6222021100000000001", "two-test": "DE89370400440532013000"}
KEY = b"k" * 32
CHANGE = (
    "INSERT INTO party_change (tenant_id, change_id, party_id, field, before, after, bank, reason, proposed_by, proposed_at)"
    " VALUES (:t, :id, 'V0001', :field, '', :after, '', 'x', 'wang', 1)"
)


def _old(store: Store, place: str, plain: bytes) -> bytes:
    """As it was sealed before there was a ring."""
    (store.home / "sealing.key").write_bytes(base64.b64encode(KEY))
    return hashlib.sha256(KEY).digest()[:4] + b"n" * 12 + AESGCM(KEY).encrypt(b"n" * 12, plain, place.encode())


def _before(store: Store) -> None:
    """Two companies as step 0041 left them."""
    for tenant, number in NUMBERS.items():
        store.create_tenant(tenant)
        with store.write(tenant) as unit:
            add_party(unit, Party("V0001", "vendor", "供应商", "", None), NOW)
            run = unit.connection.execute
            run(
                text("INSERT INTO party_account VALUES (:t, 'V0001', :number, '招商银行', 1)"),
                {"t": tenant, "number": number},
            )
            kept = {"t": tenant, "body": _old(store, f"{tenant}|place|T1|U1", b"words"), "lost": b"\x00" * 40}
            run(
                text(
                    "INSERT INTO slack_sealed VALUES (:t, 'place', 'T1', 'U1', :body, 99), (:t, 'other', 'T1', 'U1', :lost, 99)"
                ),
                kept,
            )
            event = {"sealed": base64.b64encode(_old(store, f"{tenant}|event|E1", b"an event")).decode()}
            run(
                text("INSERT INTO slack_event VALUES (:t, 'E1', :body, 1, 1)"), {"t": tenant, "body": json.dumps(event)}
            )
            run(
                text("INSERT INTO company_sign_in VALUES (:t, :hash, 'abcd', 'n', '', 99)"), {"t": tenant, "hash": b"h"}
            )
            for name, field, after in (("a", "account", number), ("b", "name", "另一个名字")):
                run(text(CHANGE), {"t": tenant, "id": name, "field": field, "after": after})


def _after(store: Store) -> None:
    assert ring_in(store.home).active is not None
    for tenant, number in NUMBERS.items():
        with store.read(tenant) as unit:
            ((one,),) = (party.accounts for party in parties(unit))
            assert (one.number, one.bank, one.approved, one.last_four) == (number, "招商银行", True, number[-4:])
            assert {change.after for change in changes(unit)} == {number, "另一个名字"}
            kept = [repr(row) for table in ("party_account", "party_change") for row in unit.connection.execute(
                text(f"SELECT * FROM {table} WHERE tenant_id = :t"), {"t": tenant})]  # fmt: skip
            assert number not in "".join(kept)
            assert not [one for one in verify(unit).findings if "sealed" in one.code]
        with store.write(tenant) as unit:
            assert take(unit, "T1", "U1", datetime(1970, 1, 1, tzinfo=UTC)) == [b"words"]
            assert take_left_events(unit, NOW) == [("E1", b"an event")]


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_what_stood_in_clear_is_sealed(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = runner.migrations()
    earlier = tuple(step for step in every if step.number < 42)
    steps: list[tuple[runner.Migration, ...]] = [earlier]
    monkeypatch.setattr(runner, "migrations", lambda: steps[-1])
    runner._empty_file.cache_clear()
    urls: tuple[str, ...] = ()
    if engine == "postgresql":
        server: Server = request.getfixturevalue("postgres")
        urls = server.new_database("zf_clear")
    with Store.open(tmp_path, *urls) as store:
        if urls:
            store.migrate()
        _before_sealing(store, server.execute if urls else None)
        steps.append(every)
        store.migrate()
        runner._empty_file.cache_clear()
        _after(store)
        if not urls:
            store.dispose()
            for tenant, number in NUMBERS.items():
                left = b"".join(path.read_bytes() for path in store.folder(tenant).glob("books.db*"))
                assert number.encode() not in left
                assert number.encode() in (store.folder(tenant) / "books.before-0042.db").read_bytes()


def _before_sealing(store: Store, execute: Callable[..., None] | None) -> None:
    """The column that 0042 adds is in the table already where 0039 makes it today: it goes first, as it was not there."""
    if execute is not None:
        execute("ALTER TABLE party_change DROP COLUMN after_sealed", database="zf_clear")
        _before(store)
        return
    _before(store)
    for tenant in NUMBERS:
        with store.write(tenant) as unit:
            unit.driver.set_authorizer(None)
            unit.connection.execute(text("ALTER TABLE party_change DROP COLUMN after_sealed"))
