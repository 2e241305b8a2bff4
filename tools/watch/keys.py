"""换密钥 Rotate keys: a new key seals and a new key signs from now on; rows are sealed anew by whoever called, in batches."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel

from ledger.proof.checkpoint import fingerprint
from ledger.proof.signing import hand_over, machine_key, public_bytes, turn_to
from ledger.store.keyring import make_active, new_key, ring_to_seal_with
from ledger.store.resealing import any_left
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, tool


class KeysRotated(BaseModel):
    """``began`` is False where an earlier rotation is not finished: then it goes on and no key is made.

    ``key`` seals, ``retired`` still open; ``signing`` is the fingerprint of the key that signs; ``hand_over`` is the
    former one's signed word for it (old key, new key, time, signature), for auditors who keep checkpoints.
    """

    began: bool
    key: str
    retired: tuple[str, ...]
    signing: str
    hand_over: str = ""


@tool(action="keys.rotate", effect="commit", people_only=True)
def rotate_keys(context: Context, request: Nothing) -> Done:
    """Put a new sealing key and a new signing key in force; `zhangfang rotate-keys` then seals every row anew."""
    home, now = context.store.home, context.now
    ring, signing = ring_to_seal_with(home), machine_key(home)
    assert ring.active is not None
    if len(ring.keys) > 1 and _unfinished(context):
        retired = tuple(key.key_id for key in ring.keys if key.retired is not None)
        left = KeysRotated(began=False, key=ring.active.key_id, retired=retired, signing=_seen(signing))
        return Done(left, (Text(text=context.say("keys.going_on", key=left.key)),))
    fresh, signs = new_key(now), Ed25519PrivateKey.generate()
    # the record of the act is durable before a key is: a key that nobody answers for must not come to be
    context.unit.after_commit += [lambda: make_active(home, fresh), lambda: turn_to(home, signs, now)]
    made = KeysRotated(
        began=True, key=fresh.key_id, retired=tuple(key.key_id for key in ring.keys), signing=_seen(signs),
        hand_over=hand_over(signing, signs, now).line(),
    )  # fmt: skip
    told = context.say(
        "keys.rotated", key=made.key, old=ring.active.key_id, signing=made.signing, before=_seen(signing)
    )
    return Done(made, (Text(text=told),))


def _seen(key: Ed25519PrivateKey) -> str:
    return fingerprint(public_bytes(key))


def _unfinished(context: Context) -> bool:
    """Whether some row of any company of this installation is still under an earlier key."""
    if any_left(context.unit):
        return True
    for tenant in context.store.tenants():
        if tenant != context.company.tenant:
            with context.store.read(tenant) as unit:
                if any_left(unit):
                    return True
    return False
