"""What the demo company set up for its month end: a template that recurs from this month on, one filled in when it is used,
receivables provided for by their age and the rent of the offices spread over who sits in them, both from this month on.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ledger.core import Channel
from tools.demo import cast
from tools.demo.books import must
from tools.gateway import Gateway

_FINANCE = {"department": "finance"}
INTEREST: dict[str, Any] = {
    "name": "计提借款利息", "memo": "计提借款利息",
    "rows": [{"account": "660301", "debit": "10500.00", "dims": _FINANCE}, {"account": "2231", "credit": "10500.00"}],
}  # fmt: skip
FEES: dict[str, Any] = {
    "name": "银行手续费", "memo": "银行手续费", "keep_amounts": False,
    "rows": [{"account": "660304", "debit": "1.00", "dims": _FINANCE}, {"account": cast.BANK, "credit": "1.00"}],
}  # fmt: skip
RENT: dict[str, Any] = {
    "name": "办公房租按面积", "accounts": ["660208"], "department": "admin", "weights": {"sales": "3", "finance": "1", "it": "1"},
}  # fmt: skip


def set_up_month_end(gateway: Gateway, today: date) -> None:
    """All of it, by the people who may."""
    people = {one.user: one.principal(cast.TENANT, Channel.JOB, "demo") for one in cast.staff()}
    accountant, controller = people["zhangwei"], people["limin"]
    interest = must(gateway.call(accountant, "save_voucher_template", INTEREST)).template
    must(gateway.call(accountant, "save_voucher_template", FEES))
    recurs = {"template": interest, "day": 31, "first_month": f"{today:%Y-%m}"}
    must(gateway.call(accountant, "recur_voucher_template", recurs))
    chosen = {"name": "bad_debts", "value": "matrix", "valid_from": today.replace(day=1).isoformat()}
    must(gateway.call(controller, "set_closing_fact", chosen))
    must(gateway.call(controller, "save_allocation_rule", RENT | {"first_month": f"{today:%Y-%m}"}))
