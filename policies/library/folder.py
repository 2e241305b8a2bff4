"""A folder of Markdown or plain text read into versions, with what supersedes what.

Front matter may say ``title``, ``version``, ``effective_from``, ``effective_to``, ``document``, ``language``
and ``pair`` (the document that says the same in the other language); without it the file's name and the
text's own words decide. Files whose names differ only in their date or version are one document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path, PurePosixPath

from policies.library.dates import effective_from, read_date, repealed_on, split_name
from policies.library.model import Version
from policies.library.parse import clauses, plain

SUFFIXES = (".md", ".markdown", ".txt")
MAX_BYTES = 4_000_000
_FRONT = re.compile(r"\A\ufeff?---\s*\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)
_H1 = re.compile(r"^#\s+(.+?)\s*#*$", re.MULTILINE)


def read_folder(folder: Path) -> list[Version]:
    """Every text under a folder, in the order of its paths; what cannot be a policy (empty, too large) is left out."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file() and 0 < path.stat().st_size <= MAX_BYTES:
            text = path.read_bytes().decode("utf-8-sig", errors="replace")
            found.append(read_text(path.relative_to(folder).as_posix(), text))
    return supersede(found)


def read_text(path: str, text: str) -> Version:
    """One file as a version; ``effective_to`` is set by :func:`supersede` once its siblings are known."""
    front, body_start = _front_matter(text)
    name = split_name(PurePosixPath(path).stem)
    body = text[body_start:]
    head = body[:1500]
    heading = _H1.search(body)
    title = front.get("title") or (plain(heading.group(1)) if heading else name.stem)
    start = read_date(front.get("effective_from", "")) or effective_from(
        body, name.day, head.split("INFO END")[0][:600]
    )
    label = front.get("version") or (name.day or start or "")
    return Version(
        path=path,
        document=front.get("document") or _document(path, name.stem, bool(name.version or front.get("version"))),
        title=title,
        language=front.get("language") or front.get("lang") or language_of(body),
        label=str(label) or "1",
        effective_from=start,
        effective_to=read_date(front.get("effective_to", "")) or repealed_on(head[:400]),
        text=text,
        clauses=clauses(text, body_start, title),
        pair=front.get("pair", ""),
    )


def supersede(versions: Iterable[Version]) -> list[Version]:
    """Close each version on the day before its successor begins."""
    groups: dict[tuple[str, str], list[Version]] = defaultdict(list)
    order = list(versions)
    for version in order:
        groups[version.document, version.language].append(version)
    ends: dict[str, date] = {}
    for siblings in groups.values():
        dated = sorted((item for item in siblings if item.effective_from), key=lambda item: str(item.effective_from))
        for older, newer in pairwise(dated):
            if older.effective_from and newer.effective_from and older.effective_from < newer.effective_from:
                ends[older.path] = newer.effective_from - timedelta(days=1)
    return [_close(version, ends.get(version.path)) for version in order]


def language_of(text: str) -> str:
    """``zh`` when a fifth of the letters are Chinese, else ``en``."""
    chinese = len(re.findall(r"[\u4e00-\u9fff]", text))
    latin = len(re.findall(r"[A-Za-z]+", text))
    return "zh" if chinese > 0.5 * latin else "en"


def _close(version: Version, end: date | None) -> Version:
    if end is None:
        return version
    return replace(version, effective_to=min(end, version.effective_to) if version.effective_to else end)


def _document(path: str, stem: str, versioned: bool) -> str:
    """Dated or numbered names share a document across folders; an undated file is its own."""
    return re.sub(r"^中华人民共和国|[\s_]+", "", stem) if versioned else path


def _front_matter(text: str) -> tuple[Mapping[str, str], int]:
    found = _FRONT.match(text)
    if not found:
        return {}, 0
    pairs = re.findall(r"^([A-Za-z_]+)[ \t]*:[ \t]*(.*?)[ \t]*$", found.group(1), re.MULTILINE)
    return {key.lower(): value.strip("\"'") for key, value in pairs if value}, found.end()
