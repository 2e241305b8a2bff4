"""What strangers in Slack sent was sealed under ``sealing.key``, each key whole; it is sealed anew under the key ring.

Ceremonies of the company's sign-in that are under way had their verifier in clear: they last ten minutes, and begin again.
"""

from __future__ import annotations

import base64
import hashlib
import json

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import text

from ledger.store.keyring import ring_to_seal_with
from ledger.store.migrations.helpers import Step
from ledger.store.sealed_fields import SLACK_EVENT, SLACK_WORDS
from ledger.store.sealing import seal


def upgrade(step: Step) -> None:
    path = step.home / "sealing.key"
    lines = path.read_bytes().split() if path.exists() else []
    keys = {hashlib.sha256(key).digest()[:4]: AESGCM(key) for key in map(base64.b64decode, lines)}
    for tenant in step.tenants():
        step.connection.execute(text("DELETE FROM company_sign_in WHERE tenant_id = :t"), {"t": tenant})
        _words(step, tenant, keys)
        _events(step, tenant, keys)


def _opened(keys: dict[bytes, AESGCM], sealed: bytes, place: str) -> bytes | None:
    try:
        return keys[sealed[:4]].decrypt(sealed[4:16], sealed[16:], place.encode())
    except (KeyError, InvalidTag, ValueError):
        return None  # nobody could have read it before either


def _words(step: Step, tenant: str, keys: dict[bytes, AESGCM]) -> None:
    rows = text("SELECT sealed_id, team, slack_user, body FROM slack_sealed WHERE tenant_id = :t")
    for row in step.connection.execute(rows, {"t": tenant}).mappings().all():
        plain = _opened(keys, row["body"], f"{tenant}|{row['sealed_id']}|{row['team']}|{row['slack_user']}")
        mine = {"t": tenant, "id": row["sealed_id"]}
        if plain is None:
            step.connection.execute(text("DELETE FROM slack_sealed WHERE tenant_id = :t AND sealed_id = :id"), mine)
            continue
        body = seal(ring_to_seal_with(step.home), SLACK_WORDS.place(tenant, row), plain)
        change = text("UPDATE slack_sealed SET body = :body WHERE tenant_id = :t AND sealed_id = :id")
        step.connection.execute(change, mine | {"body": body})


def _events(step: Step, tenant: str, keys: dict[bytes, AESGCM]) -> None:
    rows = text("SELECT event_id, body FROM slack_event WHERE tenant_id = :t AND body IS NOT NULL")
    for event_id, kept in step.connection.execute(rows, {"t": tenant}).all():
        sealed = base64.b64decode(json.loads(kept).get("sealed", ""))
        plain, body = _opened(keys, sealed, f"{tenant}|event|{event_id}"), None
        if plain is not None:
            place = SLACK_EVENT.place(tenant, {"event_id": event_id})
            body = json.dumps(SLACK_EVENT.pack(seal(ring_to_seal_with(step.home), place, plain)))
        change = text("UPDATE slack_event SET body = :body WHERE tenant_id = :t AND event_id = :id")
        step.connection.execute(change, {"t": tenant, "id": event_id, "body": body})
