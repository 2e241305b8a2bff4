"""固定资产、无形资产、待摊: cards, what each month carries, and how a card leaves.

schedule.py the charges of a life, exact · cards.py the register · moves.py who bears a card from when on · charged.py what the books carry of each card ·
leaving.py 清理.
"""
