"""What stands in cells: amounts with separators, in full width, red in brackets; dates and periods; voucher numbers."""

from __future__ import annotations

import csv
import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from ledger.exchange.incoming import Place
from ledger.exchange.incoming.faults import Fault

ZERO = Decimal(0)
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_COMMON = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
"""An amount as most files have it: nothing about it has to be found out."""
_MONTH = re.compile(r"(\d{4})\s*[-/.年]?\s*(?:第)?\s*(\d{1,2})\s*(?:月|期|$)")
TOTALS = re.compile(
    r"(?:本页|本月|本日|本期|当前|凭证)?(?:合计|小计|总计|累计)|本年累计|过次页|承前页|合计数|总合计|total|subtotal"
)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Half width, without spaces around: ``１２３`` → ``123``."""
    return unicodedata.normalize("NFKC", text).strip()


def amount(text: str, place: Place) -> Decimal:
    """``１,２３４.５０`` ``(12.00)`` ``-12`` ``12-`` ``¥12`` ``12元``, nothing for nothing; Fault for what is no amount."""
    if not text:
        return ZERO
    if _COMMON.fullmatch(text):
        return Decimal(text)
    words = re.sub(r"[\s,'¥$€元]", "", plain(text).replace("−", "-").replace("—", "-").replace("–", "-"))
    if words in ("", "-", "--", "/"):
        return ZERO
    minus = False
    if match := re.fullmatch(r"\((.+)\)", words):
        words, minus = match[1], True
    if words.endswith("-"):
        words, minus = words[:-1], not minus
    if words.startswith(("负", "红")):
        words, minus = words[1:], not minus
    try:
        value = Decimal(words)
    except InvalidOperation as fault:
        raise Fault(place, "import.bad_cell_amount", text=text) from fault
    if not value.is_finite() or abs(value) > Decimal(10) ** 20:
        raise Fault(place, "import.bad_cell_amount", text=text)
    return -value if minus else value


def day(text: str, place: Place) -> str:
    """``2026-11-26`` ``2026年11月26日`` ``2026/1/2`` ``20261126`` as ISO text."""
    words = plain(text)
    match = _DAY.match(words) or _PACKED.match(words)
    try:
        if match is None:
            raise ValueError(words)
        return date(*map(int, match.groups())).isoformat()
    except ValueError as fault:
        raise Fault(place, "import.bad_cell_date", text=text) from fault


def month(text: str) -> str:
    """``2026-11`` of a period or of a title that names one; the last where it names several; empty for none."""
    found = [(year, number) for year, number in _MONTH.findall(plain(text)) if 1 <= int(number) <= 12]
    return f"{found[-1][0]}-{int(found[-1][1]):02}" if found else ""


@lru_cache(maxsize=8192)
def is_total(text: str) -> bool:
    """合计 and its like, with spaces between the signs or not."""
    return TOTALS.fullmatch(re.sub(r"[\s::]", "", plain(text)).lower()) is not None


@lru_cache(maxsize=1)
def _currencies() -> dict[str, str]:
    with (Path(__file__).parents[1] / "data" / "table_currencies.csv").open(encoding="utf-8", newline="") as file:
        return {plain(row["name"]): row["code"] for row in csv.DictReader(file)}


def currency(text: str) -> str:
    """``美元`` → ``USD``; a code as it stands; empty for nothing."""
    words = plain(text)
    return _currencies().get(words, words.upper() if words.isascii() else words)


def side(text: str) -> int:
    """1 for 借, -1 for 贷, 0 for 平 and nothing."""
    words = plain(text).lower()
    if words.startswith(("借", "dr", "d")):
        return 1
    return -1 if words.startswith(("贷", "cr", "c")) else 0
