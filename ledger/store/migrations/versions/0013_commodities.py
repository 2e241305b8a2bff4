"""Commodities of foreign ledgers: a cell takes numbers above the three-letter currencies, and a table names them."""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.people import commodity, company

OLD, NEW = "CHECK (currency BETWEEN 0 AND 17575)", "CHECK (currency >= 0)"


def upgrade(step: Step) -> None:
    step.add_column("company", company.c.imported._copy())
    if not step.connection.dialect.has_table(step.connection, commodity.name):
        step.create(commodity, rights="SELECT, INSERT")
    if step.engine_name == "postgresql":
        step.run("ALTER TABLE cell DROP CONSTRAINT IF EXISTS cell_currency_check")
        step.run(f"ALTER TABLE cell ADD CONSTRAINT cell_currency_check {NEW}")
    else:
        _relax(step)


def _relax(step: Step) -> None:
    """A CHECK is text of the schema alone: SQLite documents this way to take one back without touching a row.

    Making the table anew would drop its triggers and the rows that refer to it
    (https://www.sqlite.org/lang_altertable.html#otheralter).
    """
    read = step.connection.exec_driver_sql
    sql = read("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'cell'").scalar_one()
    if OLD not in sql:
        return
    version = int(read("PRAGMA schema_version").scalar_one())
    read("PRAGMA writable_schema = ON")
    read("UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = 'cell'", (sql.replace(OLD, NEW),))
    read(f"PRAGMA schema_version = {version + 1}")
    read("PRAGMA writable_schema = OFF")
    assert read("PRAGMA integrity_check").scalar_one() == "ok"
