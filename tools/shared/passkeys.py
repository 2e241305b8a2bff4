"""Passkeys (WebAuthn level 3): a ceremony is offered, and answered once by the authenticator of the person it is for.

Who relies on it is the address people reach the web app at; nothing of a request decides that. An answer counts for the
challenge, the person and the thing it was asked for, in time, from that address, with the person verified by the device.
A counter that went back (a copied passkey) is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import parse_authentication_credential_json, parse_client_data_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ledger.core import Refused, problem
from ledger.store import Unit, passkeys
from ledger.store.passkeys import Passkey
from ledger.store.people import Person

REGISTER, SIGN_IN, CONFIRM = "register", "sign_in", "confirm"
"""Purposes of a challenge."""
LOOPBACK = ("127.0.0.1", "::1")
LONGEST_ANSWER = 8_000
_VERIFIED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Scheme, host and port that browsers must say, and the host a passkey is bound to."""

    origin: str
    host: str


def relying_party(address: str) -> RelyingParty:
    """Of the address people reach us at; Refused where there is none. A passkey knows this machine as ``localhost`` only."""
    parts = urlsplit(address)
    if not parts.hostname:
        raise Refused(problem("passkey.no_address"))
    host = "localhost" if parts.hostname in LOOPBACK else parts.hostname
    port = f":{parts.port}" if parts.port else ""
    return RelyingParty(f"{parts.scheme}://{host}{port}", host)


def offer_registration(unit: Unit, rp: RelyingParty, who: Person, now: datetime) -> str:
    """What ``navigator.credentials.create`` is given, as JSON."""
    known = [PublicKeyCredentialDescriptor(id=one.credential_id) for one in passkeys.passkeys_of(unit, who.user)]
    offered = webauthn.generate_registration_options(
        rp_id=rp.host, rp_name=rp.host, user_name=who.user, user_display_name=who.name, exclude_credentials=known,
        user_id=hashlib.sha256(f"{unit.tenant}:{who.user}".encode()).digest(),
        challenge=passkeys.make_challenge(unit, REGISTER, who.user, "", now),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
        ),
    )  # fmt: skip
    return webauthn.options_to_json(offered)


def offer_proof(unit: Unit, rp: RelyingParty, purpose: str, user: str, bound: str, now: datetime) -> str:
    """What ``navigator.credentials.get`` is given, as JSON; ``user`` is empty for whoever signs in."""
    own = passkeys.passkeys_of(unit, user) if user else []
    offered = webauthn.generate_authentication_options(
        rp_id=rp.host, challenge=passkeys.make_challenge(unit, purpose, user, bound, now), user_verification=_VERIFIED,
        allow_credentials=[PublicKeyCredentialDescriptor(id=one.credential_id) for one in own] or None,
    )  # fmt: skip
    return webauthn.options_to_json(offered)


def register(unit: Unit, rp: RelyingParty, user: str, answer: str, label: str, now: datetime) -> Passkey:
    """Keep the passkey that an authenticator made; Refused where anything about the answer is not as asked."""
    challenge = _spent(unit, answer, REGISTER, user, "", now)
    with _refusing():
        made = webauthn.verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=rp.host, expected_origin=rp.origin,
            require_user_verification=True,
        )  # fmt: skip
    if passkeys.find_passkey(unit, made.credential_id) is not None:
        raise Refused(problem("passkey.known"))
    kept = Passkey(made.credential_id, user, made.credential_public_key, made.sign_count, label, now, None)
    passkeys.add_passkey(unit, kept)
    return kept


def prove(unit: Unit, rp: RelyingParty, purpose: str, user: str, bound: str, answer: str, now: datetime) -> Passkey:
    """Whose passkey answered; Refused where anything is not as asked, or it is not that of ``user`` (empty: anybody's)."""
    challenge = _spent(unit, answer, purpose, user, bound, now)
    with _refusing():
        known = passkeys.find_passkey(unit, parse_authentication_credential_json(answer).raw_id)
        if known is None or (user and known.user != user):
            raise Refused(problem("passkey.not_good"))
        proved = webauthn.verify_authentication_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=rp.host, expected_origin=rp.origin,
            credential_public_key=known.public_key, credential_current_sign_count=known.sign_count,
            require_user_verification=True,
        )  # fmt: skip
    if not passkeys.count_on(unit, known, proved.new_sign_count, now):
        raise Refused(problem("passkey.not_good"))
    return known


@contextmanager
def _refusing() -> Iterator[None]:
    """What somebody sends as an answer may be anything, and the library stumbles over some of it in its own ways."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        raise Refused(problem("passkey.not_good")) from error


def _spent(unit: Unit, answer: str, purpose: str, user: str, bound: str, now: datetime) -> bytes:
    """The challenge that an answer says it answers, used up by this."""
    with _refusing():
        read: Any = json.loads(answer)
        given = parse_client_data_json(webauthn.base64url_to_bytes(str(read["response"]["clientDataJSON"])))
        if given.cross_origin:
            raise Refused(problem("passkey.not_good"))
    if not passkeys.spend_challenge(unit, given.challenge, purpose, user, bound, now):
        raise Refused(problem("passkey.too_late"))
    return given.challenge


def name_of(known: Passkey) -> str:
    """What names a passkey and opens nothing."""
    return str(webauthn.helpers.bytes_to_base64url(known.credential_id))
