"""The machine's owner takes the access rules back by a version: the way out of rules that lock everybody out."""

from __future__ import annotations

import getpass

from ledger.core import Channel, Principal
from tools.house import House
from tools.outcome import Outcome


def restore_rules(house: House, tenant: str, channel: Channel, language: str) -> Outcome:
    """Through the gateway as the owner of this machine, so that it is written down like every act."""
    owner = f"machine:{getpass.getuser()}"
    who = Principal(tenant, owner, frozenset({"founder"}), channel, verified="machine", language=language)
    return house.gateway.call(who, "restore_access_rules", {})
