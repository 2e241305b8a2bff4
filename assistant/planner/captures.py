"""Names taken as written where the sentence says what they are, when the books know none there."""

from __future__ import annotations

import re
from dataclasses import dataclass

_H = r"[一-龥A-Za-z0-9·&]"
_Z = rf"(?P<name>{_H}{{2,12}}?)"
_E = r"(?P<name>[A-Z][\w&.'-]*(?:\s+(?:[A-Z][\w&.'-]*|of|and|&))*)"
_STOP = re.compile(
    r"^(?:的|了|有|哪|多少|几|什么|所有|全部|我|你|他|它|这|那|谁|最近|目前|现在|上|下|请|帮|查|看|一|还|没|不|给|把|和|与|及|其|从|the|a|an|our|my|us|we|all|this|that|these|any|me|you|them|it)+$"
)
_ASKS = re.compile(
    r"账龄|复购|欠款|率|明细|余额|货款|应付|应收|清单|列表|往来|名单|电子|该|最|流失|情况|严重|分析|趋势|增长|排名|没|还|回来|哪|多少|什么|几|谁|怎|吗|了|有没|是不是|附件|这张|那张"
)
_TRIM = re.compile(
    r"^(?:查一下|查|看看|看一下|看|请问|请|帮我|给|的|一下|我们|咱们|那张|那笔|那个|这张|这个|我传的|我|把)+|(?:的|这家|那家|公司的|那边)+$"
)

_RULES: tuple[tuple[str, frozenset[str], str], ...] = (
    ("vendor", frozenset({"vendor_lookup", "ap_aging", "invoice_status", "purchase_order_status", "explain_alert", "account_balance"}),
     rf"供应商\s?{_Z}(?=$|的|[，,。？?\s]|付款|账期|银行|有|是)"),
    ("vendor", frozenset({"propose_voucher", "search_vouchers"}), rf"(?:付给|支付给|转给|打给|汇给|给)\s?{_Z}(?=$|的|[，,。？?\s\x00]|付|支付|打|转)"),
    ("vendor", frozenset({"vendor_lookup"}), rf"{_Z}(?:公司)?的(?:付款条件|账期|开户行|银行账[户号]|联系人|联系方式|税号|地址|电话|资料|信息)"),
    ("vendor", frozenset({"ap_aging"}), rf"(?:欠|付给|应付){_Z}(?:的)?(?:多少|货款|款|钱)"),
    ("vendor", frozenset({"invoice_status"}), rf"(?:传的|交的|发的|上传的|寄来的)(?:那张|这张)?{_Z}(?:的)?(?:那张)?发票"),
    ("vendor", frozenset({"vendor_lookup", "ap_aging", "invoice_status", "purchase_order_status", "explain_alert", "propose_voucher", "search_vouchers",
                          "approve_or_reject"}),
     rf"\b(?:vendor|supplier|from|to|owe|with|the)\s+{_E}(?=\s|$|[?.,!'])"),
    ("vendor", frozenset({"vendor_lookup", "ap_aging", "invoice_status"}), rf"\b(?:for|of)\s+{_E}(?=\s|$|[?.,!'])"),
    ("customer", frozenset({"ar_aging", "sales_order_status", "customer_trends"}), rf"客户\s?{_Z}(?=$|的|[，,。？?\s]|欠|逾期|订单)"),
    ("customer", frozenset({"ar_aging", "sales_order_status"}), rf"{_Z}(?:还)?(?:的(?:应收|回款|欠款|订单|货|账龄)|欠(?:我们|咱们)|逾期)"),
    ("customer", frozenset({"ar_aging", "sales_order_status", "customer_trends"}), rf"\b(?:customer|client|is|does|has|for|from|to|by|did)\s+{_E}(?=\s|$|[?.,!'])"),
    ("item", frozenset({"inventory_level"}), rf"{_Z}(?:的)?(?:库存|存量|存货|还有多少|还剩多少|剩多少|现存|够不够|有货)"),
    ("item", frozenset({"inventory_level"}), r"\b(?:stock|inventory|quantity|qty|level|levels) (?:of|for) (?:the )?(?P<name>[\w -]+?)(?=$| in\b| at\b| do\b| is\b| are\b|[?.,])"),
    ("item", frozenset({"inventory_level"}), r"\bhow (?:many|much) (?P<name>[\w -]+?)(?= (?:do|are|is|have|left|in|on)\b)"),
    ("item", frozenset({"inventory_level"}), r"^(?:do we have (?:any )?|any )?(?P<name>[\w -]+?) (?:stock|inventory|on hand|in stock|left)\b"),
    ("item", frozenset({"production_cost"}), rf"{_Z}(?:的)?(?:单位|生产|制造)?(?:的)?(?:成本)"),
    ("item", frozenset({"production_cost"}), r"\b(?:cost of|costs? for|per unit (?:of|for)|cost per) (?:making |producing |the )?(?P<name>[\w -]+?)(?=$| in\b| for\b| last\b|[?.,\x00])"),
    ("item", frozenset({"vendor_lookup"}), rf"(?:谁(?:家)?(?:能)?(?:供应?|卖|做|提供)|采购|供应(?!商)|卖|做){_Z}(?:的)?(?:供应商|厂家|厂商|公司|$|[？?。])"),
    ("item", frozenset({"vendor_lookup"}), r"\b(?:suppliers?|vendors?) (?:of|for) (?P<name>[\w -]+?)(?=$|[?.,])"),
    ("item", frozenset({"vendor_lookup"}), r"\bwho (?:supplies|sells|provides|delivers)(?: us)?(?: with)? (?P<name>[\w -]+?)(?=$|[?.,])"),
    ("department", frozenset({"*"}), rf"(?P<name>{_H}{{2,5}}?(?:部门|事业部|中心|车间|部))(?!件)"),
    ("department", frozenset({"*"}), r"\b(?P<name>hr|it|r&d|sales|marketing|finance|engineering|operations|ops|logistics|procurement|production|legal|admin) (?:department|dept|team|division)\b"),
    ("department", frozenset({"budget_vs_actual"}), r"\b(?P<name>HR|IT|R&D|sales|marketing|finance|engineering|operations|logistics|procurement|production|legal|admin)\b"),
    ("warehouse", frozenset({"inventory_level"}), r"(?P<name>[一二三四五六七八九十\dA-Za-z东南西北中总主]{1,4}(?:号)?(?:仓库|仓))"),
    ("warehouse", frozenset({"inventory_level"}), r"\b(?P<name>wh[- ]?\d+|(?:warehouse|depot) [\w-]+|[\w-]+ warehouse)\b"),
    ("account", frozenset({"search_vouchers"}), rf"(?:所有|全部|的|月){_Z}(?:的)?(?:凭证|分录|明细|发生额|记账)"),
    ("account", frozenset({"search_vouchers"}), r"\b(?:to|on|in|against|under|for) (?:the )?(?P<name>[a-z&' -]{3,30}?)(?: account)?(?=$| in\b| for\b| from\b| last\b| this\b| during\b|[?.,\x00])"),
    ("account", frozenset({"account_balance"}), rf"{_Z}(?:科目)?(?:的)?(?:账面)?(?:余额|结余|还有多少|还剩多少|剩多少)"),
    ("account", frozenset({"account_balance"}), r"\bbalance (?:of|on|in|for) (?:the |our )?(?P<name>[a-z&' -]{3,30}?)(?: account)?(?=$| at\b| as\b| on\b|[?.,\x00])"),
    ("account", frozenset({"account_balance"}), r"\b(?:left|remaining|sitting|is|have we got|do we have) (?:in|on) (?:the |our )?(?P<name>[a-z&' -]{3,30}?)(?: account)?(?=$| at\b| as\b|[?.,\x00])"),
    ("account", frozenset({"account_balance"}), r"^(?:the |our |what(?:'s| is) (?:the |our )?|show (?:me )?(?:the )?|current )*(?P<name>[a-z&' -]{3,30}?)(?: account)? balance\b"),
    ("account", frozenset({"propose_voucher"}), rf"(?:记(?:到|入|在)?|计入|入|挂){_Z}(?:科目)?(?=$|[，,。])"),
    ("account", frozenset({"propose_voucher"}), r"\b(?:to|as|under|against) (?:the )?(?P<name>[a-z&' -]{3,30}?)(?: account)?(?=$|[?.,])"),
    ("account", frozenset({"reverse_voucher"}), r"\b(?:wrong|incorrect|mistaken|duplicate|the|last|old) (?P<name>[a-z&' -]{3,30}? (?:accrual|depreciation|allocation|provision|reclass))\b"),
    ("account", frozenset({"reverse_voucher"}), rf"(?:那张|那笔|这张|的){_Z}(?=(?:凭证)?(?:做|记|录)错)"),
)  # fmt: skip
_COMPILED = [
    (kind, intents, re.compile(pattern, 0 if _E in pattern else re.IGNORECASE)) for kind, intents, pattern in _RULES
]


@dataclass(frozen=True, slots=True)
class Capture:
    """A name as written, with its kind and place."""

    kind: str
    name: str
    start: int
    end: int


def capture(text: str, intent: str, kinds: set[str]) -> list[Capture]:
    """The first name of each wanted kind; ``text`` has times and numbers blanked by NUL."""
    found: list[Capture] = []
    for kind, intents, pattern in _COMPILED:
        if kind not in kinds or any(one.kind == kind for one in found) or not (intents & {intent, "*"}):
            continue
        for match in pattern.finditer(text):
            start = match.start("name")
            name = _TRIM.sub("", match.group("name"))
            name = re.split(r"[\x00，,。？?]", name)[-1].strip()
            if len(name) >= 2 and not _ASKS.search(name) and not _STOP.match(name.lower()) and not _is_word(name):
                at = text.find(name, start)
                found.append(Capture(kind, name, at, at + len(name)))
                break
    return found


_WORDS = frozenset(
    [
        "cash",
        "bank",
        "stock",
        "inventory",
        "invoice",
        "invoices",
        "bill",
        "bills",
        "payment",
        "payments",
        "money",
        "balance",
        "order",
        "orders",
        "vendor",
        "vendors",
        "supplier",
        "suppliers",
        "customer",
        "customers",
        "client",
        "clients",
        "parts",
        "part",
        "materials",
        "material",
        "items",
        "goods",
        "things",
        "time",
        "date",
        "report",
        "month",
        "year",
        "quarter",
        "po",
        "so",
        "account",
        "accounts",
        "book",
        "books",
        "total",
        "current",
        "what",
        "which",
        "who",
        "how",
        "much",
        "many",
        "it",
        "them",
        "entry",
        "entries",
        "voucher",
        "vouchers",
        "账户",
        "账上",
        "公司",
        "现金",
        "钱",
        "货",
        "物料",
        "材料",
        "发票",
        "凭证",
        "订单",
        "客户",
        "供应商",
        "款",
        "货款",
        "我们",
        "咱们",
        "仓库",
        "库存",
        "生产",
        "制造",
        "单位",
        "产品",
        "成本",
        "人工",
        "直接",
        "本月",
        "上月",
        "单位成本",
        "单位人工",
        "生产成本",
    ]
)


def _is_word(name: str) -> bool:
    return all(word in _WORDS for word in name.lower().split()) or name.lower() in _WORDS
