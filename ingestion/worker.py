"""The reading process: one file after another from stdin, one answer each to stdout, memory bounded by the kernel.

Started by pool.py as ``python -m ingestion.worker``. A frame is a length of eight bytes and that many bytes; a request
is a JSON frame {do, file, page, width, seen, font, papers, limits} and a frame of data. ``do`` is ``read``, ``parts``, ``cut``, ``picture`` or ``words``. It
knows no database, no network and no name but the file's.
"""

from __future__ import annotations

import json
import os
import resource
import struct
import sys
from typing import Any, BinaryIO

from ingestion.containers import parts_of
from ingestion.limits import Limits
from ingestion.ocr.cutting import cut
from ingestion.page_text import words
from ingestion.pdf.pictures import page_image
from ingestion.reader import read
from ingestion.wire import dump
from ingestion.wire_pages import dump_parts, dump_picture, dump_words
from ledger.core.memory import settle
from ledger.evidence.field import Box


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next frame; None at the end of the stream."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    (size,) = struct.unpack(">Q", head)
    return stream.read(size)


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Writes one frame and flushes."""
    stream.write(struct.pack(">Q", len(data)) + data)
    stream.flush()


def answer(request: dict[str, Any], data: bytes, limits: Limits) -> bytes:
    """What was asked for, as bytes of wire.py or wire_pages.py."""
    if request["do"] == "picture":
        return dump_picture(page_image(data, request["page"], request["width"], limits, request["font"]))
    if request["do"] == "words":
        return dump_words(words(data, request["page"], limits, seen=request["seen"]))
    if request["do"] == "parts":
        return dump_parts(parts_of(data, request["file"], limits))
    if request["do"] == "cut":
        boxes = [Box(*(float(value) for value in one)) for one in request["papers"]]
        return dump_parts(cut(data, request["file"], boxes, limits))
    return dump(read(data, limits=limits, file=request["file"]))


def main() -> None:
    """Serves requests until stdin ends. stdout is kept for answers only: whatever else prints goes to stderr."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests = sys.stdin.buffer
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    settle()
    write_frame(answers, b"ready")
    while (head := read_frame(requests)) is not None:
        data = read_frame(requests)
        if data is None:
            return
        request = json.loads(head)
        limits = Limits(**request["limits"])
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, resource.RLIM_INFINITY))
        write_frame(answers, answer(request, data, limits))


if __name__ == "__main__":
    main()
