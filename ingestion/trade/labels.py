"""Titles and labels of orders and delivery notes, folded; Chinese ones for text without spaces."""

from __future__ import annotations

import re

ORDER = re.compile(
    r"indkobsordre|innkjopsordre|kobsordre|bestillings?(?:seddel)?|rekvisition|purchase requisition|orden de servicio|ordrebekr(?:ae|æ)ftelse|pesanan pembelian|surat pesanan|pesanan belian|don dat hang|ใบสั่งซื้อ|הזמנת רכש|רכש הזמנת|הזמנה|امر شراء|شراء امر|orden compra|(?:local )?purchase order|l?p\.?o\.?(?= ?(?:number|no\b|#))|order form|order confirmation|sales order|blanket order"
    r"|(?:einkaufs|kunden|abruf|nach|sammel)?bestellung|bestellschein|auftragsbestatigung|bestellauftrag"
    r"|bon de commande|commande fournisseur|confirmation de commande|accuse de reception de commande"
    r"|orden de compra|pedido de compra|pedido|ordine d'acquisto|ordine di acquisto|conferma d'ordine|buono d'ordine"
    r"|inkooporder|bestelbon|orderbevestiging|innkjopsordre|inkopsorder|zamowienie|nota de encomenda|ordem de compra|ostotilaus|tilausvahvistus|megrendeles|objednavka|narudzbenica|narocilnica|narudzba|comanda(?: ferma)?|nota de comanda|satin ?alma siparisi|siparis(?: formu)?|παραγγελια|δελτιο παραγγελια[σς]|indkobsordre|inkopsbestallning|bestallning|ordrebekraeftelse|ordrebekreftelse|orderbekraftelse|ordererkannande|innkaupapontun|ostutellimus|tellimus|pirkuma pasutijums|pirkimo uzsakymas|поръчка|замовлення|заказ(?: поставщику)?|comanda de compra|ordine(?: a fornitore)?|ordine fornitore|work order|bestellschreiben|bestelformulier|inkoopbon|offre acceptee|lettre de commande"
)
DELIVERY = re.compile(
    r"pakkeseddel|pakkseddel|pakksedel|packsedel|utleveringsseddel|vareseddel|surat jalan|nota (?:penghantaran|kirim)|pesanan penghantaran|phieu (?:giao hang|xuat kho)|ใบส่ง(?:สินค้า|ของ)|תעודת משלוח|משלוח תעודת|اذن تسليم|تسليم اذن|سند تسليم|тварна накладна|испратница|доставна бележка|протокол за приемане|expedicni list|delivery note|delivery slip|delivery docket|delivery receipt|packing (?:slip|list)|despatch note|dispatch note|despatch advice"
    r"|goods received note|shipping note|lieferschein|lieferavis|packzettel|warenbegleitschein"
    r"|bon de livraison|bordereau de livraison|bulletin de livraison|albaran(?: de entrega)?|nota de entrega"
    r"|documento di trasporto|bolla di (?:consegna|accompagnamento)|pakbon|leveringsbon|afleverbon|foljesedel|folgeseddel"
    r"|guia de (?:remessa|transporte|remision|despacho)|remision|remito|nota de remision|carta de porte|dowod dostawy|dokument wz|wydanie zewnetrzne|dodaci list|dodaci listek|szallitolevel|lahete|lahetyslista|pakkausluettelo|δελτιο αποστολη[σς]|irsaliye|sevk irsaliyesi|aviz de (?:insotire|expeditie)|otpremnica|dobavnica|dostavnica|saateleht|pavadzime|vaztarastis|krovinio vaztarastis|afhendingarsedill|fylgisedill|pakkeseddel|foljeseddel|foljesedel|plukkseddel|leveringsseddel|стокова разписка|видаткова накладна|накладна|товарная накладная|consignment note|delivery challan|goods delivery note|packing note|pick ?(?:ing )?(?:list|slip)|proof of delivery|lista de empaque|documento di consegna|d\.?d\.?t\.?|versandanzeige|liefermitteilung|bon d'expedition|liste de colisage|afleverbewijs|paklijst"
)
ORDER_ZH = re.compile(
    r"(?:物资|材料|设备|商品|产品|原料|办公用品)?(?:采购订单|采购单|订购单|订货单|销售订单|采购订货单|订单确认书|请购订单|订单|注文[書请]|注文請書|発注書|採購單|訂購單|採購訂單|발주서|주문서|구매주문서)"
)
DELIVERY_ZH = re.compile(
    r"(?:产品|货物|商品|材料|销售|成品|物资)?(?:送货单|发货单|出货单|出库单|交货单|送货清单|发货清单|配送单|随货同行单|装箱单|提货单|收货单|入库单|納品書(?!兼)|送り状|出荷(?:明細)?[書伝]票?|送貨單|出貨單|交貨單|납품서|출고증|출고전표|인수증|거래명세[서표])"
)
TAIL = re.compile(
    r"(?:\s*[/|–-]?\s*(?:nummer|number|numero|numar|cislo|broj|szam|nr|no|n[°o]|num|br|st|c(?=\.)|αρ|#|№|:)[.:°]{0,2})?\s*[:#]?\s*(?P<number>[a-z0-9][\w./-]*\d[\w./-]*|\d+)?"
    r"(?:\s+(?:vom|du|of|from|del|van|dated?)\b.*)?(?:\s+[^a-z0-9]+)?"
)
"""What may follow a title in its own cell: a number, a day, the same in other letters."""
INVOICE_TITLE = re.compile(
    r"(?:[a-z]*rechnung(?:s-? ?korrektur)?|gutschrift|(?:tax |vat |sales |commercial |proforma |pro forma )?invoice|credit (?:note|memo)|receipt"
    r"|facture|avoir|factura|fattura|nota di credito|factuur|creditnota|faktura|fatura|quittung|statement of account)(?![a-z])"
)
NOT_OF_A_TITLE = re.compile(r"(?:address|adresse|anschrift|to|a|an|empfanger|email|e-mail)(?![a-z])")
BILLED = re.compile(
    r"(?:tax |vat )?invoice (?:number|no\b|nr|#|date)|date of invoice|rechnungs-? ?(?:nummer|nr|datum)|belegnummer|amount due|balance due|zahlbetrag"
    r"|(?:numero|n[°o]|date) (?:de (?:la )?)?facture|(?:numero|n[°o]|fecha) (?:de (?:la )?)?factura|(?:numero|data) (?:di |della )?fattura"
    r"|factuur(?:nummer|datum)|faktura(?:nummer|datum)|montant (?:du|a payer)|net a payer|paid on|zahlungsreferenz"
)
BILLED_ZH = re.compile(
    r"发票号码|发票代码|开票日期|电子发票|专用发票\(|普通发票\(|校验码|机器编号|票据号码|电子客票|回单|行程单|缴款书|对账单|請求(?:書)?番号|請求[日額]|請求金額|領収|發票|세금계산서|승인번호|청구금액"
)
OWN = {
    "order": re.compile(
        r"order-?(?:nummer|datum)|inkoper|bestel(?:nummer|ler)|leverings?(?:datum|adres)|gewenste levering|leveranc|inkoop|ordrenummer|ordredato|leveringsdato|leveranstid|tilausnumero|toimitus|toimittaja|szallit|hatarido|dodavatel|dodaci|termin dostawy|dostawca|furnizor|livrare|tedarikci|teslim|προμηθευτη|παραδοση|fornecedor|entrega|acheteur|delai|consegna|order (?:date|number|no|nr)|p\.?o\.? ?(?:number|no|#|date)|ordered by|order qty|buyer|requested by|deliver(?:y)? (?:date|by|to|address)|ship to|vendor|supplier"
        r"|bestell ?-?(?:nummer|nr|datum)|bestelldatum|liefertermin|lieferdatum|lieferadresse|lieferanschrift|lieferant|besteller|auftrags-?(?:nr|nummer|datum)"
        r"|date de (?:commande|livraison)|fournisseur|n[°o] de commande|livrer|fecha de(?:l)? (?:pedido|entrega)|proveedor|fornitore|data (?:ordine|consegna)|leverancier|besteldatum"
    ),
    "delivery": re.compile(
        r"livre|qte|leverdatum|aantal|afleveradres|vastaanottaja|kuittaus|atvevo|prevzal|odebral|primatelj|prejel|teslim alan|παραλαβ|recebido|recibido|recibi|ricevuto|primit|delegat|mottatt|modtaget|mottaget|deliver(?:ed|y) (?:date|to|address|number|no)|ship(?:ped)? (?:to|date|via)|received (?:by|in good)|carrier|packages|gross weight|net weight|qty (?:shipped|delivered)|order (?:no|number|date)|signature"
        r"|lieferdatum|liefer(?:adresse|anschrift)|lieferschein-? ?(?:nr|nummer)|ware (?:erhalten|ordnungsgemass)|empfanger|unterschrift|gewicht|spediteur|bestell-?(?:nr|nummer)|kolli|paket"
        r"|date de livraison|livre a|expedie|recu (?:par|le)|colis|poids|transporteur|signature|destinataire|bultos|peso|firma|transportista|vettore|colli|causale|ontvangen|geleverd|handtekening"
    ),
}
OWN_ZH = {
    "order": re.compile(
        r"订单(?:编号|号码|号|日期)|采购(?:单号|编号|日期|员|部|方|人)|供应商|供方|供货|需方|交货(?:日期|期|地点|方式)|到货|下单|订购|单价|発注|注文|納期|納入|単価|발주|주문|납기|납품|단가"
    ),
    "delivery": re.compile(
        r"送货(?:日期|单号|单位|人|地址)|收货(?:单位|人|地址)|发货(?:日期|单位|人)|签收|签字|出库(?:日期|单号|类别)|仓库|送货人|司机|车号|客户|经手人|数量|納品|出荷|受領|납품|인수|출고|수량|數量"
    ),
}
NUMBER = {
    "order": re.compile(
        r"(?<![a-z])(?:(?:purchase |sales )?order|ordre|indkobsordre|innkjopsordre|bestillings?|tilaus|zamowieni[ae]|objednavk[ay]|narudzb[ea]|siparis|comanda|commande|encomenda|l?p\.?o\.?|bestell(?:ung)?|auftrags?|commande|pedido|orden(?: de compra)?|ordine|bestelling|inkooporder)[ -]{0,2}(?:number|nummer|numero|no|nr|n[°o]|n\.[°o]|nro|numer|numero|numarasi|id|#)(?![a-z])[.:°]{0,2}"
        r"|(?<![a-z])(?:numero|num|n[°o]|nr|no)[.°]? (?:de |d'|di |del )?(?:commande|pedido|ordine|order)(?![a-z])"
    ),
    "delivery": re.compile(
        r"(?<![a-z])(?:delivery(?: note)?|note|docket|slip|challan|despatch(?: note)?|dispatch(?: note)?|packing (?:slip|list)|shipment|lieferschein|lieferungs?|bon de livraison|bl|albaran|folgeseddel|foljesedel|pakkseddel|pakkeseddel|pakksedel|leveringsseddel|leverans|lahete|toimitus|remito|remision|guia|irsaliye|otpremnica|dobavnica|ddt|pakbon|leveringsbon)[ -]{0,2}(?:number|nummer|numero|no|nr|n[°o]|id|#)(?![a-z])[.:°]{0,2}"
        r"|(?<![a-z])(?:numero|num|n[°o]|nr|no)[.°]? (?:de |d'|du |di |del )?(?:bon de livraison|livraison|albaran|ddt|lieferschein)(?![a-z])"
    ),
}
NUMBER_ZH = {
    "order": r"(?:注文|発注)(?:書)?(?:番号|no)|(?:발주|주문)번호|(?:採購單|訂單)(?:編?號碼?)|(?:采购订单|采购单|订购单|订货单|销售订单|订单|采购)(?:编号|号码|单号|号)|单据编号|单据号|单号|编号",
    "delivery": r"(?:納品|出荷|伝票)(?:書)?(?:番号|no)|(?:납품|출고)번호|(?:送貨單|出貨單)(?:編?號碼?)|(?:送货单|发货单|出货单|出库单|交货单|送货|发货|出库|配送|入库|收货)(?:编号|号码|单号|号)|单据编号|单据号|单号|编号",
}
DAY = {
    "order": re.compile(
        r"(?<![a-z])(?:ordredato|bestillingsdato|tilauspvm|tilauspaiva|data zamowienia|datum objednavky|datum narudzbe|siparis tarihi|data comenzii|data da encomenda|fecha (?:de )?(?:la )?orden|order date|p\.?o\.? date|date of order|date ordered|ordered on|bestelldatum|bestellung vom|auftragsdatum|belegdatum"
        r"|date de (?:la )?commande|fecha de(?:l)? pedido|data (?:dell')?ordine|besteldatum|orderdatum|issue date)(?![a-z])"
    ),
    "delivery": re.compile(
        r"(?<![a-z])(?:delivery date|date of delivery|delivered on|despatch date|dispatch date|ship(?:ping|ped)? date|lieferdatum|lieferschein vom"
        r"|belegdatum|date de (?:la )?livraison|fecha de entrega|data (?:di )?(?:consegna|trasporto)|leverdatum)(?![a-z])"
    ),
}
DAY_WEAK = re.compile(
    r"(?:^|(?<=\t))(?:date|dato|paivays|pvm|kelt|tarih|dagsetning|kuupaev|datums|дата|датум|ημερομηνια|datum|data|fecha|vom|dated)(?![a-z])"
)
DAY_ZH = {
    "order": r"(?:下单|订单|采购|订购|订货|制单|签订|单据)?日期|下单时间|(?:発注|注文)日|발주일자?|주문일자?",
    "delivery": r"(?:送货|发货|出库|出货|交货|制单|入库|单据|收货)?日期|(?:納品|出荷|発行)日|납품일자?|출고일자?",
}
SELLER_ZH = r"供应商(?:名称)?|供货(?:单位|商|方)|供方|卖方|发货单位|送货单位|发货方|厂商"
BUYER_ZH = r"采购(?:单位|方|公司)|需方|买方|收货单位|购货单位|客户(?:名称)?|收货方|订货单位|要货单位"
