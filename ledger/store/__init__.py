"""Where data lives: engines, transactions, migrations, tenants, blobs, jobs, outbox, audit.

store.py Store: open, tenants, read, write · unit.py Unit: one transaction · sqlite.py, postgres.py how each
engine is opened and held · types.py column types · schema/ tables per area · migrations/ how they come to be ·
blobs.py files by content · jobs.py, outbox.py work to be done after a commit · keyring.py the keys of sealed fields,
sealing.py how a value is sealed and opened, sealed_fields.py which columns are, resealing.py all of them under a new key.
"""

from ledger.store.blobs import Blobs
from ledger.store.store import Store
from ledger.store.types import from_micro, to_micro
from ledger.store.unit import EngineName, Unit

__all__ = ["Blobs", "EngineName", "Store", "Unit", "from_micro", "to_micro"]
