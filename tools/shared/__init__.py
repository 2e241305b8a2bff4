"""What several areas of tools stand on; no tool is declared here.

asking.py periods, names, the scope line · proposal_cards.py a proposal as a card and what may be done to it ·
finding_vouchers.py which vouchers are meant · trial_sheet.py the trial balance for a file ·
rechecking.py the detectors again at confirmation · balance_sheet.py rows of the statements · posting_day.py the day a paper is
proposed on, and 跨期 · suggesting.py from a document to lines, needs and findings.
"""
