"""The oracle against a company worked by hand."""

from __future__ import annotations

from tests.ledger.books.oracle import LineFact, Oracle


def _pair(debit: str, credit: str, amount: int) -> list[LineFact]:
    return [(debit, (), "CNY", 0, amount, amount), (credit, (), "CNY", 1, amount, amount)]


def test_a_company_worked_by_hand() -> None:
    """Capital 1,000.00; rent 300.00 paid; rent reversed next month; sale 50.00 in cash. On paper: cash 1,050.00."""
    oracle = Oracle()
    oracle.post("2026-01", "记", [_pair("1001", "4001", 100_000)])
    (rent,) = oracle.post("2026-01", "记", [_pair("6602", "1001", 30_000)])
    oracle.reverse(rent, "2026-02")
    oracle.post("2026-02", "记", [_pair("1001", "6001", 5_000)])
    assert [voucher.number for voucher in oracle.vouchers] == [1, 2, 1, 2]
    assert oracle.movements("2026-02", "2026-02") == {
        ("1001", "CNY"): (70_000, 5_000, -30_000, 70_000, 105_000),
        ("4001", "CNY"): (-100_000, 0, 0, -100_000, -100_000),
        ("6602", "CNY"): (30_000, -30_000, 0, 30_000, 0),
        ("6001", "CNY"): (0, 0, 5_000, 0, -5_000),
    }


def test_what_may_not_be_posted() -> None:
    oracle = Oracle(closed={"2026-01"})
    good = _pair("1001", "6001", 1)
    assert oracle.may_post("2026-02", good)
    assert not oracle.may_post("2026-01", good)
    assert not oracle.may_post("2026-02", good[:1])
    assert not oracle.may_post("2026-02", [good[0], ("6001", (), "CNY", 1, 2, 2)])
    assert not oracle.may_post("2026-02", _pair("1001", "6001", 0))
    usd: list[LineFact] = [("1001", (), "USD", 0, 1, 7), ("6001", (), "USD", 1, 2, 7)]
    assert not oracle.may_post("2026-02", usd)
    assert oracle.may_post("2026-02", [usd[0], ("6001", (), "CNY", 1, 7, 7)])
