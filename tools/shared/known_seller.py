"""A seller read too unsurely to be given, whom master data knows by that very name."""

from __future__ import annotations

import ingestion
from ledger.business.parties import match_party, parties, plain_id
from ledger.evidence.field import Field, known
from ledger.store import Unit


def with_known_seller(unit: Unit, reading: ingestion.Reading) -> ingestion.Reading:
    """The reading with the offered name of a vendor, and that vendor's own tax number, given; others stay offers."""
    if not any(name in reading.offers for name in ("seller_name", "seller_tax_id")):
        return reading
    vendors = parties(unit, "vendor")
    given = reading["seller_name"]
    for name in (given,) if given.value else reading.offers.get("seller_name", ()):
        match = match_party(vendors, str(name.value) if name.value else None, None)
        if match.party is None or match.by != "name":
            continue
        found: dict[str, Field] = {} if given.value else {"seller_name": known(name)}
        for one in reading.offers.get("seller_tax_id", ()):
            if not reading.value("seller_tax_id") and plain_id(str(one.value)) == plain_id(match.party.tax_id):
                found["seller_tax_id"] = known(one)
        return reading.with_fields(found)
    return reading
