"""Labels as printed on invoices, folded (lower case, no accents): English, German, French, Spanish, Italian, Dutch,
with a few Nordic, Polish and Portuguese ones; those of all other languages are in ``lexicon``, Chinese ones in ingestion/china."""

from __future__ import annotations

import re

from ingestion.page import eastern, lexicon

_LETTER = "a-zα-ωа-яіїєґђћљњџøæœßłđðþı"
"""Letters of words that are parted by spaces: Chinese stands beside a label without any."""


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![{_LETTER}0-9])(?:" + "|".join(parts) + rf")(?![{_LETTER}])")


_BILL = r"(?:invoice|rechnung|facture|factura|fattura|factuur|faktura|fatura|lasku|szamla|nota fiscal|τιμολογιο)"


_AND_DAY = r"(?: ?/ ?(?:datum|date|fecha|data|dato|tarih|datums))?"
_NO = r"(?:number|num\b|nummer|numero|numer|nro|no|nr|n[°o]|n\.[°o]|n(?=[.:°#])|id|ref|#|№)\.?"

_NUM = r"(?:numero|numer|num|nummer|nro|nr|no|n\.?[°o]|n|c(?=\.)|cislo|br|broj|st|νο|#|№)\.?[°o]?"
"""A sign of a number as the south and the east of Europe write it: *n.º*, *n°*, *č.*, *br.*"""
_SOUTHERN = r"(?:factura(?: simplificada| electronica| rectificativa)?|f\. ?simplificada|fra|fact|fatura(?: simplificada)?|fat|ft|fatt|fattura(?: elettronica)?|documento|doc|comprobante|boleta|nota (?:de|di) credito|nota di accredito|ricevuta|recibo(?: verde| de pago)?|factura rectificativa|abono)\.?(?: simpl\.)?"
NUMBER = _any(
    rf"{_SOUTHERN} ?[-:]? ?{_NUM}(?: ?/ ?(?:del|data|fecha))?(?![a-z])",
    rf"{_NUM} ?(?:de |da |do |di |della |del |de la )?{_SOUTHERN}",
    r"(?:ref|rif|id|codigo|identificador|referencia)\.? ?(?:de (?:la )?|da |della )?(?:factura|fatura|fattura)",
    r"e-?ncf|ncf",
    r"serie(?: ?[/-] ?| y | e )(?:numero|n[°o]|no)",
    r"(?:numero|n[°o]|no)\.? ?/ ?serie",
    r"(?:nfc?-?e|nfs-?e|nfcom|ct-?e|rps) ?(?:n\.?[°o]\.?|no|numero)?(?![a-z])",
    r"(?:numero|n[°o]) (?:do )?(?:rps|nf-?e)",
    rf"(?:tax |vat |sales |proforma |pro forma )?(?:invoice|inv\.?|bill|receipt|credit ?note|credit ?memo|document) ?{_NO}{_AND_DAY}",
    rf"(?<![a-z]\.)(?:rechnung|rechnungs|beleg|gutschrift|gutschrifts|faktura|fakturen|korrektur|re|rg|rn|r)\.?[ -]{{0,3}}(?:nummer|nr|no)\.?{_AND_DAY}",
    rf"pro[ -]?forma {_NO}|(?:credit|debit) {_NO}",
    rf"p/?i {_NO}",
    r"(?:numero|num|n\.?[°o]|no|nro)\.?[°o]? ?(?:de (?:la )?|da |do )?(?:rectificativa|abono|nota de credito)",
    r"(?:storno|schluss|abschlags|anzahlungs|teil|sammel|honorar|monats|end)rechnungs?[ -]{0,3}(?:nummer|nr|no)\.?",
    r"(?:rechnungs|beleg|gutschrifts|faktura)(?:nummer|nr)\.?(?: ?/ ?[a-z]+)?",
    r"(?:facture|avoir) ?(?:numero|num|n ?[°o]|no|#)\.?",
    r"(?:numero|num|n[°o]|no)\.? ?(?:de |de la |d'|du )?(?:facture|avoir|document)(?! associee| d'origine| initiale)",
    r"(?:factura|fra|fatura|nota de credito) ?(?:numero|num|n[°o]|no|nro|#)\.?(?:[°o])?",
    r"(?:numero|num|n\.?[°o]|no|nro)\.?[°o]? ?(?:de (?:la )?|da |do )?(?:factura|fatura|documento)",
    r"(?:fattura|nota di credito) ?(?:numero|num|nr|n[°o]|no|n)\.?",
    r"(?:numero|num|nr|n)\.?[°o]? ?(?:di |della )?(?:fattura(?: elettronica)?|documento|doc|bolletta)",
    r"(?:factuur|creditnota|nota)[ -]?(?:nummer|nr)\.?",
    r"(?:recibo|ricevuta|quittance|parcella|note d'honoraires|minuta) ?(?:numero|num|nro|nr|n[°o]|n\.[°o]|n|#)\.?",
    r"fact\.? ?(?:n[°o]|nr|no)\.?|n[°o]\.? fact\.?|fa n[°o]|(?:ref\.?|reference|identifiant) (?:de (?:la )?)?facture|(?:(?:numero|n[°o]\.?) (?:de (?:la )?)?)?note de credit(?: (?:n[°o]|nr|no))?\.?|facture(?: d'acompte|-acquittee) n[°o]",
    r"fact\.? ?nr\.?|factuur-?id|(?!oorspronkelijk)[a-z]{3,}factuur[ -]?(?:nummer|nr)\.?|kredietnota[ -]?(?:nummer|nr)\.?|cn nr\.?",
    r"(?:rechn|fakt)\.?[ -]{0,3}(?:nummer|nr|no)\.?|rechnungs-?(?:id|identifikation)|(?!ursprung|original|anzahlung|abschlag|schluss|storno)[a-z]{3,}rechnungs?[ -]{0,3}(?:nummer|nr)\.?",
    r"(?:faktura|fakt)[ -]?(?:vat )?(?:nummer|nr|numer|no)\.?",
    r"(?:numer|nr) (?:faktury|dokumentu|korekty)",
    r"(?:cislo (?:faktury|dokladu)|faktura (?:c\.|cislo))",
    *lexicon.NUMBER,
    *eastern.NUMBER,
)
_ALSO = (
    r"(?:chk|check|ticket|trans(?:action)?|sale|(?:notice of |rate )?notice|(?:notice of )?assessment|billing doc(?:ument)?|demand note|statement(?: of account)?|settlement|refund|credit adjustment note|order invoice|pro|doc|docket|folio|voucher"
    r"|(?:kassen?|kassa|ruckforderungs)?(?:bon|beleg)|vorgangs?|transaktions?|fortlaufende|laufende|lfd|liquidations?|kostennoten?|kostenrechnungs?|honorarnoten?|hn|kr|(?:gebuhren|beitrags)?bescheid|abrechnungs?|verfugungs?|dokument(?:en)?|quittungs?|rechnungskorrektur|storno"
    r"|piece|note(?: de (?:debit|frais(?: et honoraires)?)| d'honoraires)?|etat de frais et honoraires|recu|quittance|addition|bordereau(?: de facturation)?|titre(?: executoire)?|avis(?: d'echeance| de cotisation| des sommes a payer)?|etat de compte|releve|decompte(?: definitif)?|situation|justificatif|appel(?: de cotisation| de fonds)?|contravention"
    r"|tique?t?|tique|tiquet|justificante|liquidacion|estado de cuenta|operacion|control|nota(?: de (?:venta|consumo|remision|cargo|debito|despesas|honorarios|liquidacao|cobranca)| spese| di (?:debito|variazione))?|remision|cuenta|transaccion|minuta"
    r"|quietanza|scontrino(?: fiscale)?|scontr\. fisc\.|doc(?:umento|\.)? commerciale|bolletta|conto(?: telefonico)?|avviso(?: di pagamento)?|progr(?:essivo|\. fattura)|estratto conto|biglietto|ricevuta d'affitto"
    r"|venda a dinheiro|talao|extrato|aviso|consulta de mesa|boleto|duplicata|comprovante|coo|ccf"
    r"|paragon(?: fiskalny)?|nota (?:obciazeniowa|ksiegowa|odsetkowa)|kp|rachunek do umowy zlecenia|(?:zjednoduseny |opravny )?danovy doklad|dobropis|uctenk[ay]|(?:prijmovy )?pokladni(?:cny)? doklad|doklad|vyuctovani|prodejka|stvrzenka|predpis pojistneho|blok"
    r"|kvitto|verifikations?|avi|rakning(?:s)?|kontantnota|regning(?:s)?|bilags?|rykker|opkrævning|kvittering|salgskvittering|bong|purring|kontantfaktura|avregning|kuitti|hyvityslaskun?|tosite|maksumuistutus"
    r"|nyugta|dijbekero|elolegszamla|chitanta|bon(?: fiscal)?|αποδειξη[^:]{0,20}|απυ|τιμ|adisyon|serbest meslek makbuzu|racun r-?1|odobrenje|uplatnica|rjesenje|predracun|bremepis"
    r"|kassaticket|kasticket|transactie|ontvangstbewijs|declaratie|ereloon(?:nota|staat)|staat van ereloon en kosten|aanslag(?:biljet)?|beschikkings?|(?:boek)?stuk|(?:jaar|eind)?afrekenings?|afschrift|betaalbewijs|debetnota|premienota|contributienota|voorschotnota|vorderingsstaat|rekening)"
)
NUMBER_ALSO = _any(
    rf"{_ALSO}\.?[ -]{{0,3}}(?:{_NO}|{_NUM}(?![a-z])|sz[aá]ma?|sorszama){_AND_DAY}",
    rf"(?:numero|num\.?|nr\.?|numar|cislo|n\.?[°o]\.?|n\.) (?:de |d'|du |de la |de l'|do |da |della )?{_ALSO}",
    r"(?:number|no\.?|nummer|nr\.?|n[°o]\.?|numero) ?/ ?-?(?:date|datum|data|fecha)", r"numero et date", r"(?:invoice|factuur) ?ref(?:erence|erentie)?", r"billing document", r"serial no\.? of (?:the )?invoice", r"kassenzeichen|buchungszeichen",
    r"kohierartikel", r"reference de l'avis",
)  # fmt: skip
"""What papers number that are called otherwise: asked where nothing else names a number."""
NUMBER_WEAK = re.compile(
    r"^(?:check|ticket|receipt) ?(?=#)#\s*|^(?:(?:our|notre|unser|payment) )?(?:number|numero|nummer|no|nr|n[°o]|n|num|reference|referenz|riferimento|referencia|ref|document)[.°o]{0,2}\s*(?=:|$)[:\s]*"
)
"""Labels that name the document's number only where nothing else does; from the beginning of a cell."""
TITLE = re.compile(
    r"(?:^|(?<=\t))(?:fatura(?:-| ?/ ?)recibo|fatura simplificada|[a-z]*rechnung(?:s-? ?korrektur)?|gutschrift|(?:tax |vat |sales |commercial |proforma )?invoice"
    r"|faktura [-–] danovy doklad|danovy doklad"
    r"|credit note|credit memo|receipt|facture|avoir|factura(?: simplificada)?|fattura|nota di credito|factuur|creditnota|faktura|fatura"
    r"|ricevuta(?: fiscale| sanitaria)?|recibo|quittance|quittung|parcella|notula|honorarnote|nota de honorarios|note d'honoraires|minuta(?: de honorarios)?"
    r"|(?:tax )?receipt|bill of costs|fee note|debit note|nota fiscal|τιμολογιο(?: πωληση[σς])?|lasku|hyvityslasku|szamla|racun|reikningur|arve|rekins|saskaita faktura|фактура|рахунок|счет|рачун|boleta(?: electronica)?|factura (?:electronica|fiscala)|kreditnota|kreditfaktura|adjustment note)(?![a-zα-ωа-я])"
    r"(?P<middle>(?: (?!nr|no|num|n[°o]|vom|du|of|from)[a-z]+(?=[ \t(]|$)){0,3}(?: ?\([^)\t]{0,40}\))?)"
    r"[ \t]{0,2}(?P<sign>(?:nummer|number|nr|no|n[°o]|n|num|numero|cislo|c(?=\.)|#|№)[.:°]{0,2} ?:?)?[ \t]{0,2}:? ?"
)
ABOUT = re.compile(r"\b(?:zur|zum|zu|fur|for|pour|per|para|uber|about|voor)\b")
"""A number behind these is that of something else: Beitragsrechnung zur Versicherung Nr. …"""
NOT_A_TITLE = re.compile(
    r"\b(?:date|datum|data|fecha|total|totale|amount|betrag|summe|importe|montant|period|currency|due)\b"
)
NOT_THIS_NUMBER = re.compile(
    r"associe|afectad|asociad|relacionad|modificad|d'origine|ursprung|original|referenz|\bref\b|bezug|previous|preceding|corrected|korrigiert|rectifi(?!cativa)|stornier|\brif\b|betreft|oorspronkelijke|dotyczy|\bdo faktury|\bzur? $|kunden|customer|client|order|bestell|liefer|auftrag|tax id|vat id|angebot|vertrag|\btomo\b|registro mercantil|\bcu\b|relevant|against|e-?way|terminal|\btse|packing|giro|dispatch|relatif|annul|sur facture|waarop|oorspronkel"
)
ISSUE_STRONG = _any(
    r"(?:invoice|issue|bill) date ?(?:/|and|&|\+) ?(?:delivery|supply|tax point|sale)(?: date)?(?: of supply)?", r"rechnungs-? ?(?:und|/|=) ?(?:liefer|leistungs)datum",
    r"(?:beleg|rechnungs?|dokument|gutschrifts?|bescheid)[- ]?(?:nummer|nr\.?|no\.?) ?/ ?-?datum",
    r"(?:tax )?invoice date", r"date of invoice", r"date of issue", r"issue date", r"issued(?: on| at)?", r"bill(?:ing)? date", r"date issued",
    r"invoice issued", r"document date", r"credit note date", r"receipt date",
    r"(?:liefer- und )?rechnungsdatum", r"belegdatum", r"beleg-datum", r"rechnungs-datum", r"ausstellungsdatum", r"datum der rechnung", r"gutschriftsdatum", r"rechnung vom",
    r"date (?:de |de la |d')?(?:facture|facturation|emission|l'avoir|note de credit|l'etat de compte|envoi de la facture)(?: (?:de (?:la )?(?:facture|note)|de l'avis))?", r"date du bordereau", r"zeitpunkt der ausstellung", r"versanddatum der rechnung", r"facture (?:du|en date du)", r"emise? le", r"fait le",
    r"fecha (?:de )?(?:la )?(?:factura|emision|expedicion|facturacion)", r"data (?:di |della |da )?(?:fattura|emissione|documento|fatura)", r"fattura del",
    r"factuurdatum", r"datum factuur", r"fakturadatum", r"fakturadato", r"data wystawienia", r"wystawiono(?: dnia)?", r"datum vystaveni", r"vystaveno",
    *lexicon.FURTHER_ISSUE,
    *lexicon.ISSUE,
    *eastern.ISSUE,
)  # fmt: skip
ISSUE_WEAK = _any(
    r"date",
    r"datum",
    r"data",
    r"fecha",
    r"dated",
    r"vom",
    r"le",
    r"den",
    r"dato",
    r"del",
    r"(?:z )?dnia",
    r"dd\.",
    r"d\.d\.",
)
NOT_ISSUE = re.compile(
    r"due|deliver|order|ship|liefer(?!- und rechnung)|leistung|bestell|auftrag|vertrag|fallig|payment|pay by|zahl|echeance|livraison|debut|\bfin\b|associe|vencim|scadenz|verval|lever|period|print|druck"
    r"|start|end |from|until|bis|service|reklam|birth|gebur|arriv|depart|check|stay|fahrt|gema(?:ss|ß)|reise|valid|expir|schreiben|telefonat|stand"
    r"|accept|proposal|quot(?:e|ation)\b|offert|oferta|angebot|devis\b|presupuest|preventiv|orcament|acompte|anzahlung|deposit|received|erhalten|recue? le\b|bezahlt|umow|smlouv|zmluv|contrat|contract|\bpaid|\b(?:last|previous|prior|next|early|original|vorige|letzte|nachste|erste)[a-z]* |ursprung|\burspr|zur rechnung|mahnung|erinnerung|prochain|suivant|precedent|d'origine|volgende|vorige|oorspronkel|toelating"
)
PRINTED_ON = _any(
    r"(?:date )?printed(?: on)?", r"print(?:ing)? date", r"gedruckt am", r"druckdatum", r"imprimee? le", r"date d'(?:impression|edition)", r"editee? le", r"stampato il", r"impres[oa] el",
    r"afgedrukt op", r"afdrukdatum", r"utskrift(?:sdatum|sdato)?", r"data wydruku",
)  # fmt: skip
"""The day a paper left the printer is its day where it names no other."""
OF_ANOTHER = re.compile(
    r"d'origine|initiale|associe|ursprung|urspr\.|original|stornier|oorspronkelijk|rectificad|riferimento|corrected|credited|korrigiert"
)
"""The head of a column beside which a day is that of the paper corrected."""
DUE = _any(
    r"(?:payment )?due(?: date| on| by)?", r"date due", r"pay(?:able)? by", r"payment (?:deadline|date)", r"amount due on",
    r"fallige?r? (?:gesamt)?betrag (?:zum|am|bis)(?: zum)?", r"fallig(?: am|keit|keitsdatum|keitstag|keit:)?", r"zahlbar (?:bis|am)(?: zum)?", r"zahlungsziel", r"(?:netto )?bis(?: zum)?", r"zahlungsfrist",
    r"date (?:d'|de )?(?:echeance|limite de paiement)", r"echeance", r"a (?:payer|regler) avant(?: le)?",
    r"(?:fecha de )?vencimiento", r"(?:data )?scadenza", r"(?:data di )?scadenza", r"vervaldatum", r"betalen voor", r"te betalen voor", r"forfallodatum", r"forfaldsdato", r"termin platnosci", r"platne do", r"forfallsdato", r"(?:datum )?splatnosti?",
    r"(?:sera )?prelevee? le", r"zahlungstermin", r"date limite(?: de (?:paiement|reglement))?", r"(?:data de )?vencimento", r"(?:da pagare|pagamento) entro(?: il)?",
    r"v(?:enc|cto|to)\.", r"termin(?= \d)", r"(?:fecha |data (?:de )?|fec\. )(?:venc|vcto|vto|scad)\.?", r"pagu(?:e|ese) (?:esta fatura )?(?:antes del?|hasta|ate)", r"fecha (?:prevista )?de (?:cargo(?: en cuenta)?|cobro|domiciliacion|pago oportuno|pago maxima|pago)", r"fecha (?:limite para pagar|maxima de pago)", r"pago oportuno",
    r"ultimo dia (?:de|para) pag\w+(?: voluntario)?", r"fin de(?:l)? periodo voluntario", r"limite de pag(?:o|amento)", r"scad\.", r"termine (?:ultimo )?(?:di )?pagamento", r"ultimo giorno utile", r"data (?:di )?addebito", r"addebito in data",
    r"(?:data-limite|prazo(?: limite)?|ultimo dia) de pagamento", r"data d[eo] (?:debito(?: direto)?|pagamento)", r"termin plat\.", r"datum splat\.", r"splatna d[nň]?(?:e|a)", r"forf\.? ?dat(?:um|o)", r"betalningsdag", r"bet\. senast", r"forfald(?:er)?", r"senest betaling", r"(?:inn)?betales inn?[de]+n",
    r"siste (?:frist for betaling|betalingsdag)", r"erap\.", r"de plata pana la", r"(?:εξοφληση|πληρωμη) εω[σς]", r"εξοφληστε μεχρι", r"odeme vadesi", r"plati(?:ti|vo) do", r"placati do", r"zapadlost",
    r"last (?:day|date) (?:to pay|for payment|of payment)", r"latest date of payment", r"(?:direct debit|auto ?pay|(?:pre-authorized )?withdrawal|maturity|collection) date", r"delinquent after",
    r"zahltermin", r"(?:abbuchungs|einzugs|valuta|verfall)datum", r"verfall(?:tag)?", r"zahlungs(?:verfall|falligkeit)", r"nettofalligkeit(?:sdatum)?", r"letzter zahlungstag",
    r"ech\.", r"dernier delai(?: de paiement)?", r"echeance de paiement", r"date (?:de |du )(?:reglement|prelevement|versement|paiement prevue)", r"delai de paiement(?: au)?", r"net (?:au|jusqu'au)",
    r"verv\.? ?datum", r"uiterste datum van betaling", r"betaa?l(?:ings)?termijn(?: tot)?", r"vervalt", r"afschrijfdatum", r"datum afschrijving", r"incassodatum", r"laatste betaaldag",
    r"(?:uiterste )?betaaldatum", r"te (?:betalen|voldoen) (?:voor|op)", r"forfallo?dag", r"forfaldsdag", r"forfaller", r"termin zaplaty", r"zaplacic do", r"uhradit do", r"pagar antes del?",
    *lexicon.DUE,
    *eastern.DUE,
)  # fmt: skip
BEFORE_A_DAY = re.compile(
    r"\b(?:by|before|until|no later than|not later than|on or before|jusqu'au|d'ici le|pour le|tegen(?: uiterlijk)?|tot|nicht spater als|bis spatestens|spatestens bis|spatestens(?: am| bis)?|bis(?: zum)?|avant(?: le)?|au plus tard(?: le)?|antes del?(?: dia)?|hasta(?: el)?|entro(?: il| e non oltre il)?|voor|uiterlijk(?: op)?|senest(?: den)?|senast(?: den)?|innan|do(?: dnia)?|ate(?: ao?)?) $"
)
"""Words that make the day behind them the last one."""
ON_A_DAY = re.compile(
    r"\b(?:on|am|le|el|il|op|den|dne|em|zum|per|on or (?:just )?(?:after|around)|around|a partir du|rond|vanaf|op of omstreeks)(?: dia)? $"
)
PAYING = re.compile(
    r"\bpay\b|payable|payment|settle|transfer|remit|zahl(?!ungserinnerung)|uberweis|begleich|payer|paiement|regle|virement|virer|\bpag[aou]|transferencia|bonifico|versa(?:re|mento)|betal|overma|over te maken|voldoen|zaplat|zaplac|platno|przelew|uhrad|prevod|\bingres[eao]|\babon(?:e|en|ar)\b"
)
DEBITED = re.compile(
    r"debited|direct debit|auto ?pay|\bcollect|lastschrift|bankeinzug|\beinzug|prelevement|debite\b|domicili|afschrijv|schrijven (?:het bedrag )?af|incass|gedebiteerd|\binning|will be (?:taken|collected|charged)|abgebucht|eingezogen|abbuch|einzieh|preleve|addebit|(?:se )?(?:cargara|adeudara|domicilia)|afgeschreven|geincasseerd|trekkes|dras fran|debita|inkas"
)
NOT_OWED = re.compile(
    r"skonto|discount|escompte|descuento|sconto|korting|interest|zinsen|received|erhalten|bezahlt|paid on|recu\b|valid|gultig|offer|angebot|devis|offerte"
)
"""A day of something else than what is owed: of a discount, of interest, of an offer, of money that came."""
ORIGINAL = _any(
    r"ursprungsbeleg-?nr\.?", r"(?:zu|zur) rechnung(?:snr|s-nr)?\.?(?: nr\.?)?", r"original(?: invoice)?(?: number| no)?\.?", r"(?:corrects|credited?) invoice(?: no)?\.?",
    r"n[°o] de facture (?:associee|d'origine|initiale)", r"facture d'origine", r"factura rectificada", r"fattura di riferimento", r"stornierte rechnung", r"invoice ref(?:erence)?\.?",
)  # fmt: skip
CREDIT = re.compile(
    r"\b(?:credit ?(?:note|memo)|stornorechnung|rechnungs-?korrektur|rechnungskorrektur|korrekturrechnung|avoir|nota de credito|nota di credito|factura rectificativa|creditnota|creditfactuur|kreditnota|kreditfaktura|abono|(?:faktura|nota) korygujaca|korekta|"
    + lexicon.CREDIT
    + r")\b|"
    + eastern.CREDIT
)
GUTSCHRIFT = re.compile(r"(?:^|\t|\n)\s*gutschrift\b(?!.*selbst)")
INVOICE_WORD = re.compile(
    rf"{_BILL}|receipt|quittung|beleg|bill\b|发票|{lexicon.BILL_WORD}|\b(?:{eastern.BILL_WORD})\b"
)
BILL_COMPACT = re.compile(eastern.BILL)

BUYER = re.compile(
    "^(?:"
    + "|".join(lexicon.FURTHER_BUYER)
    + r"|bill(?:ed|ing)?[ -]?to(?: address)?|invoiced?[ -]?to|invoice address|billing address|sold[ -]?to|ship[ -]?to and bill[ -]?to|customer(?: name| details)?|client(?: name)?|buyer|recipient|attention|prepared for|invoice for"
    r"|kaufer(?:/leistungsempfanger)?|rechnungsempfanger|rechnungsadresse|rechnung an|kunde|auftraggeber|leistungsempfanger"
    r"|facture a|adresse (?:du client|de facturation|client|de facturation)|destinataire|client facture|acheteur|adresse facturation|coordonnees client"
    r"|cliente|facturar a|facturado a|datos del cliente|destinatario|comprador|datos de facturacion|cessionario(?:/committente)?|intestatario|spett(?:\.?le)?"
    r"|klant|factuuradres|factuur aan|aan(?=:)|afnemer|koper|nabywca|kupujacy|kund|kunde|kober|fakturaadress?e?|odberatel|kupujici|consignee|importer|"
    + "|".join(lexicon.BUYER)
    + rf")(?![{_LETTER}])(?: ?\([^)]*\))?\s*[:.]?\s*"
)
SELLER = re.compile(
    "^(?:"
    + "|".join(lexicon.FURTHER_SELLER)
    + r"|seller|vendor|supplier|from|bill(?:ed)? (?:from|by)|issued by|issuer|service provider|merchant|sold by|pay to|remit to|payable to"
    r"|verkaufer|lieferant|rechnungsersteller|rechnungssteller|leistungserbringer|aussteller|absender|anbieter|fournisseur|vendeur|emetteur|prestataire"
    r"|emisor|proveedor|vendedor|datos del emisor|fornitore|cedente(?:/prestatore)?|emittente|leverancier|verkoper|afzender|sprzedawca|wystawca|saljare|sælger|selger|dodavatel|prodavajici|exporter|"
    + "|".join(lexicon.SELLER)
    + rf")(?![{_LETTER}-])(?: ?\([^)]*\))?\s*[:.]?\s*"
)
OTHER_PARTY = re.compile(
    r"^(?:ship(?:ped)?[ -]?to|deliver(?:y|ed)?(?: to| address)?|abweichender|warenempfanger|lieferadresse|lieferanschrift|steuerbevollmachtigter?|representant fiscal|tax representative|livraison|adresse de livraison"
    r"|transporter|transporteur|carrier|shipper|expediteur|nos references|beneficiaire|payee|zahlungsempfanger|bemerkung|betreff|direccion de envio|spedire a|afleveradres|enviar a|destinazione|bank|zahlungs|payment|notes?)(?![a-z])"
)
PRO_FORMA = re.compile(
    rf"(?:commercial )?pro[ -]?forma(?:[ -]?{_BILL}\b.{{0,30}})?|{_BILL} pro[ -]?forma\b.{{0,30}}|形式发票"
)
"""The title of a paper that asks for no money yet and is booked nowhere."""
LAST_BILL = re.compile(
    r"(?:last|previous|prior) (?:bill|invoice|statement|balance)|balance (?:brought )?forward|(?:letzte[rn]?|vorige[rn]?) rechnung|facture precedente|solde (?:precedent|anterieur)"
)
"""A row of a bill that speaks of the one before: what was received was paid on that."""
YOURS = re.compile(r"\b(?:ihre?|your|votre|vos|customer|client|buyer|kunden?|cliente|klant|uw|kaufer|su)\b")
