"""From a foreign ledger to what our books can hold, the same whatever the format.

tally.py one pass over everything · units.py commodities and the base currency · values.py base values of a transaction's
lines · drafts.py vouchers, grouped by month · chart.py accounts and their kinds.
"""

from ledger.exchange.landing.chart import chart_of
from ledger.exchange.landing.drafts import ROUNDING, Landing, monthly
from ledger.exchange.landing.tally import tally
from ledger.exchange.landing.units import Units, choose_units

__all__ = ["ROUNDING", "Landing", "Units", "chart_of", "choose_units", "monthly", "tally"]
