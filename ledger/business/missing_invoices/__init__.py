"""待到票据: invoices the books wait for.

purchases.py what vendors billed, month by month · usual.py those that come every month and did not · unbilled.py what was
paid or received without an invoice · excused.py what nobody expects any more, and why.
"""
