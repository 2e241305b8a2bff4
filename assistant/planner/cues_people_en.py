"""What people say in English of master data, daily budgets, standing in for colleagues, and roles; see cues_en for the weights.

A stated time ("today") stands in the text as NULs.
"""

from __future__ import annotations

_PARTY = r"(?:vendors?|suppliers?|customers?|clients?|business partners?|trading partners?|part(?:y|ies))"
_ROLE = r"(?:employee|cashier|accountant|approver|controller|compliance|auditor|admin(?:istrator)?)s?"

CUES: dict[str, tuple[tuple[str, float], ...]] = {
    "list_master_data": (
        (r"\bmaster (?:data|records?|file)\b", 5), (rf"\b(?:list|directory|register|overview) of (?:all )?(?:the |our |my )?{_PARTY}\b|\b{_PARTY} (?:list|directory|register|file|records?)\b", 4.6),
        (rf"\b(?:all|every)(?: of)?(?: our| the)? {_PARTY}(?: and {_PARTY})?\b", 3),
        (rf"\b(?:changes?|edits?|updates?)\b.{{0,16}}\b(?:to|of|in)\b.{{0,12}}\b{_PARTY}\b|\b(?:bank )?account (?:number )?changes?\b|\b{_PARTY}(?:'s?)? (?:changes?|bank (?:details|accounts?) changes?)\b", 3.4),
        (r"\b(?:pending|waiting|await\w*|unapproved|open)\b.{0,30}\bchanges?\b|\bchanges?\b.{0,40}\b(?:pending|waiting|await\w*|approval)\b", 2.6),
    ),
    "list_budgets": (
        (r"\b(?:daily|per day|a day)\b.{0,24}\b(?:quotas?|allowances?|caps?|limits?|budgets?|usage)\b|\b(?:quotas?|allowances?|caps?|usage|limits?)\b.{0,24}(?:\b(?:daily|per day|a day)\b|\0)|\0(?:'s)?.{0,12}\b(?:quotas?|allowances?|caps?|usage|limits?)\b", 5),
        (r"\b(?:token|export|proposal|usage|model)s? (?:quotas?|caps?|limits?|allowances?|budgets?)\b", 4.4), (r"\bquotas?\b|\ballowances?\b.{0,16}\bleft\b", 2.4),
    ),
    "my_delegations": (
        (r"\bdelegat\w+", 4), (r"\b(?:stand(?:s|ing)? in|cover(?:s|ing)?|deput(?:y|ise|ize)\w*|fill(?:s|ing)? in|substitut\w+)\b", 3.4),
        (r"\b(?:sign(?:s|ing)?(?: off)?|approv\w+|confirm\w*)\b.{0,20}\b(?:for me|on my behalf|in my place|instead of me)\b", 4.6),
        (r"\b(?:while|when|if) i(?:'m| am)? (?:away|out|on (?:leave|holiday|vacation)|travell?ing)\b|\bi(?:'ll| will|'m| am)(?: be)? (?:away|out of office|on (?:leave|holiday|vacation))\b|\bout[- ]of[- ]office\b", 4),
    ),
    "roles_explained": (
        (r"\broles?\b", 3), (rf"\bwhat (?:can|may|does|is) (?:an? |the )?{_ROLE}(?: role)?\b.{{0,12}}\b(?:see|do|allowed|permitted|read|access)\b", 4.6), (rf"\b{_ROLE} (?:role|permissions?|rights)\b", 3),
        (r"\bpermissions?\b.{0,16}\b(?:of|for|each)\b|\bwho (?:can|may) (?:see|do) what\b", 2.8), (rf"\bdifference between\b.{{0,8}}\b{_ROLE}\b.{{0,8}}\b{_ROLE}\b", 4),
    ),
}  # fmt: skip
