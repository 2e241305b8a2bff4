"""What people say in English for the books' own pages: VAT, bank, month end, ledgers; see cues_zh for the weights."""

from __future__ import annotations

_PART = r"(?:departments?|projects?|customers?|suppliers?|vendors?|part(?:y|ies)|employees?|cost cent(?:er|re)s?|products?|regions?)"
_NOT = r"(?:not (?:yet )?(?:been )?|n'?t (?:yet )?(?:been )?|un|still to be |yet to be )"

CUES: dict[str, tuple[tuple[str, float], ...]] = {
    "vat_return": (
        (r"\b(?:vat|gst|value[- ]added tax|sales tax)\b", 2), (r"\b(?:return|worksheet|payable|due|owe|pay|file|filing|box(?:es)?)\b", 1.5), (r"\boutput (?:vat|tax)|\binput (?:vat|tax) (?:and|less|minus|against)", 2), (r"\bhow much\b", 0.4),
    ),
    "invoice_register": (
        (r"\binvoice (?:register|ledger|book)\b|\bregister of (?:purchase |input |incoming )?invoices|\binvoices?\b.{0,24}\bregister\b", 4.4), (r"\b(?:purchase|input|incoming|received|supplier|vendor) invoices\b", 1.8), (rf"{_NOT}(?:verif\w+|confirmed|certified|deducted|claimed|checked with)", 2.2), (r"\bconfirmed for deduction|\bfor deduction\b", 1.4), (r"\binvoices\b", 0.6),
    ),
    "deduction_list": ((r"\bdeduction list\b|\blist of deduct", 5), (r"\binvoices?\b.{0,24}\b(?:claimed|deducted|reclaimed|recovered)\b|\b(?:claimed|deducted|reclaimed)\b.{0,20}\b(?:input|vat|invoices?)\b", 4.4)),
    "compare_invoices": ((r"\btax (?:bureau|office|authority|authorities)(?:'s)?\b|\bbureau'?s? list\b", 3.4), (r"\bcompare|\bdiffer\w*|\bmatch\w*|\bmissing\b|\bdon'?t\b|\bversus\b|\bvs\b", 1.4), (r"\binvoices?\b", 0.8)),
    "missing_invoices": (
        (r"\bmissing (?:\w+ )?(?:invoices?|bills?)\b|\b(?:invoices?|bills?)\b.{0,24}\b(?:missing|has(?:n'?t| not) (?:yet )?(?:arrived|come)|have(?:n'?t| not) (?:yet )?(?:arrived|come)|not (?:yet )?(?:here|arrived|received))", 3.8),
        (r"\bowes? us (?:an? |the |their )?(?:invoices?|bills?)|\bwithout (?:an? )?(?:invoices?|bills?)\b|\bno (?:invoice|bill) (?:received|yet|came)|\buninvoiced\b|\bgrni\b|\bnot invoiced\b", 3.8), (r"\b(?:still|waiting|chase|yet)\b", 0.5),
    ),
    "bank_reconciliation": (
        (r"\bbank rec(?:onciliations?|s)?\b|\breconcil\w+\b.{0,14}\bbank\b|\bbank\b.{0,20}\breconcil\w+", 4.6), (r"\bunreconciled\b|\bunmatched\b.{0,16}\b(?:bank|statement)\b", 3), (r"\bbank statement\b.{0,24}\b(?:books?|ledger|differ\w*)\b|\b(?:items?|differences?)\b.{0,16}\bbetween\b.{0,8}\bbank", 3.6), (r"\b(?:bank|deposits in transit|outstanding (?:che(?:ck|que)s|items))\b", 1),
    ),
    "bank_statements": ((r"\bbank statements?\b", 2.4), (r"\b(?:uploaded|imported|taken in|loaded|received|have)\b.{0,20}|\b(?:list|which)\b", 0.9)),
    "list_bills": ((r"\b(?:bills? of exchange|acceptance bills?|bank(?:er'?s)? acceptances?|drafts?\b(?! (?:a|an|the|entry|voucher|journal))|acceptances)\b", 4.4), (r"\bnotes?\b.{0,16}\b(?:discounted|endorsed|receivable|payable|maturing|due)\b|\b(?:promissory|discounted|endorsed) notes?\b", 3.8), (r"\bmatur(?:e|ing|ity)|\bdiscounted\b|\bendorsed\b", 1.6)),
    "cash_journal": ((r"\b(?:cash|bank) (?:journal|book|daybook|day book)\b|\bcashbook\b", 5), (r"\bdaily (?:cash|bank)\b", 1.4), (r"\bcashier\b", 1)),
    "month_end": ((r"\bmonth[- ]end\b.{0,10}\b(?:checklist|steps?|tasks?|list)\b|\bclos(?:e|ing) steps?\b", 3), (r"\bsteps?\b|\bstep by step\b", 1.6), (r"\b(?:for|on) whom\b|\bwho (?:is|are|has|still)\b|\bwaiting\b", 1.2)),
    "movements": (
        (r"\bmovements?\b", 2.6), (r"\b(?:accounts?|what|lines?|balances?)\b.{0,10}\b(?:that )?moved\b|\bmoved (?:most|more|by)\b", 3.6), (r"\b(?:swings?|fluctuat\w+|variances?|flux)\b", 3.4), (r"\b(?:biggest|largest|big|unusual|by account)\b", 0.9), (r"\bagainst (?:last|the) (?:month|year)|\bvs\b", 0.4),
    ),
    "multi_column": ((r"\bmulti[- ]?column(?:ar)?\b|\bcolumnar\b", 6),),
    "journal": (
        (r"\b(?:day ?book|chronological journal|journal book|general journal)\b", 5), (r"\bjournal of (?:all|every|the|october|september)|\bfull journal\b|\bthe journal (?:for|of)\b|\bopen the journal\b", 3), (r"\bin (?:order|sequence)\b|\ball lines\b|\bevery line\b|\bchronolog", 2.4),
    ),
    "general_ledger": ((r"\bgeneral ledger\b|\bgl account\b|\b(?:sub)?ledger account\b|\baccount ledger\b|\bledger (?:of|for|card)\b|\bt[- ]account\b|\bledger page\b", 4.2), (r"\brunning balance\b", 2)),
    "dimension_balances": (
        (rf"\b(?:by|per|for each|each|split by|across|every) {_PART}\b", 2.6), (r"\b(?:balances?|expenses?|spend(?:ing)?|costs?|split|broken down|breakdown)\b", 1.2), (r"\bsub-?ledger balances\b|\bby dimension\b", 3.4),
    ),
    "list_voucher_templates": ((r"\b(?:voucher|entry|journal|posting) templates?\b|\btemplates?\b.{0,10}\b(?:vouchers?|entr(?:y|ies)|journals?)", 4.6), (r"\brecurring (?:vouchers?|entr(?:y|ies)|journals?|postings?)\b|\bstanding (?:entries|journals)", 5), (r"\btemplates?\b", 1.6)),
    "list_accruals": ((rf"\b(?:accruals?|accrued)\b.{{0,20}}(?:{_NOT}revers\w*|\bto be reversed\b|\bwait\w*\b|\bopen\b|\bstand(?:ing)?\b|\boutstanding\b)|\b(?:open|outstanding|unreversed|standing) accruals\b", 8),),
    "list_allocation_rules": ((r"\ballocation (?:rules?|keys?|bases?|schemes?)\b", 5), (r"\b(?:costs?|overheads?|expenses?)\b.{0,12}\b(?:allocated|spread|apportioned)\b|\ballocat(?:e|ed|ion)\b", 3.4)),
    "list_assets": (
        (r"\bdepreciation\b|\bdepreciated\b", 2.8), (r"\b(?:how much|total|this year|so far)\b.{0,20}\bdepreciat|\bdepreciation\b.{0,12}(?:so far|this year|charge|\x00)", 1.6), (r"\b(?:fixed )?assets? (?:register|cards?|list)\b|\blist of (?:fixed )?assets\b", 5), (r"\bnet book value\b|\bcarrying (?:amount|value)\b|\bnbv\b", 4.4), (r"\b(?:equipment|machines?|machinery|vehicles)\b", 0.8),
    ),
    "exchange_rates": ((r"\b(?:exchange|fx|currency|closing|spot) rates?\b|\bforex\b", 4.4), (r"\b(?:usd|eur|gbp|jpy|hkd|chf|dollar|euro|sterling|yen)\b.{0,6}\brates?\b|\brates? (?:for|of|on) (?:the )?(?:usd|eur|gbp|jpy|hkd|dollar|euro)", 4.4)),
    "list_open_items": ((r"\b(?:open|unsettled|uncleared|unmatched|outstanding) (?:items?|postings)\b", 3.8), (r"\bunsettled\b|\buncleared\b|\bnot (?:yet )?(?:settled|cleared)\b", 2)),
    "verify_books": (
        (r"\b(?:verify|prove|check|audit|validate)\b.{0,16}\b(?:the |our )?(?:books?|ledger|chain)\b", 3.4), (r"\b(?:nobody|anybody|anyone|someone|no one|has been|have been|was|were)\b.{0,12}\b(?:altered|tampered|changed|manipulated)\b|\btamper\w*|\bintegrity\b", 3), (r"\bchain\b|\bhash\w*\b|\bcheckpoints?\b", 1.6),
    ),
    "search_trail": (
        (r"\baudit (?:trail|log|records?)\b|\bactivity log\b|\baccess log\b|\bthe log\b", 5.4), (r"\bwho (?:has |had )?(?:changed|raised|lowered|edited|confirmed|approved|posted|rejected|sent back|re-?opened|closed|opened|looked at|viewed|exported|downloaded|disabled|invited|reversed|altered|touched|did)\b", 4.8), (r"\b(?:refused|denied) (?:requests?|attempts?|access|calls?)\b|\bwho was (?:refused|denied)\b", 5), (r"\b(?:limits?|permissions?|rights)\b", 1.2),
    ),
    "list_requests": ((r"\b(?:requested|asked.for) (?:papers?|documents?|evidence)\b|\bauditors?\b.{0,20}\b(?:ask(?:ed|s)?|request(?:ed|s)?|want(?:ed|s)?|chas\w+)\b|\b(?:papers?|documents?|evidence)\b.{0,16}\b(?:auditors?)\b.{0,10}\b(?:ask|want|request|need)", 7), (r"\brequests? for (?:papers?|evidence|documents?)\b", 6)),
    "indirect_cash_flow": ((r"\bindirect(?:ly)?\b", 4), (r"\b(?:profit|income|earnings)\b.{0,16}\bto\b.{0,12}\bcash\b|\bcash\b.{0,16}\bfrom (?:net )?profit|\breconcil\w+\b.{0,12}\b(?:profit|income)\b", 7), (r"\bcash ?flow\b", 0.6)),
    "list_report_views": ((r"\bsaved\b.{0,14}\b(?:views?|reports?|filters?)\b|\b(?:views?|reports?)\b.{0,10}\b(?:i|i've|that i) saved\b|\bmy (?:views?|favou?rites?|saved)\b", 5), (r"\breport views?\b", 3)),
    "list_provisions": ((r"\bspecific(?:ally)?\b.{0,14}\b(?:provi\w+|allowances?|bad debts?|impair\w*)|\bprovided for\b.{0,12}\b(?:by name|individually|specifically)\b", 5), (r"\bprovisions?\b|\bbad debts?\b|\ballowances? for\b", 1.6)),
    "cash_counts": ((r"\b(?:petty )?cash counts?\b|\bcount(?:ed)? (?:of )?(?:the )?(?:petty )?(?:cash|till)\b|\btill counts?\b", 5.4),),
    "company_facts": ((r"\b(?:company|our) (?:details?|facts?|profile|information|record|tax (?:id|number)|address|registration)\b", 4), (r"\bon record\b|\bregistered\b|\baccounting standard\b|\bbase currency\b", 1.4)),
    "why_not": (
        (r"\bwhy\b.{0,10}\b(?:may|can|could|am|is|are)(?:'?t|not| not)?\b.{0,24}\b(?:not|n't|see|open|view|confirm|approve|edit|read|allowed|post|export|denied|refused|blocked)\b", 5), (r"\bwhy (?:can'?t|cannot|may(?: i| we)? not|am i not|aren'?t)\b|\bwhy (?:is|was) (?:it|this|that|the \w+) (?:greyed|grayed|disabled|denied|refused|locked for me)", 4), (r"\bwhy (?:was|were|am|are|is|did) .{0,20}\b(?:refused|denied|turned away|kept out)\b", 5), (r"\b(?:which|what) rule (?:stops|forbids|keeps|blocks|denies)|\b(?:not|n't) allowed to\b.{0,30}\bwhy|\bno (?:permission|access)\b|\bpermission denied\b|\bbutton is (?:grey|gray|disabled)", 5),
    ),
}  # fmt: skip
