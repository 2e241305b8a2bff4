"""The original inside an OFD: an e-invoice as XML, attached or lying beside the pages; else what OFD.xml says of it."""

from __future__ import annotations

import posixpath

from lxml.etree import _Element

from ingestion.ofd.package import BadOfd, Package
from ingestion.xml.reading import is_invoice
from ingestion.xml.terms import every, text

MOST_TRIED = 30


def original_of(package: Package) -> _Element | None:
    """The root of the first XML that is an e-invoice of a kind we read; None without one."""
    for name in _candidates(package)[:MOST_TRIED]:
        try:
            root = package.xml(name)
        except BadOfd:
            continue
        if is_invoice(root):
            return root
    return None


def _candidates(package: Package) -> list[str]:
    """Attachments as they are listed, then whatever lies in a folder of attachments."""
    names = set(package.names())
    found: list[str] = []
    listed = text(package.root, "Attachments")
    if listed:
        place = package.name_of(package.base, listed)
        try:
            attached = every(package.xml(place), "Attachment")
            found = [package.name_of(posixpath.dirname(place), text(one, "FileLoc") or "") for one in attached]
        except BadOfd:
            found = []
    beside = [one for one in package.names() if "attach" in one.lower() and one.lower().endswith((".xml", ".xbrl"))]
    return [one for one in dict.fromkeys([*found, *beside]) if one in names and one.lower().endswith((".xml", ".xbrl"))]
