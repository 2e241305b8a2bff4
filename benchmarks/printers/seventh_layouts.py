"""Layouts of a seventh hand: one month's post in the accounts departments of fourteen countries. ``random.Random(7)`` shuffled twelve *fit* and twelve *held* over them, by country, before any was drawn."""

from __future__ import annotations

from functools import partial

from benchmarks.printers.layout import Half, Layout

_F, _H = Half.FIT, Half.HELD
_layout = partial(Layout, author=7)

SEVENTH_INVOICES = (
    _layout("grosshaendler", _F, "de_DE", "DE", "EUR", "shk", "9########", ("0.19",), lines=(14, 30), days=30),
    _layout("anwaltskanzlei", _H, "de_DE", "DE", "EUR", "rvg", "Y/0####", ("0.19",), lines=(2, 4), days=14, deposit=True, dear=1),
    _layout("kfzmeister", _H, "de_DE", "DE", "EUR", "kfz", "W-2#####", ("0.19",), lines=(4, 10), days=10, discount=True, dear=90),
    _layout("proprete", _H, "fr_FR", "FR", "EUR", "nettoyage", "FC0#####", ("0.2",), lines=(2, 6), days=45, dear=300),
    _layout("traiteur", _F, "fr_FR", "FR", "EUR", "buffet", "Y-M-0##", ("0.1", "0.2"), lines=(3, 8), days=15, deposit=True),
    _layout("lavanderia", _H, "it_IT", "IT", "EUR", "biancheria", "###/Y", ("0.22",), lines=(4, 9), days=60),
    _layout("agenciaweb", _F, "es_ES", "ES", "EUR", "digital", "FY-0###", ("0.21",), lines=(2, 5), days=30, dear=200),
    _layout("residuos", _H, "es_ES", "ES", "EUR", "residuos", "R/Y/####", ("0.1", "0.21"), lines=(3, 7), days=60, dear=150),
    _layout("afvalinzameling", _H, "nl_NL", "NL", "EUR", "afval", "VF2######", ("0.21",), lines=(3, 8), days=14),
    _layout("broodjes", _F, "nl_BE", "BE", "EUR", "broodjes", "Y/0###", ("0.06", "0.21"), lines=(3, 9), days=30),
    _layout("sanitaer", _F, "de_CH", "CH", "CHF", "sanitaer", "4####.1", ("0.081",), lines=(4, 9), days=30),
    _layout("comarch", _F, "pl_PL", "PL", "PLN", "hurt", "FS-##/M/Y/ZW", ("0.23", "0.08"), lines=(4, 12), days=21, discount=True),
    _layout("biurokadr", _F, "pl_PL", "PL", "PLN", "kadry", "##/M/Y", ("0.23",), lines=(1, 4), days=7, dear=700),
    _layout("elservice", _H, "sv_SE", "SE", "SEK", "elarbete", "1####", ("0.25",), lines=(3, 8), days=30),
    _layout("temps", _F, "en_GB", "GB", "GBP", "shifts", "TS/0#####", ("0.2",), lines=(3, 9), days=14),
    _layout("practice", _H, "en_IE", "IE", "EUR", "audit", "##4##", ("0.23",), lines=(1, 4), days=30, dear=250),
    _layout("hvac", _H, "en_US", "US", "USD", "hvac", "1#####-1", ("0.07",), lines=(2, 6), days=15, deposit=True, dear=150),
    _layout("linen", _F, "en_US", "US", "USD", "linen", "0######", ("0.0825",), lines=(14, 30), days=30),
    _layout("sameday", _F, "en_CA", "CA", "CAD", "sameday", "SD######", ("0.13",), lines=(4, 11), days=15),
)  # fmt: skip
SEVENTH_OTHERS = (
    _layout("scontrino", _H, "it_IT", "IT", "EUR", "cartoleria", "0###-00##", ("0.22", "0.04"), lines=(2, 7), inclusive=True),
    _layout("creditnl", _H, "nl_NL", "NL", "EUR", "horeca", "C-Y####", ("0.09", "0.21"), lines=(1, 4), doc_type="credit_note"),
    _layout("creditgb", _F, "en_GB", "GB", "GBP", "signs", "CN-####", ("0.2",), lines=(1, 3), unsigned=True, dear=400, doc_type="credit_note"),
    _layout("boncommande", _H, "fr_FR", "FR", "EUR", "atelier", "CA0#####", ("0.2",), lines=(3, 8), doc_type="purchase_order"),
    _layout("lieferavis", _F, "de_AT", "AT", "EUR", "winzer", "LS-Y-####", ("0.2",), lines=(3, 8), doc_type="delivery_note"),
)  # fmt: skip
