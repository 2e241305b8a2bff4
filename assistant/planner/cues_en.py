"""What people say in English for each intent; see cues_zh for how weights are meant."""

from __future__ import annotations

from assistant.planner.cues_zh import Cues

CUES: Cues = {
    "search_vouchers": (
        (r"\b(?:vouchers?|entries|journal entries|journals?|postings?|bookings?|transactions?|entry lines)\b", 2.2), (r"\bevery (?:entry|posting|voucher|booking)|\bentry on\b", 1.6), (r"\b(?:list|find|show|search|look up|pull|display|get|which|all)\b", 0.7),
        (r"\b(?:no|without|missing|lacking?)\s+(?:an?\s+)?(?:attachments?|receipts?|documents?|backup)", 2), (r"\b(?:posted|booked|recorded) (?:to|on|in|against|under)\b|\b(?:what|how much) (?:did|have|was|were|do) (?:we |i |been )?(?:book|post|record|charge)", 2.4), (r"\bledger detail|general ledger|\bgl\b", 1.6),
    ),
    "account_balance": (
        (r"\bbalances?\b(?! sheet)", 2.3), (r"\bbalances? (?:of|on|in|for)\b|\bbalance\b$", 1.2), (r"\b(?:left|remaining|sitting|held) (?:in|on)\b", 2.3), (r"\bhow much (?:is|do we have|have we got|money|cash)\b.{0,24}\b(?:in|on|at)\b", 2), (r"\bwhat(?:'s| is|s) (?:left )?(?:in|on) (?:the |our )?(?!my)", 1.8), (r"\b(?:in|at) (?:the )?bank\b", 1.4), (r"\baccount\b", 0.6), (r"\bwhere does .{0,30}stand|\baccount (?:stand|at|now)", 2.4), (r"\bhow much\b", 0.4),
        (r"\bprepaid to\b|\bdo we owe\b", 0.6),
    ),
    "trial_balance": ((r"\btrial balance|\btb\b", 4), (r"\b(?:books|ledger|debits and credits|debits equal|accounts) .{0,12}(?:in )?balance|balanced\b|debits (?:equal|match)|out of balance|do the books", 2.8), (r"\ball accounts?\b.{0,12}balances?", 2.8)),
    "income_statement": (
        (r"\b(?:income statement|profit (?:and|&) loss|profit & loss|p ?(?:&|and|n) ?l|pnl|statement of (?:profit|income|operations|comprehensive))", 3.4), (r"\b(?:net (?:profit|income|loss|margin)|gross (?:profit|margin)|operating (?:profit|income|margin)|ebitda?|bottom line|earnings|profitability|profitable|profits?)\b", 2.7),
        (r"\b(?:revenues?|turnover|top line|sales)\b(?! order)", 2), (r"\b(?:how (?:did|are|have) we (?:do|doing|done)|did we (?:make|lose)|make (?:a )?(?:profit|money)|lose money|how much did we (?:earn|make))\b", 2.5), (r"\b(?:expenses?|costs?|opex)\b.{0,20}\b(?:up|down|rise|rose|increase|higher|lower|went|jump)", 2.2), (r"\bwhy (?:did|are|is|have).{0,24}(?:expenses|costs|opex|revenue|margin)", 2.4),
    ),
    "balance_sheet": ((r"\bbalance sheet|\b(?:statement of )?financial position", 4), (r"\b(?:total|current|non-?current|fixed|net) (?:assets?|liabilit(?:y|ies))\b|\bliabilities\b|\bnet worth\b|\bshareholders'? equity|\bequity\b|\bassets\b", 2.6)),
    "cash_flow": (
        (r"\bcash ?flows?\b|\bstatement of cash", 3.2), (r"\bwhere did (?:the|our|all the|all our) (?:cash|money) go|\bcash (?:come|came|coming|go|went|going) (?:in|from|out)|\bwhat did we spend (?:the )?cash on", 3), (r"\bcash\b.{0,20}\b(?:operating|investing|financing|financ|operations|activities)|\b(?:operating|investing|financing)\b.{0,20}\bcash|\bhow much cash did\b|\bcash burn|\bburn rate", 3),
        (r"\boperating activities|investing activities|financing activities", 2),
    ),
    "ar_aging": (
        (r"\b(?:receivables?|a/?r\b|debtors?|accounts receivable)", 2.8), (r"\bag(?:e)?ing|aged", 1.3), (r"\bunpaid (?:customer|client|sales)|\bcustomer (?:invoices|bills|debts?)", 2.4), (r"\b(?:customers?|clients?|who|which).{0,24}\b(?:owes?|overdue|unpaid|late|past due|outstanding|haven'?t paid|has not paid|still to pay)", 2.6), (r"\bowes? us\b|\blate (?:is|are) .{0,24}(?:bills?|paying|payment|pay)|\boverdue\b|\bpast due\b|\bunpaid (?:sales )?invoices\b|\bcollections?\b|\bbehind on (?:their|its)", 1.9),
        (r"\bpaid us\b|\bpay us\b", 2.8), (r"\bcustomers?\b", 0.5), (r"\bolder than\b", 0.3), (r"\btheir bills\b", 1),
    ),
    "ap_aging": (
        (r"\b(?:payables?|a/?p\b|creditors?|accounts payable)", 2.8), (r"\bag(?:e)?ing|aged", 1.2), (r"\b(?:we|do we) (?:still )?owe\b(?! us)|\bowed to\b", 2.6), (r"\b(?:payments?|bills?|invoices?)\b.{0,20}\bdue\b|\bdue (?:to|for) (?:payment|suppliers?|vendors?)|\b(?:bills|invoices) (?:to pay|due|we have to pay|we need to pay)|\bopen bills\b|\bwhat (?:do|must|should) we (?:have to |need to )?pay\b|\bto be paid\b|\bbills? (?:we|to) (?:must|need|have|should|settle|pay)|\bsettle\b|\bhow (?:overdue|late|behind) are we|\bunpaid (?:vendor|supplier|purchase)", 2.4),
        (r"\b(?:vendors?|suppliers?)\b", 0.8), (r"\bdue\b", 1.3), (r"\b(?:vendor|supplier) (?:invoices?|bills?)", 0.8),
    ),
    "budget_vs_actual": ((r"\bbudgets?(?:ed)?\b", 3.2), (r"\bactuals?\b.{0,12}\b(?:plan|budget|forecast)|\b(?:plan|target)\b.{0,14}\bactuals?|\bvs\.? plan|against plan|\bover ?spen[dt]|under ?spen[dt]", 2.8)),
    "invoice_status": (
        (r"\binvoices?\b|\bbill\b", 1.7), (r"\bstatus\b|\b(?:did|have|has|was|is|were).{0,24}\b(?:get|got|receive[d]?|arrive[d]?|process(?:ed)?|book(?:ed)?|paid|approve[d]?|post(?:ed)?|verif(?:y|ied)|in the system|come through|read)\b|\bany (?:news|update) on|\bhappened (?:to|with)", 1.4), (r"\b(?:i )?(?:forwarded|sent|uploaded|submitted|emailed|dropped|scanned)\b", 1), (r"\bduplicate\b|\bverified\b", 0.9),
    ),
    "expense_claim_submit": (
        (r"\b(?:claim|expense|reimburse|file|submit|log|record|put in)\b.{0,14}\b(?:for|my|a|an|this|the)\b", 1), (r"\b(?:start|open|create|file|submit|make|raise|new|put in|log|add)\b.{0,14}\b(?:claims?|expenses?|reimbursements?|expense report)", 2.8), (r"\breimburse me|claim back|expense this|i(?:'d| would)? (?:like|want|need) to (?:claim|expense)|expense (?:a|an|my|the)\b|i paid|paid (?:it )?myself|out of (?:my )?(?:own )?pocket", 2.2),
        (r"\b(?:taxi|cab|uber|parking|lunch|dinner|breakfast|coffee|hotel|train|flight|toll|fuel|petrol|gas|mileage|courier|stationery|ticket|meal|bus|metro|didi)\b", 1.4), (r"\b(?:client|customer) (?:visit|meeting)", 0.6),
    ),
    "expense_claim_status": (
        (r"\b(?:claims?|reimbursements?|expense reports?|expenses)\b", 1.5), (r"\b(?:status|approved|paid|progress|pending|stuck|where'?s?|when|still|yet|reimbursed|get my money|my money)\b", 1.1), (r"\bwhere(?:'s|s| is) (?:my|the) (?:money|reimbursement|refund|cash)|when (?:will|do) i get (?:paid|my|reimbursed|the money)|(?:have|has|was|were|did|is|are) (?:my|the) .{0,24}(?:claims?|reimbursements?|expenses|expense report).{0,16}(?:approved|paid|go|gone|come|rejected|processed)|get(?:ting)? (?:my )?money back", 3),
        (r"\bmy\b", 0.4),
    ),
    "propose_voucher": (
        (r"\b(?:create|make|draft|prepare|book|record|enter|post|propose|raise|do|write(?: up)?|generate|turn|journal)\b.{0,30}\b(?:vouchers?|(?:journal )?entry|entries|journals?|je)\b", 3.2), (r"\b(?:book|record|post|charge|code|enter)\b.{0,40}\b(?:to|as|under|against|in)\b", 2.4), (r"^(?:please )?(?:enter|record|book|post|log) (?:a|an|the|this) (?:bill|invoice|payment|receipt|expense|cost)", 1.6), (r"\b(?:accrue|accrual of|depreciate|amortis|amortiz|book|record)\b", 1.4), (r"\b(?:paid|pay|received|bought|purchased|transferred)\b.{0,30}", 0.8), (r"\bfrom (?:petty cash|(?:the )?bank)|\bpaid (?:from|by|out of)\b", 1.4), (r"\binto a (?:voucher|journal|entry)", 2),
    ),
    "list_pending_approvals": (
        (r"\b(?:pending|awaiting|waiting|outstanding|open|queued)\b.{0,20}\b(?:approvals?|review|confirm|sign[- ]?off|me|my)\b|\bpending (?:review|approval)|\bapproval (?:queue|list|inbox)|\bto[- ]?do\b|\bin my (?:queue|inbox)", 3.4), (r"\b(?:(?:do i|i|we|me) (?:need|have|got)|waiting|want)\b.{0,12}\bto (?:approve|review|confirm|sign)|(?<!has )(?<!have )(?<!needs )\bto approve\b(?! a)|\bneeds? (?:my|approval|review)|\bunapproved\b|\bapprovals? (?:are|is) (?:pending|open|waiting|left)|\bhow many approvals|\bnot (?:yet )?(?:approved|reviewed|confirmed)|\bwaiting (?:for|on) (?:me|my|approval)|\bmy approvals\b|\bwhat(?:'s| is) waiting", 2.8),
        (r"\b(?:what|which|how many|list|show|anything)\b", 0.4),
    ),
    "approve_or_reject": (
        (r"^(?:(?:yes|ok|okay|fine|please|sure|right|good|looks good|lgtm)[, ]*)*(?:i )?(?:approve|reject|decline|deny|refuse|return|send back|confirm|accept|sign off)\b", 3.4), (r"\b(?:approve|reject|decline|deny|refuse|send (?:it |this |that )?back|return (?:it|this|that)|turn (?:it|this|that) down|accept)\b", 1.8), (r"\b(?:looks? (?:good|fine|ok)|go ahead|good to go|lgtm)\b", 2), (r"\b(?:this|that|the) one\b|\bit\b", 0.6),
    ),
    "policy_question": (
        (r"\b(?:policy|policies|rules?|manual|handbook|guidelines?|regulations?|procedure|code of conduct)\b", 2.4), (r"\b(?:what|whats|what's|is there)\b.{0,24}\b(?:limit|allowance|cap|maximum|max|per diem|rate|threshold|deadline|entitled)\b|\bper diem\b|\ballowance\b|\bdaily (?:meal|rate|limit)|餐补|补贴|标准", 2.6), (r"\bhow many quotes|\bquotes? (?:do|are|must)|\b(?:business|first) class\b", 1.6), (r"\bwho (?:has to |must |needs to |can |should )?(?:approves?|signs?|authori[sz]es?)\b|\bhow (?:much|many|long).{0,16}(?:may|can|am i allowed|are we allowed|do i have) ", 1.8),
        (r"\bam i allowed|\bare we allowed|\bis there a rule|\brules? (?:about|on|for)", 1.2), (r"\b(?:allowed|permitted|entitled|supposed|required|mandatory)\b|\b(?:required|needed|necessary|mandatory)\b\??$|\bhow long (?:do|must|should) (?:we|i) (?:keep|store|retain|have)|\bdo (?:i|we) need (?:a|an|approval|permission|quotes?|receipts?)\b|\bhow (?:do|should) (?:i|we) (?:apply|request|claim|handle|book)\b|\bbusiness class\b", 1.6), (r"^(?:do|does|are|is|must|should) .{0,40}\b(?:need|require|have to|allowed|covered|reimbursed|approval)\b", 2.2), (r"\b(?:travel|hotel|gifts?|entertainment|purchas|contracts?|expenses?|leave|lodging|meals?|abroad)\b", 0.6), (r"\bwhere does .{0,20} say\b", 1.5),
    ),
    "compliance_check": (
        (r"\b(?:complian(?:ce|t)|comply|violat\w*|breach\w*|break\w* (?:any|a|the|our) (?:rules?|polic)|against (?:the |our |company )?(?:policy|rules?)|within (?:policy|the rules|limits?)|in (?:line|policy)|over the limit|ok under)\b", 3), (r"\b(?:can|may|could|am i allowed to|is it (?:ok|okay|fine|allowed)(?: to| if)?|are we allowed to|should)\b.{0,24}\b(?:claim|expense|give|accept|take|buy|pay|invite|send|offer)\b", 1.9), (r"\b(?:gift|gifts|gift card|hamper|wine|bottle|tickets?|present|dinner with)\b", 1), (r"\bcheck (?:this|that|whether|if|the)\b", 1), (r"\bthis (?:receipt|invoice|expense|claim|bill)\b", 0.6),
        (r"\ballowed\b|\bpermitted\b", 0.8),
    ),
    "risk_alerts": ((r"\b(?:alerts?|warnings?|red flags?|flags)\b", 2.4), (r"\b(?:suspicious|anomal\w+|unusual|irregular\w*|fraud\w*|risks?|risky|fishy|odd|strange|duplicate payments?|paid twice|double payments?)\b", 3), (r"\b(?:list|any|new|show|latest|recent|open|what)\b", 0.6)),
    "explain_alert": (
        (r"\bwhy\b.{0,40}\b(?:flag\w*|risk\w*|alert\w*|suspicious|mark\w*|warn\w*|block\w*|lock\w*|held|unusual|anomal\w*)", 3.6), (r"\bexplain|\bwhat (?:does|is|triggered|caused|set off)\b.{0,20}\balert|\breasons? (?:for|behind)|\btell me (?:more )?about (?:the )?alert|\bdetails? (?:of|on|for) (?:the )?alert|\bmeaning of", 2.6), (r"\balert\b", 0.9),
    ),
    "forecast_cash": (
        (r"\b(?:forecast\w*|project(?:ed|ion|ions)|predict\w*|expected|outlook|estimate[d]?|anticipat\w*|project (?:our|the))\b", 2.3), (r"\b(?:cash|liquidity|funds|bank|treasury|runway|inflows?|outflows?|collections?)\b", 1), (r"\brunway\b|\brun out of (?:cash|money)|\b(?:enough|short of|short on) (?:cash|money|funds)|\bwill we (?:have|be able|run|make)|\bcan we (?:afford|cover|make)", 2.6), (r"\bcash position\b", 1), (r"\bhow much (?:cash|money) will\b|\bcash will we\b", 3),
    ),
    "inventory_level": (
        (r"\b(?:stock|inventory|on[- ]hand|in[- ]stock|stock ?level|quantity|qty)\b", 2.7), (r"\b(?:run(?:ning)? (?:out|low)|low (?:on|in)|about to run out|shortages?|short (?:on|of)|re-?order\w*|re-?stock\w*|out of stock|safety stock)\b(?!.{0,10}(?:cash|money))", 2.4), (r"\bhow (?:many|much)\b.{0,40}\b(?:do we have|are (?:there|left)|in the warehouse|left|have we got)", 1.5), (r"\b(?:parts?|materials?|items?|components?|sku|raw)\b", 0.9), (r"\bwarehouse\b", 1), (r"\bwhat(?:'s| is) (?:left|stored|there) in\b", 0.8),
    ),
    "purchase_order_status": (
        (r"\b(?:purchase orders?|p\.?o\.?s?)\b", 2.8), (r"\b(?:late|delayed|overdue|pending|open|outstanding|missing)\b.{0,12}\b(?:deliver\w*|shipments?|orders? from|goods)|\bdeliver(?:y|ies|ed)\b.{0,12}\bfrom\b", 2.8), (r"\b(?:arrive[d]?|received?|deliver(?:ed|y|ies)|shipped|closed|eta|still to come|come in|outstanding)\b", 1.2), (r"\bwhat (?:did|have) we order(?:ed)?|ordered from|\border (?:from|with|to)\b", 2), (r"\b(?:suppliers?|vendors?)\b", 0.4),
    ),
    "sales_order_status": (
        (r"\b(?:sales orders?|s\.?o\.?s?|customer orders?)\b", 2.6), (r"\bon the \x00+ order|\border (?:status|progress)", 1.6), (r"\bbacklog\b|\bopen orders\b|\border book\b|\bunshipped\b|\bundelivered\b", 2.8), (r"\b(?:order|orders)\b", 1.2), (r"\b(?:ship(?:ped|ping|s)?|left the|go out|gone out|dispatch(?:ed)?|fulfil\w*|deliver to|sent out|leave the)\b", 1.5), (r"\bwhen (?:can|will|do) .{0,30}(?:ship|deliver|get|receive)", 1.4),
    ),
    "customer_trends": (
        (r"\b(?:customers?|clients?|buyers?|accounts)\b.{0,24}\b(?:stop\w*|churn\w*|lost|grow\w*|grew|trend\w*|declin\w*|new|top|best|biggest|largest|rank\w*|contribut\w*|concentrat\w*|retention|shrink\w*|spend\w* (?:more|less)|buy\w*)", 2.8), (r"\b(?:new|top|best|lost|biggest|largest|key|repeat)\b.{0,12}\b(?:customers?|clients?|buyers?)", 2.8), (r"\b(?:by|per) (?:customer|client)\b|\bchurn\b|\bretention\b|\bcustomer (?:growth|trends?|analysis|mix|base|ranking)", 3), (r"\b(?:trend|growth|rank\w*|share|contribution)\b", 0.8), (r"\bcustomers?\b", 0.6),
    ),
    "production_cost": (
        (r"\b(?:production|manufacturing|unit|product|standard|conversion|labou?r|material|job) costs?\b|\bcost (?:per|of|breakdown|structure|variance|sheet)|\bcosts? per unit|\bbreakdown of costs?", 3), (r"\b(?:material|labou?r|usage|price|efficiency|overhead|cost)\b.{0,10}\bvariance", 3), (r"\bwork orders?\b|\bscrap\b|\byield\b|\bcogs\b|\bworkshop\b", 1.4), (r"\b(?:material|labou?r|energy|scrap|production|manufacturing) costs?\b", 1.4), (r"\bcosts?\b", 0.8), (r"\bunit\b", 0.5),
    ),
    "vendor_lookup": (
        (r"\b(?:payment terms?|bank (?:account|details)|contact|tax id|vat (?:id|number)|address|phone|e-?mail|credit terms|terms (?:for|of|with)|master data|vendor (?:record|file|data|card))\b", 2.2), (r"\b(?:vendors?|suppliers?)\b", 1.3), (r"\b(?:find|look up|search|who (?:supplies|sells|provides|delivers)|which|any|how many|list)\b.{0,24}\b(?:vendors?|suppliers?)|\bwho (?:supplies|sells|provides)|\bsuppliers? (?:of|for)", 2.2), (r"\bdetails (?:of|for|on)\b", 0.9), (r"\b(?:tax|vat|registration|bank|account|phone|fax) (?:number|no|id|code)|\bhave (?:a|any) (?:vendor|supplier)", 2.4),
    ),
    "reverse_voucher": ((r"\b(?:reverse|reversal|reversing|storno|undo|cancel(?: out)?|void|back out|negate|contra)\b", 3.2), (r"\b(?:vouchers?|journals?|entry|entries|accrual|posting|booking)\b", 1), (r"\b(?:wrong|mistaken|incorrect|erroneous|by mistake)\b", 0.9)),
    "period_close_status": ((r"\b(?:month|year|quarter|period)[- ]?end (?:clos\w*|check\w*|tasks?|status|procedures?)|\bclos(?:e|ing) (?:checklist|status|tasks?|progress|calendar)|\b(?:the|our|status of).{0,16}\bclose\b", 3), (r"\b(?:is|are|has|have|was|did|can).{0,24}\b(?:period|month|books?|january|february|march|april|june|july|august|september|october|november|december|we)?\b.{0,8}\bclosed?\b(?! (?:po|order))", 2), (r"\bclosed?\b|\bclosing\b", 1), (r"\b(?:done|finished|finish) (?:with )?clos|\bclosing\b", 1.6), (r"\bchecklist\b", 1.4), (r"\bwhat(?:'s| is) left\b", 0.6)),
    "report_export": ((r"\b(?:export|download|dump|save|extract|print|generate a file)\b", 2.6), (r"\b(?:excel|xlsx?|csv|pdf|spreadsheet|word|google sheet)\b", 2.2), (r"\b(?:send|e-?mail|give|get) me\b", 0.8)),
    "help": ((r"\bwhat (?:can|do|could) (?:you|u|this (?:bot|thing|assistant|tool)) (?:do|help|answer|understand)|\bwhat kinds? of (?:questions?|things?)|\bhow (?:do|does|can) (?:i|this|you|we) (?:use|work)(?: this| you| with you)?(?: bot| assistant| thing)?\b|^help\b|\bwhat are you (?:able|capable|good)|\byou (?:able|capable)|\bhelp me (?:use|get started)|\bget(?:ting)? started\b|\bwho are you\b|\bshow me (?:some )?examples\b|\bcommands?\b|^(?:hi|hello|hey)\b|\bwhat (?:questions )?can i ask|\bcapabilit|\btutorial\b|\bcan you help\b", 3.4),),
}  # fmt: skip
