"""What invoices call their parts in the languages that ``labels`` does not hold itself; folded patterns, a language a line.

Folded text is lower case without accents: ``ł`` is l, ``ø`` o, ``ı`` i, ``đ`` d, ``ő`` o, ``ğ`` g, ``ά`` α, ``й`` и; æ, ß, ς, kana and Hangul stay. The words are
those that the laws on invoicing and the usual billing programs of each country use.
"""

from __future__ import annotations

NUMBER = (
    r"(?:szamla|bizonylat) ?(?:sorszama?|szama?)|szamlaszam(?=[: ]+[a-z]{0,5}[-/ ]?\d{0,4}[-/])|sorszam",
    r"laskun? ?(?:numero|nro|nr)\.?|laskunumero",
    r"(?:αριθμο[σς]|αρ\.?|no\.?) ?(?:τιμολογιου|παραστατικου|αποδειξη[σς])|τιμολογιο (?:νο|αρ|no)\.?|αριθμο[σς]",
    r"(?:e-?)?fatura (?:no|numarasi|numarasi|nr)\.?(?:su)?|belge no|fis no|makbuz no|seri(?:-| )?sira no",
    r"seri[ae](?: si| / |/|, ?)? ?(?:numarul|numar|nr)\.?|(?:numar|nr|numarul)\.? (?:facturii|factura|facturi|document)|factura (?:seria .{0,8}nr|nr|numar)\.?",
    r"(?:n[°o]\.?|numero|num\.?) (?:da |de )?(?:nota(?: fiscal)?|nf-?e?|nfs-?e|fatura(?:-recibo)?|recibo)|nota fiscal (?:n[°o]|no|numero)\.?|(?:nf-?e|nfs-?e|fatura-recibo|fatura simplificada|fatura/recibo) ?(?:n[°o]|no|numero)\.?",
    r"folio(?: (?:fiscal|interno|factura|no))?\.?(?! fiscal)|(?:numero|n[°o]|nro)\.? (?:de )?(?:folio|comprobante|boleta|recibo|nota|ticket)|comp(?:robante)?\.? nro\.?|(?:factura|boleta) electronica (?:n[°o]|no|nro)\.?|serie y folio",
    r"(?:номер|№) (?:на )?(?:фактура(?:та)?|рахунка|накладноi|рахунку|счета|документа?)|(?:фактура|рахунок|счет|рачун) ?(?:№|no|номер|бр\.?|ном\.)|броj (?:рачуна|фактуре)|броj фактура",
    r"(?:broj|br\.?) (?:racuna|fakture|dokumenta)|racun (?:br|broj|st|stevilka)\.?|(?:stevilka|st\.?) (?:racuna|dokumenta)|stevilka racuna",
    r"(?:cislo|c\.) (?:faktury|dokladu|danoveho dokladu)|faktura cislo|variabilny symbol|variabilni symbol",
    r"arve (?:number|nr)\.?|(?:rekina|pavadzimes|faktur?rekina) (?:numurs|nr)\.?|rekins nr\.?|(?:saskaitos|pvm saskaitos faktur?os|saskaitos fakturos) (?:numeris|nr)\.?|saskaita(?: faktura)? nr\.?|serija(?: ir|,)? ?(?:nr|numeris)\.?",
    r"reikningur (?:nr|numer)\.?|reikningsnumer|numer reiknings|(?:faktura|fakturan?s?|laskun?)[ -]?(?:nummer|nr)\.?|fakturanumer",
    r"uimhir (?:an )?(?:t)?sonraisc|rhif (?:yr )?anfoneb|num(?:ero|\.) ?(?:de )?(?:factura|la factura)|faktura zenbakia|(?:fattura|irċevuta) (?:nru|numru)",
    r"(?:numer|nr) (?:rachunku|paragonu|noty|wydruku|wydr\.?|dok\.?)|(?:rachunek|faktura vat|nota) nr",
    r"(?:bill of costs|fee note|note of fees|debit note|fee invoice|tax receipt|e-?invoice|cash (?:bill|sale|memo)|service invoice|statement) ?(?:number|num\.|no|nr|#)\.?|(?:our )?bill (?:number|no)\.?|\bdocument (?:no|number|nr)\.?|docket (?:no|number)\.?|voucher (?:no|number)\.?",
    r"(?:folgenr|kvittering(?:snummer|snr)?|bilagsnummer|kreditnota ?(?:nummer|nr)|kvitto(?:nummer|nr)|kundefakturanr)\.?|(?:bon|kassabon|ticket|kwitantie|factuur|creditfactuur)[ -]?(?:nummer|nr)\.?",
)

ISSUE = (
    r"(?:szamla )?(?:kelte|kiallitas(?:anak)? (?:kelte|datuma?|napja)|kiallitva)|szamla datuma?",
    r"laskun? ?(?:paivays|pvm|paivamaara)|laskutuspaiva|paivays|paivamaara|kuitin pvm",
    r"ημερομηνια(?: εκδοση[σς]| τιμολογιου)?|ημ/νια(?: εκδοση[σς])?|ημ\. ?εκδοση[σς]",
    r"(?:fatura|duzenle(?:me|nme)|belge) tarihi|tarih(?= ?[:\t])",
    r"data (?:emiterii|emitere|facturii|eliberarii)|din data(?: de)?|emisa? la",
    r"(?:data (?:de |da )?)?emissao(?= ?[:\t]| \d|$)|data[ /]hora (?:da )?emissao|emitid[ao] (?:em|a)",
    r"fecha (?:y hora )?(?:de )?(?:emision|expedicion|factura|comprobante|certificacion|boleta|documento)|expedid[ao] (?:en|el)|emitid[ao] el|lugar y fecha(?: de (?:emision|expedicion))?",
    r"дата (?:на (?:издаване|фактурата|документа)|рахунку|складання|счета|документа|фактуре|издавања|рачуна|фактура)|датум (?:издавања|фактуре|рачуна|на фактура|на издавање)|датум(?= ?[:\t])|дата(?= ?[:\t])",
    r"datum (?:izdavanja|izdaje|racuna|fakture|vystavenia|vyhotovenia|vystaveni)|datum i vrijeme (?:izdavanja)?|racun izdan|vystavene(?: dna)?|dna(?= \d)",
    r"arve kuupaev|kuupaev|(?:rekina|izrakstisanas|pavadzimes) datums|datums(?= ?[:\t])|izrakstits|(?:saskaitos|israsymo|isdavimo) data|israsyta",
    r"dagsetning(?: reiknings)?|utgafudagur|reikningsdagsetning|(?:fakturerings|faktura)(?:datum|dato|dag)|udstedelsesdato|utstedt(?: dato)?|utfardad|bilagsdato",
    r"data (?:de la )?(?:factura|d'emissio)|data d'expedicio|data (?:tal-fattura)|dyddiad (?:yr )?anfoneb|data (?:sprzedazy i )?wystawienia|data dokumentu",
    r"(?:tax|credit) (?:invoice|note|memo) date|(?:bill|document|statement|receipt|transaction|memo|note) dated?|billed on|date of (?:the )?(?:bill|statement|receipt|sale)|raised on|invoiced on",
    r"(?:beleg|rechnungs?|dokument|gutschrifts?)[- ]?(?:nummer|nr\.?) ?/ ?-?(?:datum|vom)|document no\.? ?/ ?date|invoice (?:no|number)\.? ?(?:/|and|&) ?date|numero (?:e|y|et) (?:data|fecha|date)",
    r"ausgestellt (?:am)?|erstellt am|rechnung(?:s-)?/lieferdatum|etablie? le|emis le|date du document|date de la note|in data(?= \d)|emess[ao] il|data (?:del )?(?:doc(?:umento)?|ricevuta|scontrino)|nota(?:-)?datum|bondatum|datum nota",
)

DUE = (
    r"(?:fizetesi )?hatarido|esedekesseg|fizetesi hatarideje",
    r"erapaiva|era(?:pvm| pvm)|maksettava viimeistaan|maksupaiva",
    r"ημερομηνια (?:ληξη[σς]|πληρωμη[σς]|εξοφληση[σς])|ληξη|πληρωτεο (?:εω[σς]|μεχρι)|προθεσμια πληρωμη[σς]",
    r"(?:son )?odeme (?:tarihi|gunu)|vade(?: tarihi)?|son odeme",
    r"(?:data |termen(?:ul)?(?: de)? ?)(?:scadent(?:a|ei)|plata|platii|limita)|scadent[ae]?(?: la)?|scadenta",
    r"(?:data (?:de |do )?)?venc(?:imento|to)\.?|pagar ate|data limite(?: de pagamento)?|pagamento ate",
    r"(?:fecha (?:de |limite de )?)?(?:vencimiento|vto|vence(?: el)?|pago(?= ?[:\t]))\.?|pagar? (?:antes del?|hasta(?: el)?)|fecha limite(?: de pago)?|plazo de pago hasta",
    r"(?:падеж|срок (?:за|на) плащане|дата на плащане|оплатити до|термiн оплати|срок оплаты|оплатить до|рок плаћања|датум (?:доспећа|валуте)|валута плаћања|рок за плаќање)",
    r"(?:datum (?:dospijeca|dospeca|valute|zapadlosti)|rok (?:placanja|placila|plačila|za placanje)|dospijece|dospece|placilo do|zapade(?: dne)?|datum splatnosti|splatnost|splatne (?:do|dna)|uhradte do|zaplatit do|zaplatte do)",
    r"(?:maksetahtaeg|makse ?tahtpaev|maksta hiljemalt|tasuda|apmaksas (?:termins|datums)|apmaksat lidz|samaksat lidz|apmoketi iki|mokejimo (?:terminas|data)|sumoketi iki|apmokejimo (?:terminas|data))",
    r"(?:gjalddagi|eindagi|forfallo?(?:dag|datum|dato)?|forfallsdag|betal(?:es|ningsfrist|ingsfrist)(?: senest)?|betales? (?:senest|innen|inden)|betalas senast|oss tillhanda(?: senast)?|sidste (?:rettidige )?betaling(?:sdag|sdato)?|sista betalnings(?:dag|datum)|siste betalingsdato|betalingsdato)",
    r"(?:termin (?:platnosci|zaplaty|wplaty)|platnosc do|zaplata do|prosimy o (?:zaplate|wplate) do|data platnosci)",
    r"(?:data de venciment|venciment|dyddiad (?:talu|dyledus)|data (?:tal-)?(?:pagament|skadenza)|da pagarsi entro|pagabile entro|pagar(?:si)? entro|scade il|scadenze?)",
    r"(?:fallig(?:keit)?(?:sdatum)?(?: am| per)?|zahlbar (?:bis|innert|per)(?: zum| spatestens)?|zu (?:zahlen|begleichen) bis(?: zum)?|zahlungs(?:eingang )?(?:bis|fallig)(?: zum| am)?|zahlen sie bis(?: zum)?|valuta)",
    r"(?:payable (?:by|before|on|no later than)|pay (?:by|before|on or before)|please pay (?:by|before)|payment (?:is )?(?:due|required|to be made) ?(?:by|before|on|date)?|to be paid (?:by|before)|settlement (?:due|date)|due for payment(?: by| on)?|last (?:day|date) (?:for|of) payment|pay before|latest payment date|falls due(?: on)?|net due(?: date)?|due by|payment by)",
    r"(?:a (?:payer|regler) (?:avant|pour|au plus tard)(?: le)?|payable (?:avant|le|au)(?: le)?|(?:date (?:d')?)?exigib(?:le|ilite)(?: le)?|reglement (?:avant|au|le|a)(?: le)?|echeance(?: le| au)?|limite de paiement)",
    r"(?:(?:te )?betal(?:en|ing) (?:voor|uiterlijk|uiterlijk op|vóór|tot|binnen)|betaal (?:voor|uiterlijk)|uiterlijk (?:te )?(?:betalen|voldoen)(?: op)?|uiterste betaal(?:datum|dag)|vervaldag|verval(?:datum|t op)|gelieve te betalen voor)",
)

BUYER = (
    r"vevo(?: adatai| neve)?|megrendelo|vasarlo|szamlafizeto",
    r"asiakas|ostaja|laskutusosoite|laskun saaja|vastaanottaja|tilaaja",
    r"στοιχεια πελατη|πελατη[σς]|αγοραστη[σς]|παραληπτη[σς]|ληπτη[σς]|επωνυμια πελατη|στοιχεια (?:ληπτη|αντισυμβαλλομενου)",
    r"(?:sayin|sayin|alici|alici|musteri)(?: unvani| unvani| bilgileri| adi)?",
    r"(?:cumparator(?:ul)?|client(?:ul)?|beneficiar(?:ul)?|destinatar)",
    r"(?:tomador(?: de servicos)?|destinatario(?:/remetente)?|adquirente|exmo\.?\(?s?\)? senhore?s?|exmo\.?s? sr\.?e?s?\.?|sacado|contratante|faturado a|faturar a|comprador|utente)(?: do servico| dos? bens(?: ou dos? servicos?)?| de bens ou servicos)?",
    r"(?:receptor|adquir[ei]ente|senore?s?(?:\(es\))?|sr\.?\(es\)|cliente|facturado a|razon social (?:del )?(?:cliente|receptor)|datos del? (?:receptor|cliente|comprador|adquiriente)|comprador|vendido a|facturar a)",
    r"(?:получател|клиент|купувач|покупець|замовник|отримувач|платник|покупатель|купац|заказчик|прималац|купувач|наручилац|возложител)",
    r"(?:kupac|narucitelj|primatelj|platitelj|kupec|narocnik|placnik|prejemnik|odberatel|odoberatel|prijemca|zakaznik|objednatel|kupujici)",
    r"(?:ostja|klient|maksja|arve saaja|tellija|pircejs|klients|sanemejs|maksatajs|pasutitajs|pirkejas|klientas|moketojas|gavejas|uzsakovas)",
    r"(?:kaupandi|vidskiptavinur|greidandi|kobere?|kjoper|kunde|mottaker|mottagare|fakturamottagare|bestallare|fakturaadresse?|faktureres? til|faktura til|leveres og faktureres|betaler)",
    r"(?:nabywca|platnik|odbiorca|zamawiajacy|kupujacy|client(?:e)? \(facturacio\)|comprador|xerrej|klijent|cwsmer)",
    r"(?:vendu a|facturer a|factur(?:e|ee) a|client(?:e)? final|donneur d'ordre|a l'attention de|adresse? a|pour le compte de|expedie et facture a|locataire|assure|preneur)",
    r"(?:rechnung(?:sempfanger)? (?:an|fur)|rechnungsanschrift|empfanger|leistungsempfangerin|besteller|mieter(?:in)?|versicherungsnehmer(?:in)?|bezuger|kundin|debitor|klientin|mandant(?:in)?|kunden(?:adresse|anschrift|daten)|adressat)",
    r"(?:ospite|fatturare a|fatturato a|cliente|committente|acquirente|cessionario|destinatario|spett\.?(?:le|li)?(?: ditta)?|intestata a|intestazione|ragione sociale cliente)",
    r"(?:factuur (?:aan|voor)|gefactureerd aan|opdrachtgever|afnemer|t\.?a\.?v\.?|debiteur|huurder|verzekerde|factuurontvanger|geleverd aan en gefactureerd)",
    r"(?:buyer \(bill to\)|bill to party|billed party|details of (?:receiver|recipient|buyer)|(?:receiver|recipient|buyer|customer)(?: \(billed to\))|billed to|charge to|messrs|invoicee|invoice to|tax invoice to|tenant|lessee|insured|policyholder|purchaser|payer|the client|debtor|for the account of|in account with)",
)

SELLER = (
    r"(?:elado|szallito|szolgaltato|kibocsato|szamlakibocsato)(?: adatai| neve)?",
    r"(?:myyja|laskuttaja|toimittaja|laskun lahettaja)",
    r"(?:εκδοτη[σς]|πωλητη[σς]|προμηθευτη[σς]|στοιχεια εκδοτη|στοιχεια (?:επιχειρηση[σς]|πωλητη))",
    r"(?:satici|satici|tedarikci|duzenleyen)(?: unvani| unvani| bilgileri)?",
    r"(?:furnizor(?:ul)?|vanzator(?:ul)?|prestator(?:ul)?|emitent(?:ul)?)",
    r"(?:prestador(?: de servicos)?|transmitente(?: de bens(?: ou prestador(?: de servicos)?)?)?|emitente|remetente|fornecedor|cedente|vendedor|prestador do servico)",
    r"(?:emisor|emitido por|expedido por|proveedor|prestador(?: del servicio)?|datos del? (?:emisor|proveedor|vendedor)|razon social (?:del )?emisor)",
    r"(?:доставчик|продавач|издател|изпълнител|постачальник|продавець|виконавець|поставщик|продавец|исполнитель|продавац|добављач|издавалац|продавач|добавувач|извршилац)",
    r"(?:prodavatelj|prodavac|dobavljac|isporucitelj|izdavatelj|pruzatelj|prodajalec|dobavitelj|izdajatelj|izvajalec|dodavatel|predavajuci|zhotovitel|poskytovatel|vystavitel)",
    r"(?:muuja|arve esitaja|tarnija|teenuse osutaja|pardevejs|piegadatajs|izsniedzejs|preces nosutitajs|pardavejas|tiekejas|teikejas|israse|paslaugu teikejas)",
    r"(?:seljandi|utgefandi|saelger|leverandor|fakturautsteder|avsender|avsandare|leverantor|fakturaavsandare|fakturautstallare)",
    r"(?:sprzedawca|dostawca|wystawca|uslugodawca|emissor|venedor|proveidor|bejjiegħ)",
    r"(?:vendu par|bailleur|assureur|cabinet|entreprise(?=:)|leistungserbringerin|rechnungsteller|vermieter(?:in)?|versicherer|verkaufer(?:in)?|kreditor|locatore|prestatore|venditore|fornitore|opdrachtnemer|verhuurder|verzekeraar|geleverd door|verkocht door)",
    r"(?:details of supplier|supplier details|supplied by|invoiced by|biller|landlord|lessor|insurer|carrier(?=:)|provider|remit payment to|sold and (?:shipped|fulfilled) by|seller details|your supplier)",
)

FURTHER_ISSUE = (
    r"(?:rechn|re|rg|fakt|bescheid|beleg|dokument|kauf|quittungs|abrechnungs|erstellungs|ausgabe|gutschrifts?|storno|liquidations)\.?-? ?datum|ausstellungstag|datum (?:der (?:gutschrift|rechnung)|des bescheides)|(?:bescheid|liquidation|honorarnote) vom",
    r"(?:bill|inv|doc)\.? (?:dt|date)\.?|(?:business|posting|folio|voucher|txn|tax|docket) date|date (?:invoiced|prepared|of (?:assessment|notice|this bill))|(?:date ?/ ?)?tax point(?: date)?|statement prepared|transaction date(?: ?/ ?time)?",
    r"(?:aankoop|aanmaak|afgifte|afrekenings|boek|creditfactuur|creditnota|declaratie|document|fact\.?|facturatie|rekening|transactie|uitgifte|uitreikings)datum|dagtekening(?: aanslag)?|datum (?:van de factuur|van uitreiking|aanslagbiljet|afrekening|creditnota|declaratie|document|ereloonnota|kredietnota|opmaak|uitgifte)|opge(?:maakt|steld) op|verzenddatum factuur",
    r"date (?:d'achat|d'avoir|d'edition|d'etablissement|de (?:l'avis|piece|quittance)|(?:du )?(?:compte|decompte|releve|recu|ticket)|doc(?:ument)?\.?|piece|vente)|editee? le",
    r"f(?:ec|echa)?\.? (?:de )?(?:emision|factura|fra|doc(?:umento)?|abono|ticket|recibo|liquidacion|minuta|venta|cargo)\.?|fecha de(?:l| la)? (?:liquidacion|nota de credito|cargo|documento|recibo|minuta|venta)|creada el|data (?:bolletta|della ricevuta|di rilascio|em\.|emissione avviso|fatt\.|nota di credito|parcella)|documento del",
    r"data d[ae] (?:factura|fatura|liquidacao|nota(?: de credito)?|criacao|facturacao|faturamento|faturacao|postagem da fatura)|data do (?:documento|recibo)|data (?:e hora )?d[ae] emissao(?: da nfs-e)?",
    r"dat(?:um|\.) (?:dokladu|faktury|vyst(?:aveni|avenia)?\.?(?: (?:danoveho )?dokladu| faktury)?)|den vystaveni|vystaven[ao] dn[ea]|vyhotovene dna|data (?:faktury|wyst\.|i miejsce wystawienia|wystawienia korekty)|wystawion[ao] w dniu",
    r"(?:avi|fakt\.?|kredit|kreditnota|kvitto|kop|raknings?|utfardande|bogforings|kobs|opkrævnings|regnings|kjops|kvitterings|utstedelses)-?dat(?:um|o)|utstalld|udstedt|fakturert dato|kelt(?:ezes)?(?=\s*:|$)|makbuz tarihi|data emiterii facturii|emis la data|laskupaiva|^pvm|datum izdavanja racuna|nadnevak|datum (?:in ura )?izdaje(?: racuna)?|izdano dne|ημερομηνια εκδοση[σς] λογαριασμου",
)
FURTHER_BUYER = (
    r"(?:bill|sold)-to party|buyer's name|receiver|account holder's name|service for|received (?:with thanks )?from|leaseholder|ratepayer|member(?: name)?|parent/guardian|responsible party|guarantor|addressee|importer of record|subscriber|your details|party name|(?:an|aan|para)(?=\s*:)",
    r"abnehmer|regulierer|zahlungspflichtiger|zahlbar durch(?: \(name/adresse\))?|einbezahlt von|mieter/in|versicherungsnehmer/in|teilnehmer(?:/in)?|mitglied|empfanger der leistung|verrechnet an|bescheidempfanger|abgabepflichtiger|schuldner|bestelladresse",
    r"acquereur|preneur d'assurance|souscripteur|titulaire du contrat|usager|redevable|payeur|maitre de? l?'?ouvrage|commanditaire|coproprietaire|adherent|nom du client|doit(?=\s*:|$)|payable par(?: \(nom/adresse\))?|debiteur|verse par|contribuable|client facture|vos coordonnees",
    r"ter attentie van|naam klant|klant(?:naam|gegevens)|facturatieadres|geadresseerde|ontvanger|verzekerings?nemer|deelnemer|contractant|belasting(?:plichtige|schuldige)|betaald door|ontvangen van|abonnee|titularis|verkocht aan|bouwheer|uw gegevens",
    r"sr\./sra\.|sres\.|factura(?:cion)? a|datos fiscales|direccion de facturacion|domicilio fiscal del cliente|destinatario de la factura|nombre receptor|titular del (?:contrato|suministro)|datos del titular|deudor|obligado al pago|sujeto pasivo|contribuyente|arrendatario|inquilino|tomador del seguro|hemos recibido de|recib(?:imos|i) de",
    r"spett\.?le cliente|spettabile|egr\. ?sig\.?|gent\.(?:mo|ma sig\.ra)|cessionario ?/ ?committente|intestatario (?:fattura|del contratto|bolletta)|destinatario (?:fattura|avviso)|dati (?:di fatturazione|(?:del )?cliente)|indirizzo di fatturazione|debitore|contribuente|contraente|conduttore|titolare della fornitura|ricev(?:o|iamo) da|ho ricevuto da",
    r"ex\.?mo\.?\(?[as]?\)?\.? ?s(?:r|enhor)\w*\.?(?:\(\w+\))?\.?|dados (?:do cliente|de fatur\w+)|fatura(?:r|do) para|morada de faturacao|endereco de cobranca|destinatario ?/ ?remetente|pagador|titular do contrato|tomador do seguro|sujeito passivo|arrendatario|locatario|condomi?n[oa]|assinante|segurado|receb(?:i(?:\(emos\))?|emos) de",
    r"uslugobiorca|zleceniodawca|dane (?:nabywcy|klienta)|kontrahent|nabywca i platnik|rachunek dla|platce|fakturacn[ia] (?:adresa|udaje)|najemce|prijemce (?:faktury|plneni)|pojistnik|objednavatel|platitel|prijemca faktury|kopare|fakturerings?adress?e?|faktur(?:a|era) till|kundadress|hyresgast|betalare|forsakringstagare|modtager|bestiller|lejer|rekvirent|fakturamottaker|betalt av|leietaker|oppdragsgiver|forsikringsta[kg]er",
    r"vuokralainen|vevo neve, cime|felhasznalo|fizeto|ugyfel|abonat|titular contract|am primit de la|προ[σς](?=\s*:|$)|fatura adresi|korisnik(?: usluge)?|primatelj racuna|prejemnik racuna|stranka|naslovnik racuna",
)
FURTHER_SELLER = (
    r"supplier details|vendor name|invoice from|(?:please )?remit to|make che(?:que|ck)s payable to|pay to the order of|merchant name|managing agent|issued on behalf of|contractor|practitioner|rendering provider|physician|operated by|goods sold by|invoice issued by|for and on behalf of",
    r"rechnungsaussteller|verkauft? (?:durch|von)|leistender unternehmer|auftragnehmer(?:in)?|einzahlung fur|dienstleister|betreiber|ausgestellt von|rechnung von|glaubiger|verpachter|im namen und auf rechnung von",
    r"emise? par|prestataire de services|facturee? par|facture emise par|creancier|au nom et pour le compte de|payable a|a l'ordre de|praticien|commercant|exploitant|fournisseur de prestations|auteur facture|expedie par|artisan(?=\s*:|$)",
    r"factuur van|gefactureerd door|dienstverlener|uitvoerder|aannemer|uitgereikt door|in naam en voor rekening van|bedrijfsgegevens",
    r"datos de la empresa|facturado por|emitida por|expedidor|nombre emisor|(?:empresa )?comercializadora|arrendador|(?:entidad|organismo) emisora?|vendido por|mittente|dati emittente|esercente|soggetto emittente|venduto da|cedente ?/ ?prestatore",
    r"identificacao do emitente|transmitente dos bens(?: ou prestador dos servicos)?|senhorio|locador|comercializador|entidade emitente|faturado por",
    r"sprzedajacy|wystawca (?:faktury|rachunku)|zleceniobiorca|wykonawca|dane sprzedawcy|prodejce|vystavil(?=\s*:|$)|pronajimatel|vystavitel dokladu|fakturujici|provozovatel|predajca|prenajimatel|utstallare|uthyrare|hyresvard|borgenar|udsteder|udlejer|utsteder|utleier|selgers navn og adresse",
    r"palveluntarjoaja|vuokranantaja|elado neve, cime|szamlakiallito|izdavatelj racuna|pruzatelj usluge|izdajatelj racuna|ponudnik",
)
"""Headings of parties that bills of trades and public bodies print; before the shorter ones that some of them begin with."""

CREDIT = (
    r"credit (?:advice|invoice)|adjustment note|nota de abono|nota (?:de )?credit[oa]?(?: electronic[oa])?|factura (?:rectificativa|de abono)|fatt?ura di storno|nota de credito electronica|note de credit|facture d'avoir"
    r"|hyvityslasku|jovairo szamla|helyesbito szamla|sztorno(?: szamla)?|stornoszamla|πιστωτικο τιμολογιο|πιστωτικο|iade faturasi|iade faturasi|nota de credit|factura (?:de )?storno|кредитно известие|кредит-нота|кредит нота|одобрение"
    r"|knjizno odobrenje|odobrenje|dobropis|opravny danovy doklad|dobropisem|kreeditarve|kreditrekins|kreditine saskaita|kreditreikningur|kreditnota|kreditfaktura|gutschriftsanzeige|storno|creditfactuur|faktura korekta|gutschrift \(storno\)"
)
"""Titles of papers that give money back."""

BILL_WORD = r"\b(?:τιμολογιο|αποδειξη|lasku|szamla|nyugta|fatura|factura|nota fiscal|boleta|recibo|cfdi|comprobante|фактура|рахунок|накладна|счет|рачун|racun|uctenka|arve|rekins|pavadzime|saskaita|reikningur|kvitto|kvittering|bon(?:nr|nummer)|kassenbon|quittung|scontrino|ricevuta|bill of costs|fee note|sonrasc|anfoneb|tax receipt|honorarnote)\b"
"""Words that bills in the farther languages call themselves by."""

NO_BILL = (
    r"(?:sales |price |formal )?(?:quote|quotation|estimate|proposal)|offerte|prijsopgave|angebot|kostenvoranschlag|offert(?:e|a)?|devis(?: estimatif)?|soumission|preventivo|offerta|presupuesto|cotizacion|orcamento|proposta(?: comercial)?"
    r"|tilbud|tarjous|ajanlat|arajanlat|nabidka|ponuka|oferta(?: de pret)?|ponuda|ponudba|pakkumine|hinnapakkumine|piedavajums|pasiulymas|tilbod|προσφορα|teklif|оферта|предложение|remittance advice|payment reminder|(?:zahlungs)?erinnerung|mahnung|rappel|sollecito|betalingsherinnering|aanmaning"
)
"""Titles of papers that ask for nothing yet or ask again."""
