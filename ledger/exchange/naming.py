"""Names both programs accept, and words that cannot end a line, a string or a comment.

A word of the books (memo, dimension value) was typed by anybody: what would steer a parser is replaced by
its full-width twin in hledger, and escaped in beancount, whose strings have an escape.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from ledger.books.accounts import Account, AccountType

OPENING = "Equity:Opening"
"""What opening balances stand against; it closes at zero in base currency."""
ROOTS: Mapping[AccountType, str] = {
    AccountType.ASSET: "Assets",
    AccountType.COST: "Assets",  # 成本类: what it carries is work in progress and development, shown among assets
    AccountType.LIABILITY: "Liabilities",
    AccountType.EQUITY: "Equity",
    AccountType.INCOME: "Income",
    AccountType.EXPENSE: "Expenses",
}
_RESERVED = frozenset({"filename", "lineno", "date", "date2", "type", "memo", "amount", "number", "kind", "voucher"})
_TWINS = str.maketrans({";": "；", "|": "｜", ",": "，", ":": "：", "[": "［", "]": "］", "(": "（", ")": "）"})


def _part(text: str) -> str:
    """Letters, digits and single hyphens of a text."""
    kept = "".join(one if one == "-" or one.isalpha() or one in "0123456789" else " " for one in flat(text))
    return re.sub(r"[- ]+", "-", kept).strip("-").replace("-Base-", "-base-")


def account_names(accounts: Iterable[Account], language: str) -> dict[int, str]:
    """``Assets:1002-银行存款`` by account id: root, code, and the name in the book's language; each used once."""
    names: dict[int, str] = {}
    taken: set[str] = {OPENING}
    for one in sorted(accounts, key=lambda item: item.account_id):
        code = _part(one.code)
        if not re.match(r"[A-Z0-9]", code):
            code = f"X{code}"
        name = _part(f"{code}-{one.name_en if language == 'en' else one.name_zh}")
        full = f"{ROOTS[one.type]}:{name}"
        names[one.account_id] = full if full not in taken else f"{full}-{one.account_id}"
        taken.add(names[one.account_id])
    return names


def residue_name(account: str, currency: str) -> str:
    """Where amounts of base currency stand that belong to an account's foreign currency without any of it."""
    return f"{account}-Base-{currency}"


def flat(text: str) -> str:
    """One line: control, format and separator characters and every run of space become a single space."""
    kept = (" " if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs") else one for one in text)
    return " ".join("".join(kept).split())


def quoted(text: str) -> str:
    """A beancount string."""
    return '"' + flat(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def plain(text: str) -> str:
    """Words for hledger: no comment, payee, tag, date in brackets or code can begin or end in them."""
    return flat(text).translate(_TWINS)


def tags(dims: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Dimension values under keys that both formats take for a key and nothing else."""
    found: dict[str, str] = {}
    for code, value in dims:
        key = re.sub(r"[^a-z0-9_-]", "-", code.lower())
        if key in _RESERVED or not re.match(r"[a-z][a-z0-9_-]", key):
            key = f"dim-{key}"
        while key in found:
            key += "-2"
        found[key] = value
    return found
