"""Charts of accounts as data, and the code that reads them.

data/ one CSV a chart and a layout, lists of standards, layouts and roles · standards.py what standards there are ·
chart.py accounts of a standard · roles.py which accounts do which work · layout.py statement rows and their check ·
layouts.py which version of them holds on a day · own_chart.py a company's own accounts · own_layout.py its own
statement rows.
"""

from ledger.charts.chart import ChartRow, chart, headings
from ledger.charts.layout import (
    LEFT_OUT,
    RESULT,
    STATEMENTS,
    BadLayout,
    Feed,
    LayoutRow,
    Take,
    check_layout,
    dimensions_of,
    layout,
    misplaced,
    split_by_due,
    split_like,
)
from ledger.charts.layouts import Layout, layout_on, layouts, layouts_of
from ledger.charts.roles import PAYROLL, account_in_role, accounts_in_role
from ledger.charts.standards import Standard, standard_words, standards

__all__ = [
    "LEFT_OUT",
    "PAYROLL",
    "RESULT",
    "STATEMENTS",
    "BadLayout",
    "ChartRow",
    "Feed",
    "Layout",
    "LayoutRow",
    "Standard",
    "Take",
    "account_in_role",
    "accounts_in_role",
    "chart",
    "check_layout",
    "dimensions_of",
    "headings",
    "layout",
    "layout_on",
    "layouts",
    "layouts_of",
    "misplaced",
    "split_by_due",
    "split_like",
    "standard_words",
    "standards",
]
