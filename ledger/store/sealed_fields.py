"""Every column whose values are sealed: what seals, opens, seals anew and verifies goes by this list.

What is not in it stands in clear, with the reason in docs/security.md (*Sealed fields*).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, Table

from ledger.store.schema.business import party_account, party_change
from ledger.store.schema.company_sign_in import company_sign_in
from ledger.store.schema.slack import slack_event, slack_sealed
from ledger.store.sealing import Place

Values = Mapping[str, Any] | RowMapping
"""A row's values by column."""


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class SealedField:
    """``bound`` are the columns that tell the row; ``index`` the blind index beside it, empty for none.

    ``unpack`` takes a column's value to the sealed bytes (None where nothing is sealed in it), ``pack`` back.
    """

    table: Table
    column: str
    bound: tuple[str, ...]
    index: str = ""
    pack: Callable[[bytes], Any] = _same
    unpack: Callable[[Any], bytes | None] = _same

    def place(self, tenant: str, row: Values) -> Place:
        """Where the value of a row stands."""
        key = [row[name] for name in self.bound]
        text = tuple([one if isinstance(one, str) else one.hex() for one in key])
        return Place(tenant, self.table.name, self.column, text)

    def anywhere(self, tenant: str) -> Place:
        """The column of a tenant, for the blind index: equal values of different rows have equal ones."""
        return Place(tenant, self.table.name, self.column, ())


def _from_text(value: str) -> bytes | None:
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error:
        return None  # written down before it was sealed


def _to_text(sealed: bytes) -> str:
    return base64.b64encode(sealed).decode()


PARTY_ACCOUNT = SealedField(party_account, "number", ("party_id", "account_id"), "number_index")
PARTY_CHANGE = SealedField(party_change, "after_sealed", ("party_id", "change_id"))
SLACK_WORDS = SealedField(slack_sealed, "body", ("sealed_id", "team", "slack_user"))
SLACK_EVENT = SealedField(
    slack_event, "body", ("event_id",), pack=lambda sealed: {"sealed": _to_text(sealed)},
    unpack=lambda body: _from_text(body["sealed"]) if body and "sealed" in body else None,
)  # fmt: skip
SIGN_IN = SealedField(company_sign_in, "verifier", ("state_hash",), pack=_to_text, unpack=_from_text)

SEALED_FIELDS = (PARTY_ACCOUNT, PARTY_CHANGE, SLACK_WORDS, SLACK_EVENT, SIGN_IN)
