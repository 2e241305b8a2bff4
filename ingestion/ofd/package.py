"""An OFD's files by their names inside the zip: nothing is written, nothing outside is opened, all of it bounded."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml.etree import _Element

from ingestion.limits import Limits
from ingestion.xml.safe import UnsafeXml, parse_xml
from ingestion.xml.terms import text

MOST_FILES = 4_000
MOST_TIMES = 8
"""All that is unpacked, in multiples of what one file may be."""


class BadOfd(ValueError):
    """An OFD that cannot be read; ``code`` names the problem."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Package:
    """An open OFD: ``top`` is OFD.xml, ``root`` its first document, ``base`` that document's folder."""

    def __init__(self, files: zipfile.ZipFile, limits: Limits) -> None:
        self._files = files
        self._limits = limits
        self._unpacked = 0
        self.top: _Element = self.xml("OFD.xml")
        place = self.name_of("", text(self.top, "DocBody/DocRoot") or "Doc_0/Document.xml")
        self.root: _Element = self.xml(place)
        self.base = posixpath.dirname(place)

    def name_of(self, folder: str, place: str) -> str:
        """A name in the zip: from a folder, or from the top where it begins with a slash; BadOfd for one outside."""
        name = posixpath.normpath(posixpath.join("/", folder, place)).lstrip("/")
        if ":" in place or "\\" in place or place.count("..") > folder.count("/") + 1:
            raise BadOfd("ofd_broken")
        return name

    def names(self) -> list[str]:
        """All names, in the zip's order."""
        return self._files.namelist()

    def data(self, name: str) -> bytes:
        """A file's bytes; BadOfd where it is not there, broken, or more than the bounds allow."""
        try:
            size = self._files.getinfo(name).file_size
            self._unpacked += size
            if size > self._limits.xml_bytes or self._unpacked > MOST_TIMES * self._limits.xml_bytes:
                raise BadOfd("ofd_too_large")
            with self._files.open(name) as stream:
                return stream.read(self._limits.xml_bytes + 1)
        except BadOfd:
            raise
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
            ValueError,
            struct.error,
        ) as error:
            raise BadOfd("ofd_broken") from error

    def xml(self, name: str) -> _Element:
        """A file as XML."""
        try:
            return parse_xml(self.data(name), self._limits.xml_bytes)
        except UnsafeXml as error:
            raise BadOfd("ofd_too_large" if error.code == "xml_too_large" else "ofd_broken") from error


@contextmanager
def opened_ofd(data: bytes, limits: Limits) -> Iterator[Package]:
    """The package. Raises BadOfd with ``ofd_broken`` or ``ofd_too_large``."""
    try:
        files = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, struct.error, ValueError, OSError) as error:
        raise BadOfd("ofd_broken") from error
    with files:
        if len(files.namelist()) > MOST_FILES:
            raise BadOfd("ofd_too_large")
        yield Package(files, limits)
