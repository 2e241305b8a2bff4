"""A little OpenID Connect provider on loopback: real keys, real signatures, PKCE checked; what it says can be made to lie."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from ledger.core import FixedClock

CLIENT, SECRET = "zhangfang", "a client's secret"


def _new_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"}, private=True)


@cache
def _first_key() -> RSAKey:
    """What every provider starts with: a key takes long to find."""
    return _new_key()


class OidcServer:
    """``lies`` overrides claims (None leaves one out); ``header`` and ``key`` what signs (``HS256`` with the public key as the secret); ``issuer_said`` the description."""

    def __init__(self, clock: FixedClock) -> None:
        self.clock = clock
        self.subject, self.email, self.email_verified = "sub-1", "", False
        self.lies: dict[str, Any] = {}
        self.header: dict[str, Any] = {}
        self.issuer_said = ""
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.key = self.signing = _first_key()
        handler = type("Handler", (_Handler,), {"provider": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.issuer = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def _seconds(self) -> int:
        return int(self.clock.now().timestamp())

    def rotate(self) -> None:
        """A new key, the old one gone."""
        self.key = self.signing = _new_key()

    def press(self, place: str) -> tuple[str, str]:
        """Somebody signs in there: code and state that the browser comes back with."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(place).query).items()}
        assert query["code_challenge_method"] == "S256"
        assert query["response_type"] == "code"
        assert {"client_id", "redirect_uri", "nonce", "state", "code_challenge"} <= set(query)
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return code, query["state"]

    def answer(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """The token endpoint."""
        begun = self.codes.pop(form.get("code", ""), None)
        basic = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if begun is None or authorization != basic or form.get("redirect_uri") != begun["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        if challenge.rstrip(b"=").decode() != begun["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        claims = {
            "iss": self.issuer, "sub": self.subject, "aud": CLIENT, "iat": self._seconds(), "exp": self._seconds() + 300,
            "nonce": begun["nonce"], "email": self.email, "email_verified": self.email_verified, **self.lies,
        }  # fmt: skip
        kept = {name: value for name, value in claims.items() if value is not None}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self._signed(kept)}

    def _signed(self, claims: dict[str, Any]) -> str:
        header = {"alg": "RS256", "kid": self.key.kid, **self.header}
        if header["alg"] in ("none", "HS256"):  # no library helps to forge these
            told = ".".join(_plain(json.dumps(one).encode()) for one in (header, claims))
            shared = self.key.as_pem(private=False)
            made = hmac.new(shared, told.encode(), hashlib.sha256).digest() if header["alg"] == "HS256" else b""
            return f"{told}.{_plain(made)}"
        return jwt.encode(header, claims, self.signing, algorithms=[header["alg"]])

    def description(self) -> dict[str, Any]:
        """What it says of itself."""
        places = {name: f"{self.issuer}/{name}" for name in ("authorize", "token", "jwks")}
        return {"issuer": self.issuer_said or self.issuer, "authorization_endpoint": places["authorize"],
                "token_endpoint": places["token"], "jwks_uri": places["jwks"]}  # fmt: skip

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=10)


def _plain(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class _Handler(BaseHTTPRequestHandler):
    provider: OidcServer

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.provider.asked.append(path)
        if path == "/.well-known/openid-configuration":
            return self._json(200, self.provider.description())
        if path == "/jwks":
            return self._json(200, {"keys": [self.provider.key.as_dict(private=False)]})
        if path == "/authorize":
            code, state = self.provider.press(self.path)
            query = parse_qs(urlsplit(self.path).query)
            self.send_response(302)
            self.send_header("location", f"{query['redirect_uri'][0]}?{urlencode({'code': code, 'state': state})}")
            self.end_headers()
            return None
        return self._json(404, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self._json(*self.provider.answer(form, self.headers.get("authorization", "")))

    def _json(self, status: int, told: dict[str, Any]) -> None:
        data = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_told: Any) -> None:
        """Quiet."""
