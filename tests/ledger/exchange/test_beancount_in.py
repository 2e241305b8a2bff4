"""Beancount files, each point of the language by itself; every refusal says file and line."""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.books.accounts import AccountType
from ledger.core import Refused
from ledger.exchange.beancount_in import read_beancount
from ledger.exchange.incoming import ForeignLedger
from ledger.exchange.landing.chart import kind_of
from tests import foreign_journals

Sums = dict[tuple[str, str], Decimal]
HEAD = """option "operating_currency" "USD"
2000-01-01 open Assets:A
2000-01-01 open Assets:A:Sub
2000-01-01 open Assets:B
2000-01-01 open Assets:S  HOOL "STRICT"
2000-01-01 open Assets:F  HOOL "FIFO"
2000-01-01 open Assets:L  HOOL "LIFO"
2000-01-01 open Assets:N  HOOL "NONE"
2000-01-01 open Assets:V  HOOL "AVERAGE"
2000-01-01 open Equity:Start
2000-01-01 open Income:Gains
"""


def read(folder: Path, text: str, head: str = HEAD) -> ForeignLedger:
    main = folder / "main.beancount"
    main.write_text(head + text, encoding="utf-8")
    return read_beancount([main])


def sums(ledger: ForeignLedger, *, weights: bool = False) -> Sums:
    found: Sums = defaultdict(Decimal)
    for one in ledger:
        for post in one.posts:
            key = (post.account, post.weight_commodity if weights else post.commodity)
            found[key] += post.weight if weights else post.amount
    return {key: value for key, value in found.items() if value}


def expected(text: str) -> Sums:
    words = text.split()
    return {(words[at], words[at + 1]): Decimal(words[at + 2]) for at in range(0, len(words), 3)}


BUY = '2020-01-01 * "buy"\n  Assets:{0}  10 HOOL {{5.00 USD}}\n  Assets:B\n2020-02-01 * "buy"\n  Assets:{0}  10 HOOL {{7.00 USD, "two"}}\n  Assets:B\n'
SELL = '2020-03-01 * "sell"\n  Assets:{0}  -15 HOOL {{}} @ 9 USD\n  Assets:A  135 USD\n  Income:Gains\n'
UNITS = {
    "what was left out": ('2020-01-02 * "x"\n  Assets:A  10 USD\n  Assets:B\n', "Assets:A USD 10 Assets:B USD -10"),
    "left out in two": ('2020-01-02 txn "x"\n  Assets:A  10 USD\n  Assets:A  3 EUR\n  Assets:B\n', "Assets:A USD 10 Assets:A EUR 3 Assets:B USD -10 Assets:B EUR -3"),
    "arithmetic": ('2020-01-02 * "x"\n  Assets:A  (1,000.5 + 2 * -3) / 2 USD\n  Assets:B\n', "Assets:A USD 497.25 Assets:B USD -497.25"),
    "the currency left out": ('2020-01-02 * "x"\n  Assets:A  10.5\n  Assets:B  -10.5 USD\n', "Assets:A USD 10.5 Assets:B USD -10.5"),
    "a price left out": ('2020-01-02 * "x"\n  Assets:A  10 EUR @\n  Assets:B  -12 USD\n', "Assets:A EUR 10 Assets:B USD -12"),
    "a total price": ('2020-01-02 * "x"\n  Assets:A  -3 EUR @@ 10 USD\n  Assets:B  10.00 USD\n', "Assets:A EUR -3 Assets:B USD 10"),
    "digits of what is worked out": ('2020-01-02 * "x"\n  Assets:A  1.00 USD\n  Assets:A  1.005 EUR @ 1.111 USD\n  Assets:B\n', "Assets:A USD 1 Assets:A EUR 1.005 Assets:B USD -2.12"),
    "strings of several lines": ('2020-01-02 * "payee" "first\nsecond ; \\" no comment"\n  note: "x\ny"\n  Assets:A  1 USD ; yes\n  Assets:B\n', "Assets:A USD 1 Assets:B USD -1"),
    "headings": ('* one\n** two\n:drawer:\n#+title\n2020-01-02 * "x"\n  ! Assets:A  1 USD\n  Assets:B\n', "Assets:A USD 1 Assets:B USD -1"),
    "names of all kinds": ("2020-01-02 * \"x\"\n  Assets:A  1 V\n  Assets:A  1 HOOL.UNVEST\n  Assets:A  1 NT'1_2-3\n  Assets:B\n", "Assets:A V 1 Assets:A HOOL.UNVEST 1 Assets:A NT'1_2-3 1 Assets:B V -1 Assets:B HOOL.UNVEST -1 Assets:B NT'1_2-3 -1"),
    "directives that change nothing": ('pushtag #x\npushmeta a: "b"\n2020-01-02 commodity USD\n  name: "dollar"\n2020-01-02 note Assets:A "x" #t\n2020-01-02 document Assets:A "x.pdf"\n2020-01-02 event "a" "b"\n2020-01-02 price EUR 1.1 USD\n2020-01-02 query "q" "SELECT 1"\n2020-01-02 custom "c" 1 TRUE "x" Assets:A 2020-01-01 1 USD\nplugin "beancount.plugins.leafonly" "x"\npoptag #x\npopmeta a:\n2020-01-02 * "x" #a ^b\n  #c ^d\n  Assets:A  1 USD\n    meta: 1 USD\n  Assets:B\n2021-01-01 close Assets:B\n', "Assets:A USD 1 Assets:B USD -1"),
    "pad": ('2020-01-01 pad Assets:A Equity:Start\n2020-01-05 * "x"\n  Assets:A:Sub  10.00 USD\n  Assets:B\n2020-02-01 balance Assets:A  110.00 USD\n2020-02-01 balance Assets:B  -10 USD\n', "Assets:A:Sub USD 10 Assets:B USD -10 Assets:A USD 100 Equity:Start USD -100"),
    "balance in its tolerance": ('2020-01-05 * "x"\n  Assets:A  10.004 USD\n  Assets:B\n2020-02-01 balance Assets:A  10.00 USD\n2020-02-01 balance Assets:A 11 ~ 1 USD\n', "Assets:A USD 10.004 Assets:B USD -10.004"),
    "first lots first": (BUY.format("F") + SELL.format("F"), "Assets:F HOOL 5 Assets:B USD -120 Assets:A USD 135 Income:Gains USD -50"),
    "last lots first": (BUY.format("L") + SELL.format("L"), "Assets:L HOOL 5 Assets:B USD -120 Assets:A USD 135 Income:Gains USD -40"),
    "at average": (BUY.format("V") + SELL.format("V"), "Assets:V HOOL 5 Assets:B USD -120 Assets:A USD 135 Income:Gains USD -45"),
    "a lot by its label": (BUY.format("S") + '2020-03-01 * "sell"\n  Assets:S  -4 HOOL {"two"}\n  Assets:A\n', "Assets:S HOOL 16 Assets:B USD -120 Assets:A USD 28"),
    "a lot by its date": (BUY.format("S") + '2020-03-01 * "sell"\n  Assets:S  -4 HOOL {2020-01-01}\n  Assets:A\n', "Assets:S HOOL 16 Assets:B USD -120 Assets:A USD 20"),
    "all lots at once": (BUY.format("S") + '2020-03-01 * "sell"\n  Assets:S  -20 HOOL {}\n  Assets:A\n', "Assets:B USD -120 Assets:A USD 120"),
    "a lot of nobody": (BUY.format("N") + '2020-03-01 * "sell"\n  Assets:N  -4 HOOL {9 USD}\n  Assets:A\n', "Assets:N HOOL 16 Assets:B USD -120 Assets:A USD 36"),
    "a total cost": ('2020-01-02 * "x"\n  Assets:S  4 HOOL {{10.00 USD}}\n  Assets:S  4 HOOL {1 # 2.00 USD}\n  Assets:B\n', "Assets:S HOOL 8 Assets:B USD -16"),
    "a cost left out": ('2020-01-02 * "x"\n  Assets:S  4 HOOL {}\n  Assets:B  -10 USD\n', "Assets:S HOOL 4 Assets:B USD -10"),
    "an account in another script": ('2000-01-01 open Assets:X银行:9-Ü\n2020-01-02 * "x"\n  Assets:X银行:9-Ü  1 USD\n  Assets:B\n', "Assets:X银行:9-Ü USD 1 Assets:B USD -1"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNITS)
def test_a_point_of_the_language(tmp_path: Path, name: str) -> None:
    text, wanted = UNITS[name]
    assert sums(read(tmp_path, text)) == expected(wanted)


def test_lots_are_weighed_at_their_cost(tmp_path: Path) -> None:
    found = sums(read(tmp_path, BUY.format("F") + SELL.format("F")), weights=True)
    assert found["Assets:F", "USD"] == 35


def test_roots_may_have_other_names(tmp_path: Path) -> None:
    text = 'option "name_assets" "Aktiva"\noption "name_income" "Ertrag"\n2000-01-01 open Aktiva:Bank\n2000-01-01 open Ertrag:X\n2020-01-01 * "x"\n  Aktiva:Bank  1 EUR\n  Ertrag:X\n'
    ledger = read(tmp_path, text, head="")
    assert kind_of("Aktiva:Bank", ledger) is AccountType.ASSET
    assert kind_of("Ertrag:X", ledger) is AccountType.INCOME


def test_a_pad_of_nothing_is_told(tmp_path: Path) -> None:
    ledger = read(tmp_path, "2020-01-01 pad Assets:A Equity:Start\n2020-01-02 balance Assets:A 0 USD\n")
    assert [note.code for note in ledger.notes] == ["import.pad_unused"]
    assert not list(ledger)


def test_includes(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "x.bean").write_text(
        'option "operating_currency" "EUR"\n2020-01-02 * "x"\n  Assets:A  1 USD\n  Assets:B\n'
    )
    ledger = read(tmp_path, 'include "sub/*.bean"\n')
    assert sums(ledger) == {("Assets:A", "USD"): 1, ("Assets:B", "USD"): -1}
    assert ledger.base == "USD" and ledger.files == ["main.beancount", "sub/x.bean"]


FIRST = HEAD.count("\n") + 1
FAULTS = {
    "not balanced": ('2020-01-02 * "x"\n  Assets:A  1 USD\n  Assets:B  -2 USD\n', [("unbalanced", 0)]),
    "a balance": ('2020-01-02 balance Assets:A  1 USD\n', [("assertion", 0)]),
    "two left out": ('2020-01-02 * "x"\n  Assets:A\n  Assets:B\n', [("two_missing", 2)]),
    "no such lot": ('2020-01-01 * "x"\n  Assets:S  1 HOOL {5 USD}\n  Assets:B\n2020-01-02 * "x"\n  Assets:S  -1 HOOL {6 USD}\n  Assets:B\n', [("no_lot", 4)]),
    "several lots": (BUY.format("S") + '2020-03-01 * "x"\n  Assets:S  -1 HOOL {}\n  Assets:B\n', [("many_lots", 7)]),
    "too few": (BUY.format("F") + '2020-03-01 * "x"\n  Assets:F  -21 HOOL {}\n  Assets:B\n', [("lot_short", 7)]),
    "a plugin": ('plugin "beancount.plugins.split_expenses"\n', [("plugin", 0)]),
    "a booking method": ('2020-01-02 open Assets:X USD "LUCKY"\n', [("unknown_booking", 0)]),
    "an option": ('option "inferred_tolerance_multiplier" "much"\n', [("bad_option", 0)]),
    "a date": ('2020-02-30 * "x"\n', [("bad_date", 0)]),
    "a directive": ('2020-02-03 opened Assets:A\nwhatever\n', [("unknown_directive", 0), ("unknown_directive", 1)]),
    "division by nothing": ('2020-01-02 * "x"\n  Assets:A  1/0 USD\n  Assets:B\n', [("not_understood", 1)]),
    "a character": ('2020-01-02 * "x"\n  Assets:A  1 USD $\n  Assets:B\n', [("not_understood", 1)]),
    "an include": ('include "../../etc/passwd"\ninclude "main.beancount"\n', [("include_missing", 0), ("include_loop", 1)]),
    "all at once": ('2020-01-02 * "x"\n  Assets:A  x USD\n\n2020-02-31 close Assets:A\n2020-01-02 * "y"\n  Assets:A  1 USD\n', [("not_understood", 1), ("bad_date", 3), ("unbalanced", 4)]),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_has_its_line(tmp_path: Path, name: str) -> None:
    text, wanted = FAULTS[name]
    with pytest.raises(Refused) as refused:
        read(tmp_path, text)
    found = [(problem.code.removeprefix("import."), problem.where) for problem in refused.value.problems]
    assert found == [(code, f"main.beancount:{FIRST + line}") for code, line in wanted]
    assert all(problem.text("zh") != problem.text("en") for problem in refused.value.problems)


@given(st.integers(min_value=0, max_value=10**6))
def test_what_is_read_balances(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    try:
        ledger = read(tmp_path_factory.mktemp("random"), foreign_journals.beancount(random.Random(seed), 4), head="")
    except Refused as refused:
        assert all(problem.where for problem in refused.problems)
        return
    for one in ledger:
        weights: dict[str, Decimal] = defaultdict(Decimal)
        for post in one.posts:
            weights[post.weight_commodity] += post.weight
        assert all(abs(value) <= Decimal("0.5") for value in weights.values())


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_its_place(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    main = tmp_path_factory.mktemp("any") / "main.beancount"
    main.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        read_beancount([main])
    except Refused as refused:
        assert all(problem.where.startswith("main.beancount:") for problem in refused.problems)
