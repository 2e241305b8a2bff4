"""The reconciliation of profit to operating cash as data (现金流量表补充资料; IAS 7.20): which movement feeds which row.

``data/cash_flow_indirect.csv`` has the rows of the layouts that have one. A feed names accounts by code: ``6701`` all
that moves them, ``1801:credited`` only credit lines (a red one is negative), ``1602!1601`` only in vouchers that move
nothing of 1601, ``6301&1606`` only in those that do; a leading ``-`` leaves a code out. ``profit`` is income and
expense, ``exchange`` the exchange differences of what is not operating, ``direct:C10`` a row of the direct method.
Rows of kind ``left_out`` say by name what is not operating, and why: of an account that feeds no row all, of one that
feeds a row in part the rest.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ledger.charts.chart import chart
from ledger.charts.layout import BadLayout, base_of, layout, parts_of
from ledger.charts.roles import accounts_in_role

_FILE = Path(__file__).parent / "data" / "cash_flow_indirect.csv"
_FEED = re.compile(r"(?P<code>\d+)(?P<credited>:credited)?(?P<others>([!&]\d+)*)")
PROFIT, EXCHANGE_DIFFERENCES, DIRECT, OPENING_CASH, CLOSING_CASH = "profit", "exchange", "direct", "opening", "closing"
LEFT_OUT, DIFFERENCE = "left_out", "difference"
RESULT_KINDS = ("income", "expense")


@dataclass(frozen=True, slots=True)
class Movement:
    """Lines of an account (prefix): all or the credited, in vouchers that move one of ``beside`` and none of ``apart``."""

    code: str
    credited: bool = False
    beside: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def covers(self, account: str) -> bool:
        """Whether an account's code lies under it."""
        return account.startswith(self.code) and not account.startswith(self.without)

    @property
    def conditional(self) -> bool:
        """Whether other lines of the voucher decide."""
        return bool(self.beside or self.apart)

    def holds(self, accounts: Iterable[str]) -> bool:
        """Whether it counts in a voucher of these accounts."""
        codes = tuple(accounts)
        moved = not self.beside or any(code.startswith(self.beside) for code in codes)
        return moved and not (self.apart and any(code.startswith(self.apart) for code in codes))


@dataclass(frozen=True, slots=True)
class IndirectRow:
    """``words`` are feeds other than accounts; ``without`` what ``profit`` leaves out; the rest as in a LayoutRow."""

    row: str
    name_zh: str
    name_en: str
    kind: str
    level: int
    sign: int
    feeds: tuple[Movement, ...]
    words: tuple[str, ...]
    without: tuple[str, ...]
    parts: tuple[tuple[str, int], ...]
    note: str
    mark: str


def _movement(word: str, without: tuple[str, ...]) -> Movement:
    found = _FEED.fullmatch(word)
    if found is None:
        raise BadLayout(f"not a feed: {word}")
    others = re.findall(r"([!&])(\d+)", found["others"])
    return Movement(
        found["code"], found["credited"] is not None,
        tuple(code for sign, code in others if sign == "&"), tuple(code for sign, code in others if sign == "!"),
        tuple(one for one in without if one.startswith(found["code"]) and one != found["code"]),
    )  # fmt: skip


@lru_cache(maxsize=16)
def indirect_layout(name: str) -> tuple[IndirectRow, ...]:
    """The rows of a layout (``cas_2019``) in order, what is left out last; none where the form has no such statement."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        raw = [row for row in csv.DictReader(file) if base_of(name) in row["layouts"].split()]
    order, made = [row["row"] for row in raw], []
    for row in raw:
        summed = row["kind"] in ("subtotal", "total", DIFFERENCE)
        words = () if summed else tuple(row["feed"].split())
        without = tuple(word[1:] for word in words if word.startswith("-"))
        codes = tuple(_movement(word, without) for word in words if word[0].isdigit())
        made.append(IndirectRow(
            row["row"], row["name_zh"], row["name_en"], row["kind"], int(row["level"]), -1 if row["sign"] == "credit" else 1,
            codes, tuple(word for word in words if word[0].isalpha()), without,
            parts_of(row["feed"], order) if summed else (), row["note"], row["mark"],
        ))  # fmt: skip
    return tuple(made)


@lru_cache(maxsize=8192)
def rows_moved(name: str, account: str) -> tuple[tuple[IndirectRow, Movement], ...]:
    """The rows of a layout that an account's lines feed, each with the feed."""
    rows = (row for row in indirect_layout(name) if row.kind != LEFT_OUT)
    return tuple((row, feed) for row in rows for feed in row.feeds if feed.covers(account))


def in_profit(rows: Iterable[IndirectRow], account: str) -> bool:
    """Whether an account of income or expense is part of the profit that a statement starts from."""
    return any(PROFIT in row.words and not account.startswith(row.without) for row in rows)


def direct_row(name: str) -> str:
    """The row of the direct method that a layout's reconciliation arrives at."""
    words = [word for row in indirect_layout(name) for word in row.words if word.startswith(DIRECT)]
    (row,) = [word.partition(":")[2] for word in words]
    return row


def unplaced(name: str, accounts: Iterable[tuple[str, str]], cash: tuple[str, ...]) -> dict[str, str]:
    """Of accounts (code, kind) those that are not counted once: code to what was found, as rows are named.

    An account other than cash feeds one row, or is left out by name; one that feeds a row in part is named for the rest.
    Income and expense is in the profit as well, and needs neither; what the profit leaves out needs a row or a name.
    """
    rows, found = indirect_layout(name), {}
    for code, kind in accounts:
        fed = [(row, one) for row in rows for one in row.feeds if row.kind != LEFT_OUT and one.covers(code)]
        named = [row.row for row in rows if row.kind == LEFT_OUT and any(one.covers(code) for one in row.feeds)]
        whole = all(not one.conditional and not one.credited for _, one in fed)
        if code.startswith(cash):
            good = not fed and not named
        elif kind in RESULT_KINDS and in_profit(rows, code):
            good = len(fed) <= 1 and not named
        else:
            good = len(fed) + len(named) == 1 if whole else (len(fed), len(named)) == (1, 1)
        if not good:
            found[code] = " ".join([*(row.row for row, _ in fed), *named])
    return found


def check_indirect(name: str, standard: str) -> None:
    """Every account of a standard's chart is counted once and every row it names is there; BadLayout otherwise."""
    rows = indirect_layout(name)
    if not rows:
        return
    parents = {row.parent for row in chart(standard)}
    kinds = [(row.code, row.kind) for row in chart(standard) if row.code not in parents]
    if wrong := unplaced(name, kinds, accounts_in_role(standard, "cash")):
        raise BadLayout("; ".join(f"{code}: {where or 'no row'}" for code, where in wrong.items()))
    seen: set[str] = set()
    for row in rows:
        if row.row in seen or not {part for part, _ in row.parts} <= seen:
            raise BadLayout(f"{row.row}: twice, or a part of it comes later")
        seen.add(row.row)
    if direct_row(name) not in {row.row for row in layout(name, "cash_flow")}:
        raise BadLayout(f"{direct_row(name)}: not a row of the cash flow statement")
