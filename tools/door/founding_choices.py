"""What the founding form offers, for channels that know nothing of charts."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.charts import standards
from ledger.core import say
from ledger.posting_rules.tax_codes import regimes


@dataclass(frozen=True, slots=True)
class Choice:
    """A standard, or a tax regime, by code, with its name in the reader's language."""

    code: str
    name: str


def choices(language: str) -> list[Choice]:
    """All standards, in the order of the data."""
    return [Choice(one.code, one.called(language)) for one in standards().values()]


def tax_regimes(language: str) -> list[Choice]:
    """None first, then every regime with tax codes."""
    rest = [Choice(one.code, one.called(language)) for one in regimes().values()]
    return [Choice("by_standard", say("company.tax_regime_standard", language)), *rest]
