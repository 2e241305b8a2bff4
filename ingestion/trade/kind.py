"""Whether a paper is an order or a delivery note: by its title, a label of its own, and the absence of a bill's.

Never by one word: an invoice names its order and its delivery note. A title stands alone in its cell in the upper part of
the first page, and no title, number or date of an invoice is printed on it; the paper must carry a label that such papers
carry besides.
"""

from __future__ import annotations

import re

from ingestion.page.paper import Paper
from ingestion.pdf.lines import Cell, Line
from ingestion.reading import DocType
from ingestion.trade.labels import (
    BILLED,
    BILLED_ZH,
    DELIVERY,
    DELIVERY_ZH,
    INVOICE_TITLE,
    NOT_OF_A_TITLE,
    ORDER,
    ORDER_ZH,
    OWN,
    OWN_ZH,
    TAIL,
)

_UPPER = 0.4
_LARGE = 1.25
"""A title's letters are so many times as high as those of half the page, or it begins its line alone."""
_TYPES = {"order": DocType.PURCHASE_ORDER, "delivery": DocType.DELIVERY_NOTE}
_WEST = (("delivery", DELIVERY), ("order", ORDER))
_CHINA = (("delivery", DELIVERY_ZH), ("order", ORDER_ZH))


def trade_kind(paper: Paper) -> DocType | None:
    """``purchase_order`` or ``delivery_note``; None for any other paper, a bill above all."""
    first = [line for line in paper.lines if line.page.number == 1]
    head = [line for line in first if line.top < _UPPER * line.page.height]
    found = next((kind for line in head for cell in line.cells if (kind := _titled(line, cell, first))), None)
    if found is None or _is_bill(paper, first):
        return None
    text = "".join(line.compact for line in paper.lines)
    own = len(set(OWN[found].findall(paper.folded))) + len(set(OWN_ZH[found].findall(text)))
    return _TYPES[found] if own >= 1 else None


def _is_bill(paper: Paper, first: list[Line]) -> bool:
    """A title of an invoice at the beginning of a cell, or its number, its date, what is due."""
    if BILLED.search(paper.folded) or any(BILLED_ZH.search(line.compact) for line in paper.lines):
        return True
    return any(_titles_a_bill(line, cell, first) for line in first for cell in line.cells)


def _titles_a_bill(line: Line, cell: Cell, first: list[Line]) -> bool:
    """``Rechnung``, ``Invoice 4711`` or such a word in a title's letters; not ``Rechnungsadresse``, ``Rechnung folgt``."""
    folded = line.folded[cell.start : cell.end]
    if not (match := INVOICE_TITLE.match(folded)):
        return False
    rest = folded[match.end() :].strip(" .:#-–()")
    if NOT_OF_A_TITLE.match(rest):
        return False
    return not rest or bool(re.search(r"\d|original|cop(?:y|ie)|kopie|duplica", rest)) or _large(cell, first)


def _titled(line: Line, cell: Cell, first: list[Line]) -> str | None:
    """Which kind a cell's text is the title of."""
    folded = line.folded[cell.start : cell.end].strip(" *-–—·:")
    compact = re.sub(r"\s", "", folded)
    for kinds, text in ((_WEST, folded), (_CHINA, compact)):
        for kind, pattern in kinds:
            match = pattern.match(text) or (_last(pattern, text) if kinds is _CHINA else None)
            if match and TAIL.fullmatch(text, match.end()) and _stands_out(line, cell, first):
                return kind
    return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The company's name may stand before a Chinese title: 某某有限公司送货单."""
    return next(
        (one for one in pattern.finditer(text) if text[: one.start()].endswith(("公司", "厂", "店", "中心", "集团"))),
        None,
    )


def _stands_out(line: Line, cell: Cell, first: list[Line]) -> bool:
    """Larger than the page's text, or in a line of its own."""
    return _large(cell, first) or len(line.cells) == 1 or (cell.text.isupper() and line.top < 0.2 * line.page.height)


def _large(cell: Cell, first: list[Line]) -> bool:
    sizes = sorted(word.size for other in first for word in other.words)
    usual = sizes[len(sizes) // 2]
    return max(word.size for word in cell.words) >= _LARGE * usual
