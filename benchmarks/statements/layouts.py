"""How ten banks lay out a statement: columns, words, days, signs. Only the manner is after them; every name is made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Half(StrEnum):
    """The reader was developed on ``TUNE``; ``HELD`` is for measuring alone."""

    TUNE = "tune"
    HELD = "held"


@dataclass(frozen=True)
class Column:
    """``what`` is day, value, party, memo, reference, received, paid, amount, side, balance or other; a right column ends at x."""

    what: str
    title: str
    x: float
    right: bool = False


@dataclass(frozen=True)
class Layout:
    """One bank's way; ``opening`` and ``closing`` are labels, empty where it prints none; ``wrap`` letters of a text a line."""

    name: str
    half: Half
    title: str
    head: tuple[str, ...]
    columns: tuple[Column, ...]
    day: Callable[[date], str]
    money: Callable[[Decimal], str]
    opening: str = ""
    closing: str = ""
    balances_in_head: bool = False
    newest_first: bool = False
    day_once: bool = False
    balance_of_day: bool = False
    wrap: int = 16
    rows: int = 22
    repeat_header: bool = True
    signed: Callable[[Decimal, str], str] = lambda amount, text: ("-" if amount < 0 else "") + text
    wide: bool = False
    chinese: bool = True


def comma(value: Decimal) -> str:
    """1,234.50"""
    return f"{abs(value):,.2f}"


def german(value: Decimal) -> str:
    """1.234,50"""
    return comma(value).translate(str.maketrans(",.", ".,"))


def french(value: Decimal) -> str:
    """1 234,50"""
    return comma(value).replace(",", " ").replace(".", ",")


def _c(text: str) -> tuple[Column, ...]:
    """Columns from ``what=title@x`` apart by ``|``; ``>`` for one that ends at x."""
    found = []
    for part in text.split("|"):
        what, _, rest = part.partition("=")
        title, _, x = rest.rpartition("@")
        found.append(Column(what, title, float(x.lstrip(">")), x.startswith(">")))
    return tuple(found)


LAYOUTS = (
    Layout("icbc", Half.TUNE, "借记账户历史明细（对账单）", ("账号：{account}", "户名：无锡青禾精密机械有限公司", "币种：人民币"),
           _c("day=交易日期@30|reference=凭证号@95|party=对方户名@170|paid=借方发生额@>380|received=贷方发生额@>470|balance=余额@>560|memo=摘要@580"),
           lambda d: d.isoformat(), comma, opening="期初余额", closing="期末余额", wide=True, wrap=12),
    Layout("cmb", Half.TUNE, "招商银行交易流水", ("账号：{account}", "Account Statement", "币种：人民币"),
           _c("day=记账日期@40|other=货币@105|amount=交易金额@>240|balance=联机余额@>330|memo=交易摘要@350|party=对手信息@430"),
           lambda d: d.isoformat(), comma, wrap=10),
    Layout("sparkasse", Half.TUNE, "Kontoauszug 3/2026", ("IBAN: {iban}", "Musterbau GmbH, Lindenweg 4, 04103 Leipzig"),
           _c("day=Datum@45|memo=Erläuterung@110|amount=Betrag EUR@>550"),
           lambda d: d.strftime("%d.%m.%Y"), german, opening="Kontostand am {first}", closing="Kontostand am {last}", wrap=40,
           chinese=False, signed=lambda a, t: t + ("-" if a < 0 else "+")),
    Layout("hsbc", Half.TUNE, "Your Business Current Account statement", ("Account Number 1{account8}", "1 March 2026 to 31 March 2026"),
           _c("day=Date@45|memo=Payment type and details@110|paid=Paid out@>380|received=Paid in@>465|balance=Balance@>550"),
           lambda d: d.strftime("%d %b %y"), comma, opening="BALANCE BROUGHT FORWARD", closing="BALANCE CARRIED FORWARD",
           day_once=True, balance_of_day=True, wrap=34, chinese=False),
    Layout("minsheng", Half.TUNE, "单位账户交易明细", ("客户账号：{account}", "账户名称：无锡青禾精密机械有限公司", "货币：人民币"),
           _c("other=序号@28|day=交易日期@60|side=借贷标志@135|amount=交易金额@>250|balance=账户余额@>340|party=对方账户名称@360|memo=摘要@490"),
           lambda d: d.strftime("%Y%m%d"), comma, wrap=11, newest_first=True),
    Layout("boc", Half.HELD, "中国某行账户对账单", ("账号: {account}", "币别: 人民币", "对账期间: 20260301-20260331"),
           _c("day=交易日@30|memo=摘要@90|party=对方单位@180|reference=交易流水号@330|paid=支出金额@>520|received=收入金额@>610|balance=余额@>710"),
           lambda d: d.strftime("%Y/%m/%d"), comma, opening="上期余额", closing="本期余额", balances_in_head=True, wide=True, wrap=12),
    Layout("ccb", Half.HELD, "活期存款明细账（流水明细）", ("账 号：{account}", "打印日期：2026-04-02"),
           _c("day=记账日期@28|memo=交易摘要@95|paid=借方金额@>265|received=贷方金额@>345|balance=账户余额@>430|party=对方名称@445"),
           lambda d: d.strftime("%Y年%m月%d日"), comma, wrap=12, repeat_header=False),
    Layout("abc", Half.HELD, "账户交易明细清单", ("账户：{account}",),
           _c("day=交易时间@28|received=收入@>200|paid=支出@>285|balance=本次余额@>375|party=对方户名@390|memo=用途@510"),
           lambda d: d.strftime("%Y-%m-%d 10:20:30"), comma, wrap=10, newest_first=True),
    Layout("dkb", Half.HELD, "Kontoauszug Nummer 003 / 2026", ("IBAN {iban}",),
           _c("day=Bu.Tag@45|value=Wert@90|memo=Wir haben für Sie gebucht@135|paid=Belastung in EUR@>430|received=Gutschrift in EUR@>550"),
           lambda d: d.strftime("%d.%m."), german, opening="Alter Kontostand", closing="Neuer Kontostand", wrap=36, chinese=False),
    Layout("chase", Half.HELD, "Business Checking statement", ("Account Number: 0000{account8}", "March 01, 2026 through March 31, 2026"),
           _c("day=DATE@45|memo=DESCRIPTION@100|amount=AMOUNT@>450|balance=BALANCE@>550"),
           lambda d: d.strftime("%m/%d"), comma, opening="Beginning Balance", closing="Ending Balance", balances_in_head=True,
           wrap=40, chinese=False),
    Layout("bnp", Half.HELD, "RELEVE DE COMPTE CHEQUES", ("IBAN : {iban}", "du 1er mars 2026 au 31 mars 2026"),
           _c("day=Date@45|memo=Nature des opérations@100|value=Valeur@330|paid=Débit@>450|received=Crédit@>550"),
           lambda d: d.strftime("%d.%m.%Y"), french, opening="SOLDE PRECEDENT", closing="NOUVEAU SOLDE", wrap=34, chinese=False),
)  # fmt: skip
