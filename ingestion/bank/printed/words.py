"""What statements of account call themselves and their balances; folded, and for Chinese without spaces."""

from __future__ import annotations

import re

TITLE = re.compile(
    r"(?:bank |account |current account |business |monthly )?statement(?! of (?:work|facts))|kontoauszug|umsatz(?:ubersicht|anzeige|liste)|kontoumsatze|finanzstatus"
    r"|releve de compte|releve d'identite|extrait de compte|extracto (?:de cuenta|bancario)|estratto conto|rekeningafschrift|account (?:activity|transactions)|transaction history"
    r"|izpisek (?:prometa|stanja|racuna)?|vypis z (?:uctu|bezneho uctu)|vypis (?:cislo|c\.)|wyciag (?:bankowy|z rachunku|nr)?|izvod (?:broj|br|po racunu)|izvadak|kontoud(?:skrift|tog)|kontoutskrift|kontoutdrag|tiliote|(?:bank)?szamlakivonat|extras de cont|hesap (?:ozeti|ekstresi|hareketleri)"
    r"|κινηση λογαριασμου|извлечение (?:по|от)|выписка (?:по|из)|виписка (?:по|з)|konto valjavote|konta (?:izraksts|parskats)|saskaitos israsas|extrato (?:bancario|de conta)|rekening koran|penyata akaun|sao ke|yfirlit reiknings|reikningsyfirlit"
)
TITLE_ZH = re.compile(
    r"对帐单|对账单|交易明细|账户明细|帐户明细|流水明细|交易流水|账户流水|明细清单|活期明细|历史明细|账务明细|交易清单|明细对账|取引明細|入出金明細|거래내역|입출금내역|對帳單|往來明細"
)
OPENING = re.compile(
    r"opening balance|beginning balance|previous balance|starting balance|balance (?:brought|b/?) ?f(?:orward|wd)?|brought forward|start balance"
    r"|alter (?:konto)?stand|anfangs(?:saldo|bestand)|alter saldo|vortrag|startsaldo|ancien solde|solde (?:initial|precedent|anterieur)|saldo (?:inicial|anterior|iniziale)|beginsaldo|vorig saldo|zacetno stanje|prejsnje stanje|pocatecni zustatek|pociatocny zostatok|pocetno stanje|prethodno stanje|saldo (?:poczatkowe|awal)|inngaende saldo|ingaende saldo|primosaldo|alkusaldo|nyito ?egyenleg|sold (?:initial|precedent)|(?:acilis|devreden) bakiye(?:si)?|υπολοιπο εναρξη[σς]|начално салдо|входящи(?:и|й) остаток|вхiдни[ий] залишок|algsaldo|sakuma atlikums|likutis pradzioje|baki (?:permulaan|awal)|so du dau ky"
    r"|期初余额|上期余额|承前余额|承前页|上页余额|起始余额|期初结余|上期结余"
)
CLOSING = re.compile(
    r"closing balance|ending balance|new balance|end balance|balance (?:carried|c/?) ?f(?:orward|wd)?|carried forward"
    r"|neuer (?:konto)?stand|end(?:saldo|bestand)|neuer saldo|schlusssaldo|schlussbestand|nouveau solde|solde (?:final|nouveau)|saldo (?:final|finale|actual)|eindsaldo|nieuw saldo|koncno stanje|novo stanje|konecny zustatek|konecny zostatok|zavrsno stanje|saldo (?:koncowe|akhir)|utgaende saldo|ultimosaldo|loppusaldo|zaro ?egyenleg|sold final|kapanis bakiyesi|υπολοιπο ληξη[σς]|краино салдо|крайно салдо|исходящи(?:и|й) остаток|вихiдни[ий] залишок|loppsaldo|beigu atlikums|likutis pabaigoje|baki (?:akhir|penutup)|so du cuoi ky"
    r"|期末余额|本期余额|截止余额|期末结余|本期结余|过次页"
)
BALANCE_ON = re.compile(r"(?:kontostand|saldo|solde|balance)(?: (?:am|zum|per|as of|on|at|au|al))\s")
"""``Kontostand am 31.03.2026``: opening the first time, closing the last."""
SUM = re.compile(
    r"^(?:total|totals|sub ?total|summe|gesamt|合计|总计|小计|本页合计|累计|借方合计|贷方合计|借方发生|贷方发生|收入合计|支出合计|收入笔数|支出笔数|page|seite|第\d+页|totaux|totale)"
)
ACCOUNT = re.compile(
    r"(?:account (?:number|no)|iban|konto(?:nummer|-nr|nr)|n[°o] de compte|numero de compte|numero di conto|rekening(?:nummer)?|账号|帐号|卡号|账户号|客户账号|账户账号)[.:：\s]*"
    r"(?P<account>[a-z]{0,2}\d[\d *-]{5,40}\d|[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?)"
)
CURRENCY = re.compile(
    r"(?:币种|币别|货币|currency|wahrung|devise|divisa)[:：\s]*(?P<name>[a-z]{3}(?![a-z])|人民币|美元|欧元|港币|英镑|日元)"
)
NAMES = {"人民币": "CNY", "美元": "USD", "欧元": "EUR", "港币": "HKD", "英镑": "GBP", "日元": "JPY", "rmb": "CNY"}
SIDE_IN = frozenset({"贷", "收", "存", "入", "cr", "c", "h", "haben", "+", "credit", "贷方"})
SIDE_OUT = frozenset({"借", "付", "支", "取", "dr", "d", "s", "soll", "-", "debit", "借方"})
