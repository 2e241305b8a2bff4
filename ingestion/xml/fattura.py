"""FatturaPA, Italy's e-invoice (versions 1.2 and later), ordinary and simplified (TD07 to TD09).

Element names after the published XSD (known). A file may hold several invoices of one seller to one buyer; the first is
read here, and that there are more is said by :func:`bodies`. Credit notes (TD04, TD08) carry positive amounts.
"""

from __future__ import annotations

from decimal import Decimal

from lxml.etree import _Element

from ingestion.reading import ItemLine, item_line
from ingestion.xml.rows import Terms, terms_of
from ingestion.xml.terms import XmlInvoice, day, every, first, number, rate, text, to_decimal, told_rate

_CREDIT = frozenset({"TD04", "TD08"})
_CREDIT_CODE = "381"
_NATURE = {"N1": "not_taxable", "N2": "not_taxable", "N3": "zero", "N4": "exempt", "N5": "exempt", "N6": "reverse_charge",
           "N7": "not_taxable"}  # fmt: skip


def bodies(root: _Element) -> int:
    """How many invoices a file holds."""
    return len(every(root, "FatturaElettronicaBody"))


def read_fattura(root: _Element) -> XmlInvoice:
    """Header and lines of the first invoice of a FatturaElettronica."""
    invoice = XmlInvoice(kind="fattura")
    header, body = first(root, "FatturaElettronicaHeader"), first(root, "FatturaElettronicaBody")
    _party(invoice, "seller", first(header, "CedentePrestatore"))
    _party(invoice, "buyer", first(header, "CessionarioCommittente"))
    general = first(body, "DatiGenerali/DatiGeneraliDocumento")
    invoice.put("number", text(general, "Numero"))
    invoice.put("issue_date", day(text(general, "Data")))
    invoice.put("currency", text(general, "Divisa"))
    invoice.put("type_code", _CREDIT_CODE if text(general, "TipoDocumento") in _CREDIT else None)
    invoice.put("remarks", "\n".join(one.text or "" for one in every(general, "Causale"))[:2000])
    invoice.put("original_number", text(body, "DatiGenerali/DatiFattureCollegate/IdDocumento"))
    _totals(invoice, general, body)
    _payment(invoice, body)
    invoice.lines = [_line(*terms) for terms in terms_of(every(body, "DatiBeniServizi/DettaglioLinee"), _terms)]
    return invoice


def _party(invoice: XmlInvoice, who: str, party: _Element | None) -> None:
    facts = first(party, "DatiAnagrafici") if first(party, "DatiAnagrafici") is not None else party
    known = first(facts, "Anagrafica") if first(facts, "Anagrafica") is not None else facts
    person = " ".join(filter(None, (text(known, "Nome"), text(known, "Cognome"))))
    invoice.put(f"{who}_name", text(known, "Denominazione") or person)
    country, code = text(facts, "IdFiscaleIVA/IdPaese"), text(facts, "IdFiscaleIVA/IdCodice")
    invoice.put(f"{who}_tax_id", f"{country or ''}{code}" if code else text(facts, "CodiceFiscale"))
    place = first(party, "Sede")
    parts = [text(place, one) for one in ("Indirizzo", "CAP", "Comune", "Nazione")]
    invoice.put(f"{who}_address", ", ".join(one for one in parts if one))


def _totals(invoice: XmlInvoice, general: _Element | None, body: _Element | None) -> None:
    """Net and tax are the sums of the rates; the total is theirs, where none is given."""
    rows = every(body, "DatiBeniServizi/DatiRiepilogo")
    if rows:
        net = sum((number(one, "ImponibileImporto") or Decimal(0) for one in rows), Decimal(0))
        tax = sum((number(one, "Imposta") or Decimal(0) for one in rows), Decimal(0))
        invoice.put("net", net)
        invoice.put("tax", tax)
        invoice.put("gross", number(general, "ImportoTotaleDocumento") or net + tax)
    rates = {_rate(one) for one in rows}
    invoice.put("tax_rates", tuple(sorted(one for one in rates if one)))


def _payment(invoice: XmlInvoice, body: _Element | None) -> None:
    details = every(body, "DatiPagamento/DettaglioPagamento")
    days = [found for one in details if (found := day(text(one, "DataScadenzaPagamento")))]
    invoice.put("due_date", max(days) if days else None)
    amounts = [paid for one in details if (paid := number(one, "ImportoPagamento")) is not None]
    invoice.put("due_amount", sum(amounts, Decimal(0)) if amounts else None)
    invoice.put("seller_iban", next((iban for one in details if (iban := text(one, "IBAN"))), None))


def _rate(row: _Element) -> str | None:
    nature = _NATURE.get((text(row, "Natura") or "")[:2])
    return nature or rate(number(row, "AliquotaIVA"))


def _terms(row: _Element) -> Terms:
    names = ("Descrizione", "Quantita", "UnitaMisura", "PrezzoUnitario")
    return (*(text(row, name) for name in names), text(row, "PrezzoTotale", "Importo"), text(row, "Natura"),
            text(row, "AliquotaIVA"))  # fmt: skip


def _line(
    title: str | None, quantity: str | None, unit: str | None, price: str | None, amount: str | None,
    nature: str | None, percent: str | None,
) -> ItemLine:  # fmt: skip
    tax_rate = _NATURE.get((nature or "")[:2]) or told_rate(percent, None)
    return item_line(
        title, None, to_decimal(quantity), unit, to_decimal(price), to_decimal(amount), tax_rate, None, False
    )
