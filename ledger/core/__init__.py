"""The floor of the house: values every room speaks in. Imports nothing of ours.

money.py amounts · commodities.py what foreign ledgers count in · clock.py time · ids.py names · canonical.py digests · principal.py who asks ·
problem.py refusals as values · settings.py the machine's choices · words/ text for people, zh and en.
"""

from ledger.core.canonical import canonical, digest, sha256_hex
from ledger.core.clock import Clock, FixedClock, SystemClock, company_date, time_zones
from ledger.core.commodities import commodity_code, currency_name
from ledger.core.ids import id_of_ago, is_tenant_id, new_id, new_secret
from ledger.core.money import (
    Money,
    MoneyError,
    allocate,
    currency_code,
    currency_number,
    exponent,
    from_minor,
    grouped,
    split_by_percent,
    to_minor,
    with_rest,
)
from ledger.core.principal import Attribute, Channel, Principal, Via
from ledger.core.problem import Problem, Refused, problem
from ledger.core.settings import LOOPBACK, PERSONAL_DATA, Settings, safe_address, settings
from ledger.core.words import say
from ledger.core.words.initials import first_letter, initials

__all__ = [
    "Attribute", "Channel", "Clock", "FixedClock", "Money", "MoneyError", "Principal", "Problem", "Refused",
    "LOOPBACK", "PERSONAL_DATA", "Settings", "SystemClock", "Via", "allocate", "canonical", "commodity_code", "company_date", "currency_code",
    "currency_name", "currency_number", "digest", "exponent", "first_letter", "from_minor", "grouped", "initials", "id_of_ago", "is_tenant_id", "new_id",
    "new_secret", "problem", "safe_address", "say", "settings", "sha256_hex", "split_by_percent", "time_zones", "to_minor", "with_rest",
]  # fmt: skip
