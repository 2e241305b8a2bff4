"""What papers call things, in seven languages. Of each list the learning half knows the even places, the other the odd ones.

Polish stands without its own letters, as tills and old printers set it: our font has none of them.
"""

from __future__ import annotations

Spellings = tuple[str, ...]
MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia",
}
_NAMES = (
    "invoice", "credit", "number", "date", "due", "customer", "buyer", "seller", "net", "tax", "gross", "to_pay", "paid", "rate", "base",
    "description", "quantity", "price", "amount", "discount", "within", "transfer", "order", "period", "carried", "original", "vat_id", "thanks",
    "reverse", "small",
)  # fmt: skip
_TABLE = {
    "de": """Rechnung/RECHNUNG | Gutschrift/Rechnungskorrektur | Rechnungsnummer/Rechnungs-Nr. | Rechnungsdatum/Datum | Fällig am/Zahlbar bis
        | Kundennummer/Kunden-Nr. | Rechnungsempfänger/Rechnung an | Rechnungssteller/Leistungserbringer | Summe netto/Nettobetrag | {r} % MwSt./zzgl. {r} % USt.
        | Gesamtbetrag/Rechnungsbetrag | Zahlbetrag/Noch zu zahlen | Anzahlung/Bereits gezahlt | MwSt.-Satz/USt. % | Netto/Bemessungsgrundlage
        | Bezeichnung/Leistung | Menge/Anzahl | Einzelpreis/Preis | Betrag/Gesamt | Rabatt {r} %/Nachlass {r} %
        | Zahlbar innerhalb von {n} Tagen ohne Abzug./Zahlungsziel: {n} Tage netto. | Bitte überweisen Sie auf unser Konto/Bankverbindung | Bestellnummer/Ihre Bestellung
        | Leistungszeitraum/Lieferdatum | Übertrag/Zwischensumme | zu Rechnung Nr./Ursprungsbeleg-Nr. | USt-IdNr./USt-ID | Vielen Dank für Ihren Auftrag./Mit freundlichen Grüßen
        | Steuerschuldnerschaft des Leistungsempfängers/Reverse Charge: Steuerschuld geht auf den Leistungsempfänger über
        | Kein Ausweis von Umsatzsteuer gemäß § 19 UStG./Umsatzsteuerfrei nach § 19 UStG (Kleinunternehmer)""",
    "en": """INVOICE/Tax Invoice | CREDIT NOTE/Credit Memo | Invoice number/Invoice No. | Invoice date/Date of issue | Due date/Payment due by | Customer no./Account
        | Bill to/Invoice to | From/Supplier | Subtotal/Net total | VAT {r}%/VAT @ {r}% | Total/Invoice total | Amount due/Balance due | Deposit paid/Less payments received
        | VAT rate/Rate | Net/Goods | Description/Details | Qty/Quantity | Unit price/Rate | Amount/Line total | Discount {r}%/Less {r}% trade discount
        | Payment terms: {n} days net./Please pay within {n} days of the invoice date. | Bank details/Remit by bank transfer to | PO number/Your order | Period/Delivery date
        | Carried forward/Page subtotal | Original invoice/Corrects invoice no | VAT No/VAT Reg No | Thank you for your business./Questions? Call us.
        | Reverse charge: customer to account for VAT/VAT reverse charged to the recipient | No VAT charged./Supplier not registered for VAT.""",
    "fr": """FACTURE/Facture | AVOIR/Facture d'avoir | Facture n°/Numéro de facture | Date de facture/Date d'émission | Échéance/À régler avant le | N° client/Code client
        | Facturé à/Client | Émetteur/Prestataire | Total HT/Montant HT | TVA {r} %/TVA à {r} % | Total TTC/Montant TTC | Net à payer/Reste à payer | Acompte versé/Déjà réglé
        | Taux/Taux TVA | Base HT/Montant HT | Désignation/Prestation | Qté/Quantité | Prix unitaire/P.U. HT | Montant/Total HT | Remise {r} %/Rabais {r} %
        | Paiement à {n} jours./Règlement sous {n} jours date de facture. | Coordonnées bancaires/Règlement par virement | Commande n°/Votre commande | Période/Livraison le
        | Report/Sous-total page | Facture d'origine/Facture initiale n° | TVA intracommunautaire/N° TVA | Merci de votre confiance./Cordialement
        | Autoliquidation/Autoliquidation de la TVA par le preneur | TVA non applicable, art. 293 B du CGI/TVA non applicable - article 293 B du CGI""",
    "it": """FATTURA/Fattura | NOTA DI CREDITO/Nota di credito | Numero fattura/Fattura n. | Data fattura/Data documento | Scadenza/Data scadenza | Codice cliente/Cliente n.
        | Cessionario/Spett.le | Cedente/Fornitore | Imponibile/Totale imponibile | IVA {r}%/Imposta IVA {r}% | Totale fattura/Totale documento | Netto a pagare/Totale da pagare
        | Acconto/Anticipo versato | Aliquota/% IVA | Imponibile/Base | Descrizione/Descrizione | Quantità/Q.tà | Prezzo/Prezzo unitario | Importo/Totale | Sconto {r}%/Sconto {r} %
        | Pagamento a {n} giorni./Pagamento: bonifico {n} giorni data fattura. | Coordinate bancarie/Bonifico bancario | Ordine n./Vs. ordine | Periodo/Consegna | Riporto/Subtotale pagina
        | Fattura di riferimento/Rif. fattura n. | Partita IVA/P. IVA | Grazie./Distinti saluti | Inversione contabile/Reverse charge art. 17 DPR 633/72
        | Operazione senza applicazione dell'IVA, regime forfettario/Non soggetta a IVA, regime forfettario""",
    "es": """FACTURA/Factura | FACTURA RECTIFICATIVA/Nota de crédito | Número de factura/Factura Nº | Fecha de factura/Fecha de emisión | Vencimiento/Fecha de vencimiento
        | Código cliente/Nº cliente | Facturar a/Cliente | Emisor/Proveedor | Base imponible/Importe neto | IVA {r}%/IVA ({r} %) | Total factura/TOTAL | Total a pagar/Importe a pagar
        | Anticipo/A cuenta | % IVA/Tipo | Base/Base imponible | Concepto/Descripción | Cantidad/Cant. | Precio/Precio unitario | Importe/Total | Descuento {r}%/Dto. {r} %
        | Pago a {n} días./Condiciones: {n} días fecha factura. | Datos bancarios/Transferencia a | Pedido/Su pedido | Periodo/Entrega | Suma y sigue/Suma anterior
        | Factura rectificada/Rectifica a | NIF/CIF | Gracias por su confianza./Atentamente | Inversión del sujeto pasivo/Operación con inversión del sujeto pasivo
        | Operación exenta de IVA/Exento de IVA art. 20""",
    "nl": """FACTUUR/Factuur | CREDITNOTA/Creditfactuur | Factuurnummer/Factuurnr. | Factuurdatum/Datum | Vervaldatum/Te betalen voor | Klantnummer/Debiteurnr.
        | Factuur aan/Klant | Leverancier/Afzender | Totaal excl. btw/Subtotaal | Btw {r}%/{r}% btw | Totaal incl. btw/Totaalbedrag | Te betalen/Openstaand | Aanbetaling/Reeds betaald
        | Btw-tarief/Btw % | Grondslag/Bedrag excl. | Omschrijving/Omschrijving | Aantal/Uren | Prijs/Tarief | Bedrag/Totaal | Korting {r}%/Korting {r} %
        | Betaling binnen {n} dagen./Betalingstermijn: {n} dagen. | Bankgegevens/Gelieve over te maken op | Ordernummer/Uw referentie | Periode/Leverdatum | Transport/Subtotaal pagina
        | Betreft factuur/Oorspronkelijke factuur | Btw-nummer/BTW-nr. | Bedankt./Met vriendelijke groet | Btw verlegd/BTW verlegd naar afnemer
        | Vrijgesteld van btw (KOR)/Factuur vrijgesteld van omzetbelasting o.g.v. artikel 25 Wet OB""",
    "pl": """FAKTURA/Faktura VAT | FAKTURA KORYGUJACA/Nota korygujaca | Faktura nr/Numer faktury | Data wystawienia/Wystawiono dnia | Termin platnosci/Platne do | Nr klienta/Klient nr
        | Nabywca/Kupujacy | Sprzedawca/Wystawca | Razem netto/Wartosc netto | VAT {r}%/Podatek VAT {r}% | Razem brutto/Wartosc brutto | Do zaplaty/Pozostalo do zaplaty
        | Zaliczka/Wplacono | Stawka VAT/VAT % | Netto/Wartosc netto | Nazwa towaru/Opis | Ilosc/Ilosc | Cena netto/Cena | Wartosc netto/Netto | Rabat {r}%/Upust {r}%
        | Platnosc w ciagu {n} dni./Zaplata: przelew {n} dni. | Dane do przelewu/Rachunek bankowy | Zamówienie/Nr zamówienia | Okres/Data dostawy | Z przeniesienia/Suma strony
        | Dotyczy faktury/Do faktury nr | NIP/NIP | Dziekujemy./Z powazaniem | Odwrotne obciazenie/odwrotne obciazenie | Zwolnienie z VAT/Zwolniony z VAT art. 113""",
}  # fmt: skip
WORDS: dict[str, dict[str, Spellings]] = {
    language: dict(zip(_NAMES, (tuple(one.strip().split("/", 1)) for one in table.split("|")), strict=True))
    for language, table in _TABLE.items()
}
GOODS = {
    "de": "Wartung Kälteanlage,Druckerpapier A4,Montage vor Ort,Schmierfett 400 g,Beratung Datenschutz,Kabeltrommel 25 m,Fahrtkosten,Reinigung Büro",
    "en": "Site survey,Copper fittings 15 mm,Annual licence,Packing crates,Consulting,Safety gloves,Hosting,Training day",
    "fr": "Maintenance chaudière,Papier recyclé,Pose de carrelage,Location benne,Conseil,Câble réseau 5 m,Déplacement,Nettoyage bureaux",
    "it": "Manutenzione impianto,Carta A4,Posa pavimento,Noleggio furgone,Consulenza,Cavo rete 5 m,Trasferta,Pulizia uffici",
    "es": "Mantenimiento caldera,Papel A4,Montaje en obra,Alquiler grúa,Asesoría,Cable de red 5 m,Desplazamiento,Limpieza oficinas",
    "nl": "Onderhoud ketel,Kopieerpapier,Montage op locatie,Huur container,Advies,Netwerkkabel 5 m,Voorrijkosten,Schoonmaak kantoor",
    "pl": "Serwis kotla,Papier A4,Montaz na miejscu,Wynajem kontenera,Doradztwo,Kabel sieciowy 5 m,Dojazd,Sprzatanie biura",
}
SHOPS = [
    "Halvorn",
    "Bremtal",
    "Castelin",
    "Ostrova",
    "Quendle",
    "Varnier",
    "Tolmar",
    "Brightmoor",
    "Lunelle",
    "Szarek",
    "Kestrane",
    "Dovermeer",
]
PEOPLE = [
    "Ines Marten",
    "Paul Orsini",
    "Carla Venn",
    "Tom Averly",
    "Lea Brandt",
    "Hugo Salvat",
    "Nora Wieck",
    "Jan Kolber",
]
DEPARTMENTS = {
    "de": ("Abteilung Einkauf", "Buchhaltung"), "en": ("Accounts Payable", "Purchasing Department"), "fr": ("Service comptabilité", "Direction des achats"),
    "it": ("Ufficio acquisti", "Amministrazione"), "es": ("Departamento de compras", "Administración"), "nl": ("Crediteurenadministratie", "Afdeling Inkoop"),
    "pl": ("Dzial zakupow", "Ksiegowosc"),
}  # fmt: skip
NATIONAL = {"DE": ("Steuernummer", "St.-Nr."), "AT": ("Steuernummer", "Steuer-Nr."), "US": ("EIN", "Tax ID")}
DUE_BY = {
    "de": ("Bitte zahlen Sie bis zum {d} ohne Abzug.", "Zahlbar bis {d} netto Kasse."), "en": ("Please pay by {d}.", "Payment is due by {d}."),
    "fr": ("À régler avant le {d}.", "Échéance le {d}."), "it": ("Pagamento: scadenza {d}.", "Scadenza: {d}"), "es": ("Vencimiento: {d}.", "Fecha de vencimiento {d}."),
    "nl": ("Te betalen voor {d}.", "Vervaldatum {d}."), "pl": ("Termin platnosci: {d}.", "Platne do {d}."),
}  # fmt: skip
TITLED = {
    "de": ("Schlussrechnung", "Abschlagsrechnung"), "en": ("Commercial Invoice", "Sales Invoice"), "fr": ("Facture de solde", "Facture d'acompte"),
}  # fmt: skip
GREETED = {"de": ("z. Hd. {p}", "Frau {p}"), "en": ("Attn: {p}", "c/o {p}"), "fr": ("A l'attention de {p}", "Mme {p}")}
SLOGANS = {
    "de": ("Ihr Partner seit 1968", "Qualität aus einer Hand"), "en": ("Better by design", "Family owned since 1968"), "fr": ("Le savoir-faire depuis 1968", "Toujours à vos côtés"),
}  # fmt: skip
DELIVERED = {
    "de": ("Lieferadresse", "Lieferanschrift"), "en": ("Ship to", "Deliver to"), "fr": ("Adresse de livraison", "Livraison à"), "nl": ("Afleveradres", "Leveradres"),
    "it": ("Destinazione", "Luogo di consegna"), "es": ("Dirección de entrega", "Enviar a"), "pl": ("Adres dostawy", "Odbiorca"),
}  # fmt: skip
EARLY = {
    "de": ("{r} % Skonto bei Zahlung bis {d}: {a}", "Bei Zahlung bis {d} {r} % Skonto = {a}"), "en": ("{r}% early payment discount until {d}: {a}", "If paid by {d}: {a}"),
    "fr": ("Escompte {r} % avant le {d} : {a}", "Escompte {r} % si réglé avant le {d}, soit {a}"),
}  # fmt: skip
TRADES = ["Technik", "Logistics", "Print", "Energie", "Design", "Tools", "Trading", "Services", "Systems", "Consulting"]
