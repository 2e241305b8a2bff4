"""Layouts drawn later and by another hand than the first: bills as they come in from far and near. None is like any of ``layouts``."""

from __future__ import annotations

from functools import partial

from benchmarks.printers.layout import Half, Layout

_L, _H = Half.LEARN, Half.HELD
_layout = partial(Layout, author=2)

LATER_INVOICES = (
    _layout("sapform", _L, "de_DE", "DE", "EUR", "plant", "93########", ("0.19",), lines=(3, 7), discount=True),
    _layout("suite", _H, "en_US", "US", "USD", "supply", "INV1#####", ("0.0825",), days=45),
    _layout("duties", _L, "en_GB", "GB", "GBP", "parcel", "LHR000######", ("0.2", "0"), lines=(3, 6), days=15),
    _layout("forwarder", _H, "en_NZ", "NZ", "NZD", "freight", "S000#####/A", ("0.15", "0"), lines=(3, 7), days=7),
    _layout("telecom", _L, "ro_RO", "RO", "RON", "romana", "TCB ########", ("0.19",), lines=(3, 6), days=14),
    _layout("tilisiirto", _H, "fi_FI", "FI", "EUR", "sahko", "7########", ("0.24",), lines=(3, 5), days=14),
    _layout("solicitor", _L, "en_IE", "IE", "EUR", "law", "K#####", ("0.23",), lines=(3, 6), days=30),
    _layout("architecte", _H, "fr_LU", "LU", "EUR", "honoraires", "Y-###-NH", ("0.17",), lines=(2, 4), deposit=True),
    _layout("marketplace", _L, "en_GB", "GB", "GBP", "market", "GB#@@##@ABEI", ("0.2",), lines=(1, 4), inclusive=True),
    _layout("cfdi", _H, "es_MX", "MX", "MXN", "bodega", "A ####", ("0.16",), lines=(2, 5), discount=True),
    _layout("gstgrid", _L, "en_IN", "IN", "INR", "desi", "DB/24-25/0###", ("0.18",), lines=(2, 5), days=45),
    _layout("prefeitura", _H, "pt_BR", "BR", "BRL", "servico", "0000####", ("0.05",), lines=(1, 3), inclusive=True),
    _layout("tenancy", _L, "en_SG", "SG", "SGD", "tenancy", "DN/Y/####", ("0.09",), lines=(3, 5), days=7),
    _layout("praemie", _H, "de_AT", "AT", "EUR", "cover", "V-######-##", ("0.11",), lines=(2, 4), days=21),
    _layout("timologio", _L, "el_GR", "GR", "EUR", "elliniki", "####", ("0.24", "0.13"), lines=(2, 6)),
    _layout("earsiv", _H, "tr_TR", "TR", "TRY", "turkce", "ABCY00000####", ("0.2", "0.1"), lines=(2, 5)),
    _layout("szamla", _L, "hu_HU", "HU", "HUF", "magyar", "BB-Y-0####", ("0.27",), lines=(2, 5), days=8, whole=True),
    _layout("tributaria", _H, "es_CL", "CL", "CLP", "chile", "1####", ("0.19",), lines=(2, 5), whole=True),
    _layout("soumission", _L, "fr_CA", "CA", "CAD", "chantier", "F0#####", ("0.14975",), deposit=True),
    _layout("harmonized", _H, "en_CA", "CA", "CAD", "canadian", "####", ("0.13",), lines=(2, 5), days=15),
    _layout("pastel", _L, "en_ZA", "ZA", "ZAR", "mzansi", "INA#####", ("0.15",), lines=(2, 5), discount=True),
    _layout("carried", _H, "en_SG", "SG", "SGD", "lion", "PSI24-0####", ("0.09",), lines=(24, 36)),
)
LATER_OTHERS = (
    _layout("grocer", _L, "en_AU", "AU", "AUD", "grocery", "0###-####", ("0.1", "0"), lines=(3, 8), inclusive=True),
    _layout("addition", _H, "fr_FR", "FR", "EUR", "carte", "T-#####", ("0.2", "0.1"), lines=(3, 6), inclusive=True),
    _layout("gutschrift", _L, "de_CH", "CH", "CHF", "tender", "G-Y####", ("0.081",), doc_type="credit_note"),
    _layout("memo", _H, "en_US", "US", "USD", "supply", "CR-#####", ("0.06",), unsigned=True, doc_type="credit_note"),
    _layout("inkoop", _L, "nl_NL", "NL", "EUR", "handel", "IO-Y-####", ("0.21",), doc_type="purchase_order"),
    _layout("ordine", _H, "it_IT", "IT", "EUR", "stoffe", "ODA ###/Y", ("0.22",), doc_type="purchase_order"),
    _layout("livraison", _L, "fr_FR", "FR", "EUR", "jardin", "BL######", ("0.2",), doc_type="delivery_note"),
    _layout("packing", _H, "en_US", "US", "USD", "supply", "SO-#####", ("0",), doc_type="delivery_note"),
)
LATER_STATEMENTS = (
    _layout("bank_ie", _L, "en_IE", "IE", "EUR", "law", "##", ("0",), doc_type="bank_statement"),
    _layout("kontoauszug", _H, "de_DE", "DE", "EUR", "plant", "##", ("0",), doc_type="bank_statement"),
)
