"""E-invoice XML: parsed with every door shut, then read by its own terms.

safe.py the only parser · terms.py finding elements by local name · rows.py thousands of lines at once ·
given.py the text of the file as it came · lines.py lines out of their texts ·
cii.py UN/CEFACT (ZUGFeRD 1, 2, Factur-X) · order.py Order-X · ubl.py
OASIS UBL 2 · china.py 数电票 EInvoice · reading.py which of them, and the result
"""
