"""Figures that leave as files: any answer with a table, as CSV, XLSX or PDF. No tool is declared here.

sheet.py what a file says, whatever its form · csv_file.py · xlsx_file.py · pdf_file.py the forms ·
sending.py calls the tool through the door and makes the file of its answer.
"""

from tools.sheets.sending import SHEETS, Form, SheetFile, send_out

__all__ = ["SHEETS", "Form", "SheetFile", "send_out"]
