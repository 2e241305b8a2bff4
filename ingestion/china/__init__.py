"""Chinese papers with a text layer: 数电票, 税控, tickets, strips, customs and fiscal papers, bank slips, ride lists.

mended.py whole numbers again · kind.py which form and kind · labelled.py values behind letter-spaced labels · head.py
numbers and day · parties.py 购买方 and 销售方, never exchanged · totals.py 合计, 价税合计 and 大写 · amounts.py an amount behind
its label · items.py the table and its 清单 · tickets.py 机票, 出租车, 定额, 行程单 · receipts.py 海关, 财政, 银行回单 · reading.py
all together
"""
