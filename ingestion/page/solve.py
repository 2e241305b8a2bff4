"""Net, tax and gross together: of all that labels suggest, the three that add up.

The trick: a label alone is often wrong (a column may be called Total twice), but net + tax = gross singles out the
right three on almost every invoice, and where it holds it is a witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from ingestion.page.labels import LAST_BILL
from ingestion.page.money import Money, all_money
from ingestion.page.paper import Paper, printed
from ingestion.page.roles import Role
from ingestion.page.totals import Named, named_amounts
from ledger.evidence.field import Field

_WITNESS = "arithmetic"
_HIGHEST_RATE = Decimal("0.28")
_NAMELESS = 0.1
_CALLED = 0.65
"""A greater amount with so sure a label calls itself the total, too: none is sure then."""
_CALLED_PAID = 0.9
"""Nothing was paid only where a label says so that means nothing else."""
_MOST = 24
"""Candidates of one role that are looked at: bounds the work on a hostile page."""


@dataclass(frozen=True)
class Part:
    """A candidate for one of the three: its value, how sure its label is, the amounts it stands on."""

    value: Decimal
    score: float
    money: tuple[Money, ...]
    labelled: bool = True


@dataclass(frozen=True)
class Solution:
    """Three parts that add up."""

    net: Part
    tax: Part
    gross: Part

    @property
    def score(self) -> float:
        """Sum of the labels' sureness."""
        return self.net.score + self.tax.score + self.gross.score


def read_totals(paper: Paper, lines_sum: Decimal | None = None) -> dict[str, Field]:
    """net, tax, gross, due_amount and prepaid, as far as printed; the sum of the lines is a candidate for net."""
    named, money = named_amounts(paper), all_money(paper)
    parts = {role: _parts(named, role) for role in Role}
    known = [one for one in money if one.value == lines_sum]
    if known and all(part.value != lines_sum for part in parts[Role.NET]):
        parts[Role.NET].append(Part(known[-1].value, 0.6, (known[-1],)))
    carried = any(LAST_BILL.search(line.folded) for line in paper.lines)
    alone = {**parts, Role.DUE: []} if carried else parts  # what is due holds what the bill before left
    if not parts[Role.GROSS] and not parts[Role.DUE]:  # a receipt: what was paid is what was charged
        alone[Role.GROSS] = parts[Role.PREPAID]
    solution = _best(_solutions(alone, money))
    fields = _solved(solution, parts) if solution else _unsolved(alone)
    return fields | _payment(parts, fields)


def _parts(named: Iterable[Named], role: Role) -> list[Part]:
    """Candidates of a role by value, the best label of each kept; repeated values gain a little."""
    best: dict[Decimal, Part] = {}
    for one in named:
        if one.role is role:
            value = abs(one.money.value) if role in (Role.TAX, Role.PREPAID) else one.money.value
            known = best.get(value)
            score = one.score if known is None else max(known.score, one.score) + 0.05
            money = (one.money,) if known is None or one.score > known.score else known.money
            best[value] = Part(value, score, money)
    return sorted(best.values(), key=lambda part: -part.score)[:_MOST]


def _taxes(parts: list[Part]) -> list[Part]:
    """Each tax amount, and their sum where there are a few (one per rate)."""
    single = [part for part in parts if part.value]
    out = [*parts, *(Part(-part.value, part.score, part.money) for part in single)]
    few = [part for part in single if part.score >= 0.5][:6]
    for size in range(2, len(few) + 1):
        total = sum((part.value for part in few[:size]), Decimal(0))
        money = tuple(money for part in few[:size] for money in part.money)
        out += [Part(total, 0.75, money, labelled=False), Part(-total, 0.75, money, labelled=False)]
    return out


def _solutions(parts: dict[Role, list[Part]], money: Sequence[Money]) -> Iterable[Solution]:
    plain: dict[Decimal, Money] = {}
    for one in money:
        plain.setdefault(one.value, one)
    gross = [*parts[Role.GROSS], *(Part(part.value, part.score * 0.6, part.money) for part in parts[Role.DUE])]
    nets, taxes = parts[Role.NET], _taxes(parts[Role.TAX])
    by_tax = {part.value: part for part in sorted(taxes, key=lambda part: part.score)}
    for total, net in product(gross, nets):
        tax = by_tax.get(total.value - net.value)
        if tax is not None and (total.value or not tax.value):
            yield Solution(net, tax, total)
        elif total.value - net.value in plain and 0 < (total.value - net.value) / (net.value or 1) < _HIGHEST_RATE:
            rest = total.value - net.value
            yield Solution(net, Part(rest, 0.05, (plain[rest],), labelled=False), total)
        elif total.value == net.value and not any(part.value for part in taxes):
            yield Solution(net, Part(Decimal(0), 0.0, (), labelled=False), total)
    for total, tax in product(gross, taxes):
        rest = total.value - tax.value
        if rest in plain and total.value and abs(tax.value) < abs(total.value):
            yield Solution(Part(rest, 0.1, (plain[rest],), labelled=False), tax, total)
    for net, tax in product(nets, taxes):
        total_value = net.value + tax.value
        if tax.value and total_value in plain and net.value and tax.labelled:
            yield Solution(net, tax, Part(total_value, 0.2, (plain[total_value],), labelled=False))


def _plausible(one: Solution) -> bool:
    """The three have one sign, and net and gross are not the same ink."""
    signs = {value > 0 for value in (one.net.value, one.tax.value, one.gross.value) if value}
    same_ink = one.net.money and one.gross.money and one.net.money[-1] == one.gross.money[-1]
    return len(signs) <= 1 and not same_ink and abs(one.tax.value) <= abs(one.net.value)


def _best(solutions: Iterable[Solution]) -> Solution | None:
    ranked = sorted(
        filter(_plausible, solutions),
        key=lambda one: (round(one.score + (0.3 if one.tax.value else 0.0), 1), abs(one.gross.value)),
    )
    return ranked[-1] if ranked else None


def _field(part: Part, confidence: float, *witnesses: str) -> Field:
    if not part.money:
        return Field(part.value, confidence, witnesses=witnesses)
    money = part.money[-1]
    return printed(part.value, confidence, money.line, money.words, *witnesses)


def _solved(found: Solution, parts: dict[Role, list[Part]]) -> dict[str, Field]:
    rivals = [part for part in parts[Role.GROSS] if part.score >= _CALLED and abs(part.value) > abs(found.gross.value)]
    real = bool(found.tax.value) and found.tax.value != found.net.value
    nameless = real and found.tax.score < _NAMELESS  # the difference may as well be freight
    sure = (
        found.gross.labelled
        and (found.net.labelled or found.tax.labelled)
        and not rivals
        and (real or found.gross.score >= 0.7)
        and not nameless
    )
    witness = (_WITNESS,) if sure and (real or (found.net.labelled and bool(found.tax.money))) else ()
    confidence = 0.97 if sure and real else 0.92 if sure else 0.8 if nameless else 0.7
    fields = {"gross": _field(found.gross, confidence, *witness)}
    if found.net.money:
        net_sure = confidence if found.net.labelled or real else min(confidence, 0.85)
        fields["net"] = _field(found.net, net_sure, *witness)
    if found.tax.money:
        fields["tax"] = _field(found.tax, 0.6 if nameless else confidence, *witness)
    return fields


def _unsolved(parts: dict[Role, list[Part]]) -> dict[str, Field]:
    """No three add up: the best label of each, never sure."""
    fields = {}
    for role, name in ((Role.NET, "net"), (Role.TAX, "tax")):
        if parts[role]:
            fields[name] = _field(parts[role][0], 0.6)
    due = () if parts[Role.PREPAID] and parts[Role.GROSS] else parts[Role.DUE]
    gross = [*parts[Role.GROSS], *(Part(part.value, part.score * 0.95, part.money) for part in due)]
    if gross:
        best = max(gross, key=lambda part: (round(part.score, 1), abs(part.value)))
        agrees = any(part.value == best.value for part in parts[Role.DUE]) and bool(parts[Role.GROSS])
        alone = len({part.value for part in gross if part.score >= 0.7}) == 1
        fields["gross"] = _field(best, 0.9 if agrees and alone else 0.8 if alone else 0.6)
    return fields


def _payment(parts: dict[Role, list[Part]], fields: dict[str, Field]) -> dict[str, Field]:
    out = {}
    gross = fields["gross"].value if "gross" in fields else None
    told = (part for part in parts[Role.PREPAID] if part.score >= _CALLED_PAID or (part.value and part.value != gross))
    prepaid, due = list(told)[:1], parts[Role.DUE][:1]
    if due:
        adds = bool(prepaid) and isinstance(gross, Decimal) and gross - prepaid[0].value == due[0].value
        same = due[0].value == gross
        out["due_amount"] = _field(due[0], 0.95 if adds or same else 0.75, *((_WITNESS,) if adds or same else ()))
    if prepaid:
        out["prepaid"] = _field(prepaid[0], 0.9 if due else 0.75)
    return out
