"""Orders and delivery notes of companies that do not exist, in layouts of their own; and bills that name both."""

from __future__ import annotations

from tests.ingestion.printing import Sheet

Case = tuple[str, Sheet, dict[str, object]]


def _goods(sheet: Sheet, y: float, head: list[str], rows: list[list[str]]) -> Sheet:
    columns = [(45.0, False), (95.0, False), (330.0, True), (430.0, True), (540.0, True)][: len(head)]
    return sheet.rows(y, 18, columns, [head, *rows])


def order_en() -> Case:
    sheet = Sheet().put(45, 40, "Northgate Tools Ltd", 11).put(45, 56, "8 Mill Lane, Leeds LS1 4DY")
    sheet.put(400, 40, "PURCHASE ORDER", 18).put(400, 66, "PO Number: PO-20931").put(
        400, 80, "Order Date: 14 March 2026"
    )
    sheet.put(45, 110, "Vendor:").put(45, 124, "Harbour Steel plc").put(45, 138, "2 Dock Road, Hull HU1 2AB")
    sheet.put(300, 110, "Ship To:").put(300, 124, "Northgate Tools Ltd").put(
        300, 138, "Please quote this number on your invoice."
    )
    _goods(
        sheet,
        200,
        ["Item", "Description", "Qty", "Unit Price", "Amount"],
        [["1", "Steel rod 12 mm", "40", "3.20", "128.00"], ["2", "Steel plate A4", "5", "24.00", "120.00"]],
    )
    sheet.rows(
        270, 16, [(380, False), (540, True)], [["Subtotal", "248.00"], ["VAT 20%", "49.60"], ["Total GBP", "297.60"]]
    )
    return (
        "order_en",
        sheet,
        {
            "doc_type": "purchase_order",
            "number": "PO-20931",
            "issue_date": "2026-03-14",
            "seller_name": "Harbour Steel plc",
            "gross": "297.60",
            "lines": 2,
        },
    )


def order_de() -> Case:
    sheet = Sheet().put(45, 40, "Bäckerei Sonnenkorn GmbH").put(45, 54, "Mühlweg 3, 70173 Stuttgart")
    sheet.put(45, 130, "Bestellung Nr. 4500017", 15).put(45, 156, "Bestelldatum: 03.02.2026").put(
        300, 156, "Liefertermin: 20.02.2026"
    )
    sheet.put(45, 176, "Lieferant:").put(45, 190, "Mehlhaus Kern KG").put(
        45, 204, "Rechnungsadresse: Mühlweg 3, 70173 Stuttgart"
    )
    _goods(
        sheet,
        250,
        ["Pos", "Bezeichnung", "Menge", "Einzelpreis", "Betrag"],
        [["1", "Weizenmehl 550", "20", "14,50", "290,00"]],
    )
    sheet.rows(
        310,
        16,
        [(380, False), (540, True)],
        [["Nettosumme", "290,00"], ["MwSt. 7 %", "20,30"], ["Gesamtbetrag EUR", "310,30"]],
    )
    return (
        "order_de",
        sheet,
        {
            "doc_type": "purchase_order",
            "number": "4500017",
            "issue_date": "2026-02-03",
            "seller_name": "Mehlhaus Kern KG",
            "gross": "310.30",
        },
    )


def order_fr() -> Case:
    sheet = (
        Sheet()
        .put(200, 36, "Bon de commande", 16)
        .put(45, 80, "N° de commande : BC-2026-118")
        .put(45, 94, "Date de commande : 09/01/2026")
    )
    sheet.put(45, 124, "Fournisseur :").put(45, 138, "Papeterie Lune SARL").put(
        330, 124, "Livrer à : Atelier Boréal SAS"
    )
    _goods(
        sheet, 190, ["Réf", "Désignation", "Quantité", "Prix", "Montant"], [["A1", "Ramette A4", "10", "4,20", "42,00"]]
    )
    return (
        "order_fr",
        sheet,
        {
            "doc_type": "purchase_order",
            "number": "BC-2026-118",
            "issue_date": "2026-01-09",
            "seller_name": "Papeterie Lune SARL",
        },
    )


def order_zh() -> Case:
    sheet = (
        Sheet()
        .put(220, 36, "采 购 订 单", 18)
        .put(45, 80, "订单编号：CG202603150021")
        .put(330, 80, "下单日期：2026-03-15")
    )
    sheet.put(45, 98, "供应商：苏州明远五金有限公司").put(330, 98, "采购方：杭州栖云科技有限公司").put(
        45, 116, "交货地点：杭州市西湖区文三路 90 号"
    ).put(330, 116, "付款方式：月结30天，凭增值税发票付款")
    _goods(
        sheet,
        150,
        ["序号", "品名规格", "数量", "单价", "金额"],
        [["1", "不锈钢螺栓 M8", "500", "0.80", "400.00"], ["2", "铝型材 4040", "20", "65.00", "1300.00"]],
    )
    sheet.put(45, 220, "合计金额：￥1,700.00    价税合计（大写）：壹仟柒佰圆整")
    return (
        "order_zh",
        sheet,
        {
            "doc_type": "purchase_order",
            "number": "CG202603150021",
            "issue_date": "2026-03-15",
            "seller_name": "苏州明远五金有限公司",
            "buyer_name": "杭州栖云科技有限公司",
        },
    )


def delivery_zh() -> Case:
    sheet = (
        Sheet()
        .put(170, 36, "苏州明远五金有限公司送货单", 16)
        .put(45, 80, "收货单位：杭州栖云科技有限公司")
        .put(380, 80, "送货单号：SH-260318-07")
    )
    sheet.put(45, 98, "送货日期：2026年3月18日").put(380, 98, "订单号：CG202603150021")
    _goods(
        sheet,
        140,
        ["序号", "品名规格", "单位", "数量", "备注"],
        [["1", "不锈钢螺栓 M8", "个", "500", ""], ["2", "铝型材 4040", "根", "20", ""]],
    )
    sheet.put(45, 220, "送货人：李强").put(330, 220, "收货人签字：")
    return (
        "delivery_zh",
        sheet,
        {
            "doc_type": "delivery_note",
            "number": "SH-260318-07",
            "issue_date": "2026-03-18",
            "buyer_name": "杭州栖云科技有限公司",
        },
    )


def stock_out_zh() -> Case:
    sheet = (
        Sheet()
        .put(230, 36, "销售出库单", 16)
        .put(45, 76, "客户名称：宁波海岳商贸有限公司")
        .put(360, 76, "单据编号：XSCK0009127")
        .put(45, 94, "日期：2026-04-02")
        .put(360, 94, "仓库：成品仓")
    )
    _goods(
        sheet, 130, ["编码", "商品名称", "数量", "单价", "金额"], [["P01", "保温杯 500ml", "60", "32.00", "1920.00"]]
    )
    return (
        "stock_out_zh",
        sheet,
        {
            "doc_type": "delivery_note",
            "number": "XSCK0009127",
            "issue_date": "2026-04-02",
            "buyer_name": "宁波海岳商贸有限公司",
        },
    )


def delivery_de() -> Case:
    sheet = (
        Sheet()
        .put(45, 40, "Mehlhaus Kern KG")
        .put(45, 120, "Lieferschein", 17)
        .put(380, 120, "Lieferschein-Nr.: LS 88213")
        .put(380, 134, "Lieferdatum: 19.02.2026")
        .put(380, 148, "Bestell-Nr.: 4500017")
    )
    sheet.put(45, 180, "Lieferadresse: Bäckerei Sonnenkorn GmbH")
    _goods(sheet, 230, ["Pos", "Bezeichnung", "Menge"], [["1", "Weizenmehl 550", "20 Sack"]])
    sheet.put(45, 400, "Ware vollständig erhalten, Unterschrift:").put(45, 414, "Rechnung folgt gesondert.")
    return "delivery_de", sheet, {"doc_type": "delivery_note", "number": "LS 88213", "issue_date": "2026-02-19"}


def delivery_en() -> Case:
    sheet = (
        Sheet()
        .put(45, 40, "Harbour Steel plc", 12)
        .put(45, 90, "Delivery Note No. DN-7781", 14)
        .put(45, 120, "Despatch date: 21/03/2026")
        .put(45, 134, "Customer order no: PO-20931")
        .put(300, 120, "Deliver to: Northgate Tools Ltd")
    )
    _goods(sheet, 190, ["Item", "Description", "Qty"], [["1", "Steel rod 12 mm", "40"]])
    sheet.put(45, 300, "Received in good condition by: ____________")
    return "delivery_en", sheet, {"doc_type": "delivery_note", "number": "DN-7781", "issue_date": "2026-03-21"}


def delivery_fr() -> Case:
    sheet = (
        Sheet()
        .put(45, 40, "Papeterie Lune SARL")
        .put(300, 60, "BON DE LIVRAISON", 15)
        .put(300, 90, "N° de livraison : BL-5521")
        .put(300, 104, "Date de livraison : 16/01/2026")
        .put(45, 130, "Votre commande : BC-2026-118")
        .put(45, 150, "Destinataire : Atelier Boréal SAS")
    )
    _goods(sheet, 200, ["Réf", "Désignation", "Quantité"], [["A1", "Ramette A4", "10"]])
    return "delivery_fr", sheet, {"doc_type": "delivery_note", "number": "BL-5521", "issue_date": "2026-01-16"}


TRADE = (order_en, order_de, order_fr, order_zh, delivery_zh, stock_out_zh, delivery_de, delivery_en, delivery_fr)


def bill_naming_both() -> Case:
    sheet = (
        Sheet()
        .put(45, 40, "Harbour Steel plc", 12)
        .put(400, 40, "INVOICE", 16)
        .put(400, 66, "Invoice No: 99120")
        .put(400, 80, "Purchase Order", 9)
        .put(490, 80, "PO-20931")
        .put(400, 94, "Delivery Note", 9)
        .put(490, 94, "DN-7781")
        .put(400, 108, "Invoice date: 25 March 2026")
    )
    _goods(
        sheet,
        200,
        ["Item", "Description", "Qty", "Unit Price", "Amount"],
        [["1", "Steel rod 12 mm", "40", "3.20", "128.00"]],
    )
    sheet.rows(
        270, 16, [(380, False), (540, True)], [["Subtotal", "128.00"], ["VAT 20%", "25.60"], ["Total GBP", "153.60"]]
    )
    return "bill_naming_both", sheet, {"doc_type": "invoice", "number": "99120", "gross": "153.60"}


def bill_with_order_alone_in_its_line() -> Case:
    sheet = (
        Sheet()
        .put(45, 40, "Mehlhaus Kern KG")
        .put(45, 70, "Bestellung 4500017")
        .put(45, 84, "Lieferschein LS 88213")
        .put(45, 120, "Rechnung Nr. R-2026-55", 14)
        .put(45, 150, "Rechnungsdatum: 28.02.2026")
        .put(300, 150, "Bestelldatum: 03.02.2026")
    )
    sheet.rows(
        310,
        16,
        [(380, False), (540, True)],
        [["Nettosumme", "290,00"], ["MwSt. 7 %", "20,30"], ["Gesamtbetrag EUR", "310,30"]],
    )
    return "bill_with_order", sheet, {"doc_type": "invoice", "number": "R-2026-55", "gross": "310.30"}


def slip_with_order() -> Case:
    sheet = (
        Sheet()
        .put(200, 30, "电子发票（普通发票）", 16)
        .put(380, 60, "发票号码：26332000000012345678")
        .put(380, 76, "开票日期：2026年03月20日")
        .put(45, 120, "采购订单", 9)
        .put(110, 120, "CG202603150021")
        .put(45, 140, "送货单：SH-260318-07")
    )
    sheet.put(45, 300, "价税合计（大写） 壹佰圆整 （小写）¥100.00")
    return "slip_with_order", sheet, {"doc_type": "invoice", "number": "26332000000012345678"}


BILLS = (bill_naming_both, bill_with_order_alone_in_its_line, slip_with_order)
