"""Lines of e-invoice XML with everything that may stand in them: absent, empty, doubled and foreign terms, comments, CDATA,
entities, instructions, elements inside text, ``xml:space``, values of no sense, signs that nobody sees."""

from __future__ import annotations

import random
from dataclasses import dataclass

_NAMES = ("Bolt M8", "Nuts &amp; bolts", "  spaced \n out ", "<![CDATA[a < b & c]]>", "half<!-- said -->way", "A&#13;B", "*谷物*稻谷", "\u200bhid\u00adden",
          "in<?pi x?>struction", "6 &lt; 7 &gt; 5", "\u00a0", "", " ", "Ünïcode &#x1F527;", "ﬁve Kangxi ⽤", "&quot;quoted&apos;", "x" * 500)  # fmt: skip
_NUMBERS = ("1", "-2.50", "12.25", "0", "0.00", " 7 ", "1e3", "NaN", "Infinity", "1e999999", "", "abc", "1_000", "+4", "9" * 70, "3<!-- -->4",
            "１２", "100.00", "4", "25", "1<b>2</b>3", "<b/>5", "1.000000001", "100000000000000000")  # fmt: skip
_CODES = ("S", "E", "AE", "O", "Z", "z", "K", "", " ", "G")
_RATES = ("19", "0", "7.00", "20.0", "", "5.5", "x", "13%", "0.13", "免税", "不征税", "22.00")
_ATTRIBUTES = ('unitCode="H87"', 'unitCode="C62" unitCodeListID="UNECERec20"', "", 'unitCode=""', 'unitCode="&lt;&quot;&#9;&amp;"', 'xml:space="preserve" unitCode="KGM"',
               'xmlns:q="urn:q" q:unitCode="no"')  # fmt: skip


@dataclass(frozen=True)
class Dialect:
    """Where lines stand (``{}`` in ``around``), and a line: element names, ``?`` before what may be absent."""

    around: str
    line: tuple[object, ...]


_UBL = (
    '<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" xmlns:cac="urn:cac" xmlns:cbc="urn:cbc"><cbc:ID>N-1</cbc:ID>'
    "<cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount>5.00</cbc:TaxInclusiveAmount></cac:LegalMonetaryTotal>{{}}</{root}>"
)
_CII = '<r:{root} xmlns:r="urn:r" xmlns:a="urn:a"><r:{document}><a:ID>N-1</a:ID></r:{document}><r:{trade}>{{}}</r:{trade}></r:{root}>'
_TAX = ("cac:ClassifiedTaxCategory", ("cbc:ID", "code"), ("cbc:Percent", "rate"))


def _ubl(row: str, quantity: str) -> tuple[object, ...]:
    return (f"cac:{row}", ("cbc:ID", "number"), (f"cbc:{quantity}", "quantity"), ("cbc:LineExtensionAmount", "number"),
            ("cac:TaxTotal", ("cac:TaxSubtotal", ("cac:TaxCategory", ("cbc:ID", "code"), ("cbc:Percent", "rate")))),
            ("cac:Item", ("cbc:Description", "name"), ("cbc:Name", "name"), _TAX),
            ("cac:Price", ("cbc:PriceAmount", "number"), ("cbc:BaseQuantity", "quantity")))  # fmt: skip


def _cii(line: str, percent: str, quantity: str, summed: str) -> tuple[object, ...]:
    return ("a:IncludedSupplyChainTradeLineItem", ("a:SpecifiedTradeProduct", ("a:Name", "name"), ("a:Description", "name")),
            (f"a:{line}TradeAgreement", ("a:NetPriceProductTradePrice", ("a:ChargeAmount", "number"), ("a:BasisQuantity", "quantity"))),
            (f"a:{line}TradeDelivery", (f"a:{quantity}", "quantity")),
            (f"a:{line}TradeSettlement", ("a:ApplicableTradeTax", ("a:CategoryCode", "code"), (f"a:{percent}", "rate")),
             (f"a:{summed}", ("a:LineTotalAmount", "number"))))  # fmt: skip


DIALECTS = {
    "ubl": Dialect(_UBL.format(root="Invoice"), _ubl("InvoiceLine", "InvoicedQuantity")),
    "ubl_credit_note": Dialect(_UBL.format(root="CreditNote"), _ubl("CreditNoteLine", "CreditedQuantity")),
    "cii": Dialect(_CII.format(root="CrossIndustryInvoice", document="ExchangedDocument", trade="SupplyChainTradeTransaction"),
                   _cii("SpecifiedLine", "RateApplicablePercent", "BilledQuantity", "SpecifiedTradeSettlementLineMonetarySummation")),
    "cii_1": Dialect(_CII.format(root="CrossIndustryDocument", document="HeaderExchangedDocument", trade="SpecifiedSupplyChainTradeTransaction"),
                     _cii("SpecifiedSupplyChain", "ApplicablePercent", "BilledQuantity", "SpecifiedTradeSettlementMonetarySummation")),
    "order_x": Dialect(_CII.format(root="SCRDMCCBDACIOMessageStructure", document="ExchangedDocument", trade="SupplyChainTradeTransaction"),
                       _cii("SpecifiedLine", "RateApplicablePercent", "RequestedQuantity", "SpecifiedTradeSettlementLineMonetarySummation")),
    "fattura": Dialect('<p:FatturaElettronica xmlns:p="urn:p"><FatturaElettronicaBody><DatiBeniServizi>{}</DatiBeniServizi></FatturaElettronicaBody></p:FatturaElettronica>',
                       ("DettaglioLinee", ("Descrizione", "name"), ("Quantita", "number"), ("UnitaMisura", "name"), ("PrezzoUnitario", "number"),
                        ("PrezzoTotale", "number"), ("AliquotaIVA", "rate"), ("Natura", "code"))),
    "einvoice": Dialect("<EInvoice><Header><EIid>1</EIid></Header><EInvoiceData>{}</EInvoiceData></EInvoice>",
                        ("IssuItemInformation", ("ItemName", "name"), ("Quantity", "number"), ("MeaUnits", "name"), ("UnPrice", "number"),
                         ("Amount", "number"), ("TaxRate", "rate"), ("ComTaxAm", "number"))),
    "edrm": Dialect("<eInvoice><InvoiceNo>1</InvoiceNo><GoodsInfos>{}</GoodsInfos></eInvoice>",
                    ("GoodsInfo", ("Item", "name"), ("Quantity", "number"), ("MeasurementDimension", "name"), ("Price", "number"),
                     ("Amount", "number"), ("TaxScheme", "rate"), ("TaxAmount", "number"))),
}  # fmt: skip


def line(dialect: Dialect, chance: random.Random, oddity: float) -> str:
    """One line, each part of it odd with that chance."""
    return _written(dialect.line, chance, oddity)


def _written(term: tuple[object, ...], chance: random.Random, oddity: float) -> str:
    name, *inner = term
    odd = chance.random() < oddity
    times = chance.choice((0, 1, 1, 2)) if odd else 1
    return "".join(_once(str(name), inner, chance, oddity, odd) for _ in range(times))


def _once(name: str, inner: list[object], chance: random.Random, oddity: float, odd: bool) -> str:
    if isinstance(inner[0], tuple):
        parts = [_written(one, chance, oddity) for one in inner if isinstance(one, tuple)]
        if odd:
            chance.shuffle(parts)
            parts.insert(
                0,
                chance.choice(("", "\n  ", "<!-- x -->", "loose", '<z:Name xmlns:z="urn:z">other</z:Name>', "<Name/>")),
            )
        return f"<{name}>{''.join(parts)}</{name}>"
    what = str(inner[0])
    values = {"name": _NAMES, "code": _CODES, "rate": _RATES}.get(what, _NUMBERS)
    value = chance.choice(values) if odd else {"name": f"Thing {chance.randrange(999)}", "code": "S", "rate": "19"}.get(what, f"{chance.randrange(9999)}.50")  # fmt: skip
    attributes = chance.choice(_ATTRIBUTES) if odd else 'unitCode="H87"' if what == "quantity" else ""
    if value == "" and chance.random() < 0.5:
        return f"<{name} {attributes}/>"
    return f"<{name} {attributes}>{value}</{name}>"


def document(name: str, seed: int, count: int, oddity: float) -> tuple[str, list[str]]:
    """What stands around the lines, and the lines."""
    chance = random.Random(seed)
    dialect = DIALECTS[name]
    return dialect.around, [line(dialect, chance, oddity) for _ in range(count)]
