"""The trial balance as it goes into a file: code and name apart, the year's movement, own-currency figures where any."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.core import currency_name, say
from ledger.reports.trial_balance import Figures, TrialRow
from tools.blocks import Cell, Column, Ref, Row, Table, money, words

HEADS = ("opening", "debit", "credit", "year_debit", "year_credit", "closing")


def _columns(language: str, foreign: bool) -> tuple[Column, ...]:
    def title(head: str) -> str:
        return say(f"report.{head}_signed" if head in ("opening", "closing") else f"report.{head}", language)

    columns = [Column(title=say("report.code", language)), Column(title=say("report.account", language))]
    columns += [Column(title=title(head), numeric=True) for head in HEADS]
    if foreign:
        columns.append(Column(title=say("report.currency", language)))
        columns += [
            Column(title=say("report.own_currency", language, head=title(head)), numeric=True) for head in HEADS
        ]
    return tuple(columns)


def _figures(figures: Figures, currency: str) -> list[Cell]:
    return [money(getattr(figures, head), currency) for head in HEADS]


def trial_sheet(rows: Sequence[TrialRow], total: Figures, base: str, language: str) -> Table:
    """All rows in base currency; a row in another currency carries its own figures beside them."""
    foreign = any(row.currency != base for row in rows)
    filed = []
    for row in rows:
        name = row.name_en if language == "en" else row.name_zh
        cells: list[Cell] = [words(row.account, Ref(kind="account", id=row.account)), words(name)]
        cells += _figures(row.base, base)
        if foreign:
            cells += [words(currency_name(row.currency)), *_figures(row.amount, row.currency)]
        filed.append(Row(cells=tuple(cells), indent=row.level - 1))
    blank = [words("")] * (len(HEADS) + 1) if foreign else []
    sums: list[Cell] = [words(""), words(say("report.total", language)), *_figures(total, base), *blank]
    return Table(columns=_columns(language, foreign), rows=(*filed, Row(cells=tuple(sums), weight="total")))
