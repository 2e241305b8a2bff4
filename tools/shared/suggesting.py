"""From a document that was read to proposed lines, what a person still has to say, and what looks wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from chinese_calendar import is_workday
from sqlalchemy import true

from ledger.books.accounts import get_book
from ledger.books.entries import Content, EntryDraft, EntryKind, LineDraft, Side, VoucherKey
from ledger.books.journal import Voucher
from ledger.books.periods import PeriodState, find_period
from ledger.books.retiring import retired_values
from ledger.books.voucher_search import VoucherFilter, search
from ledger.business.closing import facts_on
from ledger.business.parties import Party, match_party, parties
from ledger.business.party_accounts import plain_account
from ledger.charts import account_in_role, accounts_in_role
from ledger.core import from_minor, to_minor
from ledger.evidence.documents import Document, DocumentState, listing
from ledger.evidence.twins import Twin, twin
from ledger.posting_rules.coded_invoice import propose_coded
from ledger.posting_rules.facts import InvoiceFacts, PaidBy, Past, Proposed, ProposedLine
from ledger.posting_rules.invoice import Circumstances, propose_lines
from ledger.posting_rules.sales_invoice import propose_sale
from ledger.posting_rules.tax_codes import Regime, regimes
from ledger.proposals.lessons import forgotten, items_of
from ledger.store import Unit
from ledger.store.company import Company
from policies.risk import Earlier, Finding, Subject, examine
from tools.shared.day_rates import PaperRate, paper_rate
from tools.shared.made_out import buyer_unlike, expired_rates, other_buyer
from tools.shared.posting_day import marked, posting_day
from tools.shared.recalling import recall
from tools.shared.selling import customer_of, is_own, sold_before

SPLIT_LIMIT_MINOR = 500_000
"""From here a claim needs a second approval (starter table of approvals: ¥5,000)."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said that the document does not: empty strings mean not said."""

    paid_by: str = ""
    account: str = ""
    department: str = ""
    memo: str = ""
    rate: str = ""
    tax_code: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Everything a card shows before it is a proposal. ``content`` is None while something is needed; ``buyer`` names the
    customer of an invoice of the company's own.
    """

    party: Party | None
    proposed: Proposed
    needs: tuple[str, ...]
    findings: tuple[Finding, ...]
    content: Content | None
    twin: Twin | None
    department: str | None
    buyer: str = ""


def _value(reading: dict[str, Any], name: str) -> Any:
    return reading.get(name)


def _minor(reading: dict[str, Any], name: str, currency: str) -> int | None:
    value = _value(reading, name)
    return to_minor(Decimal(value), currency) if value is not None else None


def seller_account(reading: dict[str, Any]) -> str:
    """The bank account printed for the seller, plain; empty where none is."""
    payee = reading.get("payee") or {}
    return plain_account(payee.get("seller_iban") or payee.get("seller_account") or "")


def party_of(unit: Unit, reading: dict[str, Any]) -> Party | None:
    """The vendor in master data that the document names."""
    return match_party(parties(unit, "vendor"), reading.get("seller_name"), reading.get("seller_tax_id")).party


def facts_of(document: Document, party: Party | None, rate: str) -> InvoiceFacts | None:
    """The facts rules need; None where number-less amounts or the date are missing."""
    reading = document.reading or {}
    currency = reading.get("currency") or "CNY"
    gross = _minor(reading, "gross", currency)
    if gross is None or not reading.get("issue_date"):
        return None
    net, tax = _minor(reading, "net", currency), _minor(reading, "tax", currency)
    if net is None or tax is None or net + tax != gross:
        net, tax = gross, 0
    words = tuple(line["description"] for line in reading.get("lines", ()) if line.get("description"))
    due = reading.get("due_date")
    return InvoiceFacts(
        kind=reading.get("invoice_kind") or "other",
        number=reading.get("number") or "",
        issue_date=date.fromisoformat(reading["issue_date"]),
        net_minor=net,
        tax_minor=tax,
        gross_minor=gross,
        currency=currency,
        seller=reading.get("seller_name") or "",
        words=words,
        party_id=party.party_id if party else None,
        terms_days=party.terms_days if party else 30,
        due_date=date.fromisoformat(due) if due else None,
        rate=rate or None,
        rates=tuple(reading.get("tax_rates") or ()),
        by_rate=_by_rate(reading, currency),
        seller_tax_id=reading.get("seller_tax_id") or "",
        buyer=reading.get("buyer_name") or "",
        items=items_of(reading, currency),
    )


def _by_rate(reading: dict[str, Any], currency: str) -> tuple[tuple[str, int], ...]:
    """Net of the items at each rate; nothing where an item lacks its amount or rate."""
    sums: dict[str, int] = {}
    for line in reading.get("lines") or ():
        if not line.get("tax_rate") or line.get("amount") is None:
            return ()
        sums[line["tax_rate"]] = sums.get(line["tax_rate"], 0) + to_minor(
            Decimal(line["amount"]).quantize(from_minor(1, currency), ROUND_HALF_UP), currency
        )
    return tuple(sorted(sums.items()))


def _as_past(voucher: Voucher, standard: str) -> Past | None:
    payable, taxes = account_in_role(standard, "payable"), accounts_in_role(standard, "taxes")
    owed = [line for line in voucher.lines if line.account == payable and line.side is Side.CREDIT]
    costs = [line for line in voucher.lines if line.side is Side.DEBIT and not line.account.startswith(taxes)]
    if not owed or not costs:
        return None
    main = max(costs, key=lambda line: abs(line.base_minor))
    day = date.fromisoformat(voucher.posting_date)
    return Past(
        voucher.label, day, main.account, dict(main.dims).get("department"), sum(line.base_minor for line in owed),
        f"{voucher.key.batch_id}.{voucher.key.entry_no}", teaches=voucher.reversed_by is None
        and voucher.kind is not EntryKind.REVERSAL,
    )  # fmt: skip


def past_of(unit: Unit, book: str, party_id: str, limit: int = 40) -> list[Past]:
    """This vendor's earlier purchase vouchers, newest first."""
    standard = get_book(unit, book).standard
    payable = account_in_role(standard, "payable")
    found = search(unit, VoucherFilter(book, dims=(("party", party_id),), account=payable, limit=limit * 3))
    return [past for voucher in found if (past := _as_past(voucher, standard)) is not None][:limit]


def _teaching(unit: Unit, past: list[Past]) -> list[Past]:
    """Those that still stand and that nobody had forgotten."""
    gone = forgotten(unit, [VoucherKey(*map(int, one.key.split("."))) for one in past])
    return [one for one in past if one.teaches and VoucherKey(*map(int, one.key.split("."))) not in gone]


def suggest(unit: Unit, company: Company, document: Document, answers: Answers, now: datetime) -> Suggestion:
    """Match, choose, check: pure but for what it looks up."""
    reading = document.reading or {}
    if (regime := _regime(unit, company, document, now)) is not None and is_own(company, reading):
        return _sale(unit, company, document, answers, now, regime)
    party, rate = party_of(unit, reading), paper_rate(unit, company, reading, answers.rate)
    facts = facts_of(document, party, rate.rate)
    gone = retired_values(unit, "department")
    past = past_of(unit, company.book, party.party_id) if party else []
    teaching = [replace(one, department=None) if one.department in gone else one for one in _teaching(unit, past)]
    seen = twin(unit, document)
    paid_by = answers.paid_by or document.paid_by or ""
    if facts is None:
        return Suggestion(party, Proposed(()), ("amount",), (), None, seen, None)
    taught = recall(unit, company.book, facts)
    given = Circumstances(
        PaidBy(paid_by) if paid_by else PaidBy.NOBODY, document.sender, _department(document, answers, paid_by, gone),
        answers.account or None, answers.memo, company.standard, answers.tax_code, taught.whole, taught.parts,
        facts_on(unit, company.book, facts.issue_date).taxpayer,
    )  # fmt: skip
    at = posting_day(unit, company.book, facts.issue_date, now.astimezone(ZoneInfo(company.time_zone)).date())
    lines = propose_coded(facts, teaching, given, regime) if regime else propose_lines(facts, teaching, given)
    proposed = _with_rate(marked(lines, at, company.language), rate)
    needs = list(proposed.needs) + ([] if paid_by else ["paid_by"])
    if facts.currency != company.currency and facts.rate is None:
        needs.append("rate")
    if paid_by == PaidBy.NOBODY.value and party is None:
        needs.append("vendor")
    subject = _subject(unit, company, document, facts, party, past, seen, now, paid_by, regime)
    content = None if needs else _content(company, document, facts, proposed, at.day)
    department = next(
        (dict(line.dims).get("department") for line in proposed.lines if "department" in dict(line.dims)), None
    )
    return Suggestion(party, proposed, tuple(needs), tuple(examine(subject)), content, seen, department)


def _with_rate(proposed: Proposed, rate: PaperRate) -> Proposed:
    """With a note of the rate that nobody typed: its day and who published it."""
    return replace(proposed, notes=(*proposed.notes, rate.told)) if rate.told else proposed


def _regime(unit: Unit, company: Company, document: Document, now: datetime) -> Regime | None:
    """The regime with codes that holds on the day the document is posted; None without one, or without its date."""
    issued = (document.reading or {}).get("issue_date")
    if not issued:
        return None
    today = now.astimezone(ZoneInfo(company.time_zone)).date()
    at = posting_day(unit, company.book, date.fromisoformat(issued), today)
    return regimes().get(facts_on(unit, company.book, date.fromisoformat(at.day)).tax_regime)


def _sale(
    unit: Unit, company: Company, document: Document, answers: Answers, now: datetime, regime: Regime
) -> Suggestion:
    """An invoice the company issued: the customer owes it, revenue and output tax carry its code."""
    reading, seen = document.reading or {}, twin(unit, document)
    party = customer_of(unit, reading)
    rate = paper_rate(unit, company, reading, answers.rate)
    facts = facts_of(document, party, rate.rate)
    buyer = party.name if party else reading.get("buyer_name") or ""
    if facts is None:
        return Suggestion(party, Proposed(()), ("amount",), (), None, seen, None, buyer)
    given = Circumstances(
        PaidBy.NOBODY, document.sender, None, answers.account or None, answers.memo, company.standard, answers.tax_code
    )
    gone = retired_values(unit, "department")
    before = sold_before(unit, company.book, party, answers.account, answers.department)
    sale = replace(before, department=None) if before.department in gone else before
    at = posting_day(unit, company.book, facts.issue_date, now.astimezone(ZoneInfo(company.time_zone)).date())
    proposed = _with_rate(marked(propose_sale(facts, sale, given, regime), at, company.language), rate)
    lacking = (("rate", facts.currency != company.currency and facts.rate is None), ("customer", party is None))
    needs = (*proposed.needs, *(name for name, lacks in lacking if lacks))
    content = None if needs else _content(company, document, facts, proposed, at.day)
    return Suggestion(party, proposed, needs, (), content, seen, sale.department, buyer)


def _department(document: Document, answers: Answers, paid_by: str, gone: frozenset[str]) -> str | None:
    if answers.department:
        return answers.department
    if document.department in gone:
        return None
    return document.department if paid_by in (PaidBy.SENDER.value, PaidBy.CARD.value) else None


def _base(amount_minor: int, facts: InvoiceFacts, company: Company) -> int:
    if facts.currency == company.currency:
        return amount_minor
    exact = from_minor(amount_minor, facts.currency) * Decimal(facts.rate or "1")
    return to_minor(exact.quantize(from_minor(1, company.currency), ROUND_HALF_UP), company.currency)


def _content(company: Company, document: Document, facts: InvoiceFacts, proposed: Proposed, posting: str) -> Content:
    *rest, owed = proposed.lines
    bases = [_base(line.amount_minor, facts, company) for line in rest]
    drafts = [_line(line, base, facts, document) for line, base in zip(rest, bases, strict=True)]
    whole = sum(base if line.side == "debit" else -base for line, base in zip(rest, bases, strict=True))
    drafts.append(_line(owed, whole if owed.side == "credit" else -whole, facts, document))
    entry = EntryDraft(
        posting, tuple(drafts), "", document_date=facts.issue_date.isoformat(), source=f"document:{document.document_id}",
        attachments=(document.sha256,), attachment_count=1,
    )  # fmt: skip
    return Content(company.book, posting[:7], (entry,))


def _line(line: ProposedLine, base: int, facts: InvoiceFacts, document: Document) -> LineDraft:
    return LineDraft(
        line.account, Side.DEBIT if line.side == "debit" else Side.CREDIT, line.amount_minor, facts.currency,
        base_minor=None if facts.rate is None else base, memo=line.memo, dims=line.dims, rate=facts.rate,
        due_date=line.due_date.isoformat() if line.due_date else None,
        source=f"document:{document.document_id}#{line.source_field}" if line.source_field else None,
        tax_code=line.tax_code, tax_base_minor=line.tax_base_minor,
    )  # fmt: skip


def _subject(
    unit: Unit, company: Company, document: Document, facts: InvoiceFacts, party: Party | None, past: list[Past],
    seen: Twin | None, now: datetime, paid_by: str, regime: Regime | None,
) -> Subject:  # fmt: skip
    local = document.received_at.astimezone(ZoneInfo(company.time_zone)).replace(tzinfo=None)
    today = now.astimezone(ZoneInfo(company.time_zone)).date()
    period = find_period(unit, company.book, f"{facts.issue_date:%Y-%m}")
    reading = document.reading or {}
    approved = tuple(account.number for account in party.accounts if account.approved) if party else ()
    return Subject(
        gross_minor=_base(facts.gross_minor, facts, company),
        day=facts.issue_date,
        today=today,
        local_time=local,
        vendor_known=party is not None or paid_by != PaidBy.NOBODY.value,
        vendor=facts.seller,
        vendor_history=tuple(Earlier(one.number, one.posting_date, one.gross_minor) for one in past),
        sender_recent=_recent(unit, document),
        limit_minor=SPLIT_LIMIT_MINOR if paid_by == PaidBy.SENDER.value else 0,
        printed_account=seller_account(reading),
        approved_accounts=approved,
        unapproved_account=_awaiting(party, reading) if paid_by == PaidBy.NOBODY.value else "",
        twin_ref=seen.document.document_id if seen else "",
        twin_by=seen.by if seen else "",
        period_closed=period is not None
        and period.state is PeriodState.CLOSED
        and today - facts.issue_date > timedelta(62),
        hidden_text=tuple(reading.get("hidden") or ()),
        buyer=reading.get("buyer_name") or reading.get("buyer_tax_id") or "",
        other_buyer=other_buyer(company, reading),
        buyer_unlike=buyer_unlike(company, reading),
        expired_rates=expired_rates(reading, regime, facts.issue_date),
        changed_after_signing=any(one["state"] == "changed" for one in reading.get("signatures") or ()),
        is_workday=_workday(local.date()),
    )


def _awaiting(party: Party | None, reading: dict[str, Any]) -> str:
    """The account a known vendor would be paid to, as printed or as recorded."""
    if party is None:
        return ""
    return seller_account(reading) or next((one.number for one in party.accounts), "")


def _workday(day: date) -> bool:
    try:
        return bool(is_workday(day))
    except NotImplementedError:  # a year the holiday table does not cover yet
        return day.weekday() < 5


def _recent(unit: Unit, document: Document) -> tuple[Earlier, ...]:
    states = (DocumentState.READ, DocumentState.PROPOSED)
    return tuple(
        Earlier(one.document_id, one.issue_date, one.gross_minor, one.number or "", one.sender)
        for one in listing(unit, true(), states)
        if one.sender == document.sender and one.document_id != document.document_id
        and one.issue_date is not None and one.gross_minor is not None and one.paid_by == PaidBy.SENDER.value
    )  # fmt: skip
