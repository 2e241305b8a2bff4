"""Statement layouts as data: rows with what feeds them, checked so that each account lands exactly once.

A feed names accounts by code (its children included). ``:debit`` / ``:credit`` take the account when its
balance is on that side, ``:party-debit`` / ``:party-credit`` split it by party first, ``:account-debit`` /
``:account-credit`` by its detail accounts, ``:within-year`` / ``:over-year`` by what is due in twelve months, and
``2702:within-year=2701`` a contra account as the account it is set against; a 其中 row may take ``1405@data_resource``, what has a value of a dimension, or ``1405@grade=A`` that value alone; a leading
``-`` leaves a code out (``6602 -660201``). Subtotals name rows, a range ``A01..A13`` or rows with signs. ``result`` is
the income and expense not yet transferred. A row of kind ``left_out`` is not shown: it names accounts that no row shows,
and why.
``sign`` says which side a row shows as positive. Versions and their sources stand in layouts.csv.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from ledger.charts.chart import chart
from ledger.core import canonical, sha256_hex

_DATA = Path(__file__).parent / "data"
HEADS = ("statement", "row", "name_zh", "name_en", "kind", "feed", "level", "sign", "note", "mark")
RESULT = "result"
STATEMENTS = ("balance_sheet", "income_statement")
LEFT_OUT = "left_out"
Raw = Mapping[str, str]
"""A row as the file of a layout has it."""
_OWN: dict[str, tuple[str, tuple[Raw, ...]]] = {}
"""Layouts that companies made: name to the layout they were made from, and their own rows."""


class BadLayout(ValueError):
    """A layout that would count an account twice, or not at all."""


class Take(StrEnum):
    """Which part of an account feeds a row."""

    ALL = "all"
    DEBIT = "debit"
    CREDIT = "credit"
    PARTY_DEBIT = "party-debit"
    PARTY_CREDIT = "party-credit"
    ACCOUNT_DEBIT = "account-debit"
    ACCOUNT_CREDIT = "account-credit"
    WITHIN_YEAR = "within-year"
    OVER_YEAR = "over-year"


@dataclass(frozen=True, slots=True)
class Feed:
    """An account (prefix) and which part of it; with ``dimension`` what has a value of it, or ``value`` alone.

    ``like`` names the account whose part due a contra account follows.
    """

    code: str
    take: Take
    without: tuple[str, ...] = ()
    dimension: str = ""
    value: str = ""
    like: str = ""

    def covers(self, account: str) -> bool:
        """Whether an account's code lies under this feed."""
        return account.startswith(self.code) and not account.startswith(self.without)


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """A row of a statement; ``parts`` (row, sign) for totals, ``feeds`` for lines and 其中 rows (``memo``).

    ``sign`` is -1 where credit balances show positive; ``note`` (or empty) names what the books cannot tell of the row;
    ``mark`` whether its name was *read*, is *known*, or is our *own*.
    """

    row: str
    name_zh: str
    name_en: str
    kind: str
    level: int
    feeds: tuple[Feed, ...]
    parts: tuple[tuple[str, int], ...]
    sign: int
    note: str
    mark: str


def _feeds(text: str) -> tuple[Feed, ...]:
    words = text.split()
    without = tuple(word[1:] for word in words if word.startswith("-"))
    made = []
    for word in (word for word in words if not word.startswith("-")):
        code, _, part = word.partition(":")
        code, _, of_dimension = code.partition("@")
        dimension, _, value = of_dimension.partition("=")
        left = tuple(one for one in without if one.startswith(code) and one != code)
        take, _, like = part.partition("=")
        made.append(Feed(code, Take(take or "all"), left, dimension, value, like))
    return tuple(made)


def parts_of(text: str, order: list[str]) -> tuple[tuple[str, int], ...]:
    """Rows a sum names, each with its sign; ``order`` is what a range runs over."""
    found: list[tuple[str, int]] = []
    for word in text.split():
        if ".." in word:
            first, last = word.split("..")
            found += [(row, 1) for row in order[order.index(first) : order.index(last) + 1]]
        else:
            found.append((word.lstrip("-"), -1 if word.startswith("-") else 1))
    return tuple(found)


def learn(base: str, rows: Sequence[Raw]) -> str:
    """The name of a layout made from another: of what it says, so that the same rows have the same name everywhere."""
    kept = tuple({head: row.get(head, "") for head in HEADS} for row in rows)
    name = f"own-{sha256_hex(canonical([base, *kept]))[:16]}"
    _OWN[name] = (base, kept)
    return name


def base_of(name: str) -> str:
    """The shipped layout that a company's own was made from; a shipped one's own name."""
    return _OWN[name][0] if name in _OWN else name


def raw_rows(name: str, statement: str) -> list[Raw]:
    """The rows of a statement as the file of a layout has them; a company's own has the cash flow of its base."""
    if name in _OWN and statement in STATEMENTS:
        return [row for row in _OWN[name][1] if row["statement"] == statement]
    with (_DATA / f"{base_of(name)}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["statement"] == statement]


@lru_cache(maxsize=128)
def layout(name: str, statement: str) -> tuple[LayoutRow, ...]:
    """The rows of a statement of a layout (``cas_2019``), in order."""
    raw = raw_rows(name, statement)
    order = [row["row"] for row in raw if row["kind"] == "line"]
    return tuple(
        LayoutRow(
            row["row"],
            row["name_zh"],
            row["name_en"],
            row["kind"],
            int(row["level"]),
            _feeds(row["feed"]) if row["kind"] in ("line", "memo", LEFT_OUT) else (),
            parts_of(row["feed"], order) if row["kind"] in ("subtotal", "total") else (),
            -1 if row["sign"] == "credit" else 1,
            row["note"],
            row["mark"],
        )
        for row in raw
    )


_HALVES = {
    Take.DEBIT: Take.CREDIT,
    Take.PARTY_DEBIT: Take.PARTY_CREDIT,
    Take.ACCOUNT_DEBIT: Take.ACCOUNT_CREDIT,
    Take.WITHIN_YEAR: Take.OVER_YEAR,
}


def misplaced(name: str, codes: Iterable[str], *, without: bool = False) -> dict[str, tuple[str, ...]]:
    """Of posted-to accounts, those that feed no line of a layout, or several: code to the takes that were found.

    One whole feed is right, or one debit half and one credit half; ``without`` lets those stand that are left out by name.
    """
    kinds = ("line", LEFT_OUT) if without else ("line",)
    by_code: dict[str, list[Feed]] = {}
    for row in (row for part in STATEMENTS for row in layout(name, part) if row.kind in kinds):
        for feed in row.feeds:
            by_code.setdefault(feed.code, []).append(feed)
    found = {}
    for code in codes:
        near = (feed for length in range(len(code) + 1) for feed in by_code.get(code[:length], ()))
        takes = [feed.take for feed in near if feed.covers(code)]
        halves = len(takes) == 2 and any(set(takes) == set(pair) for pair in _HALVES.items())
        if takes != [Take.ALL] and not halves:
            found[code] = tuple(str(take) for take in takes)
    return found


def split_by_due(name: str) -> tuple[str, ...]:
    """Prefixes of the accounts of which a layout shows the part due within a year apart."""
    return tuple(feed.code for feed in _feeds_within(name) if not feed.like)


def split_like(name: str) -> dict[str, str]:
    """Prefixes of contra accounts that a layout splits by due date as another: prefix to that one's."""
    return {feed.code: feed.like for feed in _feeds_within(name) if feed.like}


def _feeds_within(name: str) -> list[Feed]:
    rows = (row for row in layout(name, "balance_sheet") if row.kind == "line")
    return [feed for row in rows for feed in row.feeds if feed.take is Take.WITHIN_YEAR]


def check_layout(name: str, standard: str) -> None:
    """Every leaf account of a standard's chart feeds exactly one line, or two halves; BadLayout otherwise, which names them."""
    parents = {row.parent for row in chart(standard)}
    names = {row.code: row.name_en for row in chart(standard) if row.code not in parents}
    lines = [row for part in STATEMENTS for row in layout(name, part) if row.kind == "line"]
    wrong = [
        f"{code} {names[code]}: "
        + (" ".join(f"{row.row} {feed.take}" for row in lines for feed in row.feeds if feed.covers(code)) or "no row")
        for code in misplaced(name, names)
    ]
    wrong += [f"{one.row} {one.code} {names.get(one.code, '')}: {one.why}" for one in strange(name, names)]
    if wrong:
        raise BadLayout("; ".join(wrong))


def dimensions_of(name: str, statement: str) -> tuple[str, ...]:
    """Dimensions that rows of a statement take a part of an account by."""
    found = (feed.dimension for row in layout(name, statement) for feed in row.feeds)
    return tuple(dict.fromkeys(one for one in found if one))


class Why(StrEnum):
    """What is wrong with a row that shows a part."""

    LINE_BY_DIMENSION = "by dimension in a line"
    NOT_ABOVE = "not in the row above"
    HALF_BY_DIMENSION = "half of an account by dimension"
    MORE_THAN_ABOVE = "more than the row above takes of it"
    LIKE_ANOTHER = "not as one account that is split by due date, in both halves"


@dataclass(frozen=True, slots=True)
class Strange:
    """A row and an account (or the prefix that its feed names) that it cannot show so."""

    row: str
    code: str
    why: Why


def strange(name: str, codes: Iterable[str]) -> list[Strange]:
    """其中 rows that are no part of the row above them, lines that take a part by dimension, contra accounts that follow
    no account, or two.
    """
    known = list(codes)
    found = _unlike(name)
    for part in STATEMENTS:
        above: tuple[Feed, ...] = ()
        for row in layout(name, part):
            if row.kind == "line":
                above = row.feeds
                found += [Strange(row.row, feed.code, Why.LINE_BY_DIMENSION) for feed in row.feeds if feed.dimension]
            elif row.kind == "memo":
                for feed in row.feeds:
                    found += _no_part(row.row, feed, above, known)
    return found


def _unlike(name: str) -> list[Strange]:
    """Feeds of the balance sheet that follow an account which is not split, or another one than their other half."""
    split, found = split_by_due(name), []
    halves: dict[str, set[str]] = {}
    rows = [row for part in STATEMENTS for row in layout(name, part)]
    for row in rows:
        for feed in (one for one in row.feeds if one.take in (Take.WITHIN_YEAR, Take.OVER_YEAR)):
            halves.setdefault(feed.code, set()).add(feed.like)
    for row in rows:
        for feed in row.feeds:
            two = len(halves.get(feed.code, ())) > 1
            if two or (
                feed.like and (feed.take not in (Take.WITHIN_YEAR, Take.OVER_YEAR) or not feed.like.startswith(split))
            ):
                found.append(Strange(row.row, feed.code, Why.LIKE_ANOTHER))
    return found


def _no_part(row: str, feed: Feed, above: Sequence[Feed], codes: Iterable[str]) -> list[Strange]:
    """Accounts of a feed that the row above has not, or of which it takes one half and the feed another or the whole."""
    if feed.dimension and feed.take is not Take.ALL:
        return [Strange(row, feed.code, Why.HALF_BY_DIMENSION)]
    found = []
    for code in (one for one in codes if feed.covers(one)):
        takes = {one.take for one in above if one.covers(code)}
        if not takes:
            found.append(Strange(row, code, Why.NOT_ABOVE))
        elif Take.ALL not in takes and feed.take not in takes:
            found.append(Strange(row, code, Why.MORE_THAN_ABOVE))
    return found
