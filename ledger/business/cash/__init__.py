"""Cash and bank: where money is kept (places.py), the bank's papers (statements.py), what of them was held against the
books (matching.py), and what probably belongs together (suggesting.py); what lay in the till (counting.py).
"""
