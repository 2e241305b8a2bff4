"""A bank's file as the one statement that is taken in: whole, without a fault, of one account."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ingestion import standing
from ingestion.bank import BankStatement
from ledger.core import Refused, problem

NO_STATEMENT = frozenset({"reading.not_a_pdf", "reading.unsupported_kind", "reading.no_text_layer"})
"""What a reader says of a file that is none of its kinds: here it is no statement."""


def one_statement(data: bytes, name: str) -> BankStatement:
    """What the file says; several statements of one account that follow one another are one (banks send a day each).

    Refused, with rows, where it is no bank's file, a line is no line, or its own balances do not follow.
    """
    reading = standing("files").read(data, name)
    if not reading.statements:
        told = [one for one in reading.problems if one.code not in NO_STATEMENT]
        raise Refused(*(told or (problem("bank.no_columns", "file", name=name),)))
    if reading.problems:
        raise Refused(*reading.problems)
    return _joined(reading.statements, name)


def _joined(statements: tuple[BankStatement, ...], name: str) -> BankStatement:
    first, last = statements[0], statements[-1]
    if len({(one.account, one.currency) for one in statements}) > 1:
        accounts = ", ".join(sorted({f"{one.account} {one.currency}".strip() for one in statements}))
        raise Refused(problem("bank.several_accounts", "file", name=name, accounts=accounts))
    for before, after in pairwise(statements):
        if before.closing != after.opening:
            told = {"closing": str(before.closing), "opening": str(after.opening)}
            raise Refused(problem("bank.statements_do_not_follow", "file", name=name, **told))
    lines = tuple(
        replace(line, place=place) if len(statements) > 1 else line
        for place, line in enumerate((line for one in statements for line in one.lines), 1)
    )
    ordered = tuple(sorted(lines, key=lambda one: one.day)) if len(statements) > 1 else lines
    return replace(last, opening=first.opening, lines=ordered)
