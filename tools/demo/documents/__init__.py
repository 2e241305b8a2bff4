"""Sample documents of the demo company: PDFs made by us, the same bytes for the same spec on every machine.

spec.py what a document says · samples.py the tray of samples · layouts/ typst templates · words.py labels per language ·
cii.py Factur-X XML · press.py spec to bytes · fonts.py where the font lies
"""

from tools.demo.documents.press import make_documents, render
from tools.demo.documents.samples import sample_specs
from tools.demo.documents.spec import InvoiceSpec, Layout, Party, SpecLine, line
from tools.printing.fonts import FontsMissing, font_folder

__all__ = [
    "FontsMissing", "InvoiceSpec", "Layout", "Party", "SpecLine", "font_folder", "line", "make_documents", "render",
    "sample_specs",
]  # fmt: skip
