"""A page's picture or words, the files inside a file, as bytes and back: what a worker made, or the problem it met."""

from __future__ import annotations

import json
import struct
from dataclasses import astuple
from types import MappingProxyType

from ingestion.containers import Part
from ingestion.pdf.words import PageWords, Word
from ledger.core import Problem

_PROBLEM = b"!"
_GOOD = b"="


def _dump_problem(found: Problem) -> bytes:
    return _PROBLEM + json.dumps([found.code, dict(found.parameters), found.where], ensure_ascii=False).encode()


def _load_problem(data: bytes) -> Problem:
    code, values, where = json.loads(data)
    return Problem(str(code), MappingProxyType(dict(values)), str(where))


def dump_picture(found: bytes | Problem) -> bytes:
    """PNG bytes or a problem."""
    return _dump_problem(found) if isinstance(found, Problem) else _GOOD + found


def load_picture(data: bytes) -> bytes | Problem:
    """The picture again. Raises ValueError or TypeError on anything that ``dump_picture`` did not write."""
    if data[:1] == _PROBLEM:
        return _load_problem(data[1:])
    if data[:5] != _GOOD + b"\x89PNG":
        raise ValueError("no picture")
    return data[1:]


def dump_words(found: PageWords | Problem) -> bytes:
    """The words of a page or a problem."""
    if isinstance(found, Problem):
        return _dump_problem(found)
    shape = [found.number, found.width, found.height, [astuple(word) for word in found.words]]
    return _GOOD + json.dumps(shape, ensure_ascii=False).encode("utf-8", "replace")


def load_words(data: bytes) -> PageWords | Problem:
    """The words again. Raises ValueError or TypeError on anything that ``dump_words`` did not write."""
    if data[:1] == _PROBLEM:
        return _load_problem(data[1:])
    number, width, height, found = json.loads(data[1:])
    words = tuple(Word(str(text), *(float(one) for one in rest)) for text, *rest in found)
    return PageWords(int(number), float(width), float(height), words)


def dump_parts(found: tuple[Part, ...] | Problem | None) -> bytes:
    """The files inside one after another, their names and sizes before; a problem; or nothing."""
    if isinstance(found, Problem):
        return _dump_problem(found)
    if found is None:
        return b""
    head = json.dumps([[one.name, len(one.data)] for one in found], ensure_ascii=False).encode("utf-8", "replace")
    return b"".join([_GOOD, struct.pack(">Q", len(head)), head, *(one.data for one in found)])


def load_parts(data: bytes) -> tuple[Part, ...] | Problem | None:
    """The files again. Raises ValueError or TypeError on anything that ``dump_parts`` did not write."""
    if not data:
        return None
    if data[:1] == _PROBLEM:
        return _load_problem(data[1:])
    if data[:1] != _GOOD or len(data) < 9:
        raise ValueError("no parts")
    (size,) = struct.unpack(">Q", data[1:9])
    place, found = 9 + size, []
    for name, length in json.loads(data[9:place]):
        found.append(Part(str(name), data[place : place + int(length)]))
        place += int(length)
    if place != len(data):
        raise ValueError("no parts")
    return tuple(found)
