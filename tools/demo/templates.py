"""The demo company's voucher templates: one that recurs from this month on, one filled in when it is used."""

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


def keep_templates(gateway: Gateway, today: date) -> None:
    """Both, kept by the accountant of the general ledger."""
    person = next(one for one in cast.staff() if one.user == "zhangwei")
    principal = person.principal(cast.TENANT, Channel.JOB, "demo")
    interest = must(gateway.call(principal, "save_voucher_template", INTEREST)).template
    must(gateway.call(principal, "save_voucher_template", FEES))
    recurs = {"template": interest, "day": 31, "first_month": f"{today:%Y-%m}"}
    must(gateway.call(principal, "recur_voucher_template", recurs))
