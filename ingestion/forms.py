"""Which form of a record a file is: the same invoice may come as PDF, OFD, XML and print."""

from __future__ import annotations

from pathlib import Path

from ingestion.kind import KIND_BYTES, FileKind, kind_of
from ingestion.reading import Reading
from ledger.evidence.field import Source

_FORMS = {FileKind.PDF: "pdf", FileKind.OFD: "ofd", FileKind.XML: "xml", FileKind.IMAGE: "print"}


def form_of(path: Path, reading: Reading) -> str:
    """``pdf``, ``ofd``, ``xml`` or ``print`` (a photo, or a scan kept as PDF); empty for any other file."""
    try:
        with path.open("rb") as stream:
            kind = kind_of(stream.read(KIND_BYTES))
    except OSError:
        return ""
    scanned = kind is FileKind.PDF and any(one.source is Source.OCR for one in reading.fields.values())
    return "print" if scanned else _FORMS.get(kind, "")
