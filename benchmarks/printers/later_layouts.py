"""Layouts drawn later and by another hand than the first: bills as they come in from far and near. None is like any of ``layouts``."""

from __future__ import annotations

from functools import partial

from benchmarks.printers.layout import Half, Layout

_F, _H = Half.FIT, Half.HELD
_layout = partial(Layout, later=True)

LATER_INVOICES = (
    _layout("sapform", _F, "de_DE", "DE", "EUR", "plant", "93########", ("0.19",), lines=(3, 7), discount=True),
    _layout("suite", _H, "en_US", "US", "USD", "supply", "INV1#####", ("0.0825",), days=45),
    _layout("duties", _F, "en_GB", "GB", "GBP", "parcel", "LHR000######", ("0.2", "0"), lines=(3, 6), days=15),
    _layout("forwarder", _H, "en_NZ", "NZ", "NZD", "freight", "S000#####/A", ("0.15", "0"), lines=(3, 7), days=7),
    _layout("telecom", _F, "ro_RO", "RO", "RON", "romana", "TCB ########", ("0.19",), lines=(3, 6), days=14),
    _layout("tilisiirto", _H, "fi_FI", "FI", "EUR", "sahko", "7########", ("0.24",), lines=(3, 5), days=14),
    _layout("solicitor", _F, "en_IE", "IE", "EUR", "law", "K#####", ("0.23",), lines=(3, 6), days=30),
    _layout("architecte", _H, "fr_LU", "LU", "EUR", "honoraires", "Y-###-NH", ("0.17",), lines=(2, 4), deposit=True),
    _layout("marketplace", _F, "en_GB", "GB", "GBP", "market", "GB#@@##@ABEI", ("0.2",), lines=(1, 4), inclusive=True),
    _layout("cfdi", _H, "es_MX", "MX", "MXN", "bodega", "A ####", ("0.16",), lines=(2, 5), discount=True),
    _layout("gstgrid", _F, "en_IN", "IN", "INR", "desi", "DB/24-25/0###", ("0.18",), lines=(2, 5), days=45),
    _layout("prefeitura", _H, "pt_BR", "BR", "BRL", "servico", "0000####", ("0.05",), lines=(1, 3), inclusive=True),
)
LATER_OTHERS: tuple[Layout, ...] = ()
LATER_STATEMENTS: tuple[Layout, ...] = ()
