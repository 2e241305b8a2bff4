"""Tax codes of typed lines: what is wrong with a code, the tax lines that are still missing, and the base each tax stands on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger.books.entries import LineDraft, Side
from ledger.core import Problem, problem
from ledger.posting_rules.tax_codes import Regime, TaxCode, code_on, codes_on
from ledger.posting_rules.tax_of_invoice import Part, off


@dataclass(frozen=True, slots=True)
class Ground:
    """What tax codes are looked at by: regime, day, tax accounts by role, and accounts that carry no code (cash, what is owed)."""

    regime: Regime
    day: date
    roles: Mapping[str, str]
    bare: Collection[str]

    @property
    def taxes(self) -> dict[str, str]:
        """Tax account to its role."""
        return {self.roles[role]: role for role in ("tax_output", "tax_reverse", "tax_input")}

    def code(self, name: str | None) -> TaxCode | None:
        """The row of a code that holds on the day."""
        return code_on(self.regime.code, name, self.day) if name else None


@dataclass(frozen=True, slots=True)
class TaxLine:
    """A tax line to be added: account, side and signed minor units."""

    account: str
    side: Side
    amount_minor: int
    code: str


def faults(lines: Sequence[LineDraft], ground: Ground) -> list[Problem]:
    """Codes nobody knows on the day, and codes where none belongs, each at its cell."""
    told = []
    for at, line in enumerate(lines):
        if not line.tax_code:
            continue
        where = f"lines.{at}.tax_code"
        if ground.code(line.tax_code) is None:
            known = ", ".join(one.code for one in codes_on(ground.regime.code, ground.day))
            told.append(
                problem("tax.unknown_code", where, tax_code=line.tax_code, day=ground.day.isoformat(), known=known)
            )
        elif line.account in ground.bare and line.account not in ground.taxes:
            told.append(problem("tax.no_code_here", where, account=line.account))
    return told


def _bases(lines: Sequence[LineDraft], ground: Ground) -> dict[str, int]:
    """Base of each code in minor units: credits of sales, debits of purchases, without tax that lies in them."""
    found: dict[str, int] = {}
    for line in lines:
        code = ground.code(line.tax_code)
        if code is not None and line.account not in ground.taxes:
            sale = code.direction == "sale"
            plus = (line.side is Side.CREDIT) == sale
            found[code.code] = found.get(code.code, 0) + (line.amount_minor if plus else -line.amount_minor)
    known = {name: ground.code(name) for name in found}
    return {name: code.net_of(amount) for name, amount in found.items() if (code := known[name]) is not None}


def with_bases(lines: Sequence[LineDraft], ground: Ground) -> tuple[LineDraft, ...]:
    """The lines, each on a tax account with the base its tax stands on, in the line's currency."""
    bases = _bases(lines, ground)
    return tuple(
        replace(line, tax_base_minor=bases.get(line.tax_code) if line.account in ground.taxes else None)
        if line.tax_code else line
        for line in lines
    )  # fmt: skip


def missing(lines: Sequence[LineDraft], ground: Ground) -> list[TaxLine]:
    """The tax lines of codes that have a base and no tax line yet; nothing where no tax arises or it lies in cost."""
    booked = {(line.tax_code, ground.taxes[line.account]) for line in lines if line.account in ground.taxes}
    made = []
    for name, base in _bases(lines, ground).items():
        code = ground.code(name)
        assert code is not None
        wanted = [("tax_input", Side.DEBIT)] if code.input_boxes else []
        if code.output_boxes:
            wanted.append(("tax_reverse" if code.self_assessed else "tax_output", Side.CREDIT))
        for role, side in wanted:
            tax = code.input_of(code.tax(base)) if role == "tax_input" else code.tax(base)
            if tax and (name, role) not in booked:
                made.append(TaxLine(ground.roles[role], side, tax, name))
    return made


def notes(lines: Sequence[LineDraft], ground: Ground, currency: str) -> list[Problem]:
    """Tax that is not base × rate: a rounding inside the tolerance, to be looked at beyond it."""
    told, bases = [], _bases(lines, ground)
    for name in dict.fromkeys(line.tax_code for line in lines if line.tax_code):
        code = ground.code(name)
        if code is None or code.treatment in ("import", "not_deductible"):
            continue
        for role, boxes in (("tax_input", code.input_boxes), ("", code.output_boxes)):
            tax, base = _tax(lines, ground, name, role), bases.get(name, 0)
            wanted = code.input_of(code.tax(base)) if role else code.tax(base)
            said = off(Part(code, base, tax), ground.regime, currency, wanted) if boxes else None
            told += [said] if said is not None and said not in told else []
    return told


def _tax(lines: Sequence[LineDraft], ground: Ground, name: str, role: str) -> int:
    """What stands on input tax, or (role empty) on both accounts of tax owed."""
    total = 0
    for line in lines:
        own = ground.taxes.get(line.account)
        if line.tax_code == name and own is not None and (own == "tax_input") == bool(role):
            plus = line.side is (Side.DEBIT if role else Side.CREDIT)
            total += line.amount_minor if plus else -line.amount_minor
    return total
