"""Layouts of a third hand: papers of everyday trades that neither of the first two showed. A coin chose the half within each pair of rows."""

from __future__ import annotations

from functools import partial

from benchmarks.printers.layout import Half, Layout

_L, _H = Half.LEARN, Half.HELD
_layout = partial(Layout, author=3)

THIRD_INVOICES = (
    _layout("seats", _L, "en_IE", "IE", "EUR", "seats", "LW-Y-00####", ("0",), "FR", lines=(1, 3), days=14, returned=True),
    _layout("xrechnung", _H, "de_DE", "DE", "EUR", "betrieb", "RE-Y-#####", ("0.19", "0.07"), lines=(1, 4), deposit=True),
    _layout("uitzend", _L, "nl_NL", "NL", "EUR", "uitzend", "Y-7####", ("0.21",), lines=(3, 8), days=21),
    _layout("agency", _H, "en_US", "US", "USD", "media", "##-####-A", ("0",), lines=(4, 8), days=45, deposit=True),
    _layout("machine", _L, "en_US", "US", "USD", "machine", "7####", ("0.06",), lines=(2, 6), days=30),
    _layout("obrt", _H, "hr_HR", "HR", "EUR", "obrt", "##/1/1", ("0.25",), lines=(2, 5), days=15, deposit=True),
    _layout("agua", _L, "es_ES", "ES", "EUR", "agua", "Y##S#######", ("0.1",), lines=(3, 6), days=20),
    _layout("saskaita", _H, "lt_LT", "LT", "EUR", "siluma", "ŠTL-00####", ("0.21", "0.09"), lines=(3, 6), days=25),
    _layout("vet", _L, "en_GB", "GB", "GBP", "vet", "2#####", ("0.2",), lines=(4, 11), days=14, inclusive=True, discount=True, deposit=True),
    _layout("liquidation", _H, "de_DE", "DE", "EUR", "goae", "Y/####/##", ("0",), lines=(4, 9), days=30),
    _layout("qrbill", _L, "de_CH", "CH", "CHF", "anlass", "R##-#####", ("0.081", "0.026"), lines=(3, 7), days=30),
    _layout("overschrijving", _H, "nl_BE", "BE", "EUR", "drank", "VF Y######", ("0.21", "0.06"), lines=(3, 8), days=15),
    _layout("seikyu", _L, "ja_JP", "JP", "JPY", "nihon", "Y-M##", ("0.1", "0.08"), lines=(2, 7), whole=True, dear=200000),
    _layout("hongkong", _H, "en_HK", "HK", "HKD", "kowloon", "GW/Y/####", ("0",), lines=(2, 7), deposit=True),
    _layout("segeum", _L, "ko_KR", "KR", "KRW", "hanguk", "YM1#-41000009-########", ("0.1",), lines=(1, 4), whole=True, dear=900000),
    _layout("trn", _H, "en_AE", "AE", "AED", "khaleej", "INV/Y/#####", ("0.05",), lines=(2, 6), discount=True),
    _layout("excelbg", _L, "bg_BG", "BG", "BGN", "bulgar", "000000####", ("0.2",), lines=(2, 6), days=10),
    _layout("kabala", _H, "he_IL", "IL", "ILS", "ivrit", "3####", ("0.17",), lines=(1, 4), days=30),
)  # fmt: skip
THIRD_OTHERS = (
    _layout("paragon", _L, "pl_PL", "PL", "PLN", "market_pl", "W0#####", ("0.23", "0.05"), lines=(3, 9), inclusive=True),
    _layout("struk", _H, "id_ID", "ID", "IDR", "warung", "TRX-#######", ("0.1",), lines=(3, 7), whole=True, dear=900000),
    _layout("notacredito", _L, "es_CO", "CO", "COP", "colombia", "NCE-####", ("0.19", "0.05"), lines=(1, 3), unsigned=True, dear=900000, doc_type="credit_note"),
    _layout("kreditfaktura", _H, "sv_SE", "SE", "SEK", "lokal", "8#####", ("0.25",), lines=(1, 4), doc_type="credit_note"),
    _layout("indkob", _L, "da_DK", "DK", "DKK", "vaerksted", "IK####", ("0.25",), lines=(2, 7), doc_type="purchase_order"),
    _layout("compra", _H, "es_PE", "PE", "PEN", "mina", "OC-Y-0####", ("0.18",), lines=(2, 6), doc_type="purchase_order"),
    _layout("pakkseddel", _L, "nb_NO", "NO", "NOK", "sjomat", "P-#####", ("0.25",), lines=(2, 7), doc_type="delivery_note"),
    _layout("ddt", _H, "it_IT", "IT", "EUR", "mangimi", "####/D", ("0.22",), lines=(2, 7), doc_type="delivery_note"),
)  # fmt: skip
THIRD_STATEMENTS = (
    _layout("izpisek", _L, "sl_SI", "SI", "EUR", "betrieb", "##", ("0",), doc_type="bank_statement"),
    _layout("vypis", _H, "cs_CZ", "CZ", "CZK", "betrieb", "##", ("0",), doc_type="bank_statement"),
)
