"""Purchases and claims of the demo's two years, as their papers would say it: vendor, item, amounts, rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from benchmarks.booking.paper import INPUT, Paper, purchase
from ledger.books.entries import EntryDraft, LineDraft, Side
from ledger.business.parties import match_party
from ledger.posting_rules.facts import InvoiceFacts, Item, PaidBy
from tools.demo import cast
from tools.demo.months import Simulation
from tools.demo.plan import PlanVoucher

TODAY = date(2026, 11, 25)


def papers() -> list[Paper]:
    """In order of date."""
    found = [paper for plan in Simulation(TODAY, 1).months() for voucher in plan.vouchers for paper in _paper(voucher)]
    return sorted(found, key=lambda one: one.facts.issue_date)


def _paper(voucher: PlanVoucher) -> Iterator[Paper]:
    owed = voucher.lines[-1]
    if owed.side != "credit" or voucher.kind != "normal" or not owed.opens.startswith(("AP-", "BX-")):
        return
    lines = tuple(
        LineDraft(line.account, Side.DEBIT if line.side == "debit" else Side.CREDIT, line.amount_minor, "CNY", dims=line.dims)
        for line in voucher.lines
    )  # fmt: skip
    entry = EntryDraft(voucher.day.isoformat(), lines, "bench")
    if owed.opens.startswith("BX-"):
        yield _claim(voucher, entry)
        return
    vendor = next(one for one in cast.suppliers() if one.party.party_id == dict(owed.dims)["party"])
    tax = sum(line.amount_minor for line in voucher.lines if line.account == INPUT)
    net = owed.amount_minor - tax
    rate = f"{vendor.vat_percent / 100:.2f}" if tax else ""
    items = (Item(vendor.item, net, rate),)
    made = purchase(
        "special invoice" if tax else "foreign invoice", voucher.day, vendor.party.party_id, vendor.party.name,
        "edigital_special" if tax else "other", items, tax, (), rate=rate, apart=bool(tax),
    )  # fmt: skip
    known = [one.party for one in cast.suppliers()]
    matched = match_party(known, vendor.party.name, vendor.party.tax_id).party
    yield replace(made, entry=entry, facts=replace(made.facts, party_id=matched.party_id if matched else None))


def _claim(voucher: PlanVoucher, entry: EntryDraft) -> Paper:
    """A receipt with what its sender said it was for; the sender's department is known."""
    said = voucher.memo.partition("：")[2]
    amount = entry.lines[0].amount_minor
    facts = InvoiceFacts(
        "other", "", voucher.day, amount, 0, amount, "CNY", "", (said,), None, 30, items=(Item(said, amount),)
    )  # fmt: skip
    return Paper("claim", facts, entry, PaidBy.SENDER, dict(entry.lines[0].dims).get("department"))
