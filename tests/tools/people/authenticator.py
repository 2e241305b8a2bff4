"""An authenticator in software: real keys, real signatures, real CBOR; whatever it says can be made to lie."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One passkey. ``origin`` is the page the browser says it is on, ``rp`` what the key is bound to; empty: as offered."""

    origin: str
    rp: str = ""
    flags: int = PRESENT | VERIFIED
    count: int = 0
    counts: bool = True
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def _client_data(self, kind: str, challenge: str, **more: Any) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False, **more}
        return json.dumps(said).encode()

    def _data(self, rp: str, flags: int, more: bytes = b"") -> bytes:
        self.count += self.counts
        return hashlib.sha256((self.rp or rp).encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big") + more

    def make(self, options: str) -> str:
        """The answer to ``navigator.credentials.create``, attestation none."""
        asked = json.loads(options)
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + cbor2.dumps(cose)
        data = self._data(asked["rp"]["id"], self.flags | ATTESTED, attested)
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client_data("webauthn.create", asked["challenge"])
        return self._written({"clientDataJSON": client, "attestationObject": made})

    def get(self, options: str, **client: Any) -> str:
        """The answer to ``navigator.credentials.get``."""
        asked = json.loads(options)
        data = self._data(asked["rpId"], self.flags)
        said = self._client_data(client.pop("type", "webauthn.get"), asked["challenge"], **client)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._written({"clientDataJSON": said, "authenticatorData": data, "signature": signature})

    def _written(self, response: dict[str, bytes]) -> str:
        named = bytes_to_base64url(self.credential)
        told = {name: bytes_to_base64url(value) for name, value in response.items()}
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": told})


def challenge_of(answer: str) -> bytes:
    """The challenge that an answer answers."""
    said = json.loads(base64url_to_bytes(json.loads(answer)["response"]["clientDataJSON"]))
    return base64url_to_bytes(said["challenge"])
