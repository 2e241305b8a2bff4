"""Files that hold files: a zip, a mail with attachments, one in the other. Unpacked in memory, all of it bounded.

What is only decoration is left out: pictures shown in the text of a mail, system files of a zip, signatures.
"""

from __future__ import annotations

import email
import email.policy
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path, PurePosixPath

from ingestion.kind import KIND_BYTES, FileKind, kind_of
from ingestion.limits import DEFAULT, Limits
from ledger.core import Problem, problem

DEEPEST = 3
_FORWARDED = "message/rfc822"
_NOT_PAPERS = re.compile(r"(^|/)(__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)|\.(p7s|asc|ics|vcf)$", re.I)
_MOST_NAME = 120
HOLDERS = frozenset({FileKind.ZIP, FileKind.MAIL})


@dataclass(frozen=True, slots=True)
class Part:
    """One file inside; ``name`` with the names of what it lay in, apart by slashes."""

    name: str
    data: bytes


def holds_files(path: Path) -> bool:
    """Whether a file is one that holds files, by its first bytes; False for one that cannot be opened."""
    try:
        with path.open("rb") as stream:
            return kind_of(stream.read(KIND_BYTES)) in HOLDERS
    except OSError:
        return False


def parts_of(data: bytes, name: str, limits: Limits = DEFAULT) -> tuple[Part, ...] | Problem | None:
    """All files inside, in their order; None where the file holds none by its kind, a problem where they cannot be had."""
    if kind_of(data) not in HOLDERS:
        return None
    found: list[Part] = []
    try:
        for part in _inside(data, name, limits, DEEPEST):
            found.append(part)
            if len(found) > limits.parts or sum(len(one.data) for one in found) > limits.parts_bytes:
                return problem("reading.too_many_parts", most=limits.parts, megabytes=limits.parts_bytes // 1_000_000)
    except _Locked:
        return problem("reading.zip_encrypted")
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, OSError, ValueError):
        return tuple(found) or problem("reading.unreadable")
    return tuple(found) or problem("reading.nothing_inside")


class _Locked(Exception):
    """A zip behind a password."""


def _inside(data: bytes, name: str, limits: Limits, depth: int) -> Iterator[Part]:
    kind = kind_of(data)
    if kind not in HOLDERS or depth == 0:
        yield Part(name, data)
        return
    for inner, content in _zipped(data, limits) if kind is FileKind.ZIP else _attached(data, limits):
        yield from _inside(content, f"{name}/{inner}", limits, depth - 1)


def _zipped(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for info in packed.infolist():
            if info.is_dir() or _NOT_PAPERS.search(info.filename):
                continue
            if info.flag_bits & 1:
                raise _Locked
            if info.file_size > limits.file_bytes:
                continue
            with packed.open(info) as stream:
                content = stream.read(limits.file_bytes + 1)
            yield clean_name(_decoded(info)), content


def _decoded(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: without its flag for UTF-8 the zip of a Chinese Windows has GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _attached(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    for place, part in enumerate(_leaves(email.message_from_bytes(data, policy=email.policy.default)), 1):
        name = part.get_filename() or ("" if part.get_content_type() != _FORWARDED else f"{place}.eml")
        content = b"" if not name or _decoration(part, name) else _content(part)
        if content and len(content) <= limits.file_bytes:
            yield clean_name(name), content


def _leaves(message: Message) -> Iterator[Message]:
    """Parts that hold no parts; a forwarded mail is one."""
    if message.get_content_type() == _FORWARDED or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _leaves(part)


def _decoration(part: Message, name: str) -> bool:
    inline = part.get_content_disposition() == "inline" and part.get("Content-ID") is not None
    return bool(_NOT_PAPERS.search(name)) or (inline and part.get_content_maintype() == "image")


def _content(part: Message) -> bytes:
    if part.get_content_type() == _FORWARDED:
        inner = part.get_payload(0) if part.is_multipart() else None
        return inner.as_bytes() if isinstance(inner, Message) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def clean_name(name: str) -> str:
    """A file's own name: no folders, no control or direction marks, not too long."""
    plain = "".join(one for one in PurePosixPath(name.replace("\\", "/")).name if one.isprintable())
    if len(plain) > _MOST_NAME:
        stem, suffix = PurePosixPath(plain).stem, PurePosixPath(plain).suffix[:10]
        plain = stem[: _MOST_NAME - len(suffix)] + suffix
    return plain or "file"
