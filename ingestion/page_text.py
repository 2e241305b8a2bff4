"""Words of a page with their boxes, so that a click on the page can replace a value."""

from __future__ import annotations

from ingestion.kind import FileKind, kind_of
from ingestion.limits import DEFAULT, Limits
from ingestion.ocr.image import pictures
from ingestion.ocr.reading import picture_words
from ingestion.ofd import BadOfd, ofd_page_count, ofd_scan, ofd_words, opened_ofd
from ingestion.pdf.hidden import parted
from ingestion.pdf.letters import BrokenPage, TooManyLetters, pages_of
from ingestion.pdf.opening import CannotOpen, opened
from ingestion.pdf.pictures import scan
from ingestion.pdf.words import PageWords, page_words
from ledger.core import Problem, problem


def words(data: bytes, page: int, limits: Limits = DEFAULT, *, seen: bool = False) -> PageWords | Problem:
    """The words of a page (from 1) in points, origin top left, with the page's size; or the problem.

    ``seen`` leaves out what no person can see on it.
    """
    assert page >= 1
    kind = kind_of(data)
    if kind in (FileKind.OFD, FileKind.IMAGE):
        return _of_ofd(data, page, limits) if kind is FileKind.OFD else _of_picture(data, page, limits)
    try:
        with opened(data) as document:
            if page > len(document):
                return problem("reading.no_such_page", page=page, pages=len(document))
            found = _printed(data, page, limits)
            if seen and found.words:
                ((found,), _) = parted(document, [found])
                return found  # a page of hidden words alone says nothing
            return found if found.words else picture_words(scan(document, page, limits), page)
    except CannotOpen as error:
        return error.problem
    except TooManyLetters:
        return problem("reading.too_much_text")
    except BrokenPage:
        return problem("reading.unreadable")
    except Exception as error:
        if isinstance(error, AssertionError) or type(error).__module__.startswith(("ingestion", "ledger")):
            raise
        return problem("reading.unreadable")


def _printed(data: bytes, page: int, limits: Limits) -> PageWords:
    return page_words(next(pages_of(data, page, 1)), page, limits.page_characters)


def _of_picture(data: bytes, page: int, limits: Limits) -> PageWords | Problem:
    found = pictures(data, limits)
    if isinstance(found, Problem):
        return found
    if page > len(found):
        return problem("reading.no_such_page", page=page, pages=len(found))
    return picture_words(found[page - 1], page)


def _of_ofd(data: bytes, page: int, limits: Limits) -> PageWords | Problem:
    try:
        with opened_ofd(data, limits) as package:
            found = ofd_words(package, limits, page)
            if not found:
                return problem("reading.no_such_page", page=page, pages=ofd_page_count(package))
            if not found[0].words.words:
                return picture_words(ofd_scan(package, page, limits), page)
            return found[0].words
    except BadOfd as error:
        return problem(f"reading.{error.code}")
