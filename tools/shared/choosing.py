"""Which fields a person may choose on a page: an account that is paid to, only who may see accounts whole."""

from __future__ import annotations

import ingestion
from policies.access import Resource
from tools.context import Context


def choosable(context: Context) -> tuple[str, ...]:
    """Names of fields, in the order of the page."""
    sees = context.may("account.see", Resource("Company", context.company.tenant)).allowed
    return ingestion.CHOOSABLE if sees else ingestion.SAID
