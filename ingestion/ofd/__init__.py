"""OFD (GB/T 33190): a zip of XML. package.py its files, bounded · layers.py a page's size and layers · words.py what its pages
print · drawing.py shapes.py resources.py seals.py the page as a picture · invoice.py the original inside."""

from ingestion.ofd.drawing import ofd_picture
from ingestion.ofd.invoice import original_of
from ingestion.ofd.layers import ofd_page_count
from ingestion.ofd.package import BadOfd, Package, opened_ofd
from ingestion.ofd.scan import ofd_scan
from ingestion.ofd.words import ofd_words

__all__ = ["BadOfd", "Package", "ofd_page_count", "ofd_picture", "ofd_scan", "ofd_words", "opened_ofd", "original_of"]
