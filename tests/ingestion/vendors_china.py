"""Chinese invoices of invented companies, overprinted the way real ones are, with what they say."""

from __future__ import annotations

from decimal import Decimal

from ingestion.values.daxie import write_daxie
from tests.ingestion.printing import Sheet
from tools.demo.cast import social_credit_code as credit_code

Truth = dict[str, object]
Case = tuple[str, bytes, Truth]
BUYER, BUYER_ID = "无锡青禾精密机械有限公司", credit_code("91320211MA1QHJM33")
SELLER, SELLER_ID = "绍兴远川纺织品有限公司", credit_code("91330602MA2YCFN18")


def _upright(sheet: Sheet, x: float, y: float, letters: str, step: float = 10.5) -> None:
    for number, letter in enumerate(letters):
        sheet.put(x, y + step * number, letter, 8.5)


def _digital(
    title: str, number: str, day: str, rows: list[list[str]], sums: tuple[str, str, str], remark: str = ""
) -> Sheet:
    """数电票 on 610 by 400 points; values a little lower than their labels."""
    net, tax, gross = sums
    sheet = Sheet(610, 400)
    sheet.put(235, 22, title, 14)
    sheet.put(440, 30, "发票号码：", 8.5).put(485, 30.8, number, 8.5).put(440, 46, "开票日期：", 8.5).put(
        485, 46.8, day, 8.5
    )
    _upright(sheet, 22, 72, "购买方信息")
    _upright(sheet, 306, 72, "销售方信息")
    for x, name, tax_id in ((40, BUYER, BUYER_ID), (324, SELLER, SELLER_ID)):
        sheet.put(x, 80, "名称：", 8.5).put(x + 30, 80.7, name, 8.5)
        sheet.put(x, 106, "统一社会信用代码/纳税人识别号：", 8.5).put(x + 140, 106.7, tax_id, 8.5)
    columns = [(40, False), (150, False), (218, False), (285, True), (355, True), (432, True), (500, True), (585, True)]
    sheet.rows(
        132,
        14,
        columns,
        [["项目名称", "规格型号", "单 位", "数 量", "单 价", "金 额", "税率/征收率", "税 额"], *rows],
        8.5,
    )
    sheet.put(70, 262, "合", 8.5).put(100, 262, "计", 8.5).put(432, 262.5, f"¥{net}", 8.5, right=True).put(
        585, 262.5, f"¥{tax}", 8.5, right=True
    )
    sheet.put(50, 284, "价税合计（大写）", 8.5).put(170, 284, f"ⓧ {write_daxie(Decimal(gross))}", 8.5).put(
        420, 284, "（小写）", 8.5
    ).put(460, 284.4, f"¥{gross}", 8.5)
    _upright(sheet, 22, 310, "备注", 22)
    sheet.put(40, 306, remark, 8.5) if remark else None
    sheet.put(60, 372, "开票人：", 8.5).put(100, 372.5, "沈若溪", 8.5)
    return sheet


def _parties(number: str, net: str, tax: str, gross: str, kind: str, day: str = "2026-10-08") -> Truth:
    return {
        "number": number, "issue_date": day, "buyer_name": BUYER, "buyer_tax_id": BUYER_ID, "seller_name": SELLER, "seller_tax_id": SELLER_ID, "net": net, "tax": tax, "gross": gross,
        "currency": "CNY", "invoice_kind": kind,
    }  # fmt: skip


def special_with_discount() -> Case:
    """A discount row belongs to its line and is negative."""
    rows = [
        ["*纺织产品*涤纶面料", "T-150", "米", "800", "21.2389380531", "16991.15", "13%", "2208.85"],
        ["*纺织产品*涤纶面料", "", "", "", "", "-991.15", "13%", "-128.85"],
        ["*物流辅助服务*装卸费", "", "次", "1", "500", "500.00", "6%", "30.00"],
    ]
    sheet = _digital(
        "电子发票（增值税专用发票）",
        "26332000004418207715",
        "2026年10月08日",
        rows,
        ("16500.00", "2110.00", "18610.00"),
        "合同号：QH-2026-77",
    )
    truth = _parties("26332000004418207715", "16500.00", "2110.00", "18610.00", "edigital_special")
    return "special_with_discount", sheet.pdf(), truth | {"lines": 3, "remarks": "合同号：QH-2026-77"}


def general_exempt() -> Case:
    """免税: the tax column shows stars."""
    rows = [["*农产品*冬枣", "", "公斤", "120", "14.5", "1740.00", "免税", "***"]]
    sheet = _digital(
        "电子发票（普通发票）", "26332000001177340902", "2026年10月08日", rows, ("1740.00", "***", "1740.00")
    )
    truth = _parties("26332000001177340902", "1740.00", "0", "1740.00", "edigital_general")
    del truth["tax"]
    return "general_exempt", sheet.pdf(), truth | {"lines": 1}


def general_to_a_person() -> Case:
    """No tax id for a person: absent, never the seller's."""
    sheet = Sheet(610, 400)
    sheet.put(235, 22, "电子发票（普通发票）", 14)
    sheet.put(440, 30, "发票号码：26332000007719045531", 8.5).put(440, 46, "开票日期：2026年10月08日", 8.5)
    _upright(sheet, 22, 72, "购买方信息")
    _upright(sheet, 306, 72, "销售方信息")
    sheet.put(40, 80, "名称：顾念慈（个人）", 8.5).put(40, 106, "统一社会信用代码/纳税人识别号：", 8.5)
    sheet.put(324, 80, f"名称：{SELLER}", 8.5).put(324, 106, f"统一社会信用代码/纳税人识别号：{SELLER_ID}", 8.5)
    columns = [(40, False), (218, False), (285, True), (355, True), (432, True), (500, True), (585, True)]
    sheet.rows(
        132,
        14,
        columns,
        [
            ["项目名称", "单位", "数量", "单价", "金额", "税率/征收率", "税额"],
            ["*餐饮服务*餐费", "", "1", "286.79", "286.79", "6%", "17.21"],
        ],
        8.5,
    )
    sheet.put(70, 262, "合    计", 8.5).put(432, 262, "¥286.79", 8.5, right=True).put(
        585, 262, "¥17.21", 8.5, right=True
    )
    sheet.put(50, 284, "价税合计（大写）", 8.5).put(170, 284, "叁佰零肆圆整", 8.5).put(420, 284, "（小写）¥304.00", 8.5)
    truth = _parties("26332000007719045531", "286.79", "17.21", "304.00", "edigital_general")
    truth |= {"buyer_name": "顾念慈（个人）", "buyer_tax_id": None, "lines": 1}
    return "general_to_a_person", sheet.pdf(), truth


def _tax_control(title: str, seller_first: str = "") -> Sheet:
    sheet = Sheet(610, 400)
    sheet.put(220, 20, title, 14)
    sheet.rows(
        22,
        13,
        [(455, False), (505, False)],
        [
            ["发票代码：", "033002600104"],
            ["发票号码：", "50817734"],
            ["开票日期：", "2026年07月02日"],
            ["校 验 码：", "07214 55310 48823 91067"],
        ],
        8,
    )
    sheet.put(22, 80, "购", 8.5).put(22, 100, "买", 8.5).put(22, 120, "方", 8.5)
    sheet.put(40, 78, "名        称：", 8.5).put(105, 78, BUYER, 8.5).put(40, 92, "纳税人识别号：", 8.5).put(
        105, 92, BUYER_ID, 8.5
    )
    sheet.put(40, 106, "地 址、电 话：", 8.5).put(105, 106, "无锡市新吴区长江路21号 0510-85200000", 8.5)
    sheet.put(40, 120, "开户行及账号：", 8.5).put(105, 120, "农业银行无锡新区支行 10650101040003391", 8.5)
    sheet.put(370, 80, "密", 8.5).put(370, 100, "码", 8.5).put(370, 120, "区", 8.5)
    sheet.column(
        390,
        78,
        12,
        ["03*8<1-/+7>2245*90<31", "77+/>-5<0*183>4629+-1", "<5>/8*4+1-30972<>/6*4", "9-2*07>81<+45/3*6>0-7"],
        8,
    )
    return sheet


def _tax_control_foot(sheet: Sheet, net: str, tax: str, gross: str) -> None:
    sheet.put(60, 232, "合", 8.5).put(130, 232, "计", 8.5).put(432, 232, f"¥{net}", 8.5, right=True).put(
        585, 232, f"¥{tax}", 8.5, right=True
    )
    sheet.put(50, 250, "价税合计（大写）", 8.5).put(170, 250, f"⊗{write_daxie(Decimal(gross))}", 8.5).put(
        420, 250, "（小写）", 8.5
    ).put(462, 250, f"¥{gross}", 8.5)
    sheet.put(22, 274, "销", 8.5).put(22, 294, "售", 8.5).put(22, 314, "方", 8.5)
    sheet.put(40, 272, "名        称：", 8.5).put(105, 272, SELLER, 8.5).put(40, 286, "纳税人识别号：", 8.5).put(
        105, 286, SELLER_ID, 8.5
    )
    sheet.put(40, 300, "地 址、电 话：", 8.5).put(105, 300, "绍兴市越城区解放北路3号 0575-85110000", 8.5)
    sheet.put(40, 314, "开户行及账号：", 8.5).put(105, 314, "绍兴银行城东支行 1131014010200077", 8.5)
    sheet.put(370, 274, "备", 8.5).put(370, 304, "注", 8.5)
    sheet.put(60, 346, "收款人：周岚", 8.5).put(220, 346, "复核：何畅", 8.5).put(340, 346, "开票人：沈若溪", 8.5)


def tax_control() -> Case:
    """税控: buyer above, seller below, letter-spaced labels."""
    sheet = _tax_control("浙江增值税电子普通发票")
    columns = [(40, False), (165, False), (218, False), (285, True), (355, True), (432, True), (490, True), (585, True)]
    sheet.rows(
        146,
        14,
        columns,
        [
            ["货物或应税劳务、服务名称", "规格型号", "单位", "数 量", "单 价", "金 额", "税率", "税 额"],
            ["*纺织产品*涤纶面料", "T-150", "米", "500", "20.00", "10000.00", "13%", "1300.00"],
        ],
        8.5,
    )
    _tax_control_foot(sheet, "10000.00", "1300.00", "11300.00")
    truth = _parties("50817734", "10000.00", "1300.00", "11300.00", "vat_general", "2026-07-02")
    truth |= {
        "invoice_code": "033002600104",
        "check_code": "07214553104882391067",
        "seller_account": "1131014010200077",
        "lines": 1,
    }
    return "tax_control", sheet.pdf(), truth


def toll() -> Case:
    """通行费: same layout, other columns."""
    sheet = _tax_control("浙江增值税电子普通发票")
    sheet.put(40, 40, "通行费", 12)
    columns = [(40, False), (150, False), (220, False), (300, False), (432, True), (490, True), (585, True)]
    sheet.rows(
        146,
        14,
        columns,
        [
            ["项目名称", "车牌号", "类型", "通行日期起", "金 额", "税率", "税 额"],
            ["*经营租赁*通行费", "浙D88K21", "客车", "20260628", "48.54", "3%", "1.46"],
        ],
        8.5,
    )
    _tax_control_foot(sheet, "48.54", "1.46", "50.00")
    truth = _parties("50817734", "48.54", "1.46", "50.00", "toll", "2026-07-02")
    return "toll", sheet.pdf(), truth


def rail() -> Case:
    """铁路电子客票: only the buyer is named."""
    sheet = Sheet(600, 380)
    sheet.put(200, 20, "电子发票（铁路电子客票）", 14)
    sheet.put(40, 50, "发票号码:26319116804400021873", 9).put(400, 50, "开票日期:2026年09月14日", 9)
    sheet.put(80, 90, "上海虹桥站", 13).put(270, 90, "G7034", 12).put(430, 90, "苏州北站", 13)
    sheet.put(60, 130, "2026年09月12日 08:12开", 9).put(300, 130, "05车11F号", 9).put(430, 130, "二等座", 9)
    sheet.put(60, 160, "票价:￥39.50", 10).put(60, 190, "3205051990****3021  顾念慈", 9)
    sheet.put(60, 220, "电子客票号:6804E19041200098712026", 9)
    sheet.put(60, 250, f"购买方名称:{BUYER}", 9).put(330, 250, f"统一社会信用代码:{BUYER_ID}", 9)
    truth: Truth = {
        "number": "26319116804400021873", "issue_date": "2026-09-14", "buyer_name": BUYER, "buyer_tax_id": BUYER_ID, "seller_name": None, "seller_tax_id": None, "gross": "39.50", "tax": None, "invoice_kind": "rail",
    }  # fmt: skip
    return "rail", sheet.pdf(), truth


def fiscal_receipt() -> Case:
    """财政票据: 票据代码 and 票据号码, payer and payee."""
    sheet = Sheet(600, 380)
    sheet.put(180, 20, "浙江省非税收入统一票据（电子）", 14)
    sheet.rows(
        48,
        14,
        [(40, False), (400, False)],
        [
            ["票据代码：33010226", "票据号码：0004417736"],
            ["交款人统一社会信用代码：" + BUYER_ID, "校验码：8c41d0"],
            [f"交款人：{BUYER}", "开票日期：2026-08-21"],
        ],
    )
    sheet.rows(
        110,
        15,
        [(40, False), (200, False), (300, False), (450, True)],
        [["项目编码", "项目名称", "数量", "金额（元）"], ["103044", "特种设备检验费", "1", "860.00"]],
    )
    sheet.put(40, 180, "金额合计（大写）捌佰陆拾元整", 9).put(330, 180, "（小写）860.00", 9)
    sheet.put(40, 220, "收款单位（章）：绍兴市特种设备检测院", 9)
    truth: Truth = {
        "number": "0004417736",
        "invoice_code": "33010226",
        "issue_date": "2026-08-21",
        "gross": "860.00",
        "invoice_kind": "fiscal_receipt",
    }
    return "fiscal_receipt", sheet.pdf(), truth


def words_differ() -> Case:
    """大写 says another amount than 小写."""
    sheet = Sheet(610, 400)
    sheet.put(235, 22, "电子发票（普通发票）", 14).put(440, 30, "发票号码：26332000009900112233", 8.5).put(
        440, 46, "开票日期：2026年10月08日", 8.5
    )
    sheet.put(40, 80, f"购买方名称：{BUYER}", 8.5).put(324, 80, f"销售方名称：{SELLER}", 8.5)
    sheet.put(70, 262, "合    计", 8.5).put(432, 262, "¥100.00", 8.5, right=True).put(
        585, 262, "¥6.00", 8.5, right=True
    )
    sheet.put(50, 284, "价税合计（大写）", 8.5).put(170, 284, "壹佰陆拾圆整", 8.5).put(420, 284, "（小写）¥106.00", 8.5)
    truth: Truth = {
        "number": "26332000009900112233",
        "buyer_name": BUYER,
        "seller_name": SELLER,
        "gross": "106.00",
        "issue_date": "2026-10-08",
    }
    return "words_differ", sheet.pdf(), truth


CASES = (
    special_with_discount,
    general_exempt,
    general_to_a_person,
    tax_control,
    toll,
    rail,
    fiscal_receipt,
    words_differ,
)
