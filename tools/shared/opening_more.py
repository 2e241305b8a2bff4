"""The sheets of an opening beside its balances: cash flow to date, the year before, unreconciled bank lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from ingestion.tables import Found, day, figure, find_table, plain
from ingestion.tables.reading import Sheet
from ingestion.values.currencies import CURRENCIES
from ledger.books.accounts import Account
from ledger.business.opening import BankOpen, Carried, Flow, PriorFigure, Terms
from ledger.charts import Layout, LayoutRow, layout
from ledger.charts.cash_flow import EXCHANGE, ITEM, STATEMENT, rows_fed
from ledger.charts.roles import accounts_in_role, cash_on_hand
from ledger.core import MoneyError, Problem, exponent, problem, to_minor
from ledger.core.money import known_currencies

NEEDED = {
    "flows": ("item", "amount"),
    "prior": ("statement", "row", "amount"),
    "banks": ("account", "day", "kind", "amount"),
}
STATEMENTS = {
    "balance_sheet": ("资产负债表", "balance sheet", "balance_sheet"),
    "income_statement": ("利润表", "损益表", "income statement", "income_statement", "profit and loss"),
    STATEMENT: ("现金流量表", "cash flow statement", "cash flow", STATEMENT),
}
KINDS = {
    "bank_received": ("银行已收企业未收", "bank received"),
    "bank_paid": ("银行已付企业未付", "bank paid"),
    "books_received": ("企业已收银行未收", "books received"),
    "books_paid": ("企业已付银行未付", "books paid"),
    "balance": ("银行对账单余额", "对账单余额", "银行余额", "bank balance"),
}
_MONTH = re.compile(r"(\d{4})\D?(\d{1,2})?\D?")
_BEFORE = re.compile(
    r"^([一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d+[.、])?\s*((减|加|其中|less|add|plus|of which)\s*[：:]?\s*)?",
    re.I,
)
MoreSheets = Mapping[str, Found]


def _bare(text: str) -> str:
    """A row's name without its number and 减, 加, 其中."""
    return plain(_BEFORE.sub("", text.strip()))


def more_sheets(sheets: Sequence[Sheet]) -> dict[str, Found]:
    """The tables of their kinds, each the first that is there."""
    found: dict[str, Found] = {}
    for sheet in sheets:
        for name, needed in NEEDED.items():
            if name not in found and (one := find_table(sheet, name, needed)):
                found[name] = one
                break
    return found


class MoreReader:
    """Cells into codes of one company; what it cannot, it tells to ``fault`` (code, row, parameters)."""

    def __init__(self, standard: str, currency: str, chart: Mapping[str, Account], form: Layout, where: Terms) -> None:
        self.standard, self.currency, self.chart, self.form, self.where = standard, currency, chart, form, where
        self.faults: list[Problem] = []

    def read(self, sheets: MoreSheets) -> Carried:
        """Everything the sheets say."""
        readers: dict[str, Callable[[int, Mapping[str, str]], object]] = {
            "flows": self._flow, "prior": self._prior, "banks": self._bank
        }  # fmt: skip
        made = {
            name: [one for place, cells in sheets[name].rows() if (one := reader(place, cells)) is not None]
            if name in sheets else []
            for name, reader in readers.items()
        }  # fmt: skip
        last = self.where.before_day or self.where.year_day
        return Carried(last, self.form.layout, tuple(made["flows"]), tuple(made["prior"]), tuple(made["banks"]))  # type: ignore[arg-type]

    def _fault(self, code: str, place: int, **told: object) -> None:
        self.faults.append(problem(code, f"row.{place}", row=place, **told))

    def _minor(self, text: str, place: int, currency: str) -> int:
        found = figure(text)
        if found is None:
            self._fault("opening.not_a_figure", place, text=text[:40])
            return 0
        try:
            return to_minor(round(found, 6).quantize(Decimal(1).scaleb(-exponent(currency))), currency)
        except MoneyError:
            self._fault("opening.too_fine", place, text=text[:40], currency=currency)
            return 0

    def _row(self, rows: Sequence[LayoutRow], text: str, place: int) -> LayoutRow | None:
        """A row by its code or name; None (and a fault) where none or several are meant."""
        word = _bare(text)
        found = [one for one in rows if word == plain(one.row)] or [
            one for one in rows if word in (_bare(one.name_zh), _bare(one.name_en))
        ]
        if len(found) != 1:
            self._fault("opening.unknown_row", place, text=text[:60], form=self.form.layout)
            return None
        return found[0]

    def _flow(self, place: int, cells: Mapping[str, str]) -> Flow | None:
        amount = self._minor(cells["amount"], place, self.currency)
        items = [one for feed in (ITEM, EXCHANGE) for one in rows_fed(self.form.layout, feed)]
        row = self._row(items, cells["item"], place) if amount else None
        return Flow(row.row, row.sign * amount, place) if row else None

    def _prior(self, place: int, cells: Mapping[str, str]) -> PriorFigure | None:
        word = plain(cells["statement"])
        statement = next((name for name, words in STATEMENTS.items() if word in map(plain, words)), "")
        if not statement:
            self._fault("opening.unknown_statement", place, text=cells["statement"][:40])
            return None
        span = self._span(cells.get("period", ""))
        if span is None or span[1] >= self.where.year_start[:7]:
            self._fault("opening.not_before", place, text=cells.get("period", "")[:40], first=self.where.year_start[:7])
            return None
        row = self._row(layout(self.form.layout, statement), cells["row"], place)
        amount = self._minor(cells["amount"], place, self.currency)
        return PriorFigure(statement, row.row, *span, amount, place) if row and amount else None

    def _span(self, text: str) -> tuple[str, str] | None:
        """The months a figure is of; the whole fiscal year before where nothing is said."""
        if not text:
            year, month = int(self.where.year_start[:4]), self.where.year_start[5:7]
            return f"{year - 1:04}-{month}", self.where.year_day[:7]
        parts = [_MONTH.fullmatch(one.strip()) for one in re.split(r"\.\.|~|～|至|—| to ", text)]
        if not 1 <= len(parts) <= 2 or any(one is None or not 1 <= int(one[2] or 1) <= 12 for one in parts):
            return None
        found = [one for one in parts if one is not None]
        first, last = found[0], found[-1]
        return f"{first[1]}-{int(first[2] or 1):02}", f"{last[1]}-{int(last[2] or 12):02}"

    def _bank(self, place: int, cells: Mapping[str, str]) -> BankOpen | None:
        word = plain(cells["kind"])
        kind = next((name for name, words in KINDS.items() if word in map(plain, words)), "")
        if not kind:
            self._fault("opening.unknown_bank_kind", place, text=cells["kind"][:40])
            return None
        account = self._account(cells["account"], place)
        currency = CURRENCIES.get(cells.get("currency", "").strip().upper(), cells.get("currency", "").strip().upper())
        currency, last = currency or self.currency, self.where.before_day or self.where.year_day
        if currency not in known_currencies():
            self._fault("opening.unknown_currency", place, currency=currency[:20])
            return None
        on = day(cells["day"]) if cells["day"] else None
        if kind != "balance" and (on is None or on.isoformat() > last):
            self._fault("opening.bank_day", place, text=cells["day"][:40], last=last)
            return None
        amount = self._minor(cells["amount"], place, currency)
        if kind != "balance" and amount <= 0:
            self._fault("opening.bank_amount", place)
            return None
        signed = -amount if kind.endswith("_paid") else amount
        return BankOpen(account, currency, on.isoformat() if on else last, signed, kind.startswith("bank_"),
                        cells.get("text", "")[:200], kind == "balance", place) if account else None  # fmt: skip

    def _account(self, text: str, place: int) -> str:
        """A bank account by code or name."""
        word = plain(text)
        kept = [
            one for one in self.chart.values()
            if one.postable and one.code.startswith(accounts_in_role(self.standard, "cash"))
            and not (cash_on_hand(self.standard) and one.code.startswith(cash_on_hand(self.standard)))
        ]  # fmt: skip
        found = [one for one in kept if word in (plain(one.code), plain(one.name_zh), plain(one.name_en))]
        if len(found) != 1:
            self._fault("opening.not_a_bank", place, account=text[:40])
            return ""
        return found[0].code
