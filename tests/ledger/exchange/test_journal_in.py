"""Journals of hledger and Ledger, each point of their syntax by itself; every refusal says file and line."""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core import Refused, say
from ledger.exchange.incoming import ForeignLedger
from ledger.exchange.journal_in import Dialect, read_journal
from ledger.exchange.journal_in.amounts import scan_amount
from ledger.exchange.journal_in.numbers import BadNumber, read_number
from ledger.exchange.journal_in.settings import Settings
from tests import foreign_journals

Sums = dict[tuple[str, str], Decimal]


def read(
    folder: Path, text: str, dialect: Dialect = Dialect.HLEDGER, *, automated: bool | None = None
) -> ForeignLedger:
    main = folder / "main.journal"
    main.write_text(text, encoding="utf-8")
    return read_journal([main], dialect, automated=automated)


def sums(ledger: ForeignLedger, *, weights: bool = False) -> Sums:
    found: Sums = defaultdict(Decimal)
    for one in ledger:
        for post in one.posts:
            if weights:
                found[post.account, post.weight_commodity] += post.weight
            else:
                found[post.account, post.commodity] += post.amount
    return {key: value for key, value in found.items() if value}


def faults(folder: Path, text: str, dialect: Dialect = Dialect.HLEDGER) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        read(folder, text, dialect)
    for problem in refused.value.problems:
        assert problem.text("zh") != problem.text("en")
    return [(problem.code.removeprefix("import."), problem.where) for problem in refused.value.problems]


HOLDS = {
    "what was left out": ("2026-01-02 x\n  a  $10\n  b\n", "a $ 10 b $ -10"),
    "left out in two commodities": ("2026-01-02\n  a  $10\n  c  3 EUR\n  b\n", "a $ 10 c EUR 3 b $ -10 b EUR -3"),
    "signs and sides": ("2026-01-02\n  a  -$10\n  b  $-5\n  c  $ 5\n  d  10 $\n", "a $ -10 b $ -5 c $ 5 d $ 10"),
    "a quoted commodity": ('2026-01-02\n  a  3 "Fund A 1"\n  b  "Fund A 1" -3\n', "a Fund A 1|3 b Fund A 1|-3"),
    "no commodity": ("2026-01-02\n  a  3.5\n  b\n", "a |3.5 b |-3.5"),
    "a comma is decimal alone": ("2026-01-02\n  a  1,5 EUR\n  b\n", "a EUR 1.5 b EUR -1.5"),
    "groups and comma": ("2026-01-02\n  a  1.234.567,89 EUR\n  b\n", "a EUR 1234567.89 b EUR -1234567.89"),
    "groups by space": ("2026-01-02\n  a  1 234 567.5 EUR\n  b\n", "a EUR 1234567.5 b EUR -1234567.5"),
    "a declared mark": ("commodity 1.000,00 EUR\n2026-01-02\n  a  1.234 EUR\n  b\n", "a EUR 1234 b EUR -1234"),
    "a declared mark below": ("commodity EUR\n  format 1.000,00 EUR\n2026-01-02\n  a  1.234 EUR\n  b\n", "a EUR 1234 b EUR -1234"),
    "a mark for all": ("decimal-mark ,\n2026-01-02\n  a  1.234 EUR\n  b\n", "a EUR 1234 b EUR -1234"),
    "powers of ten": ("2026-01-02\n  a  1E3 EUR\n  b\n", "a EUR 1000 b EUR -1000"),
    "default commodity": ("D $1,000.00\n2026-01-02\n  a  5\n  b\n", "a $ 5 b $ -5"),
    "a price": ("2026-01-02\n  a  2 EUR @ $1.25\n  b\n", "a EUR 2 b $ -2.50"),
    "a whole price": ("2026-01-02\n  a  -2 EUR @@ $2.51\n  b\n", "a EUR -2 b $ 2.51"),
    "prices for each other": ("2026-01-02\n  a  2 EUR\n  b  $-3\n", "a EUR 2 b $ -3"),
    "the year that holds": ("Y2019\n1/2 x\n  a  1 h\n  b\nyear 2020\n01.03=02.03 y\n  a  1 h\n  b\n", "a h 2 b h -2"),
    "comments": ("; x\n# y\n* z\ncomment\n2026-01-02\n  a  1\nend comment\n2026-01-02 x ; y\n  ; z\n  a  1 h ; q\n  b\n", "a h 1 b h -1"),
    "tabs": ("2026-01-02 x\n\ta\t1 h\n\tb\n", "a h 1 b h -1"),
    "status and code": ("2026-01-02 ! (12-3) x\n  * a b  1 h\n  ! c\n", "a b h 1 c h -1"),
    "alias": ("alias a = x:y\n2026-01-02\n  a:b  1 h\n  ab\n", "x:y:b h 1 ab h -1"),
    "alias by pattern": ("alias /^(.)B:/ = \\1Z:\n2026-01-02\n  ab:c  1 h\n  d\n", "aZ:c h 1 d h -1"),
    "aliases end": ("alias a=x\nend aliases\n2026-01-02\n  a  1 h\n  b\n", "a h 1 b h -1"),
    "a parent for all": ("apply account p\n2026-01-02\n  a  1 h\n  b\nend apply account\n2026-01-02\n  a  1 h\n  b\n", "p:a h 1 p:b h -1 a h 1 b h -1"),
    "virtual ones": ("2026-01-02\n  (v)  5 h\n  [w]  2 h\n  [u]\n  a  1 h\n  b\n", "v h 5 w h 2 u h -2 a h 1 b h -1 Equity:Unbalanced virtual postings|h|-5"),
    "an assignment": ("2026-01-02\n  a  10 h\n  b\n2026-01-03\n  a  = 4 h\n  c\n", "a h 4 b h -10 c h 6"),
    "an assignment before, by date": ("2026-01-03\n  a  = 4 h\n  c\n2026-01-02\n  a  10 h\n  b\n", "a h 4 b h -10 c h 6"),
    "assertions that hold": ("2026-01-02\n  a  10 h = 10 h\n  a:b  1 h =* 1 h\n  c  = -11 h\n2026-01-02\n  a  0 h =* 11 h\n  a  0 h == 10 h\n", "a h 10 a:b h 1 c h -11"),
    "an assertion by posting date": ("2026-01-05\n  a  1 h ; date:2026-01-09\n  b\n2026-01-06\n  a  0 h = 0 h\n", "a h 1 b h -1"),
    "rules stay aside": ("= a\n  (t)  *0.5\n2026-01-02\n  a  1 h\n  b\n", "a h 1 b h -1"),
    "forecasts": ("~ monthly\n  a  1 h\n  b\n2026-01-02\n  a  1 h\n  b\n", "a h 1 b h -1"),
    "prices of the market": ("P 2026-01-02 EUR $1.10\nP 2026/01/02 10:00:00 EUR $1.1\n2026-01-02\n  a  1 h\n  b\n", "a h 1 b h -1"),
    "account lines": ("account a  ; type: L\n  ; more\n2026-01-02\n  a  1 h\n  b\n", "a h 1 b h -1"),
    "within what is shown": ("2026-01-02\n  a  1.333 EUR @ 1.111 USD\n  b  -1.48 USD\n", "a EUR 1.333 b USD -1.48"),
}  # fmt: skip


def expected(text: str) -> Sums:
    """``account commodity amount`` again and again; bars where a name holds a space."""
    found: Sums = {}
    words = text.split(" ")
    if "|" not in text:
        for at in range(0, len(words), 3):
            found[words[at], words[at + 1]] = Decimal(words[at + 2])
    return found


@pytest.mark.parametrize(
    "name", [name for name, (_, wanted) in HOLDS.items() if "|" not in wanted and "a b" not in wanted]
)
def test_a_point_of_the_syntax(tmp_path: Path, name: str) -> None:
    text, wanted = HOLDS[name]
    assert sums(read(tmp_path, text)) == expected(wanted)


def test_names_with_spaces_and_without_letters(tmp_path: Path) -> None:
    fund = sums(read(tmp_path, HOLDS["a quoted commodity"][0]))
    assert fund == {("a", "Fund A 1"): 3, ("b", "Fund A 1"): -3}
    assert sums(read(tmp_path, HOLDS["no commodity"][0])) == {("a", ""): Decimal("3.5"), ("b", ""): Decimal("-3.5")}
    assert sums(read(tmp_path, HOLDS["status and code"][0])) == {("a b", "h"): 1, ("c", "h"): -1}


def test_virtual_postings_stand_against_a_named_account(tmp_path: Path) -> None:
    ledger = read(tmp_path, HOLDS["virtual ones"][0])
    found = sums(ledger)
    assert found[ledger.contra, "h"] == -5
    assert sum(found.values()) == 0
    assert [note.code for note in ledger.notes] == ["import.contra"]


LEDGERS = {
    "a comma groups": ("2026/01/02 x\n  a  $1,000\n  b\n", "a $ 1000 b $ -1000"),
    "arithmetic": ("2026/01/02 x\n  a  ($10 * 3 - -($2 + $1) / 2)\n  b\n", "a $ 31.5 b $ -31.5"),
    "a lot at its cost": ("2026/01/02 x\n  a  10 AAPL {$5.00} [2026/01/01] (note) @ $6\n  b\n", "a AAPL 10 b $ -50"),
    "rules after they stand": ("2026/01/02 x\n  food  $5\n  b\n= /fo+d/\n  (t)  -0.5\n  (f)  $1\n2026/01/03 x\n  Food  $20\n  b\n", "food $ 5 b $ -25 t $ -10 f $ 1 Food $ 20 V $ 9"),
    "an alias from the top": ("apply account p\nalias f=Food\nalias g = Goods\n2026/01/02\n  f  $1\n  g:x  $2\n  b\nend apply account\n", "p:Food $ 1 p:Goods:x $ 2 p:b $ -3"),
    "assertions in the order of the file": ("2026/01/09\n  a  $10 = $10\n  b\n2026/01/02\n  a  $5 = $15\n  b\n", "a $ 15 b $ -15"),
    "a bucket": ("bucket b\n2026/01/02\n  a  $10\n", "a $ 10 b $ -10"),
    "real and balanced together": ("2026/01/02\n  a  $10\n  [b]\n", "a $ 10 b $ -10"),
    "tags applied": ("apply tag x: y\n2026/01/02\n  a  $10\n  b\nend tag\n", "a $ 10 b $ -10"),
}  # fmt: skip


@pytest.mark.parametrize("name", LEDGERS)
def test_a_point_of_ledgers_own_syntax(tmp_path: Path, name: str) -> None:
    text, wanted = LEDGERS[name]
    ledger = read(tmp_path, text, Dialect.LEDGER)
    found = {
        ("V" if account == ledger.contra else account, name): value for (account, name), value in sums(ledger).items()
    }
    assert found == expected(wanted)


def test_the_queries_of_rules(tmp_path: Path) -> None:
    text = (
        "= expr 'account =~ /^Food/ and amount > 0'\n  (a)  -1\n= /food/ and not @shop\n  (b)  -1\n"
        "= (food or rent) and not (cur:EUR)\n  (c)  -1\n= expr 'amount > x'\n  (d)  1\n"
    )
    body = "2026/01/02 shop\n  Food  $5\n  Cash\n2026/01/03 inn\n  Rent:x  $-7\n  Food  $7\n2026/01/04 inn\n  Food  3 EUR\n  Cash\n"
    with pytest.raises(Refused) as refused:
        read(tmp_path, text + body, Dialect.LEDGER)
    assert [problem.where for problem in refused.value.problems] == ["main.journal:7"]
    found = sums(read(tmp_path, text.rpartition("= expr")[0] + body, Dialect.LEDGER))
    assert {key: value for key, value in found.items() if key[0] in "abc"} == {
        ("a", "$"): -12, ("a", "EUR"): -3, ("b", "$"): -7, ("b", "EUR"): -3, ("c", "$"): -5,
    }  # fmt: skip


def test_rules_apply_when_asked(tmp_path: Path) -> None:
    text = "= expenses:food desc:lunch not:out\n  (budget)  *-1\n2026-01-02 lunch\n  expenses:food  $5\n  a\n"
    assert sums(read(tmp_path, text, automated=True))["budget", "$"] == -5
    assert [note.code for note in read(tmp_path, text).notes] == ["import.rules_ignored"]


FAULTS = {
    "not balanced": ("\n2026-01-02\n  a  $10\n  b  $-9\n", [("unbalanced", "main.journal:2")]),
    "two left out": ("2026-01-02\n  a\n  b\n  c  1 h\n", [("two_open", "main.journal:1")]),
    "no amount": ("2026-01-02\n  a  what?\n  b\n", [("bad_amount", "main.journal:2")]),
    "left over": ("2026-01-02\n  a  $1 $2\n  b\n", [("not_understood", "main.journal:2")]),
    "no date": ("2026-13-02\n  a  $1\n  b\n", [("bad_date", "main.journal:1")]),
    "no year": ("01-02\n  a  $1\n  b\n", [("no_year", "main.journal:1")]),
    "no directive": ("what is this\n", [("unknown_directive", "main.journal:1")]),
    "a line alone": ("  a  $1\n", [("stray_line", "main.journal:1")]),
    "an assertion": ("2026-01-02\n  a  $1 = $2\n  b\n", [("assertion", "main.journal:2")]),
    "a sole assertion": ("2026-01-02\n  a  1 EUR\n  b\n2026-01-03\n  a  $1 == $1\n  b\n", [("assertion", "main.journal:5")]),
    "a bracket": ("2026-01-02\n  (a  $1\n  b\n", [("bracket", "main.journal:2")]),
    "time": ("i 2026/01/02 10:00:00 a\n", [("timeclock", "main.journal:1")]),
    "an include of nothing": ("include gone.journal\n", [("include_missing", "main.journal:1")]),
    "an include outside": ("include ../*.journal\ninclude /etc/passwd\n", [("include_missing", "main.journal:1"), ("include_outside", "main.journal:2")]),
    "an include of itself": ("include main.journal\n", [("include_loop", "main.journal:1")]),
    "all at once": ("2026-01-02\n  a  x\n  b\n\n2026-02-30\n  a  $1\n  b\n\nwhat\n2026-01-02\n  a  $1\n", [("bad_amount", "main.journal:2"), ("bad_date", "main.journal:5"), ("unknown_directive", "main.journal:9"), ("unbalanced", "main.journal:10")]),
    "a pattern": ("alias /(/ = x\n", [("bad_pattern", "main.journal:1")]),
    "an end": ("end apply account\n", [("nothing_to_end", "main.journal:1")]),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_has_its_line(tmp_path: Path, name: str) -> None:
    text, wanted = FAULTS[name]
    assert faults(tmp_path, text) == wanted


def test_an_assertion_says_both_numbers(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, "2026-01-02\n  a  $1 = $2.50\n  b\n")
    said = refused.value.problems[0].text("en")
    assert "main.journal:2" in said and "2.50 $" in said and "holds 1 $" in said


def test_includes_are_read_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "years").mkdir()
    (tmp_path / "years" / "a.journal").write_text("Y2020\nalias b=z\n1/2\n  a  1 h\n  b\n")
    (tmp_path / "years" / "b.journal").write_text("2021/1/2\n  a  1 h\n  b\n")
    ledger = read(tmp_path, "include years/*.journal\n2022-01-02\n  b  1 h\n  c\n")
    assert sums(ledger) == {("a", "h"): 2, ("z", "h"): -1, ("c", "h"): -1}
    assert ledger.files == ["main.journal", "years/a.journal", "years/b.journal"]


def test_a_year_that_nobody_says(tmp_path: Path) -> None:
    main = tmp_path / "main.journal"
    main.write_text("01-02\n  a  1 h\n  b\nY2020\n01-02\n  a  1 h\n  b\n")
    ledger = read_journal([main], Dialect.HLEDGER, year=2026)
    assert [one.date for one in ledger] == ["2026-01-02", "2020-01-02"]
    assert [note.code for note in ledger.notes] == ["import.year_assumed"]


def test_a_file_of_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "main.journal").write_bytes("2026-01-02\n  现金  1\n".encode("gb18030"))
    with pytest.raises(Refused) as refused:
        read_journal([tmp_path / "main.journal"], Dialect.HLEDGER)
    assert refused.value.problems[0].where == "main.journal:2"


@given(st.decimals(min_value=0, max_value=10**9, places=3), st.sampled_from([",", "."]), st.booleans())
def test_a_number_reads_back(value: Decimal, mark: str, grouped: bool) -> None:
    text = f"{value:,.3f}" if grouped else f"{value:.3f}"
    text = text if mark == "." else text.translate(str.maketrans(",.", ".,"))
    assert read_number(text, mark) == (value, 3)
    if grouped and "," in text and "." in text:
        assert read_number(text) == (value, 3)


@given(st.text(alphabet="0123456789.,' e", max_size=12))
def test_any_digits_are_read_or_refused(text: str) -> None:
    try:
        value, digits = read_number(text)
    except BadNumber:
        return
    assert value >= 0 and digits >= 0


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.sampled_from(["$", "£", "EUR", "Fund A", "元", "h%"]),
    st.booleans(),
)
def test_an_amount_reads_back(value: Decimal, symbol: str, left: bool) -> None:
    shown = f'"{symbol}"' if " " in symbol else symbol
    text = f"{shown}{value}" if left else f"{value} {shown}"
    found, end = scan_amount(text, 0, Settings(Dialect.HLEDGER))
    assert (found.quantity, found.commodity, end) == (value, symbol, len(text))


@given(st.integers(min_value=0, max_value=10**6), st.sampled_from(list(Dialect)))
def test_what_is_read_balances(tmp_path_factory: pytest.TempPathFactory, seed: int, dialect: Dialect) -> None:
    text = foreign_journals.hledger(random.Random(seed), 5)
    try:
        ledger = read(tmp_path_factory.mktemp("random"), text, dialect)
    except Refused as refused:
        assert all(problem.where for problem in refused.problems)
        return
    for one in ledger:
        weights: dict[str, Decimal] = defaultdict(Decimal)
        for post in one.posts:
            weights[post.weight_commodity] += post.weight
        assert all(abs(value) < Decimal("0.5") for value in weights.values())


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_its_place(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    main = tmp_path_factory.mktemp("any") / "main.journal"
    main.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        read_journal([main], Dialect.HLEDGER)
    except Refused as refused:
        assert all(problem.where.startswith("main.journal:") for problem in refused.problems)
        assert all(say(problem.code, "en", **problem.parameters) for problem in refused.problems)
