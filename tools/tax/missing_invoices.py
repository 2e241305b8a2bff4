"""待到票据 Missing invoices: paid without one, received without one, the ones that come every month and did not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field

from ledger.books.accounts import accounts, dimension_values
from ledger.books.entries import Content, EntryDraft, Side, dims
from ledger.business.closing import Month
from ledger.business.closing.accruals import next_reversal_day, reversing
from ledger.business.missing_invoices.excused import Excuse, excuse
from ledger.business.missing_invoices.usual import Usual
from ledger.business.parties import Party, parties
from ledger.charts import account_in_role
from ledger.core import Problem, Refused, from_minor, grouped, problem, say, to_minor
from ledger.proposals import Kind, ProposalDraft, propose, submit
from ledger.store.locks import hold
from ledger.store.people import people
from policies.access import Resource
from tools.blocks import AnyBlock, Column, Row, Table, Text, money, words
from tools.context import Context, Forbidden
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import scope_line
from tools.shared.missing import ORIGIN, Due, Missing, Open, Stand, missing
from tools.shared.typed_amounts import typed_minor
from tools.shared.typed_split import Short

LANGUAGES = ("zh", "en")


class MissingRequest(Request):
    """``period`` is the month looked at (default this one)."""

    period: str = ""


class Excused(BaseModel):
    """Why it is not expected, who said so, on which day."""

    reason: str
    by: str
    day: date


class ShownDue(BaseModel):
    """A vendor who billed in each of the last three months and not in this one. ``amount`` is the usual net, ``cost`` the
    account of the newest voucher, ``by`` the waiting proposal or the number of the posted accrual; ``ask`` by language.
    """

    party: str
    name: str
    stand: Stand
    amount: Decimal
    months: dict[str, Decimal]
    usual_day: int
    account: str
    account_name: str
    dims: dict[str, str]
    like: str
    like_number: str
    by: str = ""
    excused: Excused | None = None
    ask: dict[str, str]


class ShownOpen(BaseModel):
    """An open item without its invoice; ``invoice`` is the day of one of the same amount that only has to be settled."""

    item: str
    party: str
    name: str
    account: str
    account_name: str
    day: date
    memo: str
    currency: str
    amount: Decimal
    invoice: date | None = None
    excused: Excused | None = None
    ask: dict[str, str]


class MissingInvoices(BaseModel):
    """What the month waits for. ``left`` counts what nobody has done anything about."""

    period: str
    reverses_on: date
    left: int
    monthly: tuple[ShownDue, ...]
    paid: tuple[ShownOpen, ...]
    received: tuple[ShownOpen, ...]


class _Names:
    """Vendors, accounts, dimension values and people by their codes, read once a call."""

    def __init__(self, context: Context) -> None:
        english = context.language == "en"
        self.context = context
        self.parties = {one.party_id: one for one in parties(context.unit)}
        self.accounts = {
            one.code: one.name_en if english else one.name_zh for one in accounts(context.unit, context.company.book)
        }
        self.people = {one.user: one.called(context.language) for one in people(context.unit)}
        self.departments = dimension_values(context.unit, "department")

    def party(self, party: str) -> str:
        return self.parties[party].name if party in self.parties else party

    def excuse(self, one: Excuse | None) -> Excused | None:
        if one is None:
            return None
        return Excused(reason=one.reason, by=self.people.get(one.given_by, one.given_by), day=one.given_at.date())

    def ask(self, party: str, key: str, **given: object) -> dict[str, str]:
        """The text that asks a vendor for the invoice, in each language, with the vendor's name in it."""
        known: Party | None = self.parties.get(party)
        company = self.context.company
        called = {"zh": known.name if known else party, "en": (known.name_en or known.name) if known else party}
        return {one: say(key, one, vendor=called[one], company=company.title(one), tax_id=company.tax_id, **given)
                for one in LANGUAGES}  # fmt: skip


def _due(names: _Names, month: Month, one: Due) -> ShownDue:
    currency, usual = month.book.base_currency, one.usual
    return ShownDue(
        party=usual.party, name=names.party(usual.party), stand=one.stand, amount=from_minor(usual.net_minor, currency),
        months={name: from_minor(amount, currency) for name, amount in usual.months}, usual_day=usual.day_of_month,
        account=usual.cost.account, account_name=names.accounts.get(usual.cost.account, ""),
        dims={code: names.departments.get(value, value) for code, value in usual.cost.dims if code != "party"},
        like=f"{usual.like.key.batch_id}.{usual.like.key.entry_no}", like_number=usual.like.label, by=one.by,
        excused=names.excuse(one.excuse),
        ask=names.ask(usual.party, "missing.ask_monthly", month=month.period, day=usual.day_of_month),
    )  # fmt: skip


def _open(names: _Names, one: Open) -> ShownOpen:
    item = one.one.item
    amount = grouped(abs(item.open_minor), item.currency)
    key = "missing.ask_paid" if item.open_minor > 0 else "missing.ask_received"
    return ShownOpen(
        item=one.name, party=one.one.party, name=names.party(one.one.party), account=item.account,
        account_name=names.accounts.get(item.account, ""), day=date.fromisoformat(item.posting_date), memo=item.memo,
        currency=item.currency, amount=from_minor(abs(item.open_minor), item.currency),
        invoice=date.fromisoformat(one.one.invoice.posting_date) if one.one.invoice else None,
        excused=names.excuse(one.excuse),
        ask=names.ask(one.one.party, key, day=item.posting_date, amount=f"{item.currency} {amount}"),
    )  # fmt: skip


def _table(context: Context, found: MissingInvoices) -> Table:
    rows = [
        Row(cells=(words(one.name), words(context.say(f"missing.stand_{one.stand.value}")),
                   words(f"{one.account} {one.account_name}"), money(to_minor(one.amount, context.company.currency), context.company.currency)))
        for one in found.monthly
    ]  # fmt: skip
    for kind, items in (("paid", found.paid), ("received", found.received)):
        rows += [
            Row(cells=(words(one.name), words(context.say(f"missing.{kind}")), words(f"{one.account} {one.account_name}"),
                       money(to_minor(one.amount, one.currency), one.currency)))
            for one in items
        ]  # fmt: skip
    columns = tuple(
        Column(title=context.say(f"missing.column_{name}"), numeric=name == "amount")
        for name in ("vendor", "standing", "account", "amount")
    )
    return Table(columns=columns, rows=tuple(rows))


@tool(
    action="report.read",
    effect="read",
    examples={"zh": ("哪些发票还没到",), "en": ("Which invoices have not arrived?",)},
)
def missing_invoices(context: Context, request: MissingRequest) -> Done:
    """Invoices the books wait for: paid or received without one, or usual every month and not here."""
    if not context.sees_every("Line", "report.read"):
        raise Forbidden(context.may("people.change", Resource("Company", context.company.tenant)))
    period = request.period or f"{context.today:%Y-%m}"
    month = Month.of(context.unit, context.company.book, period)
    now, names = missing(month), _Names(context)
    back = next_reversal_day(context.unit, month.book.code, month.last_day)
    found = MissingInvoices(
        period=period, reverses_on=date.fromisoformat(back), left=now.left,
        monthly=tuple(_due(names, month, one) for one in now.monthly),
        paid=tuple(_open(names, one) for one in now.paid), received=tuple(_open(names, one) for one in now.received),
    )  # fmt: skip
    context.tally.rows = len(found.monthly) + len(found.paid) + len(found.received)
    context.tally.tainted = True  # names and memos
    head = context.say("missing.left", count=found.left) if found.left else context.say("missing.none")
    blocks: tuple[AnyBlock, ...] = (Text(text=head), _table(context, found), scope_line(context, period))
    return Done(found, blocks)


class AccrueMissing(Request):
    """Vendors by id, as ``missing_invoices`` lists them; ``amounts`` as typed, by vendor, where the usual is not meant."""

    period: str
    parties: tuple[Short, ...] = Field(max_length=200)
    amounts: dict[Short, Short] = Field(default_factory=dict)


class Accrued(BaseModel):
    """The one proposal over all of them, and the day it reverses on."""

    proposal: str
    digest: str
    vouchers: int
    reverses_on: date


def _amount(context: Context, request: AccrueMissing, usual: Usual) -> int:
    typed = request.amounts.get(usual.party, "").strip()
    if not typed:
        return usual.net_minor
    where = f"amounts.{usual.party}"
    read = typed_minor(typed, context.company.currency, where)
    if isinstance(read, Problem):
        raise Refused(read)
    if read < 0:
        raise Refused(problem("missing.not_negative", where))
    return read


def _accrual(context: Context, month: Month, usual: Usual, amount: int, day: str) -> EntryDraft:
    """The voucher of one vendor: as the newest before, against what was received and not invoiced."""
    vendor = next((one.name for one in parties(context.unit) if one.party_id == usual.party), usual.party)
    memo = say("missing.memo", month.book.language, vendor=vendor, month=month.period)
    estimated = account_in_role(month.book.standard, "payable_estimated")
    lines = (
        month.line(usual.cost.account, Side.DEBIT, amount, memo, usual.cost.dims),
        month.line(estimated, Side.CREDIT, amount, memo, dims({"party": usual.party})),
    )
    entry = EntryDraft(month.last_day, lines, context.principal.user, document_date=month.last_day, attachment_count=0)
    return reversing(entry, day, usual.party)


def _chosen(now: Missing, asked: tuple[str, ...]) -> list[Usual]:
    free = {one.usual.party: one.usual for one in now.monthly if one.stand is Stand.MISSING}
    if not asked:
        raise Refused(problem("missing.nothing_chosen", "parties"))
    unknown = [one for one in asked if one not in free]
    if unknown:
        raise Refused(problem("missing.not_waiting", "parties", party=unknown[0]))
    return [free[one] for one in dict.fromkeys(asked)]


@tool(action="run.propose", effect="propose", people_only=True)
def accrue_missing(context: Context, request: AccrueMissing) -> Done:
    """计提: propose one run that accrues the chosen vendors' usual invoices and reverses itself on the 1st."""
    hold(context.unit, "missing invoices")
    month = Month.of(context.unit, context.company.book, request.period)
    chosen = _chosen(missing(month), request.parties)
    day = next_reversal_day(context.unit, month.book.code, month.last_day)
    entries = tuple(_accrual(context, month, one, _amount(context, request, one), day) for one in chosen)
    reasons = [
        {"code": "missing.reason", "parameters": {"number": one.like.label, "date": one.like.day}}
        for one in chosen
        for _ in range(2)
    ]
    shown_with = {"sender": context.principal.user, "reasons": reasons,
                  "notes": [{"code": "accrual.reverses_on", "parameters": {"day": day}}]}  # fmt: skip
    content = Content(month.book.code, request.period, entries)
    draft = ProposalDraft(content, Kind.RUN, f"{ORIGIN}{request.period}", month.say("missing.summary"), shown_with)
    made = propose(context.unit, context.principal, draft, context.now).row
    submit(context.unit, context.principal, made.proposal_id, context.now)
    done = Accrued(
        proposal=made.proposal_id, digest=made.digest, vouchers=len(entries), reverses_on=date.fromisoformat(day)
    )
    return Done(done, (Text(text=context.say("missing.proposed", count=len(entries), day=day)),))


class ExcuseInvoice(Request):
    """``subject`` is ``party:V0001`` or ``item:3.1.2``; ``expected`` takes the tick back."""

    period: str
    subject: Short
    reason: str = Field(default="", max_length=400)
    expected: bool = False


class ExcuseKept(BaseModel):
    """What was kept."""

    subject: str
    expected: bool


@tool(action="report.note", effect="commit")
def excuse_invoice(context: Context, request: ExcuseInvoice) -> Done:
    """Tick an invoice off as not expected, with the reason, or wait for it again; both stay on record."""
    book, now = context.company.book, missing(Month.of(context.unit, context.company.book, request.period))
    known = {f"party:{one.usual.party}" for one in now.monthly if one.stand in (Stand.MISSING, Stand.EXCUSED)}
    known |= {f"item:{one.name}" for one in now.paid}
    if request.subject not in known:
        raise Refused(problem("missing.not_waiting", "subject", party=request.subject.partition(":")[2]))
    excuse(context.unit, book, request.subject, request.period, request.reason, context.principal.user, context.now,
           expected=request.expected)  # fmt: skip
    return Done(ExcuseKept(subject=request.subject, expected=request.expected))
