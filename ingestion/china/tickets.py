"""Tickets: 航空运输电子客票行程单, 出租车票, 定额发票 and the 行程单 of a ride service. What forms print is *known*.

A flight's fare and fuel surcharge bear tax; 民航发展基金 and other taxes do not and are ``other_charges`` (as in
xml/mof.py), so that net, tax and those come to the gross.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ingestion.china.amounts import amount_of, decimal_of
from ingestion.china.labelled import filled, matched
from ingestion.china.parties import clean_name
from ingestion.page.paper import Paper, printed
from ingestion.values.daxie import NUMERALS, read_daxie
from ingestion.xml.china import read_rate
from ledger.evidence.field import Field

_QUOTA_WORDS = re.compile(rf"[{NUMERALS}]{{1,12}}[圆元](?:整|正)?")
_QUOTA_FIGURES = re.compile(r"(?:[¥](\d{1,4})(?:\.00)?元?|(?<!\d)(\d{1,4})(?:\.00)?元)(?!\d)")
_RIDES = r"(?:共计?\d+(?:单|笔|个)行程|\d+(?:单|笔|个)行程).{0,6}?(?:合计|总计|总金额|共计|金额)"


def read_air(paper: Paper) -> dict[str, Field]:
    """``net``, ``tax``, ``other_charges``, ``gross`` proved against each other, the rate and who issued it."""
    fields: dict[str, Field] = {}
    fare, fuel = amount_of(paper, r"(?<!合计)票价"), amount_of(paper, r"燃油附加费")
    tax, fund = amount_of(paper, r"增值税税额|(?<!率)税额"), amount_of(paper, r"民航发展基金")
    other, gross = amount_of(paper, r"其他税费"), amount_of(paper, r"合计(?:金额|票价)?|总额")
    if fare is not None:
        net = printed_sum(fare, decimal_of(fare) + decimal_of(fuel))
        charges = decimal_of(fund) + decimal_of(other)
        holds = gross is not None and decimal_of(net) + decimal_of(tax) + charges == gross.value
        parts = {"net": net, "tax": tax, "gross": gross, "other_charges": printed_sum(fund or other, charges)}
        fields = {
            name: one.witnessed("arithmetic", 0.98) if holds else one for name, one in parts.items() if one is not None
        }
        if not charges:
            fields.pop("other_charges", None)
    elif gross is not None:
        fields["gross"] = gross
    rate = matched(paper, r"(?:增值税)?税率", r"\d{1,2}%")
    if rate is not None and (name := read_rate(rate[0])):
        fields["tax_rates"] = printed((name,), 0.9, rate[1], rate[2])
    issuer = next(filled(paper, r"(?:填开|开票|销售)单位(?:名称)?:?"), None)
    if issuer is not None and (text := clean_name(issuer.text)):
        fields["seller_name"] = printed(text, 0.9, issuer.line, issuer.words)
    return fields


def printed_sum(field: Field | None, value: Decimal) -> Field | None:
    """A sum of printed amounts stands where the first of them does."""
    return None if field is None else Field(value, field.confidence, field.page, field.box, field.source)


def read_taxi(paper: Paper) -> dict[str, Field]:
    """What was paid: the total, else the only amount."""
    for label in (r"(?:总金额|实收金额|实收|合计金额|合计|应收|总计)", r"(?<!总)(?:金额|车费)"):
        gross = amount_of(paper, label, whole=True)
        if gross is not None and decimal_of(gross) > 0:
            return {"gross": gross}
    return {}


def read_quota(paper: Paper) -> dict[str, Field]:
    """The printed amount, in words or figures; where both are printed they witness each other."""
    words = figures = None
    for line in paper.lines:
        if line.page.number != 1:
            continue
        for match in _QUOTA_WORDS.finditer(line.compact):
            amount = read_daxie(match[0])
            if words is None and amount is not None:
                words = printed(amount, 0.92, line, line.compact_words(match.start(), match.end()))
        if figures is None and (told := _QUOTA_FIGURES.search(line.compact)):
            number = Decimal(told[1] or told[2])
            figures = printed(number, 0.9, line, line.compact_words(told.start(), told.end()))
    if words is not None and figures is not None:
        return {"gross": words.witnessed("words", 0.98) if words.value == figures.value else words.doubted()}
    found = words or figures
    return {} if found is None else {"gross": found}


def read_ride_list(paper: Paper) -> dict[str, Field]:
    """The sum of all rides; who rode and who drove only where a company is named."""
    gross = amount_of(paper, _RIDES) or amount_of(paper, r"(?:合计金额|总金额|合计|总计)")
    fields = {} if gross is None else {"gross": gross}
    labels = (
        ("buyer_name", r"(?:企业|公司|单位)名称|(?:用车|所属|出行)(?:企业|公司|单位)"),
        (
            "seller_name",
            r"(?:服务商|(?:平台|运营|服务提供|承运)(?:公司|主体|方|商|企业)|服务提供者|开票方|销售方)(?:名称)?",
        ),
    )
    for name, label in labels:
        spot = next(filled(paper, label + r"[:]"), None)
        if spot is not None and (text := clean_name(spot.text)):
            fields[name] = printed(text, 0.88, spot.line, spot.words)
    return fields
