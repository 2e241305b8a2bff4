"""Chinese invoices with a text layer: 数电票, 税控 layouts, rail, air, toll, fiscal receipts.

kind.py which of them · labelled.py values behind letter-spaced labels · parties.py 购买方 and 销售方, never exchanged ·
totals.py 合计, 价税合计 and 大写 · items.py the table and its 清单 · reading.py all together
"""
