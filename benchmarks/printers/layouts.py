"""Every layout with its trade; a template of the same name holds its look. Families with two members have one in each half."""

from __future__ import annotations

from benchmarks.printers.layout import Half, Layout

_L, _H = Half.LEARN, Half.HELD

INVOICES = (
    Layout("stripe", _L, "en_US", "US", "USD", "cloud", "@@@#@##-00##", ("0",), lines=(1, 3), days=0),
    Layout("paddle", _L, "en_GB", "GB", "EUR", "cloud", "inv_#####-####", ("0",), "DE", lines=(1, 2), days=14),
    Layout("cloud", _H, "en_US", "US", "USD", "cloud", "1########", ("0",), "GB", lines=(4, 9), days=30),
    Layout("shop", _L, "en_GB", "GB", "GBP", "en", "#1###", ("0.2",), lines=(2, 5), inclusive=True, discount=True),
    Layout("odoo", _L, "en_IE", "BE", "EUR", "en", "INV/Y/0####", ("0.21", "0.06"), lines=(2, 6)),
    Layout("erp", _L, "de_DE", "DE", "EUR", "de", "90########", ("0.19",), lines=(26, 44)),
    Layout("booksus", _H, "en_US", "US", "USD", "en", "1###", ("0.0925",), days=30),
    Layout("ledgerau", _L, "en_AU", "AU", "AUD", "en", "INV-0###", ("0.1",), days=14),
    Layout("fresh", _L, "en_IE", "IE", "EUR", "en", "00#####", ("0.23",), days=21, deposit=True),
    Layout("letter", _L, "de_DE", "DE", "EUR", "de", "Y-####", ("0.19",), days=14),
    Layout("facture", _H, "fr_FR", "FR", "EUR", "fr", "F-Y-0###", ("0.2", "0.055"), deposit=True),
    Layout("abonnement", _L, "fr_FR", "FR", "EUR", "fr", "FAC#######", ("0.2",), lines=(2, 4), days=20),
    Layout("cortesia", _L, "it_IT", "IT", "EUR", "it", "###/Y", ("0.22", "0.1")),
    Layout("fattura", _L, "it_IT", "IT", "EUR", "it", "FPR ##/M", ("0.22",), discount=True),
    Layout("factura", _H, "es_ES", "ES", "EUR", "es", "AM-####", ("0.21", "0.1"), discount=True),
    Layout("taller", _L, "es_ES", "ES", "EUR", "es", "Y/00###", ("0.21",)),
    Layout("factuur", _L, "nl_NL", "NL", "EUR", "nl", "Y0####", ("0.21",), days=14),
    Layout("verlegd", _L, "nl_NL", "NL", "EUR", "nl", "VF#####", ("0",), "BE", days=30),
    Layout("faktura", _H, "pl_PL", "PL", "PLN", "pl", "FV/##/M/Y", ("0.23", "0.08"), days=14),
    Layout("sprzedaz", _L, "pl_PL", "PL", "PLN", "pl", "##/M/Y/FS", ("0.23",), days=7),
    Layout("bankgiro", _L, "sv_SE", "SE", "SEK", "sv", "2####", ("0.25",)),
    Layout("dansk", _L, "da_DK", "DK", "DKK", "da", "10###", ("0.25",), days=8),
    Layout("norsk", _L, "nb_NO", "NO", "NOK", "no", "5####", ("0.25",), days=14),
    Layout("fatura", _H, "pt_PT", "PT", "EUR", "pt", "FT Y/####", ("0.23",)),
    Layout("danovy", _L, "cs_CZ", "CZ", "CZK", "cs", "Y0####", ("0.21", "0.12"), days=14),
    Layout("band", _L, "en_GB", "GB", "GBP", "en", "SI-#####", ("0.2", "0", "0.05"), returned=True),
    Layout("folio", _H, "en_GB", "GB", "GBP", "en", "######", ("0.2",), inclusive=True),
    Layout("energy", _L, "en_GB", "GB", "GBP", "cloud", "B#########", ("0.05",), lines=(2, 4), days=14),
    Layout("handy", _L, "de_AT", "AT", "EUR", "cloud", "R############", ("0.2",), lines=(2, 4), days=12),
    Layout("swiss", _L, "de_CH", "CH", "CHF", "de", "RE-#####", ("0.081",)),
    Layout("romande", _H, "fr_CH", "CH", "CHF", "fr", "#####", ("0.081", "0.026")),
    Layout("till", _L, "de_DE", "DE", "EUR", "meal", "####/##", ("0.19", "0.07"), inclusive=True),
    Layout("ticket", _L, "es_ES", "ES", "EUR", "tapa", "T0##-####", ("0.1",), inclusive=True),
    Layout("diner", _L, "en_US", "US", "USD", "diner", "####", ("0.07",)),
    Layout("flight", _H, "en_US", "US", "USD", "cloud", "0## ##########", ("0",), lines=(1, 1)),
    Layout("storno", _L, "de_DE", "DE", "EUR", "de", "SR-Y-###", ("0.19",), doc_type="credit_note"),
    Layout("avoir", _L, "fr_FR", "FR", "EUR", "fr", "AV#####", ("0.2",), unsigned=True, doc_type="credit_note"),
    Layout("creditnote", _L, "en_IE", "IE", "EUR", "en", "CN-####", ("0.23",), unsigned=True, doc_type="credit_note"),
    Layout("freelance", _H, "de_DE", "DE", "EUR", "de", "Y-##", ("0",), lines=(1, 3), days=14),
    Layout("maker", _L, "en_US", "US", "USD", "en", "#####", ("0",), lines=(1, 4), days=15, discount=True),
    Layout("abschlag", _L, "de_DE", "DE", "EUR", "de", "AR#####", ("0.19",), returned=True, deposit=True),
    Layout("proforma", _L, "en_GB", "PL", "EUR", "en", "PF/##/Y", ("0",), "DE", doc_type="other"),
)
OTHERS = (
    Layout("order_en", _L, "en_US", "US", "USD", "en", "PO-#####", ("0",), doc_type="purchase_order"),
    Layout("order_de", _H, "de_DE", "DE", "EUR", "de", "45########", ("0.19",), doc_type="purchase_order"),
    Layout("order_fr", _L, "fr_FR", "FR", "EUR", "fr", "BC-####", ("0.2",), doc_type="purchase_order"),
    Layout("delivery_de", _L, "de_DE", "DE", "EUR", "de", "LS-######", ("0.19",), doc_type="delivery_note"),
    Layout("delivery_en", _L, "en_GB", "GB", "GBP", "en", "DN#####", ("0.2",), doc_type="delivery_note"),
    Layout("delivery_nl", _H, "nl_NL", "NL", "EUR", "nl", "P#####", ("0.21",), doc_type="delivery_note"),
)
STATEMENTS = (
    Layout("bank_gb", _L, "en_GB", "GB", "GBP", "en", "##", ("0",), doc_type="bank_statement"),
    Layout("bank_fr", _L, "fr_FR", "FR", "EUR", "fr", "##", ("0",), doc_type="bank_statement"),
    Layout("bank_nl", _H, "nl_NL", "NL", "EUR", "nl", "##", ("0",), doc_type="bank_statement"),
)
