"""What bills of the south, the north and the east of Europe and of Latin America call their sums; folded patterns (see ``lexicon``)."""

from __future__ import annotations

NO_SUM = (
    r"total (?:linea|linha|righe|articulos|unidades)|totale (?:sconti|righe)|iva retenid|iss retido|retencao|ritenuta|rit\. acconto|impuestos? (?:internos|electrico|sobre electricidad|hidrocarburos)|imposta di (?:bollo|soggiorno)|(?:factura|fatura) anterior"
    r"|fuori campo|aliquota|taxa iva|\bsazba|\bsadzba|mva-sats|\bstawka|cota tva|\bqtd|limite total|poupanca|deducoes|sconto a pagare|premio netto|cena (?:netto|brutto)|netto egysegar|pret unitar|peso (?:netto|bruto|lordo)"
)
NET = (
    r"base (?:imp(?:\.|onible)|gravable|de incidencia|i\.?g\.?i\.?c)|\bb\. ?imp(?:onible|\.)|^b\.i\.$|importe neto|^neto(?: \$)?$|valor (?:de )?venta|valor base|total gravado|monto gravado|\bimp\.le|importo (?:imponibile|netto)|imponibile|totale parziale"
    r"|incidencia|montante liquido|total da base|podstawa opodatk|\bsp(?:rz(?:edaz|ed\.))?\.? (?:opod|op\b)|netto(?:belopp?|belob|sum)$|(?:moms|mva|avgifts)-?(?:underlag|grunnlag|grundlag)|underlag moms|momspligtigt belob|momspliktigt belopp|beskattningsunderlag|^grunnlag|^avg(?:ifts)?\.? ?pl"
    r"|veron peruste|afa alap|baza (?:impozabila|de impozitare|tva)|καθαρο ποσο|μερικο συνολο|mal/hizmet toplami|vergiler haric|neto vrednost|iva (?:esclusa|excluid[oa]|no incluid[oa])|(?:escluso|esclusa|s/|antes de) (?:iva|impuestos)|fore moms|eks\.? mva|ilman alv|alv 0|afa nelkul|χωρι[σς] φπα|(?:brez|bez) (?:ddv|pdv|dph)"
)
TAX = (
    r"^cuota(?: \d|$)|\bipsi\b|^impto|importo (?:iva|imposta)|^imposte$|totale imposte|^imposto|total (?:de )?impostos?|valor (?:do )?(?:imposto|ipi)|kwota (?:podatku|ptu)|^dan(?: \d|$)|vyse dane|dan (?:z pridane|spolu)|moms(?:belopp?|belob)|mervardesskatt|salgsmoms"
    r"|merverdiavgift|^avgift$|^vero$|arvonlisavero|veron maara|ado osszege|atharitott ado|topkdv|\bkdv %|katma deger vergisi|^porez|iznos poreza|^davek"
)
DUE = (
    r"(?:importe|total|valor|saldo) (?:a ingresar|pendiente|adeudado|deudor|a abonar|debido|a cargar|a domiciliar|a devolver|del (?:cargo|recibo)|a su cargo|a debitar|pendente|em divida|em aberto|a receber|a creditar|cobrado)|^pendiente(?: de (?:pago|cobro))?$|(?:liquido|neto) a (?:percibir|receber)|^resta(?: por pagar)?$|deuda total|total deuda|a su favor"
    r"|quanto (?:devo |devi )?pagare|(?:importo|totale|pagamento) dovuto|importo (?:a saldo|residuo|rata|addebitato|da accreditare)|^(?:a saldo|residuo)$|netto a v(?:ostro|s\.?) dare|a vostro (?:credito|debito)|totale da saldare|insoluto|netto da incassare|total a liquidar|em divida|por liquidar|valor do debito|valor liquido da n|total desta fatura|^a devolver$"
    r"|naleznosc|kwota do zwrotu|zbyva uhradit|k zaplaceni|^(?:ne)?doplat(?:ek|ok)|k platbe|zaplatte|preplatek k vraceni|k proplaceni|zostava uhradit|att erhalla|tillgodo|^skuld$|kvarstaende|restbelo[pb]|skyldigt? belo[pb]|til udbetaling|til gode|skal betales|^utestaende|avoin summa|hatralek|total plata|suma datorata"
    r"|ποσο πληρωμη[σς]|οφειλομενο|^kalan(?: tutar| borc)?$|odenmesi gereken|za (?:platiti|uplatu|naplatu)|preostalo|ukupno dugovanje"
)
GROSS = (
    r"\btot\. (?:fatt(?:ura)?|documento)|importo (?:totale(?: (?:documento|fattura))?|fattura)|totale importo|corrispettivo|(?:valor|montante) d[ao] (?:fatura|recibo|documento)|suma total|(?:total|totale|valor|importe|importo|precio|prezzo|celkem|cena|wartosc|spolu|valoare|vrednost|znesek|iznos|ukupno|skupaj|summa|osszesen)\b.{0,20}(?<![a-z])(?:c/|con|com|compres[oa]|inclu[is][oa]|cu|s|z|vcetne|vc\.|inkl\.?|sa) (?:iva|tva|dph|vat|ddv|pdv|moms)(?![a-z])"
    r"|iva compres[oa]|ogolem|wartosc faktury|^celkem\b|celkova (?:castka|cena)|castka celkem|fakturovana (?:castka|suma)|utrata celkem|suma celkom|^s dph$|cena s dani|faktura(?:belopp?|belob|total|sum)$|totalsumm?a?$|totalbelop$|kopesumma|samlet belob|ordresum|kokonaissumma|mindosszesen|valoare totala|συνολικο ποσο|fatura tutari|\byekun|ukupan iznos|iznos racuna|znesek racuna|skupna vrednost"
)
PAID = (
    r"(?:importe|total|valor)(?: ya| ja)? (?:pagado|abonado|pago|adiantado|recebido)|^(?:ya |ja )?pagad?o$|^cobrado$|^sena?l?$|provision(?:es)? (?:de fondos|recibidas?)|prepag(?:o|ado|ato)|^abonado$|pagos? (?:recibidos|realizados)|^su pago|reserva paga(?:da)?|fianza aplicada|acconti(?: versati)?|gia pagato|^pagato$|importo pagato|^anticipi$"
    r"|pagament[oi] (?:ricevut[oi]|anticipato|recebidos?|antecipado|por conta)|fondo spese|incassato|riscosso|provisao|^antecipacao$|^(?:entrega )?por conta$|caucao aplicada|przedplata|kwota (?:zaplacona|oplacona)|zaliczk[ia]|^wplaty$|zadatek|zaplacen[oe]|uhrazen[oe]|zaloh|prijate platby|uhraden[ea]|preddav"
    r"|^betalt(?: belo[pb]p?| med kort)?$|forskott|handpenning|(?:redan|tidigare|allerede) betalt|inbetalt|avraknat|a ?conto|forudbetal|indbetalt|tidligere faktur|innbetalt|forhandsbetalt|^maksettu|suoritettu|aiemmin laskutettu|varausmaksu|kifizetve|^(?:eddig )?fizetett|befizetve|achitat|^platit$|incasat|plati efectuate"
    r"|πληρωθ|εναντι|προπληρωμ|εισπραχθ|^odenen|kapora|tahsil edilen|pesinat|^(?:vec |ze )?(?:u|v)?placa?no|predujm|predplacilo"
)
