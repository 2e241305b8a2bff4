"""Charts of accounts as data, and the code that reads them.

data/ one CSV a chart and a layout · chart.py accounts of a standard · layout.py statement rows and their check.
"""

from ledger.charts.chart import NEEDS_DEPARTMENT, PAYROLL, ChartRow, chart, headings
from ledger.charts.layout import RESULT, BadLayout, Feed, LayoutRow, Take, check_layout, layout

__all__ = [
    "NEEDS_DEPARTMENT",
    "PAYROLL",
    "RESULT",
    "BadLayout",
    "ChartRow",
    "Feed",
    "LayoutRow",
    "Take",
    "chart",
    "check_layout",
    "headings",
    "layout",
]
