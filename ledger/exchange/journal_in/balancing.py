"""From what a journal says to transactions that balance: amounts left out, assignments, assertions, automated postings.

hledger walks the postings by date, Ledger in the order of the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from ledger.exchange.incoming import Faults, Post, Transaction
from ledger.exchange.incoming.faults import Fault
from ledger.exchange.journal_in.amounts import Amount
from ledger.exchange.journal_in.raw import Assertion, Kind, RawJournal, RawPost, RawTransaction, Rule
from ledger.exchange.journal_in.rules import Matches, Seen, added, matcher
from ledger.exchange.journal_in.settings import Dialect, Settings
from ledger.exchange.journal_in.weighing import ZERO, Weighed, ZeroTest, convert, fill, group, prove, weigh

Held = dict[str, dict[str, Decimal]]
OneRule = tuple[Rule, Matches]


def resolve(
    raw: RawJournal, settings: Settings, rules: Sequence[Rule], faults: Faults, contra: str
) -> list[Transaction]:
    """Every transaction in the order of the file; what does not hold is kept in ``faults``."""
    zero = ZeroTest(_digits(raw, settings))
    tests: dict[int, OneRule] = {}
    for number, rule in enumerate(rules):
        try:
            if any(post.amount is None or post.assertion for post in rule.posts):
                raise Fault(rule.place, "import.rule_amount")
            tests[number] = (rule, matcher(rule))
        except Fault as fault:
            faults.keep(fault)
    walk = _Walk(settings.dialect, zero, tests)
    done: dict[int, Transaction] = {}
    for number in walk.order(raw.transactions):
        one = raw.transactions[number]
        try:
            done[number] = _plain(one, walk.transaction(one), contra)
        except Fault as fault:
            faults.keep(fault)
    for failed in walk.assertions():
        faults.keep(failed)
    return [done[number] for number in sorted(done)]


def _digits(raw: RawJournal, settings: Settings) -> dict[str, int]:
    """Digits of each commodity: as its directive says, else the most that an amount of it is written with."""
    found: dict[str, int] = {}
    for one in raw.transactions:
        for post in one.posts:
            if post.amount is not None:
                found[post.amount.commodity] = max(found.get(post.amount.commodity, 0), post.amount.digits)
    declared = {name: style.digits for name, style in settings.styles.items() if style.digits is not None}
    return found | declared


class _Walk:
    """Running balances, and one transaction after another."""

    def __init__(self, dialect: Dialect, zero: ZeroTest, rules: dict[int, OneRule]) -> None:
        self.dialect, self.zero, self.rules = dialect, zero, rules
        apart = ((Kind.REAL,), (Kind.BALANCED,))
        self.groups: tuple[tuple[Kind, ...], ...] = (
            apart if dialect is Dialect.HLEDGER else ((Kind.REAL, Kind.BALANCED),)
        )
        self.held: Held = defaultdict(lambda: defaultdict(lambda: ZERO))
        self.real: Held = defaultdict(lambda: defaultdict(lambda: ZERO))
        self.checks: list[tuple[str, int, RawPost, list[Weighed]]] = []

    def order(self, transactions: Sequence[RawTransaction]) -> list[int]:
        """Numbers of transactions in the order the program walks them."""
        numbers = range(len(transactions))
        if self.dialect is Dialect.LEDGER:
            return list(numbers)
        return sorted(numbers, key=lambda number: transactions[number].date)

    def transaction(self, one: RawTransaction) -> list[Weighed]:
        """The postings of one with every amount known, proved."""
        found: list[Weighed] = []
        left: list[RawPost] = []
        for raw in one.posts:
            made = self._known(raw)
            if made is None:
                left.append(raw)
                self.checks.append((raw.date, len(self.checks), raw, []))
                continue
            self._take(made)
            self.checks.append((raw.date, len(self.checks), raw, made))
            if self.dialect is Dialect.LEDGER and raw.assertion and raw.amount:
                self._assert(raw, raw.assertion, self._side(raw))
            found += made
        for kinds in self.groups:
            found += self._balanced(one, group(found, *kinds), [raw for raw in left if raw.kind in kinds])
        if any(raw.kind is Kind.VIRTUAL for raw in left):
            raise Fault(one.place, "import.virtual_open")
        extra = self._automated(one, found)
        if extra:
            self._take(extra)
            found += extra
            for kinds in self.groups:
                prove(one.place, group(found, *kinds), self.zero)
        return found

    def _known(self, raw: RawPost) -> list[Weighed] | None:
        if raw.amount is not None:
            return [weigh(raw, raw.amount, self.dialect)]
        if raw.assertion is None:
            return None
        asked, held = raw.assertion, self._balance(raw, raw.assertion)
        wanted = {asked.amount.commodity: asked.amount.quantity}
        whole = asked.sole or (self.dialect is Dialect.LEDGER and not asked.amount.commodity)
        names = dict.fromkeys([*wanted, *(held if whole else ())])
        made = []
        for name in names:
            missing = wanted.get(name, ZERO) - held.get(name, ZERO)
            if missing:
                made.append(weigh(raw, Amount(missing, name, asked.amount.digits), self.dialect))
        return made

    def _balanced(self, one: RawTransaction, members: list[Weighed], left: list[RawPost]) -> list[Weighed]:
        if len(left) > 1:
            raise Fault(one.place, "import.two_open")
        made: list[Weighed] = []
        if left:
            made = fill(left[0], members)
            self._take(made)
            next(made_by for _, _, raw, made_by in reversed(self.checks) if raw is left[0]).extend(made)
            members = members + made
        else:
            convert(members, self.zero)
        prove(one.place, members, self.zero)
        return made

    def _automated(self, one: RawTransaction, found: Sequence[Weighed]) -> list[Weighed]:
        extra: list[Weighed] = []
        for number, (rule, matches) in self.rules.items():
            if self.dialect is Dialect.LEDGER and number >= one.rules:
                break
            for post in found:
                seen = Seen(post.raw.account, post.commodity, post.raw.memo, post.amount)
                if matches(one, seen):
                    extra += [self._by_rule(raw, post) for raw in added(rule, seen)]
        return extra

    def _by_rule(self, raw: RawPost, of: Weighed) -> Weighed:
        assert raw.amount is not None
        if not raw.factor:
            return weigh(raw, raw.amount, self.dialect)
        times = raw.amount.quantity
        return Weighed(raw, of.amount * times, raw.amount.commodity or of.commodity, of.weight * times,
                       raw.amount.commodity or of.weight_commodity, of.digits + raw.amount.digits, of.priced)  # fmt: skip

    # balances --------------------------------------------------------------------------------
    def _take(self, posts: Sequence[Weighed]) -> None:
        for post in posts:
            self.held[post.raw.account][post.commodity] += post.amount
            if post.raw.kind is Kind.REAL:
                self.real[post.raw.account][post.commodity] += post.amount

    def _side(self, raw: RawPost) -> Held:
        """Ledger asks real postings about real ones alone."""
        return self.real if self.dialect is Dialect.LEDGER and raw.kind is Kind.REAL else self.held

    def _balance(self, raw: RawPost, asked: Assertion, side: Held | None = None) -> dict[str, Decimal]:
        held = self._side(raw) if side is None else side
        if not asked.inclusive:
            return held.get(raw.account, {})
        sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for account in [name for name in held if name == raw.account or name.startswith(f"{raw.account}:")]:
            for commodity, value in held[account].items():
                sums[commodity] += value
        return sums

    def assertions(self) -> list[Fault]:
        """hledger's checks, over all postings by their own dates, once every amount is known."""
        if self.dialect is Dialect.LEDGER:
            return []
        found, running = [], _empty()
        for _, _, raw, made in sorted(self.checks, key=lambda check: check[:2]):
            for post in made:
                running[raw.account][post.commodity] += post.amount
            if raw.assertion is not None:
                try:
                    self._assert(raw, raw.assertion, running)
                except Fault as fault:
                    found.append(fault)
        return found

    def _assert(self, raw: RawPost, asked: Assertion, held: Held) -> None:
        balance = self._balance(raw, asked, held)
        commodity = asked.amount.commodity
        names = [commodity]
        if asked.sole or (self.dialect is Dialect.LEDGER and not commodity):
            names = list(dict.fromkeys([commodity, *balance]))
        for name in names:
            wanted = asked.amount.quantity if name == commodity else ZERO
            there = balance.get(name, ZERO)
            off = there - wanted
            if off and not (self.dialect is Dialect.LEDGER and self.zero(name, off)):
                raise Fault(raw.place, "import.assertion", account=raw.account, stated=f"{wanted:f} {name}".strip(),
                            found=f"{there:f} {name}".strip(), difference=f"{off:f} {name}".strip())  # fmt: skip


def _empty() -> Held:
    return defaultdict(lambda: defaultdict(lambda: ZERO))


def _plain(one: RawTransaction, posts: Sequence[Weighed], contra: str) -> Transaction:
    """The neutral transaction; what virtual postings leave open stands against one account."""
    made = [
        Post(post.raw.account, post.amount, post.commodity, post.weight, post.weight_commodity, post.raw.memo,
             virtual=post.raw.kind is not Kind.REAL)
        for post in posts
    ]  # fmt: skip
    against: dict[tuple[str, str], list[Decimal]] = {}
    for post in group(posts, Kind.VIRTUAL):
        sums = against.setdefault((post.commodity, post.weight_commodity), [ZERO, ZERO])
        sums[0] += post.amount
        sums[1] += post.weight
    made += [Post(contra, -amount, commodity, -weight, priced, virtual=True)
             for (commodity, priced), (amount, weight) in against.items()]  # fmt: skip
    return Transaction(one.date, one.place, one.description, tuple(made), one.number)
