"""Bank account numbers of parties and of changes of them are sealed; what stood in clear is sealed here and overwritten.

SQLite keeps a copy of the file as it was (``books.before-0042.db``): it holds the numbers in clear.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, text, update

from ledger.core import new_id
from ledger.store.keyring import ring_to_seal_with
from ledger.store.migrations.helpers import Step
from ledger.store.schema.business import party_account, party_change
from ledger.store.sealed_fields import PARTY_ACCOUNT, PARTY_CHANGE
from ledger.store.sealing import blind, seal

OLD = "SELECT party_id, number, bank, approved FROM party_account WHERE tenant_id = :t"


def upgrade(step: Step) -> None:
    if step.engine_name == "sqlite":
        step.run("PRAGMA secure_delete = ON")  # freed pages are overwritten with zeros
    accounts = [row for tenant in step.tenants() for row in _accounts(step, tenant)]
    step.run("DROP TABLE party_account")
    step.create(party_account)
    for tenant in step.tenants():
        if mine := [row for row in accounts if row["tenant_id"] == tenant]:
            step.connection.execute(insert(party_account), mine)
    step.add_column("party_change", party_change.c.after_sealed._copy())
    for tenant in step.tenants():
        _changes(step, tenant)


def _all(connection: Connection, statement: str, **values: str) -> list[Any]:
    return list(connection.execute(text(statement), values).all())


def _accounts(step: Step, tenant: str) -> Iterator[dict[str, Any]]:
    for party_id, number, bank, approved in _all(step.connection, OLD, t=tenant):
        ring, row = ring_to_seal_with(step.home), {"party_id": party_id, "account_id": new_id()}
        yield row | {
            "tenant_id": tenant, "bank": bank, "approved": bool(approved), "last_four": number[-4:],
            "number": seal(ring, PARTY_ACCOUNT.place(tenant, row), number.encode()),
            "number_index": blind(ring, PARTY_ACCOUNT.anywhere(tenant), number.encode())[0],
        }  # fmt: skip


def _changes(step: Step, tenant: str) -> None:
    c = party_change.c
    mine = (c.tenant_id == tenant, c.field.in_(("account", "account_ends")), c.after_sealed.is_(None))
    rows = step.connection.execute(select(c.party_id, c.change_id, c.after).where(*mine)).mappings().all()
    if not rows:
        return
    ring = ring_to_seal_with(step.home)
    step.connection.execute(
        update(party_change)
        .where(c.tenant_id == tenant, c.change_id == bindparam("which"))
        .values(after=bindparam("ends"), after_sealed=bindparam("sealed")),
        [
            {"which": row["change_id"], "ends": row["after"][-4:],
             "sealed": seal(ring, PARTY_CHANGE.place(tenant, row), row["after"].encode())}
            for row in rows
        ],
    )  # fmt: skip
