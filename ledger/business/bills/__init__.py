"""承兑汇票: cards and events as rows (cards.py), where a bill stands, from its events alone (standing.py), and the lines of
each event's voucher (vouchers.py).
"""
