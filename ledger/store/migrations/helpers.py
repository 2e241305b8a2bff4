"""What a migration may say. A new area is one schema file and a migration such as::

    from ledger.store.migrations.helpers import Step
    from ledger.store.schema.evidence import document, document_field

    def upgrade(step: Step) -> None:
        step.create(document, document_field)

``create`` makes the table, and on PostgreSQL its row-level security and the application role's rights.
Tables that only grow say ``step.create(history, rights="SELECT, INSERT")``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alembic.operations import Operations
from sqlalchemy import Column, Connection, Table, text
from sqlalchemy.schema import CreateIndex, CreateTable

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True, slots=True)
class Step:
    """The hands of one migration: alembic operations, the connection, the data folder, and the helpers of this house."""

    op: Operations
    connection: Connection
    app_role: str
    home: Path

    @property
    def engine_name(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.connection.dialect.name

    def tenants(self) -> Iterator[str]:
        """Each tenant, with its rows in view while it is at hand: row-level security binds the owner too."""
        for (tenant,) in self.connection.execute(text("SELECT tenant_id FROM tenant ORDER BY tenant_id")).all():
            if self.engine_name == "postgresql":
                self.connection.execute(text("SELECT set_config('app.tenant', :t, true)"), {"t": tenant})
            yield tenant

    def create(self, *tables: Table, rights: str = "SELECT, INSERT, UPDATE, DELETE", of_person: bool = False) -> None:
        """Create tables with their indexes; on PostgreSQL with row-level security and rights."""
        for table in tables:
            self.connection.execute(CreateTable(table))
            for index in table.indexes:
                self.connection.execute(CreateIndex(index))
            self.secure(table.name, rights, of_person=of_person)

    def secure(self, table: str, rights: str, *, of_person: bool = False) -> None:
        """Row-level security by ``app.tenant``, forced for the owner too, and the application's rights.

        ``of_person`` narrows it to rows whose ``person`` is ``app.person``: without that setting there are none.
        """
        if self.engine_name != "postgresql":
            return
        rule = "tenant_id = current_setting('app.tenant', true)"
        if of_person:
            rule += " AND person = current_setting('app.person', true)"
        for statement in (
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
            f'CREATE POLICY tenant_wall ON "{table}" USING ({rule}) WITH CHECK ({rule})',
            f'REVOKE ALL ON "{table}" FROM PUBLIC',
            f'GRANT {rights} ON "{table}" TO "{self.app_role}"',
        ):
            self.connection.execute(text(statement))

    def add_column(self, table: str, column: Column[object]) -> None:
        """Add a column unless the table was created with it already."""
        names = {item["name"] for item in self.op.get_bind().dialect.get_columns(self.connection, table)}
        if column.name not in names:
            self.op.add_column(table, column)

    def run(self, statement: str) -> None:
        """Run one statement as it stands, no parameters."""
        if self.engine_name == "postgresql":
            statement = statement.replace("%", "%%")
        self.connection.exec_driver_sql(statement)
