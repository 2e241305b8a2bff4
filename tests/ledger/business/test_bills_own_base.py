"""Each bill takes out exactly what it brought in, revaluations included, and an empty account stands at nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ledger.business.bills.own_base import Moved, Shares
from ledger.business.bills.posting import Posting

AMOUNTS = st.integers(1, 10**9)
RATES = st.integers(5_0000, 9_0000)


def _worth(amount: int, rate: int) -> int:
    return (amount * rate + 5000) // 10000


class _Account:
    """The account as the books would keep it: lines in order, the whole of it, and what each bill still holds."""

    def __init__(self) -> None:
        self.lines: list[Moved] = []
        self.amount = self.base = 0
        self.left: dict[str, int] = {}

    def _put(self, bill: str, amount: int, base: int, reverses: tuple[int, int] | None = None) -> None:
        self.lines.append(Moved(bill, (len(self.lines), 1), reverses, amount, base))
        self.amount, self.base = self.amount + amount, self.base + base

    def comes(self, bill: str, amount: int, rate: int) -> None:
        self._put(bill, amount, _worth(amount, rate))
        self.left[bill] = self.left.get(bill, 0) + amount

    def goes(self, bill: str, amount: int) -> int:
        """A part of a bill leaves as its voucher says; the base value it takes along."""
        own = Shares().read(self.lines).held[bill]
        posting = Posting({"notes_receivable": "1121"}, {}, "USD", "", base="CNY",
                          standing={"notes_receivable": (self.amount, self.base)}, own={"notes_receivable": own})  # fmt: skip
        line = posting.out("notes_receivable", -amount)
        assert line.base_minor is not None
        self._put(bill, -amount, -line.base_minor)
        self.left[bill] -= amount
        return line.base_minor

    def revalued(self, rate: int) -> tuple[int, int] | None:
        difference = _worth(self.amount, rate) - self.base
        if difference:
            self._put("", 0, difference)
        return self.lines[-1].voucher if difference else None

    def taken_back(self, voucher: tuple[int, int]) -> None:
        line = next(one for one in self.lines if one.voucher == voucher)
        self._put("", 0, -line.base, voucher)


@given(st.lists(st.tuples(AMOUNTS, RATES), min_size=1, max_size=6), st.data())
def test_without_revaluation_a_bill_takes_out_exactly_what_it_brought_in(
    came: list[tuple[int, int]], data: st.DataObject
) -> None:
    account = _Account()
    for place, (amount, rate) in enumerate(came):
        account.comes(f"B{place}", amount, rate)
    for place in data.draw(st.permutations(range(len(came)))):
        amount, rate = came[place]
        part = data.draw(st.integers(1, amount))
        out = account.goes(f"B{place}", part)
        out += account.goes(f"B{place}", amount - part) if part < amount else 0
        assert out == _worth(amount, rate)
    assert (account.amount, account.base) == (0, 0)


@given(st.data())
def test_with_revaluations_taken_back_or_not_no_residue_is_left(data: st.DataObject) -> None:
    account = _Account()
    for step in range(data.draw(st.integers(1, 8))):
        account.comes(f"B{step}", data.draw(AMOUNTS), data.draw(RATES))
        held = [bill for bill, amount in account.left.items() if amount]
        if data.draw(st.booleans()):
            bill = data.draw(st.sampled_from(held))
            account.goes(bill, data.draw(st.integers(1, account.left[bill])))
        if account.amount and data.draw(st.booleans()):
            before = Shares().read(account.lines).held
            made = account.revalued(data.draw(RATES))
            if made and data.draw(st.booleans()):
                account.taken_back(made)
                assert Shares().read(account.lines).held == before
        found = Shares().read(account.lines).held
        assert (sum(one[0] for one in found.values()), sum(one[1] for one in found.values())) == (
            account.amount,
            account.base,
        )
    for bill, amount in account.left.items():
        if amount:
            account.goes(bill, amount)
    assert (account.amount, account.base) == (0, 0)
    assert all(held == (0, 0) for held in Shares().read(account.lines).held.values())


def test_after_a_revaluation_each_bill_stands_at_the_closing_rate() -> None:
    account = _Account()
    account.comes("B1", 1000_00, 7_1000)
    account.comes("B2", 500_00, 7_3000)
    account.revalued(7_2000)
    assert Shares().read(account.lines).held == {"B1": (1000_00, 7200_00), "B2": (500_00, 3600_00)}
