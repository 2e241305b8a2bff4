"""A printed statement of account as the one shape of all statements; None where the paper is none.

Which way money went is told by its column, its sign, the word beside it, and proved by the balances: where no sign says it,
the balance before and after does; where every balance says the opposite of the columns, the columns are read the other way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingestion.bank.printed.columns import Header
from ingestion.bank.printed.head import account_of, balances_of, currency_of, last_day
from ingestion.bank.printed.rows import Draft, Reader, drafts, find_header
from ingestion.bank.printed.words import SIDE_IN, SIDE_OUT, TITLE, TITLE_ZH
from ingestion.bank.statement import ID, MEMO, PARTY, BankLine, BankStatement, proved, squeezed
from ingestion.bank.table import oldest_first
from ingestion.page.paper import Paper
from ingestion.values.text import fold
from ledger.core import Problem, problem

_UPPER = 0.35


def read_statement(paper: Paper) -> BankStatement | None:
    """The statement that a paper is: it calls itself one, has a table of days and money, and a balance."""
    if not _calls_itself_one(paper) or (header := find_header(paper)) is None:
        return None
    reader = Reader(paper.mark, paper.order[0], last_day(paper, paper.order[0]))
    opening, closing = balances_of(paper, paper.mark)
    if not header.of("balance") and opening is None and closing is None:
        return None
    found = drafts(paper, reader)
    if not found:
        return None
    lines, problems = _lines(found, header, opening)
    ordered = oldest_first(lines)
    lines_seen = [one for one in ordered if one.balance is not None]
    if opening is None and ordered and ordered[0].balance is not None:
        opening = ordered[0].balance - ordered[0].amount
    if closing is None and lines_seen and ordered[-1] is lines_seen[-1]:
        closing = lines_seen[-1].balance
    made = BankStatement(account_of(paper), currency_of(paper), opening, closing, ordered, problems)
    return made if problems else proved(made)


def _calls_itself_one(paper: Paper) -> bool:
    head = [line for line in paper.lines if line.page.number == 1 and line.top < _UPPER * line.page.height]
    return any(TITLE.search(line.folded) or TITLE_ZH.search(line.compact) for line in head)


def _lines(
    found: Sequence[Draft], header: Header, opening: Decimal | None
) -> tuple[list[BankLine], tuple[Problem, ...]]:
    lines, problems, unsigned = [], [], []
    for place, one in enumerate(found, 1):
        amount, sure = _amount(one)
        assert one.day is not None
        balance = one.money.get("balance")
        memo = squeezed(" ".join(filter(None, (one.text("kind"), one.text("memo")))), MEMO)
        told = (squeezed(one.text("party"), PARTY), memo)
        lines.append(
            BankLine(squeezed(one.text("reference").replace(" ", ""), ID), one.day, amount, *told,
                     None if balance is None else balance.value * (balance.sign or 1), place)
        )  # fmt: skip
        unsigned += [place - 1] if not sure else []
    lines = _turned(_signed(lines, unsigned, opening), opening)
    if unsigned and not _follows(lines, opening):
        problems = [
            problem("bank.bad_side", f"rows.{lines[at].place}", row=lines[at].place, side="") for at in unsigned[:1]
        ]
    return lines, tuple(problems)


def _amount(one: Draft) -> tuple[Decimal, bool]:
    """The amount, and whether its sign is told."""
    received, paid, single = (one.money.get(name) for name in ("received", "paid", "amount"))
    if single is None:
        come = received.value * (received.sign or 1) if received else Decimal(0)
        gone = abs(paid.value) if paid else Decimal(0)
        return come - gone, True
    side = fold(one.text("side")).strip(" .")
    if side in SIDE_IN | SIDE_OUT:
        return (single.value if side in SIDE_IN else -single.value), True
    return single.value * (single.sign or 1), bool(single.sign)


def _signed(lines: list[BankLine], unsigned: Sequence[int], opening: Decimal | None) -> list[BankLine]:
    """Signs that nobody prints, from the balances: a minus alone says the other entries came in."""
    out = list(lines)
    newest_first = len(out) > 1 and out[0].day > out[-1].day
    for at in unsigned:
        neighbour = at + 1 if newest_first else at - 1
        before = out[neighbour].balance if 0 <= neighbour < len(out) else opening
        after = out[at].balance
        if before is not None and after is not None and abs(after - before) == out[at].amount:
            out[at] = replace(out[at], amount=after - before)
    return out


def _turned(lines: list[BankLine], opening: Decimal | None) -> list[BankLine]:
    """The columns the other way round, where only so every balance follows."""
    other = [replace(one, amount=-one.amount) for one in lines]
    return other if not _follows(lines, opening) and _follows(other, opening) else lines


def _follows(lines: Sequence[BankLine], opening: Decimal | None) -> bool:
    """Whether every printed balance is the one before with what moved between them; False where none is printed twice."""
    ordered = oldest_first(lines)
    last, moved, seen = opening, Decimal(0), 0
    for one in ordered:
        moved += one.amount
        if one.balance is None:
            continue
        if last is not None and last + moved != one.balance:
            return False
        seen += last is not None
        last, moved = one.balance, Decimal(0)
    return seen > 0
