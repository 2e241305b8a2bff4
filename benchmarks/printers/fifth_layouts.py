"""Layouts of a fifth hand: bills that people make themselves and that small trades and public bodies send. A coin (``random.Random(5)``) chose each row's half before it was drawn."""

from __future__ import annotations

from functools import partial

from benchmarks.printers.layout import Half, Layout

_F, _H = Half.LEARN, Half.HELD
_layout = partial(Layout, author=5)

FIFTH_INVOICES = (
    _layout("malerwort", _H, "de_DE", "DE", "EUR", "maler", "##/Y", ("0.19",), lines=(2, 5), days=10, deposit=True, dear=200),
    _layout("gebuehren", _F, "de_DE", "DE", "EUR", "stbvv", "Y0####", ("0.19",), lines=(3, 7), days=14, dear=1),
    _layout("bescheid", _F, "de_DE", "DE", "EUR", "stadt", "5#.##.#####", ("0",), lines=(1, 4), days=30, dear=1),
    _layout("beisl", _H, "de_AT", "AT", "EUR", "beisl", "####", ("0.1", "0.2"), lines=(3, 9), inclusive=True, dear=7),
    _layout("honorarnote", _H, "de_CH", "CH", "CHF", "grafik", "Y-0##", ("0.081",), lines=(2, 5), days=20, dear=1),
    _layout("plombier", _F, "fr_FR", "FR", "EUR", "plombier", "FA Y-M-##", ("0.1", "0.2"), lines=(3, 7), days=30, deposit=True, dear=100),
    _layout("autoentrepreneur", _F, "fr_FR", "FR", "EUR", "micro", "Y-##", ("0",), lines=(1, 4), days=15, dear=50),
    _layout("adhesion", _F, "fr_FR", "FR", "EUR", "asso", "F##/Y", ("0",), lines=(2, 5), days=30, dear=150),
    _layout("carrosserie", _F, "fr_FR", "FR", "EUR", "carrosserie", "14####", ("0.2",), lines=(4, 9), days=0, discount=True, dear=80),
    _layout("camere", _F, "it_IT", "IT", "EUR", "camere", "##", ("0",), lines=(1, 3), days=0, deposit=True, dear=120),
    _layout("officina", _H, "it_IT", "IT", "EUR", "officina", "###/A", ("0.22",), lines=(3, 8), days=30, dear=20),
    _layout("retencion", _F, "es_ES", "ES", "EUR", "autonomo", "Y/0##", ("0.21",), lines=(1, 4), days=15, seller_id="ES person", dear=60),
    _layout("comunidad", _F, "es_ES", "ES", "EUR", "comunidad", "R-Y-0###", ("0",), lines=(2, 5), days=10, seller_id="ES community", dear=1),
    _layout("reciboverde", _F, "pt_PT", "PT", "EUR", "independente", "FR ATSIRE01FR/##", ("0.23",), lines=(1, 3), seller_id="PT person", dear=40),
    _layout("zzp", _F, "nl_NL", "NL", "EUR", "zzp", "Y##", ("0.21",), lines=(1, 5), days=14, dear=10),
    _layout("soletrader", _F, "en_GB", "GB", "GBP", "handyman", "0##", ("0",), lines=(2, 5), days=7, deposit=True, dear=1),
    _layout("letting", _H, "en_IE", "IE", "EUR", "letting", "LT/#####", ("0.23",), lines=(2, 5), days=14, dear=1),
    _layout("attorney", _H, "en_US", "US", "USD", "law", "1####", ("0",), lines=(14, 30), days=30, deposit=True, dear=50),
    _layout("landscape", _F, "en_US", "US", "USD", "lawn", "3###", ("0.07",), lines=(14, 30), days=15, dear=100),
    _layout("storage", _F, "en_US", "US", "USD", "storage", "####-######", ("0.0825",), lines=(2, 4), days=9, dear=1),
)  # fmt: skip
FIFTH_OTHERS = (
    _layout("notedecredit", _F, "fr_BE", "BE", "EUR", "jardin", "NC/Y/0##", ("0.21",), lines=(1, 3), dear=100, doc_type="credit_note"),
    _layout("schoolcredit", _F, "en_GB", "GB", "GBP", "school", "CN00####", ("0",), lines=(1, 4), unsigned=True, dear=60, doc_type="credit_note"),
    _layout("pedido", _H, "pt_BR", "BR", "BRL", "pedido", "00####/Y", ("0",), lines=(2, 8), doc_type="purchase_order"),
    _layout("szallito", _H, "hu_HU", "HU", "HUF", "faipar", "SZL-Y/00###", ("0.27",), lines=(2, 7), whole=True, dear=200000, doc_type="delivery_note"),
)  # fmt: skip
