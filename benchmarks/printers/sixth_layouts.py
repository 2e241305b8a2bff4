"""Layouts of a sixth hand: what the finance department of a trading or industrial firm gets from shops, clouds, carriers, tills, hotels and utilities. A coin (``random.Random(6)``) chose each row's half before it was drawn."""

from __future__ import annotations

from functools import partial

from benchmarks.printers.layout import Half, Layout

_F, _H = Half.LEARN, Half.HELD
_layout = partial(Layout, author=6)

SIXTH_INVOICES = (
    _layout("versandhaus", _H, "de_DE", "DE", "EUR", "versandhaus", "RG-@@##########", ("0.19", "0.07"), lines=(2, 6), days=14, inclusive=True, dear=90),
    _layout("orderhistory", _F, "en_US", "US", "USD", "mro", "11#-#######-#######", ("0.0825",), lines=(1, 5), days=30, dear=60),
    _layout("siamcart", _H, "en_PH", "PH", "PHP", "cart", "SI-00######", ("0.12",), lines=(2, 5), inclusive=True, dear=900),
    _layout("usagebill", _F, "en_US", "US", "USD", "usage", "USG-########", ("0.0625",), lines=(14, 30), days=15, dear=1),
    _layout("reversecharge", _H, "en_IE", "IE", "EUR", "warehouse_saas", "IE#######", ("0",), "DE", lines=(1, 3), days=30, dear=60),
    _layout("pstbill", _F, "en_CA", "CA", "CAD", "hosting", "A-#####", ("0.12",), lines=(2, 5), days=21, dear=60),
    _layout("spedition", _H, "de_DE", "DE", "EUR", "fracht", "Y/7#####", ("0.19",), lines=(3, 7), days=14, dear=40),
    _layout("transitaire", _F, "fr_BE", "BE", "EUR", "douane", "####/Y", ("0.21",), lines=(3, 6), days=8, deposit=True, dear=40),
    _layout("courierweek", _F, "en_GB", "GB", "GBP", "parcels", "0########", ("0.2",), lines=(14, 30), days=14, dear=1),
    _layout("pourboire", _F, "fr_CA", "CA", "CAD", "bistro", "0#####", ("0.14975",), lines=(2, 7), inclusive=False, dear=9),
    _layout("tankbon", _H, "nl_NL", "NL", "EUR", "tank", "######", ("0.21", "0.09"), lines=(2, 5), inclusive=True, dear=3),
    _layout("trajets", _H, "fr_FR", "FR", "EUR", "trajets", "JP@@@@@@-#####", ("0.1",), "FR", lines=(1, 4), inclusive=True, dear=20),
    _layout("estadia", _F, "pt_PT", "PT", "EUR", "hotel_pt", "FR Y@/####", ("0.06", "0.13"), lines=(3, 9), days=0, inclusive=True, dear=6),
    _layout("bolletta", _F, "it_IT", "IT", "EUR", "luce", "Y########", ("0.22",), lines=(5, 9), days=20, dear=20),
    _layout("auspower", _F, "en_AU", "AU", "AUD", "power", "#### ### ###", ("0.1",), lines=(3, 6), days=17, dear=30),
    _layout("cgstsgst", _H, "en_IN", "IN", "INR", "packmat", "PPL/24-25/####", ("0.18", "0.12"), lines=(2, 6), days=45, dear=9000),
    _layout("igst", _F, "en_IN", "IN", "INR", "drives", "SI###", ("0.18",), lines=(2, 6), days=30, dear=9000, seller_id="IN KA"),
    _layout("nztax", _F, "en_NZ", "NZ", "NZD", "seafarm", "INV-####", ("0.15",), lines=(2, 6), days=20, deposit=True, dear=200),
    _layout("giroblankett", _F, "nb_NO", "NO", "NOK", "lift", "1#####", ("0.25",), lines=(2, 5), days=14, dear=900),
)  # fmt: skip
SIXTH_OTHERS = (
    _layout("rectificativa", _F, "es_ES", "ES", "EUR", "tienda", "RT-Y-0####", ("0.21",), lines=(1, 3), dear=60, doc_type="credit_note"),
    _layout("etims", _F, "en_KE", "KE", "KES", "agrovet", "CN-#####", ("0.16",), lines=(1, 4), unsigned=True, dear=9000, doc_type="credit_note"),
    _layout("lpo", _F, "en_AE", "AE", "AED", "siteworks", "LPO-####-Y", ("0.05",), lines=(3, 9), dear=900, doc_type="purchase_order"),
    _layout("dodaci", _H, "cs_CZ", "CZ", "CZK", "sklad_cz", "DL Y0####", ("0.21",), lines=(3, 9), dear=9000, doc_type="delivery_note"),
    _layout("sstproforma", _F, "en_MY", "MY", "MYR", "rubber", "PI-Y/M-###", ("0.1",), lines=(2, 6), dear=900, doc_type="other"),
)  # fmt: skip
