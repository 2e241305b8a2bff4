"""Posts a worked company: by hand what people type, by our own tools what they work out, which must be the hand's voucher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

from ledger.books.accounts import create_values
from ledger.books.entries import Content, EntryDraft, EntryKind, ItemKey, LineDraft, Side, VoucherKey, dims
from ledger.books.journal import Line, Voucher, get_voucher
from ledger.books.reversal import correction
from ledger.business.closing.accruals import reversing
from ledger.business.parties import Party, add_party
from ledger.business.rates import RateKind, give_rate
from ledger.core.problem import Refused
from ledger.proposals import Kind, post
from tests.ledger.books import small
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany
from tests.worked.workbook import Worked, WorkedLine, WorkedVoucher, worked

RUNS = ("depreciation", "deferrals", "vat", "surcharges", "revaluation", "result", "year", "accruals_back")
ACTS = ("disposal", "leaves", "settlement", "bill")
"""What people do with a tool that works the voucher out."""
SAID = ("party", "department")


class WorkedCompany:
    """A company of one's own with the first months of a workbook posted; ``keys`` finds a voucher by the hand's number."""

    def __init__(self, tenants: Tenants, standard: str, until: str = "2026-11") -> None:
        self.paper: Worked = worked(standard)
        self.standard = standard
        chosen = {"standard": standard, "currency": self.paper.base, "corrections": "red"}  # as the hand took back
        self.own = OwnCompany(tenants.store, "2025-11", **chosen)
        self.own.take_in("zhangwei", "张伟", "accountant")
        self.tenant, self.store = self.own.tenant, tenants.store
        self.keys: dict[str, VoucherKey] = {}
        self.cards = {card["In service"][:7]: card for card in self.paper.cards}
        self._lay_ground()
        for month, made in groupby(self.paper.vouchers, key=lambda one: one.month):
            if month <= until:
                self._card(month)
                self._month(list(made))

    def must(self, tool: str, /, **arguments: Any) -> Any:
        """A tool's result for the controller."""
        return self.own.must("sunli", tool, **arguments)

    def voucher(self, number: str) -> Voucher:
        """The sealed voucher of the hand's number."""
        with self.store.read(self.tenant) as unit:
            return get_voucher(unit, self.keys[number])

    def _lay_ground(self) -> None:
        facts = {"department": "general"} | ({"transfer": "yearly"} if self.standard == "small" else {})
        with self.store.write(self.tenant) as unit:
            for party in sorted({line.party for one in self.paper.vouchers for line in one.lines if line.party}):
                kind = "customer" if party.startswith("C") else "vendor"
                add_party(unit, Party(party, kind, f"party {party}", f"party {party}", None), small.NOW)
                create_values(unit, "party", {party: party})
            create_values(unit, "department", {"sales": "Sales"})
            for day, kind, rate in self.paper.rates:
                give_rate(unit, "USD", day, RateKind(kind), Decimal(rate), "paper", "sunli", small.NOW)
        for name, value in facts.items():
            self.must("set_closing_fact", name=name, value=value, valid_from="2025-11-01")

    def _card(self, month: str) -> None:
        if card := self.cards.get(month):
            fields = {
                name.lower().replace(" ", "_"): value
                for name, value in card.items()
                if name not in ("Card", "Reasoning")
            }
            assert self.own.must("zhangwei", "add_asset", **fields).card == card["Card"]

    def _month(self, made: list[WorkedVoucher]) -> None:
        red: WorkedVoucher | None = None
        for one in made:
            if one.kind in RUNS:
                self._run(one)
            elif one.kind.partition(":")[0] in ACTS:
                self._by_tool(one, *getattr(self, f"_{one.kind.partition(':')[0]}")(one))
            elif one.kind.startswith("red:"):
                red = one
            elif one.kind.startswith("blue:"):
                assert red is not None
                self._correct(red, one)
            else:
                self._by_hand(one)

    def _run(self, one: WorkedVoucher) -> None:
        """The month end's own step must propose the hand's voucher, and nothing else."""
        made = self.own.must("zhangwei", "propose_month_end", period=one.month, step=one.kind)
        assert made.proposal, f"{one.number}: our month end has nothing to propose for {one.kind}"
        self.must("confirm_run", proposal=made.proposal, digest=made.digest)
        (posted,) = self.own.post_what_was_confirmed()
        self._same(one, VoucherKey(posted.batch, 1))

    def _by_tool(self, one: WorkedVoucher, tool: str, arguments: dict[str, Any]) -> None:
        """Our tool proposes, another person confirms, and it is the hand's voucher."""
        made = self.own.must("zhangwei", tool, day=one.day, **arguments)
        self.own.must("zhangwei", "submit_proposal", proposal=made.proposal, digest=made.digest)
        self.own.confirm("sunli", made.proposal)
        (posted,) = self.own.post_what_was_confirmed()
        self._same(one, VoucherKey(posted.batch, 1))

    def _disposal(self, one: WorkedVoucher) -> tuple[str, dict[str, Any]]:
        (proceeds,) = (line for line in one.lines if line.item)
        return "propose_disposal", {"card": "A0001", "account": proceeds.account, "proceeds": _money(proceeds)}

    _leaves = _disposal

    def _settlement(self, one: WorkedVoucher) -> tuple[str, dict[str, Any]]:
        """A foreign item for its whole amount, at the day's rate."""
        (item,) = (line for line in one.lines if line.settles)
        (paid,) = (line for line in one.lines if line.item)
        key = self._item(item)
        chosen = {"item": f"{key.batch_id}.{key.entry_no}.{key.line_no}"}
        return "propose_settlement", {"items": [chosen], "account": paid.account, "rate": paid.rate}

    def _bill(self, one: WorkedVoucher) -> tuple[str, dict[str, Any]]:
        """Received for, or issued against, the oldest items of the party; discounted; paid."""
        (_, act, *due), first = one.kind.split(":"), one.lines[0]
        if act in ("received", "issued"):
            party = next(line.party for line in one.lines if line.party)
            card = {"number": one.number, "drawer": "d", "acceptor": "a", "party": party, "amount": _money(first)}
            return "propose_bill", card | {"side": act, "issue_day": one.day, "due_day": due[0]}
        (paid,) = (line for line in one.lines if line.item)
        event = {"bill": "B0001" if act == "discounted" else "B0002", "act": act, "account": paid.account}
        if act == "discounted":
            (interest,) = (line for line in one.lines[1:] if not line.item)
            event |= {"interest": _money(interest)}
        return "propose_bill_event", event

    def _correct(self, red: WorkedVoucher, blue: WorkedVoucher) -> None:
        wrong = self.keys[red.kind.partition(":")[2]]
        with self.store.read(self.tenant) as unit:
            content = correction(unit, wrong, self._draft(blue))
        batch = self._post(content)
        self._same(red, VoucherKey(batch, 1))
        self._same(blue, VoucherKey(batch, 2))

    def _by_hand(self, one: WorkedVoucher) -> None:
        entry = self._draft(one)
        if one.kind.startswith("accrual:"):
            entry = reversing(entry, one.kind.partition(":")[2])
        self._same(one, VoucherKey(self._post(small.content(entry, period=one.month)), 1))

    def _draft(self, one: WorkedVoucher) -> EntryDraft:
        lines = tuple(self._line(line, one) for line in one.lines)
        return EntryDraft(one.day, lines, "wang", EntryKind.NORMAL, one.day)

    def _line(self, line: WorkedLine, of: WorkedVoucher) -> LineDraft:
        said = {"party": line.party, "department": line.department, "cash_flow": line.item if line.said else ""}
        return LineDraft(
            line.account, Side(line.side), line.amount, line.currency, line.base, line.memo or of.lines[0].memo,
            dims({name: value for name, value in said.items() if value}), line.rate or None,
            settles=self._item(line) if line.settles else None,
        )  # fmt: skip

    def _item(self, line: WorkedLine) -> ItemKey:
        """The open item a line settles: what the named voucher opened on the same account with the same party."""
        lines = self.voucher(line.settles).lines
        wanted = (line.account, line.party)
        return next(
            one.key for one in lines if one.settles is None and (one.account, dict(one.dims).get("party")) == wanted
        )

    def _post(self, content: Content) -> int:
        with self.store.write(self.tenant) as unit:
            kind = Kind.VOUCHER if len(content.entries) == 1 else Kind.RUN
            result = post(unit, small.confirmed(unit, content, kind=kind), small.NOW + timedelta(minutes=1))
        if result.sealed is None:
            raise Refused(*result.problems)
        return result.sealed.batch_id

    def _same(self, one: WorkedVoucher, key: VoucherKey) -> None:
        """The sealed voucher has the hand's number, day and lines."""
        self.keys[one.number] = key
        sealed = self.voucher(one.number)
        assert (sealed.number, sealed.posting_date) == (int(one.number.partition("/")[2]), one.day)
        assert told(sealed.lines) == Counter(facts(line) for line in one.lines), (one.number, one.kind)


def _money(line: WorkedLine) -> str:
    return str(Decimal(line.base).scaleb(-2))


def facts(line: WorkedLine) -> tuple[Any, ...]:
    """What is compared of a line."""
    return (line.account, line.party, line.department, line.side, line.currency, line.amount, line.base)


def told(lines: Sequence[Line] | Iterable[Line]) -> Counter[tuple[Any, ...]]:
    """Sealed lines as :func:`facts`."""
    return Counter(
        (one.account, *(dict(one.dims).get(name, "") for name in SAID), int(one.side), one.currency, one.amount_minor,
         one.base_minor) for one in lines
    )  # fmt: skip
