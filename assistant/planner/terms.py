"""Terms of the books in a request: what balances are told apart by, a currency, how an invoice stands, a percentage, a box."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_BY = r"(?:按|各个?|每一?个|分|逐个|by|per|for each|each|every|split by|across)\s*"
_DIMENSIONS = (
    ("department", r"部门|departments?|cost cent(?:er|re)s?"), ("project", r"项目|projects?"),
    ("party", r"客户|供应商|往来单位|单位|往来|customers?|clients?|suppliers?|vendors?|part(?:y|ies)"),
    ("employee", r"员工|人员|职员|个人|employees?|staff|persons?"),
)  # fmt: skip
_CURRENCIES = (
    ("USD", r"美元|美金|\busd\b|\b(?:us )?dollars?\b"), ("EUR", r"欧元|\beur\b|\beuros?\b"), ("GBP", r"英镑|\bgbp\b|\bsterling\b"),
    ("JPY", r"日元|\bjpy\b|\byen\b"), ("HKD", r"港币|港元|\bhkd\b"), ("CHF", r"瑞郎|\bchf\b|\bfrancs?\b"),
    ("CNY", r"人民币|\bcny\b|\brmb\b|\brenminbi\b"),
)  # fmt: skip
_NATURES = (
    ("expense", r"费用|花了?|开销|支出|\b(?:expenses?|spen[dt]|spending|costs?)\b"), ("income", r"收入|\b(?:income|revenues?)\b"),
)  # fmt: skip
_NOT = r"(?:没有?|未|待|还没|尚未|\bnot (?:yet )?(?:been )?|n'?t (?:yet )?(?:been )?|\bun|\bstill to be |\byet to be )(?:去|做|有)?\s*"
_STATES = (
    ("unverified", rf"{_NOT}(?:查验|验真|验过|verif\w+)"), ("waiting", rf"{_NOT}(?:勾选|认证|抵扣|confirmed|certified|deducted|claimed)"),
    ("confirmed", r"(?:已|都)(?:经)?(?:勾选|认证|抵扣)|(?:勾选|认证|抵扣)(?:过|了)(?!没|吗)|\balready (?:confirmed|deducted|claimed)"), ("out", r"进项(?:税额?)?转出|转出的|transferred out"),
    ("void", r"作废|\bvoid(?:ed)?\b"), ("red", r"红字|红票|\bcredit notes?\b|\bred invoices?\b"), ("duplicate", r"重复|\bduplicates?\b"),
)  # fmt: skip
_BANK = (
    r"[工建农中招交]行|(?:工商|建设|农业|中国|招商|交通|浦发|中信|兴业|民生|光大|华夏|平安|宁波|江苏|苏州|上海|北京)银行|(?:基本|一般|专用)户"
    r"|\b(?:icbc|ccb|boc|cmb|hsbc|citibank|deutsche bank|commerzbank)\b"
)
_SUBJECTS = (  # what the audit trail is asked for, as search_trail calls it
    ("limits", r"(?:审批|批准|授权|确认|复核|报销)?(?:的)?(?:额度|限额|上限|权限)|授权|\b(?:approval |confirmation |spending )?(?:limits?|rights|permissions?|access)\b"),
    ("posting", r"复核|入账|过账|\b(?:confirm(?:ed|s)?|approved|signed off|posted)\b"),
    ("periods", r"反结账|结账|期间|\b(?:re-?opened|closed|close|period)\b"), ("chart", r"科目|\bchart of accounts\b|\baccounts?\b"),
    ("policies", r"制度|\bpolic(?:y|ies)\b"), ("parties", r"供应商|客户|往来单位|\b(?:vendors?|suppliers?|customers?)\b"),
    ("people", r"人员|账号|账户|用户|\b(?:users?|people|invited|disabled)\b"), ("settings", r"设置|配置|\bsettings?\b"),
    ("papers", r"票据|发票|文件|\b(?:documents?|invoices?|files?)\b"),
    ("reports", r"报表|\breports?\b"),
)  # fmt: skip
_PERCENT = re.compile(r"(?P<n>\d{1,4})(?:\.\d+)?\s*(?:%|％|个百分点|个点|percent\b|pct\b)")
_BOX = re.compile(r"(?:第\s?(?P<a>\d{1,3}[a-z]?)\s?(?:栏|行|格))|\b(?:box|field|kz|kennzahl)\s?(?P<b>\d{1,3}[a-z]?)\b")


@dataclass(frozen=True, slots=True)
class Term:
    """What a term says, and where it stands."""

    value: str
    start: int
    end: int


def dimension(low: str) -> Term | None:
    """What balances are to be told apart by: the code of a dimension."""
    return _first(low, ((code, rf"{_BY}(?:{words})") for code, words in _DIMENSIONS))


def currency(low: str) -> Term | None:
    """A currency by its code."""
    return _first(low, _CURRENCIES)


def invoice_state(low: str) -> Term | None:
    """How the invoices asked for stand, as the invoice register calls it."""
    return _first(low, _STATES)


def nature(low: str) -> Term | None:
    """Whether expense or income is asked for."""
    return _first(low, _NATURES)


def bank(low: str) -> Term | None:
    """A bank or a bank account as people call it."""
    found = re.search(_BANK, low)
    return Term(found.group(), found.start(), found.end()) if found else None


def subject(low: str) -> Term | None:
    """What the audit trail is asked for."""
    return _first(low, _SUBJECTS)


def percent(low: str) -> Term | None:
    """A percentage, whole points."""
    found = _PERCENT.search(low)
    return Term(found.group("n"), found.start(), found.end()) if found else None


def box(low: str) -> Term | None:
    """A box of a tax return by its number."""
    found = _BOX.search(low)
    return Term((found.group("a") or found.group("b")).upper(), found.start(), found.end()) if found else None


def _first(low: str, table: Iterable[tuple[str, str]]) -> Term | None:
    for value, pattern in table:
        if found := re.search(pattern, low):
            return Term(value, found.start(), found.end())
    return None
