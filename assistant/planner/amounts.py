"""Amounts, thresholds and currencies in a request, in either language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ledger.core.words.numerals import EN_NUMBER, ZH_NUMBER, en_number, zh_number

_CURRENCY = {
    "¥": "CNY", "￥": "CNY", "元": "CNY", "块": "CNY", "块钱": "CNY", "人民币": "CNY", "rmb": "CNY", "cny": "CNY", "yuan": "CNY", "kuai": "CNY",
    "$": "USD", "usd": "USD", "us$": "USD", "美元": "USD", "美金": "USD", "刀": "USD", "dollar": "USD", "dollars": "USD", "bucks": "USD",
    "€": "EUR", "eur": "EUR", "欧元": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "英镑": "GBP", "pounds": "GBP",
    "hkd": "HKD", "港币": "HKD", "港元": "HKD", "jpy": "JPY", "日元": "JPY",
}  # fmt: skip
_SIGN = r"(?P<sign>us\$|[¥￥$€£]|(?:rmb|cny|usd|eur|gbp|hkd)\b)?\s?"
_UNIT = r"\s?(?P<unit>元|块钱|块|人民币|美元|美金|欧元|英镑|港币|港元|日元|刀|rmb\b|cny\b|usd\b|eur\b|gbp\b|hkd\b|yuan\b|kuai\b|dollars?\b|bucks\b|euros?\b|pounds\b)?"
_ZH = re.compile(rf"{_SIGN}(?P<n>{ZH_NUMBER}){_UNIT}", re.IGNORECASE)
_EN = re.compile(rf"{_SIGN}(?P<n>{EN_NUMBER}){_UNIT}", re.IGNORECASE)
_NOT_MONEY = re.compile(r"\s?(?:个|张|条|笔|份|人|家|次|级|号|楼|层|台|件|只|箱|吨|公斤|页|天|日|周|月|年|小时|分钟|点|%|％|项|位|名|晚|种|类|days?\b|weeks?\b|"
                        r"months?\b|years?\b|hours?\b|pieces?\b|pcs\b|units?\b|people\b|vouchers?\b|invoices?\b|items?\b|percent\b|nights?\b|persons?\b|times\b|copies\b|st\b|nd\b|rd\b|th\b)")  # fmt: skip
_MORE_ZH, _LESS_ZH = (
    r"超过|大于|高于|多于|超出|超|逾|不低于|不少于|至少|满|>=?|≥",
    r"低于|小于|少于|不到|不足|不超过|不满|<=?|≤",
)
_MORE_EN = r"over|above|more than|greater than|exceed(?:s|ing)?|bigger than|larger than|higher than|north of|older than|longer than|at least|upwards of|beyond|past|>=?|≥"
_LESS_EN = r"under|below|less than|smaller than|lower than|fewer than|up to|at most|no more than|not more than|<=?|≤"
_SPAN = r"(?P<span>\s?-?(?:个月|天|日|周|星期|年|days?|weeks?|months?|years?)(?!底|末))?"
_DAYS = {"天": 1, "日": 1, "day": 1, "周": 7, "星期": 7, "week": 7, "个月": 30, "month": 30, "年": 365, "year": 365}


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum as written, with its currency where one is named."""

    value: Decimal
    currency: str
    start: int
    end: int
    marked: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit: ``op`` is one of > >= < <=, ``unit`` money or day."""

    op: str
    value: Decimal
    unit: str
    start: int
    end: int

    def as_slot(self) -> dict[str, Any]:
        """The shape of a ``threshold`` slot."""
        return {"op": self.op, "value": number(self.value), "unit": self.unit}


def number(value: Decimal) -> int | float:
    """A JSON number; whole sums stay whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def thresholds(text: str, language: str) -> list[Threshold]:
    """Every limit in a text."""
    figure = ZH_NUMBER if language == "zh" else EN_NUMBER
    bare = rf"{_SIGN}(?P<n>{figure}){_UNIT}"
    amount = bare + _SPAN
    more, less = (_MORE_ZH, _LESS_ZH) if language == "zh" else (_MORE_EN, _LESS_EN)
    rules = [
        (rf"(?P<word>{less})\s*(?:了)?{amount}", "<"),
        (rf"(?<!不)(?P<word>{more})\s*(?:了)?{amount}", ">"),
        (rf"{bare}\s?(?P<word>\+){_SPAN}", ">"),
        (rf"{amount}\s*(?P<word>及以上|以上|起|or more|or above|or higher|or over|and up|and above)", ">="),
        (rf"{amount}\s*(?P<word>以下|以内|之内|or less|or below|or under|and under)", "<="),
    ]
    found: list[Threshold] = []
    for pattern, side in rules:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            made = _threshold(match, side)
            if made and not any(made.start < one.end and one.start < made.end for one in found):
                found.append(made)
    return sorted(found, key=lambda one: one.start)


def _threshold(match: re.Match[str], side: str) -> Threshold | None:
    value = read(match.group("n"))
    if value is None:
        return None
    word = match.group("word").lower()
    equal = word in (
        "不低于",
        "不少于",
        "至少",
        "满",
        ">=",
        "≥",
        "at least",
        "upwards of",
        "不超过",
        "up to",
        "at most",
        "<=",
        "≤",
        "no more than",
        "not more than",
    )
    op = side if len(side) == 2 else side + ("=" if equal else "")
    if span := (match.group("span") or "").strip(" -").lower().rstrip("s"):
        return Threshold(op, value * _DAYS[span], "day", match.start(), match.end())
    return Threshold(op, value, "money", match.start(), match.end())


def read(text: str) -> Decimal | None:
    """A number in digits or words of either language."""
    clean = text.strip()
    return zh_number(clean) if re.search(r"[一-龥]", clean) else en_number(clean)


def amounts(text: str, language: str) -> list[Amount]:
    """Sums of money: numbers with a currency, or bare ones that count nothing else."""
    found = []
    for match in (_ZH if language == "zh" else _EN).finditer(text):
        value = read(match.group("n"))
        marked = bool(match.group("sign") or match.group("unit"))
        if value is None or (not marked and (_NOT_MONEY.match(text, match.end()) or not _bare(match, text))):
            continue
        start = match.start("sign") if match.group("sign") else match.start("n")
        currency = _CURRENCY.get((match.group("sign") or match.group("unit") or "").lower().strip(), "")
        found.append(Amount(value, currency, start, match.end(), marked))
    return found


def _bare(match: re.Match[str], text: str) -> bool:
    """A bare number counts as a sum when it is written in digits or with a scale, and stands alone."""
    raw = match.group("n").strip()
    start = match.start("n")
    before, after = text[max(0, start - 1) : start], text[match.end("n") : match.end("n") + 1]
    if (re.match(r"[\w-]", before) and before.isascii()) or (re.match(r"[\w-]", after) and after.isascii()):
        return False
    if re.fullmatch(r"[a-z]+", raw) or not re.search(r"\d|[百千万亿]|hundred|thousand|grand|million", raw):
        return False
    return bool(re.search(r"\d", raw)) or len(raw) > 1
