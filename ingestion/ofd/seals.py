"""The seals of an OFD: the picture inside each signature's stamp, and where it lies.

A stamp's picture stands in the DER of Seal.esl or SignedValue.dat (GB/T 38540); it is looked for by its first bytes, which
tells the picture without trusting the rest. Nothing here says that a signature is good.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from ingestion.ofd.layers import numbers
from ingestion.ofd.package import BadOfd, Package
from ingestion.xml.terms import every, text

MOST = 20
_BEGINS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04")


@dataclass(frozen=True)
class Seal:
    """A stamp on a page, its corner and size in millimetres; ``data`` is a picture or another OFD."""

    page: str
    box: tuple[float, float, float, float]
    data: bytes

    @property
    def is_ofd(self) -> bool:
        """Whether the stamp is drawn as an OFD of its own."""
        return self.data.startswith(b"PK")


def seals_of(package: Package) -> list[Seal]:
    """The stamps of the signatures that the package lists; none where they cannot be read."""
    try:
        return list(_seals(package))[:MOST]
    except BadOfd:
        return []


def _seals(package: Package) -> Iterator[Seal]:
    listed = text(package.top, "DocBody/Signatures")
    if not listed:
        return
    place = package.name_of("", listed)
    for one in every(package.xml(place), "Signature")[:MOST]:
        name = package.name_of(posixpath.dirname(place), one.get("BaseLoc") or "")
        root = package.xml(name)
        data = _picture(
            package, posixpath.dirname(name), text(root, "SignedInfo/Seal/BaseLoc"), text(root, "SignedValue")
        )
        for stamp in every(root, "SignedInfo/StampAnnot") if data else ():
            box = numbers(stamp.get("Boundary"))
            if len(box) == 4 and box[2] > 0 and box[3] > 0:
                yield Seal(stamp.get("PageRef") or "", (box[0], box[1], box[2], box[3]), data)


def _picture(package: Package, folder: str, *places: str | None) -> bytes:
    for place in places:
        if not place:
            continue
        try:
            data = package.data(package.name_of(folder, place))
        except BadOfd:
            continue
        found = [at for begin in _BEGINS if (at := data.find(begin)) >= 0]
        if found:
            return data[min(found) :]
    return b""
