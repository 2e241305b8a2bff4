"""How well each intent fits: the weights of its cues, and what the facts make likely."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.planner import acts, names
from assistant.planner.cues_books_en import CUES as BOOKS_EN
from assistant.planner.cues_books_zh import CUES as BOOKS_ZH
from assistant.planner.cues_en import CUES as EN
from assistant.planner.cues_people_en import CUES as PEOPLE_EN
from assistant.planner.cues_people_zh import CUES as PEOPLE_ZH
from assistant.planner.cues_zh import CUES as ZH
from assistant.planner.facts import Facts
from assistant.planner.likeness import likeness
from assistant.planner.model import OUT_OF_SCOPE

ENOUGH = 1.5
ALIKE = 4.0
_DOCUMENT = {
    "claim": {"expense_claim_status": 1.8}, "purchase_order": {"purchase_order_status": 3.0}, "sales_order": {"sales_order_status": 3.0},
    "alert": {"explain_alert": 2.4}, "voucher": {"search_vouchers": 1.3}, "invoice": {"invoice_status": 2.0}, "work_order": {"production_cost": 2.6},
}  # fmt: skip
_NAME = {
    "vendor": {"vendor_lookup": 0.5, "ap_aging": 0.5, "invoice_status": 0.3, "purchase_order_status": 0.5, "propose_voucher": 0.2},
    "customer": {"ar_aging": 0.7, "sales_order_status": 0.7, "customer_trends": 0.2},
    "account": {"account_balance": 0.9, "search_vouchers": 0.5, "budget_vs_actual": 0.3, "propose_voucher": 0.3},
    "item": {"inventory_level": 0.9, "production_cost": 0.7, "vendor_lookup": 0.2, "purchase_order_status": 0.3},
    "warehouse": {"inventory_level": 2.4}, "department": {"budget_vs_actual": 0.5, "production_cost": 0.1},
}  # fmt: skip
_OUT = re.compile(
    r"天气|下雨|气温|笑话|段子|川菜|火锅|餐馆|饭店推荐|好吃的|外卖|电影|电视剧|歌|音乐|翻译|写(?:一)?(?:封|份|首|篇|个)(?!凭证|分录)|作文|辞职|简历|情书|邮箱密码|密码(?:忘|重置|找回)|重置密码|打印机|wifi|无线网|网络(?:坏|断|不通)|电脑(?:坏|死机|蓝屏)|"
    r"股价|股票|彩票|世界杯|比赛|新闻|星座|算命|菜谱|减肥|旅游攻略|订(?:一)?(?:张|间|个)(?:机票|酒店|会议室|餐|外卖)|会议室|生日|陪我|聊天|你爱|女朋友|男朋友|川菜|菜馆|快递(?:到|单号)|推荐(?:一)?(?:个|本|部|家)(?!供应商)|写代码|编程|"
    r"\b(?:weather|joke|poem|song|movie|restaurant|recipe|lottery|horoscope|latest news|the news|football|translate|translation|cover letter|resignation|resume|love letter|essay|story|"
    r"password|wifi|wi-fi|printer|vpn|laptop (?:is )?(?:broken|slow)|my computer|stock price|bitcoin|crypto|book (?:me )?a (?:flight|hotel|room|table|meeting)|meeting room|lunch place|birthday|"
    r"capital of|president|who won|world cup|python code|write (?:me )?(?:a|an|some) (?!voucher|entry|journal)|sing|date me|marry|diet|play (?:a|some)|set an alarm|remind me to|time is it)\b"
)  # fmt: skip
_ASKING = re.compile(
    r"[吗么]\s*[?？。]?$|能不能报|是不是|有没有|了没$|哪些|多少(?!钱的)|^(?:can|may|should|is|are|am|do|does|did|has|have|was|were|what|which|who|when|where|how)\b(?! (?:you|about you))(?!.*\bplease (?:reverse|book|create))"
)  # fmt: skip
_INVOICES = re.compile(
    r"(?:哪些|哪几张|几张|多少张|所有|全部|列(?:一下|出)).{0,8}票|票.{0,8}(?:哪些|几张|多少张|列(?:一下|出)|都有)|\b(?:which|what|list|all|how many)\b.{0,24}\binvoices\b"
)


@lru_cache(maxsize=2)
def _compiled(language: str) -> dict[str, list[tuple[re.Pattern[str], float]]]:
    tables = (ZH, BOOKS_ZH, PEOPLE_ZH) if language == "zh" else (EN, BOOKS_EN, PEOPLE_EN)
    found: dict[str, list[tuple[re.Pattern[str], float]]] = {}
    for intent, cues in (row for table in tables for row in table.items()):
        found.setdefault(intent, []).extend((re.compile(pattern), weight) for pattern, weight in cues)
    return found


def cue_places(facts: Facts, intent: str) -> list[tuple[int, int]]:
    """Where an intent's cues stand in the request."""
    return [
        found.span()
        for language in ("zh", "en")
        for pattern, _ in _compiled(language).get(intent, [])
        for found in pattern.finditer(facts.blank)
    ]


def scores(facts: Facts) -> dict[str, float]:
    """A number for each intent, out_of_scope included; higher fits better."""
    found: dict[str, float] = {}
    other = "en" if facts.language == "zh" else "zh"
    for intent, cues in _compiled(facts.language).items():
        own = sum(weight for pattern, weight in cues if pattern.search(facts.blank))
        foreign = sum(weight for pattern, weight in _compiled(other).get(intent, []) if pattern.search(facts.blank))
        found[intent] = own + 0.8 * foreign
    for intent, alike in likeness(facts).items():
        found[intent] = found.get(intent, 0.0) + ALIKE * alike
    _by_facts(facts, found)
    _one_or_several(facts, found)
    _by_act(facts, found)
    if _OUT.search(facts.blank):
        found[OUT_OF_SCOPE] = 3.6
    return found


def _by_facts(facts: Facts, found: dict[str, float]) -> None:
    def add(intent: str, weight: float) -> None:
        found[intent] = found.get(intent, 0.0) + weight

    for paper in facts.documents[:1]:
        for intent, weight in _DOCUMENT.get(paper.kind, {}).items():
            add(intent, weight)
    for kind in {name.kind for name in facts.names}:
        for intent, weight in _NAME.get(kind, {}).items():
            add(intent, weight)
    for limit in facts.thresholds:
        for intent in (
            ("ar_aging", "ap_aging") if limit.unit == "day" else ("search_vouchers", "list_pending_approvals")
        ):
            add(intent, 0.8)
    _by_party(facts, found)
    if facts.horizon:
        add("forecast_cash", 1.3)
    if any(ref.limit for ref in facts.times):
        add("ap_aging", 0.8)
    if any(amount.marked for amount in facts.amounts):
        add("expense_claim_submit", 0.5)
        add("propose_voucher", 0.3)
        add("compliance_check", 0.4)


def _by_party(facts: Facts, found: dict[str, float]) -> None:
    """Whose money it is: a customer's, a supplier's, an employee's, or an account's."""
    low, kinds = facts.low, {name.kind for name in facts.names}
    if "account" not in kinds and names.known_accounts(facts.blank):
        found["account_balance"] += 0.8
        found["search_vouchers"] += 0.3
    if "customer" in kinds and "vendor" not in kinds:
        _scale(found, 0.35, "ap_aging", "purchase_order_status", "vendor_lookup")
        found["ar_aging"] += 1.4 if re.search("欠|拖|owe|逾期", low) else 0.0
    if "vendor" in kinds and "customer" not in kinds:
        _scale(found, 0.35, "ar_aging", "sales_order_status", "customer_trends")
        found["ap_aging"] += 1.4 if re.search("欠|owe", low) else 0.0
    if "employee" in kinds and re.search("欠|借|owe", low):
        _scale(found, 0.3, "ap_aging", "ar_aging")
        found["account_balance"] += 1.4


def _scale(found: dict[str, float], factor: float, *intents: str) -> None:
    for intent in intents:
        found[intent] = found.get(intent, 0.0) * factor


def _rule_or_case(facts: Facts, found: dict[str, float]) -> None:
    """A question with a sum or a file at hand is a case to check; without, it asks for the rule."""
    case = bool(facts.amounts) or bool(acts.attachment(facts.low))
    rule, check = found["policy_question"], found["compliance_check"]
    if case and check > 0.9:
        found["compliance_check"] = check + 0.5 * rule
    elif not case and rule > 0:
        found["policy_question"] = rule + 0.5 * check


def _one_or_several(facts: Facts, found: dict[str, float]) -> None:
    """Where one invoice stands is another question than which invoices there are of a kind."""
    if _INVOICES.search(facts.blank) and not facts.documents:
        _scale(found, 0.5, "invoice_status")


def _by_act(facts: Facts, found: dict[str, float]) -> None:
    """Acts need their word and their object; a question about an act is not one."""
    low = facts.blank
    act, file = acts.action(low), acts.attachment(low)
    how = acts.asks_how(low)
    if file:
        found["propose_voucher"] += 2.0 if file == "invoice" and facts.of_kind("account") else 0.5
        found["compliance_check"] += 0.9 if file == "receipt" else 0.3
    if not act:
        found["approve_or_reject"] = min(found["approve_or_reject"], 0.5)
    elif facts.documents and found["approve_or_reject"] > 0 and not how:
        found["approve_or_reject"] += 1.5
    if facts.amounts and (how or _ASKING.search(facts.low)) and acts.category(low, facts.language):
        found["compliance_check"] += 1.2
    if facts.amounts and acts.category(low, facts.language) and not how:
        found["expense_claim_submit"] += 1.3
    elif not facts.amounts:
        found["expense_claim_submit"] *= 0.75
    if how or _ASKING.search(facts.low):
        _scale(found, 0.4, "propose_voucher", "reverse_voucher", "expense_claim_submit", "approve_or_reject")
    if how:
        found["policy_question"] += 0.9
        if (
            re.search(r"冲销|红冲|凭证|分录|复核|入账|\b(?:reverse|voucher|journal|entry|approve)\b", low)
            and not facts.documents
        ):
            found["help"] += 3.0
    if acts.file_format(low) and re.search(
        r"导|下载|输出|生成|做成|整理|发我|给我|存|export|download|dump|send|save|e-?mail|give|get|\bas\b|\bin\b|\bto\b",
        low,
    ):
        found["report_export"] = max(found.values()) + 0.5
    _rule_or_case(facts, found)
