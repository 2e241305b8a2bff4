"""Values as people print them, read exactly or not at all.

amounts.py 1.234,56 and 1,234.56 · dates.py ten ways to write a day · daxie.py 大写金额 · tax_ids.py VAT ids and 统一社会信用代码
"""
