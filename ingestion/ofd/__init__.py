"""OFD (GB/T 33190): a zip of XML. package.py its files, bounded · words.py what its pages print · invoice.py the original inside."""

from ingestion.ofd.invoice import original_of
from ingestion.ofd.package import BadOfd, Package, opened_ofd
from ingestion.ofd.words import ofd_page_count, ofd_words

__all__ = ["BadOfd", "Package", "ofd_page_count", "ofd_words", "opened_ofd", "original_of"]
