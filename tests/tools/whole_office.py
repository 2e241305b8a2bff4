"""A company that lives through the door alone: one person makes, another checks, and every law is asked of the tools."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.tenants import Tenants
from tests.world import World
from tools.outcome import Denied, Done, Invalid

MONTH, DAY = "2026-11", "2026-11-24"
SPAN = {"start": "2026-11-01", "end": "2026-11-30"}
CONTROL = ("1122", "220201")
MAKER, CHECKER = "zhangwei", "limin"


@dataclass(frozen=True, slots=True)
class Deed:
    """An act by name, with what it may use as it likes; ``amount`` in whole units of its currency."""

    act: str
    who: int = 0
    amount: int = 100
    rate: str = "7.1"


class Office:
    """One open month of the demo's company, its books empty; every act is a call of the gateway."""

    def __init__(self, tenants: Tenants) -> None:
        self.world = World(tenants.store, tenants.new())
        self.closed = False
        self.posted: list[str] = []
        names = self.world.must(CHECKER, "form_names").parties
        self.customer = next(one for one in names if one.startswith("C"))
        self.vendor = next(one for one in names if one.startswith("V"))
        for name, value in (("department", "finance"), ("cash_floor", "free")):
            self.world.must(CHECKER, "set_closing_fact", name=name, value=value, valid_from="2026-11-01")
        self.known = self.figures()
        self.world.must(CHECKER, "set_rate", currency="USD", day="2026-11-30", rate="7.05", kind="closing", source="t")

    def do(self, deed: Deed) -> None:
        """One deed; what is refused leaves everything as it was."""
        posted = getattr(self, deed.act)(deed)
        now = self.figures()
        assert posted or now == self.known, deed
        self.known = now

    def end(self) -> None:
        """The books read again from the first voucher, then let go."""
        assert self.world.must(CHECKER, "verify_books").clean
        self.world.close()

    # what may happen; true where something was posted or the month turned

    def sell(self, deed: Deed) -> bool:
        """On credit, with VAT."""
        net = Decimal(deed.amount)
        return self._type(
            {"account": "1122", "debit": str(net * 113 / 100), "dims": {"party": self.customer}},
            {"account": "6001", "credit": str(net)}, {"account": "22210107", "credit": "="},
        )  # fmt: skip

    def buy(self, deed: Deed) -> bool:
        """Office supplies on credit."""
        cost = {"account": "660204", "debit": str(deed.amount), "dims": {"department": "it"}}
        return self._type(cost, {"account": "220201", "credit": "=", "dims": {"party": self.vendor}})

    def take_ahead(self, deed: Deed) -> bool:
        """A customer pays what nobody billed."""
        owed = {"account": "1122", "credit": "=", "dims": {"party": self.customer}}
        return self._type({"account": "100201", "debit": str(deed.amount)}, owed)

    def sell_abroad(self, deed: Deed) -> bool:
        """In USD, by a run."""
        worth = int(Decimal(deed.amount * 100) * Decimal(deed.rate))
        owed = {"account": "1122", "side": "debit", "amount_minor": deed.amount * 100, "currency": "USD", "base_minor": worth,
                "rate": deed.rate, "dims": {"party": self.customer}}  # fmt: skip
        income = {"account": "6001", "side": "credit", "amount_minor": worth, "dims": {}}
        voucher = {"date": DAY, "memo": "m", "lines": [owed, income]}
        return self._confirm_run(
            self._ask("propose_run", period=MONTH, summary="run", layer="operating", vouchers=[voucher])
        )

    def settle(self, deed: Deed) -> bool:
        """Part of an open item against money."""
        items = self._items()
        if not items:
            return False
        item = items[deed.who % len(items)]
        share = max(Decimal("0.01"), (abs(item.open) * (1 + deed.who % 3) / 3).quantize(Decimal("0.01")))
        more = {} if item.currency == "CNY" else {"rate": deed.rate, "in_base": True}
        chosen = [{"item": item.key, "amount": str(share)}]
        done = self._hand_over(self._ask("propose_settlement", day=DAY, items=chosen, account="100201", **more))
        left = {one.key: one.open for one in self._items()}
        assert abs(left.get(item.key, Decimal(0))) == abs(item.open) - (share if done else 0)
        return done

    def match(self, deed: Deed) -> bool:
        """Two items of one party that stand against each other."""
        items = self._items()
        pairs = [(one, other) for one in items for other in items if one.open > 0 > other.open
                 and (one.account, one.party, one.currency) == (other.account, other.party, other.currency)]  # fmt: skip
        if not pairs:
            return False
        pair = pairs[deed.who % len(pairs)]
        part = str(min(abs(one.open) for one in pair))
        chosen = [{"item": one.key, "amount": part} for one in pair]
        return self._hand_over(self._ask("propose_settlement", day=DAY, items=chosen))

    def reverse(self, deed: Deed) -> bool:
        """In red."""
        if not self.posted:
            return False
        named = self.posted[deed.who % len(self.posted)]
        return self._hand_over(self._ask("reverse_voucher", voucher=named, reason="wrong"))

    def correct(self, deed: Deed) -> bool:
        """In red, and the same once more with another memo: no balance moves."""
        if not self.posted:
            return False
        named = self.posted[deed.who % len(self.posted)]
        copy = self.world.call(MAKER, "corrected_copy", voucher=named)
        if not isinstance(copy, Done):
            assert isinstance(copy, Invalid), copy
            return False
        rows = [row.model_dump() | {"memo": "again"} for row in copy.result.rows]  # type: ignore[attr-defined]
        before = self._balances()
        done = self._hand_over(self._ask("correct_voucher", voucher=named, date=DAY, rows=rows))
        assert self._balances() == before
        return done

    def revalue(self, deed: Deed) -> bool:
        """Before the month is over."""
        return self._confirm_run(self._ask("propose_month_end", period=MONTH, step="revaluation"))

    def close(self, deed: Deed) -> bool:
        """Every step that has something to post, then the close."""
        if self.closed:
            return False
        for step in self.world.must(CHECKER, "month_end", period=MONTH).steps:
            if step.run:
                self._confirm_run(self._ask("propose_month_end", period=MONTH, step=step.key))
        shut = self.world.call(CHECKER, "close_month", period=MONTH)
        assert isinstance(shut, Done), shut
        self.closed = True
        return True

    def reopen(self, deed: Deed) -> bool:
        """With a reason; the maker may not."""
        if not self.closed:
            return False
        assert isinstance(self.world.call(MAKER, "reopen_month", period=MONTH, reason="x"), Denied)
        self.world.must(CHECKER, "reopen_month", period=MONTH, reason="one more")
        self.closed = False
        return True

    def close_again(self, deed: Deed) -> bool:
        """Closed, opened, closed: the figures are the same."""
        if not self.closed:
            return False
        self.reopen(deed)
        self.close(deed)
        assert self.figures() == self.known
        return True

    # how it happens

    def _ask(self, tool: str, /, **arguments: Any) -> Any:
        """What the maker proposed; None where the door says it cannot be."""
        outcome = self.world.call(MAKER, tool, **arguments)
        assert isinstance(outcome, Done | Invalid), outcome
        return outcome.result if isinstance(outcome, Done) else None

    def _type(self, *rows: dict[str, Any]) -> bool:
        made = self._ask("type_voucher", rows=list(rows), date=DAY, memo="m")
        return self._hand_over(made, keep=True)

    def _hand_over(self, made: Any, *, keep: bool = False) -> bool:
        """Submitted by its maker, who may not confirm it; confirmed by the other."""
        if made is None:
            return False
        shown = self.world.must(MAKER, "open_proposal", proposal=made.proposal)
        paper = {"proposal": made.proposal, "digest": shown.digest}
        self.world.must(MAKER, "submit_proposal", **paper)
        assert isinstance(self.world.call(MAKER, "confirm_proposal", **paper), Denied)
        return self._post("confirm_proposal", paper, keep=keep)

    def _confirm_run(self, made: Any) -> bool:
        if made is None or not made.proposal:
            return False
        paper = {"proposal": made.proposal, "digest": made.digest}
        assert isinstance(self.world.call(MAKER, "confirm_run", **paper), Denied)
        return self._post("confirm_run", paper, keep=False)

    def _post(self, confirm: str, paper: dict[str, str], *, keep: bool) -> bool:
        outcome = self.world.call(CHECKER, confirm, **paper)
        if not isinstance(outcome, Done):
            assert isinstance(outcome, Invalid) and self.closed, outcome
            self.world.must(MAKER, "withdraw_proposal", proposal=paper["proposal"])
            return False
        self.world.later(11)
        (posted,) = self.world.must("system", "post_confirmed").posted
        if posted.batch is not None and keep:
            self.posted.append(f"{posted.batch}.1")
        return posted.batch is not None

    # what must hold

    def _items(self) -> list[Any]:
        rows = self.world.must(CHECKER, "list_open_items", as_of="2026-11-30").rows
        return sorted(rows, key=lambda one: (one.account, one.party, one.currency, one.open, one.key))

    def _balances(self) -> dict[str, Decimal]:
        rows = self.world.must(CHECKER, "trial_balance", period=SPAN).rows
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for row in rows:
            if row.leaf:
                sums[row.account] += row.base_closing
        return {account: value for account, value in sums.items() if value}

    def figures(self) -> dict[str, dict[str, Decimal]]:
        """The three statements by row, once each law was held against them."""
        sheet, income, flow = (self._rows(one, **asked) for one, asked in (
            ("balance_sheet", {"as_of": "2026-11-30"}), ("income_statement", {"period": SPAN}), ("cash_flow", {"period": SPAN}),
        ))  # fmt: skip
        balances, items = self._balances(), self._items()
        assert sum(balances.values()) == 0
        assert sheet["A39"] == sheet["E10"], "assets are not liabilities and equity"
        assert sheet["E08"] == income["R40"], "profit of the statements is not in equity"
        cash = sum(value for account, value in balances.items() if account.startswith(("1001", "1002", "1012")))
        assert sheet["A01"] == flow["C35"] == cash
        assert sum(flow[row] for row in ("C10", "C22", "C31", "C32", "U")) == cash and flow["U"] == 0
        for account in CONTROL:
            assert sum(one.base for one in items if one.account == account) == balances.get(account, 0), account
        return {"sheet": sheet, "income": income, "flow": flow}

    def _rows(self, statement: str, **asked: Any) -> dict[str, Decimal]:
        found = self.world.must(CHECKER, statement, **asked, layout="cas_2019")
        return {one.row: one.amount for one in found.rows if one.amount is not None}
