"""合计, 价税合计 in figures and in words: three witnesses for one amount."""

from __future__ import annotations

import re
from decimal import Decimal

from ingestion.china.amounts import amount_of, decimal_of
from ingestion.page.money import Money, amounts_in
from ingestion.page.paper import Paper, printed
from ingestion.pdf.lines import Line
from ingestion.values.amounts import read_amount
from ingestion.values.daxie import NUMERALS, read_daxie
from ledger.core import Problem, problem
from ledger.evidence.field import Field

_FIGURES = re.compile(r"(?:\(小写\)|小写):?[¥]?(-?[¥]?\d[\d,]*\.\d{2})")
_WORDS = re.compile(rf"(?:\(大写\)|大写):?[⊗ⓧ⊗×xX○¥]?((?:\(?负\)?)?[{NUMERALS}]{{2,40}})")
_SUM_ROW = re.compile(r"^(?:合?计|金额合计)(?=[¥\d*-]|$)")
_UNTAXED = re.compile(r"免税|不征税|\*{3}")
_LONE_TOTALS = re.compile(
    r"(?:票价|价税合计|合计金额|金额合计|应付金额|总金额|实收金额|金额):?[¥]?(-?\d[\d,]*\.\d{2})元?"
)


def read_totals(paper: Paper) -> tuple[dict[str, Field], list[Problem]]:
    """``gross``, ``net``, ``tax`` with their witnesses, and problems where figures and words disagree."""
    figures, words = _figures(paper), _in_words(paper)
    problems: list[Problem] = []
    fields: dict[str, Field] = {}
    if figures is not None:
        fields["gross"] = figures
    if words is not None:
        field, amount = words
        if figures is None:
            fields["gross"] = field
        elif figures.value == amount:
            fields["gross"] = figures.witnessed("words", 0.99)
        else:
            fields["gross"] = figures.doubted(0.5)
            problems.append(problem("reading.words_differ", "gross", figures=figures.value, words=amount))
    gross = fields["gross"].value if "gross" in fields else None
    if isinstance(gross, Decimal):
        fields |= _parts(paper, gross, fields["gross"]) or _labelled_parts(paper, gross, fields["gross"])
    if problems:
        fields = {name: field.doubted(0.5) for name, field in fields.items()}
    return fields, problems


def _figures(paper: Paper) -> Field | None:
    for pattern, confidence in ((_FIGURES, 0.95), (_LONE_TOTALS, 0.85)):
        for line in paper.lines:
            match = pattern.search(line.compact) if line.page.number == 1 else None
            amount = read_amount(match[1].replace("¥", ""), ".") if match else None
            if match and amount is not None:
                return printed(amount, confidence, line, line.compact_words(match.start(1), match.end(1)))
    return None


def _in_words(paper: Paper) -> tuple[Field, Decimal] | None:
    for line in paper.lines:
        match = _WORDS.search(line.compact) if line.page.number == 1 else None
        if match is None:
            continue
        amount = read_daxie(line.compact_text(match.start(1), match.end(1)))
        if amount is not None:
            return printed(amount, 0.9, line, line.compact_words(match.start(1), match.end(1))), amount
    return None


def _parts(paper: Paper, gross: Decimal, field: Field) -> dict[str, Field]:
    """Net and tax: the 合计 row, else any row whose two amounts add up to the gross."""
    rows = [line for line in paper.lines if line.page.number == 1]
    sums = [line for line in rows if _SUM_ROW.match(line.compact)]
    for line, confidence in (*((one, 0.97) for one in _with_neighbours(rows, sums)), *((one, 0.92) for one in rows)):
        pair = _adding_up(line, gross)
        if pair is not None:
            net, tax = pair
            return {
                "net": printed(net.value, confidence, line, net.words, "arithmetic"),
                "tax": printed(tax.value, confidence, line, tax.words, "arithmetic"),
                "gross": field.witnessed("arithmetic", 0.98),
            }
    untaxed = any(_UNTAXED.search(row.compact) for row in rows)
    for line in sums if untaxed else ():
        alone = [money for money in amounts_in(line, ".") if money.value == gross]
        if alone:
            return {"net": printed(gross, 0.9, line, alone[0].words, "arithmetic"), "gross": field}
    return {}


def _labelled_parts(paper: Paper, gross: Decimal, field: Field) -> dict[str, Field]:
    """Net and tax apart, each behind its own label (机动车), where they come to the gross."""
    net, tax = amount_of(paper, r"不含税价(?:格)?"), amount_of(paper, r"(?:增值税)?税额")
    if net is None or tax is None or decimal_of(net) + decimal_of(tax) != gross:
        return {}
    return {
        "net": net.witnessed("arithmetic", 0.97),
        "tax": tax.witnessed("arithmetic", 0.97),
        "gross": field.witnessed("arithmetic", 0.98),
    }


def _with_neighbours(rows: list[Line], sums: list[Line]) -> list[Line]:
    """The 合计 rows, then rows within half a line of them: values are often overprinted a little off."""
    near = [row for row in rows for one in sums if row is not one and abs(row.top - one.top) < one.height]
    return [*sums, *near]


def _adding_up(line: Line, gross: Decimal) -> tuple[Money, Money] | None:
    money = amounts_in(line, ".")
    for position, net in enumerate(money):
        for tax in money[position + 1 :]:
            if net.value + tax.value == gross and abs(tax.value) < abs(net.value):
                return net, tax
    return None
