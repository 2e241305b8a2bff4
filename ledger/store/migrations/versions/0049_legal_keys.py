"""A document's legal key as ledger.evidence.legal_key says it from now on: a number of 20 digits alone, code and number,
or seller, number and year. Keys there were are made again from what was read, so that a paper still meets its twin.
"""

import json
import re

from sqlalchemy import select, text, update

from ledger.store.migrations.helpers import Step
from ledger.store.schema.evidence import document


def upgrade(step: Step) -> None:
    for tenant in step.connection.execute(text("SELECT tenant_id FROM tenant")).scalars().all():
        if step.engine_name == "postgresql":  # its rows are walled off from the owner too
            step.connection.execute(text("SELECT set_config('app.tenant', :t, true)"), {"t": tenant})
        c = document.c
        rows = step.connection.execute(
            select(c.document_id, c.reading).where(
                c.tenant_id == tenant, c.legal_key.is_not(None), c.reading.is_not(None)
            )
        ).all()
        for document_id, reading in rows:
            step.connection.execute(
                update(document)
                .where(c.tenant_id == tenant, c.document_id == document_id)
                .values(legal_key=_key(json.loads(reading)))
            )


def _key(reading: dict[str, object]) -> str | None:
    """As ledger.evidence.legal_key on the day of this migration."""
    number, code, tax_id, name = (
        re.sub(r"\s", "", str(reading.get(each) or "")).upper()
        for each in ("number", "invoice_code", "seller_tax_id", "seller_name")
    )
    if not number or re.fullmatch(r"\d{20}", number):
        return number or None
    if code:
        return f"{code}|{number}"
    seller = tax_id or name
    return f"{seller}|{number}|{str(reading.get('issue_date') or '')[:4]}" if seller else None
