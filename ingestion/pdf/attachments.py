"""Files embedded in a PDF; of them the one that is the e-invoice."""

from __future__ import annotations

from typing import Any

from lxml.etree import _Element

from ingestion.limits import Limits
from ingestion.xml.reading import is_invoice
from ingestion.xml.safe import UnsafeXml, parse_xml

_KNOWN = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml", "cii.xml", "ubl.xml")


def invoice_xml(document: Any, limits: Limits) -> tuple[_Element | None, str | None]:
    """The root of the embedded e-invoice of an open pypdfium2 document, or None; and a problem code, or None.

    Files with the standard names come first; others count when they end in .xml and their root is an e-invoice.
    """
    named = []
    for index in range(min(document.count_attachments(), limits.attachments)):
        attachment = document.get_attachment(index)
        name = attachment.get_name().lower()
        if name.endswith(".xml"):
            named.append((_rank(name), index, attachment))
    trouble = None
    for _, _, attachment in sorted(named, key=lambda item: item[:2]):
        try:
            root = parse_xml(bytes(attachment.get_data()), limits.xml_bytes)
        except UnsafeXml as error:
            trouble = trouble or error.code
            continue
        if is_invoice(root):
            return root, None
    return None, trouble


def _rank(name: str) -> int:
    return _KNOWN.index(name) if name in _KNOWN else len(_KNOWN)
