"""Opening a PDF; every reason why not is a problem of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium

from ledger.core import Problem, problem

PDFIUM = threading.RLock()
"""pdfium is not safe to call from two threads; whoever uses it in-process holds this."""
_PASSWORD_ERROR = 4


class CannotOpen(Exception):
    """A PDF that cannot be opened; carries the problem to show."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.code)
        self.problem = found


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """An open document, closed afterwards. Raises CannotOpen: encrypted, unreadable or empty."""
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            # pdfium's last error may be left over from another file: the file itself must say that it is encrypted
            asks = getattr(error, "err_code", None) == _PASSWORD_ERROR and b"/Encrypt" in data
            code = "reading.encrypted" if asks else "reading.unreadable"
            raise CannotOpen(problem(code)) from error
        try:
            if len(document) == 0:
                raise CannotOpen(problem("reading.empty"))
            yield document
        finally:
            document.close()
