"""Exactly one authority: not none, not two, and the owner of the database cannot break the chain either."""

from __future__ import annotations

import psycopg
import pytest
import sqlalchemy.exc
from sqlalchemy import text

from ledger.proposals.rules import RuleVersion, publish
from ledger.store import Store
from tests.ledger.books import small
from tests.tenants import Tenants

RULE = RuleVersion("feed", 1, small.BOOK, "记", (0,), ("66", "10"), "wang", "li")
_COLUMNS = ("tenant_id, authority_id, kind, proposal_id, revision_no, maker, confirmer, via, channel, rule_id, rule_version,"
            " digest, root, book_id, period, layer, series, entry_count, line_count, amount_minor, given_at, not_before,"
            " expires_at")  # fmt: skip
_TAIL = "digest, root, book_id, period, layer, series, entry_count, line_count, amount_minor, 1, 1, 2 FROM proposal_revision"


@pytest.mark.parametrize("kind", ["confirmation", "run", "rule"])
def test_a_person_and_a_rule_at_once_are_refused(store: Store, tenant: str, kind: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        publish(unit, RULE, small.NOW)
        proposal_id = small.proposed(unit, small.content(small.office()))
    both = (f"INSERT INTO authority ({_COLUMNS}) SELECT tenant_id, 'both', '{kind}', proposal_id, revision_no, maker, 'zhao',"
            f" 'person', 'web', 'feed', 1, {_TAIL} WHERE proposal_id = :id")  # fmt: skip
    with (
        pytest.raises(sqlalchemy.exc.DBAPIError, match=r"one_authority|proposals\.changed"),
        store.write(tenant) as unit,
    ):
        unit.connection.execute(text(both), {"id": proposal_id})


@pytest.mark.parametrize("kind", ["confirmation", "run", "rule"])
def test_none_at_all_is_refused(store: Store, tenant: str, kind: str) -> None:
    small.found(store, tenant)
    with store.write(tenant) as unit:
        small.proposed(unit, small.content(small.office()))
    none = (f"INSERT INTO authority ({_COLUMNS}) SELECT tenant_id, 'none', '{kind}', NULL, NULL, NULL, NULL, 'person', 'web',"
            f" NULL, NULL, {_TAIL}")  # fmt: skip
    with pytest.raises(sqlalchemy.exc.DBAPIError, match="one_authority"), store.write(tenant) as unit:
        unit.connection.execute(text(none))


CHANGES = {
    "position = 7": "chain_broken",
    "previous_hash = sha256('x')": "chain_broken",
    "hash = sha256('x')": "hash_differs",
    "first_number = 9": "number_gap|hash_differs",
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_owner_cannot_break_the_chain(postgres_tenants: Tenants, change: str) -> None:
    """The owner may insert into ``batch``; its trigger asks the same questions."""
    store, tenant = postgres_tenants.store, postgres_tenants.new()
    small.found(store, tenant)
    with store.write(tenant) as unit:
        small.confirmed(unit, small.content(small.office()))
    with psycopg.connect(store.owner_url) as connection, pytest.raises(psycopg.Error, match=CHANGES[change]):
        run = connection.execute
        run("SELECT set_config('app.tenant', %s, true)", (tenant,))
        run("INSERT INTO claim VALUES (%s, 555555555)", (tenant,))
        run(
            "INSERT INTO entry (tenant_id, batch_id, entry_no, entry_count, arity, kind, posting_date, document_date, maker,"
            " source, attachment_count) VALUES (%s, 555555555, 1, 1, 2, 0, 20261120, 20261120, 'wang', '', 0)",
            (tenant,),
        )
        run(
            "INSERT INTO line (tenant_id, batch_id, entry_no, line_no, arity, cell_id, currency, side, amount_minor,"
            " base_minor, memo, open_item) SELECT c.tenant_id, 555555555, 1, row_number() OVER (ORDER BY cell_id), 2, cell_id,"
            " currency, row_number() OVER (ORDER BY cell_id) - 1, 10000, 10000, '', 0 FROM cell AS c"
        )
        run("CREATE TEMP TABLE made ON COMMIT DROP AS SELECT b.* FROM batch AS b WITH NO DATA")
        run(
            "INSERT INTO made SELECT tenant_id, 555555555, book_id, 1, period, period / 100, layer, series, 1, entry_count,"
            " line_count, amount_minor, authority_id, digest, not_before, 'li', confirmer, '', '', 1,"
            " decode(repeat('00', 32), 'hex'), root, decode(repeat('00', 32), 'hex') FROM authority"
        )
        run("UPDATE made SET hash = zf_header_hash(ROW(made.*)::batch)")
        run(f"UPDATE made SET {change}")
        run("INSERT INTO batch SELECT * FROM made")
