"""Which values are retired is asked at every posting: an index of those few. Books made since carry it from the start."""

from ledger.store.migrations.helpers import Step


def upgrade(step: Step) -> None:
    step.run("CREATE INDEX IF NOT EXISTS dim_value_retired ON dim_value (tenant_id) WHERE active = 0")
