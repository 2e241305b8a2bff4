"""What a sum is called: net, tax, gross, due, prepaid, or something that is none of them; folded, the first rule that matches decides."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from ingestion.page import eastern, sums

_LONGEST_LABEL = 90


class Role(StrEnum):
    """What a printed amount may be."""

    NET = "net"
    TAX = "tax"
    GROSS = "gross"
    DUE = "due_amount"
    PREPAID = "prepaid"


_TAX_WORD = r"(?:vat|v\.a\.t|b\.t\.w|omzetbelasting|assurantiebelasting|tax(?:es)?|mwst|ust|umsatzst\w*|mehrwertst\w*|\w*steuer\w*|tva|t\.v\.a|iva|i\.v\.a|btw|gst|hst|moms|mva|dph|igic|impuestos?|imposta|taxe|tasse|kdv|podatek|c\.?gst|s\.?gst|i\.?gst|utgst|cess|tps|tvq|tvh|pst|qst|t\.?p\.?s|t\.?v\.?q|afa|alv|φπα|φ\.π\.α|itbis|igv|i\.g\.v|iss|issqn|icms|ддс|пдв|ндс|pdv|ddv|km|kaibemaks|pvn|pvm|vsk|kdv tutari|taxe de vente|toplam kdv|hesaplanan kdv|mehrwertsteuer|ust)"
_RULES: tuple[tuple[Role | None, float, re.Pattern[str]], ...] = tuple(
    (role, score, re.compile(pattern))
    for role, score, pattern in (
        (None, 0.0, eastern.NO_TOTAL),
        (None, 0.0, r"cauzional|security deposit|kaution|cap(?:itale|ital|\.)? ?soc|(?:last|previous|prior) (?:payment|bill|invoice|balance)|line total|savings?\b|you save|overdue|past due|after due date|cumulative|estimate total|sum insured|minimum (?:payment|amount)|refundable|(?:carried|brought) forward|page total|this page|in words|total (?:no\.? of |number of )?(?:qty|quantity|items|pieces|pcs|weight|hours|units|nights|pages|volume|distance|kwh)|gross weight|withholding|bottle deposit|disbursements?"),
        (None, 0.0, r"grundsteuer|stromsteuer|altteilsteuer|steuersatz|bruttogewicht|gesamtmenge|ersparnis|gesamtkosten des|letzter rechnungsbetrag|\b(?:seite|titel|ligne|regel|pagina|lot)\b|\bp\.? ?u\.? ht|prix unitaire|eenheidsprijs|einzelpreis|main d'(?:oeuvre|œuvre)|debours|taxe (?:carburant|de sejour|anticipee)|eco-?part|\bcumul|du (?:marche|devis|contrat)|devis accepte|marche ht|poids|gewicht|voordeel$|openstaande (?:facturen|posten)|vorige staten|(?:ancien|nouvel|prochain|votre nouvel) (?:solde|acompte)|solde (?:precedent|anterieur|reporte|d'ouverture|points|de la derniere)|(?:neuer|kunftiger|nachster) abschlag|nieuw (?:voorschot|termijnbedrag)|facture precedente"),
        (None, 0.0, rf"(?<![a-z]){_TAX_WORD}[- ](?:satz|code|tarief|taux)|^(?:taux|code|%) (?:de )?{_TAX_WORD}(?![a-z])"),
        (Role.NET, 0.9, rf"(?<![a-z])(?:{_TAX_WORD}[- ]?)(?:basis|grondslag)|(?:basis|grondslag|base) {_TAX_WORD}(?![a-z])|^(?:steuer)?basis$|steuerbasis|steuerpflichtig|bemessungsgrundl|grondslag|maatst(?:af|\.)? ?(?:van )?heffing|^mvh\b|base (?:imposable|d'imposition|de calcul|\d)|^base$|montant imposable|\bassiette\b|belastba(?:ar bedrag|re basis)|hors taxes?|\bhtva\b|(?:gesamt)?netto(?:rechnungs|waren)?(?:betrag|bedrag|entgelt|summe|wert)|^gesamtnetto"),
        (Role.TAX, 0.9, rf"^(?:te betalen|zu zahlende|a payer) {_TAX_WORD}"),
        (None, 0.0, rf"^{_TAX_WORD} (?:rate|%|code|no\b|number|reg|id\b)"),
        (Role.TAX, 0.9, rf"^(?:total |less |plus |add )?{_TAX_WORD} (?:payable|due|charged|amount|total)$"),
        (Role.NET, 0.95, rf"(?<![a-z])(?:excl(?:uding|usive(?: of)?|uded)?|exc|ex|before|without|pre|net of|exkl|exclusief|ohne|vor|hors|sans|avant|zonder|sin|senza|sem|uden|ekskl|bez|fara)[ .-]{{1,2}}(?:\d+ ?% )?{_TAX_WORD}(?![a-z])"),
        (Role.GROSS, 1.0, rf"(?:total|amount|sum|price|balance|payable|due|invoice|bill|charges|value|subtotal|payment|totaal|totale|te betalen|bedrag|betrag|montant|prix|summe|prijs|importe|importo)\b.{{0,25}}(?<![a-z])(?:incl(?:uding|usive(?: of)?|usief|uant(?: les)?|\.)?|inkl\.?|inc\.?|after|with|met|mit|avec|con|com|med)[ .-]{{1,2}}(?:\d+ ?% )?{_TAX_WORD}(?![a-z])"),
        (Role.GROSS, 1.0, r"\bt\.?v\.?a\.?c\b"),
        (None, 0.0, sums.NO_SUM),
        (Role.NET, 0.9, sums.NET),
        (Role.DUE, 0.9, sums.DUE),
        (Role.GROSS, 0.9, sums.GROSS),
        (Role.TAX, 0.9, sums.TAX),
        (Role.DUE, 0.9, eastern.DUE_AMOUNT),
        (Role.NET, 0.9, eastern.NET),
        (Role.TAX, 1.0, r"^(?:suma ptu|消費税(?:額)?(?:合)?計|총 ?세액)$"),
        (Role.GROSS, 1.0, r"税込"),
        (Role.TAX, 0.9, rf"^(?:suma|total|jumlah|tong)? ?(?:{eastern.TAX})"),
        (Role.GROSS, 0.95, eastern.GROSS),
        (Role.PREPAID, 1.0, r"caparra|provision (?:recue|versee)|(?:gia|deja) (?:versat|verse)|(?:abschlags|teil|voraus|akonto)zahlung|(?:abzgl|abzuglich|bereits|less|minus|moins|menos|meno|min|fratrukket|avgar|\./\.)\w*\.? (?:.{0,20} )?(?:zahlung|deposit|payment|acompte|paid|erhalten|akonto|anticipo|acconto|aanbetaling|a-?konto|forskudd)|depot recu|deposit (?:received|paid)|avans|eloleg|ennakko|προκαταβολη|on odeme|sinal\b|adiantamento|forskud|akontobetaling|predujam|zaloha|avanss|acompte"),
        (Role.GROSS, 1.0, rf"(?:totale?|totaal|sum|summe|amount|betrag|gesamt\w*|montant|importe|bedrag|belopp|belob|razem|celkem|price|prix|precio|prezzo) (?:\w+ )?(?:incl|inkl|inc)\.? (?:\d+ ?% ?)?{_TAX_WORD}(?![a-z])"),
        (Role.TAX, 0.9, rf"(?<![a-z]){_TAX_WORD} (?:is |was )?(?:included|contained|comprised|incl\.?) (?:in|above)|(?:contains|includes|of which|thereof|incl\.?|harav|herav|varav|ebbol|sisaltaa|περιλαμβανει|inclui|incluye) {_TAX_WORD}\b.{{0,12}}$|(?<![a-z]){_TAX_WORD} (?:sub ?-?total|amount|total|sum|betrag|value|osszege?|tutari)$|(?:total|totaal|summe|suma|osszes|συνολο|toplam|yhteensa|montant|importe|valor|ukupno|skupaj|kokku) {_TAX_WORD}$"),
        (Role.DUE, 0.9, r"fizetendo|maksettavaa?|πληρωτεο|υπολοιπο πληρωμη|odenecek(?: tutar)?|(?:rest|total) de plata|de plata|a pagar|saldo (?:pendiente|devedor)|за плащане|до сплати|к оплате|за плаќање|za placanje|za placilo|k uhrade|na uhradu|tasuda|apmaksai|moketi|til greidslu|a betale|att betala|til betaling|zu bezahlen|noch (?:offen|zu zahlen)|restforderung|restschuld|zahllast|saldo zu|da versare|saldo da|a pagare|restant a payer|solde du|te voldoen|nog te betalen|now due|total now due|net payable|to be paid"),
        (Role.GROSS, 1.0, r"brutto (?:osszesen|ertek|vegosszeg)|vegosszeg|osszesen brutto|verollinen|loppusumma|laskun summa|yhteensa (?:sis|alv)|τελικη αξια|συνολικη αξια|γενικο συνολο|συνολο με φπα|genel toplam|vergiler dahil|kdv dahil|odenecek|total (?:factura|general|cu tva|com iva|con iva|documento|com imposto)|valor (?:total|liquido) (?:da )?(?:nota|nf-?e|nfs-?e|fatura)|valor total|monto total|total cu tva|общо с ддс|всичко с ддс|разом з пдв|итого с ндс|всего к оплате|укупно са пдв|sveukupno|ukupno s pdv|skupaj z ddv|celkom s dph|celkova suma|summa km-?ga|kopa ar pvn|suma su pvm|bendra suma|samtals med vsk|i alt inkl|totalt inkl|sum inkl|att betala totalt|montant ttc|net ttc"),
        (Role.NET, 1.0, r"netto (?:osszesen|ertek|osszeg)|adoalap|veroton|yhteensa veroton|καθαρη αξια|αξια προ φπα|συνολο καθαρη|υποσυνολο|mal hizmet toplam|kdv haric|matrah|ara toplam|total (?:fara|excl) tva|valoare (?:fara|neta)|(?:total|valor|base) (?:sem iva|tributavel|iliquido|liquido|dos servicos|dos produtos)|monto neto|valor neto|neto gravado|op\. gravadas?|subtotal sin|данъчна основа|сума без|без пдв|без ндс|основица|osnovica|osnova|zaklad dane|suma bez|summa km-?ta|neto summa|bez pvn|be pvm|an vsk|excl moms|belopp exkl|sum eks|uten mva|i alt ekskl|taxable value|amount excl"),
        (None, 0.0, r"zuschlag|zuschlage|abschlag|abschlage|rabatt|discount|remise|skonto|sconto|descuento|korting|shipping|versand|fracht|freight|porto|livraison|postage|handling|rounding|rundung|gebuhr|kapital|capital|balance forward|previous balance|vorherig"),
        (Role.PREPAID, 0.7, sums.PAID),
        (Role.PREPAID, 0.7, r"(?:geleistete|gezahlte|bezahlte|erhaltene|bisherige|abzuglich|abzgl\.?) (?:abschlage|zahlungen|akonto\w*|vorschuss|\d\. abschlagsrechnung)|teilbetragszahlungen|^a-?conto|^akonto$|bisher gezahlt|^(?:be|ge)zahlt(?:er betrag)?$|zahlungseingang|^ihre zahlung|vorschuss|guthabenverrechnung|\bavances? (?:percue|versee|recue)|^avances?$|arrhes|deja (?:facture|verse)|montant (?:paye|regle|verse)|^paye$|(?:paiements?|reglements?) (?:recus?|effectues?)|versements? effectues?|^(?:moins )?(?:provisions?|depot)(?: versee?s?)?$|mensualites|vos (?:paiements|reglements)|prepay|prepaiement|total (?:paye|regle|verse)|situations? (?:precedentes|anterieures)|factures intermediaires|voorschot|aanbetaald|reeds (?:ontvangen|gefactureerd|gestort)|al betaald|^betaald(?: bedrag)?$|^voldaan|ontvangen betaling|betaling(?:en)? ontvangen|vooruitbeta|eerder (?:betaald|gefactureerd)|totaal betaald|verrekend met|^(?:less:? )?advance\b|advance (?:received|payment)|total payments|amount received|prepayment|retainer|down ?payment|(?:payment|monies) on account|^on account|credits? applied|applied (?:credits?|balance)|account credit|payments? (?:made|and adjustments)|part paid|instal?ments? paid|insurance (?:paid|payments?)|less (?:previously|interim) invoice"),
        (Role.PREPAID, 1.0, r"anzahlung|prepaid|pre-paid|deposit|acompte|deja (?:paye|regle)|bereits (?:bezahlt|gezahlt)|amount paid|^paid\b|payments? received|total paid|a cuenta|acconto|aanbetaling|anticipo|offene zahlungen|already paid|advance paid|paid amount|teilzahlung|reeds (?:betaald|voldaan)|zaliczka|wplacono|zaplacono|less payments"),
        (Role.DUE, 0.9, r"zu uberweisen|uberweisungsbetrag|bitte uberweisen|offener? (?:saldo|rechnungsbetrag)|rest(?:zahlung|summe)|verbleibende\w* (?:betrag|zahlung)|fallige?r? (?:rechnungsbetrag|summe|forderung)|nachzahlung|nachforderung|^forderung(?:sbetrag)?$|guthaben$|abbuchungsbetrag|abzubuchend|wir buchen ab|(?:einzugs|lastschrift|schluss)betrag|schlusszahlung|endsaldo|ruckstandig|zu (?:ihren|unseren) (?:lasten|gunsten)|zahlbarer betrag|total (?:a verser|du)$|montant (?:total )?restant du|montant total du$|sommes? (?:due|a payer)|rest(?:e|ant) (?:du$|a charge|a votre charge)|montant (?:preleve|a prelever|domicilie|ouvert|exigible|echu|qui sera preleve)|en (?:notre|votre) faveur|a (?:vous )?rembourser|veuillez payer|vous (?:nous )?devez|a acquitter|versement du$|u (?:moet (?:nog )?)?betal(?:en|t)\b|u betaalt|bijbetal(?:ing|en)|rest(?:erend )?bedrag|verschuldigd|(?:te|terug te) ontvangen|u (?:ontvangt|krijgt) terug|te crediteren|af te schrijven|wij schrijven af|incassobedrag|te incasseren|over te maken|te storten|saldo (?:verschuldigd|in (?:ons|uw) voordeel)|pay this amount|net due|due now|you owe|(?:new|account|closing|current|invoice|open|remaining|patient) (?:account )?balance|open amount|amount (?:to be (?:debited|collected|paid)|required)|direct debit amount|please remit|(?:patient|your) responsibility|zahlbetrag|(?:amount|balance|total|payment|sum) (?:amount )?due|due amount|net a payer|offener betrag|zu zahlen|zahlungsbetrag|te betalen|importe a pagar|total a pagar|netto a pagare|da pagare|payable|restbetrag|reste a payer|a regler|solde|\bto pay\b|att betala|at betale|a betale|do zaplaty|pozostalo|openstaand|fallige?r? betrag|outstanding|(?:amount|balance|total) owing|(?:total|montant) a payer|montant du\b|celkem k uhrade|k uhrade|^please pay\b"),
        (Role.TAX, 0.8, rf"(?:enthalten|include[ds]|dont|of which|including|waarvan|davon|incluye|di cui)\w* (?:\w+ ){{0,2}}{_TAX_WORD}"),
        (Role.GROSS, 1.0, rf"(?:incl|inkl|incluant|inc\b|mit|with|avec|con|toutes)\w*\.? (?:\d+ ?%? ?)?(?:\d+,?\d*% )?{_TAX_WORD}|{_TAX_WORD} (?:incl|inbegr|compris|included|incluido|inclus)|\bttc\b|t\.t\.c|brutto|bruttosumme|\bgross\b|incl\.? btw|grand total"),
        (Role.NET, 1.0, rf"(?:excl|exkl|excluding|ex|ohne|before|without|sin|senza|hors|zzgl|plus)\w*\.? (?:\d+,?\d*% ?)?{_TAX_WORD}.*(?:summe|total|betrag|amount)|(?:summe|total|betrag|amount|subtotal|montant|importe|totaal|bedrag|price).*(?:excl|exkl|ohne|before|without|zzgl|hors|sin|senza|ex\b)|nettobetrag|nettosumme|net ?(?:total|amount|value|sum)|total net|\bnetto\b(?! bis)|netto ?(?:betrag|summe|wert)|total h\.?t|montant h\.?t|\bh\.?t\.?\b|taxable (?:amount|value)|tax base|base (?:imponible|tva|ht)|imponibile|grundbetrag"),
        (Role.NET, 0.7, r"zwischentotal|^entgelt|lieferwert|net (?:commercial|financier)|total (?:partiel|intermediaire)|valeur marchandises?|goederenbedrag|^montant net$|^excl(?:usief|\.)?$|^(?:nett?|goods) @|sub ?tt?l\b|goods (?:value|net)|net goods|nett total|net invoice value|vatable (?:amount|value)|assessable value|value of supply|basic amount|sub ?-?total|subtotaal|zwischensumme|positionssumme|warenwert|sous-?total|subtotale|totale merce|sum of lines|delsumma|items total|summe positionen|basisbetrag|suma|zaklad\b|(?:razem|wartosc) netto|netto razem"),
        (Role.TAX, 1.0, rf"(?<![a-z]){_TAX_WORD}(?![a-z])|^(?:standard|zero|reduced)[ -]rated? \d|\brst \d"),
        (Role.GROSS, 0.9, r"gesamtgebuhr|rechnungstotal|endpreis|totalbetrag|faktura(?:betrag|summe)|gutschrifts?(?:betrag|summe)|(?:storno|erstattungs)betrag|belegsumme|honorarsumme|montant (?:de (?:la |votre |l')?|total de la )?(?:facture|avoir|note de credit|quittance)\b|montant (?:brut|facture)$|factuurtotaal|eind(?:totaal|bedrag)|notabedrag|bruto(?:bedrag)?$|totaalprijs|creditbedrag|(?:invoice|bill) (?:value|amount)|refund amount|rechnungsbetrag|rechnungssumme|festgesetzter (?:gesamt)?betrag|gesamtforderung|(?:importancia|valor|montante) (?:total )?recebid[ao]|importe recibido|somma ricevuta|somme recue|endbetrag|endsumme|gesamtsumme|gesamtbetrag|gesamtpreis|total (?:for this )?invoice|invoice (?:total|amount)|(?:importe|total) (?:de la )?factura|totale (?:documento|fattura|generale)|total general|total facture|factuurbedrag|totaalbedrag|total amount|montant total|summe gesamt|gesamt\b|totalbelopp|razem|order total|suma total|a payer|please pay|comprises|celkem s dph|^(?:summe|total) (?:eur|chf|usd|gbp|€|£)$"),
        (Role.GROSS, 0.7, r"^\W*(?:osszesen|yhteensa|summa|συνολο|toplam|общо|разом|итого|укупно|ukupno|skupaj|spolu|celkom|kokku|kopa|viso|samtals|i alt|sum|totalt|zusammen)\b|\b(?:osszesen|συνολο|toplam)\W*$|^\W*total[e]?\b|\btotal[e]?\W*$|\btotaal\b|^summe\b|\bsumme\W*$|^betrag\W*$|^gesamt|\bimporte total\b|total \(?[a-z€$£]{1,3}\)?|\btotal\b.{0,6}$"),
    )
)  # fmt: skip


@lru_cache(maxsize=4096)
def role_of(label: str) -> tuple[Role, float] | None:
    """The role that a folded label gives; the first rule that matches decides."""
    text = re.sub(r"\s+", " ", label).strip(" :\t*†")
    if not text or len(text) > _LONGEST_LABEL:
        return None
    for role, score, pattern in _RULES:
        if pattern.search(text):
            return None if role is None else (role, score)
    return None
