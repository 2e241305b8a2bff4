"""The company's identity provider (OpenID Connect Core 1.0, RFC 7636): discovery, the code for tokens, the ID token checked.

Only the algorithms named here are taken, whatever a token says of itself; keys are fetched anew once where a token names
one that is not known (they are changed now and then). Nothing the provider says is followed to another scheme or host by
redirect.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from ledger.core import Refused, Settings, problem, safe_address

ALGORITHMS = ("RS256", "PS256", "ES256")
LEEWAY_SECONDS, TIMEOUT_SECONDS = 60, 10


@dataclass(frozen=True, slots=True)
class Subject:
    """Who signed in there; ``email`` is empty unless the provider verified it."""

    subject: str
    email: str


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are believed, read once: a client left to itself reads them anew, the most of a sign-in's time."""
    return httpx.create_ssl_context()


class Provider:
    """One issuer, with the client this installation is there. Safe to share between threads."""

    def __init__(self, issuer: str, client_id: str, client_secret: str) -> None:
        self.issuer = issuer.rstrip("/")
        self._client_id = client_id
        self._secret = client_secret
        self._guard = threading.Lock()
        self._known: Mapping[str, Any] = {}
        self._keys: KeySet | None = None

    def begin(self, back_to: str, state: str, nonce: str, verifier: str) -> str:
        """Where the browser goes to sign in; Refused where the provider cannot be asked."""
        with self._client(back_to) as client:
            there = self._place("authorization_endpoint")
            url, _ = client.create_authorization_url(there, state=state, nonce=nonce, code_verifier=verifier)
        return str(url)

    def finish(self, back_to: str, code: str, verifier: str, nonce: str, now: float) -> Subject:
        """Who it was; ``now`` in seconds since 1970. Refused where anything about the answer does not hold."""
        try:
            with self._client(back_to) as client:
                token = client.fetch_token(self._place("token_endpoint"), code=code, code_verifier=verifier)
            return self._checked(str(token["id_token"]), nonce, now)
        except Refused:
            raise
        except Exception as error:  # what a provider answers may be anything, and two libraries read it
            raise Refused(problem("company_sign_in.not_good")) from error

    def _client(self, back_to: str) -> OAuth2Client:
        return OAuth2Client(
            client_id=self._client_id, client_secret=self._secret, redirect_uri=back_to, scope="openid email",
            code_challenge_method="S256", timeout=TIMEOUT_SECONDS, follow_redirects=False, verify=_trusted(),
        )  # fmt: skip

    def _place(self, name: str) -> str:
        """An endpoint from the provider's own description, which must name the issuer we were told."""
        with self._guard:
            if not self._known:
                told = self._get(f"{self.issuer}/.well-known/openid-configuration")
                if str(told.get("issuer", "")).rstrip("/") != self.issuer:
                    raise Refused(problem("company_sign_in.out_of_reach"))
                self._known = told
            found = str(self._known.get(name, ""))
        if not _safe(found):
            raise Refused(problem("company_sign_in.out_of_reach"))
        return found

    def _get(self, url: str) -> Mapping[str, Any]:
        try:
            answer = httpx.get(url, timeout=TIMEOUT_SECONDS, follow_redirects=False, verify=_trusted())
            answer.raise_for_status()
            told = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise Refused(problem("company_sign_in.out_of_reach")) from error
        return told if isinstance(told, dict) else {}

    def _key_set(self, *, anew: bool) -> KeySet:
        place = self._place("jwks_uri")
        with self._guard:
            if anew or self._keys is None:
                self._keys = KeySet.import_key_set(self._get(place))  # type: ignore[arg-type]
            return self._keys

    def _checked(self, token: str, nonce: str, now: float) -> Subject:
        try:
            claims = jwt.decode(token, self._key_set(anew=False), algorithms=list(ALGORITHMS)).claims
        except (JoseError, ValueError):
            claims = jwt.decode(token, self._key_set(anew=True), algorithms=list(ALGORITHMS)).claims
        needed: dict[str, Any] = {
            "iss": {"essential": True, "values": [self.issuer, f"{self.issuer}/"]}, "sub": {"essential": True},
            "aud": {"essential": True, "value": self._client_id}, "exp": {"essential": True},
            "iat": {"essential": True}, "nonce": {"essential": True, "value": nonce},
        }  # fmt: skip
        jwt.JWTClaimsRegistry(now=int(now), leeway=LEEWAY_SECONDS, **needed).validate(claims)
        many = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", "" if many else self._client_id) != self._client_id:
            raise Refused(problem("company_sign_in.not_good"))
        subject = claims["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise Refused(problem("company_sign_in.not_good"))
        verified = claims.get("email_verified") is True and isinstance(claims.get("email"), str)
        return Subject(subject, claims["email"] if verified else "")


def _safe(url: str) -> bool:
    parts = urlsplit(url)
    return safe_address(parts)


def provider_of(settings: Settings) -> Provider | None:
    """The provider that the settings name, None where they name none."""
    if not settings.oidc_issuer or not settings.oidc_client_id:
        return None
    return Provider(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret)
