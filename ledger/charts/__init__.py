"""Charts of accounts as data, and the code that reads them.

data/ one CSV a chart and a layout, and the list of standards · standards.py that list · chart.py accounts of a standard ·
layout.py statement rows and their check.
"""

from ledger.charts.chart import NEEDS_DEPARTMENT, PAYROLL, ChartRow, chart, headings
from ledger.charts.layout import RESULT, BadLayout, Feed, LayoutRow, Take, check_layout, layout
from ledger.charts.standards import Standard, standards

__all__ = [
    "NEEDS_DEPARTMENT",
    "PAYROLL",
    "RESULT",
    "BadLayout",
    "ChartRow",
    "Feed",
    "LayoutRow",
    "Standard",
    "Take",
    "chart",
    "check_layout",
    "headings",
    "layout",
    "standards",
]
