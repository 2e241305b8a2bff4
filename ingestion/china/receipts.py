"""Receipts that are no sale's invoice: 海关缴款书, 财政票据 and 银行电子回单. What forms print is *known*.

Customs: what is to be paid is the tax alone (``tax`` and ``due_amount``); 完税价格 is its base (``net``). There is no
gross, since nobody is paid goods and tax together on this paper, and no seller.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ingestion.china.amounts import amount_of
from ingestion.china.labelled import filled, matched
from ingestion.china.parties import Words, clean_name, named, sides
from ingestion.page.money import Money, amounts_in
from ingestion.page.paper import Paper, printed
from ingestion.pdf.lines import Line
from ingestion.values.daxie import NUMERALS, read_daxie
from ledger.evidence.field import Field

_SLIP = Words(
    buyer=r"(?:付款(?:人|方|单位)?|付方|汇款人)",
    seller=r"(?:收款(?:人|方|单位)?|收方)",
    buyer_signs="付",
    seller_signs="收",
)
_SLIP_NAME = r"(?:账户)?(?:户名|全称|名称|账户名):?"
_WORDS = re.compile(rf"(?:大写\)?|人民币):?((?:\(?负\)?)?[{NUMERALS}]{{2,40}})")
_CUSTOMS_NUMBER = r"\d{18,22}(?:-[la]\d{2})?|\d{22}"
_TABLE = re.compile(r"完税价格.*税款金额")


def in_words(paper: Paper) -> Decimal | None:
    """The amount in capital numerals of the first page."""
    for line in paper.lines:
        for match in _WORDS.finditer(line.compact) if line.page.number == 1 else ():
            amount = read_daxie(line.compact_text(match.start(1), match.end(1)))
            if amount is not None:
                return amount
    return None


def _with_words(field: Field | None, words: Decimal | None) -> Field | None:
    if field is None or words is None:
        return field
    return field.witnessed("words", 0.99) if field.value == words else field.doubted()


def read_customs(paper: Paper) -> dict[str, Field]:
    """Number, tax as what is due, its base, and who pays."""
    found: dict[str, Field | None] = {}
    number = matched(paper, r"(?:缴款书)?号码(?:no\.?)?|缴款书编?号|no\.?", _CUSTOMS_NUMBER)
    if number is not None:
        found["number"] = printed(number[0].upper(), 0.93, number[1], number[2])
    tax = _with_words(amount_of(paper, r"合计(?:金额)?(?:\([¥元]\))?"), in_words(paper))
    found |= {"tax": tax, "due_amount": tax, "net": _base(paper, tax)}
    buyer = next(filled(paper, r"(?:缴款|纳税)(?:单位|人)(?:\(人\))?(?:名称)?:?"), None)
    if buyer is not None and (text := clean_name(buyer.text)):
        found["buyer_name"] = printed(text, 0.93, buyer.line, buyer.words)
    return {name: field for name, field in found.items() if field is not None}


def _base(paper: Paper, tax: Field | None) -> Field | None:
    """The sum of 完税价格, where the taxes beside them come to the tax that is due."""
    inside, pairs = False, []
    for line in paper.lines:
        if _TABLE.search(line.compact):
            inside = True
        elif inside and re.search(r"大写|合计", line.compact):
            break
        elif inside and (pair := _base_and_tax(line)) is not None:
            pairs.append((*pair, line))
    if not pairs or tax is None or sum(pair[1].value for pair in pairs) != tax.value:
        return None
    base, _, line = pairs[0]
    return printed(sum((pair[0].value for pair in pairs), Decimal(0)), 0.93, line, base.words, "arithmetic")


def _base_and_tax(line: Line) -> tuple[Money, Money] | None:
    money = [one for one in amounts_in(line, ".") if one.monetary]
    return (money[0], money[-1]) if len(money) >= 2 and money[0].value > money[-1].value else None


def read_fiscal(paper: Paper) -> dict[str, Field]:
    """Who paid and the office that received it; its seal does not stand for its name."""
    fields: dict[str, Field] = {}
    labels = (
        ("buyer_name", r"(?<!经)(?:交款|付款|缴款)(?:人|单位)(?:名称)?:|(?:^|(?<=[^人]))姓名:"),
        ("seller_name", r"(?:收款|开票)(?:单位|方)(?:\((?:盖?章|签章)\)|盖章)?(?:名称)?:?"),
    )
    for name, label in labels:
        spot = next(filled(paper, label), None)
        if spot is not None and (text := clean_name(re.split(r"\s(?:复核|收款人|开票)", spot.text)[0])):
            fields[name] = printed(text, 0.9, spot.line, spot.words)
    return fields


def read_bank_slip(paper: Paper) -> dict[str, Field]:
    """Who paid whom, how much and why; the bank is no party."""
    fields = named(sides(paper, _SLIP_NAME, _SLIP))
    number = matched(
        paper, r"(?:电子)?回单(?:编号|号码|号)|(?:业务)?(?:交易)?流水号|业务编号", r"[0-9a-z]{8,32}(?![0-9a-z])"
    )
    if number is not None:
        fields["number"] = printed(number[0], 0.9, number[1], number[2])
    amount = amount_of(
        paper, r"(?<!大写)(?:小写金额|金额小写|(?:交易|转账|付款|收款|发生|记账)?金额|小写)(?!\(?大写)(?:\(?小写\)?)?"
    )
    amount = _with_words(amount, in_words(paper))
    if amount is not None:
        fields["gross"] = amount
    remark = next(filled(paper, r"(?:摘要|用途|附言)(?:\(附言\))?:?"), None)
    if remark is not None:
        fields["remarks"] = printed(clean_name(remark.text) or remark.text, 0.85, remark.line, remark.words)
    return {name: field for name, field in fields.items() if field.value}
