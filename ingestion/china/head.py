"""What heads a Chinese paper: number, code, check code and day."""

from __future__ import annotations

import re

from ingestion.china.kind import Form
from ingestion.china.labelled import matched
from ingestion.page.paper import Paper, printed
from ingestion.pdf.lines import Line
from ingestion.pdf.words import Word
from ingestion.values.dates import find_days
from ledger.evidence.field import Field

_DATE = (
    r"20\d\d(?:年\d{1,2}月\d{1,2}日|(?P<mark>[-/.])(?:0[1-9]|1[0-2]|[1-9](?=[-/.]))(?P=mark)(?:0[1-9]|[12]\d|3[01]|[1-9](?!\d))"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))"
)
_DAY = r"(?:开票日期|填开日期|填发日期|开具日期|填制日期|(?:交易|记账|入账|申请|生成|乘车|业务)(?:日期|时间))"
_BARE_DAY = r"(?<!行程)(?<!起止)日期"
_NUMBER = r"(?<!原)(?<!冲)(?<!原票)(?<!机打)(?:发票号码|票据号码|no[.:]?|(?<![a-z0-9])n(?=\d{8}))"  # № folds to n
_LONE_CODE = re.compile(r"(?<!\d)(?:\d{12}|\d{10})(?!\d)")
_TWENTY = re.compile(r"(?<!\d)\d{20}(?!\d)")
_ORIGINAL = re.compile(r"原发票|原票|红冲|校验码")
_TOP = 0.2


def read_head(paper: Paper, form: Form) -> dict[str, Field]:
    """``number``, ``invoice_code``, ``check_code`` and ``issue_date``, as far as printed."""
    fields = _numbers(paper, form) if form not in (Form.BANK_SLIP, Form.CUSTOMS, Form.RIDE_LIST) else {}
    return fields if form is Form.QUOTA else fields | _date(paper, form)


def _found(found: tuple[str, Line, tuple[Word, ...]] | None, confidence: float) -> Field | None:
    return None if found is None else printed(found[0], confidence, found[1], found[2])


def _numbers(paper: Paper, form: Form) -> dict[str, Field]:
    """Number (20 digits, or 8 with a code of 10 or 12), code and check code."""
    number = _found(matched(paper, _NUMBER, r"\d{20}(?!\d)|\d{8,10}(?!\d)"), 0.93)
    code = _found(matched(paper, r"(?<!原)(?:发票代码|票据代码)", r"(?:\d{12}|\d{10}|\d{8})(?!\d)"), 0.93)
    check = _found(matched(paper, r"校验码", r"\d{20}|[0-9a-f]{6}"), 0.9)
    if form is Form.INVOICE:
        code = code or _lone_code(paper, number)
        number = _digital(paper) or number
    if number is not None:
        number = _twice(paper, number)
    pairs = (("number", number), ("invoice_code", code), ("check_code", check))
    return {name: field for name, field in pairs if field is not None}


def _lone_code(paper: Paper, number: Field | None) -> Field | None:
    """The code in the upper corner of a paper form, which has no label; only beside a number of 8 digits."""
    if number is None or len(str(number.value)) != 8:
        return None
    for line in paper.lines:
        if line.page.number == 1 and line.top < _TOP * line.page.height and "机器编号" not in line.compact:
            match = _LONE_CODE.search(line.compact)
            if match is not None:
                return printed(match[0], 0.85, line, line.compact_words(match.start(), match.end()))
    return None


def _digital(paper: Paper) -> Field | None:
    """The 20-digit number of a digital invoice on paper stands in the cipher area; it is the legal one."""
    for line in paper.lines:
        if line.page.number != 1 or line.top > 0.45 * line.page.height or _ORIGINAL.search(line.compact):
            continue
        for match in _TWENTY.finditer(line.compact):
            told = re.search(r"号码:?$", line.compact[: match.start()])
            if told and _number_holds(match[0]):
                return printed(match[0], 0.93, line, line.compact_words(match.start(), match.end()))
    return None


def _twice(paper: Paper, number: Field) -> Field:
    """A number of the right length behind its label; a second place that repeats it is a witness."""
    text = str(number.value)
    places = sum(text in line.compact for line in paper.lines)
    if places >= 2:
        return number.witnessed("twice", 0.97)
    return number.witnessed("shape", 0.95) if len(text) == 20 and _number_holds(text) else number


def _number_holds(number: str) -> bool:
    """Digits 1-2 are the year and 3-4 the tax bureau's region (公告2024年第11号 第四条)."""
    return 20 <= int(number[:2]) <= 60 and 11 <= int(number[2:4]) <= 65


def _date(paper: Paper, form: Form) -> dict[str, Field]:
    found = matched(paper, _DAY, _DATE) or (None if form is Form.AIR else matched(paper, _BARE_DAY, _DATE))
    if found is None:
        return {}
    days = find_days(found[0])
    return {"issue_date": printed(days[0].value, 0.95, found[1], found[2])} if days else {}
