"""Invoices of invented vendors outside China, each in a layout of its own, with what they say."""

from __future__ import annotations

from tests.ingestion.printing import Sheet

Truth = dict[str, object]
Case = tuple[str, bytes, Truth]


def american() -> Case:
    """Title right, bill-to left, month first, sales tax."""
    sheet = Sheet(612, 792)
    sheet.column(54, 50, 12, ["Cedar Ridge Tooling LLC", "4410 Alder Street", "Boise, ID 83702", "(208) 555-0144"])
    sheet.put(430, 50, "INVOICE", 20)
    sheet.rows(
        90,
        14,
        [(430, False), (558, True)],
        [["Invoice #", "CR-20418"], ["Date", "04/05/2026"], ["Due Date", "05/05/2026"], ["PO Number", "77120"]],
    )
    sheet.column(
        54, 170, 12, ["Bill To", "Marlow Instruments Inc.", "12 Harbor Way", "Tacoma, WA 98402", "United States"]
    )
    sheet.rows(
        270,
        16,
        [(54, False), (330, True), (430, True), (558, True)],
        [
            ["Description", "Qty", "Rate", "Amount"],
            ["End mill 6 mm carbide", "24", "$18.50", "$444.00"],
            ["Collet set ER20", "2", "$129.00", "$258.00"],
        ],
    )
    sheet.rows(
        340,
        16,
        [(430, False), (558, True)],
        [["Subtotal", "$702.00"], ["Sales Tax (6%)", "$42.12"], ["Total", "$744.12"], ["Balance Due", "$744.12"]],
    )
    truth: Truth = {
        "number": "CR-20418", "issue_date": "2026-04-05", "due_date": "2026-05-05", "seller_name": "Cedar Ridge Tooling LLC",
        "buyer_name": "Marlow Instruments Inc.", "currency": "USD", "net": "702.00", "tax": "42.12", "gross": "744.12", "due_amount": "744.12", "lines": 2,
    }  # fmt: skip
    return "american", sheet.pdf(), truth


def subscription() -> Case:
    """Labels left of values, seller and buyer side by side, no tax."""
    sheet = Sheet()
    sheet.put(40, 40, "Invoice", 18)
    sheet.rows(
        75,
        13,
        [(40, False), (140, False)],
        [["Invoice number", "7F3A91C2-0007"], ["Date of issue", "March 9, 2026"], ["Date due", "March 9, 2026"]],
    )
    sheet.column(
        40,
        130,
        13,
        [
            "Quillbox Software, Inc.",
            "548 Juniper Ave",
            "San Mateo, California 94401",
            "United States",
            "billing@quillbox.example",
        ],
    )
    sheet.column(300, 130, 13, ["Bill to", "Lanhai Manufacturing", "78 Keling Road", "Suzhou 215163", "China"])
    sheet.put(40, 220, "$96.00 USD due March 9, 2026", 14)
    sheet.rows(
        260,
        14,
        [(40, False), (400, True), (480, True), (555, True)],
        [
            ["Description", "Qty", "Unit price", "Amount"],
            ["Quillbox Team (per seat)", "8", "$12.00", "$96.00"],
        ],
    )
    sheet.rows(
        310,
        14,
        [(340, False), (555, True)],
        [["Subtotal", "$96.00"], ["Total", "$96.00"], ["Amount due", "$96.00 USD"]],
    )
    truth: Truth = {
        "number": "7F3A91C2-0007", "issue_date": "2026-03-09", "due_date": "2026-03-09", "seller_name": "Quillbox Software, Inc.", "buyer_name": "Lanhai Manufacturing",
        "currency": "USD", "net": "96.00", "gross": "96.00", "due_amount": "96.00", "lines": 1,
    }  # fmt: skip
    return "subscription", sheet.pdf(), truth


def british() -> Case:
    """Particulars as a table: labels in one row, values under them; two VAT rates."""
    sheet = Sheet()
    sheet.put(555, 40, "Pennard & Rowe Ltd", 14, right=True)
    for number, text in enumerate(
        ["9 Mill Road, Leeds LS9 8AB", "VAT Reg No GB 365 8274 13", "accounts@pennardrowe.example"]
    ):
        sheet.put(555, 60 + 12 * number, text, 8, right=True)
    sheet.column(40, 120, 12, ["Invoice To:", "Tidewater Labs Ltd", "2 Dock Street", "Hull HU1 3DZ"])
    sheet.rows(
        200,
        13,
        [(40, False), (150, False), (270, False), (390, False)],
        [
            ["Invoice No", "Invoice Date", "Account", "Due Date"],
            ["INV-88213", "03/11/2026", "TID004", "03/12/2026"],
        ],
    )
    sheet.rows(
        250,
        15,
        [(40, False), (300, True), (380, True), (450, True), (555, True)],
        [
            ["Item", "Quantity", "Unit Price", "VAT %", "Net Amount"],
            ["Laboratory bench 1800", "3", "410.00", "20", "1,230.00"],
            ["Safety handbook", "10", "14.50", "0", "145.00"],
        ],
    )
    sheet.rows(
        330,
        14,
        [(400, False), (555, True)],
        [["Total Net", "£1,375.00"], ["Total VAT", "£246.00"], ["Invoice Total", "£1,621.00"]],
    )
    sheet.put(40, 780, "Sort code 20-55-11  Account 40771822  Registered in England 07714320", 7)
    truth: Truth = {
        "number": "INV-88213", "issue_date": "2026-11-03", "due_date": "2026-12-03", "seller_name": "Pennard & Rowe Ltd", "buyer_name": "Tidewater Labs Ltd",
        "seller_tax_id": "GB365827413", "currency": "GBP", "net": "1375.00", "tax": "246.00", "gross": "1621.00", "lines": 2,
    }  # fmt: skip
    return "british", sheet.pdf(), truth


def spanish() -> Case:
    """FACTURA with base imponible, IVA and a withholding-free total."""
    sheet = Sheet()
    sheet.column(40, 40, 12, ["Talleres Ondarreta S.L.", "C/ Hernani 14, 20004 Donostia", "CIF: B20184417"])
    sheet.put(400, 40, "FACTURA", 18)
    sheet.rows(
        70,
        13,
        [(400, False), (480, False)],
        [["Nº Factura:", "2026/0153"], ["Fecha:", "12/03/2026"], ["Vencimiento:", "11/04/2026"]],
    )
    sheet.column(
        40,
        130,
        12,
        ["Cliente:", "Metalúrgica del Ebro S.A.", "Pol. Ind. El Sequero 7", "26150 Agoncillo", "NIF: A26117735"],
    )
    sheet.rows(
        220,
        15,
        [(40, False), (330, True), (430, True), (555, True)],
        [
            ["Concepto", "Cantidad", "Precio", "Importe"],
            ["Mecanizado de bridas", "40", "21,75", "870,00"],
            ["Transporte", "1", "65,00", "65,00"],
        ],
    )
    sheet.rows(
        290,
        14,
        [(380, False), (555, True)],
        [["Base imponible", "935,00 €"], ["IVA 21%", "196,35 €"], ["Total factura", "1.131,35 €"]],
    )
    truth: Truth = {
        "number": "2026/0153", "issue_date": "2026-03-12", "due_date": "2026-04-11", "seller_name": "Talleres Ondarreta S.L.", "buyer_name": "Metalúrgica del Ebro S.A.",
        "currency": "EUR", "net": "935.00", "tax": "196.35", "gross": "1131.35", "lines": 2,
    }  # fmt: skip
    return "spanish", sheet.pdf(), truth


def italian() -> Case:
    """Number and date in one sentence, addressee by Spett.le."""
    sheet = Sheet()
    sheet.column(
        40, 40, 12, ["Officine Valdossola S.r.l.", "Via Bonomelli 22 - 28845 Domodossola (VB)", "P.IVA IT02417390033"]
    )
    sheet.column(330, 110, 12, ["Spett.le", "Carpenteria Lariana S.p.A.", "Via Varesina 118", "22100 Como CO"])
    sheet.put(40, 190, "Fattura n. 417/2026 del 15/03/2026", 12)
    sheet.rows(
        230,
        15,
        [(40, False), (320, True), (400, True), (470, True), (555, True)],
        [
            ["Descrizione", "Quantità", "Prezzo", "IVA", "Importo"],
            ["Profilati in acciaio S235", "650", "1,84", "22%", "1.196,00"],
            ["Taglio su misura", "12", "9,50", "22%", "114,00"],
        ],
    )
    sheet.rows(
        300,
        14,
        [(380, False), (555, True)],
        [["Imponibile", "1.310,00"], ["IVA 22%", "288,20"], ["Totale documento", "€ 1.598,20"]],
    )
    truth: Truth = {
        "number": "417/2026", "issue_date": "2026-03-15", "seller_name": "Officine Valdossola S.r.l.", "buyer_name": "Carpenteria Lariana S.p.A.", "seller_tax_id": "IT02417390033",
        "currency": "EUR", "net": "1310.00", "tax": "288.20", "gross": "1598.20", "lines": 2,
    }  # fmt: skip
    return "italian", sheet.pdf(), truth


def dutch() -> Case:
    """Factuur with BTW and IBAN in the footer."""
    sheet = Sheet()
    sheet.put(40, 40, "Van der Meulen Techniek B.V.", 13)
    sheet.column(40, 60, 12, ["Industrieweg 8", "3641 RK Mijdrecht", "KvK 30214477", "BTW-nr NL004495445B01"])
    sheet.column(40, 130, 12, ["Factuuradres:", "Gemeente Waardhoek", "Postbus 12", "9050 AA Stiens"])
    sheet.put(360, 130, "FACTUUR", 15)
    sheet.rows(
        155,
        13,
        [(360, False), (470, False)],
        [["Factuurnummer:", "26-00418"], ["Factuurdatum:", "09-02-2026"], ["Vervaldatum:", "11-03-2026"]],
    )
    sheet.rows(
        230,
        15,
        [(40, False), (330, True), (430, True), (555, True)],
        [
            ["Omschrijving", "Aantal", "Prijs", "Bedrag"],
            ["Onderhoud pompinstallatie", "6", "€ 78,50", "€ 471,00"],
            ["Afdichtingsset", "2", "€ 43,20", "€ 86,40"],
        ],
    )
    sheet.rows(
        300,
        14,
        [(400, False), (555, True)],
        [["Subtotaal", "€ 557,40"], ["BTW 21%", "€ 117,05"], ["Totaal", "€ 674,45"]],
    )
    sheet.put(40, 780, "IBAN NL91ABNA0417164300  ·  Gelieve binnen 30 dagen te betalen", 7)
    truth: Truth = {
        "number": "26-00418", "issue_date": "2026-02-09", "due_date": "2026-03-11", "seller_name": "Van der Meulen Techniek B.V.", "buyer_name": "Gemeente Waardhoek",
        "seller_tax_id": "NL004495445B01", "currency": "EUR", "net": "557.40", "tax": "117.05", "gross": "674.45", "lines": 2, "seller_iban": "NL91ABNA0417164300",
    }  # fmt: skip
    return "dutch", sheet.pdf(), truth


def french() -> Case:
    """Facture with HT, TVA, TTC and net à payer; thousands set off by a space."""
    sheet = Sheet()
    sheet.column(
        40,
        40,
        12,
        [
            "Ateliers du Vercors SARL",
            "17 chemin des Tanneurs",
            "26100 Romans-sur-Isère",
            "SIRET 443 061 841 00047",
            "N° TVA FR83404833048",
        ],
    )
    sheet.column(340, 110, 12, ["Facturé à :", "Mécanique Drômoise SAS", "ZA La Motte", "26800 Portes-lès-Valence"])
    sheet.put(40, 190, "Facture n° F-2026-0118", 13)
    sheet.rows(
        215, 13, [(40, False), (150, False)], [["Date de facture :", "04/02/2026"], ["Date d'échéance :", "06/03/2026"]]
    )
    sheet.rows(
        260,
        15,
        [(40, False), (320, True), (420, True), (555, True)],
        [
            ["Désignation", "Qté", "P.U. HT", "Montant HT"],
            ["Rectification arbres 40 mm", "28", "46,00", "1 288,00"],
            ["Traitement thermique", "1", "212,00", "212,00"],
        ],
    )
    sheet.rows(
        330,
        14,
        [(400, False), (555, True)],
        [
            ["Total HT", "1 500,00 €"],
            ["TVA 20 %", "300,00 €"],
            ["Total TTC", "1 800,00 €"],
            ["Net à payer", "1 800,00 €"],
        ],
    )
    truth: Truth = {
        "number": "F-2026-0118", "issue_date": "2026-02-04", "due_date": "2026-03-06", "seller_name": "Ateliers du Vercors SARL", "buyer_name": "Mécanique Drômoise SAS",
        "seller_tax_id": "FR83404833048", "currency": "EUR", "net": "1500.00", "tax": "300.00", "gross": "1800.00", "due_amount": "1800.00", "lines": 2,
    }  # fmt: skip
    return "french", sheet.pdf(), truth


def german() -> Case:
    """A letter: sender line over the window, town and date, Rechnung Nr., MwSt."""
    sheet = Sheet()
    sheet.put(60, 120, "Feinwerk Albrecht GmbH · Lindenstr. 4 · 73430 Aalen", 7)
    sheet.column(60, 138, 12, ["Herrn", "Jonas Wieland", "Bachgasse 19", "89518 Heidenheim"])
    sheet.put(540, 220, "Aalen, 17.02.2026", 9, right=True)
    sheet.put(60, 250, "Rechnung Nr. 2026-0087", 13)
    sheet.rows(
        290,
        15,
        [(60, False), (90, False), (340, True), (440, True), (540, True)],
        [
            ["Pos", "Bezeichnung", "Menge", "Einzelpreis", "Gesamt"],
            ["1", "Uhrwerk überholen", "1", "185,00", "185,00"],
            ["2", "Zifferblatt erneuern", "1", "92,50", "92,50"],
        ],
    )
    sheet.rows(
        360,
        14,
        [(400, False), (540, True)],
        [["Nettobetrag", "277,50 €"], ["zzgl. 19 % MwSt.", "52,73 €"], ["Gesamtbetrag", "330,23 €"]],
    )
    sheet.put(60, 430, "Bitte überweisen Sie den Betrag bis zum 03.03.2026.", 9)
    sheet.put(
        60, 790, "Feinwerk Albrecht GmbH   USt-IdNr. DE294176034   IBAN DE89 3704 0044 0532 0130 00   HRB 720114 Ulm", 7
    )
    truth: Truth = {
        "number": "2026-0087", "issue_date": "2026-02-17", "due_date": "2026-03-03", "seller_name": "Feinwerk Albrecht GmbH", "buyer_name": "Jonas Wieland", "seller_tax_id": "DE294176034",
        "currency": "EUR", "net": "277.50", "tax": "52.73", "gross": "330.23", "lines": 2, "seller_iban": "DE89370400440532013000",
    }  # fmt: skip
    return "german", sheet.pdf(), truth


def swiss() -> Case:
    """CHF with apostrophes, gross with tax inside."""
    sheet = Sheet()
    sheet.column(60, 60, 12, ["Seiler Präzision AG", "Werkstrasse 3", "8620 Wetzikon", "CHE-109.322.551 MWST"])
    sheet.column(350, 130, 12, ["Rechnungsadresse", "Brunner Optik AG", "Seeweg 11", "8810 Horgen"])
    sheet.rows(
        210,
        13,
        [(60, False), (170, False)],
        [["Rechnungs-Nr.", "R-204418"], ["Rechnungsdatum", "5. Mai 2026"], ["Zahlbar bis", "4. Juni 2026"]],
    )
    sheet.rows(
        270,
        15,
        [(60, False), (330, True), (430, True), (540, True)],
        [
            ["Artikel", "Menge", "Preis", "Betrag"],
            ["Linsenfassung Titan", "120", "14.20", "1'704.00"],
            ["Werkzeugkosten", "1", "650.00", "650.00"],
        ],
    )
    sheet.rows(
        340,
        14,
        [(400, False), (540, True)],
        [["Total exkl. MWST", "2'354.00"], ["MWST 8.1%", "190.67"], ["Total inkl. MWST CHF", "2'544.67"]],
    )
    truth: Truth = {
        "number": "R-204418", "issue_date": "2026-05-05", "due_date": "2026-06-04", "seller_name": "Seiler Präzision AG", "buyer_name": "Brunner Optik AG", "currency": "CHF", "net": "2354.00",
        "tax": "190.67", "gross": "2544.67", "lines": 2,
    }  # fmt: skip
    return "swiss", sheet.pdf(), truth


def credit_note() -> Case:
    """A credit note with positive amounts, naming the invoice it corrects."""
    sheet = Sheet()
    sheet.put(40, 40, "CREDIT NOTE", 18)
    sheet.column(
        40,
        70,
        12,
        ["From:", "Oakhurst Packaging Limited", "Unit 4, Mere Lane, Derby DE1 2GH", "VAT No. GB 293 7461 74"],
    )
    sheet.column(320, 70, 12, ["To:", "Fenwick Foods Ltd", "1 Station Road, York YO1 6HX"])
    sheet.rows(
        150,
        13,
        [(40, False), (170, False)],
        [["Credit note no:", "CN-0412"], ["Date:", "21 January 2026"], ["Original invoice no:", "OP-99120"]],
    )
    sheet.rows(
        220,
        15,
        [(40, False), (330, True), (430, True), (555, True)],
        [["Description", "Qty", "Price", "Amount"], ["Returned cartons", "200", "0.85", "170.00"]],
    )
    sheet.rows(
        270,
        14,
        [(400, False), (555, True)],
        [["Net", "170.00"], ["VAT @ 20%", "34.00"], ["Total credit GBP", "204.00"]],
    )
    truth: Truth = {
        "number": "CN-0412", "issue_date": "2026-01-21", "seller_name": "Oakhurst Packaging Limited", "buyer_name": "Fenwick Foods Ltd", "original_number": "OP-99120", "seller_tax_id": "GB293746174",
        "currency": "GBP", "net": "-170.00", "tax": "-34.00", "gross": "-204.00", "is_credit_note": True, "lines": 1,
    }  # fmt: skip
    return "credit_note", sheet.pdf(), truth


CASES = (american, subscription, british, spanish, italian, dutch, french, german, swiss, credit_note)
