"""What leaves on paper: 记账凭证 as PDF in the usual sizes.

reconciliation.py 银行存款余额调节表 · cash_count.py 库存现金盘点表 ·
press.py a layout and its data to PDF bytes, read back before they are handed out · vouchers.py from a request to a file ·
layouts/ the forms in typst. The figures come from the tool ``voucher_papers``, through the door.
"""

from tools.printing.cash_count import print_cash_count
from tools.printing.reconciliation import PrintedForm, print_reconciliation
from tools.printing.vouchers import PAPERS, Paper, PaperFile, print_vouchers

__all__ = ["PAPERS", "Paper", "PaperFile", "PrintedForm", "print_cash_count", "print_reconciliation", "print_vouchers"]
