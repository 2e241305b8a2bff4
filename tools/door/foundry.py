"""Where companies are made: an empty tenant, then the founding act through the gateway; nothing stays of a failed one."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from ledger.core import Channel, Principal, is_tenant_id, problem
from ledger.store import Store
from tools.company.founding import FoundCompany, faults
from tools.gateway import Gateway
from tools.house import House
from tools.outcome import Done, Invalid, Outcome


def company_id(store: Store, wanted: str, name: str, name_en: str) -> str:
    """A free id: the one wanted, else the first words of the English name, with a number where it is taken."""
    plain = unicodedata.normalize("NFKD", wanted or name_en or name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    base = "-".join(words[:2])[:30].strip("-").lstrip("0123456789-")
    base = base if is_tenant_id(base) else "company"
    taken = set(store.tenants())
    numbers = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(one for one in numbers if one not in taken)


def _unmake(store: Store, tenant: str) -> None:
    """On PostgreSQL the row of an empty tenant stays: it holds nothing, and the next founding takes it."""
    store.forget(tenant)
    if store.engine_name == "sqlite":
        shutil.rmtree(store.folder(tenant), ignore_errors=True)


def _empty_tenant(house: House, tenant: str) -> bool:
    """Make it, or take one that an earlier try left empty; False where somebody lives there."""
    if tenant not in house.store.tenants():
        house.store.create_tenant(tenant)
        return True
    return not house.door.is_founded(tenant)


def found(house: House, given: Mapping[str, Any], channel: Channel, language: str, wanted_id: str = "") -> Outcome:
    """Found a company as the owner of this machine; Done carries ``Founded``."""
    try:
        request = FoundCompany.model_validate(dict(given))
    except ValidationError as error:
        where = [str(fault["loc"][0]) for fault in error.errors(include_url=False)]
        return Invalid([problem("company.bad_field", one) for one in where])
    if wrong := faults(request):
        return Invalid(wrong)
    tenant = wanted_id or company_id(house.store, "", request.name, request.name_en)
    if not is_tenant_id(tenant):
        return Invalid([problem("store.bad_tenant_name", "id", tenant=tenant[:60])])
    if not _empty_tenant(house, tenant):
        return Invalid([problem("store.tenant_exists", "id", tenant=tenant)])
    return _founded(house.gateway, house.store, tenant, request, channel, language)


def _founded(
    gateway: Gateway, store: Store, tenant: str, request: FoundCompany, channel: Channel, language: str
) -> Outcome:
    who = Principal(tenant, request.admin_user, frozenset({"founder"}), channel, verified="machine", language=language)
    kept = False
    try:
        outcome = gateway.call(who, "found_company", request.model_dump())
        kept = isinstance(outcome, Done)
        return outcome
    finally:
        if not kept:
            _unmake(store, tenant)
