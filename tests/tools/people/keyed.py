"""A company reached at an address, with people who confirm, vouchers that wait, and passkeys in software."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ledger.core import Principal
from ledger.store import Store
from tests.tools.own_company import PASSWORD, OwnCompany
from tests.tools.people.authenticator import Authenticator
from tools.outcome import Outcome

ADDRESS = "https://books.example"


class Keyed(OwnCompany):
    """``sunli`` administers, ``limin`` controls, ``wangfang`` keeps books."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.house.gateway.address = ADDRESS
        self.take_in("limin", "李敏", "controller")
        self.must("sunli", "invite_people", lines="王芳 wangfang", role="accountant", limit="100000000")
        self.let_in(self.agreed("limin"))

    def agreed(self, user: str) -> str:
        """The one request that waits, agreed to; the secret of the link it gave, if any."""
        (waiting,) = self.must(user, "people_waiting").requests
        given = self.must(user, "agree_person", request=waiting.request).people
        return given[0].link.rpartition("k=")[2] if given else ""

    def let_in(self, secret: str) -> None:
        """Somebody comes in by a link."""
        assert isinstance(self.house.door.join(self.tenant, secret, PASSWORD, "zh"), str)

    def by_passkey(self, user: str) -> Principal:
        """A person whose session was opened with a passkey."""
        return replace(self.who(user), verified="passkey")

    def key_of(self, user: str, **lies: Any) -> Authenticator:
        """A passkey that somebody registers."""
        made = Authenticator(ADDRESS, **lies)
        answer = made.make(self.must(user, "offer_passkey").options)
        self.must(user, "register_passkey", answer=answer, label="phone", password=PASSWORD)
        return made

    def waiting(self, amount: str = "8000") -> Any:
        """A voucher of ``wangfang`` that waits to be confirmed."""
        lines = [{"account": "660204", "side": "debit", "amount": amount, "department": "general"},
                 {"account": "100201", "side": "credit", "amount": amount}]  # fmt: skip
        made = self.must("wangfang", "propose_voucher", date="2026-11-20", memo="房租", lines=lines)
        self.must("wangfang", "submit_proposal", proposal=made.proposal, digest=made.digest)
        return made

    def asked(self, made: Any, user: str = "limin") -> str:
        """The ceremony for one confirmation."""
        return str(self.must(user, "offer_passkey_proof", proposal=made.proposal, digest=made.digest).options)

    def confirm_with(self, made: Any, answer: str, user: str = "limin") -> Outcome:
        """A confirmation with a passkey's answer."""
        given = {"proposal": made.proposal, "digest": made.digest, "passkey_answer": answer}
        return self.call(user, "confirm_proposal", **given)
