"""A 科目余额表 and its open documents as they were uploaded, and what they mean in this company's books."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingestion.tables import day, figure, find_table, plain, read_tables
from ingestion.tables.headers import Found
from ingestion.tables.reading import Sheet
from ingestion.values.currencies import CURRENCIES
from ledger.books.accounts import Account, AccountType, accounts, dimension_names, dimension_values
from ledger.books.entries import Dims, Side, dims
from ledger.business.opening import Balance, Item, Moves, Opening
from ledger.business.parties import match_party, parties
from ledger.charts import accounts_in_role
from ledger.core import MoneyError, Problem, Refused, exponent, problem, to_minor
from ledger.core.money import known_currencies
from tools.context import Context
from tools.shared.opening_currencies import is_total, rest
from tools.shared.opening_more import MoreSheets, more_sheets

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
GIVEN = ("party", "department", "employee", "cash_flow")
"""Dimensions that have columns of their own, or none."""
NEW = "+"
"""Chosen for an account of the file that shall be added to the chart."""


@dataclass(frozen=True, slots=True)
class Raw:
    """The table of balances and, where they are there, of open documents and of what comes beside balances."""

    balances: Found
    items: Found | None
    more: MoreSheets


@dataclass(slots=True)
class Meaning:
    """What the files say in codes of ours; ``accounts`` and ``parties`` are those nobody knows, with names and guesses.

    ``rests`` are balances in base currency that no row named: what is left of an account beside its foreign currencies.
    """

    balances: list[Balance] = field(default_factory=list)
    rests: list[Balance] = field(default_factory=list)
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
    if items is None and len(files) > 1 and not more_sheets(rest):
        raise Refused(problem("opening.no_item_columns", "items", name=files[1][1]))
    return Raw(balances, items, more_sheets([one for one in rest if items is None or one is not items.sheet]))


def _balances(sheet: Sheet) -> Found | None:
    found = find_table(sheet, "balances", ("code",))
    return found if found and {"closing", "closing_debit", "year", "year_debit_balance"} & set(found.columns) else None


Row = tuple[int, dict[str, str], str]
"""Number in the file, cells by field, code of the account."""


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
        self.more: tuple[str, ...] = ()

    def read(self, raw: Raw) -> Meaning:
        """Everything, with the leaf rows only: a heading, or an account above its parties, is their sum."""
        balances, self.more = self._with_dimensions(raw.balances)
        rows = [(place, cells, _code(cells["code"])) for place, cells in balances.rows() if _code(cells["code"])]
        columns = set(balances.columns)
        totals = self._totals(rows)
        made: dict[str, list[tuple[tuple[str, ...], Balance]]] = {}
        for place, cells, code in self._leaves(rows):
            found = None if place in totals else self._balance(place, cells, code, columns)
            if found is not None:
                made.setdefault(code, []).append((self._key(cells), found))
                self.meaning.balances.append(found)
        for place, cells, code in rows:
            if place in totals:
                self._rest(place, cells, code, columns, made)
        if raw.items is not None:
            for place, cells in raw.items.rows():
                self._item(place, cells)
        return self.meaning

    def _key(self, cells: Mapping[str, str]) -> tuple[str, ...]:
        """Whom and what a row belongs to, as it is written."""
        return tuple(cells.get(name, "") for name in ("party", "department", "employee", *self.more))

    def _totals(self, rows: Sequence[Row]) -> set[int]:
        """Rows without a currency that are the total of rows in foreign ones; none is where an account lies below."""
        codes = {code for _, _, code in rows}
        foreign: dict[str, set[tuple[str, ...]]] = {}
        for _, cells, code in rows:
            if self._currency(cells.get("currency", "")) not in ("", self.currency):
                foreign.setdefault(code, set()).add(self._key(cells))
        return {
            place for place, cells, code in rows
            if not self._currency(cells.get("currency", "")) and is_total(self._key(cells), code, foreign)
            and not any(other != code and other.startswith(code) for other in codes)
        }  # fmt: skip

    def _rest(
        self, place: int, cells: Mapping[str, str], code: str, columns: set[str],
        made: Mapping[str, list[tuple[tuple[str, ...], Balance]]],
    ) -> None:  # fmt: skip
        """What an account's total leaves for the base currency."""
        total, key = self._balance(place, cells, code, columns), self._key(cells)
        if total is None:
            return
        parts = [one for of, one in made.get(code, ()) if of == key or not any(key)]
        found = rest(total, parts, self.currency)
        if found.fault is not None:
            self.meaning.faults.append(found.fault)
        elif found.balance is not None:
            self.meaning.balances.append(found.balance)
            self.meaning.rests.append(found.balance)

    def _with_dimensions(self, found: Found) -> tuple[Found, tuple[str, ...]]:
        """The table with columns named like dimensions of the company, and which these are."""
        names = {
            plain(word): code
            for code, words in dimension_names(self.context.unit).items()
            for word in (code, *words)
            if code not in GIVEN
        }
        header = found.sheet.rows[found.first - 2]
        columns = {names[plain(cell)]: place for place, cell in enumerate(header)
                   if plain(cell) in names and place not in found.columns.values()}  # fmt: skip
        return replace(found, columns=found.columns | columns), tuple(columns)

    def _leaves(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Rows that are no heading and no sum of others: of accounts below, of its payees, of its currencies."""
        codes = {code for _, _, code in rows}
        currencies = {place: self._currency(cells.get("currency", "")) for place, cells, _ in rows}
        divided = {(code, currencies[place]) for place, cells, code in rows if self._divided(cells)}
        foreign = {code for place, _, code in rows if currencies[place] not in ("", self.currency)}
        for place, cells, code in rows:
            heading = any(other != code and other.startswith(code) for other in codes)
            own = currencies[place]
            over = not own and (code in foreign or any(code == one for one, _ in divided))
            over = over or (code, own) in divided or (own == self.currency and (code, "") in divided)
            if heading or (over and not self._divided(cells)):
                continue
            yield place, cells, code

    def _divided(self, cells: Mapping[str, str]) -> bool:
        return any(cells.get(name) for name in ("party", "department", "employee", *self.more))

    def _currency(self, text: str) -> str:
        """The code of a currency, as it stands where nobody knows it; empty where none is named."""
        word = text.strip().upper()
        return self.currency if word in ("本位币", "综合本位币") else CURRENCIES.get(word, word)

    def _foreign(self, text: str, place: int) -> str | None:
        """A currency other than the book's, empty for the book's own; None where nobody knows it."""
        code = self._currency(text)
        if code in ("", self.currency):
            return ""
        if code in known_currencies():
            return code
        self._fault("opening.unknown_currency", place, currency=text[:20])
        return None

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

    def _minor(self, text: str, place: int, currency: str = "") -> int:
        found, currency = figure(text), currency or self.currency
        if found is None:
            self._fault("opening.not_a_figure", place, text=text[:40])
            return 0
        try:
            return to_minor(
                found.quantize(Decimal(1).scaleb(-exponent(currency))) if _noise(found) else found, currency
            )
        except MoneyError:
            self._fault("opening.too_fine", place, text=text[:40], currency=currency)
            return 0

    def _balance(self, place: int, cells: Mapping[str, str], code: str, columns: set[str]) -> Balance | None:
        account = self._account(code, cells.get("name", ""), place)
        currency = self._foreign(cells.get("currency", ""), place)
        one = self.chart.get(account)
        sign = -1 if one is not None and one.normal_side is Side.CREDIT else 1
        sign = {"借": 1, "贷": -1, "debit": 1, "credit": -1, "dr": 1, "cr": -1, "s": 1, "h": -1}.get(
            cells.get("side", "").casefold(), sign
        )
        figures = {name: self._minor(cells.get(name, ""), place) for name in FIGURES if name in columns}
        own = self._own(cells, place, currency, columns) if currency else {}
        if not account or currency is None or not (any(figures.values()) or any(own.values())):
            return None
        dimensions = self._dims(cells, one, place)
        moves = Moves(*_completed(own, set(own), sign)) if own else Moves(0, 0, 0, 0)
        return Balance(place, account, dimensions, *_completed(figures, columns, sign), currency=currency, own=moves)

    def _own(self, cells: Mapping[str, str], place: int, currency: str, columns: set[str]) -> dict[str, int]:
        """The figures in the row's own currency, by the names of those in base currency."""
        there = [name for name in FIGURES if f"own_{name}" in columns]
        if not there:
            self._fault("opening.foreign", place, currency=currency)
        return {name: self._minor(cells.get(f"own_{name}", ""), place, currency) for name in there}

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
        for name in self.more:
            if cells.get(name):
                found |= self._value(name, cells[name], place)
        return dims(found)

    def _value(self, dimension: str, text: str, place: int) -> dict[str, str]:
        """A value of a dimension of one's own, by code or name."""
        known = dimension_values(self.context.unit, dimension)
        code = next((code for code, called in known.items() if text in (code, called)), "")
        if not code:
            self._fault("opening.unknown_value", place, dimension=dimension, text=text[:40])
        return {dimension: code} if code else {}

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
        currency = self._foreign(cells.get("currency", ""), place)
        sign = 1 if account.normal_side is Side.DEBIT else -1
        amount = sign * self._minor(cells["amount"], place)
        own = sign * self._minor(cells.get("own_amount", ""), place, currency) if currency else 0
        if currency and not own:
            self._fault("opening.foreign_item", place, currency=currency)
        if currency is not None and (amount or own):
            self.meaning.items.append(
                Item(place, code, dims(self._payee(cells["party"], account, place)), cells.get("number", ""),
                     texts.get("date", ""), texts.get("due", ""), amount, currency, own)
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
