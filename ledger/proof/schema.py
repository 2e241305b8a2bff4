"""Are the laws still in force: tables, triggers, functions, policies and rights against what we ship.

On SQLite the expected schema is made in memory from the same scripts and compared word for word. On
PostgreSQL functions are compared by their source, triggers by table, function and being enabled,
constraints by number and kind, and nobody but the owner may hold more than SELECT on a sealed table.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing
from functools import lru_cache

from ledger.proof.findings import Findings
from ledger.store import Unit
from ledger.store.migrations.sealed import GROWING, GUARDED, MASTER, SEALED, table_statements, trigger_statements
from ledger.store.statement import text


def check_schema(unit: Unit, findings: Findings) -> None:
    """Compare the schema in force with the one we ship."""
    if unit.engine_name == "sqlite":
        _check_sqlite(unit, findings)
    else:
        _check_functions(unit, findings)
        _check_triggers(unit, findings)
        _check_constraints(unit, findings)
        _check_walls(unit, findings)


# SQLite --------------------------------------------------------------------------------------
@lru_cache(maxsize=1)
def expected_sqlite() -> dict[tuple[str, str], str]:
    """(type, name) to the SQL text of every sealed table, index and trigger."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in GUARDED:  # not sealed themselves: any columns will do for their triggers
            connection.execute(f"CREATE TABLE {table} (tenant_id TEXT)")
        for statement in table_statements("sqlite") + trigger_statements("sqlite"):
            connection.execute(statement)
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {(row[0], row[1]): row[2] for row in rows if row[1] not in GUARDED}


def _check_sqlite(unit: Unit, findings: Findings) -> None:
    expected = expected_sqlite()
    tables = {*GUARDED, *(name for kind, name in expected if kind == "table")}
    rows = unit.connection.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    there = {(row[0], row[1]): (row[2], row[3]) for row in rows}
    for key, sql in expected.items():
        if key not in there:
            findings.add("proof.schema_missing", key[1], name=key[1])
        elif there[key][1] != sql:
            findings.add("proof.schema_changed", key[1], name=key[1])
    for key, (table, _sql) in there.items():
        of_ours = table in tables and (table not in GUARDED or key[0] == "trigger")
        if key not in expected and of_ours:
            findings.add("proof.schema_foreign", key[1], name=key[1])


# PostgreSQL ----------------------------------------------------------------------------------
_FUNCTION = re.compile(r"CREATE FUNCTION (\w+)\(.*?AS \$\$(.*)\$\$", re.S)
_TRIGGER = re.compile(r"CREATE TRIGGER (\w+) .*? ON (\w+) .*EXECUTE FUNCTION (\w+)\(\)", re.S)
_TABLE = re.compile(r"CREATE TABLE (\w+) \((.*)\)", re.S)


@lru_cache(maxsize=1)
def _expected_functions() -> dict[str, str]:
    """Name to source."""
    matches = map(_FUNCTION.match, trigger_statements("postgresql"))
    return {match[1]: match[2] for match in matches if match}


@lru_cache(maxsize=1)
def _expected_triggers() -> dict[tuple[str, str], str]:
    """(trigger, table) to the function it calls."""
    matches = map(_TRIGGER.match, trigger_statements("postgresql"))
    return {(match[1], match[2]): match[3] for match in matches if match}


@lru_cache(maxsize=1)
def _expected_constraints() -> dict[tuple[str, str], int]:
    """(table, kind) to their number, 0 too: what is too many is a change as well."""
    matches = map(_TABLE.match, table_statements("postgresql"))
    return {(match[1], kind): count for match in matches if match for kind, count in _constraints(match[2]).items()}


def _check_functions(unit: Unit, findings: Findings) -> None:
    found = unit.connection.execute(text("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'zf!_%' ESCAPE '!'"))
    there = {row[0]: row[1] for row in found}
    expected = _expected_functions()
    for name, source in expected.items():
        if name not in there:
            findings.add("proof.schema_missing", name, name=name)
        elif there[name] != source:
            findings.add("proof.schema_changed", name, name=name)
    for name in there.keys() - expected.keys():
        findings.add("proof.schema_foreign", name, name=name)


def _check_triggers(unit: Unit, findings: Findings) -> None:
    rows = unit.connection.execute(
        text(
            "SELECT t.tgname, c.relname, p.proname, t.tgenabled FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid"
            " JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_proc AS p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND n.nspname = 'public'"
        )
    )
    there = {(row[0], row[1]): (row[2], row[3]) for row in rows}
    expected = _expected_triggers()
    for (name, table), function in expected.items():
        if (name, table) not in there:
            findings.add("proof.schema_missing", name, name=name)
        elif there[name, table][0] != function or there[name, table][1] not in ("O", b"O"):
            findings.add("proof.schema_changed", name, name=name)
    ours = {*MASTER, *GROWING, *SEALED, *GUARDED}
    for name, table in there.keys() - expected.keys():
        if table in ours:
            findings.add("proof.schema_foreign", name, name=name)


def _check_constraints(unit: Unit, findings: Findings) -> None:
    rows = unit.connection.execute(
        text(
            "SELECT c.relname, k.contype, count(*) FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid"
            " JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND k.convalidated"
            " AND k.contype IN ('c', 'f', 'u', 'p') GROUP BY c.relname, k.contype"
        )
    )
    there = {(row[0], _letter(row[1])): int(row[2]) for row in rows}
    for (table, letter), count in _expected_constraints().items():
        if there.get((table, letter), 0) != count:
            findings.add("proof.schema_changed", table, name=table)


def _letter(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _constraints(body: str) -> Counter[str]:
    return Counter(
        {
            "c": len(re.findall(r"\bCHECK \(", body)),
            "f": len(re.findall(r"\bREFERENCES\b", body)),
            "u": len(re.findall(r"\bUNIQUE \(", body)),
            "p": len(re.findall(r"\bPRIMARY KEY\b", body)),
        }
    )


def _check_walls(unit: Unit, findings: Findings) -> None:
    rows = unit.connection.execute(
        text(
            "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT 1 FROM pg_policy AS p"
            " WHERE p.polrelid = c.oid AND p.polname = 'tenant_wall') AND (SELECT count(*) FROM pg_policy AS p"
            " WHERE p.polrelid = c.oid) = 1 FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind = 'r'"
        )
    )
    walled = {row[0] for row in rows if row[1]}
    for table in (*MASTER, *GROWING, *SEALED):
        if table not in walled:
            findings.add("proof.wall_open", table, name=table)
    grants = unit.connection.execute(
        text(
            "SELECT DISTINCT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace,"
            " aclexplode(c.relacl) AS a WHERE n.nspname = 'public' AND a.grantee <> c.relowner AND"
            " a.privilege_type <> 'SELECT'"
        )
    )
    for row in grants:
        if row[0] in SEALED:
            findings.add("proof.rights_widened", row[0], name=row[0])
