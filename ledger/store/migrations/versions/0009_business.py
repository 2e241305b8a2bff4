"""Parties and their approved bank accounts, whose numbers stood in clear until step 0042."""

from sqlalchemy import Column, MetaData, Table

from ledger.store.migrations.helpers import Step
from ledger.store.schema.business import party
from ledger.store.types import Bool, Text

party_account = Table(
    "party_account",
    MetaData(),
    Column("tenant_id", Text, primary_key=True),
    Column("party_id", Text, primary_key=True),
    Column("number", Text, primary_key=True),
    Column("bank", Text, nullable=False),
    Column("approved", Bool, nullable=False),
    sqlite_strict=True,
)


def upgrade(step: Step) -> None:
    step.create(party, party_account)
