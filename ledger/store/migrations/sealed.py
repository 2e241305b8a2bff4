"""How the sealed tables come to be: one table script in SQLite's words, trigger scripts per engine.

PostgreSQL gets the same shape by reading INTEGER as bigint and BLOB as bytea. Triggers may be re-created
at any time (:func:`create_triggers`): they hold no state, and ``verify`` compares them by fingerprint.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from ledger.store.migrations.helpers import SQL, Step

TRIGGER_SCRIPTS = {
    "sqlite": ("sqlite/seal.sql", "sqlite/kept.sql", "sqlite/confirming.sql", "sqlite/paying.sql"),
    "postgresql": (
        "postgresql/kept.sql",
        "postgresql/seal.sql",
        "postgresql/post.sql",
        "postgresql/confirming.sql",
        "postgresql/paying.sql",
    ),
}
GUARDED = ("party_account", "party_change")
"""Tables of a later step whose triggers are of the laws too: until it has run, their triggers wait."""
MASTER = ("book", "period", "account", "dimension", "dim_value", "proposal")
GROWING = (
    "dimset", "dimset_member", "cell", "posting_rule_version", "proposal_revision", "proposal_event", "authority",
    "authority_spent", "reopening", "delegation", "delegation_ended", "confirmed_on_behalf",
)  # fmt: skip
SEALED = ("batch", "entry", "line", "claim", "head", "number_series", "balance", "balance_dim", "touch", "allocation",
          "closing", "confirmed_for")  # fmt: skip


@lru_cache(maxsize=2)
def table_statements(engine_name: Literal["sqlite", "postgresql"]) -> tuple[str, ...]:
    """The CREATE statements of one engine; read once, for every proof asks for them."""
    other = "-- postgresql" if engine_name == "sqlite" else "-- sqlite"
    lines = (SQL / "books.sql").read_text(encoding="utf-8").splitlines()
    kept = [re.sub(r"\s*-- (sqlite|postgresql)$", "", line) for line in lines if not line.endswith(other)]
    script = "\n".join(line for line in kept if not line.startswith("--"))
    if engine_name == "postgresql":
        script = script.replace(" STRICT, WITHOUT ROWID", "")
        script = re.sub(r"\bINTEGER\b", "bigint", script)
        script = re.sub(r"\bBLOB\b", "bytea", script)
    return tuple(statement.strip() for statement in script.split("\n;;") if statement.strip())


@lru_cache(maxsize=2)
def trigger_statements(engine_name: Literal["sqlite", "postgresql"]) -> tuple[str, ...]:
    """The CREATE statements of triggers and functions of one engine; read once, too."""
    found: list[str] = []
    for name in TRIGGER_SCRIPTS[engine_name]:
        script = (SQL / name).read_text(encoding="utf-8")
        script = "\n".join(line for line in script.splitlines() if not line.startswith("--"))
        found += [statement.strip() for statement in script.split("\n;;") if statement.strip()]
    return tuple(found)


def create_sealed(step: Step) -> None:
    """Tables, triggers, and on PostgreSQL row-level security and rights."""
    engine_name: Literal["sqlite", "postgresql"] = "sqlite" if step.engine_name == "sqlite" else "postgresql"
    for statement in table_statements(engine_name):
        step.run(statement)
    refresh_triggers(step)
    if engine_name == "postgresql":
        _wall(step)


def _wall(step: Step) -> None:
    step.run("ALTER TABLE tenant ENABLE ROW LEVEL SECURITY")
    step.run("ALTER TABLE tenant FORCE ROW LEVEL SECURITY")
    step.run("CREATE POLICY tenant_names ON tenant FOR SELECT USING (true)")
    step.run(
        "CREATE POLICY tenant_wall ON tenant FOR INSERT WITH CHECK (tenant_id = current_setting('app.tenant', true))"
    )
    step.run(f'GRANT SELECT, INSERT ON tenant TO "{step.app_role}"')
    for table in MASTER:
        step.secure(table, "SELECT, INSERT, UPDATE")
    for table in GROWING:
        step.secure(table, "SELECT, INSERT")
    for table in SEALED:
        step.secure(table, "SELECT")
    step.run("CREATE SEQUENCE zf_id")
    step.run(f'GRANT USAGE ON SEQUENCE zf_id TO "{step.app_role}"')
    step.run("REVOKE ALL ON FUNCTION zf_post FROM PUBLIC")
    step.run(f'GRANT EXECUTE ON FUNCTION zf_post TO "{step.app_role}"')


def table_statement(step: Step, name: str) -> str:
    """The CREATE statement of one table or index as shipped."""
    engine_name: Literal["sqlite", "postgresql"] = "sqlite" if step.engine_name == "sqlite" else "postgresql"
    begins = f"CREATE TABLE {name} (", f"CREATE INDEX {name} ON"
    return next(one for one in table_statements(engine_name) if one.startswith(begins))


def refresh_triggers(step: Step) -> None:
    """Put every trigger and function of the seal back as shipped: they hold no state.

    Triggers of a table that a later step makes wait for it: the runner comes here again after the last one.
    """
    engine_name: Literal["sqlite", "postgresql"] = "sqlite" if step.engine_name == "sqlite" else "postgresql"
    dialect = step.op.get_bind().dialect
    there = set(dialect.get_table_names(step.connection))
    if "party_account" in there:  # its own triggers and those of its changes speak of a column of a later step
        names = {one["name"] for one in dialect.get_columns(step.connection, "party_account")}
        there -= set(GUARDED) if "change_id" not in names else set()
    for statement in trigger_statements(engine_name):
        trigger = re.match(r"CREATE TRIGGER (\w+)\b.*? ON (\w+)", statement, re.S)
        if trigger and trigger[2] not in there:
            continue
        if trigger:
            place = f" ON {trigger[2]}" if engine_name == "postgresql" else ""
            step.run(f"DROP TRIGGER IF EXISTS {trigger[1]}{place}")
        if view := re.match(r"CREATE VIEW (\w+)", statement):
            step.run(f"DROP VIEW IF EXISTS {view[1]}")
        step.run(re.sub(r"^CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", statement))
