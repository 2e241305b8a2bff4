"""凭证模板 and 周期凭证: vouchers people use again.

kept.py what a template is, and every version of it · recurring.py those due in a month, as one run of the month end.
"""
