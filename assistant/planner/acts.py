"""Words of an act: approve, reject, the file at hand, formats, reports, categories of expense."""

from __future__ import annotations

import re

_REJECT = re.compile(
    r"退回|退掉|打回|驳回|拒绝|否决|不批|不同意|不通过|别批|别通过|\b(?:reject\w*|decline\w*|deny|refuse|send (?:it |this |that |\S+ )?back|return (?:it|this|that|to)|turn (?:it |this )?down|not approve)\b|\breturn(?= \x00)"
)
_APPROVE = re.compile(
    r"同意|批准|(?<=[，, ])过(?:吧|了)?$|通过|批了|批掉|准了|可以了?$|没问题|\bok(?:ay)?\b|(?:^|[，,\s])批(?:吧|一下|$|\x00)|行了?$|\b(?:approve\w*|accept|confirm|sign off|go ahead|looks? (?:good|fine)|lgtm|good to go)\b"
)
_NEGATED = re.compile(
    r"(?:不要|先不|别|暂时不|先别|没有让|还不能)\s*(?:批|同意|通过|冲|做|录|报|驳回|退)|\b(?:do not|don'?t|never|not yet|hold off|stop)\b.{0,16}\b(?:approve|reject|reverse|post|book|create|pay|submit|confirm)(?!e?d\b)"
)
_DESTROY = re.compile(
    r"删除|删掉|删了|清空|清除|抹掉|篡改|反过账|\b(?:delete|erase|wipe|drop|purge|destroy|overwrite|tamper)\b"
)
_HOW = re.compile(
    r"^(?:请问)?(?:怎么|怎样|如何|什么是|为什么|为啥|谁(?:能|可以)|能不能教)|^(?:how (?:do|can|should|to|does)|what (?:is|happens|does)|why|who (?:can|may)|explain how)\b|怎么(?:冲|做|录|批|报)|how to\b"
)
_INVOICE = re.compile(
    r"附件|(?:这|那)张(?:发票|票|单子|账单)|(?:上传|发|传)的(?:发票|票|文件)|\battach(?:ed|ment)\b|\b(?:this|the enclosed|the following) (?:bill|invoice|document|file|pdf)\b"
)
_RECEIPT = re.compile(
    r"(?:这|那)张.{0,6}(?:单|小票|收据|票据|餐费)|(?:这|那)(?:笔|个)[^，。,]{0,6}(?:报销|费用?|款|支出|开支)|\b(?:this|these|the attached|attached) (?:receipt|expense|claim|ticket)s?\b"
)
_FORMATS = (
    ("xlsx", r"excel|xlsx?|电子表格|表格文件|spreadsheet"),
    ("csv", r"csv"),
    ("pdf", r"pdf"),
    ("docx", r"\bword\b|docx"),
    ("json", r"json"),
)
_REPORTS = (
    ("approval_log", r"审批(?:日志|记录)|approval (?:log|history|trail)"), ("audit_log", r"审计日志|操作日志|操作记录|audit (?:log|trail)|activity log"),
    ("income_statement", r"利润表|损益|p ?(?:&|and|n) ?l\b|profit (?:and|&) loss|income statement|pnl"), ("balance_sheet", r"资产负债|balance sheet|financial position"),
    ("trial_balance", r"试算|科目余额|余额表|trial balance|\btb\b"), ("cash_flow", r"现金流|cash ?flow"), ("budget_vs_actual", r"预算|budget|actuals? vs|variance report"),
    ("ar_aging", r"应收|receivable|aged debtors|\bar ag|debtors"), ("ap_aging", r"应付|payable|aged creditors|\bap ag|creditors"), ("general_ledger", r"总账|general ledger|\bgl\b"),
    ("journal", r"序时账|凭证(?:清单|明细|列表)?|日记账|journal|vouchers?|entries"), ("vat", r"增值税|vat|tax return"), ("inventory", r"库存|存货|inventory|stock"),
    ("expense_claims", r"报销|expense|claims?"), ("vendor_list", r"供应商|vendors?|suppliers?"), ("customer_list", r"客户|customers?"), ("bank_reconciliation", r"银行|bank"),
    ("fixed_assets", r"固定资产|折旧|fixed assets|asset register"), ("risk_alerts", r"预警|告警|alerts?"),
)  # fmt: skip
_CATEGORIES = (
    r"快递费|打车费|出租车费|出租车|打车|网约车|地铁费|地铁|公交|交通费|停车费|停车|过路费|高速费|加油费?|油费|餐费|餐饮费|工作餐|午餐|晚餐|早餐|吃饭|招待费|业务招待|住宿费|住宿|酒店|房费|机票|高铁票?|"
    r"火车票|车票|培训费?|会议费|办公用品|文具|打印费|话费|通讯费|电话费|网费|书籍|资料费|体检|礼品|团建费?|差旅费|邮寄费?|维修费|软件|云服务"
)
_CATEGORIES_EN = (
    r"conference tickets?|train tickets?|plane tickets?|air ?fare|flights?|hotel(?: room| stay)?|lodging|accommodation|taxi(?: ride| fare)?|cab(?: ride| fare)?|uber|didi|bus|metro|subway|parking|tolls?|"
    r"fuel|petrol|gas|mileage|team lunch|client dinner|client lunch|business (?:lunch|dinner)|lunch|dinner|breakfast|coffee|meals?|courier|postage|shipping|stationery|office supplies|books?|training|course|"
    r"phone bill|phone|internet|software|subscription|gift cards?|gifts?|entertainment|tickets?|laptop|keyboard|monitor|desk|chair"
)
_GIFT = re.compile(
    r"送.{0,12}(?:客户|供应商|领导|老师|政府|官员|合作伙伴)|给.{0,10}(?:客户|供应商|领导|老师|政府|官员|合作伙伴|他们).{0,4}(?:送|买)|礼品|礼物|送礼|茶叶|月饼|烟酒"
)
_REASON_ZH = re.compile(r"(?:因为|原因[是：:]?|理由[是：:]?|，|,|：|:)\s*(?P<r>[^，,。]{2,40}?)(?:[。！!]|$)")
_REASON_EN = re.compile(
    r"(?:because|since|reason[: ]|due to|, |: | - |— )\s*(?P<r>.{3,60}?)[.!]?$|\b(?P<w>duplicate|wrong \w+|missing \w+|over budget|incorrect \w+|no receipt|not approved)\b",
    re.IGNORECASE,
)


def action(low: str) -> str:
    """approve, reject, or empty when no act is named."""
    if _REJECT.search(low):
        return "reject"
    return "approve" if _APPROVE.search(low) else ""


def destroys(low: str) -> bool:
    """Whether something is to be deleted or altered in place: nothing here does that."""
    return bool(_DESTROY.search(low))


def negated(low: str) -> bool:
    """Whether an act is named only to be left undone."""
    return bool(_NEGATED.search(low))


def asks_how(low: str) -> bool:
    """Whether the request asks how something is done rather than to do it."""
    return bool(_HOW.search(low))


def attachment(low: str) -> str:
    """invoice or receipt, when the request points at a file."""
    if _RECEIPT.search(low):
        return "receipt"
    return "invoice" if _INVOICE.search(low) else ""


def file_format(low: str) -> str:
    """The format a report is wanted in, empty when none is named."""
    return next((name for name, pattern in _FORMATS if re.search(pattern, low)), "")


def report(low: str) -> str:
    """Which report is meant."""
    return next((name for name, pattern in _REPORTS if re.search(pattern, low)), "")


def reason(text: str, language: str) -> str:
    """Why something is sent back, in the person's words."""
    found = (_REASON_ZH if language == "zh" else _REASON_EN).search(text)
    return (
        ((found.group("r") if found.group("r") else found.group("w")) or "").strip()
        if found and "w" in found.re.groupindex
        else (found.group("r").strip() if found else "")
    )


def category(low: str, language: str) -> tuple[str, int, int] | None:
    """The kind of expense with its place; gifts to outsiders are 礼品 whatever is given."""
    if language == "zh" and (gift := _GIFT.search(low)):
        return "礼品", gift.start(), gift.end()
    for pattern in (_CATEGORIES, rf"\b(?:{_CATEGORIES_EN})\b"):
        if found := re.search(pattern, low):
            return found.group(), found.start(), found.end()
    if found := re.search(
        r"(?<=[^一-龥])[一-龥]{1,4}费|^[一-龥]{1,4}费|(?:报|报销|买|付)(?:一?个|一?笔|了)?(?P<c>[一-龥]{2,5}费?)(?=\s*\x00|\s*\d)",
        low,
    ):
        name = found.group("c") if found.group("c") else found.group()
        return name, found.end() - len(name), found.end()
    return None
