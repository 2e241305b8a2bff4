"""Plain e-invoice XML: terms, signs, and everything hostile refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ingestion import DocType, InvoiceKind, read
from tools.demo.documents import sample_specs
from tools.demo.documents.cii import factur_x

UBL = """<?xml version="1.0"?>
<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:ID>N-77</cbc:ID><cbc:IssueDate>2026-05-04</cbc:IssueDate><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party><cac:PartyTaxScheme><cbc:CompanyID>FI12345671</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity><cbc:RegistrationName>Suomen Laite Oy</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">25.50</cbc:TaxAmount></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount>100.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount>125.50</cbc:TaxInclusiveAmount><cbc:PayableAmount>125.50</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:{line}><cbc:{quantity} unitCode="H87">4</cbc:{quantity}><cbc:LineExtensionAmount>100.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Anturi</cbc:Name></cac:Item><cac:Price><cbc:PriceAmount>25</cbc:PriceAmount></cac:Price></cac:{line}>
</{root}>"""
EINVOICE = """<?xml version="1.0" encoding="UTF-8"?><EInvoice><Header><EIid>26332000001234567890</EIid><InherentLabel><InIssuType><LabelCode>{color}</LabelCode></InIssuType>
<GeneralOrSpecialVAT><LabelCode>01</LabelCode></GeneralOrSpecialVAT></InherentLabel></Header><EInvoiceData>
<SellerInformation><SellerIdNum>91320505MA1LHY208F</SellerIdNum><SellerName>甲公司</SellerName></SellerInformation><BuyerInformation><BuyerName>乙公司</BuyerName></BuyerInformation>
<BasicInformation><TotalAmWithoutTax>{sign}100.00</TotalAmWithoutTax><TotalTaxAm>{sign}13.00</TotalTaxAm><TotalTax-includedAmount>{sign}113.00</TotalTax-includedAmount></BasicInformation>
<IssuItemInformation><ItemName>*劳务*加工费</ItemName><Quantity>{sign}1</Quantity><Amount>{sign}100.00</Amount><TaxRate>0.13</TaxRate></IssuItemInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>26332000001234567890</InvoiceNumber><IssueTime>2026-09-30 10:11:12</IssueTime></TaxSupervisionInfo></EInvoice>"""

FATTURA = """<?xml version="1.0"?><p:FatturaElettronica versione="FPR12" xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2">
<FatturaElettronicaHeader><CedentePrestatore><DatiAnagrafici><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>12345670017</IdCodice></IdFiscaleIVA>
<Anagrafica><Denominazione>Officina Rossi S.r.l.</Denominazione></Anagrafica></DatiAnagrafici><Sede><Indirizzo>Via Po 1</Indirizzo><CAP>10123</CAP><Comune>Torino</Comune><Nazione>IT</Nazione></Sede></CedentePrestatore>
<CessionarioCommittente><DatiAnagrafici><CodiceFiscale>RSSMRA80A01H501U</CodiceFiscale><Anagrafica><Nome>Mario</Nome><Cognome>Bianchi</Cognome></Anagrafica></DatiAnagrafici></CessionarioCommittente></FatturaElettronicaHeader>
<FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>{kind}</TipoDocumento><Divisa>EUR</Divisa><Data>2026-10-05</Data><Numero>44/A</Numero>
<ImportoTotaleDocumento>172.00</ImportoTotaleDocumento></DatiGeneraliDocumento></DatiGenerali><DatiBeniServizi>
<DettaglioLinee><NumeroLinea>1</NumeroLinea><Descrizione>Manutenzione</Descrizione><Quantita>2.00</Quantita><UnitaMisura>h</UnitaMisura><PrezzoUnitario>50.00</PrezzoUnitario><PrezzoTotale>100.00</PrezzoTotale><AliquotaIVA>22.00</AliquotaIVA></DettaglioLinee>
<DettaglioLinee><NumeroLinea>2</NumeroLinea><Descrizione>Bollo</Descrizione><PrezzoTotale>50.00</PrezzoTotale><AliquotaIVA>0.00</AliquotaIVA><Natura>N4</Natura></DettaglioLinee>
<DatiRiepilogo><AliquotaIVA>22.00</AliquotaIVA><ImponibileImporto>100.00</ImponibileImporto><Imposta>22.00</Imposta></DatiRiepilogo>
<DatiRiepilogo><AliquotaIVA>0.00</AliquotaIVA><Natura>N4</Natura><ImponibileImporto>50.00</ImponibileImporto><Imposta>0.00</Imposta></DatiRiepilogo></DatiBeniServizi>
<DatiPagamento><DettaglioPagamento><DataScadenzaPagamento>2026-11-30</DataScadenzaPagamento><ImportoPagamento>172.00</ImportoPagamento><IBAN>IT60X0542811101000000123456</IBAN></DettaglioPagamento></DatiPagamento></FatturaElettronicaBody>{more}</p:FatturaElettronica>"""


@pytest.mark.parametrize(("kind", "sign"), [("TD01", 1), ("TD04", -1)])
def test_fattura(kind: str, sign: int) -> None:
    reading = read(FATTURA.format(kind=kind, more="").encode())
    told = {name: str(reading.value(name)) for name in ("number", "issue_date", "due_date", "seller_name", "seller_tax_id",
                                                        "buyer_name", "buyer_tax_id", "seller_iban")}  # fmt: skip
    assert told == {"number": "44/A", "issue_date": "2026-10-05", "due_date": "2026-11-30", "seller_name": "Officina Rossi S.r.l.",
                    "seller_tax_id": "IT12345670017", "buyer_name": "Mario Bianchi", "buyer_tax_id": "RSSMRA80A01H501U",
                    "seller_iban": "IT60X0542811101000000123456"}  # fmt: skip
    assert [reading.amount(name) for name in ("net", "tax", "gross", "due_amount")] == [
        sign * Decimal(text) for text in ("150.00", "22.00", "172.00", "172.00")
    ]
    assert (reading.value("tax_rates"), reading.problems) == (("0.22", "exempt"), ())
    assert [(one.description, one.tax_rate, one.amount) for one in reading.lines] == [
        ("Manutenzione", "0.22", sign * Decimal(100)), ("Bollo", "exempt", sign * Decimal(50)),
    ]  # fmt: skip


def test_more_invoices_in_a_fattura_are_said() -> None:
    reading = read(FATTURA.format(kind="TD01", more="<FatturaElettronicaBody/>").encode())
    assert [one.code for one in reading.problems] == ["reading.more_invoices"]


def test_cii_says_what_its_spec_says() -> None:
    spec = sample_specs(date(2026, 11, 22))["factur_x"]
    reading = read(factur_x(spec).encode(), file="x.xml")
    assert reading.value("number") == spec.number and reading.amount("gross") == spec.gross
    assert [line.amount for line in reading.lines] == [line.amount for line in spec.lines]
    assert reading.doc_type is DocType.INVOICE and not reading.problems


def test_a_cii_credit_note_is_negative() -> None:
    spec = sample_specs(date(2026, 11, 22))["factur_x"]
    back = replace(
        spec, lines=tuple(replace(one, quantity=-one.quantity, amount=-one.amount, tax=-one.tax) for one in spec.lines)
    )
    reading = read(factur_x(back).encode())
    assert reading.doc_type is DocType.CREDIT_NOTE and reading.amount("gross") == back.gross < 0
    assert reading.value("is_credit_note") is True


@pytest.mark.parametrize(
    ("root", "line", "quantity", "sign"),
    [("Invoice", "InvoiceLine", "InvoicedQuantity", 1), ("CreditNote", "CreditNoteLine", "CreditedQuantity", -1)],
)
def test_ubl(root: str, line: str, quantity: str, sign: int) -> None:
    reading = read(UBL.format(root=root, line=line, quantity=quantity).encode())
    assert reading.value("seller_name") == "Suomen Laite Oy" and reading.value("seller_tax_id") == "FI12345671"
    assert [reading.amount(name) for name in ("net", "tax", "gross")] == [
        sign * Decimal(text) for text in ("100.00", "25.50", "125.50")
    ]
    assert reading.lines[0].proved is (sign == 1) or reading.lines[0].amount == -100


@pytest.mark.parametrize(("color", "sign"), [("Y", ""), ("N", "-")])
def test_the_tax_bureaus_own_xml(color: str, sign: str) -> None:
    reading = read(EINVOICE.format(color=color, sign=sign).encode())
    assert reading.invoice_kind is InvoiceKind.EDIGITAL_SPECIAL
    assert reading.value("number") == "26332000001234567890" and reading.value("issue_date") == date(2026, 9, 30)
    assert reading.amount("gross") == Decimal(f"{sign}113.00") and reading.lines[0].tax_category == "劳务"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Invoice>&b;</Invoice>', "reading.xml_doctype"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><Invoice/>', "reading.xml_doctype"),
        (b'<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><l>&b;</l>', "reading.xml_doctype"),
        (b"<Invoice><ID>1</Invoice>", "reading.xml_broken"),
        (b"<other/>", "reading.unsupported_kind"),
        (b"<html><body>Invoice</body></html>", "reading.unsupported_kind"),
        (b"<" + b"a" * 50, "reading.xml_broken"),
        (b"<a>" * 100_000, "reading.xml_broken"),
    ],
)
def test_hostile_or_foreign_xml_is_a_problem(data: bytes, code: str) -> None:
    reading = read(data)
    assert [one.code for one in reading.problems] == [code]
    assert not reading.fields


def test_amounts_that_are_no_numbers_are_absent() -> None:
    text = UBL.format(root="Invoice", line="InvoiceLine", quantity="InvoicedQuantity").replace("125.50", "1e999999")
    assert read(text.encode()).value("gross") is None
    assert read(text.replace("1e999999", "NaN").encode()).value("gross") is None
