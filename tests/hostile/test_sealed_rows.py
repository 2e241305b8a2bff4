"""Sealed fields against who writes to the database: what is moved, put back or cut does not open, and verify names it.

And against death: a change of keys that is killed anywhere is finished by the next call.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, text, update

from ledger.business.parties import Party, parties
from ledger.business.party_accounts import PartyAccount, account_numbers
from ledger.business.party_changes import take_in
from ledger.proof import verify
from ledger.store import Store, resealing
from ledger.store.keyring import KEY_FILE, make_active, new_key, ring_in
from ledger.store.resealing import any_left, keys_in_use
from ledger.store.schema.business import party_account as table
from tests.accounts import settle_account
from tests.world import NOW
from tools.operate.rotation import finish

TENANTS, MANY = ("one-test", "two-test"), 23


@pytest.fixture
def own(own_store: Store) -> Store:
    """Two companies of vendors."""
    for tenant in TENANTS:
        own_store.create_tenant(tenant)
        with own_store.write(tenant) as unit:
            take_in(unit, [_vendor(number) for number in range(MANY)], "wang", "li", "checked", NOW)
    return own_store


def _number(number: int) -> str:
    return f"6222021100{number:09}"


def _vendor(number: int) -> Party:
    account = PartyAccount(_number(number), "招商银行", True)
    return Party(f"V{number:04}", "vendor", f"供应商{number}", "", None, accounts=(account,))


def _rows(store: Store, tenant: str = TENANTS[0]) -> dict[str, Any]:
    with store.read(tenant) as unit:
        found = unit.connection.execute(select(table).where(table.c.tenant_id == tenant)).mappings()
        return {row["party_id"]: dict(row) for row in found}


def _put(store: Store, party_id: str, tenant: str = TENANTS[0], **values: Any) -> None:
    with store.write(tenant) as unit:
        mine = (table.c.tenant_id == tenant, table.c.party_id == party_id)
        assert unit.connection.execute(update(table).where(*mine).values(**values)).rowcount == 1


def _found(store: Store, tenant: str = TENANTS[0]) -> list[tuple[str, str]]:
    with store.read(tenant) as unit:
        return [(one.code, one.where.split("/")[1]) for one in verify(unit).findings]


def _accounts(store: Store, tenant: str = TENANTS[0]) -> dict[str, PartyAccount]:
    with store.read(tenant) as unit:
        return {one.party_id: one.accounts[0] for one in parties(unit)}


def test_the_database_holds_no_number(own: Store) -> None:
    for tenant in TENANTS:
        told = repr(_rows(own, tenant))
        assert _number(7)[-12:] not in told and _accounts(own, tenant)["V0007"].number == _number(7)
        assert _found(own, tenant) == []
    if own.engine_name == "sqlite":
        own.dispose()
        files = b"".join(path.read_bytes() for path in own.folder(TENANTS[0]).glob("books.db*"))
        assert _number(7).encode() not in files
    one, two = (_rows(own, tenant)["V0007"]["number_index"] for tenant in TENANTS)
    assert one != two, "equal numbers of two companies do not look equal"


def test_a_value_that_was_moved_does_not_open_and_is_not_paid_to(own: Store) -> None:
    first, second = (_rows(own)[name] for name in ("V0001", "V0002"))
    _put(own, "V0001", number=second["number"])
    _put(own, "V0002", number=first["number"])
    _put(own, "V0003", number=_rows(own, TENANTS[1])["V0003"]["number"])
    _put(own, "V0004", number=_rows(own)["V0004"]["number_index"])
    _put(own, "V0005", number_index=b"\x00" * 32)
    accounts = _accounts(own)
    for name in ("V0001", "V0002", "V0003", "V0004"):
        one = accounts[name]
        assert (one.number, one.approved, one.last_four) == ("", False, _number(int(name[1:]))[-4:])
        assert one.trouble is not None and one.trouble.text("zh") != one.trouble.text("en")
    assert accounts["V0005"].number == _number(5)
    assert accounts["V0000"].number == _number(0), "nothing else is in the way"
    assert sorted(_found(own)) == [
        ("proof.sealed_index", "V0005"), ("proof.sealed_moved", "V0001"), ("proof.sealed_moved", "V0002"),
        ("proof.sealed_moved", "V0003"), ("proof.sealed_no_key", "V0004"),
    ]  # fmt: skip
    with own.read(TENANTS[0]) as unit:
        assert account_numbers(unit, _number(1) + _number(0)) == {_number(0)}
    # a whole row given to another vendor
    with pytest.raises(Exception, match=r"store\.account_unsettled"), own.write(TENANTS[0]) as unit:
        unit.connection.execute(text("UPDATE party_account SET party_id = 'X' WHERE party_id = 'V0009'"))


def test_after_a_change_of_keys_old_values_are_nobodys(own: Store) -> None:
    before = _rows(own)
    old = ring_in(own.home).active
    make_active(own.home, new_key(NOW))
    with own.read(TENANTS[0]) as unit:
        assert any_left(unit)
    done = finish(own)
    assert old is not None and (done.rows, done.closed, done.dropped) == (4 * MANY, 0, (old.key_id,)), (
        "accounts and their changes"
    )
    assert _accounts(own)["V0007"].number == _number(7)
    after = _rows(own)
    assert all(after[name]["number"] != before[name]["number"] for name in before)
    assert all(after[name]["number_index"] != before[name]["number_index"] for name in before)
    with own.write(TENANTS[0]) as unit:
        settle_account(unit, "V0007", _number(7), paid_to=False)
    assert not _accounts(own)["V0007"].approved, "found by its new index"
    _put(own, "V0001", number=before["V0001"]["number"])
    assert _accounts(own)["V0001"].number == ""
    assert _found(own) == [("proof.sealed_no_key", "V0001")]
    assert finish(own).closed == 1, "what does not open stays as it is"


def test_between_two_keys_an_account_is_still_one(own: Store) -> None:
    make_active(own.home, new_key(NOW))
    with own.write(TENANTS[0]) as unit:
        settle_account(unit, "V0001", _number(1), paid_to=False)
        settle_account(unit, "V0001", "7" * 16, paid_to=True)
    with own.read(TENANTS[0]) as unit:
        (one,) = (one for one in parties(unit) if one.party_id == "V0001")
        assert len(keys_in_use(unit)) == 2
    assert [(one.number, one.approved) for one in one.accounts] == [(_number(1), False), ("7" * 16, True)]


def test_without_its_ring_only_the_sealed_is_closed(own: Store) -> None:
    (own.home / KEY_FILE).rename(own.home / "elsewhere")
    one = _accounts(own)["V0001"]
    assert one.number == "" and one.trouble is not None and str(own.home / KEY_FILE) in one.trouble.text("en")
    assert {code for code, _ in _found(own)} == {"proof.sealed_no_key"}
    with own.write(TENANTS[0]) as unit:
        take_in(unit, [_vendor(900)], "wang", "li", "checked", NOW)  # a new ring comes to be
    assert _accounts(own)["V0900"].number == _number(900)


def _dies(store: Store, where: str, turn: int) -> None:
    """Runs in a fork: seals anew until it is killed, within a transaction or right after one."""
    again, seen, write = Store.open(store.home, store.database_url, store.owner_url), 0, resealing._write

    def die(point: str) -> None:
        nonlocal seen
        seen += point == where
        if seen == turn:
            os.kill(os.getpid(), signal.SIGKILL)

    def writing(*given: Any) -> None:
        write(*given)
        die("within")

    resealing._write = writing
    finish(again, lambda *_: die("after"))


def test_a_change_that_is_killed_again_and_again_is_finished(own: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resealing, "BATCH", 5)
    old = ring_in(own.home).active
    make_active(own.home, new_key(NOW))
    for where, turn in (("within", 1), ("after", 2), ("within", 3), ("after", 9)):
        own.dispose()
        _killed(lambda where=where, turn=turn: _dies(own, where, turn))  # type: ignore[misc]
        assert _accounts(own)["V0007"].number == _number(7), "between two keys all is read"
    finish(own)
    ring = ring_in(own.home)
    assert old is not None and ring.active is not None and ring.keys == (ring.active,) and ring.active != old
    for tenant in TENANTS:
        assert {name: one.number for name, one in _accounts(own, tenant).items()} == {
            f"V{number:04}": _number(number) for number in range(MANY)
        }
        with own.read(tenant) as unit:
            assert keys_in_use(unit) == {(ring.active.key_id, tenant)}


def _killed(work: Callable[[], None]) -> None:
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, f"it ended by itself: {status}"
