"""Rows of a voucher as people know them from paper and Excel: 借方 and 贷方 in columns of their own.

Read into lines of one side each; pasted cells are put under their columns, and what cannot be read stays as typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import zip_longest
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from ledger.core import Problem, problem
from tools.shared.typed_amounts import BALANCE, folded
from tools.shared.typed_lines import LineTyped
from tools.shared.typed_split import Short

MOST_ROWS = 500
HEADS = {
    "account": ("科目", "会计科目", "科目编码", "科目名称", "account", "account code"),
    "debit": ("借方", "借方金额", "借", "debit", "dr"),
    "credit": ("贷方", "贷方金额", "贷", "credit", "cr"),
    "memo": ("摘要", "memo", "description", "text"),
    "due_date": ("到期日", "due date", "due"),
    "tax_code": ("税码", "tax code"),
    "currency": ("币种", "币别", "外币", "currency"),
    "foreign": ("原币", "原币金额", "外币金额", "amount in currency", "foreign amount"),
    "rate": ("汇率", "rate", "exchange rate"),
    "quantity": ("数量", "quantity", "qty"),
    "price": ("单价", "price", "unit price"),
}
"""What stands over a column in Excel; dimensions go by their own titles."""
LONGEST = {"memo": 400, "tax_code": 20}
WORKED_OUT = "*"
"""Typed for an amount: what amount in currency × rate, or quantity × price, come to."""
BY_PLACE = ("account", "debit", "credit", "memo", "department")
ON_PAPER = ("memo", "account", "debit", "credit", "department")


class RowTyped(BaseModel):
    """A row as typed; ``was`` is the number (from 1) of the line it was before.

    Debit and credit are in base currency; ``foreign`` is the amount in ``currency`` (原币), see ``typed_measures``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    was: int | None = None
    account: Short = ""
    debit: Short = ""
    credit: Short = ""
    memo: Annotated[str, StringConstraints(max_length=400)] = ""
    dims: dict[Short, Short] = Field(default_factory=dict)
    due_date: Short = ""
    tax_code: Annotated[str, StringConstraints(max_length=20)] = ""
    currency: Short = ""
    foreign: Short = ""
    rate: Short = ""
    quantity: Short = ""
    price: Short = ""

    @property
    def measured(self) -> bool:
        """Whether a currency or a quantity stands here, or an amount that is to be worked out."""
        cells = (self.currency, self.foreign, self.rate, self.quantity, self.price)
        return any(cells) or folded(self.debit or self.credit) == WORKED_OUT

    @property
    def empty(self) -> bool:
        """Whether nobody has typed an account or an amount here yet."""
        return not (self.account or self.debit or self.credit)


def lines_of(rows: tuple[RowTyped, ...], memo: str) -> tuple[tuple[LineTyped, ...], list[Problem]]:
    """The rows as lines of one side each, an empty memo taken from the voucher's; what is wrong is told by cell."""
    faults: list[Problem] = []
    lines = []
    for at, row in enumerate(rows):
        if bool(row.debit) == bool(row.credit):
            faults.append(problem("voucher.one_side", f"lines.{at}.amount"))
        lines.append(
            LineTyped(
                was=row.was, account=row.account, side="credit" if row.credit and not row.debit else "debit",
                amount=row.debit or row.credit, memo=row.memo or memo, dims=row.dims, due_date=row.due_date,
                tax_code=row.tax_code,
            )
        )  # fmt: skip
    return tuple(lines), faults


def balanced(row: RowTyped, line: LineTyped) -> RowTyped:
    """The row with what ``=`` and ``..`` stood for filled in."""
    changed: dict[str, str] = {"memo": line.memo} if row.memo else {}
    if folded(row.debit or row.credit) == BALANCE:
        changed["debit" if row.debit else "credit"] = line.amount
    return row.model_copy(update=changed)


def pasted_rows(text: str, titles: Mapping[str, str]) -> tuple[RowTyped, ...] | Problem:
    """Rows of cells as Excel copies them: tabs between cells, quotes around cells with line ends in them.

    ``titles`` are the dimensions by what may stand over their column. Without a head the order is that of the grid,
    or of paper (摘要 first) where the second column holds no amounts. Refused above 500 rows, or with a cell too long.
    """
    cells = [[one.strip() for one in row] for row in _split(text)]
    table = [row for row in cells if any(row)]
    if not table:
        return problem("voucher.nothing_pasted", "pasted")
    heads = [_head(one, titles) for one in table[0]]
    if "account" in heads and any(one in heads for one in ("debit", "credit")):
        table = table[1:]
    else:
        heads = list(_order(table))
    if len(table) > MOST_ROWS:
        return problem("voucher.too_many_rows", "pasted", count=len(table), most=MOST_ROWS)
    rows = []
    for number, row in enumerate(table, 1):
        if any(len(one) > LONGEST.get(head, 100) for one, head in zip_longest(row, heads, fillvalue="")):
            return problem("voucher.cell_too_long", "pasted", row=number)
        rows.append(_row(row, heads, titles))
    return tuple(rows)


def _split(text: str) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    cell, quoted, at = "", False, 0
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    while at < len(text):
        one = text[at]
        if quoted and text[at : at + 2] == '""':
            cell, at = cell + '"', at + 1
        elif one == '"' and (quoted or not cell):
            quoted = not quoted
        elif quoted:
            cell += " " if one == "\n" else one
        elif one in "\t\n":
            rows[-1].append(cell)
            cell = ""
            if one == "\n":
                rows.append([])
        else:
            cell += one
        at += 1
    rows[-1].append(cell)
    return rows


def _head(cell: str, titles: Mapping[str, str]) -> str:
    plain = cell.casefold().strip()
    named = next((name for name, words in HEADS.items() if plain in words), "")
    return named or titles.get(plain, "")


def _order(table: list[list[str]]) -> tuple[str, ...]:
    """The grid's own order, or that of paper where the amounts stand in the third and fourth column."""

    def cells(place: int) -> list[str]:
        return [row[place] for row in table if len(row) > place and row[place]]

    def amounts(place: int) -> bool:
        return all(re.fullmatch(r"[-=\d.,]+", folded(one)) for one in cells(place))

    paper = amounts(2) and amounts(3) and not amounts(0) and (bool(cells(3)) or not amounts(1))
    return ON_PAPER if paper else BY_PLACE


def _row(row: list[str], heads: list[str], titles: Mapping[str, str]) -> RowTyped:
    texts: dict[str, str] = {}
    dims: dict[str, str] = {}
    for cell, head in zip_longest(row, heads, fillvalue=""):
        if cell and head in titles.values():
            dims[head] = cell
        elif cell:
            name = head or "memo"  # a column nobody knows is kept in the memo rather than lost
            texts[name] = f"{texts[name]} {cell}" if name in texts else cell
    for side in ("debit", "credit"):
        if folded(texts.get(side, "")).strip("0.-–—") == "" and (texts.get("debit") and texts.get("credit")):
            texts.pop(side, None)  # Excel writes 0.00 or a dash on the side that is not meant
    texts["memo"] = texts.get("memo", "")[:400]
    return RowTyped.model_validate({**texts, "dims": dims})
