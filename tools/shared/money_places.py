"""Which cash or bank accounts are meant: 现金, 工行, 基本户, petty cash, or an account by code or name."""

from __future__ import annotations

from ledger.business.cash.places import Place
from ledger.business.parties import plain_name
from tools.context import Context
from tools.shared.asking import find_account

_CASH = frozenset({"现金", "库存现金", "出纳", "cash", "petty cash", "cash on hand"})
_BANK = frozenset({"银行", "银行存款", "bank", "bank account", "cash at bank"})
_SHORT = {
    "工行": "工商银行", "建行": "建设银行", "农行": "农业银行", "中行": "中国银行", "招行": "招商银行", "交行": "交通银行",
    "icbc": "工商银行", "ccb": "建设银行", "boc": "中国银行", "cmb": "招商银行",
}  # fmt: skip


def places_named(context: Context, known: list[Place], asked: str) -> list[Place]:
    """Of the places where money is kept those that are meant; refused with likely accounts where nothing goes by that name."""
    low = asked.casefold().strip()
    if low in _CASH or low in _BANK:
        kept = [one for one in known if one.on_hand == (low in _CASH)]
        if kept:
            return kept
    names = {plain_name(one) for one in (asked, _SHORT.get(low, asked)) if plain_name(one)}
    called = [one for one in known if any(name in _called(one) for name in names)]
    if called:
        return called
    code = find_account(context, asked).code
    return [one for one in known if one.account.code.startswith(code)]


def _called(place: Place) -> str:
    return plain_name(f"{place.account.code} {place.account.name_zh} {place.account.name_en}")
