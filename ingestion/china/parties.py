"""购买方 and 销售方: names, tax ids, bank accounts. Never exchanged: where the paper does not tell, both are absent.

Three tellers, the first that speaks decides: the label itself (购买方名称), the upright word beside the box (购/买/方), the
layout that the tax bureau prescribes (buyer left or above, seller right or below).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingestion.china.labelled import Spot, filled, spots
from ingestion.page.paper import Paper, printed
from ingestion.pdf.words import Word
from ingestion.values.names import CHINESE_COMPANY
from ingestion.values.tax_ids import is_credit_code
from ledger.evidence.field import Field

_NAME = r"(?:名称|姓名|(?<![名全简俗])称(?=:)):?"
"""Print sets 名 far from 称, and a picture may lose the first."""
_TAX_ID = r"(?:统一社会信用代码/?)?(?:纳税人识别号|统一社会信用代码/?)(?:/统一社会信用代码)?(?:/身份证明?号码)?:?"
_BANK = r"(?:开户行及账号|开户银行及账号):"
_SHAPE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{15,20}(?![0-9A-Z])")
_BUYER = r"(?:购买方|购货单位|购货方|购方|买方|付款方|付款人|交款人|交款单位|缴款人|缴款单位(?:\(人\))?)"
_SELLER = r"(?:销售方|销货单位|销售单位|销货方|销方|卖方|收款方|收款单位|填开单位|开票单位)"
_ACCOUNT = re.compile(r"(\d[\d -]{7,30}\d)\s*$")
_ONLY_FORM = re.compile(r"(?:股份|责任|集团)*(?:有限)?(?:责任)?公司")


@dataclass(frozen=True)
class Sides:
    """Two spots told apart; ``told`` says whether the paper itself told which is which."""

    buyer: Spot | None
    seller: Spot | None
    told: bool


@dataclass(frozen=True)
class Words:
    """How a form calls its two parties: before a label, and upright (one letter a word) beside a box."""

    buyer: str = _BUYER
    seller: str = _SELLER
    buyer_signs: str = "购买"
    seller_signs: str = "销售"


INVOICE_WORDS = Words()


def read_parties(paper: Paper) -> dict[str, Field]:
    """``buyer_name``, ``buyer_tax_id``, ``seller_name``, ``seller_tax_id`` and the seller's bank, as far as told."""
    names = sides(paper, _NAME)
    ids = _with_lone_id(paper, names, _of_names(paper, names) or sides(paper, _TAX_ID))
    fields = named(names)
    for who in ("buyer", "seller"):
        number: Spot | None = getattr(ids, who)
        match = _SHAPE.search(_before_next(number)) if number is not None else None
        if number is not None and match is not None:
            fields[f"{who}_tax_id"] = _tax_id(match[0], number, ids.told)
    fields |= _bank(paper)
    return _never_one(fields)


def _before_next(spot: Spot) -> str:
    """The text of a spot up to the next label of its kind: a box left empty does not take its neighbour's id."""
    return re.split(r"统一社会信用代码|纳税人识别号", re.sub(r"\s", "", spot.text).upper())[0]


def named(names: Sides) -> dict[str, Field]:
    """``buyer_name`` and ``seller_name`` of two spots."""
    fields: dict[str, Field] = {}
    for who in ("buyer", "seller"):
        name: Spot | None = getattr(names, who)
        if name is not None and (text := clean_name(name.text)):
            fields[f"{who}_name"] = printed(text, 0.95 if names.told else 0.85, name.line, name.words)
    return fields


def _of_names(paper: Paper, names: Sides) -> Sides | None:
    """Tax ids that only their place under or beside a told name gives to a party."""
    if not names.told or names.buyer is None or names.seller is None:
        return None
    if any(spots(paper, rf"(?:{_BUYER}|{_SELLER})(?:信息)?{_TAX_ID}")):
        return None
    if abs(names.buyer.line.top - names.seller.line.top) < 1.5 * names.buyer.line.height:
        return None
    buyer_at, seller_at = (paper.index(one.line) for one in (names.buyer, names.seller))
    found: dict[str, Spot] = {}
    for spot in filled(paper, _TAX_ID):
        at = paper.index(spot.line)
        above = [(index, who) for index, who in ((buyer_at, "buyer"), (seller_at, "seller")) if index <= at + 1]
        if not above:
            return None
        found.setdefault(max(above)[1], spot)
    return Sides(found.get("buyer"), found.get("seller"), told=True)


def _tax_id(value: str, spot: Spot, told: bool) -> Field:
    holds = is_credit_code(value)
    confidence = (0.97 if told else 0.88) if holds else 0.85
    return printed(value, confidence, spot.line, spot.words, *(("checksum",) if holds and told else ()))


def clean_name(text: str) -> str:
    """A name without the gaps of its print; empty where the text is the next label."""
    clean = re.sub(r"\s+", " ", text).strip(" :：")
    clean = re.sub(r"(?<=[\u4e00-\u9fff()（）]) (?=[\u4e00-\u9fff()（）])", "", clean)
    clean = re.sub(r"(?:发票|财务|业务)?专用章$", "", clean)
    clean = re.sub(r"^((.{4,}).*)\2$", r"\1", clean)  # a seal behind the name repeats its beginning
    if _ONLY_FORM.fullmatch(clean):  # a name that begins like a label: what is left of it is nobody's
        return ""
    return "" if re.match(r"(?:统一社会|纳税人|规格|单位|地址|开户|名称|账号|机器|身份证)", clean) else clean


def _never_one(fields: dict[str, Field]) -> dict[str, Field]:
    """Where both sides read the same, one of them is wrong: neither is sure."""
    for what in ("name", "tax_id"):
        buyer, seller = fields.get(f"buyer_{what}"), fields.get(f"seller_{what}")
        if buyer is not None and seller is not None and buyer.value == seller.value:
            fields = {key: field.doubted(0.4) if key.endswith(what) else field for key, field in fields.items()}
    return fields


def sides(paper: Paper, label: str, words: Words = INVOICE_WORDS) -> Sides:
    """Two spots for one kind of label, told apart by the label itself, by the upright words, or by the layout."""
    buyer = next(filled(paper, rf"{words.buyer}(?:信息)?{label}"), None)
    seller = next(filled(paper, rf"{words.seller}(?:信息)?{label}"), None)
    if label == _NAME and (buyer is None) != (seller is None):
        buyer = buyer or _company_behind(paper, words.buyer)
        seller = seller or _company_behind(paper, words.seller)
    if buyer is not None or seller is not None:
        return Sides(buyer, seller, told=True)
    found = list(spots(paper, rf"(?<![务目品物]){label}"))[:4]
    return _by_signs(paper, found, words) or _by_layout(found)


def _company_behind(paper: Paper, label: str) -> Spot | None:
    """A company right behind the word for a party, where the form leaves out 名称; a name may begin with that word itself."""
    return next(
        (spot for spot in filled(paper, rf"(?<!:){label}:?") if CHINESE_COMPANY.search(clean_name(spot.text))), None
    )


def _with_lone_id(paper: Paper, names: Sides, ids: Sides) -> Sides:
    """Where one party alone is named (rail, air) and one tax id alone is printed beside its name, they belong together."""
    alone = [name for name in (names.buyer, names.seller) if name is not None]
    found = list(spots(paper, _TAX_ID))
    if ids.buyer or ids.seller or not names.told or len(alone) != 1 or len(found) != 1:
        return ids
    if abs(found[0].line.top - alone[0].line.top) > 2.5 * alone[0].line.height:
        return ids
    return Sides(found[0], None, told=True) if names.buyer else Sides(None, found[0], told=True)


def _by_signs(paper: Paper, found: list[Spot], words: Words) -> Sides | None:
    """By the upright word nearest to the left of each label."""
    signs = [(_sign_of(word.text, words), word) for page in paper.pages[:1] for word in page.words]
    known = [(side, word) for side, word in signs if side]
    sides: dict[str, Spot] = {}
    for spot in found:
        near = sorted((_distance(spot, word), side) for side, word in known if word.x0 <= spot.x0 + 2)
        if not near or near[0][0] > 140:
            return None
        if near[0][1] in sides:
            return None
        sides[near[0][1]] = spot
    return Sides(sides["buyer"], sides["seller"], told=True) if len(sides) == 2 else None


def _sign_of(text: str, words: Words) -> str:
    if len(text) > 6 or text.startswith("买卖"):
        return ""
    for who, signs, whole in (("buyer", words.buyer_signs, words.buyer), ("seller", words.seller_signs, words.seller)):
        if text[0] in signs and (len(text) == 1 or re.match(whole, text)):
            return who
    return ""


def _distance(spot: Spot, word: Word) -> float:
    return abs(spot.x0 - word.x1) + 1.2 * abs(spot.label[0].middle - word.middle)


def _by_layout(found: list[Spot]) -> Sides:
    """The prescribed layout: two on a line are buyer and seller from left to right, else from top to bottom."""
    if len(found) != 2:
        return Sides(None, None, told=False)
    first, second = found
    if first.line is second.line or abs(first.line.top - second.line.top) < first.line.height:
        first, second = sorted(found, key=lambda spot: spot.x0)
    return Sides(first, second, told=False)


def _bank(paper: Paper) -> dict[str, Field]:
    """The seller's bank and account: from its row, or from the remarks of a digital invoice (销方开户银行)."""
    fields: dict[str, Field] = {}
    row = sides(paper, _BANK).seller
    if row is not None and (match := _ACCOUNT.search(row.text)):
        fields["seller_account"] = printed(re.sub(r"[ -]", "", match[1]), 0.9, row.line, row.words)
        fields["seller_bank"] = printed(row.text[: match.start()].strip(), 0.85, row.line, row.words)
    for spot in spots(paper, r"(?:销方|销售方)(?:开户)?银行(?:名称)?:"):
        text = re.split(r"[;；]|银行账号|账号", spot.text)[0].strip()
        if text:
            fields.setdefault("seller_bank", printed(text, 0.85, spot.line, spot.words))
    for line in paper.lines:
        match = re.search(r"(?<!购方)(?<!购买方)(?:销方|销售方|;|;|^)(?:开户)?(?:银行)?账号:(\d{8,30})", line.compact)
        if match and "销" in line.compact:
            fields.setdefault(
                "seller_account", printed(match[1], 0.9, line, line.compact_words(match.start(1), match.end(1)))
            )
    return {name: field for name, field in fields.items() if field.value}
