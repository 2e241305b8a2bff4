"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Literal

KIND_BYTES = 65_536
"""As many of the first bytes tell the kind."""


class FileKind(StrEnum):
    """Kinds of file that may arrive."""

    PDF = "pdf"
    XML = "xml"
    OFD = "ofd"
    OFX = "ofx"
    OFFICE = "office"
    ZIP = "zip"
    MAIL = "mail"
    IMAGE = "image"
    HEIC = "heic"
    EMPTY = "empty"
    UNKNOWN = "unknown"


_IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")

_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
"""Brands of ISO/IEC 23008-12. No decoder travels with us: pillow-heif's wheel holds libx265, which is under the GPL."""

_MAIL = re.compile(rb"(From .*\r?\n)?([A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\n([ \t][^\n]*\n)*){3}")
_MAIL_FIELD = re.compile(rb"^(MIME-Version|Message-ID|Received|Return-Path):", re.M | re.I)


def kind_of(data: bytes) -> FileKind:
    """The kind by magic bytes; a PDF header may stand in the first kilobyte (ISO 32000-1 Annex H, note 13)."""
    if not data or data.isspace():
        return FileKind.EMPTY
    head = data[:1024]
    if b"%" in head and b"%PDF-" in head:  # one byte is found many times faster than five
        return FileKind.PDF
    if data.startswith(b"<"):
        return FileKind.OFX if _is_ofx(data) else FileKind.XML
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return FileKind.HEIC
    if data.startswith(_IMAGES) or data[8:12] == b"WEBP":
        return FileKind.IMAGE
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if b"OFD.xml" in data[:4096] or b"Doc_0/" in data[:4096]:
            return FileKind.OFD
        return FileKind.OFFICE if b"[Content_Types].xml" in data[:8192] or b"xl/" in data[:8192] else FileKind.ZIP
    if _is_ofx(data):
        return FileKind.OFX
    if _MAIL.match(data[:4096]) and b"\n" in data[:4096] and _MAIL_FIELD.search(data[:KIND_BYTES]):
        return FileKind.MAIL
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"<?xml", b"<")) or data.startswith((b"\xff\xfe<", b"\xfe\xff\x00<")):
        return FileKind.XML
    return FileKind.UNKNOWN


def _is_ofx(data: bytes) -> bool:
    head = data[:3000].upper()
    return b"OFXHEADER" in head or b"<OFX>" in head


def is_picture(path: Path) -> bool:
    """Whether a file is a photo or a scan without any text, by its first bytes; False for one that cannot be opened."""
    try:
        with path.open("rb") as stream:
            return kind_of(stream.read(KIND_BYTES)) is FileKind.IMAGE
    except OSError:
        return False


def seen_as(path: Path) -> Literal["picture", "none"]:
    """How a file's pages can be shown: drawn, or not, having none."""
    try:
        with path.open("rb") as stream:
            kind = kind_of(stream.read(KIND_BYTES))
    except OSError:
        return "none"
    return {FileKind.PDF: "picture", FileKind.IMAGE: "picture", FileKind.OFD: "picture"}.get(kind, "none")  # type: ignore[return-value]
