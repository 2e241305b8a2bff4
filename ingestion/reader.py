"""One file in, one reading out, in this process. Nothing that a file holds may raise past here.

``read`` bounds sizes and pages; memory and time are bounded where it runs in a worker (pool.py).
"""

from __future__ import annotations

import hashlib
import logging
import time
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from ingestion.agree import agreed
from ingestion.bank.camt import is_camt, read_camt
from ingestion.bank.reading import read_bank
from ingestion.checks import checked
from ingestion.kind import FileKind, kind_of
from ingestion.limits import DEFAULT, Limits
from ingestion.ocr.image import pictures
from ingestion.ocr.reading import read_pictures
from ingestion.ofd import BadOfd, ofd_page_count, ofd_scan, ofd_words, opened_ofd, original_of
from ingestion.page.paper import Paper
from ingestion.pdf.attachments import invoice_xml
from ingestion.pdf.hidden import parted
from ingestion.pdf.letters import UNNAMED, BrokenPage, TooManyLetters, pages_of
from ingestion.pdf.opening import CannotOpen, opened
from ingestion.pdf.pictures import scan
from ingestion.pdf.words import PageWords, page_words
from ingestion.printed import read_printed
from ingestion.reading import Reading, failed, of_bank
from ingestion.signatures.model import Signature, SignatureState
from ingestion.signatures.ofd import ofd_signatures
from ingestion.signatures.pdf import pdf_signatures
from ingestion.sureness import weigh
from ingestion.visible import visible
from ingestion.xml.given import keep_given
from ingestion.xml.reading import is_invoice, read_xml
from ingestion.xml.safe import UnsafeXml, parse_xml
from ingestion.xml.terms import forget
from ledger.core import Problem, problem

logging.getLogger("pdfminer").setLevel(logging.ERROR)
_FEWEST_CHARACTERS = 12


def read(source: Path | str | bytes, *, limits: Limits = DEFAULT, file: str = "") -> Reading:
    """What a file says. ``source`` is a path or the bytes themselves; ``file`` the name to carry.

    Never raises for what the file holds: the reading then has a problem and no fields.
    """
    name = file or ("" if isinstance(source, bytes) else Path(source).name)
    data = _data(source, limits, name)
    if isinstance(data, Reading):
        return data
    digest = hashlib.sha256(data).hexdigest()
    try:
        reading = visible(_by_kind(data, name, limits))
    except MemoryError:
        reading = failed(name, problem("reading.out_of_memory"))
    except RecursionError:
        reading = failed(name, problem("reading.unreadable"))
    finally:
        forget()
    return reading.with_hash(digest)


def _data(source: Path | str | bytes, limits: Limits, name: str) -> bytes | Reading:
    if isinstance(source, bytes):
        data = source
    else:
        path = Path(source)
        try:
            if path.stat().st_size > limits.file_bytes:
                return failed(name, problem("reading.too_large", limit=limits.file_bytes // 1_000_000))
            data = path.read_bytes()
        except OSError:
            return failed(name, problem("reading.cannot_open", file=name))
    if len(data) > limits.file_bytes:
        return failed(name, problem("reading.too_large", limit=limits.file_bytes // 1_000_000))
    return data


def _by_kind(data: bytes, name: str, limits: Limits) -> Reading:
    kind = kind_of(data)
    if kind is FileKind.PDF:
        return _read_pdf(data, name, limits)
    if kind is FileKind.IMAGE:
        return _read_image(data, name, limits)
    if kind is FileKind.HEIC:
        return failed(name, problem("reading.heic"))
    if kind is FileKind.OFD:
        return _read_ofd(data, name, limits)
    if kind is FileKind.EMPTY:
        return failed(name, problem("reading.empty"))
    if kind in (FileKind.UNKNOWN, FileKind.OFFICE, FileKind.OFX) and (statements := read_bank(data, name)):
        return of_bank(name, statements)
    if kind is FileKind.XML:
        return _read_xml_file(data, name, limits)
    if kind is FileKind.UNKNOWN:
        return failed(name, problem("reading.not_a_pdf"))
    return failed(name, problem("reading.unsupported_kind", kind=kind.value))


def _read_xml_file(data: bytes, name: str, limits: Limits) -> Reading:
    try:
        root = parse_xml(data, limits.xml_bytes)
    except UnsafeXml as error:
        return failed(name, problem(f"reading.{error.code}"))
    if is_invoice(root):
        keep_given(root, data)
        return checked(read_xml(root, name))
    if is_camt(root):
        return of_bank(name, read_camt(root))
    return failed(name, problem("reading.unsupported_kind", kind="xml"))


def _read_pdf(data: bytes, name: str, limits: Limits) -> Reading:
    try:
        with opened(data) as document:
            reading = _read_document(document, data, name, limits)
        return _signed(reading, pdf_signatures(data))
    except CannotOpen as error:
        return failed(name, error.problem)
    except pdfium.PdfiumError:
        return failed(name, problem("reading.unreadable"))


def _read_document(document: pdfium.PdfDocument, data: bytes, name: str, limits: Limits) -> Reading:
    root, trouble = invoice_xml(document, limits)
    from_xml = None if root is None else read_xml(root, name)
    pages, stopped = _pages(data, len(document), limits)
    if stopped and not pages:
        return _unread(from_xml, name, len(document), stopped)
    if _blank(pages):
        return replace(from_xml or _read_scan(document, name, limits), pages=len(document))
    seen, hidden = parted(document, pages)
    reading = _put_together(from_xml, Paper(seen), hidden, name)
    if trouble:
        reading = reading.with_problems(problem(f"reading.{trouble}"))
    if len(pages) < len(document):
        reading = reading.with_problems(problem("reading.pages_left", read=len(pages), pages=len(document)))
    return replace(reading, pages=len(document))


def _read_scan(document: pdfium.PdfDocument, name: str, limits: Limits) -> Reading:
    """A PDF without text: its pages as pictures."""
    count = min(len(document), limits.ocr_pages)
    return _scanned([scan(document, number, limits) for number in range(1, count + 1)], len(document), name, limits)


def _scanned(images: list[Image.Image], pages: int, name: str, limits: Limits) -> Reading:
    if not images:
        return failed(name, problem("reading.no_text_layer"))
    reading = read_pictures(images, name, limits)
    left = len(images) < pages
    return reading.with_problems(problem("reading.pages_left", read=len(images), pages=pages)) if left else reading


def _read_image(data: bytes, name: str, limits: Limits) -> Reading:
    found = pictures(data, limits)
    return failed(name, found) if isinstance(found, Problem) else read_pictures(found, name, limits)


def _read_ofd(data: bytes, name: str, limits: Limits) -> Reading:
    from_xml, count = None, 0
    signed: tuple[Signature, ...] = ()
    try:
        with opened_ofd(data, limits) as package:
            root = original_of(package)
            from_xml = None if root is None else read_xml(root, name)
            count = ofd_page_count(package)
            pages = ofd_words(package, limits)
            signed = ofd_signatures(package)
            words = tuple(page.words for page in pages)
            if _blank(words):
                seen = from_xml or _scanned([ofd_scan(package, n + 1, limits) for n in range(min(count, limits.ocr_pages))],
                                            count, name, limits)  # fmt: skip
                return _signed(replace(seen, pages=count), signed)
    except BadOfd as error:
        return _unread(from_xml, name, count, f"reading.{error.code}")
    hidden = tuple(text for page in pages for text in page.hidden)
    return _signed(replace(_put_together(from_xml, Paper(words), hidden, name), pages=count), signed)


def _signed(reading: Reading, signatures: tuple[Signature, ...]) -> Reading:
    """The reading with what is known of its signatures: a paper altered after it was signed says so."""
    changed = next((one for one in signatures if one.state is SignatureState.CHANGED), None)
    told = () if changed is None else (problem("reading.signature_changed", signer=changed.signer or "–"),)
    return replace(reading, signatures=signatures).with_problems(*told)


def _unread(from_xml: Reading | None, name: str, pages: int, code: str) -> Reading:
    """The pages could not be read: what the original inside says stays."""
    reading = from_xml.with_problems(problem(code)) if from_xml else failed(name, problem(code))
    return replace(reading, pages=pages)


def _blank(pages: tuple[PageWords, ...]) -> bool:
    """Whether there is no text to read; text whose font names no letters is a picture of text."""
    letters = [letter for page in pages for word in page.words for letter in word.text]
    named = len(letters) - letters.count(UNNAMED)
    return named < max(_FEWEST_CHARACTERS, len(letters) // 2)


def _put_together(from_xml: Reading | None, paper: Paper, hidden: tuple[str, ...], name: str) -> Reading:
    """What the pages say, held against the original inside where there is one."""
    from_page = read_printed(paper, name)
    reading = from_page if from_xml is None else agreed(from_xml, from_page, paper)
    if hidden:
        reading = reading.with_problems(problem("reading.hidden_text", text=" … ".join(hidden)[:400]))
    if not (reading.fields or reading.lines or reading.statements or reading.problems):
        reading = reading.with_problems(problem("reading.nothing_found"))
    return replace(weigh(checked(reading), paper), hidden=hidden)


def _pages(data: bytes, count: int, limits: Limits) -> tuple[tuple[PageWords, ...], str]:
    """Words of the first pages, as far as their number and the time go; and the code of what stopped it, or ""."""
    found: list[PageWords] = []
    begun = time.monotonic()
    try:
        for number, page in enumerate(pages_of(data, 1, min(count, limits.pages_read)), 1):
            if found and time.monotonic() - begun > limits.pages_seconds:
                break
            found.append(page_words(page, number, limits.page_characters))
    except TooManyLetters:
        return tuple(found), "reading.too_much_text"
    except BrokenPage:
        return tuple(found), "reading.unreadable"
    return tuple(found), ""
