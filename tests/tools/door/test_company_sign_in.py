"""The company's sign-in against a real little provider: linked once, never makes a person, and every lie refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from ledger.core import Problem, Settings
from ledger.store.people import people
from tests.tenants import Tenants
from tests.tools.door.oidc_server import CLIENT, SECRET, OidcServer
from tests.tools.people.keyed import Keyed
from tools.door.company_door import CompanyDoor
from tools.door.oidc_provider import Provider, provider_of

ADDRESS = "https://books.example"


class Signing:
    """A company, its provider, and the ways between them."""

    def __init__(self, tenants: Tenants) -> None:
        self.own = Keyed(tenants.store)
        self.own.take_in("chen", "陈晓", "employee")
        self.server = OidcServer(self.own.clock)
        self.door = self.new_door()

    def new_door(self, **other: Any) -> CompanyDoor:
        given = {"issuer": self.server.issuer, "client_id": CLIENT, "client_secret": SECRET, **other}
        house = self.own.house
        return CompanyDoor(house.store, house.clock, Provider(**given), lambda: ADDRESS)

    def come(self, user: str = "", door: CompanyDoor | None = None) -> str | Problem:
        """There and back."""
        door = door or self.door
        begun = door.begin(self.own.tenant, user)
        if isinstance(begun, Problem):
            return begun
        code, state = self.server.press(begun[0])
        assert state == begun[1]
        return door.finish(self.own.tenant, state, code, user=user)

    def close(self) -> None:
        self.server.close()
        self.own.close()


@pytest.fixture
def signing(tenants: Tenants) -> Iterator[Signing]:
    made = Signing(tenants)
    yield made
    made.close()


def _code(found: str | Problem) -> str:
    assert isinstance(found, Problem), found
    assert all(found.text(language) for language in ("zh", "en"))
    return found.code


def test_an_account_is_linked_by_who_is_signed_in_and_opens_that_person(signing: Signing) -> None:
    own = signing.own
    before = {one.user for one in people_of(own)}
    assert _code(signing.come()) == "company_sign_in.nobody", "it makes no person by itself"
    assert signing.come("chen") == ""
    secret = signing.come()
    assert isinstance(secret, str)
    signed = own.house.door.session(own.tenant, secret)
    assert signed is not None
    assert (signed.principal.user, signed.principal.verified) == ("chen", "company")
    assert _code(signing.come("limin")) == "company_sign_in.linked_already"
    signing.server.subject = "sub-2"
    assert _code(signing.come("chen")) == "company_sign_in.linked_already"
    assert _code(signing.come()) == "company_sign_in.nobody"
    assert {one.user for one in people_of(own)} == before
    own.must("chen", "unlink_company_account")
    signing.server.subject = "sub-1"
    assert _code(signing.come()) == "company_sign_in.nobody"


def people_of(own: Keyed) -> list[Any]:
    with own.house.store.read(own.tenant) as unit:
        return list(people(unit))


def test_a_verified_address_links_who_was_invited_by_it_and_nobody_else(signing: Signing) -> None:
    own, server = signing.own, signing.server
    own.must("sunli", "invite_people", lines="赵敏 <zhao.min@example.com>", role="employee")
    server.email, server.email_verified = "Zhao.Min@example.com", False
    assert _code(signing.come()) == "company_sign_in.nobody"
    server.lies = {"email_verified": "true"}
    assert _code(signing.come()) == "company_sign_in.nobody", "a word is not the truth value"
    server.lies, server.email_verified = {}, True
    secret = signing.come()
    assert isinstance(secret, str)
    signed = own.house.door.session(own.tenant, secret)
    assert signed is not None
    assert signed.principal.user == "zhao.min"
    server.subject, server.email = "sub-3", "limin@example.com"
    assert _code(signing.come()) == "company_sign_in.nobody", "who came in by a link is not taken over by an address"


def test_an_invitation_that_waits_for_a_second_person_opens_nothing(signing: Signing) -> None:
    signing.own.must("sunli", "invite_people", lines="boss@example.com", role="controller", limit="1000000")
    signing.server.email, signing.server.email_verified = "boss@example.com", True
    assert _code(signing.come()) == "company_sign_in.nobody"
    signing.own.agreed("limin")
    assert isinstance(signing.come(), str)


@pytest.mark.parametrize(
    "lies",
    [{"iss": "https://evil.test"}, {"aud": "another"}, {"aud": None}, {"exp": 1}, {"exp": None}, {"nonce": "x"}, {"nonce": None},
     {"sub": None}, {"sub": ""}, {"sub": 7}, {"iat": None}, {"aud": [CLIENT, "another"]}, {"azp": "another"},
     {"iat": 99_999_999_999}],
)  # fmt: skip
def test_a_token_that_lies_opens_nothing(signing: Signing, lies: dict[str, Any]) -> None:
    assert signing.come("chen") == ""
    signing.server.lies = lies
    assert isinstance(signing.come(), Problem)
    signing.server.lies = {}
    assert isinstance(signing.come(), str)


def test_only_the_algorithms_and_keys_of_the_provider_count(signing: Signing) -> None:
    assert signing.come("chen") == ""
    server = signing.server
    server.header = {"alg": "none"}
    assert isinstance(signing.come(), Problem)
    server.header = {"alg": "HS256"}
    assert isinstance(signing.come(), Problem), "the public key is no shared secret"
    server.header, server.signing = {}, RSAKey.generate_key(2048, {"kid": server.key.kid}, private=True)
    assert isinstance(signing.come(), Problem)
    server.signing = server.key
    assert isinstance(signing.come(), str)


def test_keys_are_fetched_anew_when_they_changed(signing: Signing) -> None:
    assert signing.come("chen") == ""
    for _ in range(2):
        assert isinstance(signing.come(), str)
    assert signing.server.asked.count("/jwks") == 1
    signing.server.rotate()
    assert isinstance(signing.come(), str)
    assert signing.server.asked.count("/jwks") == 2


def test_a_ceremony_is_finished_once_in_time_and_by_who_began_it(signing: Signing) -> None:
    own, door, server = signing.own, signing.door, signing.server
    assert signing.come("chen") == ""
    begun = door.begin(own.tenant)
    assert not isinstance(begun, Problem)
    code, state = server.press(begun[0])
    assert isinstance(door.finish(own.tenant, state, code), str)
    assert _code(door.finish(own.tenant, state, code)) == "company_sign_in.too_late"
    assert _code(door.finish(own.tenant, "guessed", code)) == "company_sign_in.too_late"
    begun = door.begin(own.tenant)
    assert not isinstance(begun, Problem)
    code, state = server.press(begun[0])
    own.clock.instant += timedelta(minutes=10, seconds=1)
    assert _code(door.finish(own.tenant, state, code)) == "company_sign_in.too_late"
    begun = door.begin(own.tenant, "chen")
    assert not isinstance(begun, Problem)
    code, state = server.press(begun[0])
    assert _code(door.finish(own.tenant, state, code, user="limin")) == "company_sign_in.too_late"
    begun, other = door.begin(own.tenant), door.begin(own.tenant)
    assert not isinstance(begun, Problem)
    assert not isinstance(other, Problem)
    code, _ = server.press(begun[0])
    assert isinstance(door.finish(own.tenant, other[1], code), Problem), "a code of another ceremony: PKCE"


def test_who_is_shut_out_is_shut_out_here_too(signing: Signing) -> None:
    assert signing.come("chen") == ""
    signing.own.must("sunli", "disable_person", person="chen")
    assert _code(signing.come()) == "company_sign_in.nobody"


def test_a_provider_that_is_another_or_away_is_said_plainly(signing: Signing) -> None:
    fresh = signing.new_door()
    signing.server.issuer_said = "https://evil.test"
    assert _code(signing.come(door=fresh)) == "company_sign_in.out_of_reach"
    away = signing.new_door(issuer="http://127.0.0.1:9")
    assert _code(signing.come(door=away)) == "company_sign_in.out_of_reach"
    wrong = signing.new_door(client_secret="another")
    signing.server.issuer_said = ""
    assert _code(signing.come(door=wrong)) == "company_sign_in.not_good"


def test_without_settings_there_is_no_such_sign_in() -> None:
    assert provider_of(Settings(oidc_issuer="", oidc_client_id="x")) is None
    assert provider_of(Settings(oidc_issuer="https://login.example", oidc_client_id="x")) is not None
    for wrong in ("http://login.example", "ftp://login.example", "https://u@login.example"):
        with pytest.raises(ValueError, match="ZHANGFANG_OIDC_ISSUER"):
            Settings(oidc_issuer=wrong)
