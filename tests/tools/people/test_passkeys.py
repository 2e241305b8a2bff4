"""Passkeys with an authenticator in software: registered, signed in with, asked for by amount; and every lie refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from ledger.core import Problem
from ledger.store import passkeys
from ledger.store.company import company
from tests.tenants import Tenants
from tests.tools.own_company import PASSWORD
from tests.tools.people.authenticator import PRESENT, Authenticator
from tests.tools.people.keyed import ADDRESS, Keyed
from tools.outcome import Denied, Done, Invalid, Outcome


@pytest.fixture
def keyed(tenants: Tenants) -> Iterator[Keyed]:
    made = Keyed(tenants.store)
    yield made
    made.close()


def _codes(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Invalid), outcome
    assert all(one.text(language) for one in outcome.problems for language in ("zh", "en"))
    return [one.code for one in outcome.problems]


def _state(keyed: Keyed, made: Any) -> str:
    return str(keyed.must("limin", "open_proposal", proposal=made.proposal).state)


def test_signing_in_with_a_passkey_proves_more_than_a_password(keyed: Keyed) -> None:
    key = keyed.key_of("limin")
    door = keyed.house.passkeys
    offered = door.offer(keyed.tenant)
    assert isinstance(offered, str)
    answer = key.get(offered)
    secret = door.sign_in(keyed.tenant, answer)
    assert isinstance(secret, str), secret
    signed = keyed.house.door.session(keyed.tenant, secret)
    assert signed is not None
    assert (signed.principal.user, signed.principal.verified) == ("limin", "passkey")
    again = door.sign_in(keyed.tenant, answer)
    assert isinstance(again, Problem), "an answer opens the door once"
    (shown,) = keyed.must("limin", "my_passkeys").passkeys
    assert (shown.label, shown.used_at) == ("phone", keyed.clock.instant.isoformat())


def _lies(keyed: Keyed, key: Authenticator, offered: str) -> dict[str, str]:
    """Answers that are all but right, each wrong in one way; none may count up or be spent by another."""
    stranger = Authenticator(ADDRESS, credential=key.credential)
    lies = {}
    for name, lie in (("origin", {"origin": "https://books.example.evil.test"}), ("rp", {"rp": "evil.test"}),
                      ("unverified", {"flags": PRESENT}), ("nobody", {"flags": 0}), ("old", {"count": key.count - 2})):  # fmt: skip
        kept = {field: getattr(key, field) for field in lie}
        vars(key).update(lie)
        lies[name] = key.get(offered)
        vars(key).update(kept)
    lies["signature"] = stranger.get(offered)
    lies["kind"] = key.get(offered, type="webauthn.create")
    lies["framed"] = key.get(offered, crossOrigin=True)
    return lies


def test_no_lie_opens_the_door(keyed: Keyed) -> None:
    key = keyed.key_of("limin")
    key.count = 9
    door = keyed.house.passkeys
    opened = door.offer(keyed.tenant)
    assert isinstance(opened, str)
    assert isinstance(door.sign_in(keyed.tenant, key.get(opened)), str)
    offered = door.offer(keyed.tenant)
    assert isinstance(offered, str)
    for name, answer in _lies(keyed, key, offered).items():
        assert isinstance(door.sign_in(keyed.tenant, answer), Problem), name
    for garbage in ("", "{}", "[]", "x" * 100_000, '{"response": {"clientDataJSON": "AAAA"}}', "null"):
        assert isinstance(door.sign_in(keyed.tenant, garbage), Problem), garbage[:40]
    key.count = 50
    assert isinstance(door.sign_in(keyed.tenant, key.get(offered)), str), "and the right answer still does"


def test_a_challenge_is_for_one_purpose_one_company_and_five_minutes(keyed: Keyed, tenants: Tenants) -> None:
    key = keyed.key_of("limin")
    door = keyed.house.passkeys
    to_confirm = keyed.asked(keyed.waiting())
    assert isinstance(door.sign_in(keyed.tenant, key.get(to_confirm)), Problem)
    offered = door.offer(keyed.tenant)
    assert isinstance(offered, str)
    keyed.clock.instant += timedelta(minutes=5, seconds=1)
    assert isinstance(door.sign_in(keyed.tenant, key.get(offered)), Problem)
    other = Keyed(tenants.store)
    try:
        theirs, here = other.house.passkeys.offer(other.tenant), door.offer(keyed.tenant)
        assert isinstance(theirs, str)
        assert isinstance(here, str)
        assert isinstance(other.house.passkeys.sign_in(other.tenant, key.get(theirs)), Problem), "no such passkey there"
        assert isinstance(other.house.passkeys.sign_in(other.tenant, key.get(here)), Problem)
        assert isinstance(door.sign_in(keyed.tenant, key.get(theirs)), Problem)
    finally:
        other.close()


def test_who_is_shut_out_signs_in_no_more(keyed: Keyed) -> None:
    key = keyed.key_of("wangfang")
    offered = keyed.house.passkeys.offer(keyed.tenant)
    assert isinstance(offered, str)
    keyed.must("sunli", "disable_person", person="wangfang")
    assert isinstance(keyed.house.passkeys.sign_in(keyed.tenant, key.get(offered)), Problem)
    with keyed.house.store.read(keyed.tenant) as unit:
        assert passkeys.passkeys_of(unit, "wangfang") == []


def test_guessing_from_one_address_must_wait(keyed: Keyed) -> None:
    for _ in range(50):
        assert isinstance(keyed.house.passkeys.sign_in(keyed.tenant, "{}", address="203.0.113.7"), Problem)
    found = keyed.house.passkeys.sign_in(keyed.tenant, "{}", address="203.0.113.7")
    assert isinstance(found, Problem)
    assert found.code == "door.too_many_tries"


def test_from_its_amount_on_a_confirmation_takes_a_passkey(keyed: Keyed) -> None:
    assert keyed.refused("sunli", "set_passkey_rule", least="5000") == ["passkey.nobody_has_one"]
    key = keyed.key_of("limin")
    assert not keyed.must("sunli", "set_passkey_rule", least="5,000").waits
    small, large = keyed.waiting("4999.99"), keyed.waiting("5000")
    assert isinstance(keyed.confirm_with(small, ""), Done)
    assert _codes(keyed.confirm_with(large, "")) == ["passkey.wanted"]
    assert _codes(keyed.call("limin", "confirm_run", proposal=large.proposal, digest=large.digest)) == [
        "passkey.wanted"
    ]
    assert [one.proposal for one in keyed.must("limin", "list_ready", act="confirm").rows] == []
    done = keyed.confirm_with(large, key.get(keyed.asked(large)))
    assert isinstance(done, Done)
    assert done.result.passkey  # type: ignore[attr-defined]


def test_a_proof_counts_for_what_was_shown_and_for_nothing_else(keyed: Keyed) -> None:
    limin, wangfang = keyed.key_of("limin"), keyed.key_of("wangfang")
    keyed.must("sunli", "set_passkey_rule", least="1")
    one, other = keyed.waiting("8000"), keyed.waiting("9000")
    for name, answer in _lies(keyed, limin, keyed.asked(one)).items():
        assert isinstance(keyed.confirm_with(one, answer), Invalid), name
    limin.count = 70
    assert _codes(keyed.confirm_with(one, limin.get(keyed.asked(other)))) == ["passkey.too_late"]
    assert _codes(keyed.confirm_with(one, wangfang.get(keyed.asked(one)))) == ["passkey.not_good"], "another's passkey"
    assert _codes(keyed.confirm_with(one, wangfang.get(keyed.asked(one, "wangfang")))) == ["passkey.too_late"]
    sign_in = keyed.house.passkeys.offer(keyed.tenant)
    assert isinstance(sign_in, str)
    assert _codes(keyed.confirm_with(one, limin.get(sign_in))) == ["passkey.too_late"]
    late = limin.get(keyed.asked(one))
    keyed.clock.instant += timedelta(minutes=5, seconds=1)
    assert _codes(keyed.confirm_with(one, late)) == ["passkey.too_late"]
    assert (_state(keyed, one), _state(keyed, other)) == ("proposed", "proposed")
    answer = limin.get(keyed.asked(one))
    assert isinstance(keyed.confirm_with(one, answer), Done)
    keyed.must("limin", "undo_confirmation", proposal=one.proposal)
    assert _codes(keyed.confirm_with(one, answer)) == ["passkey.too_late"], "a challenge is answered once"


def test_the_passkey_takes_nothing_away_from_the_rules(keyed: Keyed) -> None:
    keyed.key_of("limin")
    own = keyed.key_of("wangfang")
    keyed.must("sunli", "set_passkey_rule", least="1")
    made = keyed.waiting()
    refused = keyed.confirm_with(made, own.get(keyed.asked(made, "wangfang")), "wangfang")
    assert isinstance(refused, Denied)
    assert refused.rule == "maker_is_not_checker"


def test_a_card_says_what_it_takes_and_what_is_missing(keyed: Keyed) -> None:
    keyed.key_of("wangfang")
    keyed.must("sunli", "set_passkey_rule", least="1")
    made = keyed.waiting()

    def shown() -> Any:
        acts = keyed.must("limin", "open_proposal", proposal=made.proposal).acts
        return next(one for one in acts if one.act == "confirm")

    assert (shown().allowed, shown().rule) == (False, "passkey")
    keyed.key_of("limin")
    assert (shown().allowed, shown().passkey) == (True, True)


def test_asking_for_fewer_waits_for_a_second_person(keyed: Keyed) -> None:
    keyed.key_of("limin")

    def least() -> int:
        with keyed.house.store.read(keyed.tenant) as unit:
            return company(unit).passkey_from_minor

    keyed.must("sunli", "set_passkey_rule", least="5000")
    for loose in ("6000", ""):
        assert keyed.must("sunli", "set_passkey_rule", least=loose).waits
        assert least() == 500_000
        (waiting,) = keyed.must("limin", "people_waiting").requests
        assert keyed.refused("sunli", "agree_person", request=waiting.request) == ["people.second_person"]
        keyed.must("limin", "agree_person", request=waiting.request, agree=False)
        assert least() == 500_000
    keyed.must("sunli", "set_passkey_rule", least="4000")
    assert least() == 400_000, "what asks for more holds at once"
    keyed.must("sunli", "set_passkey_rule", least="")
    keyed.agreed("limin")
    assert least() == 0


def test_the_first_takes_the_password_and_the_next_the_first(keyed: Keyed) -> None:
    made = Authenticator(ADDRESS)
    answer = made.make(keyed.must("limin", "offer_passkey").options)
    assert keyed.refused("limin", "register_passkey", answer=answer, label="x", password="guess") == [
        "door.old_password_wrong"
    ]
    theirs = keyed.must("wangfang", "offer_passkey").options
    assert keyed.refused("limin", "register_passkey", answer=made.make(theirs), label="x", password=PASSWORD) == [
        "passkey.too_late"
    ]
    keyed.must("limin", "register_passkey", answer=answer, label="x", password=PASSWORD)
    assert keyed.refused("limin", "offer_passkey") == ["passkey.by_passkey_only"]
    (name,) = [one.passkey for one in keyed.must("limin", "my_passkeys").passkeys]
    assert keyed.refused("limin", "remove_passkey", passkey=name) == ["passkey.by_passkey_only"]
    call, proved = keyed.house.gateway.call, keyed.by_passkey("limin")
    second = Authenticator(ADDRESS)
    offered = call(proved, "offer_passkey", {})
    assert isinstance(offered, Done)
    kept = call(proved, "register_passkey", {"answer": second.make(offered.result.options), "label": "y"})  # type: ignore[attr-defined]
    assert isinstance(kept, Done), kept
    assert isinstance(call(proved, "remove_passkey", {"passkey": name}), Done)
    assert [one.label for one in keyed.must("limin", "my_passkeys").passkeys] == ["y"]


@pytest.mark.parametrize(
    "lie", [{"origin": "https://evil.test"}, {"rp": "evil.test"}, {"flags": PRESENT}, {"flags": 0}]
)
def test_no_passkey_is_kept_of_an_answer_that_lies(keyed: Keyed, lie: dict[str, Any]) -> None:
    made = Authenticator(**({"origin": ADDRESS} | lie))
    answer = made.make(keyed.must("limin", "offer_passkey").options)
    assert keyed.refused("limin", "register_passkey", answer=answer, label="x", password=PASSWORD) == [
        "passkey.not_good"
    ]
    assert keyed.must("limin", "my_passkeys").passkeys == ()


def test_a_lost_passkey_is_replaced_by_two_people(keyed: Keyed) -> None:
    keyed.take_in("chen", "陈晓", "employee")
    lost = keyed.key_of("chen")
    (asked,) = keyed.must("sunli", "reset_person", person="chen").people
    assert (asked.waits, asked.link) == (True, ""), "an employee with a passkey too"
    offered = keyed.house.passkeys.offer(keyed.tenant)
    assert isinstance(offered, str)
    assert isinstance(keyed.house.passkeys.sign_in(keyed.tenant, lost.get(offered)), str), "until then nothing changes"
    keyed.let_in(keyed.agreed("limin"))
    offered = keyed.house.passkeys.offer(keyed.tenant)
    assert isinstance(offered, str)
    assert isinstance(keyed.house.passkeys.sign_in(keyed.tenant, lost.get(offered)), Problem)
    keyed.key_of("chen")


def test_without_an_address_there_is_no_ceremony_and_no_way_around(keyed: Keyed) -> None:
    keyed.key_of("limin")
    keyed.must("sunli", "set_passkey_rule", least="1")
    made = keyed.waiting()
    keyed.house.gateway.address = ""
    assert keyed.refused("limin", "offer_passkey_proof", proposal=made.proposal, digest=made.digest) == [
        "passkey.no_address"
    ]
    assert isinstance(keyed.confirm_with(made, "{}"), Invalid)
    assert _state(keyed, made) == "proposed"


def test_no_model_and_no_token_touches_passkeys(keyed: Keyed) -> None:
    agent = keyed.who("limin").as_agent()
    for tool in (
        "offer_passkey",
        "register_passkey",
        "remove_passkey",
        "offer_passkey_proof",
        "set_passkey_rule",
        "my_passkeys",
    ):
        assert isinstance(keyed.house.gateway.call(agent, tool, {}), Denied), tool


def test_a_hard_close_takes_the_passkey_of_whoever_has_one_for_exactly_that_close(keyed: Keyed) -> None:
    """Without a passkey anywhere it closes as before; what still has to be done is said after the passkey, not instead."""
    month = "2026-11"
    assert not keyed.must("limin", "month_end", period=month).closing.wanted
    key = keyed.key_of("limin")
    closing = keyed.must("limin", "month_end", period=month).closing
    other = keyed.must("limin", "month_end", period="2026-10").closing
    assert closing.wanted and not closing.why_not

    def close(user: str = "limin", answer: str = "", mode: str = "hard") -> list[str]:
        outcome = keyed.call(user, "close_month", period=month, mode=mode, passkey_answer=answer)
        return [] if isinstance(outcome, Done) else _codes(outcome)

    assert close() == ["passkey.close_wanted"]
    for wrong in (other, keyed.waiting()):
        assert close(answer=key.get(keyed.asked(wrong))) == ["passkey.too_late"]
    answer = key.get(keyed.asked(closing))
    assert not {one for one in close(answer=answer) if one.startswith("passkey.")}
    assert close(mode="soft") in ([], ["books.period_closed"])


def test_where_the_company_asks_for_passkeys_who_has_none_is_told_what_to_do(keyed: Keyed) -> None:
    keyed.key_of("limin")
    keyed.must("sunli", "set_passkey_rule", least="1000000")
    with keyed.house.store.write(keyed.tenant) as unit:
        for one in passkeys.passkeys_of(unit, "limin"):
            passkeys.remove_passkey(unit, one.user, one.credential_id)
    told = keyed.must("limin", "month_end", period="2026-11").closing
    assert told.wanted and told.why_not
    assert _codes(keyed.call("limin", "close_month", period="2026-11")) == ["passkey.close_none_yet"]
    why = keyed.must("limin", "why_not", about="close_month", thing="2026-11")
    assert (why.allowed, why.rule) == (False, "passkey") and why.todo
