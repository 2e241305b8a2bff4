"""An invoice becomes lines on the accounts of the company's own standard, whatever was bought and whoever paid."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ledger import posting_rules
from ledger.charts import accounts_in_role, chart, headings, standards
from ledger.posting_rules.facts import InvoiceFacts, PaidBy
from ledger.posting_rules.invoice import Circumstances, propose_lines

FILE = Path(posting_rules.__file__).parent / "data" / "categories.csv"
with FILE.open(encoding="utf-8", newline="") as _file:
    WORDS = [row["words"].split("|")[0] for row in csv.DictReader(_file)]
WITHOUT = ("餐饮服务",)
"""Bought under a special invoice too, their tax is no input tax by law."""


def _facts(word: str) -> InvoiceFacts:
    return InvoiceFacts(
        "edigital_special", "26112000000012345678", date(2026, 11, 3), 10_000, 1_300, 11_300, "CNY", "甲公司", (word,), "V001", 30
    )  # fmt: skip


@pytest.mark.parametrize("standard", sorted(standards()))
@pytest.mark.parametrize("paid_by", list(PaidBy))
@pytest.mark.parametrize("word", WORDS)
def test_lines_stand_on_accounts_of_the_standard_and_balance(standard: str, paid_by: PaidBy, word: str) -> None:
    given = Circumstances(paid_by, "wang", "D1", standard=standard)
    proposed = propose_lines(_facts(word), (), given)
    leaves = {row.code: row for row in chart(standard) if row.code not in headings(standard)}
    assert proposed.needs == ()
    assert {line.account for line in proposed.lines} <= set(leaves)
    signed = sum(line.amount_minor if line.side == "debit" else -line.amount_minor for line in proposed.lines)
    assert signed == 0 and len(proposed.lines) == (2 if word in WITHOUT else 3)
    for line in proposed.lines:
        wants = line.account.startswith(accounts_in_role(standard, "needs_department"))
        assert ("department" in dict(line.dims)) == wants
    owed = leaves[proposed.lines[-1].account]
    assert owed.kind == "liability"


def test_each_standard_books_the_same_invoice_to_its_own_numbers() -> None:
    told = {
        standard: [line.account for line in propose_lines(_facts("办公用品"), (), Circumstances(PaidBy.NOBODY, "wang", "D1", standard=standard)).lines]
        for standard in ("cas", "small", "ifrs")
    }  # fmt: skip
    assert told == {
        "cas": ["660204", "222105", "220201"], "small": ["560205", "222105", "220201"], "ifrs": ["6200", "1325", "2000"]
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["rail", "air"])
def test_a_ticket_without_items_is_travel_and_asks_for_no_account(kind: str) -> None:
    ticket = replace(_facts(""), kind=kind, words=())
    proposed = propose_lines(ticket, (), Circumstances(PaidBy.CARD, "wang", "D1"))
    travel = propose_lines(_facts("住宿"), (), Circumstances(PaidBy.CARD, "wang", "D1")).lines[0].account
    assert proposed.needs == () and proposed.lines[0].account == travel
