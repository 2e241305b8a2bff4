"""The VAT return of a regime with boxes: base and tax a box from the tax codes of lines, the books' tax accounts beside it.

A line with a code is a base, or on a tax account its tax. A red voucher carries the code with a negative amount, so it
takes back what the black one brought. What has no code, or one that did not hold on its day, is told, never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ledger.books.calendar import day_text, period_number
from ledger.books.entries import EntryKind, VoucherKey
from ledger.core import from_minor, to_minor
from ledger.posting_rules.tax_codes import Box, BoxKind, Regime, TaxCode, boxes_on, code_on
from ledger.store import Unit
from ledger.store.statement import text

SETTLED_BY = "closing:tax_settlement"
LAST_ADJUSTMENT, MOST_LOOSE = 99, 50
OUTPUT, REVERSE, INPUT, SALES = 1, 2, 3, 4
TAX_ROLES = {"tax_output": OUTPUT, "tax_reverse": REVERSE, "tax_input": INPUT}
# CROSS JOIN: SQLite takes the period's batches first, everything else is a look-up by key
_LINES = """
  WITH moved AS MATERIALIZED (
    SELECT l.batch_id, l.entry_no, l.tax_code, b.series, b.first_number,
      CASE l.side WHEN 1 THEN l.base_minor ELSE -l.base_minor END AS signed,
      CASE WHEN a.code = :output THEN 1 WHEN a.code = :reverse THEN 2 WHEN a.code = :input THEN 3
        WHEN {sales} THEN 4 ELSE 0 END AS part
    FROM batch AS b CROSS JOIN line AS l CROSS JOIN cell AS c CROSS JOIN account AS a
    WHERE b.tenant_id = :t AND b.book_id = :b AND b.period >= :start AND b.period <= :end AND b.layer = 0
      AND l.tenant_id = b.tenant_id AND l.batch_id = b.batch_id AND c.tenant_id = l.tenant_id AND c.cell_id = l.cell_id
      AND a.tenant_id = c.tenant_id AND a.book_id = c.book_id AND a.account_id = c.account_id)
  SELECT m.batch_id, m.entry_no, m.series, m.first_number, e.posting_date, m.tax_code, m.part, sum(m.signed) AS signed,
    coalesce(o.document_date, e.document_date) AS of_day
  FROM moved AS m JOIN entry AS e ON e.tenant_id = :t AND e.batch_id = m.batch_id AND e.entry_no = m.entry_no
  LEFT JOIN entry AS o ON o.tenant_id = :t AND o.batch_id = coalesce(e.reverses_batch, e.corrects_batch)
    AND o.entry_no = coalesce(e.reverses_entry, e.corrects_entry)
  WHERE (m.tax_code IS NOT NULL OR m.part > 0) AND e.kind <> :opening AND e.source <> :settled
  GROUP BY m.batch_id, m.entry_no, m.series, m.first_number, e.posting_date, m.tax_code, m.part, o.document_date, e.document_date
  ORDER BY e.posting_date, m.batch_id, m.entry_no"""


class Why(StrEnum):
    """What keeps an amount out of the boxes, or is to be looked at before filing."""

    TAX_WITHOUT_CODE = "tax_without_code"
    SALE_WITHOUT_CODE = "sale_without_code"
    UNKNOWN_CODE = "unknown_code"
    OTHER_RATE = "other_rate"


@dataclass(frozen=True, slots=True)
class Touch:
    """What a voucher brings to a box, in base minor units; ``why`` where it brings nothing and is to be looked at."""

    key: VoucherKey
    label: str
    day: str
    code: str
    base_minor: int = 0
    tax_minor: int = 0
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A box as filed (``base``, ``tax``; None where the form has none) and as the books have it."""

    box: Box
    base_minor: int | None
    tax_minor: int | None
    books_base_minor: int | None
    books_tax_minor: int | None
    count: int

    @property
    def difference_minor(self) -> int:
        """Tax as filed less the books': decimals that the form does not take, or roundings of documents."""
        return (self.tax_minor or 0) - (self.books_tax_minor or 0) if self.books_tax_minor is not None else 0


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A tax account: what the period moved on it, and what of that stands in boxes; tax owed positive."""

    role: str
    account: str
    books_minor: int
    boxes_minor: int


@dataclass(frozen=True, slots=True)
class BoxReturn:
    """``rounding_minor``: printed tax less base × rate, of all vouchers inside the tolerance."""

    regime: Regime
    rows: tuple[BoxRow, ...]
    accounts: tuple[AccountRow, ...]
    loose: tuple[Touch, ...]
    rounding_minor: int
    touches: Mapping[str, tuple[Touch, ...]]


@dataclass(slots=True)
class _Sums:
    base: int = 0
    tax: int = 0
    touches: dict[tuple[VoucherKey, str], Touch] = field(default_factory=dict)

    def take(self, seen: Touch, base: int, tax: int) -> None:
        """Base or tax of a voucher: both stand in one row."""
        self.base += base
        self.tax += tax
        before = self.touches.get((seen.key, seen.code), seen)
        self.touches[seen.key, seen.code] = replace(
            before, base_minor=before.base_minor + base, tax_minor=before.tax_minor + tax
        )


class _Reading:
    """The lines of a period sorted into boxes."""

    def __init__(self, regime: Regime, roles: Mapping[str, str]) -> None:
        self.regime, self.roles = regime, roles
        self.boxes: dict[str, _Sums] = defaultdict(_Sums)
        self.moved: dict[int, list[int]] = {part: [0, 0] for part in TAX_ROLES.values()}
        self.loose: list[Touch] = []
        self.rounding = 0
        self._pairs: dict[tuple[VoucherKey, str], tuple[TaxCode, Touch, list[int]]] = {}

    def take(self, seen: Touch, part: int, signed: int, of_day: date) -> None:
        """One voucher's lines of a code on a kind of account; ``signed`` has credit positive.

        The code is that of the document's day, of the voucher put right where it is a correction.
        """
        code = code_on(self.regime.code, seen.code, of_day) if seen.code else None
        if part in self.moved:
            self.moved[part][0] += signed
            self.moved[part][1] += signed if code else 0
        if code is None:
            self._loose(seen, part, signed)
        elif part in self.moved:
            boxes = code.input_boxes if part == INPUT else code.output_boxes
            self._add(boxes, seen, 0, -signed if part == INPUT else signed)
            self._pair(code, seen)[0 if part == INPUT else 1] += -signed if part == INPUT else signed
        else:
            base = code.net_of(signed if code.direction == "sale" else -signed)
            self._add(code.base_boxes, seen, base, 0)
            self._pair(code, seen)[2] += base

    def _pair(self, code: TaxCode, seen: Touch) -> list[int]:
        return self._pairs.setdefault((seen.key, code.code), (code, seen, [0, 0, 0]))[2]

    def _loose(self, seen: Touch, part: int, signed: int) -> None:
        why = Why.UNKNOWN_CODE if seen.code else Why.SALE_WITHOUT_CODE if part == SALES else Why.TAX_WITHOUT_CODE
        tax = signed if part in self.moved else 0
        self.loose.append(Touch(seen.key, seen.label, seen.day, seen.code, 0 if tax else signed, tax, why))

    def _add(self, boxes: Sequence[str], seen: Touch, base: int, tax: int) -> None:
        for number in boxes:
            self.boxes[number].take(seen, base, tax)

    def judge(self) -> None:
        """Each voucher's tax against base × rate: a rounding inside the tolerance, told beyond it."""
        for code, seen, (deducted, owed, base) in self._pairs.values():
            if code.treatment in ("import", "not_deductible"):
                continue
            whole = code.tax(base)
            for due, tax, wanted in (
                (code.output_boxes, owed, whole),
                (code.input_boxes, deducted, code.input_of(whole)),
            ):
                off = tax - wanted if due else 0
                if abs(off) > self.regime.tolerance_minor:
                    self.loose.append(Touch(seen.key, seen.label, seen.day, seen.code, base, tax, Why.OTHER_RATE))
                elif not code.self_assessed:
                    self.rounding += off


def _filed(boxes: Sequence[Box], sums: Mapping[str, _Sums], unit_minor: int) -> list[BoxRow]:
    rows: list[BoxRow] = []
    filed: dict[str, int] = {}
    for box in boxes:
        found = sums.get(box.number, _Sums())
        base = box.as_filed(found.base, unit_minor)
        count = len({key for key, _ in found.touches})
        if box.kind is BoxKind.BASE:
            rows.append(BoxRow(box, base, None, found.base, None, count))
        elif box.kind is BoxKind.BOTH:
            rows.append(BoxRow(box, base, box.tax_of(base), found.base, found.tax, count))
        elif box.kind is BoxKind.TAX:
            rows.append(BoxRow(box, None, found.tax, None, found.tax, count))
        else:
            total = sum(
                -filed[one[1:]] if one.startswith("-") else filed[one]
                for one in box.formula
                if one.lstrip("-") in filed
            )
            rows.append(BoxRow(box, None, total, None, None, 0))
        filed[box.number] = rows[-1].tax_minor or 0
    return rows


def _of_sales(roles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Roles of the accounts on which every line should have a code."""
    return sorted((role, code) for role, code in roles.items() if role.startswith("tax_sales"))


def tax_boxes(
    unit: Unit, book_id: int, currency: str, months: tuple[str, str], last_day: date, roles: Mapping[str, str], regime: Regime
) -> BoxReturn:  # fmt: skip
    """The return of the months from first to last, by the form in force on the last day."""
    sales = {f"sales{at}": f"{code}%" for at, (_, code) in enumerate(_of_sales(roles))}
    found = unit.connection.execute(
        text(_LINES.format(sales=" OR ".join(f"a.code LIKE :{name}" for name in sales) or "1 = 0")),
        {"t": unit.tenant, "b": book_id, "start": period_number(months[0]), "end": period_number(months[1]) + LAST_ADJUSTMENT,
         "output": roles["tax_output"], "reverse": roles["tax_reverse"], "input": roles["tax_input"],
         **sales, "opening": int(EntryKind.OPENING), "settled": SETTLED_BY},
    )  # fmt: skip
    reading = _Reading(regime, roles)
    for row in found:
        label = f"{row[2]}-{row[3] + row[1] - 1:04}"
        seen = Touch(VoucherKey(int(row[0]), int(row[1])), label, day_text(int(row[4])), row[5] or "")
        reading.take(seen, int(row[6]), int(row[7]), date.fromisoformat(day_text(int(row[8]))))
    reading.judge()
    unit_minor = to_minor(Decimal(1), currency)
    assert from_minor(unit_minor, currency) == 1
    return BoxReturn(
        regime, tuple(_filed(boxes_on(regime.code, last_day), reading.boxes, unit_minor)),
        tuple(
            AccountRow(role, roles[role], *reading.moved[part]) for role, part in TAX_ROLES.items()
        ),
        tuple(reading.loose), reading.rounding, {number: tuple(one.touches.values()) for number, one in reading.boxes.items()},
    )  # fmt: skip
