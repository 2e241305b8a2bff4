"""A foreign ledger becomes a company: its trial balance is the file's, on both databases; a failure leaves nothing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ledger.core import Channel, FixedClock, Principal, Refused, commodities
from ledger.proof import verify
from ledger.store import Store
from ledger.store.company import company
from tests.world import NOW
from tools.catalogue import load_tools
from tools.door import import_desk
from tools.door.doorkeeper import Doorkeeper
from tools.door.import_desk import Asked, land, must_be_free, read
from tools.exchange import books_import
from tools.gateway import Gateway
from tools.house import House
from tools.outcome import Denied, Done, Invalid

_names = itertools.count(1)
JOURNAL = """
2025-01-31 * salary
  assets:bank           $1,000.00
  income:salary
2025-02-03 shares
  assets:broker         1.234567 AAPL @ $150.25
  assets:bank
2025-02-04 gift, in parts
  assets:broker:child   3 "Fund A" @@ $9.10
  (budget)              $5
  assets:bank
2026-12-31 in the future
  assets:bank           -1 EUR
  assets:cash           1 EUR
2026-12-31 nothing
  assets:bank           $0
  assets:cash           $0
"""


def _quiet(stage: str, done: int, total: int) -> None:
    assert 0 <= done <= total, stage


@pytest.fixture
def house(store: Store) -> Iterator[House]:
    clock = FixedClock(NOW)
    gateway = Gateway(store, clock, load_tools())
    yield House(store, clock, gateway, Doorkeeper(store, clock))
    gateway.close()


def _asked(folder: Path, text: str = JOURNAL, **more: Any) -> Asked:
    path = folder / "main.journal"
    path.write_text(text, encoding="utf-8")
    return Asked((path,), f"imported-{next(_names)}", **more)


def _bring(house: House, asked: Asked) -> dict[str, Any]:
    made = land(house, asked, read(asked, _quiet, NOW.date()), _quiet)
    assert isinstance(made, dict), made
    return made


def _rows(house: House, tenant: str, **arguments: Any) -> list[Any]:
    who = house.door.as_user(tenant, house.door.reader(tenant), Channel.CLI, "en")
    assert isinstance(who, Principal)
    outcome = house.gateway.call(who, "trial_balance", arguments)
    assert isinstance(outcome, Done), outcome
    return list(outcome.result.rows)  # type: ignore[attr-defined]


def test_the_trial_balance_is_the_files(house: House, tmp_path: Path) -> None:
    asked = _asked(tmp_path)
    made = _bring(house, asked)
    assert (made["base"], made["transactions"], made["vouchers"], made["batches"]) == ("$", 5, 4, 3)
    own = {(row.account, row.currency): row.closing for row in _rows(house, asked.into) if row.closing}
    assert own == {
        ("assets:bank", "$"): Decimal("805.4063082500"),
        ("assets:bank", "EUR"): -1,
        ("assets:broker", "AAPL"): Decimal("1.234567"),
        ("assets:broker:child", "Fund A"): 3,
        ("assets:cash", "EUR"): 1,
        ("budget", "$"): 5,
        ("Equity:Unbalanced virtual postings", "$"): -5,
        ("income:salary", "$"): -1000,
    }
    base = {row.account: row.base_closing for row in _rows(house, asked.into) if row.currency not in ("$", "EUR")}
    assert base == {"assets:broker": Decimal("185.49369175"), "assets:broker:child": Decimal("9.1")}
    assert not sum(row.base_closing for row in _rows(house, asked.into))


def test_levels_add_up_and_days_narrow(house: House, tmp_path: Path) -> None:
    asked = _asked(tmp_path)
    _bring(house, asked)
    top = _rows(house, asked.into, level=1)
    assert sum(row.base_closing for row in top if row.account == "assets") == 1000
    assert {row.level for row in top} == {1}
    january = {row.account: row.closing for row in _rows(house, asked.into, as_of="2025-01-31")}
    assert january == {"assets:bank": 1000, "income:salary": -1000}


@pytest.mark.parametrize("report", ["balance_sheet", "income_statement"])
def test_no_statement_is_made_up_for_foreign_accounts(house: House, tmp_path: Path, report: str) -> None:
    asked = _asked(tmp_path)
    _bring(house, asked)
    who = house.door.as_user(asked.into, asked.checker, Channel.CLI, "en")
    assert isinstance(who, Principal)
    outcome = house.gateway.call(who, report, {})
    assert isinstance(outcome, Invalid) and outcome.problems[0].code == "report.no_layout"


def test_the_books_prove_themselves(house: House, tmp_path: Path) -> None:
    asked = _asked(tmp_path)
    _bring(house, asked)
    with house.store.read(asked.into) as unit:
        assert verify(unit).clean
        assert company(unit).imported


def test_another_process_knows_the_commodities(store: Store, house: House, tmp_path: Path) -> None:
    asked = _asked(tmp_path)
    _bring(house, asked)
    before = _rows(house, asked.into)
    commodities._known.clear()
    store.dispose()
    assert _rows(house, asked.into) == before


def test_maker_and_checker_are_two(house: House, tmp_path: Path) -> None:
    asked = _asked(tmp_path, maker="me", checker="me")
    with pytest.raises(Refused) as refused:
        _bring(house, asked)
    assert refused.value.problems[0].code == "import.same_person"
    assert asked.into not in house.store.tenants()


def test_a_company_that_is_there_stays_as_it_is(house: House, tmp_path: Path) -> None:
    asked = _asked(tmp_path)
    _bring(house, asked)
    with pytest.raises(Refused) as refused:
        must_be_free(house, asked.into)
    assert refused.value.problems[0].code == "import.company_exists"
    with pytest.raises(Refused):
        _bring(house, asked)
    assert len(_rows(house, asked.into)) == 8


@pytest.mark.parametrize("where", ["propose_import", "confirm_import"])
def test_a_failed_import_leaves_no_company(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    asked = _asked(tmp_path)
    landing = read(asked, _quiet, NOW.date())

    def broken(stage: str, done: int, total: int) -> None:
        if (stage, done) == ({"propose_import": "propose", "confirm_import": "post"}[where], total):
            raise OSError("no space left on device")

    outcome = land(house, asked, landing, broken)
    assert not isinstance(outcome, dict | Done)
    with pytest.raises(Refused):
        _rows(house, asked.into)
    if where == "propose_import" or house.store.engine_name == "sqlite":
        must_be_free(house, asked.into)
        _bring(house, asked)  # and the name can be used again
        assert len(_rows(house, asked.into)) == 8


def test_nobody_imports_what_was_not_read_here(house: House, tmp_path: Path) -> None:
    asked = _asked(tmp_path)
    _bring(house, asked)
    who = house.door.as_user(asked.into, asked.maker, Channel.CLI)
    assert isinstance(who, Principal)
    assert not books_import.WAITING
    outcome = house.gateway.call(who, "propose_import", {"files": "0" * 64})
    assert isinstance(outcome, Invalid) and outcome.problems[0].code == "import.not_read"
    assert isinstance(house.gateway.call(who, "confirm_import", {"files": "0", "digest": "0"}), Denied)


def test_a_base_of_ones_own(house: House, tmp_path: Path) -> None:
    text = "2025-01-02\n  a  10 EUR @ 1.10 USD\n  b  -11 USD\n2025-01-03\n  c  5 GBP\n  d  -5 GBP\n"
    asked = _asked(tmp_path, text, base="EUR")
    _bring(house, asked)
    rows = {row.account: (row.closing, row.base_closing) for row in _rows(house, asked.into)}
    assert rows == {"a": (10, 10), "b": (-11, -10), "c": (5, 0), "d": (-5, 0)}
    with pytest.raises(Refused) as refused:
        read(_asked(tmp_path, text, base="QQQ"), _quiet, NOW.date())
    assert refused.value.problems[0].code == "import.unknown_base"


def test_what_the_seal_wants_and_no_more(house: House, tmp_path: Path) -> None:
    """A residue inside the tolerance stands on one account; lots that move at other costs need no residue."""
    text = "2025-01-02\n  a  1.333 AAA @ 1.111 USD\n  b  -1.48 USD\n2025-01-03\n  c  5.000 BBB\n  d  -4.9996 BBB\ncommodity 1.00 BBB\n"
    asked = _asked(tmp_path, text, base="USD")
    _bring(house, asked)
    rows = {(row.account, row.currency): row.closing for row in _rows(house, asked.into)}
    assert rows.pop(("Equity:Rounding of imported amounts", "BBB")) == Decimal("-0.0004")
    assert rows == {("a", "AAA"): Decimal("1.333"), ("b", "USD"): Decimal("-1.48"), ("c", "BBB"): 5,
                    ("d", "BBB"): Decimal("-4.9996")}  # fmt: skip


def test_a_month_of_many_lines_comes_in_parts(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.exchange.landing.drafts.MOST_LINES", 10)
    text = "".join(f"2025-01-{day:02}\n  a  {day} EUR\n  b\n" for day in range(1, 29))
    asked = _asked(tmp_path, text)
    assert _bring(house, asked)["batches"] == 6
    assert {row.account: row.closing for row in _rows(house, asked.into)} == {"a": 406, "b": -406}


def test_the_digest_is_of_all_files(tmp_path: Path) -> None:
    one, two = tmp_path / "a", tmp_path / "b"
    one.write_text("x")
    two.write_text("y")
    assert import_desk._digest([one, two]) != import_desk._digest([two, one])
