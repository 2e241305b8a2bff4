"""Layouts of a fourth hand: bills as the programs of small and middle firms print them, and those of big billers. A coin of seed 4 chose the halves before any was drawn."""

from __future__ import annotations

from functools import partial

from benchmarks.printers.layout import Half, Layout

_F, _H = Half.LEARN, Half.HELD
_layout = partial(Layout, author=4)

FOURTH_INVOICES = (
    _layout("buero", _H, "de_DE", "DE", "EUR", "ausbau", "25####", ("0.19",), lines=(2, 6), days=14, discount=True),
    _layout("industrie", _F, "de_DE", "DE", "EUR", "dichtung", "90######", ("0.19",), lines=(3, 7), days=45),
    _layout("netzrechnung", _H, "de_DE", "DE", "EUR", "mobilfunk", "##########", ("0.19",), lines=(3, 6), days=10),
    _layout("onlineshop", _F, "de_AT", "AT", "EUR", "hofladen", "WS1#####", ("0.2", "0.1"), lines=(2, 6), inclusive=True),
    _layout("abo", _F, "de_DE", "DE", "EUR", "saas", "Y-00#####", ("0",), "AT", lines=(1, 4), days=7),
    _layout("chantier", _F, "fr_FR", "FR", "EUR", "travaux", "FAY/####", ("0.1", "0.2"), lines=(3, 7), days=30, deposit=True),
    _layout("negoce", _H, "fr_FR", "FR", "EUR", "hotellerie", "F0######", ("0.2", "0.055"), lines=(14, 30), days=45),
    _layout("ingrosso", _H, "it_IT", "IT", "EUR", "bevande", "####/A", ("0.22", "0.1"), lines=(4, 9), days=60, discount=True),
    _layout("provvigioni", _F, "it_IT", "IT", "EUR", "mandato", "##/Y", ("0.22",), lines=(1, 4)),
    _layout("canone", _H, "it_IT", "IT", "EUR", "abbonamenti", "FPR ###/Y", ("0.22",), lines=(2, 5), days=30),
    _layout("instalador", _H, "es_ES", "ES", "EUR", "clima", "A/Y/0###", ("0.21",), lines=(3, 8), days=60),
    _layout("rekening", _F, "nl_NL", "NL", "EUR", "tuin", "Y0###", ("0.21", "0.09"), lines=(3, 7), days=14),
    _layout("liegeoise", _F, "fr_BE", "BE", "EUR", "garage", "Y/####", ("0.21",), lines=(3, 8), days=8),
    _layout("remittance", _F, "en_GB", "GB", "GBP", "studio", "INV-0###", ("0.2",), lines=(1, 4), days=30),
    _layout("qbdesk", _F, "en_US", "US", "USD", "uniform", "1####", ("0.0725",), lines=(2, 7), days=30),
    _layout("soldto", _F, "en_US", "US", "USD", "pipe", "S1######.001", ("0.0825",), lines=(14, 30), days=30),
    _layout("jobsite", _F, "en_US", "US", "USD", "contractor", "25-##-##", ("0",), lines=(2, 5), days=10, deposit=True),
    _layout("regning", _F, "da_DK", "DK", "DKK", "haandvaerk", "1####", ("0.25",), lines=(2, 6), days=8),
    _layout("handlowa", _F, "pl_PL", "PL", "PLN", "hurt_pl", "FS ####/M/Y", ("0.23", "0.08"), lines=(3, 8), days=21),
    _layout("nursery", _F, "en_CA", "CA", "CAD", "nursery", "38###", ("0.13",), lines=(3, 8), days=30),
)  # fmt: skip
FOURTH_OTHERS = (
    _layout("ristourne", _F, "fr_FR", "FR", "EUR", "emballage", "AV00####", ("0.2",), lines=(1, 4), doc_type="credit_note"),
    _layout("adjustment", _H, "en_GB", "GB", "GBP", "merchant", "CN#####", ("0.2",), lines=(1, 5), unsigned=True, doc_type="credit_note"),
    _layout("bestelbon", _F, "nl_NL", "NL", "EUR", "techniek", "IO25#####", ("0.21",), lines=(2, 7), doc_type="purchase_order"),
    _layout("albaran", _H, "es_ES", "ES", "EUR", "obra", "ALB-##/####", ("0.21",), lines=(2, 6), doc_type="delivery_note"),
)  # fmt: skip
