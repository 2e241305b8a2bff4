"""A 科目余额表 and its open documents as they were uploaded, and what they mean in this company's books."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ledger.books.accounts import Account, AccountType, accounts, dimension_values
from ledger.books.entries import Dims, Side, dims
from ledger.business.opening import Balance, Item, Opening
from ledger.business.parties import match_party, parties
from ledger.charts import accounts_in_role
from ledger.core import MoneyError, Problem, Refused, exponent, problem, to_minor
from tools.context import Context
from tools.tables import day, figure, find_table, read_tables
from tools.tables.headers import Found
from tools.tables.reading import Sheet

FIGURES = (
    "year",
    "year_debit_balance",
    "year_credit_balance",
    "debit",
    "credit",
    "closing",
    "closing_debit",
    "closing_credit",
)
NEW = "+"
"""Chosen for an account of the file that shall be added to the chart."""


@dataclass(frozen=True, slots=True)
class Raw:
    """The table of balances and, where there is one, that of open documents."""

    balances: Found
    items: Found | None


@dataclass(slots=True)
class Meaning:
    """What the files say in codes of ours; ``accounts`` and ``parties`` are those nobody knows, with names and guesses."""

    balances: list[Balance] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    accounts: dict[str, str] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    faults: list[Problem] = field(default_factory=list)

    @property
    def opening(self) -> Opening:
        """As the ledger takes it."""
        return Opening(tuple(self.balances), tuple(self.items))


def read_files(files: Sequence[tuple[bytes, str]]) -> Raw:
    """Balances and documents, in one file with two sheets or in two files; refused where no balances are found."""
    sheets = [one for data, name in files for one in read_tables(data, name)]
    balances = next((found for one in sheets if (found := _balances(one))), None)
    if balances is None:
        raise Refused(problem("opening.no_columns", "file", name=files[0][1] if files else ""))
    rest = [one for one in sheets if one is not balances.sheet]
    items = next((found for one in rest if (found := find_table(one, "items", ("account", "party", "amount")))), None)
    if items is None and len(files) > 1:
        raise Refused(problem("opening.no_item_columns", "items", name=files[1][1]))
    return Raw(balances, items)


def _balances(sheet: Sheet) -> Found | None:
    found = find_table(sheet, "balances", ("code",))
    return found if found and {"closing", "closing_debit", "year", "year_debit_balance"} & set(found.columns) else None


class Reader:
    """Turns cells into minor units and codes of one company; what it cannot, it collects as problems."""

    def __init__(self, context: Context, choices: Mapping[str, str], *, create_parties: bool = False) -> None:
        self.context, self.choices, self.create_parties = context, choices, create_parties
        self.currency = context.company.currency
        self.chart: dict[str, Account] = {one.code: one for one in accounts(context.unit, context.company.book)}
        self.known = parties(context.unit)
        self.prepaid = accounts_in_role(context.company.standard, "prepaid")
        self.departments = dimension_values(context.unit, "department")
        self.employees = dimension_values(context.unit, "employee")
        self.meaning = Meaning()

    def read(self, raw: Raw) -> Meaning:
        """Everything, with the leaf rows only: a heading, or an account above its parties, is their sum."""
        rows = [(place, cells, _code(cells["code"])) for place, cells in raw.balances.rows() if _code(cells["code"])]
        codes = {code for _, _, code in rows}
        split = {code for _, cells, code in rows if _divided(cells)}
        for place, cells, code in rows:
            heading = any(other != code and other.startswith(code) for other in codes)
            if heading or (code in split and not _divided(cells)):
                continue
            self._balance(place, cells, code, set(raw.balances.columns))
        if raw.items is not None:
            for place, cells in raw.items.rows():
                self._item(place, cells)
        return self.meaning

    def _fault(self, code: str, place: int, **told: object) -> None:
        self.meaning.faults.append(problem(code, f"row.{place}", row=place, **told))

    def _account(self, code: str, name: str, place: int) -> str:
        """The account's code here: chosen by a person, or the same; '' where nobody knows it."""
        chosen = self.choices.get(code, "").split(" ")[0]
        if chosen and chosen in self.chart:
            return chosen
        if code in self.chart:
            return code
        known = code in self.meaning.accounts
        self.meaning.accounts.setdefault(code, name)
        above = self.chart.get(parent_of(self.chart, code))
        if chosen == NEW and above is not None:
            self.chart[code] = sub_account(above, code, name or code)
            return code
        if not known:
            self._fault("opening.unknown_account", place, account=f"{code} {name}".strip())
        return ""

    def _minor(self, text: str, place: int) -> int:
        found = figure(text)
        if found is None:
            self._fault("opening.not_a_figure", place, text=text[:40])
            return 0
        try:
            return to_minor(
                found.quantize(Decimal(1).scaleb(-exponent(self.currency))) if _noise(found) else found, self.currency
            )
        except MoneyError:
            self._fault("opening.too_fine", place, text=text[:40], currency=self.currency)
            return 0

    def _balance(self, place: int, cells: Mapping[str, str], code: str, columns: set[str]) -> None:
        account = self._account(code, cells.get("name", ""), place)
        if cells.get("currency") and cells["currency"].upper() not in (self.currency, "人民币", "RMB", "本位币"):
            self._fault("opening.foreign", place, currency=cells["currency"])
        one = self.chart.get(account)
        sign = -1 if one is not None and one.normal_side is Side.CREDIT else 1
        sign = {"借": 1, "贷": -1, "debit": 1, "credit": -1, "dr": 1, "cr": -1, "s": 1, "h": -1}.get(
            cells.get("side", "").casefold(), sign
        )
        figures = {name: self._minor(cells.get(name, ""), place) for name in FIGURES if name in columns}
        if not account or not any(figures.values()):
            return
        dimensions = self._dims(cells, one, place)
        year, debit, credit, closing = _completed(figures, columns, sign)
        self.meaning.balances.append(Balance(place, account, dimensions, year, debit, credit, closing))

    def _dims(self, cells: Mapping[str, str], account: Account | None, place: int) -> Dims:
        found: dict[str, str] = {}
        if name := cells.get("department", ""):
            code = next((c for c, n in self.departments.items() if name in (c, n)), "")
            found |= {"department": code} if code else {}
            if not code:
                self._fault("opening.unknown_department", place, department=name)
        elif account is not None and "department" in account.required and len(self.departments) == 1:
            found["department"] = next(iter(self.departments))
        for field_name in ("party", "employee"):
            if cells.get(field_name) and account is not None:
                found |= self._payee(cells[field_name], account, place)
        return dims(found)

    def _payee(self, name: str, account: Account, place: int) -> dict[str, str]:
        """A colleague on accounts of employees, else a party by name; unknown ones are collected."""
        person = next((code for code, called in self.employees.items() if name in (code, called)), "")
        if person:
            return {"employee": person}
        match = (
            next((one for one in self.known if one.party_id == name), None) or match_party(self.known, name, None).party
        )
        if match is not None:
            return {"party": match.party_id}
        kind = (
            "vendor" if account.type is AccountType.LIABILITY or account.code.startswith(self.prepaid) else "customer"
        )
        if name not in self.meaning.parties:
            self.meaning.parties[name] = kind
            if not self.create_parties:
                self._fault("opening.unknown_party", place, party=name)
        return {"party": f"?{name}"}

    def _item(self, place: int, cells: Mapping[str, str]) -> None:
        code = self._account(_code(cells["account"]), "", place)
        account = self.chart.get(code)
        if account is None:
            return
        if not account.open_item:
            self._fault("opening.not_open_item", place, account=code)
            return
        days = {name: day(cells[name]) for name in ("date", "due") if cells.get(name)}
        for name in ("date", "due"):
            if cells.get(name) and days[name] is None:
                self._fault("opening.not_a_day", place, text=cells[name][:40])
        texts = {name: found.isoformat() for name, found in days.items() if found is not None}
        amount = self._minor(cells["amount"], place) * (1 if account.normal_side is Side.DEBIT else -1)
        if amount:
            self.meaning.items.append(
                Item(place, code, dims(self._payee(cells["party"], account, place)), cells.get("number", ""),
                     texts.get("date", ""), texts.get("due", ""), amount)
            )  # fmt: skip


def parent_of(codes: Iterable[str], code: str) -> str:
    """The longest code that this one begins with; '' where none."""
    return max((one for one in codes if one != code and code.startswith(one)), key=len, default="")


def sub_account(above: Account, code: str, name: str) -> Account:
    """A new account under another, like it."""
    return Account(
        code, name, name, above.type, above.normal_side, above.code, monetary=above.monetary, open_item=above.open_item,
        required=above.required,
    )  # fmt: skip


def _code(text: str) -> str:
    return text.replace(".", "").replace(" ", "").replace("-", "")


def _divided(cells: Mapping[str, str]) -> bool:
    return any(cells.get(name) for name in ("party", "department", "employee"))


def _noise(found: Decimal) -> bool:
    """Digits that a spreadsheet's binary numbers leave behind, far below the smallest coin."""
    return abs(found - found.quantize(Decimal("0.0001"))) < Decimal("0.00001") and found != found.quantize(
        Decimal("0.01")
    )


def _completed(figures: Mapping[str, int], columns: set[str], sign: int) -> tuple[int, int, int, int]:
    """Year, debit, credit, closing, debit positive; what the file does not carry follows from the rest."""
    debit, credit = figures.get("debit", 0), figures.get("credit", 0)
    year = closing = None
    if "year_debit_balance" in columns:
        year = figures["year_debit_balance"] - figures.get("year_credit_balance", 0)
    elif "year" in columns:
        year = sign * figures["year"]
    if "closing_debit" in columns:
        closing = figures["closing_debit"] - figures.get("closing_credit", 0)
    elif "closing" in columns:
        closing = sign * figures["closing"]
    if closing is None:
        closing = (year or 0) + debit - credit
    if year is None:
        year = closing - debit + credit
    return year, debit, credit, closing
