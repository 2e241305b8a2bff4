"""Lines of a voucher as people type them in a grid: split, balanced by ``=``, and read into drafts, or told cell by cell.

Every fault names its cell (``lines.2.amount``), so that a form can show it where it was typed and keep the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from ledger.books.accounts import Account, dimension_names, dimension_values
from ledger.books.entries import LineDraft, Side, dims
from ledger.books.retiring import retired_values
from ledger.core import Problem, Refused, from_minor, problem, to_minor
from tools.context import Context
from tools.shared.asking import account_by_initials, find_account
from tools.shared.typed_amounts import BALANCE, folded, typed_day, typed_minor
from tools.shared.typed_split import Problems, Short, Split, shared_out

REPEAT = ".."
"""Typed for a memo: the one above."""
MOST_LINES = 200


class LineTyped(BaseModel):
    """A line as typed. ``was`` is the number (from 1) of the line it was before; None for a new one.

    ``account`` by code or name; ``amount`` a decimal, or ``=`` for what balances; ``memo`` may be ``..``, the one above.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    was: int | None = None
    account: Short = ""
    side: Literal["debit", "credit"] = "debit"
    amount: Short = ""
    memo: Annotated[str, StringConstraints(max_length=400)] = ""
    dims: dict[Short, Short] = Field(default_factory=dict)
    tax_code: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{0,20}$")] = ""
    due_date: Short = ""
    split: Split | None = None


@dataclass(slots=True)
class Sheet:
    """What was typed, as far as it could be read: lines once split and filled in, faults, and the two totals."""

    lines: list[LineTyped]
    faults: list[Problem]
    minors: list[int | None]

    def total(self, side: str) -> int:
        """Sum of the amounts of a side that could be read."""
        return sum(minor or 0 for line, minor in zip(self.lines, self.minors, strict=True) if line.side == side)

    @property
    def difference(self) -> int:
        """Debits less credits."""
        return self.total("debit") - self.total("credit")


def read_sheet(typed: tuple[LineTyped, ...], currency: str) -> Sheet:
    """Split what is to be split, repeat memos, read amounts, and fill in the one that balances."""
    faults: list[Problem] = []
    lines: list[LineTyped] = []
    for line in typed:
        parts = _parts(line, currency, f"lines.{len(lines)}")
        faults += parts if isinstance(parts, Problems) else []
        for part in [line] if isinstance(parts, Problems) else parts:
            above = lines[-1].memo if lines else ""
            lines.append(part.model_copy(update={"memo": above}) if part.memo == REPEAT else part)
    sheet = Sheet(lines, faults, [None] * len(lines))
    open_at = [at for at, line in enumerate(lines) if folded(line.amount) == BALANCE]
    for at, line in enumerate(lines):
        if at not in open_at:
            read = typed_minor(line.amount, currency, f"lines.{at}.amount")
            sheet.minors[at] = None if isinstance(read, Problem) else read
            faults += [read] if isinstance(read, Problem) else []
    _balance(sheet, open_at, currency)
    return sheet


def _balance(sheet: Sheet, open_at: list[int], currency: str) -> None:
    for at in open_at[1:]:
        sheet.faults.append(problem("typed.balance_once", f"lines.{at}.amount"))
    if not open_at:
        return
    at = open_at[0]
    missing = -sheet.difference if sheet.lines[at].side == "debit" else sheet.difference
    if missing == 0 or any(minor is None for place, minor in enumerate(sheet.minors) if place not in open_at):
        sheet.faults.append(problem("typed.nothing_to_balance", f"lines.{at}.amount"))
        return
    sheet.minors[at] = missing
    sheet.lines[at] = sheet.lines[at].model_copy(update={"amount": format(from_minor(missing, currency), "f")})


def _parts(line: LineTyped, currency: str, where: str) -> list[LineTyped] | Problems:
    """The lines one line is split into; the line itself where it is not."""
    if line.split is None:
        return [line]
    whole = typed_minor(line.amount, currency, f"{where}.amount")
    if isinstance(whole, Problem):
        return Problems([whole])
    shares = {code: share for code, share in line.split.shares.items() if share.strip()}
    if len(shares) < 2:
        return Problems([problem("typed.split_in_two", f"{where}.split")])
    amounts = shared_out(whole, shares, line.split.by, currency, f"{where}.split")
    if isinstance(amounts, Problems):
        return amounts
    return [
        line.model_copy(
            update={
                "split": None,
                "amount": format(from_minor(amounts[code], currency), "f"),
                "dims": {**line.dims, line.split.dimension: code},
            }
        )
        for code in shares
    ]


def drafts(context: Context, sheet: Sheet, before: tuple[LineDraft, ...]) -> tuple[LineDraft, ...]:
    """The lines as the books take them; Refused with every fault, cell by cell.

    ``before`` are the lines they were; with none, they are new ones in the company's currency.
    """
    faults = list(sheet.faults)
    made = []
    first = before[0] if before else LineDraft("", Side.DEBIT, 0, context.company.currency)
    for at, (line, minor) in enumerate(zip(sheet.lines, sheet.minors, strict=True)):
        draft = _draft(context, line, minor or 0, before, first, f"lines.{at}")
        faults += draft if isinstance(draft, Problems) else []
        made += [] if isinstance(draft, Problems) else [draft]
    if len(sheet.lines) < 2:
        faults.append(problem("books.one_line", "lines"))
    if not sheet.faults and sheet.difference:
        key = "typed.debits_more" if sheet.difference > 0 else "typed.credits_more"
        shown = f"{from_minor(abs(sheet.difference), first.currency):,}"
        faults.append(problem(key, "lines", difference=shown))
    if faults:
        raise Refused(*faults)
    return in_base(made, context.company.currency)


def typed_line(context: Context, line: LineTyped, minor: int, where: str) -> LineDraft | Problems:
    """One new line in the company's currency: its account, dimensions and due date read, or every fault at its cell."""
    return _draft(context, line, minor, (), LineDraft("", Side.DEBIT, 0, context.company.currency), where)


def _draft(
    context: Context, line: LineTyped, minor: int, before: tuple[LineDraft, ...], first: LineDraft, where: str
) -> LineDraft | Problems:
    faults = Problems()
    account = _account(context, line.account, f"{where}.account")
    due = typed_day(line.due_date, f"{where}.due_date")
    faults += [one for one in (account, due) if isinstance(one, Problem)]
    was = before[line.was - 1] if line.was and 0 < line.was <= len(before) else None
    pairs = _dims(context, line.dims, where, was)
    faults += pairs if isinstance(pairs, Problems) else []
    if isinstance(account, Account) and not isinstance(pairs, Problems):
        faults += [
            problem(
                "typed.dimension_missing", f"{where}.dims.{code}", account=account.code, dimension=_title(context, code)
            )
            for code in account.required
            if code not in pairs
        ]
    if line.was is not None and not 1 <= line.was <= len(before):
        faults.append(problem("typed.no_such_line", where, line=line.was))
    if faults or isinstance(account, Problem) or isinstance(due, Problem) or isinstance(pairs, Problems):
        return faults
    old = before[line.was - 1] if line.was is not None else None
    side = Side.DEBIT if line.side == "debit" else Side.CREDIT
    model = old or LineDraft("", side, 0, first.currency, base_minor=first.base_minor, rate=first.rate)
    if old is not None and (old.account, old.side, old.amount_minor) != (account.code, side, minor):
        model = replace(model, quantity=None, unit_price=None, tax_base_minor=None, settles=None)
    return replace(
        model, account=account.code, side=side, amount_minor=minor, memo=line.memo, dims=dims(pairs),
        tax_code=line.tax_code or None, due_date=due,
    )  # fmt: skip


def _account(context: Context, asked: str, where: str) -> Account | Problem:
    if not asked:
        return problem("typed.account_missing", where)
    code = asked.split(" ", 1)[0]
    wanted = code if code.isascii() and code.isdigit() else asked
    try:
        found = context.once(
            ("account", wanted), lambda: account_by_initials(context, wanted) or find_account(context, wanted)
        )
    except Refused as refusal:
        return replace(refusal.problems[0], where=where)
    return (
        found if found.postable and found.active else problem("books.account_not_postable", where, account=found.code)
    )


def _title(context: Context, code: str) -> str:
    zh, english = context.once("dimension_names", lambda: dimension_names(context.unit)).get(code, (code, code))
    return english if context.language == "en" else zh


def _dims(
    context: Context, typed: dict[str, str], where: str, was: LineDraft | None = None
) -> dict[str, str] | Problems:
    """Values by dimension; a retired one only where the line had it before."""
    faults, pairs = Problems(), {}
    for code, asked in typed.items():
        known = context.once(("values", code), lambda code=code: dimension_values(context.unit, code))  # type: ignore[misc]
        first = asked.split(" ", 1)[0]
        found = first if first in known else next((value for value, name in known.items() if name == asked), None)
        if asked and found is None:
            title = _title(context, code)
            faults.append(problem("typed.no_such_value", f"{where}.dims.{code}", dimension=title, value=asked))
        elif found is not None and _retired(context, code, found, was):
            title = _title(context, code)
            faults.append(problem("books.retired_value", f"{where}.dims.{code}", dimension=title, value=known[found]))
        elif found is not None:
            pairs[code] = found
    return faults or pairs


def _retired(context: Context, dimension: str, value: str, was: LineDraft | None) -> bool:
    """Whether a value is retired, on a line that had it not before."""
    gone = context.once(("retired", dimension), lambda: retired_values(context.unit, dimension))
    return value in gone and (was is None or (dimension, value) not in was.dims)


def in_base(lines: list[LineDraft], base_currency: str) -> tuple[LineDraft, ...]:
    """Foreign lines at the rate of the proposal, each rounded half up; the last credit (else the last line) takes what is left."""
    if all(line.currency == base_currency for line in lines):
        return tuple(replace(line, base_minor=None) for line in lines)
    bases = [
        to_minor(
            (from_minor(line.amount_minor, line.currency) * Decimal(line.rate or "1")).quantize(
                from_minor(1, base_currency), ROUND_HALF_UP
            ),
            base_currency,
        )
        for line in lines
    ]
    left = sum(base if line.side is Side.DEBIT else -base for line, base in zip(lines, bases, strict=True))
    last = max((at for at, line in enumerate(lines) if line.side is Side.CREDIT), default=len(lines) - 1)
    bases[last] += left if lines[last].side is Side.CREDIT else -left
    return tuple(replace(line, base_minor=base) for line, base in zip(lines, bases, strict=True))
