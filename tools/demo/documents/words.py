"""Printed labels of the letter layout in three languages, and numbers and dates as they are written there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

LABELS = {
    "en": {
        "title": "Invoice", "credit_title": "Credit Note", "number": "Invoice number", "date": "Invoice date", "due": "Due date", "buyer": "Bill to",
        "tax_id": "VAT ID", "description": "Description", "quantity": "Quantity", "unit_price": "Unit price", "rate": "VAT", "amount": "Amount",
        "net": "Subtotal", "tax": "VAT", "gross": "Total", "bank": "Bank", "account": "Account", "original": "Original invoice", "page": "Page", "customer_tax_id": "Customer VAT ID",
        "pay": "Please pay within 30 days, quoting the invoice number.",
    },
    "de": {
        "title": "Rechnung", "credit_title": "Rechnungskorrektur", "number": "Rechnungsnummer", "date": "Rechnungsdatum", "due": "Fällig am", "buyer": "Rechnung an",
        "tax_id": "USt-IdNr.", "description": "Bezeichnung", "quantity": "Menge", "unit_price": "Einzelpreis", "rate": "USt.", "amount": "Betrag",
        "net": "Summe netto", "tax": "Umsatzsteuer", "gross": "Rechnungsbetrag", "bank": "Bank", "account": "IBAN", "original": "Ursprungsbeleg-Nr.", "page": "Seite", "customer_tax_id": "Ihre USt-IdNr.",
        "pay": "Zahlbar ohne Abzug unter Angabe der Rechnungsnummer.",
    },
    "fr": {
        "title": "Facture", "credit_title": "Avoir", "number": "Facture n°", "date": "Date de facture", "due": "Date d'échéance", "buyer": "Facturé à",
        "tax_id": "N° TVA", "description": "Désignation", "quantity": "Qté", "unit_price": "P.U. HT", "rate": "TVA", "amount": "Montant HT",
        "net": "Total HT", "tax": "Total TVA", "gross": "Total TTC", "bank": "Banque", "account": "IBAN", "original": "Facture d'origine", "page": "Page", "customer_tax_id": "Votre n° TVA",
        "pay": "Merci de rappeler le numéro de facture lors du règlement.",
    },
}  # fmt: skip
_ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def amount_text(amount: Decimal, language: str) -> str:
    """``1,234.50``, ``1.234,50`` or ``1 234,50``."""
    text = f"{amount:,.2f}"
    if language == "en":
        return text
    return text.replace(",", "~").replace(".", ",").replace("~", "." if language == "de" else " ")


def number_text(number: Decimal, language: str) -> str:
    """A quantity without idle zeros."""
    text = format(number.normalize(), "f")
    return text if language in ("en", "zh") else text.replace(".", ",")


def percent_text(rate: Decimal, language: str) -> str:
    """``13%``."""
    return number_text(rate * 100, language) + ("%" if language in ("en", "zh") else " %")


def date_text(day: date, language: str) -> str:
    """A day as that language prints it."""
    if language == "zh":
        return f"{day.year}年{day.month:02d}月{day.day:02d}日"
    if language == "en":
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day:%d.%m.%Y}" if language == "de" else f"{day:%d/%m/%Y}"
