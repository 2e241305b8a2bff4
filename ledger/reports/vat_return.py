"""增值税申报工作底稿: the rows of the return that a month's vouchers and its invoice register give, side by side.

Each row has the books' figure and the register's where it has one. 未开票收入 is what the books have at a rate less the
invoices issued that month, so an invoice issued later for sales declared before makes it negative: no sale counts twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ledger.business.closing import Month
from ledger.business.closing.input_computed import computed_done
from ledger.business.closing.input_mixed import STEP as MIXED
from ledger.business.closing.input_mixed import YEAR_STEP as MIXED_YEAR
from ledger.business.closing.input_vat import SOURCE
from ledger.business.closing.vat_sales import AtRate, Sale, invoiced_by_rate, sales_by_rate
from ledger.business.closing.vat_steps import credited_in
from ledger.business.invoices import Invoice, Purpose
from ledger.business.invoices.compare import NORMAL
from ledger.business.invoices.lists import newest_rows
from ledger.business.invoices.waiting import moved_on, on_account
from ledger.core import Problem, grouped, problem
from ledger.posting_rules.input_vat import Treatment, out_reasons
from ledger.reports.extra_deduction import Tax, carried_into, extra_of, rate_in, rule_of


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """``number`` is its row in the return. Amounts in base minor units; ``account`` and ``state`` say where it drills to."""

    section: str
    key: str
    number: str = ""
    about: str = ""
    count: int | None = None
    net_minor: int | None = None
    books_minor: int | None = None
    register_minor: int | None = None
    account: str = ""
    state: str = ""
    vouchers: tuple[Sale, ...] = ()


@dataclass(frozen=True, slots=True)
class VatReturn:
    """The rows in order, what explains the difference of books and register, and what to look at before filing."""

    taxpayer: str
    rows: tuple[ReturnRow, ...]
    differences: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """What the main form is worked out of."""

    output: int
    input: int
    opening: int
    out: int
    simplified: int
    relief: int
    prepaid: int
    extra: int = 0

    @property
    def due(self) -> int:
        """Row 11 less row 18: what is owed before 加计抵减."""
        return self.output - min(self.input + self.opening - self.out, self.output)

    def form(self) -> dict[str, int]:
        """Rows 11–34 of the general taxpayer's main form by number; row 19 net of ``extra``, what 加计抵减 takes off."""
        whole = self.input + self.opening - self.out
        used = min(whole, self.output)
        owed = self.due - self.extra
        total = owed + self.simplified - self.relief
        return {
            "11": self.output, "12": self.input, "13": self.opening, "14": self.out, "17": whole, "18": used, "19": owed,
            "20": whole - used, "21": self.simplified, "23": self.relief, "24": total, "28": self.prepaid,
            "34": total - self.prepaid,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Look:
    month: Month
    invoices: Sequence[Invoice]
    said: list[Problem] = field(default_factory=list)

    def net_credit(self, role: str) -> int:
        moved = self.month.moved(self.month.account(role))
        return moved.credit - moved.debit

    @property
    def confirmed(self) -> list[Invoice]:
        """Confirmed for deduction in this tax month."""
        return [
            one for one in self.invoices
            if one.said.confirmed and one.said.confirmed.purpose == Purpose.DEDUCT
            and one.said.confirmed.period == self.month.period
        ]  # fmt: skip


def vat_return(month: Month, invoices: Sequence[Invoice]) -> VatReturn | Problem:
    """The worksheet of a month; a problem where nobody described this chart's accounts for it."""
    needed = ("vat_columns", "output_vat", "vat_simplified", "sales_main", "sales_other")
    if any(not month.roles.get(role) for role in needed):
        return problem("vat.no_regime" if month.roles.get("tax_output") else "vat.no_accounts")
    look = _Look(month, invoices)
    taxpayer = month.facts.taxpayer
    last = date.fromisoformat(month.last_day)
    sales = sales_by_rate(month.unit, month.book.book_id, month.period, last, month.roles, taxpayer)
    rows = [*_sales(look, sales)]
    if taxpayer == "small":
        tax = sum(one.tax_minor for one in sales)
        rows += [ReturnRow("main", "small_tax", about="", books_minor=tax, account=month.roles["vat_columns"])]
        return VatReturn(taxpayer, tuple(rows), (), tuple(_small_notes(month, sales)))
    rows += [*_input(look), *_outs(look), *_main(look)]
    return VatReturn(taxpayer, tuple(rows), tuple(_differences(look)), tuple(look.said))


# sales ---------------------------------------------------------------------------------------
def _issued(month: Month) -> dict[str, tuple[int, int]] | None:
    """Invoices issued in the month by rate, from the tax bureau's lists; None where no list has any."""
    rows = [
        one for one in newest_rows(month.unit, "out")
        if f"{one.issue_date:%Y-%m}" == month.period and (one.state.casefold() in NORMAL or "红冲" in one.state)
    ]  # fmt: skip
    return invoiced_by_rate([(one.rate or "0", one.net_minor, one.tax_minor) for one in rows]) if rows else None


def _sales(look: _Look, sales: Sequence[AtRate]) -> list[ReturnRow]:
    issued, rows = _issued(look.month), []
    account = look.month.roles["output_vat" if look.month.facts.taxpayer != "small" else "vat_columns"]
    rest = dict(issued or {})
    for at in sales:
        rows.append(
            ReturnRow("sales", f"sales_{at.method}", about=at.rate, count=at.count, net_minor=at.net_minor,
                      books_minor=at.tax_minor, account=account, vouchers=tuple(at.largest))
        )  # fmt: skip
        if issued is not None:
            rows += _split(at, rest.pop(at.rate, (0, 0)))
    for rate, (net, tax) in rest.items():
        rows += _split(AtRate(rate, "general"), (net, tax))
    if issued is None:
        look.said.append(problem("vat.no_issued"))
    if any(at.rate == "unclear" for at in sales):
        look.said.append(problem("vat.unclear_rate"))
    return rows


def _split(at: AtRate, issued: tuple[int, int]) -> list[ReturnRow]:
    """With an invoice as the bureau has it, without one the rest: together what the books have."""
    net, tax = issued
    return [
        ReturnRow("sales", "invoiced", about=at.rate, net_minor=net, register_minor=tax),
        ReturnRow(
            "sales", "uninvoiced", about=at.rate, net_minor=at.net_minor - net, register_minor=at.tax_minor - tax
        ),
    ]


def _small_notes(month: Month, sales: Sequence[AtRate]) -> list[Problem]:
    net = sum(one.net_minor for one in sales)
    return [problem("vat.small_threshold", net=grouped(net, month.book.base_currency))]


# input ---------------------------------------------------------------------------------------
def _input(look: _Look) -> list[ReturnRow]:
    by_kind: dict[str, list[Invoice]] = defaultdict(list)
    for one in look.confirmed:
        computed = one.by_rule.treatment is Treatment.COMPUTED
        by_kind["computed" if computed else one.kind].append(one)
    rows = [
        ReturnRow("input", "input_kind", _ROW_OF_KIND.get(kind, "8b"), kind, len(found), sum(one.net_minor for one in found),
                  None, sum(_amount(one) for one in found), state="confirmed")
        for kind, found in sorted(by_kind.items())
    ]  # fmt: skip
    total = sum(_amount(one) for one in look.confirmed)
    books = -look.net_credit("input_vat")
    count, net = len(look.confirmed), sum(one.net_minor for one in look.confirmed)
    account = look.month.account("input_vat")
    return [*rows, ReturnRow("input", "input_total", "12", "", count, net, books, total, account, "confirmed")]


_ROW_OF_KIND: Mapping[str, str] = {
    "vat_special": "2", "edigital_special": "2", "customs_vat": "5", "computed": "8b", "rail": "8b", "air": "8b",
    "toll": "8b", "edigital_general": "8b", "vat_general": "8b",
}  # fmt: skip


def _amount(one: Invoice) -> int:
    assert one.said.confirmed is not None
    return one.said.confirmed.amount_minor or 0


def _posted_outs(look: _Look) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for one in look.invoices:
        for out in one.said.outs:
            if out.period == look.month.period and out.batch_id is not None:
                found[out.reason or "other"].append(out.amount_minor or 0)
    for step in (MIXED, MIXED_YEAR):
        if by_share := credited_in(look.month, look.month.account("input_vat_out"), step):
            found["mixed"].append(by_share)
    return found


def _outs(look: _Look) -> list[ReturnRow]:
    outs = _posted_outs(look)
    rows = [
        ReturnRow(
            "out", "out_reason", out_reasons()[reason].row, reason, len(found), None, None, sum(found), state="out"
        )
        for reason, found in sorted(outs.items(), key=lambda one: out_reasons()[one[0]].row)
    ]
    total, books = sum(map(sum, outs.values())), look.net_credit("input_vat_out")
    count, account = sum(map(len, outs.values())), look.month.account("input_vat_out")
    return [*rows, ReturnRow("out", "out_total", "13", "", count, None, books, total, account, "out")]


# the main form -------------------------------------------------------------------------------
def _main(look: _Look) -> list[ReturnRow]:
    month, opening = look.month, _opening(look.month)
    if opening < 0:
        look.said.append(problem("vat.not_transferred", amount=grouped(-opening, month.book.base_currency)))
    prepaid = month.moved(month.account("vat_prepaid")).debit + month.moved(month.account("vat_paid")).debit
    shared = {
        "output": look.net_credit("output_vat") + look.net_credit("vat_margin"), "opening": max(opening, 0), "simplified": look.net_credit("vat_simplified"),
        "relief": -look.net_credit("vat_relief"), "prepaid": prepaid,
    }  # fmt: skip
    of_books = Figures(input=-look.net_credit("input_vat"), out=look.net_credit("input_vat_out"), **shared)
    outs = sum(map(sum, _posted_outs(look).values()))
    of_register = Figures(input=sum(map(_amount, look.confirmed)), out=outs, **shared)
    extra_rows, (less_books, less_register) = _extra(look, of_books, of_register)
    books, said = replace(of_books, extra=less_books).form(), replace(of_register, extra=less_register).form()
    accounts = {
        "11": "output_vat", "12": "input_vat", "14": "input_vat_out", "21": "vat_simplified", "23": "vat_relief",
        "28": "vat_prepaid", "34": "vat_unpaid",
    }  # fmt: skip
    rows = [
        ReturnRow("main", "main", number, number, books_minor=books[number], register_minor=said[number],
                  account=month.account(accounts.get(number, "")))
        for number in books
    ]  # fmt: skip
    return [*extra_rows, *rows]


def _opening(month: Month) -> int:
    columns = month.moved(month.roles["vat_columns"])
    return columns.closing - columns.debit + columns.credit


def _tax_of(month: Month) -> Tax:
    """A month's tax as its books have it."""
    look = _Look(month, ())
    found = Figures(
        output=look.net_credit("output_vat") + look.net_credit("vat_margin"), input=-look.net_credit("input_vat"),
        opening=max(_opening(month), 0), out=look.net_credit("input_vat_out"), simplified=0, relief=0, prepaid=0,
    )  # fmt: skip
    return Tax(found.input, found.out, found.due)


def _extra(look: _Look, books: Figures, register: Figures) -> tuple[list[ReturnRow], tuple[int, int]]:
    """附列资料（四）: the columns of row 6, and what row 19 is less by; nothing where no policy holds and nothing is carried on."""
    opening, rate = carried_into(look.month, _tax_of), rate_in(look.month)
    if not opening and not rate:
        return [], (0, 0)
    ours, theirs = (extra_of(opening, Tax(one.input, one.out, one.due), rate) for one in (books, register))
    rows = [
        ReturnRow("extra", f"extra_{name}", str(number), books_minor=getattr(ours, name), register_minor=getattr(theirs, name))
        for number, name in enumerate(("opening", "accrued", "reduced", "available", "used", "closing"), 1)
    ]  # fmt: skip
    rule = rule_of(look.month)
    if rule is not None and not rate:
        look.said.append(problem("vat.extra_over", day=rule.valid_to))
    if ours.used:
        look.said.append(problem("vat.extra_to_book", amount=grouped(ours.used, look.month.book.base_currency)))
    return rows, (ours.used, theirs.used)


def _differences(look: _Look) -> list[Problem]:
    """Why row 12 of the register is not what the books have: each reason with its amount, the rest named as such."""
    month, unit = look.month, look.month.unit
    waiting, book = month.account("input_vat_waiting"), month.book.book_id
    register, books = sum(map(_amount, look.confirmed)), -look.net_credit("input_vat")
    if register == books or not waiting:
        return []
    before = _before(month.period)
    moved = {period: moved_on(unit, book, waiting, period, SOURCE) for period in (before, month.period)}
    keys = [
        one.booked.key for one in look.invoices
        if one.booked and one.booked.period <= month.period and one.said.deducted_by(month.period)
    ]  # fmt: skip
    wait = sum(on_account(unit, book, waiting, keys).values()) - moved[month.period]
    done = computed_done(month)
    parts = {
        "computed": sum(
            _amount(one) - done.get(one.document_id, (0, 0))[0]
            for one in look.confirmed
            if one.by_rule.treatment is Treatment.COMPUTED
        ),
        "not_booked": sum(
            _amount(one) for one in look.confirmed if not one.booked and one.by_rule.treatment is not Treatment.COMPUTED
        ),
        "not_moved": wait,
        "direct": -(books - (moved[month.period] - moved[before]) - sum(one for _, one in done.values())),
    }
    parts["rest"] = register - books - sum(parts.values())
    parts["direct"] = -parts["direct"]  # told as what those vouchers have
    shown = {name: grouped(amount, month.book.base_currency) for name, amount in parts.items() if amount}
    return [problem(f"vat.differs_{name}", amount=amount) for name, amount in shown.items()]


def _before(period: str) -> str:
    year, month = int(period[:4]), int(period[5:7])
    return f"{year - 1}-12" if month == 1 else f"{year}-{month - 1:02}"
